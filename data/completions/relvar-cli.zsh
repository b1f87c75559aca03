#compdef relvar-cli
# Completes relvar-cli in zsh. Verbs, options and formats are asked of the program itself.

_relvar_cli () {
  local program=$words[1]

  if (( CURRENT == 2 )); then
    compadd -- $($program help 2>/dev/null | awk '$1 == "relvar-cli" { print $2 }') --help --version
    return
  fi

  case $words[CURRENT-1] in
    --from | --to) compadd -- $($program formats 2>/dev/null | awk '{ print $1 }') ;;
    --format) compadd -- text json sql ;;
    --mode) compadd -- plain ;;
    --header) compadd -- yes no guess ;;
    --null) compadd -- equal distinct ;;
    --palette) compadd -- light dark print ;;
    --paper) compadd -- a4 a3 a2 a1 a0 letter legal tabloid ;;
    --diagram | --schema | --statement-timeout | --area | --scale | --only | --rename | --since | --attributes | --dependency | --mvd | --table | --keys-limit | --separator | --error | --effort | --limit) _message 'a value' ;;
    --notation) compadd -- crows-foot idef1x barker chen uml ;;
    --level) compadd -- conceptual logical physical ;;
    --columns) compadd -- all keys none ;;
    *)
      if [[ $PREFIX == -* ]]; then
        compadd -- $($program $words[2] --help 2>/dev/null \
          | awk '{ for (i = 1; i <= 2; i++) if ($i ~ /^--/) { sub (/=.*/, "", $i); print $i } }')
      else
        _files
      fi ;;
  esac
}

_relvar_cli "$@"
