"""What the desktop reads is well formed, in the eyes of the desktop's own tools. Usage: data.py SOURCE BUILD."""
import os
import pathlib
import re
import shutil
import sqlite3
import sys
import tempfile
import xml.etree.ElementTree as xml

from tap import Skip, call, cases, need, run, test

SOURCE, BUILD = map(pathlib.Path, sys.argv[1:3])
DATA = SOURCE / 'data'
ID = 'io.github.relvar.Relvar'
VERSION = re.search(r"version: '(.*?)'", (SOURCE / 'meson.build').read_text()).group(1)
LANGUAGES = [line for line in (SOURCE / 'po' / 'LINGUAS').read_text().split('\n') if line and line[0] != '#']


@test
def desktop_entry():
    call(need('desktop-file-validate'), BUILD / 'data' / f'{ID}.desktop')


@cases(LANGUAGES)
def desktop_entry_speaks(language):
    assert f'\nComment[{language}]=' in (BUILD / 'data' / f'{ID}.desktop').read_text()


@test
def appstream_metainfo():
    call(need('appstreamcli'), 'validate', '--no-net', BUILD / 'data' / f'{ID}.metainfo.xml')


@cases(LANGUAGES)
def appstream_metainfo_speaks(language):
    root = xml.parse(BUILD / 'data' / f'{ID}.metainfo.xml')
    key = '{http://www.w3.org/XML/1998/namespace}lang'
    assert any(node.get(key) == language for node in root.iter('summary'))


@test
def metainfo_tells_of_this_version():
    releases = [node.get('version') for node in xml.parse(DATA / f'{ID}.metainfo.xml.in').iter('release')]
    assert releases[0] == VERSION, f'newest release is {releases[0]}, this is {VERSION}'


@test
def settings_schema():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(DATA / f'{ID}.gschema.xml', folder)
        call(need('glib-compile-schemas'), '--strict', '--dry-run', folder)


@test
def xml_is_well_formed():
    paths = [*DATA.rglob('*.xml'), *DATA.rglob('*.xml.in'), *DATA.rglob('*.svg'), *(SOURCE / 'ui').rglob('*.ui')]
    call(need('xmllint'), '--noout', '--nonet', *paths)


@test
def project_file_is_known_by_its_contents():
    need('update-mime-database')
    need('gio')
    with tempfile.TemporaryDirectory() as folder:
        packages = pathlib.Path(folder) / 'mime' / 'packages'
        packages.mkdir(parents=True)
        shutil.copy(DATA / f'{ID}.mime.xml', packages / f'{ID}.xml')
        call('update-mime-database', packages.parent)
        for name, application, mime in (('a', 0x52764C72, 'application/x-relvar'),
                                        ('b', 0, 'application/vnd.sqlite3')):
            path = pathlib.Path(folder) / name
            connection = sqlite3.connect(path)
            connection.execute(f'PRAGMA application_id = {application}')
            connection.execute('CREATE TABLE t (a)')
            connection.close()
            said = call('gio', 'info', '-a', 'standard::content-type', path,
                        env={**os.environ, 'XDG_DATA_HOME': folder})
            assert mime in said, said


@cases([('scalable', f'{ID}.svg', 128), ('symbolic', f'{ID}-symbolic.svg', 16)])
def icon(kind, name, size):
    path = DATA / 'icons' / 'hicolor' / kind / 'apps' / name
    root = xml.parse(path).getroot()
    assert root.get('width') == root.get('height') == str(size)
    if shutil.which('rsvg-convert'):
        with tempfile.TemporaryDirectory() as folder:
            picture = pathlib.Path(folder) / 'icon.png'
            call('rsvg-convert', '-w', 64, path, '-o', picture)
            assert picture.stat().st_size > 200, 'the icon is empty'


@cases(sorted(path.name for path in (DATA / 'man').glob('*.1')))
def man_page(name):
    said = call(need('man'), '--warnings', '-E', 'UTF-8', '-l', '-Tutf8', '-Z', DATA / 'man' / name,
                env={**os.environ, 'LC_ALL': 'C.UTF-8', 'MANWIDTH': '80', 'MANROFFSEQ': ''})
    assert 'warning:' not in said.lower(), said
    assert f'"Relvar {VERSION}"' in (DATA / 'man' / name).read_text()


@cases([(shell, program) for shell in ('bash', 'zsh', 'fish') for program in ('relvar', 'relvar-cli')])
def completion(shell, program):
    path = DATA / 'completions' / f'{program}.{shell}'
    call(need(shell), '--no-execute' if shell == 'fish' else '-n', path)


