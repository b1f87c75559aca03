#!/bin/sh
# Installs what is missing, builds with warnings as errors and runs every test, and the
# engine's tests a second time under the address and undefined-behaviour sanitizers.
# The last line is "N passed, N failed, N skipped"; exit status 1 if any failed or none ran.
set -u

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=${RELVAR_BUILD:-$root/build-test}
sanitized=$build-sanitized
engine='base meta store model sql check live exchange layout draw cli'

fail () {
  echo "test.sh: $1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

# configure DIR OPTIONS…
configure () {
  dir=$1
  shift
  if [ -f "$dir/build.ninja" ]; then
    meson configure "$dir" -Dwerror=true "$@"
  else
    meson setup "$dir" "$root" -Dwerror=true "$@"
  fi
}

# run_tests DIR OPTIONS…: what they gave is in DIR/meson-logs afterwards, whatever the exit status.
run_tests () {
  dir=$1
  shift
  rm -f "$dir/meson-logs/testlog.json" "$dir/meson-logs/testlog.junit.xml"
  meson test -C "$dir" --no-rebuild --print-errorlogs "$@" </dev/null || :
}

sh "$root/build-aux/install.sh" build test || fail "cannot install what the build needs"

configure "$build" || fail "cannot configure"
meson compile -C "$build" || fail "does not build"
run_tests "$build"

# Only the engine: it must build and stand without the window anyway.
configure "$sanitized" -Dapp=false -Db_sanitize=address,undefined -Db_lundef=false || fail "cannot configure with sanitizers"
meson compile -C "$sanitized" || fail "does not build with sanitizers"
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:abort_on_error=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LSAN_OPTIONS=suppressions="$root/tests/leaks.supp":print_suppressions=0
# shellcheck disable=SC2046
run_tests "$sanitized" --timeout-multiplier 4 $(for suite in $engine; do echo "--suite $suite"; done)

python3 "$root/build-aux/count.py" "$build" "$sanitized"
