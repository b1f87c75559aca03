"""relvar-cli discover: the contract of its JSON, text, several tables, SQLite files, nulls, and what is wrong with a call."""
import itertools
import json
import pathlib
import sqlite3
import sys
import tempfile

from cli import bad, good, relvar

from tap import cases, run, test

STAFF = 'id,zip,city\n1,10115,Berlin\n2,10115,Berlin\n3,20095,Hamburg\n4,20097,Hamburg\n5,80331,München\n'


def discover(*words, **options):
    return json.loads(good('discover', *words, **options))


def dependencies(answer):
    return {(tuple(row['lhs']), row['rhs']) for row in answer['dependencies']}


@test
def the_contract():
    answer = discover('-', stdin=STAFF)
    assert dependencies(answer) == {(('id',), 'zip'), (('id',), 'city'), (('zip',), 'city')}
    assert answer['keys'] == [['id']] and answer['foreign_keys'] == []
    assert answer['tables'] == [{'name': 'stdin', 'columns': ['id', 'zip', 'city'], 'rows': 5, 'ragged_rows': 0, 'complete': True}]


@test
def text():
    said = good('discover', '-', '--format', 'text', stdin=STAFF).splitlines()
    assert '  zip → city' in said and '  id' in said, said


@test
def the_balance_scale():
    rows = ''.join(f'{"LBR"[(a * b <= c * d) + (a * b < c * d)]},{a},{b},{c},{d}\n' for a, b, c, d in itertools.product(range(1, 6), repeat=4))
    answer = discover('-', stdin=rows)
    assert dependencies(answer) == {(('column2', 'column3', 'column4', 'column5'), 'column1')}
    assert answer['tables'][0]['rows'] == 625


@test
def nulls():
    rows = 'a,b\n,1\n,1\n,2\nx,3\n'
    assert (('a',), 'b') not in dependencies(discover('-', stdin=rows))
    assert (('a',), 'b') in dependencies(discover('-', '--null', 'distinct', stdin=rows))
    assert discover('-', '--null', 'distinct', stdin=rows)['keys'] == [['a']]


@test
def almost():
    rows = 'zip,city\n' + '10115,Berlin\n' * 98 + '10115,Bremen\n' + '20095,Hamburg\n'
    answer = discover('-', '--error', '0.02', stdin=rows)
    found = {(tuple(row['lhs']), row['rhs']): row for row in answer['approximate']}
    row = found[((), 'city')] if ((), 'city') in found else found[(('zip',), 'city')]
    assert 0 < row['error'] <= 0.02 and 99 in row['rows']


@test
def several_tables():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder)
        (path / 'customers.csv').write_text('id;name\n' + ''.join(f'{i};n{i % 7}\n' for i in range(1, 40)))
        (path / 'orders.csv').write_text('id,customer_id\n' + ''.join(f'{i},{i * 5 % 39 + 1}\n' for i in range(1, 200)))
        answer = discover(folder)
        assert [table['name'] for table in answer['tables']] == ['customers', 'orders']
        assert answer['keys'] == [['customers.id'], ['orders.id']]
        assert (('orders.id',), 'orders.customer_id') in dependencies(answer)
        first = answer['foreign_keys'][0]
        assert (first['from'], first['to']) == ('orders.customer_id', 'customers.id') and 0.5 < first['score'] <= 1
        assert discover(path / 'customers.csv', path / 'orders.csv') == answer


@test
def an_sqlite_file():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'shop.db'
        with sqlite3.connect(path) as db:
            db.executescript('CREATE TABLE "a ""b" (id INTEGER PRIMARY KEY, x TEXT, y BLOB); CREATE VIEW v AS SELECT 1 / 0;'
                             "INSERT INTO \"a \"\"b\" VALUES (1, 'p', NULL), (2, 'p', x'00ff'), (3, 'q', x'00ff')")
        for name in (path, f'sqlite:{path}'):
            answer = discover(name)
            assert answer['tables'][0]['name'] == 'a "b' and answer['keys'][0] == ['id']


@test
def limits_are_said():
    rows = ''.join(','.join(str((i * p + i // 3) % 11) for p in (1, 2, 3, 5, 7, 9)) + '\n' for i in range(60))
    every = discover('-', '--header', 'no', stdin=rows)
    assert every['tables'][0]['complete'] is True and len(every['dependencies']) > 2
    some = discover('-', '--header', 'no', '--limit', '2', stdin=rows)
    assert some['tables'][0]['complete'] is False and len(some['dependencies']) == 2


@test
def odd_input_does_no_harm():
    for text in ('\n', 'a', 'a\n', '"', 'a,b\n"1,2\n3', ',,,\n,,\n', '\xff\xfe,\n', 'x' * 100000, ',' * 1000 + '\n'):
        status, _, error = relvar('discover', '-', stdin=text)
        assert status in (0, 2), error


@cases([
    ([], 'argument'),
    (['/nowhere.csv'], 'nowhere'),
    (['-', '--null', 'maybe'], '--null'),
    (['-', '--header', 'maybe'], '--header'),
    (['-', '--separator', 'ab'], '--separator'),
    (['-', '--error', '2'], '--error'),
    (['-', '--limit', '0'], '--limit'),
    (['-', '--format', 'xml'], '--format'),
    (['-'], 'no line'),
])
def wrong_call(words, part):
    assert part in bad('discover', *words)


sys.exit(run())
