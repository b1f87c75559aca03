"""Whether a migration does what it says: on a real server, with pg_dump as the judge.

Judge.forward(a, b) loads script a into a database, runs what relvar-cli prints there, and compares the dump with that of a database
that b was loaded into. Order of statements and of columns does not count; rows that the migration does not drop have to survive."""
import collections
import concurrent.futures
import os
import pathlib
import queue
import re
import subprocess
import tempfile

OWNER = 'judge'
ROLES = ['reader', 'writer', 'owner_one']
# Dumps of schemas alone: what a table holds is counted by itself.
NOISE = re.compile(r'^(SET |SELECT pg_catalog\.set_config|\\(un)?restrict )', re.I)
WORDS = re.compile(r"""\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|begin\s+atomic|\bcase\b|\bend\b|.""", re.I | re.S)
COUNT = """SELECT format('%I.%I', n.nspname, c.relname), (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I',
n.nspname, c.relname), false, true, '')))[1]::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')"""


class Failed(Exception):
    """What went wrong with a pair."""


def call(*command, text=None):
    done = subprocess.run([str(word) for word in command], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          errors='replace', timeout=120)
    if done.returncode:
        raise Failed(f'{pathlib.Path(str(command[0])).name}: {done.stderr.strip()[:600]}')
    return done.stdout


def statements(dump):
    """The statements of a dump, each without comments; strings, bodies and quoted names stay whole."""
    found, now, depth = [], [], 0
    for match in WORDS.finditer(dump):
        word = match.group()
        lower = word.lower()
        if lower.startswith('--') or (not now and word.isspace()):
            continue
        if lower.startswith('begin') or (depth and lower == 'case'):
            depth += 1
        elif depth and lower == 'end':
            depth -= 1
        now.append(word)
        if word == ';' and not depth:
            found.append(''.join(now).strip())
            now = []
    return [one for one in found if not NOISE.match(one)]


def pieces(text):
    """`text` cut at commas outside of parentheses and quotes."""
    parts, depth, now = [], 0, ''
    for match in WORDS.finditer(text):
        word = match.group()
        depth += (word == '(') - (word == ')')
        if word == ',' and not depth:
            parts.append(now.strip())
            now = ''
        else:
            now += word
    return parts + [now.strip()]


def without_order(statement):
    match = re.match(r'(CREATE (?:UNLOGGED |FOREIGN )?TABLE [^(]*\()(.*)(\n\).*)$', statement, re.S)
    if statement.startswith('CREATE STATISTICS '):
        head, rest = statement.split(' ON ', 1)
        return f'{head} ON ' + ', '.join(sorted(pieces(rest.split(' FROM ')[0]))) + ' FROM ' + rest.split(' FROM ')[1]
    return match.group(1) + '\n' + ',\n'.join(sorted(pieces(match.group(2)))) + match.group(3) if match else statement


class Judge:
    """One server, and databases on it that are emptied between pairs. Safe to use from several threads."""

    def __init__(self, relvar_cli, jobs=2):
        self.relvar_cli = relvar_cli
        self.names = queue.Queue()
        for number in range(jobs):
            name = f'pair_{os.getpid()}_{number}'
            call('psql', '-X', '-q', '-d', 'postgres', '-c', f'CREATE DATABASE {name} TEMPLATE template0')
            self.names.put(name)
        for role in [OWNER + ' SUPERUSER LOGIN', *ROLES]:
            call('psql', '-X', '-q', '-d', 'postgres', '-c', f'DO $$ BEGIN CREATE ROLE {role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$')

    def psql(self, database, script):
        return call('psql', '-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-U', OWNER, '-d', database, '-f', '-', text='SET client_min_messages = error;\n' + script)

    def empty(self, database):
        """Everything in it is of one of our roles, so that is what goes."""
        drops = ''.join(f'DROP OWNED BY {role} CASCADE;' for role in [*ROLES, OWNER])
        self.psql(database, "SELECT format('ALTER SUBSCRIPTION %I DISABLE; ALTER SUBSCRIPTION %I SET (slot_name = NONE); DROP SUBSCRIPTION %I',"
                            " subname, subname, subname) FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) \\gexec\n"
                            f"{drops} DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner;"
                            "GRANT USAGE ON SCHEMA public TO PUBLIC; COMMENT ON SCHEMA public IS 'standard public schema';")

    def dump(self, database):
        return sorted(map(without_order, statements(call('pg_dump', '--schema-only', '-U', OWNER, database))))

    def rows(self, database):
        return dict(line.split('|') for line in self.psql(database, COUNT).splitlines())

    def load(self, database, script, what):
        try:
            self.psql(database, script)
        except Failed as reason:
            raise Failed(f'{what} does not load: {reason}') from None

    def migration(self, a, b, *options):
        with tempfile.TemporaryDirectory() as folder:
            files = [pathlib.Path(folder) / name for name in ('a.sql', 'b.sql')]
            for file, text in zip(files, (a, b)):
                file.write_text(text)
            return call(self.relvar_cli, 'migrate', '--quiet', *files, *options)

    def forward(self, a, b, rows='', lost=()):
        """Fails unless the migration from a to b makes a database of a one of b. `lost`: tables that may lose rows."""
        database = self.names.get()
        try:
            self.empty(database)
            self.load(database, b, 'the new script')
            wanted = self.dump(database)
            self.empty(database)
            self.load(database, a + '\n' + rows, 'the old script')
            before = self.rows(database)
            script = self.migration(a, b)
            try:
                self.psql(database, script)
                got = self.dump(database)
            except Failed as reason:
                raise Failed(f'{reason}\n{script}') from None
            after = self.rows(database)
        finally:
            self.names.put(database)
        missing, extra = (list((collections.Counter(one) - collections.Counter(other)).elements()) for one, other in ((wanted, got), (got, wanted)))
        if missing or extra:
            raise Failed('\n'.join(['missing: ' + one for one in missing] + ['too much: ' + one for one in extra]) + '\n' + script)
        for table, count in before.items():
            if table in after and int(after[table]) < int(count) and table not in lost:
                raise Failed(f'{table} had {count} rows and has {after[table]}\n{script}')
        return script

    def same(self, a):
        """Fails unless there is nothing to do from a to itself."""
        script = self.migration(a, a)
        if script:
            raise Failed(f'equal designs differ:\n{script}')


def try_all(function, items, jobs=2):
    """Calls function(item) for all items. Returns: item, reason for those that failed."""
    def one(item):
        try:
            function(item)
            return None
        except Failed as reason:
            return item, str(reason)
    with concurrent.futures.ThreadPoolExecutor(jobs) as threads:
        return [failure for failure in threads.map(one, items) if failure]
