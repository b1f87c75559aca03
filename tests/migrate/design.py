"""Random designs and random changes of them, the same for the same seed.

A design is plain data: tables with columns, keys, and so on, in dictionaries. CHANGES are functions that change one in one way;
repair() takes out what a change left without ground."""
import copy
import random

TYPES = {
    'int': ['bigint', 'text', 'numeric(12,2)', 'smallint'], 'bigint': ['int', 'text', 'numeric(12,2)'], 'smallint': ['int'],
    'text': ['varchar(50)', 'int', 'jsonb', 'varchar(80)'], 'varchar(50)': ['text', 'varchar(80)', 'varchar(40)'], 'varchar(80)': ['varchar(50)', 'text'],
    'varchar(40)': ['text'], 'numeric(12,2)': ['int', 'text', 'numeric(14,2)'], 'numeric(14,2)': ['numeric(12,2)'], 'date': ['timestamp', 'text'],
    'timestamp': ['date', 'timestamptz'], 'timestamptz': ['timestamp'], 'boolean': ['text', 'int'], 'jsonb': ['text', 'json'], 'json': ['jsonb'], 'uuid': ['text'],
    'text[]': ['varchar(20)[]'], 'varchar(20)[]': ['text[]'],
}
DEFAULTS = {'int': '7', 'bigint': '8', 'smallint': '2', 'text': "'1'", 'varchar(50)': "'2'", 'varchar(80)': "'3'", 'varchar(40)': "'4'", 'numeric(12,2)': '1.5',
            'numeric(14,2)': '2.5', 'date': "'2020-01-01'", 'timestamp': 'now()', 'timestamptz': 'now()', 'boolean': 'true', 'jsonb': "'{}'", 'json': "'{}'",
            'uuid': 'gen_random_uuid()', 'text[]': "'{}'", 'varchar(20)[]': "'{x}'"}
ORDERED = {'int', 'bigint', 'smallint', 'numeric(12,2)', 'numeric(14,2)'}
ROLES = ['reader', 'writer']


class Design:
    def __init__(self, rng):
        self.rng = rng
        self.count = 0
        self.schemas, self.enums, self.domains, self.composites, self.sequences = [], {}, {}, {}, {}
        self.functions, self.tables, self.views, self.matviews = {}, {}, {}, {}

    def copy(self):
        other = copy.deepcopy(self)
        return other

    def name(self, prefix):
        self.count += 1
        return f'{prefix}{self.count}'


# ---- making ------------------------------------------------------------------------------------

def new_column(design, name=None):
    rng = design.rng
    types = list(TYPES) + [f'public.{enum}' for enum in design.enums] * 3 + [f'public.{domain}' for domain in design.domains] * 2 + \
        [f'public.{composite}' for composite in design.composites]
    type_ = rng.choice(types)
    column = {'name': name or design.name('c'), 'type': type_, 'not_null': rng.random() < .3, 'default': None, 'generated': None, 'identity': None,
              'comment': None, 'collation': None, 'storage': None, 'statistics': None}
    if rng.random() < .35 or (column['not_null'] and type_.startswith('public.comp')):
        column['default'] = default_of(design, type_)
    if type_.startswith(('public.comp', 'public.dom')):
        column['not_null'] = False
    return column


def default_of(design, type_):
    if type_ in DEFAULTS:
        if type_ == 'int' and design.functions and design.rng.random() < .3:
            names = [name for name, function in design.functions.items() if function['kind'] == 'int']
            if names:
                return f'public.{design.rng.choice(names)}(1)'
        return DEFAULTS[type_]
    name = type_.removeprefix('public.')
    if name in design.enums:
        return f"'{design.rng.choice(design.enums[name])}'"
    return None


