"""Bad input: a message that says file, line, column and reason; what could be read; no crash, no hang."""
import pathlib
import re
import sys
import tempfile

from cli import bad, good, relvar, sql_of

from tap import cases, run, test


def written(name, contents):
    """A file of these contents in a folder that goes away with the returned object."""
    folder = tempfile.TemporaryDirectory()
    path = pathlib.Path(folder.name) / name
    path.write_bytes(contents)
    return folder, path


def refused(name, contents, word):
    folder, path = written(name, contents)
    with folder:
        error = bad('convert', path, '-', '--to', 'sql')
        assert str(path) in error and word in error, error
    return error


@test
def empty_file():
    refused('empty.sql', b'', 'empty')


@test
def binary_file():
    error = refused('program.sql', b'CREATE TABLE a;\n\x7fELF\2\1\1\0' + bytes(range(256)) * 20, 'binary')
    assert re.search(r'program\.sql:2:\d+: error: ', error), error


@test
def archive_of_pg_dump():
    refused('shop.dump', b'PGDMP\x01\x0e\0\4\b\1', 'pg_restore')


@test
def directory():
    with tempfile.TemporaryDirectory() as folder:
        bad('convert', folder, '-', '--to', 'sql')


@test
def damaged_project():
    refused('shop.relvar', b'SQLite format 3\0' + b'\1' * 5000, '')


@cases([('utf-16',), ('utf-16-le',), ('utf-16-be',), ('utf-8-sig',)])
def text_in(encoding):
    text = "CREATE TABLE straße (größe int DEFAULT 1);\n"
    status, out, error = relvar('convert', '-', '-', '--to', 'sql', stdin=text.encode(encoding))
    assert status == 0 and 'straße' in out.decode(), error


@test
def latin_1():
    status, out, error = relvar('convert', '-', '-', '--to', 'sql', stdin='CREATE TABLE straße (größe int);\n'.encode('latin-1'))
    assert status == 0 and 'straße' in out.decode(), error
    assert re.search(r'^<stdin>:1:18: warning: .*Latin-1', error, re.MULTILINE), error


@test
def statement_cut_in_half():
    status, out, error = relvar('convert', '-', '-', '--to', 'sql', stdin='CREATE TABLE a (b int);\nCREATE TABLE c (d int, e te')
    assert status == 0, error
    assert b'CREATE TABLE' in out, out
    assert re.search(r'^<stdin>:2:\d+: \w+: ', error, re.MULTILINE), error


@test
def quote_that_never_ends():
    status, out, error = relvar('convert', '-', '-', '--to', 'sql', stdin="CREATE TABLE a (b int);\nCOMMENT ON TABLE a IS 'never")
    assert status == 0 and b'CREATE TABLE' in out, error
    assert re.search(r'^<stdin>:2:\d+: \w+: ', error, re.MULTILINE), error


@test
def ten_thousand_columns():
    columns = ', '.join(f'c{i} integer' for i in range(10000))
    assert good('convert', '-', '-', '--to', 'sql', stdin=f'CREATE TABLE a ({columns});').count(' integer') == 10000


NAMES = {'quotes': 'a"b', 'a new line': 'a\nb', 'emoji': '🎉', '63 bytes': 'x' * 63, 'blanks': ' a ', 'a backslash': 'a\\b'}


@cases(NAMES)
def name_with(what):
    name = NAMES[what]
    quoted = '"' + name.replace('"', '""') + '"'
    script = f'CREATE TABLE {quoted} ({quoted} int PRIMARY KEY);'
    once = sql_of(script)
    assert sql_of(once) == once
    assert quoted.strip('"') in once, once
    for to in ('mermaid', 'svg'):
        good('convert', '-', '-', '--to', to, stdin=script)


@test
def name_of_more_than_63_bytes():
    name = 'é' * 40
    once = sql_of(f'CREATE TABLE {name} (a int);')
    assert 'é' * 31 in once and 'é' * 32 not in once, once


@test
def duplicate_names():
    status, out, error = relvar('convert', '-', '-', '--to', 'sql', stdin='CREATE TABLE a (b int);\nCREATE TABLE a (c int);\nCREATE TABLE d (e int, e int);\n')
    assert status == 0, error
    assert re.search(r'^<stdin>:2:\d+: \w+: ', error, re.MULTILINE), error
    assert b'CREATE TABLE' in out


@test
def foreign_key_to_nowhere():
    status, out, error = relvar('convert', '-', '-', '--to', 'sql', stdin='CREATE TABLE a (b int REFERENCES nowhere (c));\n')
    assert status == 0, error
    assert re.search(r'^<stdin>:1:\d+: \w+: .*nowhere', error, re.MULTILINE), error


@test
def inheritance_cycle():
    script = 'CREATE TABLE a (x int);\nCREATE TABLE b () INHERITS (a);\nALTER TABLE a INHERIT b;\n'
    status, _, error = relvar('convert', '-', '-', '--to', 'sql', stdin=script)
    assert status == 0, error
    good('convert', '-', '-', '--to', 'svg', stdin=script)


@test
def much_data():
    rows = ''.join(f'{i}\tsome words; and a \'quote\t\\N\n' for i in range(300000))
    script = f'CREATE TABLE a (b int, c text, d text);\nCOPY a (b, c, d) FROM stdin;\n{rows}\\.\n\nCREATE TABLE after (x int);\n'
    status, out, error = relvar('convert', '-', '-', '--to', 'sql', stdin=script)
    assert status == 0, error
    assert b'after' in out and b'some words' not in out
    assert len(error.splitlines()) < 5, error[:500]


@test
def deep_nesting():
    for depth in (1000, 100000):
        expression = '(' * depth + '1' + ')' * depth
        status, _, error = relvar('convert', '-', '-', '--to', 'sql', stdin=f'CREATE TABLE a (b int DEFAULT {expression});\n')
        assert status in (0, 2), (status, error[:500])


sys.exit(run())
