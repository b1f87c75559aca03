"""relvar-cli with a running database for a FILE. Called through with-postgresql.sh."""
import contextlib
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import threading

from cli import DATA, ENVIRONMENT, bad, good, relvar

from tap import cases, run, test

LIBRARY = DATA / 'library.sql'
HOST = os.environ['PGHOST']
SECRET = 'not-for-anybody'


def psql(sql, database='postgres'):
    return subprocess.run(['psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', sql], check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def database(name, script=None):
    psql(f'DROP DATABASE IF EXISTS {name}')
    psql(f'CREATE DATABASE {name} TEMPLATE template0')
    if script is None:
        subprocess.run(['psql', '-Xq', '-d', name, '-f', LIBRARY], check=True, capture_output=True)
    else:
        psql(script, name)
    yield f'postgresql://postgres:{SECRET}@/{name}?host={HOST}'
    psql(f'DROP DATABASE {name}')


def dump_of(name):
    return subprocess.run(['pg_dump', '-s', name], check=True, capture_output=True).stdout


def sql_of_dump(name):
    return good('convert', '-', '-', '--from', 'sql', '--to', 'sql', stdin=dump_of(name))


@test
def database_and_dump_are_the_same():
    with database('library') as address:
        assert good('convert', address, '-', '--to', 'sql') == sql_of_dump('library')
        assert 'CREATE TABLE library.book' in sql_of_dump('library')


@test
def settings_and_services_are_addresses():
    with database('library'), tempfile.TemporaryDirectory() as folder:
        expected = sql_of_dump('library')
        assert good('convert', f'host={HOST} user=postgres dbname=library', '-', '--to', 'sql') == expected
        services = pathlib.Path(folder) / 'services'
        services.write_text(f'[lib]\nhost={HOST}\nuser=postgres\ndbname=library\n')
        ENVIRONMENT['PGSERVICEFILE'] = str(services)
        try:
            assert good('convert', 'service=lib', '-', '--to', 'sql') == expected
        finally:
            del ENVIRONMENT['PGSERVICEFILE']
        assert good('convert', 'postgres:///library', '-', '--to', 'sql') == expected, 'the rest from the environment'


@test
def every_verb_takes_a_database():
    with database('library') as address:
        assert good('layout', address) == good('layout', '-', '--from', 'sql', stdin=dump_of('library'))
        assert relvar('check', address, '--format', 'json')[1].startswith(b'{')
        assert 'library.book' in good('convert', address, '-', '--to', 'mermaid')


@test
def password_goes_nowhere():
    with database('library') as address, tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / 'a.relvar'
        for call in (['convert', address, project], ['convert', address, project, '--update'], ['convert', address, '-', '--to', 'sql'],
                     ['check', address], ['convert', address.replace('/library?', '/nonsense?'), project], ['convert', address + '&nonsense=1', project],
                     ['convert', address, '-', '--to', 'sql', '--schema', 'nowhere'], ['convert', address.replace('/library', ':notaport/library'), project]):
            status, out, error = relvar(*call)
            assert SECRET not in error and SECRET.encode() not in out, (call, error)
        for path in pathlib.Path(folder).iterdir():
            assert SECRET.encode() not in path.read_bytes(), path
        with contextlib.closing(sqlite3.connect(project)) as file:
            assert file.execute('SELECT name FROM projects').fetchone() == ('library',)


@test
def refresh_keeps_ids_places_and_notes():
    with database('shop', 'CREATE TABLE a (id int PRIMARY KEY, x text); CREATE TABLE b (a_id int REFERENCES a)') as address, \
            tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / 'shop.relvar'
        good('convert', address, project)
        with contextlib.closing(sqlite3.connect(project)) as file, file:
            (diagram,) = file.execute('SELECT id FROM diagrams').fetchone() or (None,)
            if diagram is None:
                diagram = 9001
                file.execute("INSERT INTO diagrams (id, name) VALUES (9001, 'Mine')")
            before = dict(file.execute("SELECT name, id FROM tables"))
            file.execute('INSERT INTO boxes (id, diagram_id, object_id, x, y) VALUES (9002, ?, ?, 77, 88)', (diagram, before['a']))
            file.execute("INSERT INTO notes (id, diagram_id, text, object_id) VALUES (9003, ?, 'Mind this', ?)", (diagram, before['a']))
            file.execute("UPDATE tables SET logical_name = 'Thing' WHERE name = 'a'")
        psql('ALTER TABLE a ALTER COLUMN x TYPE varchar(9); ALTER TABLE a ADD COLUMN y int; DROP TABLE b; CREATE TABLE c (a_id int REFERENCES a)', 'shop')
        good('convert', address, project, '--update')
        with contextlib.closing(sqlite3.connect(project)) as file:
            after = dict(file.execute('SELECT name, id FROM tables'))
            assert after['a'] == before['a'] and set(after) == {'a', 'c'}, (before, after)
            assert file.execute('SELECT x, y FROM boxes WHERE object_id = ?', (before['a'],)).fetchone() == (77, 88)
            assert file.execute('SELECT text FROM notes').fetchone() == ('Mind this',)
            assert file.execute("SELECT logical_name FROM tables WHERE name = 'a'").fetchone() == ('Thing',)
        assert good('convert', project, '-', '--to', 'sql') == good('convert', address, '-', '--to', 'sql')


@test
def drift_between_design_and_database():
    with database('shop', 'CREATE TABLE a (id int PRIMARY KEY, x varchar(9) DEFAULT \'y\'); CREATE VIEW v AS SELECT id FROM a') as address, \
            tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / 'shop.relvar'
        good('convert', address, project)
        assert relvar('migrate', '--check', address, project)[:2] == (0, b'')
        assert relvar('migrate', '--check', '-', address, '--from', 'sql', stdin=dump_of('shop'))[:2] == (0, b'')
        psql('ALTER TABLE a ADD COLUMN hot_fix int', 'shop')
        status, out, _ = relvar('migrate', '--check', project, address)
        assert status == 1 and b'ADD COLUMN hot_fix' in out, out


@test
def chosen_schemas():
    script = ''.join(f'CREATE SCHEMA {name}; CREATE TABLE {name}.t_{name} (i int);' for name in 'abc')
    with database('three', script) as address:
        text = good('convert', address, '-', '--to', 'sql', '--schema', 'a', '--schema', 'c')
        assert 't_a' in text and 't_c' in text and 't_b' not in text, text
        assert 'nowhere' in bad('convert', address, '-', '--to', 'sql', '--schema', 'nowhere')


@test
def roles_and_volumes_on_demand():
    with database('shop', 'CREATE TABLE a (i int); INSERT INTO a SELECT generate_series(1, 500); ANALYZE a') as address, \
            tempfile.TemporaryDirectory() as folder:
        psql("DROP ROLE IF EXISTS shopkeeper; CREATE ROLE shopkeeper LOGIN PASSWORD 'x'")
        project = pathlib.Path(folder) / 'shop.relvar'
        assert 'shopkeeper' not in good('convert', address, '-', '--to', 'sql')
        assert 'CREATE ROLE shopkeeper LOGIN' in good('convert', address, '-', '--to', 'sql', '--with-roles')
        good('convert', address, project, '--with-volumes')
        with contextlib.closing(sqlite3.connect(project)) as file:
            assert file.execute('SELECT rows_now FROM volumes').fetchall() == [(500,)]
        psql('DROP ROLE shopkeeper')


@cases(['postgresql:///nonsense', 'postgresql://no-such-host.invalid/shop', 'service=nonsense', 'postgresql:///a?nonsense=1', 'host=/nonexistent',
        'dbname=postgres user=nobody_here'])
def clear_words(address):
    error = bad('convert', address, '-', '--to', 'sql')
    assert len(error.splitlines()) == 1, error


@test
def a_slow_answer():
    with database('shop', 'CREATE TABLE a (i int)') as address:
        locker = subprocess.Popen(['psql', '-XqAt', '-d', 'shop'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        locker.stdin.write("BEGIN; LOCK TABLE pg_catalog.pg_policy IN ACCESS EXCLUSIVE MODE; SELECT 'locked';\n")
        locker.stdin.flush()
        assert locker.stdout.readline() == 'locked\n'
        error = bad('convert', address, '-', '--to', 'sql', '--statement-timeout', '0.3')
        assert 'too long' in error, error
        # The server goes away in the middle of it.
        said = []
        reader = threading.Thread(target=lambda: said.append(bad('convert', address, '-', '--to', 'sql')))
        reader.start()
        while psql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'Relvar' AND wait_event_type = 'Lock'") == '0\n':
            pass
        psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'Relvar'")
        reader.join()
        assert 'went away' in said[0], said
        locker.communicate('ROLLBACK;\n')


sys.exit(run())