def new_table(design, schema='public'):
    rng = design.rng
    table = {'schema': schema, 'columns': [], 'pk': None, 'uniques': {}, 'checks': {}, 'fks': {}, 'indexes': {}, 'triggers': {}, 'policies': {},
             'rls': False, 'comment': None, 'grants': [], 'partition': None, 'parent': None, 'bound': None, 'fillfactor': None, 'unlogged': False,
             'owner': None, 'exclusions': {}, 'rules': {}, 'statistics': {}}
    kind = rng.choice(['serial', 'identity', 'plain'])
    identity = {'name': 'id', 'type': 'int', 'not_null': True, 'default': None, 'generated': None, 'identity': None, 'comment': None, 'collation': None,
                'storage': None, 'statistics': None}
    if kind == 'serial':
        identity['type'] = 'serial'
    elif kind == 'identity':
        identity['identity'] = rng.choice(['ALWAYS', 'BY DEFAULT'])
    table['columns'].append(identity)
    table['pk'] = ['id']
    for _ in range(rng.randint(1, 5)):
        table['columns'].append(new_column(design))
    return table


def full(name, table):
    return f"{table['schema']}.{name}"


def plain_columns(table):
    return [column for column in table['columns'] if not column['generated']]


def comparable(design, table):
    return [column['name'] for column in table['columns'] if column['type'] not in ('json',) and not column['type'].startswith('public.comp')]


def add_part(design, name, kind):
    rng = design.rng
    table = design.tables[name]
    columns = comparable(design, table)
    if not columns:
        return
    if kind == 'index':
        picked = rng.sample(columns, min(len(columns), rng.randint(1, 2)))
        texts = [c['name'] for c in table['columns'] if c['type'] == 'text']
        table['indexes'][design.name('ix')] = {'columns': picked, 'unique': False, 'where': rng.choice([None, None, picked[0]]),
                                              'lower': rng.choice(texts) if texts and rng.random() < .4 else None}
    elif kind == 'unique':
        table['uniques'][design.name('uq')] = rng.sample(columns, 1) + ['id'] if 'id' in columns else rng.sample(columns, 1)
        last = list(table['uniques'])[-1]
        table['uniques'][last] = list(dict.fromkeys(table['uniques'][last]))
    elif kind == 'check':
        numbers = [c['name'] for c in table['columns'] if c['type'] in ORDERED]
        if numbers:
            table['checks'][design.name('ck')] = (rng.choice(numbers), rng.choice(['> -1', '>= 0', '<> 999', 'IS NOT NULL OR true', '< 100000']))
    elif kind == 'fk':
        targets = [other for other, one in design.tables.items() if one['pk'] == ['id'] and not one['partition'] and not one['parent']]
        numbers = [c['name'] for c in plain_columns(table) if c['type'] in ('int', 'bigint') and c['name'] != 'id']
        if targets and numbers:
            table['fks'][design.name('fk')] = {'column': rng.choice(numbers), 'table': rng.choice(targets),
                                              'action': rng.choice(['', ' ON DELETE CASCADE', ' ON UPDATE CASCADE ON DELETE SET NULL', ' DEFERRABLE INITIALLY DEFERRED'])}
    elif kind == 'trigger':
        functions = [f for f, one in design.functions.items() if one['kind'] == 'trigger']
        if functions:
            table['triggers'][design.name('tr')] = {'function': rng.choice(functions), 'timing': rng.choice(['BEFORE', 'AFTER']),
                                                   'event': rng.choice(['INSERT', 'DELETE', f'UPDATE OF {rng.choice(columns)}', 'INSERT OR UPDATE']),
                                                   'disabled': rng.random() < .1}
    elif kind == 'policy':
        table['rls'] = True
        table['policies'][design.name('po')] = {'command': rng.choice(['ALL', 'SELECT', 'UPDATE', 'DELETE']), 'role': rng.choice(['PUBLIC', 'reader', 'reader, writer']),
                                               'column': rng.choice(columns), 'permissive': rng.random() < .8}
    elif kind == 'generated':
        numbers = [c['name'] for c in plain_columns(table) if c['type'] in ('int', 'smallint')]
        if numbers:
            column = new_column(design)
            column.update(type='int', not_null=False, default=None, generated=f'({rng.choice(numbers)} + {rng.randint(1, 9)})')
            table['columns'].append(column)
    elif kind == 'grant':
        column = rng.choice([None, None, rng.choice(columns)])
        table['grants'].append((rng.choice(['SELECT', 'UPDATE', 'INSERT']), column, rng.choice(ROLES), rng.random() < .2))
    elif kind == 'rule':
        table['rules'][design.name('ru')] = rng.choice(['ON DELETE', 'ON UPDATE'])
    elif kind == 'statistics':
        if len(columns) > 1:
            table['statistics'][design.name('st')] = rng.sample(columns, 2)
    elif kind == 'comment':
        table['comment'] = design.name("it's ")
        rng.choice(table['columns'])['comment'] = design.name('column ')


