"""The two commands of the README: their list of packages, their manners and their count. Usage: scripts.py SOURCE."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from tap import call, cases, need, run, test

SOURCE = pathlib.Path(sys.argv[1])
AUX = SOURCE / 'build-aux'
SCRIPTS = sorted([*AUX.glob('*.sh'), SOURCE / '.ci' / 'run', SOURCE / 'po' / 'list.sh', *(SOURCE / 'tests').glob('*.sh')])


def count(*folders):
    """What count.py makes of build folders, each given as the entries of its log. Returns exit status and last line."""
    with tempfile.TemporaryDirectory() as place:
        paths = []
        for number, entries in enumerate(folders):
            logs = pathlib.Path(place) / str(number) / 'meson-logs'
            logs.mkdir(parents=True)
            (logs / 'testlog.json').write_text('\n'.join(map(json.dumps, entries)))
            paths.append(logs.parent)
        done = subprocess.run([sys.executable, AUX / 'count.py', *paths], capture_output=True, text=True)
    return done.returncode, done.stdout.splitlines()[-1]


def program(result, output=''):
    return {'name': 'a', 'result': result, 'stdout': output}


@test
def count_adds_subtests_of_all_folders():
    assert count([program('OK', 'TAP version 13\nok 1 a\nok 2 b # SKIP no\n1..2'), program('OK')],
                 [program('OK', 'ok 1')]) == (0, '3 passed, 0 failed, 1 skipped')


@test
def count_fails_where_a_subtest_failed():
    assert count([program('FAIL', 'ok 1\nnot ok 2\nnot ok 3 # TODO later')]) == (1, '2 passed, 1 failed, 0 skipped')


@test
def count_fails_where_a_program_died():
    assert count([program('ERROR', 'ok 1\nok 2')]) == (1, '2 passed, 1 failed, 0 skipped')
    assert count([program('TIMEOUT')]) == (1, '0 passed, 1 failed, 0 skipped')


@test
def count_fails_where_nothing_ran():
    assert count([])[0] == 1
    assert count([program('OK')], [])[0] == 1
    assert count([program('SKIP')]) == (1, '0 passed, 0 failed, 1 skipped')


@test
def packages_have_a_name_in_every_family():
    rows = [line.split() for line in (AUX / 'packages').read_text().splitlines() if line and line[0] != '#']
    for row in rows:
        assert len(row) in (4, 5) and row[0] in ('build', 'test'), row
        assert set(row[1:4]) != {'-'}, row
    for column in (1, 2, 3):
        names = [row[column] for row in rows if row[0] == 'build']
        assert len([name for name in names if name != '-']) > 15


@cases([str(path.relative_to(SOURCE)) for path in SCRIPTS])
def shell_script(name):
    path = SOURCE / name
    call(need('sh'), '-n', path)
    assert os.access(path, os.X_OK), f'{name} cannot be run'
    text = path.read_text()
    assert text.startswith('#!/bin/sh\n'), f'{name} does not begin with #!/bin/sh'


@cases([str(path.relative_to(SOURCE)) for path in SCRIPTS])
def shellcheck_finds_nothing_in(name):
    call(need('shellcheck'), '-s', 'sh', SOURCE / name)


sys.exit(run())
