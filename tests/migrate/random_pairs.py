"""Random pairs, by seed: random_pairs.py SOURCE RELVAR_CLI [FIRST LAST]. The seeds that fail are named with what went wrong."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(sys.argv[1]) / 'tests' / 'house'))
import generate
from judge import Failed, Judge, try_all
from tap import run, test

SEEDS = range(*map(int, sys.argv[3:5])) if len(sys.argv) > 4 else range(80)
JUDGE = Judge(sys.argv[2])


def check(function):
    failures = try_all(function, SEEDS)
    assert not failures, '\n'.join(f'== {seed}: {reason}' for seed, reason in failures)


@test
def forward_with_rows():
    def forward(seed):
        a, b, rows = generate.pair(seed)
        JUDGE.forward(a, b, rows)
    check(forward)


@test
def backward():
    def back(seed):
        a, b, _ = generate.pair(seed)
        JUDGE.forward(b, a)
    check(back)


@test
def nothing_to_do():
    check(lambda seed: JUDGE.same(generate.pair(seed)[1]))


run()
