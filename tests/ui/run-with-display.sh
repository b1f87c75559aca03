#!/bin/sh
# Runs a command with a display, a session bus and settings of its own: run-with-display.sh COMMAND …
# Exits 77 (skipped) where there is no X server to start.
for program in Xvfb dbus-run-session; do
  command -v "$program" >/dev/null 2>&1 || { echo "1..0 # SKIP no $program"; exit 77; }
done

scratch=$(mktemp -d) || exit 1
Xvfb -displayfd 3 -screen 0 "${RELVAR_TEST_SCREEN:-1600x1000x24}" -nolisten tcp -noreset 3>"$scratch/display" 2>"$scratch/log" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
trap 'exit 143' INT TERM

tries=0
until [ -s "$scratch/display" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
    echo '1..0 # SKIP Xvfb does not start'
    cat "$scratch/log" >&2
    exit 77
  fi
  sleep 0.1
done

DISPLAY=":$(cat "$scratch/display")"
export DISPLAY
export GDK_BACKEND=x11 GSK_RENDERER=cairo GSETTINGS_BACKEND=memory GTK_A11Y="${GTK_A11Y:-none}" LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY
dbus-run-session -- "$@"
