# Completes relvar-cli in bash. Verbs, options and formats are asked of the program itself.

_relvar_cli_verbs () {
  "$1" help 2>/dev/null | awk '$1 == "relvar-cli" { print $2 }'
}

_relvar_cli_options () {
  "$1" "$2" --help 2>/dev/null | awk '{ for (i = 1; i <= 2; i++) if ($i ~ /^--/) { sub (/=.*/, "", $i); print $i } }'
}

_relvar_cli_formats () {
  "$1" formats 2>/dev/null | awk '{ print $1 }'
}

_relvar_cli () {
  local program=${COMP_WORDS[0]} verb=${COMP_WORDS[1]} current=${COMP_WORDS[COMP_CWORD]} words=''
  COMPREPLY=()

  if [ "$COMP_CWORD" = 1 ]; then
    words="$(_relvar_cli_verbs "$program") --help --version"
  else
    case ${COMP_WORDS[COMP_CWORD-1]}:$current in
      --from:* | --to:*) words=$(_relvar_cli_formats "$program") ;;
      --format:*) words='text json sql sarif junit github markdown' ;;
      --mode:*) words='plain' ;;
      --fail-on:*) words='error warning info never' ;;
      --pg-version:*) words='12 13 14 15 16 17 18' ;;
      --profile:*) words='default postgresql mysql sqlite strict legacy' ;;
      --header:*) words='yes no guess' ;;
      --null:*) words='equal distinct' ;;
      --palette:*) words='light dark print' ;;
      --paper:*) words='a4 a3 a2 a1 a0 letter legal tabloid' ;;
      --diagram:* | --schema:* | --statement-timeout:* | --area:* | --scale:* | --only:* | --rename:* | --since:* | --attributes:* | --dependency:* | --mvd:* | --table:* | --keys-limit:* | --separator:* | --error:* | --effort:* | --limit:*) return ;;
      --notation:*) words='crows-foot idef1x barker chen uml' ;;
      --level:*) words='conceptual logical physical' ;;
      --columns:*) words='all keys none' ;;
      *:-*) words=$(_relvar_cli_options "$program" "$verb") ;;
      *) compopt -o default 2>/dev/null ; return ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _relvar_cli relvar-cli
