#!/bin/sh
# Installs what is missing, builds Relvar and opens it: on FILE, or on a sample project.
# Without a display it does the same job headless and says so. Usage: run.sh [FILE]
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=${RELVAR_BUILD:-$root/build}
[ $# -gt 0 ] && case $1 in
  /* | *://*) file=$1 ;;
  *) file=$PWD/$1 ;;
esac

sh "$root/build-aux/install.sh" build
[ -f "$build/build.ninja" ] || meson setup "$build" "$root"
meson compile -C "$build"

cli=$build/src/cli/relvar-cli
if [ -z "${file:-}" ]; then
  file=$build/sample/shop.relvar
  mkdir -p "$build/sample"
  [ -f "$file" ] || "$cli" convert "$root/data/samples/shop.sql" "$file"
fi

if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
  GSETTINGS_SCHEMA_DIR=$build/data RELVAR_DATA_DIR=$root/data exec "$build/src/app/relvar" "$file"
fi

# Headless: the same design, drawn to a file, and what is in it.
mkdir -p "$build/sample"
picture=$build/sample/$(basename "$file").svg
script=$build/sample/$(basename "$file").sql
count () {
  echo "  $2: $(grep -cE "$1" "$script" || :)"
}

echo "There is no display, so no window opens: drawing the design instead."
"$cli" convert "$file" "$picture"
"$cli" convert --quiet "$file" "$script" --to postgresql
echo "Picture: $picture"
echo "Script: $script"
count '^CREATE (UNLOGGED |FOREIGN )?TABLE ' 'tables'
count 'FOREIGN KEY|REFERENCES ' 'foreign keys'
count '^CREATE (UNIQUE )?INDEX ' 'indexes'
count '^CREATE (OR REPLACE )?(MATERIALIZED )?VIEW ' 'views'
