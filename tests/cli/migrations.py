"""relvar-cli check --migration: forms, exit status, the schema, bad input. With RELVAR_LOCK_TRUTH naming a table of statements and of
the locks that PostgreSQL took for them, beside the program that made it in ../tools, all of them are judged too."""
import json
import os
import pathlib
import re
import sys
import tempfile

from cli import bad, good, relvar

from tap import Skip, run, test

SCHEMA = 'CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE t (id int, a varchar(50), p int REFERENCES p);\n'
SCRIPT = '-- first\nALTER TABLE t ALTER COLUMN a TYPE varchar(100);\nALTER TABLE t ALTER COLUMN id TYPE bigint;\n'


def place(folder, **files):
    for name, text in files.items():
        (pathlib.Path(folder) / f'{name}.sql').write_text(text)
    return [pathlib.Path(folder) / f'{name}.sql' for name in files]


def judge(script, schema, *words, status=1):
    with tempfile.TemporaryDirectory() as folder:
        paths = place(folder, m=script, s=schema or '')
        given = ('--schema', paths[1]) if schema is not None else ()
        code, out, error = relvar('check', '--migration', paths[0], *given, '--format', 'json', *words)
        assert code == status, (code, out, error)
        return json.loads(out)


@test
def json_is_as_promised():
    answer = judge(SCRIPT, SCHEMA)
    rows = [row for row in answer['findings'] if row['severity'] != 'info']
    assert [row['rule'] for row in rows] == ['M24'], rows
    assert {'rule', 'severity', 'object', 'line', 'column', 'message', 'fix'} <= set(rows[0])
    assert (rows[0]['line'], rows[0]['column'], rows[0]['object']) == (3, 1, 't.id')
    assert 'ACCESS EXCLUSIVE' in rows[0]['message']
    locks = [statement['locks'] for statement in answer['statements']]
    assert [(lock['table'], lock['mode'], lock['work']) for lock in locks[0]] == [('t', 'ACCESS EXCLUSIVE', '')], locks[0]
    assert [(lock['table'], lock['mode'], lock['work']) for lock in locks[1]] == [('t', 'ACCESS EXCLUSIVE', 'rewrite')], locks[1]


@test
def without_schema_the_worst_is_taken():
    rules = {row['rule'] for row in judge(SCRIPT, None)['findings']}
    assert 'M24' in rules and 'M25' not in rules, rules


@test
def status_follows_fail_on():
    judge('ALTER TABLE t ADD COLUMN b int;', SCHEMA, status=0)
    judge('ALTER TABLE t ADD COLUMN b int;', SCHEMA, '--fail-on', 'info', status=1)
    judge('DROP TABLE t;', SCHEMA, '--fail-on', 'never', status=0)
    judge('CREATE INDEX ON t (a);', SCHEMA, '--fail-on', 'error', status=0)


@test
def rules_version_and_transaction():
    assert judge('CREATE INDEX ON t (a);', SCHEMA, '--rule', 'M64', status=0)['findings'][0]['rule'] == 'M64'
    assert not judge('CREATE INDEX CONCURRENTLY i ON t (a);', SCHEMA, '--rule', 'M08', status=0)['findings']
    assert judge('CREATE INDEX CONCURRENTLY i ON t (a);', SCHEMA, '--rule', 'M08', '--pg-version', '14.1')['findings']
    assert judge('CREATE INDEX CONCURRENTLY i ON t (a);', SCHEMA, '--rule', 'M04', '--assume-transaction')['findings']


@test
def rules_are_listed():
    rules = json.loads(good('rules', '--migrations', '--format', 'json'))['rules']
    assert [rule['id'] for rule in rules] == [f'M{number:02}' for number in range(1, 86)], rules
    assert 'M40' in good('rules', '--migrations') and '### M40' in good('rules', '--migrations', '--format', 'markdown')