def cli(*words):
    program = BUILD / 'src' / 'cli' / 'relvar-cli'
    if not program.exists():
        raise Skip('relvar-cli is not built')
    return call(program, *words, env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''})


def verbs():
    found = re.findall(r'^relvar-cli (\w+)', cli('help'), re.MULTILINE)
    assert 'convert' in found, found
    return found


@test
def man_page_knows_every_verb_and_option():
    page = (DATA / 'man' / 'relvar-cli.1').read_text().replace('\\-', '-')
    for verb in verbs():
        assert re.search(rf'^\.B\w* {verb}\b', page, re.MULTILINE), f'no {verb}'
        for option in re.findall(r'^ +(?:-., )?(--[a-z-]+)', cli(verb, '--help'), re.MULTILINE):
            assert option.startswith('--help') or re.search(rf'{option}\b', page), f'no {verb} {option}'


@test
def bash_completes_what_relvar_cli_takes():
    cli('--version')
    script = f'''. {DATA}/completions/relvar-cli.bash
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _relvar_cli; echo "${{COMPREPLY[*]}}"'''
    program = BUILD / 'src' / 'cli' / 'relvar-cli'

    def complete(*words):
        return call(need('bash'), '-c', script, 'bash', program, *words).split()

    assert complete('conv') == ['convert']
    assert set(verbs()) <= set(complete(''))
    assert '--from' in complete('convert', '--fr')
    assert 'postgresql' in complete('convert', '--from', 'post')
    assert complete('convert', '--palette', 'd') == ['dark']


@cases(LANGUAGES)
def translation(language):
    need('msgfmt')
    with tempfile.TemporaryDirectory() as folder:
        call('msgfmt', '-c', '-o', pathlib.Path(folder) / 'relvar.mo', SOURCE / 'po' / f'{language}.po')


def with_text():
    lines = (SOURCE / 'po' / 'POTFILES').read_text().splitlines()
    return [line for line in lines if line and line[0] != '#']


@test
def potfiles_lists_files_that_exist():
    missing = [line for line in with_text() if not (SOURCE / line).exists()]
    assert not missing, missing


@test
def potfiles_is_complete():
    with tempfile.TemporaryDirectory() as folder:
        call('sh', SOURCE / 'po' / 'list.sh', pathlib.Path(folder) / 'POTFILES')
        fresh = (pathlib.Path(folder) / 'POTFILES').read_text().split('\n')
    missing = sorted(set(fresh) - set((SOURCE / 'po' / 'POTFILES').read_text().split('\n')))
    assert not missing, f'run po/list.sh: {missing} hold text for people'


@test
def every_text_can_be_translated():
    said = call(need('xgettext'), '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
                '--keyword=ngettext:1,2', '--flag=_:1:pass-c-format', '-o', '-', *with_text(), cwd=SOURCE)
    warnings = [line for line in said.splitlines() if 'warning: ' in line and 'extension' not in line]
    assert not warnings, '\n'.join(warnings)


@test
def no_text_is_cut_by_a_macro():
    cut = re.compile(r'\b_ ?\((?:\s*"(?:[^"\\]|\\.)*")+\s*[A-Z_]')
    found = [path for path in with_text() if path.endswith('.c') and cut.search((SOURCE / path).read_text())]
    assert not found, f'xgettext sees only what comes before the macro in {found}'


@test
def flatpak_manifest():
    need('flatpak-builder')
    manifest = SOURCE / 'flatpak' / f'{ID}.json'
    with tempfile.TemporaryDirectory() as home:
        shown = call('flatpak-builder', '--show-manifest', manifest, env={**os.environ, 'HOME': home})
    assert f'"{ID}"' in shown and '"libpg_query"' in shown, shown


@test
def flatpak_sources_are_released_tags():
    import json
    manifest = json.loads((SOURCE / 'flatpak' / f'{ID}.json').read_text())
    for module in manifest['modules'][:-1]:
        for source in module['sources']:
            assert source['type'] == 'git' and source.get('tag'), f'{module["name"]} is not pinned to a tag'
    # The network is for databases, secrets are their passwords.
    allowed = {'--share=ipc', '--share=network', '--talk-name=org.freedesktop.secrets', '--socket=wayland', '--socket=fallback-x11', '--device=dri'}
    assert set(manifest['finish-args']) <= allowed, set(manifest['finish-args']) - allowed


sys.exit(run())
