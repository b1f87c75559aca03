#!/bin/sh
# Runs a test with a PostgreSQL server of its own: with-postgresql.sh COMMAND…
# The command finds it by PGHOST (a socket folder), PGPORT and PGUSER, whoever runs it; the
# server listens nowhere else and is gone afterwards. As root it is run by user postgres, since
# PostgreSQL refuses to be run by root. Without a server the test is skipped, as TAP says it.
set -u

skip () {
  echo "1..0 # SKIP $1"
  exit 0
}

# The newest version installed, wherever the distribution puts it.
find_programs () {
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) /usr/bin /usr/local/bin; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && echo "$folder" && return
  done
}

as_owner () {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid="$owner" --regid="$(id -g "$owner")" --init-groups env HOME="$place" "$@"
  else
    "$@"
  fi
}

programs=$(find_programs)
[ -n "$programs" ] || skip 'no PostgreSQL server is installed'
owner=$(id -un)
if [ "$owner" = root ]; then
  owner=postgres
  id postgres >/dev/null 2>&1 || skip 'root cannot run a server and there is no user postgres'
fi

# A socket's path may have a hundred characters at most, so not in the build folder.
place=$(mktemp -d "${TMPDIR:-/tmp}/relvar-pg.XXXXXX") || exit 1
chmod 755 "$place"
stop () {
  as_owner "$programs/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1
  rm -rf "$place"
}
trap stop EXIT
trap 'exit 1' INT TERM HUP
[ "$(id -u)" = 0 ] && chown "$owner" "$place"

cd "$place" || exit 1
as_owner "$programs/initdb" -D "$place/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$place/log" 2>&1 \
  && as_owner "$programs/pg_ctl" -D "$place/data" -w -t 120 -l "$place/server.log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$place' -c unix_socket_permissions=0777 -c fsync=off \
        -c full_page_writes=off -c wal_level=logical -c max_prepared_transactions=8" start >>"$place/log" 2>&1
status=$?
if [ $status -ne 0 ]; then
  sed 's/^/# /' "$place/log" "$place/server.log" 2>/dev/null
  echo 'Bail out! the PostgreSQL server does not start'
  exit 1
fi
cd "$OLDPWD" || exit 1

# Programs of this version first, so that pg_dump fits the server.
PGHOST=$place PGPORT=5432 PGUSER=postgres PGDATABASE=postgres PATH=$programs:$PATH
export PGHOST PGPORT PGUSER PGDATABASE PATH
unset PGPASSWORD PGSERVICE
"$@"
