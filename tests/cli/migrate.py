"""relvar-cli migrate: what it prints, in what form, and how it ends."""
import json
import pathlib
import subprocess
import sys
import tempfile

from cli import PROGRAM

from tap import run, test

FOLDER = pathlib.Path(tempfile.mkdtemp(prefix='relvar-migrate-'))


def file(name, text):
    path = FOLDER / name
    path.write_text(text)
    return str(path)


A = file('a.sql', 'CREATE TABLE t (a int, b text);\nCREATE TABLE gone (x int, y date);\n')
B = file('b.sql', 'CREATE TABLE t (a bigint, c text);\n')


def call(*words):
    done = subprocess.run([PROGRAM, 'migrate', '-q', *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


@test
def nothing_is_printed_for_equal_designs():
    assert call(A, A) == (0, '', '')
    assert call(A, A, '--check') == (0, '', '')


@test
def a_difference_is_no_failure_unless_asked():
    status, script, _ = call(A, B)
    assert status == 0 and script.startswith('BEGIN;\n') and script.endswith('COMMIT;\n'), script
    assert 'ALTER COLUMN a TYPE bigint' in script and 'RENAME COLUMN b TO c' in script and 'DROP TABLE public.gone' in script, script
    assert call(A, B, '--check')[:2] == (1, script)


@test
def down_is_the_way_back():
    assert call(A, B, '--down') == call(B, A)


@test
def json_says_what_text_says():
    plan = json.loads(call(A, B, '--format', 'json')[1])
    assert [(one['from'], one['to']) for one in plan['renames']] == [('public.t.b', 'public.t.c')]
    assert 0.6 <= plan['renames'][0]['confidence'] < 1
    script = call(A, B)[1]
    assert all(step['sql'] in script for step in plan['steps'])
    assert any(step['data_loss'] and step['object'] == 'TABLE public.gone' and step['hazards'] for step in plan['steps'])
    assert all(step['transactional'] for step in plan['steps'])
    assert json.loads(call(A, A, '--format', 'json')[1]) == {'renames': [], 'steps': []}


@test
def renames_by_hand():
    assert 'RENAME' not in call(A, B, '--no-renames')[1]
    assert 'RENAME COLUMN b TO c' in call(A, B, '--no-renames', '--rename', 't.b=t.c')[1]
    status, script, message = call(A, B, '--rename', 't.q=t.c')
    assert status == 2 and not script and 't.q' in message, message


@test
def wrong_calls():
    for words in ([A], [A, B, A], [A, str(FOLDER / 'none.sql')], [A, B, '--mode', 'strange'], [A, B, '--format', 'strange'], [A, B, '--strange']):
        status, script, message = call(*words)
        assert status == 2 and not script and message, words


run()
