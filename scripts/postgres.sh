#!/bin/sh
# Run a command with DATABASE_URL naming a PostgreSQL server of its own, which is thrown away afterwards.
# Usage: sh scripts/postgres.sh .venv/bin/python -m pytest tests/web
#
# The server listens on a socket in its temporary folder only, so that any number of them stand side by side. It forgets
# all that it is told when it stops, so it need not write anything safely (fsync off). As PostgreSQL refuses to run as
# root, root hands it to the user "postgres" of Debian's package, or to "nobody".
# Where there is no PostgreSQL and we may, it is installed with apt.
set -eu
say() { printf '\033[36m==>\033[0m %s\n' "$*" >&2; }
[ $# -gt 0 ] || { echo "Usage: scripts/postgres.sh COMMAND [ARGUMENT ...]" >&2; exit 2; }

# The folder of the newest server: Debian keeps the programs of each version in their own, off the PATH.
programs() {
    newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
    [ -x "$newest/initdb" ] && { echo "$newest"; return; }
    command -v initdb >/dev/null 2>&1 && dirname "$(command -v initdb)"
}
if ! bin=$(programs); then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        say "PostgreSQL (apt-get install postgresql)"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
    else
        echo "Missing: PostgreSQL for the tests; on Debian and Ubuntu: sudo apt install postgresql" >&2
        exit 1
    fi
    bin=$(programs)
fi

if [ "$(id -u)" = 0 ]; then
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    as_owner() { setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups env HOME=/tmp "$@"; }
else
    owner=$(id -un)
    as_owner() { "$@"; }
fi

# Directly below /tmp, as the path of a socket may have 107 letters only.
home=$(mktemp -d /tmp/cordata-postgres.XXXXXX)
throw_away() {
    status=$?
    trap - EXIT
    [ ! -f "$home/data/postmaster.pid" ] || as_owner "$bin/pg_ctl" -D "$home/data" -m immediate -s -w stop || true
    rm -rf "$home"
    exit "$status"
}
trap throw_away EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
chown "$owner" "$home"
cd "$home"
# Sorted by byte, as SQLite sorts: docs/decisions/0010-two-databases.md
as_owner "$bin/initdb" -D "$home/data" -U cordata --auth=trust --encoding=UTF8 --lc-collate=C --lc-ctype=C.UTF-8 \
    --no-sync >"$home/initdb.log" 2>&1 || { cat "$home/initdb.log" >&2; exit 1; }
cat >>"$home/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$home'
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
shared_buffers = 128MB
max_connections = 100
CONF
as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -s -w start || { cat "$home/log" >&2; exit 1; }
as_owner "$bin/createdb" -h "$home" -U cordata cordata
cd "$OLDPWD"
export DATABASE_URL="postgres://cordata@/cordata?host=$home"
say "PostgreSQL $("$bin/postgres" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/') of its own for: $*"
"$@"
