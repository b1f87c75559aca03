"""Mermaid's own parser judges the diagrams that relvar-cli writes. Usage: mermaid_parser.py SOURCE BUILD RELVAR-CLI.

The parser is installed with npm into the build folder; where that cannot be done the tests are skipped."""
import json
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(sys.argv[1]) / 'tests' / 'house'))
from tap import Skip, call, cases, need, run, test

SOURCE, BUILD, PROGRAM = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
HERE = SOURCE / 'tests' / 'exchange'
JUDGE = BUILD / 'mermaid-judge'


# Why the judge cannot be installed, so that only the first test waits for an unreachable network.
OBSTACLES = []


def install():
    """Puts the judge and its packages into the build folder, once."""
    if OBSTACLES:
        raise Skip(OBSTACLES[0])
    need('node')
    if (JUDGE / 'node_modules' / 'mermaid' / 'package.json').exists():
        shutil.copy(HERE / 'mermaid' / 'judge.mjs', JUDGE)
        return
    npm = need('npm')
    JUDGE.mkdir(parents=True, exist_ok=True)
    for name in ('package.json', 'judge.mjs'):
        shutil.copy(HERE / 'mermaid' / name, JUDGE)
    try:
        subprocess.run([npm, 'install', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1',
                        '--fetch-timeout=60000'], cwd=JUDGE, capture_output=True, text=True, timeout=240, check=True,
                       stdin=subprocess.DEVNULL)
    except subprocess.SubprocessError as error:
        shutil.rmtree(JUDGE / 'node_modules', ignore_errors=True)
        OBSTACLES.append(f'npm cannot install mermaid here: {str(error.stderr or error).strip().splitlines()[-1:]}')
        raise Skip(OBSTACLES[0])


def judge(path):
    install()
    done = subprocess.run(['node', JUDGE / 'judge.mjs', path], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def convert(source, *options):
    JUDGE.mkdir(parents=True, exist_ok=True)
    path = JUDGE / (source.stem + ''.join(options) + '.mmd')
    call(PROGRAM, 'convert', '--quiet', source, path, *options)
    return path


SAMPLES = sorted((SOURCE / 'data' / 'samples').glob('*.sql'))


@cases([(path.stem, option) for path in SAMPLES for option in ('', '--keys-only')])
def sample(name, option):
    source = SOURCE / 'data' / 'samples' / f'{name}.sql'
    said = judge(convert(source, *filter(None, [option])))
    assert 'error' not in said, said['error']
    tables = source.read_text().lower().count('create table')
    assert len(said['entities']) == tables, (len(said['entities']), tables)
    assert said['relationships'] > 2


@test
def names_that_trouble_mermaid():
    path = convert(HERE / 'data' / 'names.sql')
    said = judge(path)
    assert 'error' not in said, said['error'] + '\n' + path.read_text()
    # 14 tables named in names.sql, each with its key, and one relationship from each but the first to the first.
    assert len(said['entities']) == 14, sorted(said['entities'])
    assert all('PK' in attributes[0]['keys'] for attributes in said['entities'].values()), said
    assert said['relationships'] == 13
    words = [attribute['name'] for attribute in said['entities']['class']]
    assert words == ['id', '_pk', '_fk', 'uk_x', 'Some_Col', '_2nd', 'größe', 'a__b__c'], words


@test
def the_judge_refuses_what_is_wrong():
    JUDGE.mkdir(parents=True, exist_ok=True)
    path = JUDGE / 'wrong.mmd'
    path.write_text('erDiagram\n  "a" {\n    bigint id PK FK\n  }\n')
    assert 'error' in judge(path)


sys.exit(run())