PARTS = ['index', 'index', 'unique', 'check', 'fk', 'fk', 'trigger', 'policy', 'generated', 'grant', 'rule', 'statistics', 'comment']


def new_view(design):
    rng = design.rng
    source = rng.choice([name for name, table in design.tables.items() if table['columns']] + list(design.views))
    if source in design.tables:
        columns = [column['name'] for column in design.tables[source]['columns']]
        where = rng.choice([None, design.tables[source]['columns'][0]['name']])
    else:
        columns, where = list(design.views[source]['columns']), None
    picked = rng.sample(columns, min(len(columns), rng.randint(1, 3)))
    return {'source': source, 'columns': picked, 'where': where, 'comment': None, 'grants': [], 'function': None}


def new_function(design):
    rng = design.rng
    kind = rng.choice(['int', 'trigger', 'table', 'enum', 'plain'])
    if kind == 'table' and not design.tables or kind == 'enum' and not design.enums:
        kind = 'int'
    return {'kind': kind, 'body': rng.randint(1, 9), 'comment': None, 'table': rng.choice(list(design.tables)) if design.tables else None,
            'enum': rng.choice(list(design.enums)) if design.enums else None, 'volatility': rng.choice(['', ' STABLE', ' IMMUTABLE']), 'public': True,
            'argument': 'x'}


def new_design(seed):
    rng = random.Random(seed)
    design = Design(rng)
    if rng.random() < .5:
        design.schemas.append(design.name('s'))
    for _ in range(rng.randint(0, 2)):
        design.enums[design.name('enum')] = [f'v{i}' for i in range(rng.randint(2, 4))]
    for _ in range(rng.randint(0, 2)):
        design.domains[design.name('dom')] = {'type': rng.choice(['int', 'text']), 'check': True, 'not_null': False, 'default': False}
    if rng.random() < .4:
        design.composites[design.name('comp')] = [('a', 'int'), ('b', 'text')]
    for _ in range(rng.randint(0, 3)):
        design.functions[design.name('f')] = new_function(design)
    for _ in range(rng.randint(0, 2)):
        design.sequences[design.name('sq')] = {'increment': 1, 'cycle': False, 'max': None}
    for _ in range(rng.randint(2, 6)):
        design.tables[design.name('t')] = new_table(design, rng.choice(['public'] + design.schemas))
    if rng.random() < .3:
        add_partitioned(design)
    if rng.random() < .25:
        add_child(design)
    for name in list(design.tables):
        for _ in range(rng.randint(0, 5)):
            add_part(design, name, rng.choice(PARTS))
    for _ in range(rng.randint(0, 4)):
        design.views[design.name('v')] = new_view(design)
    for _ in range(rng.randint(0, 2)):
        design.matviews[design.name('m')] = new_view(design)
    for _ in range(rng.randint(0, 2)):
        design.functions[design.name('f')] = new_function(design)
    repair(design)
    return design


def add_partitioned(design):
    name = design.name('p')
    table = new_table(design)
    table['columns'] = [column for column in table['columns'] if column['type'] not in ('serial',)]
    table['columns'] = [column for column in table['columns'] if column['name'] != 'id' and column['identity'] is None]
    table['columns'].insert(0, {'name': 'id', 'type': 'int', 'not_null': True, 'default': None, 'generated': None, 'identity': None, 'comment': None,
                                'collation': None, 'storage': None, 'statistics': None})
    table['pk'] = ['id'] if design.rng.random() < .5 else None
    table['partition'] = 'RANGE (id)'
    design.tables[name] = table
    for number in range(design.rng.randint(1, 3)):
        add_partition(design, name, number)


