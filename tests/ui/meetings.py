"""A meeting: notes are written, answered and settled; a version is named and what changed since is listed; views are
saved and presented. meetings.py RELVAR SOURCE BUILD."""
import sys
import time

from driver import *  # noqa: F403

SCRIPT = '''CREATE TABLE customer (id integer PRIMARY KEY, full_name text);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer (id), fax text);
'''


def count(table, where='1'):
    return ask_file(f'SELECT count(*) FROM {table} WHERE {where}')[0][0]


def expect(table, n, where='1'):
    wait_for(f'{n} of {table} where {where}', lambda: count(table, where) == n)


def answer(text):
    """Types into the question that is open."""
    time.sleep(0.6)
    keys('ctrl+a')
    type_text(text)
    keys('Return')


@step
def a_design_opens():
    script = SCRATCH / 'meeting.sql'
    script.write_text(SCRIPT)
    start(script)
    find('push button', 'Table orders')


def offers(name):
    return any(name in node.name and is_seen(node) for node in walk(program()) if 'menu item' in node.getRoleName())


@step
def menus_fit_what_is_there():
    table = find('push button', 'Table orders')
    for down, there, not_there in ((-0.8, 'Select All', 'Lock in Place'), (0.1, 'Lock in Place', 'Select All')):
        xdotool('mousemove', *middle_of(table, down=down), 'click', 3)
        wait_for(there, lambda: offers(there))
        assert not offers(not_there), not_there
        screenshot('menu-with-' + there.split()[0].lower())
        keys('Escape')
        wait_for('the end of the menu', lambda: not offers(there))


@step
def a_note_is_written():
    click(*middle_of(find('push button', 'Table orders'), down=0.1))
    keys('ctrl+shift+m')
    find('text', 'Text of the Note')
    time.sleep(0.5)
    type_text('Do we need the fax')
    keys('Return')
    expect('review_notes', 1, "text = 'Do we need the fax' AND object_id = (SELECT id FROM tables WHERE name = 'orders')")
    screenshot('note')
    find('push button', 'Table orders, 3 columns, 1 review note')


@step
def it_is_answered_and_resolved():
    find('text', 'Text of the Note')
    type_text('No')
    keys('Return')
    expect('review_notes', 1, 'reply_to_id IS NOT NULL')
    press('Resolve')
    expect('review_notes', 1, 'is_resolved')
    keys('ctrl+z')
    expect('review_notes', 0, 'is_resolved')


@step
def the_list_leads_to_it():
    keys('Escape', 'F8')
    find('list item', 'Do we need the fax')
    find('push button', 'Resolve')
    time.sleep(0.6)
    screenshot('notes')
    keys('Escape')


def run_action(words):
    """Runs an action by its name, as the palette finds it."""
    keys('ctrl+k')
    wait_for('the palette', lambda: look_for('text', 'Find anything'))
    type_text('>' + words)
    time.sleep(0.4)
    keys('Return')


@step
def a_version_is_named():
    run_action('name this version')
    answer('1.0')
    expect('versions', 1, "name = '1.0' AND snapshot IS NOT NULL AND author IS NOT NULL")


@step
def what_changed_is_listed():
    keys('F7')
    find('label', 'Nothing changed since this version.')
    click(*middle_of(find('push button', 'Table orders'), down=0.1))
    keys('Delete')
    question = find('label', 'Delete table orders?')
    while question.parent and question.parent.getRoleName() != 'application':
        question = question.parent
    press('Delete', question)
    wait_for('the end of orders', lambda: tables() == ['customer'])
    find('list item', 'Table orders: removed')
    keys('F7')
    time.sleep(1.2)
    screenshot('changes')
    press('Undo')
    wait_for('orders again', lambda: tables() == ['customer', 'orders'])
    wait_for('no more changes', lambda: look_for('list item', 'Table orders: removed') is None)


@step
def a_version_is_renamed_and_deleted():
    press('Rename the Version')
    answer('2.0')
    expect('versions', 1, "name = '2.0'")
    press('Delete the Version')
    expect('versions', 0)
    keys('ctrl+z')
    expect('versions', 1, "name = '2.0'")
    run_action('undo')
    expect('versions', 1, "name = '1.0'")


@step
def a_version_is_chosen_by_keys():
    click(*middle_of(find('combo box', 'Compare with')))
    time.sleep(0.8)
    keys('Up', 'Return')
    find('label', 'Choose a version to see what changed since.')


