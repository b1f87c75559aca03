"""A person leads lines by hand, without a pointer: lines.py RELVAR SOURCE BUILD.

A line is chosen through accessibility, bent by keys, straightened by undo and colored; lines of inheritance are chosen and deleted."""
import subprocess
import sys

from driver import *  # noqa: F403

SCRIPT = '''CREATE TABLE customer (id integer PRIMARY KEY, full_name text);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id) ON DELETE RESTRICT);
CREATE TABLE person (remark text);
CREATE TABLE staff (salary integer) INHERITS (person);
CREATE TABLE visits (at date) PARTITION BY RANGE (at);
CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
'''
LINE = 'orders references customer'


def activate(action, *parameter):
    """Activates an action of the window over the session bus."""
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'io.github.relvar.Relvar', '--object-path', '/io/github/relvar/Relvar/window/1',
                    '--method', 'org.gtk.Actions.Activate', action, f'[{", ".join(parameter)}]', '{}'],
                   check=True, timeout=20, stdout=subprocess.DEVNULL)


def bends():
    return [points for (points,) in ask_file('SELECT points FROM routes') if points]


def is_chosen(name):
    return find('push button', name).getState().contains(pyatspi.STATE_PRESSED)


@step
def a_line_is_chosen_through_accessibility():
    (SCRATCH / 'shop.sql').write_text(SCRIPT)
    start(SCRATCH / 'shop.sql')
    press(LINE)
    wait_for('the chosen line', lambda: is_chosen(LINE))
    assert bends() == []


@step
def it_is_bent_by_keys():
    keys('Tab')
    wait_for('the stretch to be said', lambda: find('push button', LINE).description.startswith('Stretch 1 of'))
    keys('Insert')
    wait_for('a bend', lambda: len(bends()) == 1)
    first = bends()
    keys('Tab', 'Up', 'Left', 'Left', 'Up')
    wait_for('another course', lambda: bends() and bends() != first)
    numbers = [float(number) for pair in bends()[0].split() for number in pair.split(',')]
    assert len(numbers) >= 4, bends()
    screenshot('line-bent')


@step
def undo_straightens_it():
    for _ in range(8):
        if bends():
            keys('ctrl+z')
            time.sleep(0.3)
    wait_for('the old course', lambda: bends() == [])
    assert is_chosen(LINE)


@step
def it_gets_a_color_in_one_step():
    activate('color', "<'red'>")
    wait_for('the color', lambda: ask_file('SELECT points, color FROM routes') == [(None, 'red')])
    keys('Escape')
    time.sleep(0.5)
    screenshot('line-red')
    keys('ctrl+z')
    wait_for('no color', lambda: ask_file('SELECT count(*) FROM routes') == [(0,)])
    assert not find('push button', LINE).description


@step
def a_line_of_inheritance_has_properties_and_goes():
    press('staff inherits from person')
    wait_for('the chosen line', lambda: is_chosen('staff inherits from person'))
    time.sleep(0.5)
    screenshot('line-inheritance')
    keys('Delete')
    wait_for('no inheritance', lambda: ask_file('SELECT count(*) FROM inheritances') == [(0,)])
    assert 'staff' in tables()
    keys('ctrl+z')
    wait_for('the inheritance', lambda: ask_file('SELECT count(*) FROM inheritances') == [(1,)])


@step
def it_said_nothing_alarming():
    keys('ctrl+q')
    assert STORY['process'].wait(PATIENCE) == 0, 'the program ended badly'
    said = (SCRATCH / 'relvar.log').read_text()
    assert 'CRITICAL' not in said and 'WARNING' not in said, said


sys.exit(tell())
