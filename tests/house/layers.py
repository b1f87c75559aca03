"""Arrows point down only: an upward include does not compile, and nothing below canvas/ knows GTK.

Usage: layers.py SOURCE BUILD. Each folder is tried with the command that really compiles it."""
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from tap import Skip, call, cases, need, run, test

SOURCE, BUILD = map(pathlib.Path, sys.argv[1:3])

# What each folder may include, besides itself.
SEES = {
    'base': [],
    'meta': ['base'],
    'store': ['base', 'meta'],
    'model': ['base', 'meta', 'store'],
    'sql': ['base', 'meta', 'model'],
    'check': ['base', 'meta', 'model', 'sql'],
    'migrate': ['base', 'meta', 'model', 'sql', 'check'],
    'live': ['base', 'meta', 'model', 'sql'],
    'exchange': ['base', 'meta', 'model', 'sql', 'live'],
    'layout': ['base'],
    'draw': ['base', 'meta', 'model', 'migrate', 'sql', 'exchange', 'layout'],
    'cli': ['base', 'meta', 'model', 'sql', 'check', 'live', 'migrate', 'exchange', 'layout', 'draw'],
    'canvas': ['base', 'meta', 'model', 'sql', 'layout', 'draw'],
    'app': ['base', 'meta', 'model', 'migrate', 'sql', 'check', 'live', 'exchange', 'layout', 'draw', 'canvas'],
}
WITH_WINDOW = {'canvas', 'app'}
TOOLKIT = ['gtk/gtk.h', 'adwaita.h', 'gtksourceview/gtksource.h']


def compile_words():
    """The compiler call of one file of each folder, without the file and what it writes."""
    words = {}
    for entry in json.loads((BUILD / 'compile_commands.json').read_text()):
        path = (pathlib.Path(entry['directory']) / entry['file']).resolve()
        try:
            folder = path.relative_to(SOURCE / 'src').parts[0]
        except ValueError:
            continue
        if path.suffix != '.c':
            continue
        call_words = shlex.split(entry['command'])
        for flag in ('-o', '-MF', '-MQ'):
            at = call_words.index(flag)
            del call_words[at:at + 2]
        call_words = [word for word in call_words if word not in ('-c', '-MD', entry['file'], '-pipe')]
        # A folder with several libraries: the one that sees most.
        words[folder] = max(words.get(folder, []), call_words, key=len)
    return words


WORDS = compile_words()


def try_include(folder, *names):
    """Compiles a file of `folder` that holds only includes. Returns what the compiler said, or None."""
    if folder not in WORDS:
        raise Skip(f'src/{folder} has no source yet')
    with tempfile.NamedTemporaryFile('w', suffix='.c') as file:
        file.writelines(f'#include "{name}"\n' for name in names)
        file.flush()
        done = subprocess.run([*WORDS[folder], '-fsyntax-only', '-Wno-error', '-fdiagnostics-color=never', file.name], cwd=BUILD,
                              capture_output=True, text=True, timeout=120)
    return None if done.returncode == 0 else done.stderr


def headers(folder):
    found = sorted((SOURCE / 'src' / folder).rglob('*.h'))
    if not found:
        raise Skip(f'src/{folder} has no header yet')
    return [str(path.relative_to(SOURCE / 'src')) for path in found]


@cases([(folder, other) for folder in SEES for other in SEES if other != folder and other not in SEES[folder]])
def upward_include_fails(folder, other):
    said = try_include(folder, headers(other)[0])
    assert said is not None, f'src/{folder} can include {headers(other)[0]}'
    assert re.search(r'No such file|file not found', said), said


# The counterpart: the same command does compile what the folder may include.
@cases(SEES)
def own_headers_compile(folder):
    said = try_include(folder, *headers(folder))
    assert said is None, said


@cases([(folder, header) for folder in SEES if folder not in WITH_WINDOW for header in TOOLKIT])
def toolkit_is_out_of_reach(folder, header):
    said = try_include(folder, header)
    assert said is not None, f'src/{folder} can include {header}'
    assert re.search(r'No such file|file not found', said), said


@cases([folder for folder in SEES if folder not in WITH_WINDOW])
def library_calls_no_toolkit(folder):
    library = BUILD / 'src' / folder / f'librv-{folder}.a'
    if not library.exists() or folder not in WORDS:
        raise Skip(f'src/{folder} is no library')
    need('nm')
    found = re.findall(r' U ((?:gtk|gdk|gsk|adw)_\w+)', call('nm', library))
    found = [name for name in found if not name.startswith('gdk_pixbuf')]
    assert not found, f'{library.name} calls {found[:5]}'


@test
def relvar_cli_links_no_toolkit():
    program = BUILD / 'src' / 'cli' / 'relvar-cli'
    if not program.exists():
        raise Skip('relvar-cli is not built')
    need('readelf')
    direct = re.findall(r'\(NEEDED\).*\[(.*)\]', call('readelf', '-d', program))
    assert direct, 'no libraries found'
    loaded = call('ldd', program)
    assert not re.search(r'lib(gtk|adwaita|gtksourceview)', '\n'.join(direct) + loaded), loaded


@test
def no_include_climbs_out_of_its_folder():
    found = [f'{path.relative_to(SOURCE)}: {line}' for path in (SOURCE / 'src').rglob('*.[ch]')
             for line in path.read_text().splitlines() if re.match(r'\s*#\s*include\s*["<]\.\.?/', line)]
    assert not found, '\n'.join(found)


@test
def includes_name_only_known_folders():
    for path in (SOURCE / 'src').rglob('*.[ch]'):
        folder = path.relative_to(SOURCE / 'src').parts[0]
        for other in re.findall(r'^\s*#\s*include\s*"(\w+)/', path.read_text(), re.MULTILINE):
            assert other == folder or other in SEES[folder] or other not in SEES, f'{path} includes {other}/'


@test
def every_folder_is_known_here():
    folders = {path.name for path in (SOURCE / 'src').iterdir() if path.is_dir()}
    assert folders == set(SEES), f'src/ has {folders ^ set(SEES)}'


sys.exit(run())
