# Completes relvar-cli in bash; formats and dialects are asked of the program itself.

_relvar_cli_names () {
  "${COMP_WORDS[0]}" "$1" 2>/dev/null | awk '{ print $1 }'
}

_relvar_cli () {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()

  case $previous in
    --from | --to)
      mapfile -t COMPREPLY < <(compgen -W "$(_relvar_cli_names formats)" -- "$current")
      return ;;
    --format)
      mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$current")
      return ;;
    --diagram)
      return ;;
  esac

  if [ "$COMP_CWORD" = 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W 'convert layout formats dialects --help --version' -- "$current")
    return
  fi

  case ${COMP_WORDS[1]}:$current in
    convert:-*) mapfile -t COMPREPLY < <(compgen -W '--from --to --diagram --help' -- "$current") ;;
    layout:-*) mapfile -t COMPREPLY < <(compgen -W '--from --diagram --help' -- "$current") ;;
    formats:* | dialects:*) mapfile -t COMPREPLY < <(compgen -W '--format --help' -- "$current") ;;
    *) compopt -o default 2>/dev/null ;;
  esac
}

complete -F _relvar_cli relvar-cli
