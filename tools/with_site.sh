#!/usr/bin/env bash
# Serves the site with the county's content on a private port from a folder of its own, runs a command, stops the site.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/services.sh
export DATA_DIR="$DATA_DIR/site" HOST=127.0.0.1 PORT
PORT=$(free_port)
export DJANGO_SETTINGS_MODULE=config.settings.dev BASE_URL="http://127.0.0.1:$PORT" SITE="http://127.0.0.1:$PORT" SERVER_TIMING=1
export PRETEND_COMPANIES="http://127.0.0.1:$(free_port)"
mkdir -p "$DATA_DIR"
python manage.py prepare
honcho -f tools/Procfile start >"$DATA_DIR/site.log" 2>&1 &
supervisor=$!
trap 'kill $supervisor 2>/dev/null; wait $supervisor 2>/dev/null || true' EXIT
for _ in $(seq 60); do curl -fs "$SITE/readyz" >/dev/null 2>&1 && break; sleep 0.5; done
"$@"
