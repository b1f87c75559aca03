"""A person finds the way by keyboard alone: navigate.py RELVAR SOURCE BUILD.

The palette flies to a table and runs an action; back and forward; neighbours and a path between two tables; copies for
other programs; where one looked is kept."""
import subprocess
import sys
import time
import xml.etree.ElementTree

from driver import *  # noqa: F403

SCRIPT = '''CREATE TABLE customer (id integer PRIMARY KEY, full_name text);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id));
CREATE TABLE item (id integer PRIMARY KEY, order_id integer NOT NULL REFERENCES orders (id), product_id integer);
CREATE TABLE lonely (id integer PRIMARY KEY);
CREATE FUNCTION tax(price numeric) RETURNS numeric LANGUAGE sql AS 'SELECT price * 0.2';
'''


def is_chosen(name):
    """The tree marks what is chosen."""
    return any(node.getState().contains(pyatspi.STATE_SELECTED) and any(below.name == name for below in walk(node))
               for node in walk(program()) if node.getRoleName() in ('list item', 'table row', 'tree item', 'table cell'))


def is_said(text):
    """A label says just that."""
    return any(node.name == text and is_seen(node) for node in walk(program()) if node.getRoleName() == 'label')


def palette(text, *then):
    keys('ctrl+k')
    wait_for('the palette', lambda: look_for('text', 'Find anything'))
    type_text(text)
    time.sleep(0.4)
    keys(*then)


@step
def a_script_is_opened():
    (SCRATCH / 'shop.sql').write_text(SCRIPT)
    start(SCRATCH / 'shop.sql')
    find('push button', 'Table customer')
    click(*middle_of(find('push button', 'Table lonely'), down=0.15))


@step
def the_palette_flies_to_a_table():
    palette('ordrs', 'Return')
    wait_for('the table orders', lambda: is_chosen('orders'))
    screenshot('palette-flown')


@step
def the_palette_finds_a_column_by_its_table():
    palette('cust.full', 'Return')
    wait_for('the column', lambda: is_said('Column'))


@step
def what_no_diagram_shows_is_chosen_in_the_tree():
    palette('tax', 'Return')
    wait_for('the function', lambda: is_said('Function') or is_said('Routine'))


@step
def escape_goes_back():
    palette('lonely', 'Escape')
    wait_for('the end of the palette', lambda: look_for('text', 'Find anything') is None)
    assert not is_chosen('lonely')


@step
def the_palette_runs_an_action():
    find('panel', 'Overview')
    palette('>overview', 'Return')
    wait_for('no minimap', lambda: look_for('panel', 'Overview') is None)


def zoom():
    return find('label', ' %').name


@step
def back_and_forward():
    palette('lonely', 'Return')
    time.sleep(1.2)
    keys('ctrl+0')
    time.sleep(1.2)
    before = zoom()
    keys('ctrl+9')
    keys('ctrl+minus', 'ctrl+minus', 'ctrl+minus', 'ctrl+minus')
    time.sleep(1.5)
    assert zoom() != before, before
    keys('alt+Left')
    wait_for('the zoom before', lambda: zoom() == before)
    keys('alt+Right')
    wait_for('the zoom after', lambda: zoom() != before)
    keys('ctrl+9')
    time.sleep(1)


@step
def the_path_between_two_tables_is_shown():
    palette('customer', 'Return')
    wait_for('customer', lambda: is_chosen('customer'))
    keys('ctrl+j')
    time.sleep(0.6)
    type_text('item')
    keys('Return')
    find('push button', 'Join orders: orders.customer_id = customer.id')
    find('push button', 'Join item: item.order_id = orders.id')
    screenshot('path')


@step
def the_joins_are_copied():
    press('Copy the Joins as SQL')
    wait_for('the joins', lambda: 'JOIN orders ON orders.customer_id = customer.id' in pasted('text/plain;charset=utf-8').decode())
    press('Close the Path')
    wait_for('the end of the card', lambda: look_for('push button', 'Close the Path') is None)


@step
def the_diagram_is_copied_as_picture_and_as_mermaid():
    palette('>copy as picture', 'Return')
    find('label', 'copied')
    picture = pasted('image/png')
    assert picture.startswith(b'\x89PNG') and int.from_bytes(picture[16:20], 'big') > 400, picture[:24]
    drawing = xml.etree.ElementTree.fromstring(pasted('image/svg+xml'))
    assert drawing.tag.endswith('svg') and 'customer' in ''.join(drawing.itertext())
    palette('>copy as mermaid', 'Return')
    wait_for('Mermaid', lambda: b'erDiagram' in pasted('text/plain;charset=utf-8'))
    text = pasted('text/plain;charset=utf-8').decode()
    assert 'customer' in text, text
    assert pasted('image/png') == b''


@step
def a_table_is_tagged_and_boxes_take_the_color():
    palette('lonely', 'Return')
    wait_for('lonely', lambda: is_chosen('lonely'))
    keys('ctrl+alt+t')
    dialog = find('frame', 'Tags')
    type_text('private')
    keys('Return')
    wait_for('the tag', lambda: ask_file('SELECT count(*) FROM taggings JOIN tags ON tags.id = tag_id WHERE name = \'private\'') == [(1,)])
    screenshot('tags')
    click(*middle_of(find('check box', 'private', dialog)))
    wait_for('no tagging', lambda: ask_file('SELECT count(*) FROM taggings') == [(0,)])
    keys('Escape')
    wait_for('the end of the dialog', lambda: look_for('frame', 'Tags') is None)
    palette('>by schema', 'Return')
    wait_for('the coloring', lambda: ask_file('SELECT coloring FROM diagrams') == [('schema',)])
    palette('>legend of colors', 'Return')
    wait_for('the legend', lambda: ask_file('SELECT shows_legend FROM diagrams') == [(1,)])
    keys('ctrl+9')
    time.sleep(1)
    screenshot('legend')


@step
def it_keeps_where_one_looked():
    keys('Escape', 'ctrl+0')
    time.sleep(1.2)
    kept = zoom()
    keys('ctrl+w')
    assert STORY['process'].wait(PATIENCE) == 0, 'the program ended badly'
    wait_for('the end of the old program', lambda: program() is None)
    start(draft())
    wait_for('the zoom as it was', lambda: zoom() == kept)


@step
def it_said_nothing_alarming():
    keys('ctrl+w')
    assert STORY['process'].wait(PATIENCE) == 0, 'the program ended badly'
    said = (SCRATCH / 'relvar.log').read_text()
    assert 'CRITICAL' not in said and 'WARNING' not in said, said


sys.exit(tell())
