# Completes relvar-cli in fish; formats are asked of the program itself.

function __relvar_cli_formats
    relvar-cli formats 2>/dev/null | string match --regex '^\S+'
end

complete -c relvar-cli -n __fish_use_subcommand -f -a convert -d 'Write a design in another format'
complete -c relvar-cli -n __fish_use_subcommand -f -a layout -d 'Say where boxes and lines go'
complete -c relvar-cli -n __fish_use_subcommand -f -a formats -d 'List the formats of this build'
complete -c relvar-cli -n __fish_use_subcommand -f -a dialects -d 'List the dialects of SQL of this build'
complete -c relvar-cli -n __fish_use_subcommand -l help -d 'Show how to call it'
complete -c relvar-cli -n __fish_use_subcommand -l version -d 'Show the version'

complete -c relvar-cli -n '__fish_seen_subcommand_from convert layout' -l from -x -a '(__relvar_cli_formats)' -d 'Format of the input'
complete -c relvar-cli -n '__fish_seen_subcommand_from convert' -l to -x -a '(__relvar_cli_formats)' -d 'Format of the output'
complete -c relvar-cli -n '__fish_seen_subcommand_from convert layout' -l diagram -x -d 'Diagram of the design'
complete -c relvar-cli -n '__fish_seen_subcommand_from formats dialects' -l format -x -a 'text json' -d 'How to print'
