# Completes relvar-cli in fish. Verbs, options and formats are asked of the program itself.

function __relvar_cli_verbs
    relvar-cli help 2>/dev/null | string replace --filter --regex '^relvar-cli (\S+).*' '$1'
end

function __relvar_cli_options
    set --local words (commandline --tokenize --cut-at-cursor --current-process)
    relvar-cli $words[2] --help 2>/dev/null | string match --regex --groups-only '^ +(?:-., )?(--[a-z-]+)'
end

function __relvar_cli_formats
    relvar-cli formats 2>/dev/null | string match --regex '^\S+'
end

complete -c relvar-cli -n __fish_use_subcommand -f -a '(__relvar_cli_verbs) --help --version'
complete -c relvar-cli -n 'not __fish_use_subcommand; and string match --quiet -- "-*" (commandline --current-token)' -f -a '(__relvar_cli_options)'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l from -x -a '(__relvar_cli_formats)' -d 'Format of the input'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l to -x -a '(__relvar_cli_formats)' -d 'Format of the output'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l format -x -a 'text json sql' -d 'How to print'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l palette -x -a 'light dark print' -d 'Colors of a picture'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l paper -x -a 'a4 a3 a2 a1 a0 letter legal tabloid' -d 'Size of the pages of a PDF'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l notation -x -a 'crows-foot idef1x barker chen uml' -d 'Notation of a picture'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l level -x -a 'conceptual logical physical' -d 'How much a picture says'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l columns -x -a 'all keys none' -d 'Which columns a picture shows'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l mode -x -a 'plain' -d 'How to run a migration'
complete -c relvar-cli -n 'not __fish_use_subcommand' -l rename -x -d 'What has another name now'
