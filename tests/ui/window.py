"""A person designs from the start page to the export, and reopens: window.py RELVAR SOURCE BUILD.

One story in steps; a step that fails spoils those after it."""
import sys
import time

from driver import *  # noqa: F403


# ---- the story ----------------------------------------------------------------------------------------------

@step
def the_start_page_opens():
    start()
    find('push button', 'New Project')
    screenshot('start')


@step
def a_new_project_is_kept_at_once():
    press('New Project')
    find('label', 'Draw Your First Table')
    wait_for('the draft', draft)
    screenshot('new')


@step
def two_tables_are_drawn():
    x, y = middle_of(find('label', 'Draw Your First Table'))
    draw_table('customer', x - 180, y - 120)
    draw_table('invoice', x + 80, y + 60, ends_by_click=True)
    expect_tables('customer', 'invoice')


@step
def a_relationship_is_drawn():
    press('Draw a Relationship')
    find('label', 'Drag from the table or column')
    drag(middle_of(find('push button', 'Table customer'), down=0.3), middle_of(find('push button', 'Table invoice'), down=0.3))
    wait_for('the foreign key', lambda: ask_file('SELECT count(*) FROM foreign_keys')[0][0] == 1)
    screenshot('drawn')
    keys('Escape')
    wait_for('the end of the hint', lambda: look_for('label', 'Drag from the table') is None)


@step
def a_table_is_renamed_in_place():
    keys('Escape')
    click(*middle_of(find('push button', 'Table invoice'), down=0.15))
    keys('F2')
    time.sleep(0.4)
    type_text('bill')
    keys('Return')
    expect_tables('bill', 'customer')


@step
def undo_and_redo():
    press('Undo')
    expect_tables('customer', 'invoice')
    press('Redo')
    expect_tables('bill', 'customer')


@step
def the_window_closes():
    keys('ctrl+w')
    assert STORY['process'].wait(PATIENCE) == 0, 'the program ended badly'
    expect_tables('bill', 'customer')


@step
def it_reopens_and_undoes_what_was_done_before():
    wait_for('the end of the old program', lambda: program() is None)
    start(draft())
    find('push button', 'Table bill')
    screenshot('reopened')
    press('Undo')
    expect_tables('customer', 'invoice')
    find('push button', 'Table invoice')


def choose_format(dialog, name):
    click(*middle_of(find('combo box', 'Format', dialog)))
    find('label', name, dialog)
    time.sleep(0.4)
    # Each format stands in the row and, in order, in the list that opened.
    names = [node.name for node in walk(find('combo box', 'Format', dialog)) if node.getRoleName() == 'label' and is_seen(node)]
    listed = list(dict.fromkeys(names[2:]))
    keys('Home', *['Down'] * listed.index(name), 'Return')


def export(name, path):
    keys('ctrl+e')
    dialog = find('frame', 'Export')
    if name:
        choose_format(dialog, name)
    press('Save', dialog)
    time.sleep(1.5)
    keys('ctrl+a')
    type_text(str(path))
    screenshot(f'export-{path.suffix[1:]}')
    keys('Return')
    wait_for(f'the file {path.name}', lambda: path.exists() and path.stat().st_size > 0)
    wait_for('the end of the dialog', lambda: look_for('frame', 'Export') is None)
    return path.read_text()


@step
def the_design_is_exported_as_sql():
    text = export(None, SCRATCH / 'design.sql')
    assert 'CREATE TABLE' in text and 'customer' in text and 'invoice' in text and 'FOREIGN KEY' in text, text


@step
def the_diagram_is_exported_as_svg():
    text = export('SVG picture', SCRATCH / 'design.svg')
    assert '<svg' in text and 'customer' in text and 'invoice' in text, text[:500]


@step
def it_closes_again_and_said_nothing_alarming():
    keys('ctrl+w')
    assert STORY['process'].wait(PATIENCE) == 0, 'the program ended badly'
    said = (SCRATCH / 'relvar.log').read_text()
    assert 'CRITICAL' not in said, said


sys.exit(tell())
