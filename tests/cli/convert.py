"""relvar-cli convert: any format to any format, by files and by pipes."""
import base64
import contextlib
import gzip
import pathlib
import re
import sqlite3
import sys
import tempfile

from cli import DATA, bad, good, relvar, sql_of

from tap import cases, run, test

LIBRARY = DATA / 'library.sql'


@test
def sql_to_sql_is_stable():
    once = good('convert', LIBRARY, '-', '--to', 'postgresql')
    assert 'CREATE TABLE library.book' in once, once
    assert sql_of(once) == once


@test
def through_a_project_nothing_is_lost():
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / 'library.relvar'
        good('convert', LIBRARY, project)
        assert project.read_bytes().startswith(b'SQLite format 3\0')
        assert good('convert', project, '-', '--to', 'postgresql') == good('convert', LIBRARY, '-', '--to', 'sql')
        # No trace beside it, and the project itself is as it was.
        assert [path.name for path in pathlib.Path(folder).iterdir()] == ['library.relvar']


@test
def project_through_pipes():
    status, project, error = relvar('convert', LIBRARY, '-', '--to', 'relvar')
    assert status == 0, error
    status, out, error = relvar('convert', '-', '-', '--to', 'postgresql', stdin=project)
    assert status == 0, error
    assert out.decode() == good('convert', LIBRARY, '-', '--to', 'postgresql')


@test
def pipe_without_from_is_sql():
    assert good('convert', '-', '-', '--to', 'sql', stdin=LIBRARY.read_bytes()) == good('convert', LIBRARY, '-', '--to', 'sql')


@test
def summary_goes_to_standard_error():
    status, _, error = relvar('convert', LIBRARY, '-', '--to', 'mermaid')
    assert status == 0
    assert re.search(r'library\.sql: 9 statements: 8 applied, 0 kept, 1 skipped', error), error
    assert relvar('convert', LIBRARY, '-', '--to', 'mermaid', '--quiet')[2] == ''


@test
def update_keeps_ids_and_places():
    with tempfile.TemporaryDirectory() as folder:
        script, project = pathlib.Path(folder) / 'shop.sql', pathlib.Path(folder) / 'shop.relvar'
        script.write_text('CREATE TABLE a (id int PRIMARY KEY, x text); CREATE TABLE b (a_id int REFERENCES a);')
        good('convert', script, project)
        with contextlib.closing(sqlite3.connect(project)) as file, file:
            file.execute("INSERT INTO diagrams (id, name) VALUES (9001, 'Mine')")
            file.execute("INSERT INTO boxes (id, diagram_id, object_id, x, y) SELECT 9002, 9001, id, 77, 88 FROM tables WHERE name = 'a'")
            before = file.execute("SELECT id FROM tables WHERE name = 'a'").fetchone()
        script.write_text('CREATE TABLE a (id int PRIMARY KEY, x varchar(9), y int); CREATE TABLE c (a_id int REFERENCES a);')
        good('convert', script, project, '--update')
        with contextlib.closing(sqlite3.connect(project)) as file:
            assert file.execute("SELECT id FROM tables WHERE name = 'a'").fetchone() == before
            assert file.execute('SELECT x, y FROM boxes WHERE id = 9002').fetchone() == (77, 88)
            assert {row[0] for row in file.execute('SELECT name FROM tables')} == {'a', 'c'}
            assert file.execute('SELECT count(*) FROM boxes').fetchone() == (1,)
        assert good('convert', project, '-', '--to', 'sql') == good('convert', script, '-', '--to', 'sql')
        assert 'shop2' in bad('convert', script, pathlib.Path(folder) / 'shop2.relvar', '--update')
        project_before = project.read_bytes()
        bad('convert', pathlib.Path(folder) / 'none.sql', project, '--update')
        assert project.read_bytes() == project_before


