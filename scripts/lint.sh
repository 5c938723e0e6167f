#!/bin/sh
# Format, lint, types, import contracts.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff format --check .
$bin/ruff check .
$bin/lint-imports --no-cache
$bin/mypy
$bin/djlint --check --lint src/cordata_web
