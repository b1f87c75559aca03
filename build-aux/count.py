"""Adds up what the tests of some build folders gave and prints it as the last line of test.sh.

Each TAP subtest counts, any other program counts as one. A TAP program that ended badly
without saying which subtest failed counts as one failure. Exit status 1 when anything
failed or a folder ran nothing."""
import collections
import json
import pathlib
import re
import sys

POINT = re.compile(r'^(not )?ok\b[^#]*(?:#\s*(SKIP|TODO))?', re.IGNORECASE)


def points(output):
    """The outcomes of the TAP lines in what a program printed."""
    counts = collections.Counter()
    for line in output.splitlines():
        point = POINT.match(line)
        if not point:
            continue
        directive = (point.group(2) or '').upper()
        if directive == 'SKIP':
            counts['skipped'] += 1
        elif point.group(1) and directive != 'TODO':
            counts['failed'] += 1
        else:
            counts['passed'] += 1
    return counts


def outcomes(entry):
    """What one program of testlog.json adds to the totals."""
    counts = points(entry.get('stdout', ''))
    if entry['result'] in ('OK', 'EXPECTEDFAIL'):
        return counts or collections.Counter(passed=1)
    if entry['result'] == 'SKIP':
        return counts or collections.Counter(skipped=1)
    if not counts['failed']:
        counts['failed'] = 1
    return counts


def read(folder):
    """The totals of the last `meson test` in a build folder, and the programs that failed."""
    log = pathlib.Path(folder) / 'meson-logs' / 'testlog.json'
    counts, failed = collections.Counter(), []
    for line in log.read_text(errors='replace').splitlines() if log.exists() else []:
        entry = json.loads(line)
        one = outcomes(entry)
        counts += one
        if one['failed']:
            failed.append(f'{entry["name"]} ({entry["result"]})')
    return counts, failed


def main():
    totals, good = collections.Counter(), True
    for folder in sys.argv[1:]:
        counts, failed = read(folder)
        totals += counts
        name = pathlib.Path(folder).name
        print(f'{name}: {counts["passed"]} passed, {counts["failed"]} failed, {counts["skipped"]} skipped')
        for program in failed:
            print(f'{name}: failed: {program}')
        if not counts['passed'] and not counts['failed']:
            print(f'{name}: no test ran')
            good = False
    print(f'{totals["passed"]} passed, {totals["failed"]} failed, {totals["skipped"]} skipped')
    return 0 if good and totals['passed'] and not totals['failed'] else 1


if __name__ == '__main__':
    sys.exit(main())
