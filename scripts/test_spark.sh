#!/bin/sh
# The tests of aggregation on Apache Spark, a group of their own: they need Java and pyspark (450 MB), which the other
# tests do without. Installs Java with apt where it is missing and we may, and pyspark into .venv.
# Usage: scripts/test_spark.sh [PYTHON]
set -eu
cd "$(dirname "$0")/.."
say() { printf '\033[36m==>\033[0m %s\n' "$*"; }
if ! command -v java >/dev/null 2>&1; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        say "Java for Spark (apt-get install default-jre-headless)"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null
    else
        echo "Missing: Java 17 or newer; on Debian and Ubuntu: sudo apt install default-jre-headless" >&2
        exit 1
    fi
fi
sh scripts/set_up.sh spark "${1:-python3}"
say "Tests on Spark"
.venv/bin/python -m pytest -n 0 -q -m spark tests/spark
