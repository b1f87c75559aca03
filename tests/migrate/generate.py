"""Pairs of random designs as scripts: generate.py SEED prints one; as a module, pair(seed) gives (a, b, rows)."""
import sys

from design import CHANGES, ORDERED, new_design, plain_columns, full, repair


def column_text(column):
    text = f"{column['name']} {column['type']}"
    if column['collation']:
        text += f" COLLATE {column['collation']}"
    if column['generated']:
        return text + f" GENERATED ALWAYS AS {column['generated']} STORED"
    if column['identity']:
        text += f" GENERATED {column['identity']} AS IDENTITY"
    elif column['default']:
        text += f" DEFAULT {column['default']}"
    return text + (' NOT NULL' if column['not_null'] else '')


def table_script(design, name, table):
    items = [column_text(column) for column in table['columns']]
    if table['pk']:
        items.append(f"CONSTRAINT {name}_key PRIMARY KEY ({', '.join(table['pk'])})")
    items += [f"CONSTRAINT {key} UNIQUE ({', '.join(names)})" for key, names in table['uniques'].items()]
    items += [f"CONSTRAINT {key} CHECK ({column} {rest})" for key, (column, rest) in table['checks'].items()]
    me = full(name, table)
    head = f"CREATE {'UNLOGGED ' if table['unlogged'] else ''}TABLE {me}"
    if table['bound'] is not None:
        yield f"{head} PARTITION OF {full(table['parent'], design.tables[table['parent']])} FOR VALUES FROM ({table['bound'][0]}) TO ({table['bound'][1]})"
    else:
        yield head + ' (' + ', '.join(items) + ')' + (f" INHERITS ({full(table['parent'], design.tables[table['parent']])})" if table['parent'] else '') + \
            (f" PARTITION BY {table['partition']}" if table['partition'] else '') + (f" WITH (fillfactor = {table['fillfactor']})" if table['fillfactor'] else '')
    for column in table['columns']:
        if column['storage']:
            yield f"ALTER TABLE {me} ALTER {column['name']} SET STORAGE {column['storage']}"
        if column['statistics']:
            yield f"ALTER TABLE {me} ALTER {column['name']} SET STATISTICS {column['statistics']}"
        if column['comment']:
            yield f"COMMENT ON COLUMN {me}.{column['name']} IS '{column['comment']}'"
    if table['comment']:
        yield f"COMMENT ON TABLE {me} IS '" + table['comment'].replace("'", "''") + "'"
    if table['owner']:
        yield f"ALTER TABLE {me} OWNER TO {table['owner']}"


def late_script(name, table):
    me = full(name, table)
    for key, one in table['indexes'].items():
        columns = list(one['columns']) + ([f"lower({one['lower']})"] if one['lower'] else [])
        yield f"CREATE INDEX {key} ON {me} ({', '.join(columns)})" + (f" WHERE {one['where']} IS NOT NULL" if one['where'] else '')
    for key, names in table['statistics'].items():
        yield f"CREATE STATISTICS {table['schema']}.{key} ON {', '.join(names)} FROM {me}"
    if table['rls']:
        yield f"ALTER TABLE {me} ENABLE ROW LEVEL SECURITY"
    for key, one in table['policies'].items():
        yield f"CREATE POLICY {key} ON {me}{'' if one['permissive'] else ' AS RESTRICTIVE'} FOR {one['command']} TO {one['role']} USING ({one['column']} IS NOT NULL)"
    for key, one in table['triggers'].items():
        yield f"CREATE TRIGGER {key} {one['timing']} {one['event']} ON {me} FOR EACH ROW EXECUTE FUNCTION public.{one['function']}()"
        if one['disabled']:
            yield f"ALTER TABLE {me} DISABLE TRIGGER {key}"
    for key, event in table['rules'].items():
        yield f"CREATE RULE {key} AS {event} TO {me} DO ALSO NOTHING"
    for privilege, column, role, option in table['grants']:
        yield f"GRANT {privilege}{f' ({column})' if column else ''} ON {me} TO {role}{' WITH GRANT OPTION' if option else ''}"


def function_script(design, name, one):
    table = design.tables.get(one['table'])
    heads = {'int': (f"{one['argument']} int", 'int', f"'SELECT {one['body']}'", 'sql'), 'plain': (f"{one['argument']} text DEFAULT 'x'", 'text', f"'SELECT ''{one['body']}'''", 'sql'),
             'trigger': ('', 'trigger', f"'BEGIN RETURN NEW; /* {one['body']} */ END'", 'plpgsql'),
             'enum': (f"{one['argument']} public.{one['enum']}", f"public.{one['enum']}", f"'SELECT {one['argument']} /* {one['body']} */'", 'sql')}
    if one['kind'] == 'table':
        heads['table'] = (f"{one['argument']} int", f"SETOF {full(one['table'], table)}", f"'SELECT * FROM {full(one['table'], table)} /* {one['body']} */'", 'sql')
    arguments, result, body, language = heads[one['kind']]
    volatility = '' if one['kind'] == 'trigger' else one['volatility']
    yield f"CREATE FUNCTION public.{name}({arguments}) RETURNS {result} LANGUAGE {language}{volatility} AS {body}"
    signature = arguments.split(' DEFAULT')[0].split(' ', 1)[1] if arguments else ''
    if one['comment']:
        yield f"COMMENT ON FUNCTION public.{name}({signature}) IS '{one['comment']}'"
    if not one['public']:
        yield f"REVOKE ALL ON FUNCTION public.{name}({signature}) FROM PUBLIC"