@test
def mermaid():
    text = good('convert', LIBRARY, '-', '--to', 'mermaid')
    assert text.startswith('erDiagram\n')
    assert '"library.author" ||..o{ "library.book" : "author_id"' in text, text
    assert '"library.book" ||--o{ "library.copy" : "isbn"' in text, text
    assert 'price' not in good('convert', LIBRARY, '-', '--to', 'mermaid', '--keys-only')


@cases([('svg', b'<svg'), ('png', b'\x89PNG\r\n'), ('pdf', b'%PDF-')])
def picture(ending, start):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / f'library.{ending}'
        good('convert', LIBRARY, path)
        assert start in path.read_bytes()[:300]


@test
def picture_options():
    small, large = (relvar('convert', LIBRARY, '-', '--to', 'png', '--scale', scale)[1] for scale in ('1', '2'))
    width = [int.from_bytes(picture[16:20], 'big') for picture in (small, large)]
    assert abs(width[1] - 2 * width[0]) <= 2, width
    assert good('convert', LIBRARY, '-', '--to', 'svg', '--palette', 'dark') != good('convert', LIBRARY, '-', '--to', 'svg')


@test
def picture_of_a_part():
    part = good('convert', LIBRARY, '-', '--to', 'svg', '--only', 'copy', '--only', 'library.book', '--title-block')
    assert 'table-copy' in part and 'table-book' in part and 'title-block' in part, part[:2000]
    assert 'table-author' not in part


@test
def poster():
    sheets = relvar('convert', LIBRARY, '-', '--to', 'pdf', '--poster', '--scale', '3')
    again = relvar('convert', LIBRARY, '-', '--to', 'pdf', '--poster', '--scale', '3')
    assert sheets[0] == 0 and sheets[1].startswith(b'%PDF-') and sheets[1] == again[1]
@cases(['crows-foot', 'idef1x', 'barker', 'chen', 'uml'])
def notation(name):
    pictures = [good('convert', LIBRARY, '-', '--to', 'svg', '--notation', name, '--level', level) for level in ('physical', 'conceptual')]
    assert 'author_id' in pictures[0] or name == 'chen', pictures[0]
    assert '>Author<' in pictures[1] or '>AUTHOR<' in pictures[1], pictures[1]
    assert pictures[0] == good('convert', LIBRARY, '-', '--to', 'svg', '--notation', name)


@test
def columns_of_a_picture():
    texts = {shown: good('convert', LIBRARY, '-', '--to', 'svg', '--columns', shown) for shown in ('all', 'keys', 'none')}
    assert '>price<' in texts['all'] and '>price<' not in texts['keys'] and '>isbn<' in texts['keys'] and '>isbn<' not in texts['none']
    assert '>+' in texts['keys'], 'what is not shown is counted'


@cases([('--no-comments', 'COMMENT ON'), ('--no-owner', 'OWNER TO'), ('--no-privileges', 'GRANT')])
def leave_out(option, words):
    text = LIBRARY.read_text() + 'CREATE ROLE keeper; ALTER TABLE library.book OWNER TO keeper; GRANT SELECT ON library.book TO keeper;'
    assert words in sql_of(text)
    assert words not in sql_of(text, option)


@test
def drop_and_if_not_exists():
    text = LIBRARY.read_text()
    assert 'DROP TABLE' in sql_of(text, '--drop') and 'CREATE TABLE' not in sql_of(text, '--drop')
    assert 'CREATE TABLE IF NOT EXISTS library.book' in sql_of(text, '--if-not-exists')


@test
def unreadable_statement_is_kept():
    status, out, error = relvar('convert', '-', '-', '--to', 'sql', stdin='CREATE TABLE a (b int);\n  CREATE TABEL c (d int);\n')
    assert status == 0, error
    assert b'CREATE TABEL c (d int)' in out and b'CREATE TABLE' in out, out
    assert re.search(r'^<stdin>:2:\d+: (error|warning): ', error, re.MULTILINE), error


