#compdef relvar
# Completes relvar in zsh.

_arguments '--help[show the options]' '--version[show the version]' '*:file:_files'
