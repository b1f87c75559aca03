"""A person changes how a diagram is drawn: levels.py RELVAR SOURCE BUILD.

Chen's notation with its diamonds and ovals, moved and undone; many to many as one line at the conceptual level."""
import sys
import time

from driver import *  # noqa: F403

SCRIPT = '''CREATE TABLE film (id integer PRIMARY KEY, title text NOT NULL);
CREATE TABLE actor (id integer PRIMARY KEY, full_name text NOT NULL);
CREATE TABLE film_actor (film_id integer REFERENCES film (id), actor_id integer REFERENCES actor (id), PRIMARY KEY (film_id, actor_id));
CREATE TABLE copy (id integer PRIMARY KEY, film_id integer NOT NULL REFERENCES film (id));
'''


def expect(name):
    return find('push button', name)


def expect_none(name):
    wait_for(f'“{name}” to go', lambda: look_for('push button', name) is None)


def place_of(table):
    return ask_file(f"SELECT boxes.x, boxes.y FROM boxes JOIN tables ON tables.id = boxes.object_id WHERE tables.name = '{table}'")


@step
def the_notation_becomes_chens():
    (SCRATCH / 'films.sql').write_text(SCRIPT)
    start(SCRATCH / 'films.sql')
    expect('copy references film, many to one')
    activate('notation', "<'chen'>")
    expect('Table film,')
    keys('ctrl+9')
    expect('Relationship has')
    expect('Relationship film_actor')
    expect('Attribute title of film')
    expect_none('copy references film')
    time.sleep(0.5)
    screenshot('chen')


@step
def diamonds_and_ovals_select_what_they_stand_for():
    press('Attribute title of film')
    wait_for('the column', lambda: expect('Attribute title of film').getState().contains(pyatspi.STATE_PRESSED))
    press('Relationship has')
    wait_for('the foreign key', lambda: expect('Relationship has').getState().contains(pyatspi.STATE_PRESSED))
    screenshot('chen-selected')


@step
def an_entity_is_moved_and_brought_back():
    entity = middle_of(expect('Table film,'))
    oval = middle_of(expect('Attribute title of film'))
    drag(entity, (entity[0] + 60, entity[1] + 40))
    wait_for('the oval to follow', lambda: middle_of(expect('Attribute title of film')) != oval)
    screenshot('chen-moved')
    keys('ctrl+z')
    wait_for('the oval to come back', lambda: middle_of(expect('Attribute title of film')) == oval)


@step
def the_conceptual_level_has_a_line_of_many_to_many():
    activate('notation', "<\"crow's foot\">")
    expect('Table film_actor')
    activate('level', "<'conceptual'>")
    expect('Film and Actor, many to many, by Film actor')
    expect_none('Table Film actor')
    press('Film and Actor, many to many')
    wait_for('the line', lambda: expect('Film and Actor').getState().contains(pyatspi.STATE_PRESSED))
    screenshot('conceptual')


@step
def deleting_the_line_deletes_the_table_behind_it():
    activate('delete')
    question = find('label', 'Delete table film_actor?')
    while question.parent and question.parent.getRoleName() != 'application':
        question = question.parent
    press('Delete', question)
    expect_tables('actor', 'copy', 'film')
    expect_none('Film and Actor')
    screenshot('conceptual-deleted')
    activate('undo')
    expect('Film and Actor, many to many')


@step
def the_physical_level_has_the_box_where_it_was():
    before = place_of('film_actor')
    activate('level', "<'physical'>")
    expect('Table film_actor')
    assert place_of('film_actor') == before


@step
def nothing_was_complained_of():
    log = (SCRATCH / 'relvar.log').read_text()
    assert 'CRITICAL' not in log, log


sys.exit(tell())
