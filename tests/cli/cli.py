"""What a test of relvar-cli needs: to call it, and to look at what came out.

Usage of the tests: NAME.py SOURCE RELVAR-CLI."""
import os
import pathlib
import subprocess
import sys

SOURCE, PROGRAM = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
sys.path.insert(0, str(SOURCE / 'tests' / 'house'))
DATA = SOURCE / 'tests' / 'cli' / 'data'
ENVIRONMENT = {**os.environ, 'LC_ALL': 'C.UTF-8', 'G_DEBUG': 'fatal-criticals'}


def relvar(*words, stdin=b'', cwd=None, timeout=120):
    """Calls relvar-cli. Returns exit status, standard output (bytes) and standard error (text)."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    done = subprocess.run([PROGRAM, *map(str, words)], input=stdin, capture_output=True, cwd=cwd, env=ENVIRONMENT,
                          timeout=timeout)
    return done.returncode, done.stdout, done.stderr.decode()


def good(*words, **options):
    """Calls relvar-cli, which must succeed. Returns standard output as text."""
    status, out, error = relvar(*words, **options)
    assert status == 0, f'{words}: status {status}\n{error}'
    return out.decode(errors='surrogateescape')


def bad(*words, **options):
    """Calls relvar-cli, which must end with status 2 and print no data. Returns standard error."""
    status, out, error = relvar(*words, **options)
    assert status == 2, f'{words}: status {status}\n{error}'
    assert out == b'', out[:200]
    assert 'error: ' in error, error
    return error


def sql_of(text, *options):
    """What a script becomes: read from standard input, written to standard output."""
    return good('convert', '-', '-', '--from', 'postgresql', '--to', 'postgresql', *options, stdin=text)
