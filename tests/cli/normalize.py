"""relvar-cli normalize: the contract of its JSON, its text, tables of a design, and what is wrong with a call."""
import json
import sys

from cli import SOURCE, bad, good, relvar

from tap import cases, run, test


def normalize(attributes, *dependencies, more=()):
    words = [word for dependency in dependencies for word in ('--dependency', dependency)]
    return json.loads(good('normalize', '--attributes', attributes, *words, *more))


@test
def the_contract():
    answer = normalize('street,city,zip', 'street, city -> zip', 'zip -> city')
    assert answer['keys'] == [['street', 'city'], ['street', 'zip']] and answer['keys_complete'] is True
    assert answer['prime'] == ['street', 'city', 'zip']
    assert answer['normal_form'] == '3NF'
    assert answer['minimal_cover'] == [{'lhs': ['zip'], 'rhs': ['city']}, {'lhs': ['street', 'city'], 'rhs': ['zip']}]
    assert answer['3NF'] == [['street', 'city', 'zip']]
    assert answer['BCNF'] == [['street', 'zip'], ['city', 'zip']]
    assert answer['bcnf_preserving'] is False
    assert answer['lost'] == [{'lhs': ['street', 'city'], 'rhs': ['zip']}]
    assert 'zip → city' in answer['proof'] and '4NF' not in answer


@test
def multivalued():
    answer = normalize('course,teacher,book', more=['--mvd', 'course ->> teacher'])
    assert answer['normal_form'] == 'BCNF' and answer['4NF'] == [['course', 'teacher'], ['course', 'book']]
    assert normalize('a,b', more=['--mvd', 'a ->> b'])['normal_form'] == '4NF'


@test
def keys_limit():
    names = ','.join(f'a{i},b{i}' for i in range(16))
    pairs = [text for i in range(16) for text in (f'a{i} -> b{i}', f'b{i} -> a{i}')]
    some = normalize(names, *pairs, more=['--keys-limit', '10'])
    assert len(some['keys']) == 10 and some['keys_complete'] is False
    assert some['normal_form'] == '3NF' and some['normal_form_certain'] is True and len(some['prime']) == 32
    every = normalize(names, *pairs)
    assert len(every['keys']) == 65536 and every['keys_complete'] is True


@test
def text():
    said = good('normalize', '--attributes', 'a,b,c', '--dependency', 'a -> b', '--dependency', 'b -> c', '--format', 'text')
    for line in ('  {a}', 'Normal form: 2NF', '  a → b', 'In BCNF, lossless and preserving all dependencies:'):
        assert line in said.splitlines(), said
    assert 'b → c violates 3NF' in said and 'Lost' not in said


SCRIPT = """
CREATE TABLE person (id integer PRIMARY KEY, email text NOT NULL UNIQUE, nick text UNIQUE, zip text, city text);
"""


@test
def table_of_a_design():
    words = ['normalize', '-', '--from', 'postgresql', '--table', 'person', '--dependency', 'zip -> city']
    status, out, error = relvar(*words, stdin=SCRIPT)
    answer = json.loads(out)
    assert status == 0 and 'nick' in error, error
    assert answer['keys'] == [['id'], ['email']] and answer['normal_form'] == '2NF'
    answer = json.loads(good(*words, '--null', 'distinct', stdin=SCRIPT))
    assert answer['keys'] == [['id'], ['email'], ['nick']]


@test
def every_sample_table():
    answer = json.loads(good('normalize', SOURCE / 'data' / 'samples' / 'library.sql', '--table', 'loan'))
    assert answer['normal_form'] == 'BCNF' and answer['keys']


@cases([
    (['--attributes', 'a,b', '--dependency', 'a -> x'], 'column 6'),
    (['--attributes', 'a,b', '--dependency', 'a, b'], 'column 5'),
    (['--attributes', 'a,,b'], 'column 3'),
    (['--attributes', 'a,b', '--mvd', 'a -> b'], 'a ->> b'),
    (['--attributes', 'a,b', '--keys-limit', '0'], '--keys-limit'),
    (['--attributes', 'a,b', '--format', 'xml'], '--format'),
    (['--attributes', 'a,b', '--null', 'maybe'], '--null'),
    ([], '--attributes'),
    (['x.sql'], '--table'),
    (['x.sql', '--table', 't'], 'x.sql'),
])
def wrong_call(words, part):
    assert part in bad('normalize', *words)


sys.exit(run())