@test
def a_newer_grammar_is_no_fault():
    script = 'ALTER TABLE t ADD CONSTRAINT c NOT NULL id NOT VALID;'
    assert [row['severity'] for row in judge(script, SCHEMA)['findings']] == ['error']
    assert [row['severity'] for row in judge(script, SCHEMA, '--pg-version', '18')['findings']] == ['warning']


@test
def several_files_follow_one_another():
    with tempfile.TemporaryDirectory() as folder:
        one, two, schema = place(folder, m1='CREATE TABLE n (id bigint);', m2='CREATE INDEX ON n (id); CREATE INDEX ON t (id);', s=SCHEMA)
        code, out, error = relvar('check', '--schema', schema, '--migration', one, two, '--rule', 'M01')
        assert code == 1, error
        # The second file's table is no longer new: the first may have run long ago.
        assert out.decode().count('[M01]') == 2, out.decode()


@test
def other_forms():
    with tempfile.TemporaryDirectory() as folder:
        script, = place(folder, m='DROP TABLE t;')
        sarif = json.loads(relvar('check', '--migration', script, '--format', 'sarif')[1])
        driver = sarif['runs'][0]['tool']['driver']
        result = next(row for row in sarif['runs'][0]['results'] if row['ruleId'] == 'M40')
        assert driver['rules'][result['ruleIndex']]['id'] == 'M40'
        assert '<testsuite' in relvar('check', '--migration', script, '--format', 'junit')[1].decode()
        assert '::error' in relvar('check', '--migration', script, '--format', 'github')[1].decode()
        text = relvar('check', '--migration', script)[1].decode()
        assert re.search(r'm\.sql:1:1: error: .*\[M40\]', text), text


@test
def bad_input():
    with tempfile.TemporaryDirectory() as folder:
        script, broken = place(folder, m='SELECT 1;', b='ALTER TABEL t;\nDROP TABLE t;')
        bad('check', '--migration', '/nowhere.sql')
        bad('check', '--migration', script, '--schema', '/nowhere.sql')
        bad('check', '--migration', script, '--rule', 'M99')
        bad('check', '--migration', script, '--pg-version', 'new')
        bad('check', '--migration', script, '--format', 'xyz')
        code, out, _ = relvar('check', '--migration', broken)
        # What does not parse is said, and the rest is judged.
        assert code == 1 and '[M77]' in out.decode() and '[M40]' in out.decode(), out
        assert good('check', '--migration', script)


def truth():
    table = os.environ.get('RELVAR_LOCK_TRUTH')
    if not table:
        raise Skip('RELVAR_LOCK_TRUTH names no table')
    path = pathlib.Path(table)
    program = (path.parent.parent / 'tools' / 'lock_truth.py').read_text()
    base = re.search(r'BASE = """(.*?)"""', program, re.S).group(1)
    lines = re.search(r'LIST = r"""(.*?)"""', program, re.S).group(1).split('\n')
    taken = {row.split('\t')[0]: row.split('\t') for row in path.read_text().split('\n')[1:] if row}
    for label, setup, statement in (line.split('\t') for line in lines if line.count('\t') >= 2):
        yield base + setup + ';', statement, taken[label]


def modes(text):
    pairs = [] if text == '-' else [pair.split(':') for pair in text.split(', ')]
    return {name: re.sub(r'(?<!^)([A-Z])', r' \1', mode).upper() for name, mode in pairs}


@test
def the_table_of_truth():
    wrong, flagged, total = [], 0, 0
    for schema, statement, row in truth():
        answer = judge(statement + ';', schema, '--fail-on', 'never', status=0)
        ours = {lock['table']: lock['mode'] for lock in answer['statements'][0]['locks']}
        total += 1
        flagged += any(finding['severity'] != 'info' for finding in answer['findings'])
        if ours != modes(row[2]):
            wrong.append((row[0], ours, row[2]))
    print(f'# {total} statements, {len(wrong)} wrong locks, {flagged} flagged')
    assert not wrong, wrong
    assert (total, flagged) == (108, 52), (total, flagged)


sys.exit(run())
