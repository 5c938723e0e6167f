#!/bin/sh
# Pin every package with its hashes, for all platforms and Python 3.11 and newer. Extras are kept (coverage[toml]==...):
# pip before 23.3 finds no pin for a package wanted with an extra, and stops once a newer release is out.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null 2>&1 || { echo "Missing: uv (pip install uv)" >&2; exit 1; }
pin() { uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --custom-compile-command "make requirements" "$@" pyproject.toml; }
pin -o requirements/run.txt
pin --extra fit --extra test -o requirements/test.txt
pin --extra fit --extra test --extra spark -o requirements/spark.txt
