#!/usr/bin/env bash
# Prepares the data and serves: web, jobs worker and clock under one supervisor. HOST, PORT and DATA_DIR are honoured.
set -euo pipefail
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-config.settings.dev}
export HOST=${HOST:-127.0.0.1} PORT=${PORT:-8000}
export BASE_URL=${BASE_URL:-http://localhost:$PORT}
. tools/services.sh
export PRETEND_COMPANIES=${PRETEND_COMPANIES:-http://127.0.0.1:$(free_port)}  # payment companies of development
mkdir -p "$DATA_DIR"
python manage.py prepare
exec honcho -f tools/Procfile start
