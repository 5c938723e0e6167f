#!/bin/sh
# Lint and all tests on both databases and on Spark, browser journeys included. Installs a browser, PostgreSQL and Java
# with apt where they are missing and we may.
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
# Everything on SQLite, then whatever touches the database on PostgreSQL. pytest-django refuses a connection to all other
# tests, so a second round of those could tell nothing new. Tests in a browser run on SQLite only: they take half of all
# the time and ask the database nothing that the tests of the same pages without a browser do not ask; run them on
# PostgreSQL with `sh scripts/postgres.sh .venv/bin/pytest tests/e2e` (docs/decisions/0010-two-databases.md).
pytest=".venv/bin/python -m pytest -n auto --dist loadgroup"
unset DATABASE_URL
failed=""
say "Tests on SQLite"
$pytest -m "not spark" "$@" || failed="$failed SQLite"
say "Tests that touch the database, on PostgreSQL"
sh scripts/postgres.sh $pytest --database-only -m "not browser and not spark" "$@" || failed="$failed PostgreSQL"
[ -z "$failed" ] || { echo "Tests failed on:$failed" >&2; exit 1; }
say "All passed, on both databases. The tests on Spark are a group of their own: make test-spark"
