#!/usr/bin/env bash
# Sets up the virtual environment and the system packages. Usage: setup.sh run|test. A second call takes a moment.
set -euo pipefail
cd "$(dirname "$0")/.."
for_what=${1:-run}
say() { printf '\033[1m==> %s\033[0m\n' "$*"; }

missing_packages() {
  local missing=()
  local libraries fonts  # read whole: `… | grep -q` closes the pipe early, and pipefail takes that for a failure
  libraries=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true)
  library() { grep -q "$1" <<<"$libraries" || missing+=("$2"); }
  program() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
  library libpango-1.0.so libpango-1.0-0
  library libpangoft2-1.0.so libpangoft2-1.0-0
  library libharfbuzz.so.0 libharfbuzz0b
  library libharfbuzz-subset.so libharfbuzz-subset0
  if [ "$for_what" = test ]; then
    program chromium-headless-shell chromium-headless-shell  # a browser without windows: half the work of a whole one
    program redis-server redis-server
    program pdftoppm poppler-utils
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
    fonts=$(fc-list 2>/dev/null || true)
    grep -qi 'Noto Sans CJK' <<<"$fonts" || missing+=(fonts-noto-cjk)
  fi
  echo "${missing[@]}"
}

packages=$(missing_packages)
if [ -n "$packages" ]; then
  install="apt-get update && apt-get install -y --no-install-recommends $packages"
  if [ "$(id -u)" = 0 ]; then
    as_root="env"
  elif sudo -n true 2>/dev/null; then
    as_root="sudo"
  else
    as_root=""
  fi
  if [ -n "$as_root" ] && command -v apt-get >/dev/null; then
    say "Installing system packages: $packages"
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq >/dev/null
    # shellcheck disable=SC2086
    $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null
  else
    echo "System packages are missing and may not be installed from here. Run this, then make again:"
    echo "    sudo sh -c '$install'"
    if [ "$for_what" = test ]; then exit 1; fi
    echo "The site starts without them; certificates and agreements cannot be printed until then."
  fi
fi

requirements=requirements.txt
[ "$for_what" = test ] && requirements=requirements-dev.txt
wanted=$(cat requirements.txt "$requirements" | sha256sum | cut -c1-16)
for stamp in .venv/.ready-"$for_what"-"$wanted" .venv/.ready-test-"$(cat requirements.txt requirements-dev.txt | sha256sum | cut -c1-16)"; do
  if [ -e "$stamp" ]; then exit 0; fi
done
say "Setting up Python packages ($requirements)"
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
.venv/bin/python -c 'import uv' 2>/dev/null || .venv/bin/python -m pip install -q --disable-pip-version-check uv
VIRTUAL_ENV="$PWD/.venv" .venv/bin/python -m uv pip install -q -r "$requirements"
touch .venv/.ready-"$for_what"-"$wanted"
