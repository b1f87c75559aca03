"""Draws schemas and keeps the pictures in the build folder (pictures/), to be looked at: the samples, and where RELVAR_CORPUS
names a folder of real schemas, those too. No box may lie on another, no line run through a box that is not its own, and
a picture is the same from run to run. Usage: pictures.py SOURCE RELVAR-CLI FOLDER."""
import json
import os
import pathlib
import sys

from cli import SOURCE, good, relvar

from tap import Skip, cases, run, test

FOLDER = pathlib.Path(sys.argv[3])
SAMPLES = sorted((SOURCE / 'data' / 'samples').glob('*.sql'))
CORPUS = sorted(pathlib.Path(os.environ['RELVAR_CORPUS']).glob('*/*.pgdump.sql')) if os.environ.get('RELVAR_CORPUS') else []
NOTATIONS = ["crow's foot", 'idef1x', 'barker', 'chen', 'uml']


def overlap(a, b):
    return a['x'] < b['x'] + b['w'] and b['x'] < a['x'] + a['w'] and a['y'] < b['y'] + b['h'] and b['y'] < a['y'] + a['h']


def runs_through(start, end, box):
    """Whether a horizontal or vertical stretch runs through the inside of a box."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return left < box['x'] + box['w'] - 0.5 and box['x'] + 0.5 < right + 0.01 and \
        top < box['y'] + box['h'] - 0.5 and box['y'] + 0.5 < bottom + 0.01


def judge(path):
    layout = json.loads(good('layout', path))
    boxes = sorted(layout['nodes'], key=lambda box: box['x'])
    for i, box in enumerate(boxes):
        for other in boxes[i + 1:]:
            if other['x'] >= box['x'] + box['w']:
                break
            assert not overlap(box, other), f'{box} lies on {other}'
    for edge in layout['edges']:
        for start, end in zip(edge['points'], edge['points'][1:]):
            for box in boxes:
                if box['id'] not in (edge['from'], edge['to']):
                    assert not runs_through(start, end, box), f'{edge} runs through {box}'


def draw(path, name, *options):
    picture = FOLDER / f'{name}.png'
    status, _, error = relvar('convert', path, picture, '--quiet', '--title-block', *options)
    assert status == 0, error
    assert picture.read_bytes().startswith(b'\x89PNG'), picture


@cases([path.stem for path in SAMPLES])
def sample(name):
    path = SOURCE / 'data' / 'samples' / f'{name}.sql'
    draw(path, name, '--legend')
    judge(path)


@cases(NOTATIONS)
def notation(name):
    draw(SAMPLES[0], f'{SAMPLES[0].stem}-{name.replace(chr(39), "").replace(" ", "-")}', '--legend', '--notation', name)


@test
def same_from_run_to_run():
    for ending in ('svg', 'png', 'pdf'):
        first, second = (relvar('convert', SAMPLES[0], '-', '--to', ending, '--legend', '--title-block')[1] for _ in range(2))
        assert first == second and len(first) > 1000, ending


@cases([path.parent.name for path in CORPUS] or ['none'])
def real_schema(name):
    if not CORPUS:
        raise Skip('RELVAR_CORPUS names no folder')
    path = next(path for path in CORPUS if path.parent.name == name)
    draw(path, f'corpus-{name}')
    judge(path)


FOLDER.mkdir(parents=True, exist_ok=True)
sys.exit(run())
