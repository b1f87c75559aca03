#!/bin/sh
# Writes po/POTFILES anew, or another file: every file with text for people in it. Usage: list.sh [FILE]
out=$(realpath -m -- "${1:-$(dirname -- "$0")/POTFILES}")
cd "$(dirname -- "$0")/.." || exit 1
{
  echo '# Written by po/list.sh.'
  ls data/*.desktop.in data/*.metainfo.xml.in data/*.gschema.xml
  grep -rlE '(^|[^A-Za-z0-9])(_|N_|C_|NC_|ngettext|g_dngettext) \(?"|(_|N_|C_|NC_) ?\(|translatable="(yes|true|1)"' \
    --include='*.c' --include='*.def' --include='*.ui' src ui 2>/dev/null
} | LC_ALL=C sort -u >"$out"
