"""The samples load into a real PostgreSQL server and are designed as we tell others to. Usage: samples.py SOURCE."""
import pathlib
import sys

from tap import call, cases, run

SAMPLES = pathlib.Path(sys.argv[1]) / 'data' / 'samples'

# Foreign keys whose columns do not lead any whole index of their table.
BARE_KEYS = '''
SELECT conrelid::regclass || '.' || conname FROM pg_constraint k
WHERE contype = 'f' AND NOT EXISTS (
  SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
  AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)'''
KEYLESS = '''
SELECT oid::regclass FROM pg_class t WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ '^(pg_|information_)'
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = t.oid AND contype = 'p')'''
NAIVE_TIMES = '''
SELECT attrelid::regclass || '.' || attname FROM pg_attribute a JOIN pg_class t ON t.oid = attrelid
WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ '^(pg_|information_)'
AND atttypid IN ('timestamp'::regtype, 'timetz'::regtype, 'money'::regtype, 'char'::regtype)'''


def ask(database, query):
    return call('psql', '-X', '-At', '-d', database, '-c', query)


@cases(sorted(path.stem for path in SAMPLES.glob('*.sql')))
def sample(name):
    call('createdb', name)
    call('psql', '-X', '-q', '-1', '-v', 'ON_ERROR_STOP=1', '-d', name, '-f', SAMPLES / f'{name}.sql')
    assert int(ask(name, "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace <> 0")) > 8
    for what, query in (('foreign keys without an index', BARE_KEYS), ('tables without a key', KEYLESS),
                        ('columns of doubtful types', NAIVE_TIMES)):
        assert not ask(name, query), f'{what}: {ask(name, query)}'


sys.exit(run())