def name_version(project, name):
    """Names the project as it is a version, the way the window does."""
    with contextlib.closing(sqlite3.connect(project)) as file:
        lines = ['relvar-snapshot 1']
        for (table,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN"
                                     " ('history', 'counters', 'sqlite_sequence', 'versions')").fetchall():
            rows = file.execute(f'SELECT * FROM {table}')
            lines.append('#' + '\t'.join([table] + [column[0] for column in rows.description]))
            references = [column[0].endswith('_id') for column in rows.description]
            for row in rows:
                lines.append('\t'.join('0' if value is None and is_reference else r'\N' if value is None
                                       else str(value).replace('\\', r'\\').replace('\n', r'\n')
                                       for value, is_reference in zip(row, references)))
        snapshot = base64.b64encode(gzip.compress('\n'.join(lines + ['']).encode())).decode()
        file.execute('INSERT INTO versions (id, name, snapshot) VALUES (99999, ?, ?)', (name, snapshot))
        file.commit()


@test
def what_changed_since_a_version():
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / 'a.relvar'
        good('convert', LIBRARY, project)
        name_version(project, '1.0')
        plain = good('convert', project, '-', '--to', 'svg')
        assert good('convert', project, '-', '--to', 'svg', '--since', '1.0') == plain, 'nothing changed yet'
        with contextlib.closing(sqlite3.connect(project)) as file:
            file.execute("UPDATE columns SET type = 'citext' WHERE name = 'title'")
            file.commit()
        marked = good('convert', project, '-', '--to', 'svg', '--since', '1.0')
        assert 'Table book: changed' in marked and 'class="changed"' in marked and 'Table book: changed' not in plain, marked
        assert marked == good('convert', project, '-', '--to', 'svg', '--since', '1.0')
        bad('convert', project, '-', '--to', 'svg', '--since', '2.0')
        with contextlib.closing(sqlite3.connect(project)) as file:
            file.execute("UPDATE versions SET snapshot = 'bad'")
            file.commit()
        bad('convert', project, '-', '--to', 'svg', '--since', '1.0')


@test
def wrong_calls():
    bad('convert')
    bad('convert', LIBRARY)
    bad('convert', LIBRARY, '-')
    bad('convert', LIBRARY, '-', 'more', '--to', 'sql')
    bad('convert', LIBRARY, '-', '--to', 'nonsense')
    bad('convert', LIBRARY, '-', '--to', 'sql', '--from', 'nonsense')
    bad('convert', LIBRARY, 'out.unknown')
    bad('convert', LIBRARY, '-', '--to', 'svg', '--palette', 'pink')
    bad('convert', LIBRARY, '-', '--to', 'pdf', '--paper', 'napkin')
    bad('convert', LIBRARY, '-', '--to', 'svg', '--only', 'no_such_table')
    bad('convert', LIBRARY, '-', '--to', 'svg', '--notation', 'runes')
    bad('convert', LIBRARY, '-', '--to', 'svg', '--level', 'deep')
    bad('convert', LIBRARY, '-', '--to', 'svg', '--columns', 'some')
    bad('convert', LIBRARY, '-', '--to', 'png', '--scale', '-1')
    bad('convert', LIBRARY, '-', '--to', 'svg', '--diagram', 'none')
    bad('convert', LIBRARY, '-', '--to', 'sql', '--odd')


@test
def a_project_is_not_replaced_by_itself():
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / 'a.relvar'
        good('convert', LIBRARY, project)
        before = project.read_bytes()
        bad('convert', project, project)
        assert project.read_bytes() == before


@test
def what_fails_leaves_the_old_file():
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / 'out.sql'
        out.write_text('old')
        bad('convert', pathlib.Path(folder) / 'missing.sql', out)
        assert out.read_text() == 'old'
        bad('convert', LIBRARY, pathlib.Path(folder) / 'none' / 'out.sql')
        bad('convert', LIBRARY, '/dev/full', '--to', 'sql')


@test
def a_script_may_be_replaced_by_itself():
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / 'a.sql'
        script.write_bytes(LIBRARY.read_bytes())
        good('convert', script, script)
        assert script.read_text() == good('convert', LIBRARY, '-', '--to', 'sql')


sys.exit(run())