def add_partition(design, parent, number):
    table = new_table(design)
    table.update(columns=[], pk=None, parent=parent, bound=(number * 10, number * 10 + 10))
    design.tables[design.name('pp')] = table


def add_child(design):
    parents = [name for name, table in design.tables.items() if not table['partition'] and not table['parent'] and table['schema'] == 'public']
    if parents:
        table = new_table(design)
        table.update(columns=[new_column(design)], pk=None, parent=design.rng.choice(parents), bound=None)
        design.tables[design.name('h')] = table


# ---- changing -------------------------------------------------------------------------------------

def any_table(design, plain=True):
    names = [name for name, table in design.tables.items() if not plain or not table['parent']]
    return design.rng.choice(names) if names else None


def any_column(design, name):
    columns = [column for column in design.tables[name]['columns'] if column['name'] != 'id']
    return design.rng.choice(columns) if columns else None


def change_type(design):
    name = any_table(design)
    column = name and any_column(design, name)
    if not column or column['generated'] or column['type'] not in TYPES:
        if column and column['type'].startswith('public.enum'):
            column['type'] = 'text'
            if column['default']:
                column['default'] = "'1'"
        return
    column['type'] = design.rng.choice(TYPES[column['type']])
    if column['default']:
        column['default'] = DEFAULTS[column['type']]


def change_default(design):
    name = any_table(design)
    column = name and any_column(design, name)
    if column and not column['generated'] and column['type'] != 'serial':
        column['default'] = None if column['default'] else default_of(design, column['type'])


def change_not_null(design):
    name = any_table(design)
    column = name and any_column(design, name)
    if column and not column['generated'] and not column['type'].startswith('public.comp'):
        column['not_null'] = not column['not_null']


def change_id(design):
    name = any_table(design)
    table = design.tables[name]
    column = table['columns'][0] if table['columns'] else {'name': ''}
    if column['name'] == 'id' and not table['partition']:
        to = design.rng.choice(['serial', 'bigserial', 'identity', 'plain'])
        column.update(type=to if 'serial' in to else 'int', identity=design.rng.choice(['ALWAYS', 'BY DEFAULT']) if to == 'identity' else None)


def drop_column(design):
    name = any_table(design)
    column = name and any_column(design, name)
    if column and len(design.tables[name]['columns']) > 2:
        design.tables[name]['columns'].remove(column)


def add_column(design):
    name = any_table(design)
    design.tables[name]['columns'].insert(design.rng.randint(1, len(design.tables[name]['columns'])), new_column(design))


def drop_part(design):
    name = any_table(design, False)
    table = design.tables[name]
    kinds = [kind for kind in ('indexes', 'uniques', 'checks', 'fks', 'triggers', 'policies', 'rules', 'statistics') if table[kind]]
    if kinds:
        parts = table[design.rng.choice(kinds)]
        del parts[design.rng.choice(list(parts))]
    elif table['grants']:
        table['grants'].pop()


def change_part(design):
    rng = design.rng
    name = any_table(design)
    table = design.tables[name]
    kind = rng.choice(['indexes', 'checks', 'fks', 'triggers', 'policies', 'pk'])
    if kind == 'pk':
        table['pk'] = None if table['pk'] else (['id'] if not table['parent'] and table['columns'][0]['name'] == 'id' else None)
    elif table[kind]:
        part = rng.choice(list(table[kind]))
        before = dict(table[kind])
        add_part(design, name, {'indexes': 'index', 'checks': 'check', 'fks': 'fk', 'triggers': 'trigger', 'policies': 'policy'}[kind])
        new = [one for one in table[kind] if one not in before]
        if new:
            table[kind][part] = table[kind].pop(new[0])


def change_enum(design):
    if not design.enums:
        return
    name = design.rng.choice(list(design.enums))
    values = design.enums[name]
    how = design.rng.choice(['append', 'insert', 'remove', 'turn', 'append'])
    if how == 'append':
        values.append(design.name('v_'))
    elif how == 'insert':
        values.insert(design.rng.randint(0, len(values)), design.name('v_'))
    elif how == 'turn':
        design.rng.shuffle(values)
    elif len(values) > 2:
        values.pop()


