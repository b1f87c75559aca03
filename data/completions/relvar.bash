# Completes relvar in bash.

_relvar () {
  local current=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  case $current in
    -*) mapfile -t COMPREPLY < <(compgen -W '--help --version' -- "$current") ;;
    *) compopt -o default 2>/dev/null ;;
  esac
}

complete -F _relvar relvar