def view_script(design, word, name, one):
    table = design.tables.get(one['source'])
    source = full(one['source'], table) if table else f"public.{one['source']}"
    yield f"CREATE {word} public.{name} AS SELECT {', '.join(one['columns'])} FROM {source}" + (f" WHERE {one['where']} IS NOT NULL" if one['where'] else '')
    if one['comment']:
        yield f"COMMENT ON {word} public.{name} IS '{one['comment']}'"
    for privilege, _, role, _ in one['grants']:
        yield f"GRANT {privilege} ON public.{name} TO {role}"


def lines(design):
    for schema in design.schemas:
        yield f'CREATE SCHEMA {schema}'
    for name, values in design.enums.items():
        yield f'CREATE TYPE public.{name} AS ENUM (' + ', '.join(f"'{value}'" for value in values) + ')'
    for name, one in design.domains.items():
        check = {'int': 'VALUE >= 0', 'text': "VALUE <> ''"}[one['type']]
        default = {'int': ' DEFAULT 1', 'text': " DEFAULT '1'"}[one['type']]
        yield f"CREATE DOMAIN public.{name} AS {one['type']}{default if one['default'] else ''}" + (f' CONSTRAINT {name}_ok CHECK ({check})' if one['check'] else '')
    for name, attributes in design.composites.items():
        yield f'CREATE TYPE public.{name} AS (' + ', '.join(' '.join(attribute) for attribute in attributes) + ')'
    for name, one in design.sequences.items():
        yield f"CREATE SEQUENCE public.{name} INCREMENT {one['increment']}{' CYCLE' if one['cycle'] else ''}" + (f" MAXVALUE {one['max']}" if one['max'] else '')
    for name, one in design.functions.items():
        if one['kind'] != 'table':
            yield from function_script(design, name, one)
    for name, table in sorted(design.tables.items(), key=lambda item: item[1]['parent'] is not None):
        yield from table_script(design, name, table)
    for name, table in design.tables.items():
        for key, fk in table['fks'].items():
            yield f"ALTER TABLE {full(name, table)} ADD CONSTRAINT {key} FOREIGN KEY ({fk['column']}) REFERENCES {full(fk['table'], design.tables[fk['table']])} (id){fk['action']}"
    for name, one in design.functions.items():
        if one['kind'] == 'table':
            yield from function_script(design, name, one)
    for name, table in design.tables.items():
        yield from late_script(name, table)
    for name, one in design.views.items():
        yield from view_script(design, 'VIEW', name, one)
    for name, one in design.matviews.items():
        yield from view_script(design, 'MATERIALIZED VIEW', name, one)


def script(design):
    return ''.join(line + ';\n' for line in lines(design))


def value(design, column, number):
    type_ = column['type']
    name = type_.removeprefix('public.')
    if name in design.enums:
        return f"'{design.enums[name][number % 2]}'"
    if name in design.domains or name in design.composites:
        return {'int': str(number), 'text': f"'{number}'"}[design.domains[name]['type']] if name in design.domains else 'NULL'
    return {'boolean': 'true', 'date': f"'2020-01-0{number}'", 'timestamp': f"'2020-01-0{number}'", 'timestamptz': f"'2020-01-0{number}'", 'jsonb': f"'{number}'",
            'json': f"'{number}'", 'uuid': f"'00000000-0000-0000-0000-00000000000{number}'", 'text[]': "'{x}'", 'varchar(20)[]': "'{x}'"}.get(
                type_, str(number) if type_ in ORDERED or 'serial' in type_ else f"'{number}'")


def rows(design):
    text = 'SET session_replication_role = replica;\n'
    for name, table in design.tables.items():
        if table['parent']:
            continue
        columns = plain_columns(table)
        for number in (1, 2, 3):
            text += f"INSERT INTO {full(name, table)} ({', '.join(column['name'] for column in columns)}) OVERRIDING SYSTEM VALUE VALUES (" + \
                ', '.join(value(design, column, number) for column in columns) + ');\n'
    return text + 'SET session_replication_role = DEFAULT;\n'


def pair(seed, changes=None):
    before = new_design(seed)
    after = before.copy()
    for _ in range(changes or after.rng.randint(1, 6)):
        after.rng.choice(CHANGES)(after)
        repair(after)
    return script(before), script(after), rows(before)


if __name__ == '__main__':
    for part in pair(int(sys.argv[1])):
        print(part)
        print('-- ----------------------------------------------------------------')
