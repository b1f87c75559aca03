"""A running database becomes a project: the window asks where it is, tries it, lists what is there, reads it, and takes over
what changed. database.py RELVAR SOURCE BUILD, called through with-postgresql.sh."""
import os
import subprocess
import sys
import time

from driver import *  # noqa: F403

HOST = os.environ['PGHOST']
SECRET = 'not-for-anybody'


def psql(sql, database='shop'):
    subprocess.run(['psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', sql], check=True, capture_output=True)


def field(name):
    """Leaves the entry of that name focused and empty."""
    click(*wait_for(f'the place of “{name}”', lambda: middle_of(look_for('text', name))))
    keys('ctrl+a', 'BackSpace')


@step
def the_dialog_opens_from_the_start_page():
    psql('CREATE DATABASE shop TEMPLATE template0', 'postgres')
    psql('CREATE TABLE customer (id integer PRIMARY KEY, full_name text);'
         'CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer);'
         'CREATE SCHEMA archive; CREATE TABLE archive.orders_2019 (id integer)')
    start()
    press('Open Database')
    find('text', 'Address or Service')
    time.sleep(0.5)
    screenshot('database-empty')


@step
def a_wrong_name_is_told():
    field('Host')
    type_text(HOST)
    field('Database')
    type_text('no_such_shop')
    field('User')
    type_text('postgres')
    field('Password')
    type_text(SECRET)
    press('Test Connection')
    wait_for('the reason', lambda: any('does not exist' in node.name and is_seen(node) for node in walk(program())))
    screenshot('database-wrong')


@step
def a_test_lists_what_is_there():
    field('Database')
    type_text('shop')
    press('Test Connection')
    wait_for('the version', lambda: any('Connected to PostgreSQL' in node.name and is_seen(node) for node in walk(program())))
    screenshot('database-tested')
    archive = find('check box', 'archive')
    xdotool('mousemove', *middle_of(find('text', 'User'), across=0.1), 'click', '--repeat', 15, 5)
    time.sleep(0.5)
    click(*middle_of(archive))
    wait_for('no tick at archive', lambda: not find('check box', 'archive').getState().contains(pyatspi.STATE_CHECKED))
    screenshot('database-chosen')


@step
def it_becomes_a_project():
    press('Read')
    find('push button', 'Table orders')
    wait_for('the tables', lambda: tables() == ['customer', 'orders'])
    screenshot('database-read')
    for path in SCRATCH.rglob('*'):
        if path.is_file() and path.stat().st_size < 50_000_000:
            assert SECRET.encode() not in path.read_bytes(), path


@step
def what_changed_is_taken_over():
    before = dict(ask_file('SELECT name, id FROM tables'))
    psql('ALTER TABLE orders ADD COLUMN placed_at timestamptz; CREATE TABLE invoice (id integer PRIMARY KEY)')
    activate('update-from-database')
    find('text', 'Address or Service')
    time.sleep(0.5)
    press('Update')
    wait_for('the new table', lambda: 'invoice' in tables())
    assert dict(ask_file('SELECT name, id FROM tables'))['orders'] == before['orders']
    assert ask_file("SELECT count(*) FROM columns WHERE name = 'placed_at'") == [(1,)]
    screenshot('database-updated')


@step
def nothing_was_complained_of():
    log = (SCRATCH / 'relvar.log').read_text()
    assert 'CRITICAL' not in log and SECRET not in log, log


sys.exit(tell())
