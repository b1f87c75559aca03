"""The pages that people read name only files and folders that exist, and the house keeps its habits.

Usage: docs.py SOURCE."""
import pathlib
import re
import subprocess
import sys

from tap import Skip, cases, run, test

SOURCE = pathlib.Path(sys.argv[1])
CODE = sorted(path for folder in ('src', 'tests') for path in (SOURCE / folder).rglob('*.[ch]'))


def named_paths(page):
    """What a page writes in backquotes or links that looks like a path of this repository."""
    text = (SOURCE / page).read_text()
    words = re.findall(r'`([^`\s]+)`', text) + re.findall(r'\]\(([^)#]+)\)', text)
    words += re.findall(r'(?:sh|python3) ([\w./-]+)', text)
    tops = {path.name for path in SOURCE.iterdir()}
    return {word.rstrip('/') for word in words if re.fullmatch(r'[\w.*/-]+', word) and word.split('/')[0] in tops}


@cases(['README.md', 'HACKING.md'])
def page_names_what_exists(page):
    paths = named_paths(page)
    assert len(paths) > 3, f'{page} names only {paths}'
    missing = sorted(path for path in paths if not any(SOURCE.glob(path)))
    assert not missing, f'{page} names {missing}'


@test
def what_pages_name_is_no_ignored_file():
    for page in ('README.md', 'HACKING.md'):
        for path in named_paths(page):
            found = [str(match) for match in SOURCE.glob(path)]
            done = subprocess.run(['git', '-C', SOURCE, 'check-ignore', *found], capture_output=True, text=True)
            if done.returncode > 1:
                raise Skip('not a git checkout')
            assert done.returncode == 1, f'git ignores {done.stdout}'


@test
def every_folder_is_on_the_map():
    page = (SOURCE / 'HACKING.md').read_text()
    missing = [path.name for path in (SOURCE / 'src').iterdir() if path.is_dir() and f'{path.name}/' not in page]
    assert not missing, f'HACKING.md does not know {missing}'


@test
def licence_is_the_whole_text():
    text = (SOURCE / 'LICENSE').read_text()
    assert 'GNU GENERAL PUBLIC LICENSE' in text and 'END OF TERMS AND CONDITIONS' in text


@test
def no_file_is_too_long():
    long = {str(path.relative_to(SOURCE)): lines for path in CODE
            if (lines := len(path.read_text().splitlines())) > 800}
    assert not long, long


@test
def every_file_says_what_it_owns():
    bare = [str(path.relative_to(SOURCE)) for path in CODE if not path.read_text().startswith(('/*', '//'))]
    assert not bare, bare


@test
def no_path_of_a_machine():
    done = subprocess.run(['git', '-C', SOURCE, 'ls-files', '-z'], capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip('not a git checkout')
    places = re.compile(r'/(?:work|root|home/\w+)/(?!\.\.)|/tmp/[a-z]')
    for name in filter(None, done.stdout.split('\0')):
        path = SOURCE / name
        if not path.is_file() or path.suffix in ('.png', '.sql', '.relvar') or path.name == 'docs.py':
            continue
        found = places.search(path.read_text(errors='replace'))
        assert not found, f'{name}: {found.group(0)}'


sys.exit(run())
