#!/usr/bin/env bash
# Orders placed in a second on SQLite and on PostgreSQL, both writing every order to the disk.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/services.sh
trap stop_services EXIT
export DATA_DIR="$DATA_DIR/orders"
mkdir -p "$DATA_DIR"
PG_SPARES="" start_services
export REDIS_URL="$TEST_REDIS_URL" DJANGO_SETTINGS_MODULE=config.settings.dev
migrated_copies orders
python manage.py compile_translations
printf '%-12s%6s%10s%11s\n' database shops orders/s "99 of 100"
for database in "sqlite:///$DATA_DIR/test.sqlite3_orders" "${TEST_POSTGRES_URL%/*}/test_postgres_orders"; do
  DATABASE_URL="$database" python -m tools.orders_per_second
done
