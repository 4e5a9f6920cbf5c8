#!/usr/bin/env bash
# Format, lint, types, import contracts, missing migrations, untranslated strings. Every fault is shown before it fails.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
step() {
  printf '\033[1m==> %s\033[0m\n' "$1"
  shift
  "$@" || { failed=1; echo "    ^ this failed"; }
}
said=$(mktemp)
mypy site/*/ cms courses shops >"$said" 2>&1 &  # takes as long as all the others together: beside them
types=$!
types_are_right() {
  wait $types
  local code=$?
  cat "$said"
  rm -f "$said"
  return $code
}
step "Format" ruff format --check .
step "Lint" ruff check .
step "Templates" djlint --lint --quiet templates
step "Import contracts" lint-imports
step "Missing migrations" python manage.py makemigrations --check --dry-run -v1
step "System checks" python manage.py check
step "Untranslated strings" python manage.py check_translations
step "Types" types_are_right
[ $failed = 0 ] && echo "All checks passed"
exit $failed