@step
def views_are_saved():
    for title in ('Start', 'End'):
        keys('ctrl+shift+v')
        answer(title)
        expect('viewpoints', 1, f"name = '{title}' AND width > 0")
        keys('ctrl+plus')
        time.sleep(0.5)
    find('list item', 'End')
    screenshot('views')


def act(name):
    """Does what the first thing of this name does that does anything."""
    def done():
        for node in walk(program()):
            if name in node.name and is_seen(node) and node.queryAction().nActions > 0:
                return node.queryAction().doAction(0)
        return False
    wait_for(name, done)


def menu(of, item):
    """Chooses an item of the menu of a row."""
    act('Menu of ' + of)
    wait_for(item, lambda: offers(item))
    act(item)
    wait_for('the end of the menu', lambda: not offers(item))


def views():
    return [name for (name,) in ask_file('SELECT name FROM viewpoints ORDER BY position')]


@step
def views_have_a_menu():
    menu('End', 'Move Up')
    wait_for('the other order', lambda: views() == ['End', 'Start'])
    keys('ctrl+z')
    wait_for('the order of before', lambda: views() == ['Start', 'End'])
    menu('End', 'Rename')
    answer('Last')
    wait_for('the new title', lambda: views() == ['Start', 'Last'])
    zoom = ask_file("SELECT zoom FROM viewpoints WHERE name = 'Start'")
    menu('Start', 'Update to What Is Seen Now')
    wait_for('another zoom', lambda: ask_file("SELECT zoom FROM viewpoints WHERE name = 'Start'") != zoom)
    keys('ctrl+z')
    menu('Last', 'Delete')
    wait_for('the end of the view', lambda: views() == ['Start'])
    keys('ctrl+z')
    wait_for('it again', lambda: views() == ['Start', 'Last'])
    menu('Last', 'Rename')
    answer('End')
    wait_for('the first title', lambda: views() == ['Start', 'End'])


def across():
    """Where a table is on the screen of the presentation."""
    return find('push button', 'Table customer', find('frame', 'Presentation')).queryComponent().getExtents(pyatspi.WINDOW_COORDS).x


def looked_around_and_back():
    find('label', 'Shift+arrows look around', find('frame', 'Presentation'))
    start = across()
    keys('shift+Right')
    wait_for('another part', lambda: across() < start - 40)
    keys('0', '0')
    wait_for('the view as a whole', lambda: abs(across() - start) < 3)
    find('frame', 'Presentation: Start')


@step
def text_in_presentations_can_be_large():
    time.sleep(1)  # the question of before goes away
    keys('ctrl+comma')
    preferences = find('frame', 'Preferences')
    find('combo box', 'Text in Presentations', preferences)
    screenshot('preferences')
    keys('Escape')
    wait_for('the end of the preferences', lambda: look_for('frame', 'Preferences') is None)


@step
def they_are_presented_by_keys():
    keys('F5')
    find('frame', 'Presentation')
    keys('Home')
    find('frame', 'Presentation: Start')
    time.sleep(1.5)
    screenshot('presentation')
    looked_around_and_back()
    keys('Right')
    find('frame', 'Presentation: End')
    keys('Right', 'Prior')
    find('frame', 'Presentation: Start')
    keys('o')
    time.sleep(0.5)
    find('list item', 'End', find('frame', 'Presentation'))
    screenshot('presentation-overview')
    keys('Down', 'Return')
    find('frame', 'Presentation: End')
    keys('l')
    xdotool('mousemove', 600, 400)
    time.sleep(0.1)
    xdotool('mousemove', 660, 430)
    time.sleep(0.1)
    screenshot('presentation-laser')
    keys('l')
    xdotool('keydown', 'l')
    time.sleep(1)
    screenshot('presentation-laser-held')
    xdotool('keyup', 'l')
    time.sleep(0.3)
    screenshot('presentation-laser-let-go')
    keys('Escape')
    wait_for('the end of the presentation', lambda: look_for('frame', 'Presentation') is None)


@step
def it_ends_and_said_nothing_alarming():
    keys('ctrl+w')
    assert STORY['process'].wait(PATIENCE) == 0, 'the program ended badly'
    said = (SCRATCH / 'relvar.log').read_text()
    assert 'CRITICAL' not in said and 'Gtk-WARNING' not in said, said


sys.exit(tell())