def change_domain(design):
    if design.domains:
        domain = design.domains[design.rng.choice(list(design.domains))]
        key = design.rng.choice(['check', 'default', 'type'])
        domain[key] = {'check': not domain['check'], 'default': not domain['default'], 'type': 'text' if domain['type'] == 'int' else domain['type']}[key]


def change_composite(design):
    if design.composites:
        attributes = design.composites[design.rng.choice(list(design.composites))]
        how = design.rng.choice(['append', 'insert', 'type', 'drop'])
        if how == 'append':
            attributes.append((design.name('x'), 'date'))
        elif how == 'insert':
            attributes.insert(0, (design.name('x'), 'text'))
        elif how == 'type' and attributes[0][1] == 'int':
            attributes[0] = (attributes[0][0], 'bigint')
        elif len(attributes) > 1:
            attributes.pop()


def change_view(design):
    views = design.rng.choice([design.views, design.matviews])
    if views:
        name = design.rng.choice(list(views))
        names = list(views)
        new = new_view(design)
        if views is design.views and new['source'] in views and names.index(new['source']) >= names.index(name):
            return
        views[name] = new


def change_function(design):
    if design.functions:
        function = design.functions[design.rng.choice(list(design.functions))]
        key = design.rng.choice(['body', 'volatility', 'comment', 'public', 'argument'])
        function[key] = {'body': function['body'] + 1, 'volatility': design.rng.choice(['', ' STABLE', ' IMMUTABLE']), 'comment': design.name('f '),
                         'public': not function['public'], 'argument': design.name('y')}[key]


def change_sequence(design):
    if design.sequences:
        sequence = design.sequences[design.rng.choice(list(design.sequences))]
        sequence.update(increment=design.rng.randint(1, 5), cycle=design.rng.random() < .5, max=design.rng.choice([None, 1000]))


def change_options(design):
    rng = design.rng
    name = any_table(design)
    table = design.tables[name]
    key = rng.choice(['fillfactor', 'unlogged', 'owner', 'rls', 'storage', 'statistics', 'collation'])
    column = any_column(design, name)
    if key == 'fillfactor' and not table['partition']:
        table['fillfactor'] = rng.choice([None, 50, 70])
    elif key == 'unlogged' and not table['partition'] and not table['fks'] and not any(fk['table'] == name for t in design.tables.values() for fk in t['fks'].values()) \
            and table['columns'][0]['type'] == 'int':
        table['unlogged'] = not table['unlogged']
    elif key == 'owner':
        table['owner'] = rng.choice([None, 'owner_one'])
    elif key == 'rls':
        table['rls'] = not table['rls']
    elif column and key == 'storage' and column['type'] in ('text', 'jsonb'):
        column['storage'] = rng.choice([None, 'EXTERNAL', 'MAIN'])
    elif column and key == 'statistics':
        column['statistics'] = rng.choice([None, 100, 500])
    elif column and key == 'collation' and column['type'] == 'text':
        column['collation'] = rng.choice([None, '"C"'])


def rename_column(design):
    name = any_table(design)
    column = name and any_column(design, name)
    if not column:
        return
    old, new = column['name'], design.name('renamed')
    table = design.tables[name]
    column['name'] = new
    swap = lambda names: [new if one == old else one for one in names]
    table['uniques'] = {key: swap(names) for key, names in table['uniques'].items()}
    table['statistics'] = {key: swap(names) for key, names in table['statistics'].items()}
    for index in table['indexes'].values():
        index.update(columns=swap(index['columns']), where=new if index['where'] == old else index['where'], lower=new if index['lower'] == old else index['lower'])
    table['checks'] = {key: (new if one == old else one, rest) for key, (one, rest) in table['checks'].items()}
    for fk in table['fks'].values():
        fk['column'] = new if fk['column'] == old else fk['column']
    for policy in table['policies'].values():
        policy['column'] = new if policy['column'] == old else policy['column']


