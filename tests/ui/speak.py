"""What a screen reader says of the diagram: speak.py RELVAR SOURCE BUILD.

Tables and lines on screen are in the tree with a sentence each; what goes out of sight leaves it and comes back; a press
selects."""
import sys

from driver import *  # noqa: F403

SCRIPT = '''CREATE TABLE customer (id integer PRIMARY KEY, full_name text);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id) ON DELETE RESTRICT);
'''


def said():
    return [node.name for node in walk(program()) if node.getRoleName() == 'push button' and is_seen(node)]


@step
def tables_and_lines_have_sentences():
    (SCRATCH / 'shop.sql').write_text(SCRIPT)
    start(SCRATCH / 'shop.sql')
    find('push button', 'Table customer, 2 columns')
    find('push button', 'Table orders, 2 columns')
    find('push button', 'orders references customer, many to one, on delete restrict')


@step
def a_press_selects_and_says_so():
    press('Table orders, 2 columns')
    wait_for('the pressed state', lambda: find('push button', 'Table orders').getState().contains(pyatspi.STATE_PRESSED))
    press('orders references customer')
    wait_for('the line', lambda: find('push button', 'orders references').getState().contains(pyatspi.STATE_PRESSED))
    assert not find('push button', 'Table orders').getState().contains(pyatspi.STATE_PRESSED)


@step
def what_is_out_of_sight_is_not_said():
    xdotool('mousemove', *middle_of(find('push button', 'Table orders')))
    xdotool('click', '--repeat', 40, '--delay', 20, 5)
    wait_for('the customer to go', lambda: not any('Table customer' in name for name in said()))
    keys('ctrl+9')
    find('push button', 'Table customer, 2 columns')
    find('push button', 'orders references customer')


sys.exit(tell())
