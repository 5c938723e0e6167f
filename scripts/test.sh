#!/bin/sh
# Lint and all tests, browser journeys included. Installs a browser with apt when there is none and we may.
set -eu
cd "$(dirname "$0")/.."
say() { printf '\033[36m==>\033[0m %s\n' "$*"; }
if ! command -v chromium >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        say "Browser for the journeys (apt-get install chromium)"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
    else
        echo "Missing: a browser for the journeys; on Debian and Ubuntu: sudo apt install chromium" >&2
        exit 1
    fi
fi
say "Lint"
sh scripts/lint.sh
say "Tests"
.venv/bin/python -m pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered "$@"