def rename_table(design):
    name = any_table(design)
    table = design.tables[name]
    if table['partition'] or any(other['parent'] == name for other in design.tables.values()):
        return
    new = design.name('renamed')
    design.tables = {new if key == name else key: value for key, value in design.tables.items()}
    for other in design.tables.values():
        for fk in other['fks'].values():
            fk['table'] = new if fk['table'] == name else fk['table']
    for view in list(design.views.values()) + list(design.matviews.values()):
        view['source'] = new if view['source'] == name else view['source']
    for function in design.functions.values():
        function['table'] = new if function['table'] == name else function['table']


def add_something(design):
    kind = design.rng.choice(['table', 'view', 'matview', 'function', 'enum', 'domain', 'sequence', 'schema', 'partition', 'part', 'part', 'composite'])
    if kind == 'table':
        design.tables[design.name('t')] = new_table(design, design.rng.choice(['public'] + design.schemas))
    elif kind == 'view':
        design.views[design.name('v')] = new_view(design)
    elif kind == 'matview':
        design.matviews[design.name('m')] = new_view(design)
    elif kind == 'function':
        design.functions[design.name('f')] = new_function(design)
    elif kind == 'enum':
        design.enums[design.name('enum')] = ['a', 'b']
    elif kind == 'domain':
        design.domains[design.name('dom')] = {'type': 'int', 'check': True, 'not_null': False, 'default': False}
    elif kind == 'composite':
        design.composites[design.name('comp')] = [('a', 'int')]
    elif kind == 'sequence':
        design.sequences[design.name('sq')] = {'increment': 1, 'cycle': False, 'max': None}
    elif kind == 'schema':
        design.schemas.append(design.name('s'))
    elif kind == 'partition':
        parents = [name for name, table in design.tables.items() if table['partition']]
        if parents:
            add_partition(design, parents[0], design.rng.randint(5, 50))
        else:
            add_partitioned(design)
    else:
        add_part(design, any_table(design), design.rng.choice(PARTS))


def drop_something(design):
    rng = design.rng
    where = rng.choice([design.tables, design.views, design.matviews, design.functions, design.enums, design.domains, design.sequences, design.composites])
    if where and (where is not design.tables or len(where) > 1):
        name = rng.choice(list(where))
        if where is design.tables and (where[name]['partition'] or any(other['parent'] == name for other in where.values())):
            return
        del where[name]


def change_grants(design):
    view = design.rng.choice(list(design.views.values()) + list(design.matviews.values()) + [None])
    if view is not None:
        view['grants'] = [] if view['grants'] else [('SELECT', None, design.rng.choice(ROLES), False)]
        view['comment'] = None if view['comment'] else design.name('view ')
    else:
        table = design.tables[any_table(design, False)]
        if table['grants'] and design.rng.random() < .5:
            table['grants'].pop(0)
        else:
            add_part(design, any_table(design), 'grant')


def detach_partition(design):
    names = [name for name, table in design.tables.items() if table['bound'] is not None]
    if not names:
        return
    table = design.tables[design.rng.choice(names)]
    parent = design.tables[table['parent']]
    table.update(columns=copy.deepcopy(parent['columns']), pk=None if not parent['pk'] else list(parent['pk']), parent=None, bound=None)
    for column in table['columns']:
        column.update(comment=None, statistics=None, storage=None)


CHANGES = [change_type, change_type, change_default, change_not_null, change_id, drop_column, add_column, add_column, drop_part, change_part, change_part,
           change_enum, change_domain, change_composite, change_view, change_function, change_sequence, change_options, rename_column, rename_table,
           add_something, add_something, drop_something, change_grants, detach_partition]


# ---- what has lost its ground --------------------------------------------------------------------------

def all_columns(design, table):
    parent = design.tables.get(table['parent']) if table['parent'] else None
    return (all_columns(design, parent) if parent else []) + table['columns']


