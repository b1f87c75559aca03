"""The least that a test in Python needs to speak TAP: decorate functions, then run().

A test fails by an exception, and is skipped by raising Skip."""
import shutil
import subprocess
import traceback

TESTS = []


class Skip(Exception):
    """Why a test cannot run here."""


def test(function):
    TESTS.append((function.__name__.replace('_', ' '), function))
    return function


def cases(values):
    """One test for each of the values; its name says which."""
    def register(function):
        for value in values:
            words = value if isinstance(value, tuple) else (value,)
            name = ' '.join([function.__name__.replace('_', ' '), *map(str, words)])
            TESTS.append((name, lambda words=words: function(*words)))
        return function
    return register


def need(program):
    path = shutil.which(program)
    if not path:
        raise Skip(f'{program} is not installed')
    return path


def call(*command, **options):
    """Runs a command; what it printed is in the exception if it fails. Returns standard output."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors='replace', stdin=subprocess.DEVNULL, timeout=300, **options)
    assert done.returncode == 0, f'{command[0]} ended with {done.returncode}:\n{done.stdout}'
    return done.stdout


def run():
    failed = 0
    print(f'1..{len(TESTS)}')
    for number, (name, function) in enumerate(TESTS, 1):
        name = name.replace('#', '')
        try:
            function()
            print(f'ok {number} {name}')
        except Skip as reason:
            print(f'ok {number} {name} # SKIP {reason}')
        except Exception:
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} {name}')
    return 1 if failed else 0
