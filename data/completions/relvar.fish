# Completes relvar in fish.

complete -c relvar -l help -d 'Show the options'
complete -c relvar -l version -d 'Show the version'
