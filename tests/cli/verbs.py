"""The other verbs of relvar-cli, its help, and what the program is made of."""
import json
import shutil
import subprocess
import sys

from cli import DATA, PROGRAM, SOURCE, bad, good, relvar

from tap import Skip, cases, run, test

VERBS = ['convert', 'check', 'layout', 'migrate', 'normalize', 'discover', 'formats', 'dialects', 'rules', 'help']


@test
def version():
    words = good('--version').split()
    assert words[0] == 'relvar-cli'
    assert f"version: '{words[1]}'" in (SOURCE / 'meson.build').read_text()


@test
def help_lists_every_verb():
    for call in (['--help'], ['-h'], ['help']):
        text = good(*call)
        assert all(f'relvar-cli {verb}' in text for verb in VERBS), text


@cases(VERBS[:-1])
def help_of(verb):
    text = good(verb, '--help')
    assert f'relvar-cli {verb}' in text
    assert good('help', verb) == text


@test
def wrong_calls():
    bad()
    bad('nonsense')
    bad('help', 'nonsense')
    bad('formats', 'more')
    bad('formats', '--format', 'xml')
    bad('layout')


@test
def formats():
    rows = {row['id']: row for row in json.loads(good('formats', '--format', 'json'))['formats']}
    assert {'relvar', 'postgresql', 'mermaid', 'svg', 'pdf', 'png'} <= set(rows)
    assert rows['relvar']['reads'] and rows['relvar']['writes'] and not rows['svg']['reads']
    lines = good('formats').splitlines()
    assert [line.split()[0] for line in lines] == list(rows)


@test
def dialects():
    rows = {row['id']: row for row in json.loads(good('dialects', '--format', 'json'))['dialects']}
    assert rows['postgresql']['reads'] and 'bigint' in rows['postgresql']['types']
    assert good('dialects').startswith('postgresql ')


def overlap(a, b):
    return a['x'] < b['x'] + b['w'] and b['x'] < a['x'] + a['w'] and a['y'] < b['y'] + b['h'] and b['y'] < a['y'] + a['h']


@test
def layout_of_a_graph():
    graph = {'nodes': [{'id': f'n{i}', 'w': 100, 'h': 50 + i} for i in range(12)],
             'edges': [{'from': f'n{i}', 'to': f'n{i // 2}'} for i in range(12)]}
    laid = json.loads(good('layout', '-', stdin=json.dumps(graph)))
    assert [node['id'] for node in laid['nodes']] == [node['id'] for node in graph['nodes']]
    assert not any(overlap(a, b) for a in laid['nodes'] for b in laid['nodes'] if a is not b)
    assert len(laid['edges']) == 12 and all(len(edge['points']) >= 2 for edge in laid['edges'])


@test
def layout_of_a_design():
    laid = json.loads(good('layout', DATA / 'library.sql'))
    assert {node['id'] for node in laid['nodes']} == {'library.author', 'library.book', 'library.copy'}
    assert {(edge['from'], edge['to']) for edge in laid['edges']} == {
        ('library.book', 'library.author'), ('library.copy', 'library.book')}
    assert json.loads(good('layout', '-', stdin=(DATA / 'library.sql').read_bytes())) == laid


@test
def layout_of_nonsense():
    for text in ('{', '{}', '{"nodes":[{"id":1}]}', '{"nodes":[],"edges":[{"from":1,"to":2}]}', '{"nodes":' + '[' * 100000):
        assert relvar('layout', '-', stdin=text)[0] in (0, 2), text[:50]
    bad('layout', '-', stdin='{')


@test
def no_toolkit():
    if not shutil.which('ldd'):
        raise Skip('ldd is not installed')
    libraries = subprocess.run(['ldd', PROGRAM], capture_output=True, text=True, check=True).stdout
    assert not any(word in libraries for word in ('libgtk-', 'libgtksource', 'libadwaita', 'libgraphene')), libraries


sys.exit(run())
