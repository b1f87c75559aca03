"""A person orders a diagram, by keys: arranging.py RELVAR SOURCE BUILD.

Arranging in groups and in part, the diagram around a table, lining up, locking, and a script that was changed elsewhere."""
import sys
import time

from driver import *  # noqa: F403

SCRIPT = '''CREATE SCHEMA sales;
CREATE TABLE customer (id integer PRIMARY KEY, full_name text);
CREATE TABLE sales.orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id));
CREATE TABLE sales.item (id integer PRIMARY KEY, order_id integer NOT NULL REFERENCES sales.orders (id), product_id integer);
CREATE TABLE lonely (id integer PRIMARY KEY);
'''


def places():
    return dict((name, (x, y)) for name, x, y in ask_file(
        'SELECT tables.name, boxes.x, boxes.y FROM boxes JOIN tables ON tables.id = boxes.object_id WHERE diagram_id = (SELECT min(id) FROM diagrams)'))


@step
def a_script_is_opened():
    (SCRATCH / 'shop.sql').write_text(SCRIPT)
    start(SCRATCH / 'shop.sql')
    find('push button', 'Table customer')
    click(*middle_of(find('push button', 'Table lonely'), down=0.15))


@step
def boxes_are_arranged_by_schema():
    activate('arrange-by-schema')
    wait_for('two areas', lambda: ask_file('SELECT name FROM areas ORDER BY name') == [('public',), ('sales',)])
    time.sleep(0.8)
    screenshot('arranged-by-schema')
    keys('ctrl+z')
    wait_for('no areas', lambda: ask_file('SELECT count(*) FROM areas') == [(0,)])


@step
def edges_are_aligned_and_undone():
    before = places()
    keys('ctrl+a')
    keys('ctrl+shift+Left')
    wait_for('one left edge', lambda: len({x for x, _ in places().values()}) == 1)
    keys('ctrl+z')
    wait_for('the old places', lambda: places() == before)


@step
def what_is_locked_does_not_move():
    click(*middle_of(find('push button', 'Table lonely'), down=0.15))
    keys('ctrl+l')
    wait_for('the lock', lambda: ask_file('SELECT count(*) FROM boxes WHERE is_locked') == [(1,)])
    before = places()
    keys('ctrl+shift+a')
    time.sleep(1)
    assert places()['lonely'] == before['lonely']
    screenshot('locked')


@step
def a_diagram_around_a_table():
    click(*middle_of(find('push button', 'Table sales.orders'), down=0.15))
    keys('ctrl+alt+r')
    wait_for('the diagram', lambda: ask_file("SELECT count(*) FROM diagrams WHERE name = 'Around orders'") == [(1,)])
    assert ask_file("SELECT count(*) FROM boxes WHERE diagram_id = (SELECT id FROM diagrams WHERE name = 'Around orders')") == [(3,)]
    time.sleep(0.8)
    screenshot('around')
    keys('r')  # the keyboard is on the new diagram, not among the tabs
    find('label', 'Drag from the table or column')
    keys('Escape')


@step
def a_changed_script_is_taken_over():
    before = places()
    (SCRATCH / 'shop.sql').write_text(SCRIPT.replace('full_name text', 'full_name text, city_id integer') + 'CREATE TABLE city (id integer PRIMARY KEY);')
    activate('update-from', f"<'{SCRATCH / 'shop.sql'}'>")
    wait_for('the new table', lambda: ask_file("SELECT count(*) FROM tables WHERE name = 'city'") == [(1,)])
    after = places()
    assert {name: after[name] for name in before} == before, (before, after)
    assert after['city'] not in before.values()
    screenshot('updated')


@step
def it_said_nothing_alarming():
    keys('ctrl+q')
    assert STORY['process'].wait(PATIENCE) == 0, 'the program ended badly'
    said = (SCRATCH / 'relvar.log').read_text()
    assert 'CRITICAL' not in said and 'WARNING' not in said, said


sys.exit(tell())
