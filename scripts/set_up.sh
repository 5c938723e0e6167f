#!/bin/sh
# Make .venv with the pinned packages of requirements/$1.txt and the project itself; quick when nothing changed.
# Usage: scripts/set_up.sh run|test [PYTHON]
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
python=${2:-python3}
say() { printf '\033[36m==>\033[0m %s\n' "$*"; }
stop() { printf 'Missing: %s\n' "$*" >&2; exit 1; }

command -v "$python" >/dev/null 2>&1 || stop "Python 3.11 or newer ('$python' is not on the PATH)."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Python 3.11 or newer ('$python' is $("$python" -V 2>&1)); try: make PYTHON=python3.11 ..."

wanted=$(cat "requirements/$kind.txt" pyproject.toml | cksum)
stamp=.venv/.installed-$kind
if [ -x .venv/bin/cordata ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

if command -v uv >/dev/null 2>&1; then
    say "Environment (.venv) with uv"
    [ -x .venv/bin/python ] || uv venv --quiet --python "$python" .venv
    say "Packages of requirements/$kind.txt"
    uv pip install --python .venv/bin/python --require-hashes -r "requirements/$kind.txt"
    uv pip install --python .venv/bin/python --quiet --no-deps --editable .
else
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        stop "the venv module of Python; on Debian and Ubuntu: apt install python3-venv"
    say "Environment (.venv) with python3 -m venv"
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    say "Packages of requirements/$kind.txt"
    .venv/bin/python -m pip install --disable-pip-version-check --progress-bar on --quiet --require-hashes -r "requirements/$kind.txt"
    .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --editable .
fi
printf '%s' "$wanted" > "$stamp"
[ "$kind" = run ] || cat requirements/run.txt pyproject.toml | cksum > .venv/.installed-run
say "Ready: .venv/bin/cordata"
