# PostgreSQL and Redis on private ports in a folder of their own; sourced by test.sh. `stop_services` always leaves nothing.
services=${SERVICES_DIR:-$DATA_DIR/services}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start_services() {
  pg_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  pg_home=$(mktemp -d "${TMPDIR:-/tmp}/yaodu-pg.XXXXXX")
  [ "$(id -u)" = 0 ] && chown postgres "$pg_home"
  pg_port=$(free_port)
  as_postgres "$pg_bin/initdb" -D "$pg_home/data" -U yaodu -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_postgres "$pg_bin/pg_ctl" -D "$pg_home/data" -l "$pg_home/log" -w \
    -o "-p $pg_port -k $pg_home -c listen_addresses=127.0.0.1 -c max_connections=400 ${PG_SPARES--c fsync=off -c full_page_writes=off -c synchronous_commit=off} -c jit=off -c autovacuum=off" start >/dev/null
  redis_port=$(free_port)
  mkdir -p "$services"
  redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --daemonize yes --dir "$services" \
    --pidfile "$services/redis.pid" >/dev/null
  export TEST_POSTGRES_URL="postgres://yaodu@127.0.0.1:$pg_port/postgres" TEST_REDIS_URL="redis://127.0.0.1:$redis_port/0"
}

# Every migration once for each database, both at the same time; each test process then gets a copy: `migrated_copies gw0 gw1`.
migrated_copies() {
  export TEST_SQLITE_TEMPLATE="$DATA_DIR/template.sqlite3" TEST_POSTGRES_TEMPLATE=yaodu_template
  rm -f "$TEST_SQLITE_TEMPLATE"* "$DATA_DIR"/test.sqlite3*
  "$pg_bin/createdb" -h 127.0.0.1 -p "$pg_port" -U yaodu "$TEST_POSTGRES_TEMPLATE"
  DATABASE_URL="sqlite:///$TEST_SQLITE_TEMPLATE" python manage.py migrate -v0 &
  local sqlite=$!
  DATABASE_URL="${TEST_POSTGRES_URL%/*}/$TEST_POSTGRES_TEMPLATE" python manage.py migrate -v0 || return 1
  wait "$sqlite" || return 1
  for process in "$@"; do
    cp "$TEST_SQLITE_TEMPLATE" "$DATA_DIR/test.sqlite3_$process"
    "$pg_bin/createdb" -h 127.0.0.1 -p "$pg_port" -U yaodu -T "$TEST_POSTGRES_TEMPLATE" "test_postgres_$process"
  done
}

stop_services() {
  [ -n "${pg_home:-}" ] && as_postgres "$pg_bin/pg_ctl" -D "$pg_home/data" -m immediate stop >/dev/null 2>&1
  [ -n "${pg_home:-}" ] && rm -rf "$pg_home"
  [ -n "${redis_port:-}" ] && redis-cli -p "$redis_port" shutdown nosave >/dev/null 2>&1
  return 0
}
