#compdef relvar-cli
# Completes relvar-cli in zsh; formats are asked of the program itself.

_relvar_cli_formats () {
  local -a names
  names=(${(f)"$(_call_program formats relvar-cli formats 2>/dev/null | awk '{ print $1 }')"})
  compadd -a names
}

_relvar_cli () {
  local -a verbs
  verbs=(
    'convert:write a design in another format'
    'layout:say where boxes and lines go'
    'formats:list the formats of this build'
    'dialects:list the dialects of SQL of this build'
  )

  if (( CURRENT == 2 )); then
    _describe command verbs
    _arguments '--help[show how to call it]' '--version[show the version]'
    return
  fi

  case $words[2] in
    convert)
      _arguments '--from[format of the input]:format:_relvar_cli_formats' \
        '--to[format of the output]:format:_relvar_cli_formats' \
        '--diagram[diagram that a picture shows]:diagram:' \
        '2:input:_files' '3:output:_files' ;;
    layout)
      _arguments '--from[format of the input]:format:_relvar_cli_formats' \
        '--diagram[diagram to lay out]:diagram:' '2:input:_files' ;;
    formats | dialects)
      _arguments '--format[how to print]:form:(text json)' ;;
  esac
}

_relvar_cli "$@"