def repair(design):
    known = {f'public.{name}' for name in [*design.enums, *design.domains, *design.composites]}
    for name in [name for name, table in design.tables.items() if table['parent'] and table['parent'] not in design.tables]:
        del design.tables[name]
    for name, table in design.tables.items():
        kept = []
        for column in table['columns']:
            if column['type'].startswith('public.') and column['type'] not in known:
                column.update(type='text', default=None)
            if column['type'].removeprefix('public.') in design.enums and column['default'] and \
                    column['default'].strip("'") not in design.enums[column['type'].removeprefix('public.')]:
                column['default'] = None
            if column['default'] and column['default'].startswith('public.') and column['default'].split('.')[1].split('(')[0] not in design.functions:
                column['default'] = None
            if column['storage'] and column['type'] not in ('text', 'jsonb'):
                column['storage'] = None
            if column['collation'] and column['type'] != 'text':
                column['collation'] = None
            kept.append(column)
        plain = {column['name']: column for column in kept if not column['generated']}
        table['columns'] = [column for column in kept if not column['generated'] or
                            plain.get(column['generated'][1:].split(' ')[0], {'type': ''})['type'] in ('int', 'smallint', 'serial')]
        everything = {column['name']: column for column in all_columns(design, table)}
        usable = {one for one, column in everything.items() if column['type'] != 'json' and not column['type'].startswith('public.comp')}
        if table['pk'] and not set(table['pk']) <= set(everything):
            table['pk'] = None
        table['uniques'] = {key: names for key, names in table['uniques'].items() if set(names) <= usable and (not table['partition'] or 'id' in names)}
        table['indexes'] = {key: one for key, one in table['indexes'].items() if set(one['columns']) <= usable and (not one['where'] or one['where'] in everything)
                            and (not one['lower'] or everything.get(one['lower'], {'type': ''})['type'] == 'text')}
        table['checks'] = {key: one for key, one in table['checks'].items() if everything.get(one[0], {'type': ''})['type'] in ORDERED}
        table['fks'] = {key: fk for key, fk in table['fks'].items() if everything.get(fk['column'], {'type': ''})['type'] in ('int', 'bigint') and
                        not everything[fk['column']]['generated'] and fk['table'] in design.tables and design.tables[fk['table']]['pk'] == ['id']
                        and not table['unlogged'] and not design.tables[fk['table']]['unlogged'] and not table['partition'] and not design.tables[fk['table']]['partition']}
        table['triggers'] = {key: one for key, one in table['triggers'].items() if design.functions.get(one['function'], {'kind': ''})['kind'] == 'trigger'
                             and ('UPDATE OF' not in one['event'] or one['event'].split()[-1] in everything)}
        table['policies'] = {key: one for key, one in table['policies'].items() if one['column'] in everything}
        table['grants'] = [one for one in table['grants'] if one[1] is None or one[1] in everything]
        table['statistics'] = {key: names for key, names in table['statistics'].items() if set(names) <= usable}
        if table['partition'] or table['parent']:
            table.update(unlogged=False, fillfactor=None, rules={}, statistics={})
            if table['bound'] is not None:
                table.update(pk=None, uniques={}, indexes={}, checks={}, fks={}, triggers={}, policies={}, rls=False)
    for views in (design.views, design.matviews):
        again = True
        while again:
            again = False
            for name, view in list(views.items()):
                source = design.tables.get(view['source'])
                columns = [c['name'] for c in all_columns(design, source)] if source else list(design.views[view['source']]['columns']) if view['source'] in design.views else []
                if views is design.views and view['source'] in views and list(views).index(view['source']) >= list(views).index(name):
                    columns = []
                view['columns'] = [column for column in view['columns'] if column in columns]
                view['where'] = view['where'] if view['where'] in columns else None
                if not view['columns']:
                    del views[name]
                    again = True
    for name, function in list(design.functions.items()):
        if (function['kind'] == 'table' and function['table'] not in design.tables) or (function['kind'] == 'enum' and function['enum'] not in design.enums):
            del design.functions[name]
    names = set(design.functions)
    for table in design.tables.values():
        table['triggers'] = {key: one for key, one in table['triggers'].items() if one['function'] in names}
