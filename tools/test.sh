#!/usr/bin/env bash
# Every test on SQLite, then on PostgreSQL with Redis; a missing real part fails, nothing is skipped. Arguments go to pytest.
set -uo pipefail
cd "$(dirname "$0")/.."
. tools/services.sh
say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
trap stop_services EXIT
trap 'exit 130' INT TERM
say "Starting PostgreSQL and Redis in a folder of their own"
start_services || { echo "PostgreSQL or Redis did not start."; exit 1; }
export DATA_DIR="$DATA_DIR/test"
mkdir -p "$DATA_DIR"
python manage.py compile_translations && python manage.py build_css || exit 1
say "Migrating both databases once"
migrated_copies gw0 gw1 || exit 1
failed=0
if [ -z "${PROVE:-}" ]; then
  say "Tests on SQLite"
  pytest -n 2 --dist loadgroup --reuse-db -q --durations=12 --durations-min=5 -m "not postgres and not chinese" "$@" || failed=1
fi
say "Tests on PostgreSQL"
DATABASE_URL="$TEST_POSTGRES_URL" REDIS_URL="$TEST_REDIS_URL" pytest -n 2 --dist loadgroup --reuse-db -q --durations=12 --durations-min=5 "$@" || failed=1
[ "$failed" = 0 ] && say "All tests passed on both databases"
exit $failed
