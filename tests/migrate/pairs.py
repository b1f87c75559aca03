"""Pairs of designs, written by hand: one kind of change each, with all that hangs on it.

Usage: pairs.py SOURCE RELVAR_CLI. Each folder of pairs/ holds a.sql and b.sql, and perhaps rows.sql for what a.sql makes, or
forward-only with the reason why the way back cannot be judged."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(sys.argv[1]) / 'tests' / 'house'))
from judge import Judge, try_all
from tap import run, test

PAIRS = sorted(path for path in (pathlib.Path(sys.argv[1]) / 'tests' / 'migrate' / 'pairs').iterdir() if path.is_dir())
JUDGE = Judge(sys.argv[2])


def text(folder, name):
    file = folder / name
    return file.read_text() if file.exists() else ''


def check(function, folders=PAIRS):
    failures = try_all(function, folders)
    assert not failures, '\n'.join(f'== {folder.name}: {reason}' for folder, reason in failures)


@test
def forward():
    check(lambda folder: JUDGE.forward(text(folder, 'a.sql'), text(folder, 'b.sql')))


@test
def backward():
    check(lambda folder: JUDGE.forward(text(folder, 'b.sql'), text(folder, 'a.sql')), [folder for folder in PAIRS if not text(folder, 'forward-only')])


@test
def rows_survive():
    check(lambda folder: JUDGE.forward(text(folder, 'a.sql'), text(folder, 'b.sql'), text(folder, 'rows.sql')),
          [folder for folder in PAIRS if text(folder, 'rows.sql')])


@test
def nothing_to_do():
    check(lambda folder: (JUDGE.same(text(folder, 'a.sql')), JUDGE.same(text(folder, 'b.sql'))))


run()
