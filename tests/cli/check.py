"""relvar-cli check and rules: what they say, where, in which form, and with which exit status."""
import json
import pathlib
import re
import sys
import tempfile
import xml.etree.ElementTree

from cli import bad, good, relvar

from tap import cases, run, test

SHOP = """-- Ünïcödé before
CREATE TABLE customers (id bigint PRIMARY KEY);
COMMENT ON TABLE customers IS 'Who buys';
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint
    CONSTRAINT orders_customer REFERENCES customers,
  made_at timestamp
);
CREATE TABLE log (line text);
"""
X1 = ('check', '-', '--from', 'postgresql', '--rule', 'X1')


def findings(*words, stdin=SHOP, status=1):
    code, out, error = relvar('check', '-', '--from', 'postgresql', '--format', 'json', *words, stdin=stdin)
    assert code == status, (code, error)
    return json.loads(out)['findings']


@test
def json_is_as_promised():
    found = findings('--rule', 'X1', '--rule', 'I1')
    assert [row['rule'] for row in found] == ['I1', 'X1'], found
    assert {'rule', 'severity', 'object', 'line', 'column', 'message', 'fix'} <= set(found[0])
    assert found[0]['severity'] == 'error' and found[0]['object'] == 'public.log'
    assert found[1]['object'] == 'public.orders.orders_customer'
    assert (found[0]['line'], found[0]['column']) == (10, 1)
    assert (found[1]['line'], found[1]['column']) == (7, 5), found[1]
    assert found[1]['fixable'] and 'index' in found[1]['fix']


@test
def columns_have_places():
    found = findings('--rule', 'T2')
    assert (found[0]['line'], found[0]['column']) == (8, 3), found


@test
def a_key_that_comes_later_has_its_place():
    found = findings('--rule', 'X1', stdin='CREATE TABLE a (id int PRIMARY KEY,\n  b int REFERENCES b);\nCREATE TABLE b (id int PRIMARY KEY);\n')
    assert [(row['line'], row['column']) for row in found] == [(2, 9)], found


@test
def one_cause_is_one_finding():
    found = findings('--rule', 'M10', status=0)
    assert len(found) == 1 and found[0]['objects'] == ['public.log', 'public.orders'], found


@cases([('never', 0), ('error', 0), ('warning', 1), ('info', 1)])
def exit_status(least, expected):
    assert relvar(*X1, '--fail-on', least, stdin=SHOP)[0] == expected


@test
def wrong_calls():
    bad('check')
    bad('check', '/nowhere.sql')
    bad(*X1, '--rule', 'Z99', stdin=SHOP)
    bad(*X1, '--format', 'pdf', stdin=SHOP)
    bad(*X1, '--fail-on', 'sometimes', stdin=SHOP)
    bad(*X1, '--profile', 'oracle', stdin=SHOP)
    bad(*X1, '--option', 'X1.nothing=1', stdin=SHOP)
    bad(*X1, '--baseline', '/nowhere', stdin=SHOP)
    bad(*X1, '--queries', '/nowhere', stdin=SHOP)


@test
def text_is_as_compilers_say_it():
    code, out, _ = relvar(*X1, stdin=SHOP)
    assert code == 1
    assert re.match(r'<stdin>:7:5: warning: .* \[X1\]\n    → ', out.decode()), out


@test
def sarif():
    code, out, _ = relvar('check', '-', '--from', 'postgresql', '--format', 'sarif', stdin=SHOP)
    log = json.loads(out)
    assert log['version'] == '2.1.0' and log['$schema'].startswith('https://') and len(log['runs']) == 1
    run_ = log['runs'][0]
    driver = run_['tool']['driver']
    assert driver['name'] == 'Relvar'
    assert len({rule['id'] for rule in driver['rules']}) == len(driver['rules'])
    assert all(rule['shortDescription']['text'] and rule['defaultConfiguration']['level'] in ('error', 'warning', 'note')
               for rule in driver['rules'])
    assert run_['results']
    for result in run_['results']:
        assert driver['rules'][result['ruleIndex']]['id'] == result['ruleId']
        assert result['level'] in ('error', 'warning', 'note') and result['message']['text'].endswith('.')
        assert list(result['partialFingerprints'].values())[0]
        for place in result['locations']:
            region = place['physicalLocation']['region']
            assert region['startLine'] >= 1 and region['startColumn'] >= 1
            assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", place['physicalLocation']['artifactLocation']['uri'])


@test
def junit():
    code, out, _ = relvar('check', '-', '--from', 'postgresql', '--format', 'junit', '--fail-on', 'error', stdin=SHOP)
    suite = xml.etree.ElementTree.fromstring(out).find('testsuite')
    tests = suite.findall('testcase')
    assert int(suite.get('tests')) == len(tests) > 2
    assert int(suite.get('failures')) == len(suite.findall('testcase/failure')) == 1
    out = good(*X1, '--format', 'junit', stdin='CREATE TABLE a ("<&" int PRIMARY KEY);')
    assert xml.etree.ElementTree.fromstring(out).find('testsuite').get('failures') == '0'


@test
def github():
    code, out, _ = relvar(*X1, '--format', 'github', stdin=SHOP)
    assert re.fullmatch(r'::warning file=<stdin>,line=7,col=5,title=X1%3A [^:,]*::[^\n]*%0A[^\n]*\n', out.decode()), out


@test
def markup_in_names_is_escaped():
    hostile = 'CREATE TABLE "a<b>&\n::error::x,%" (line text);'
    for form in ('sarif', 'json'):
        json.loads(relvar('check', '-', '--from', 'postgresql', '--format', form, stdin=hostile)[1])
    xml.etree.ElementTree.fromstring(relvar('check', '-', '--from', 'postgresql', '--format', 'junit', stdin=hostile)[1])
    lines = relvar('check', '-', '--from', 'postgresql', '--format', 'github', stdin=hostile)[1].decode().splitlines()
    assert all(re.match('::(error|warning|notice) ', line) for line in lines), lines


@test
def baseline():
    with tempfile.TemporaryDirectory() as folder:
        known = pathlib.Path(folder) / 'known'
        assert relvar(*X1, '--write-baseline', known, stdin=SHOP)[0] == 0
        assert 'X1 public.orders.orders_customer' in known.read_text().splitlines()
        assert findings('--rule', 'X1', '--baseline', known, status=0) == []
        more = SHOP + 'CREATE TABLE more (id int PRIMARY KEY, log_id bigint REFERENCES customers);\n'
        assert [row['object'] for row in findings('--rule', 'X1', '--baseline', known, stdin=more)] == ['public.more.more_log_id_fkey']


@test
def queries_are_judged_where_they_stand():
    with tempfile.TemporaryDirectory() as folder:
        queries = pathlib.Path(folder) / 'q.sql'
        queries.write_text('-- name: good\nSELECT id FROM orders WHERE id = 1;\n\n-- name: bad\nSELECT id\n  FROM nothing;\n')
        found = [row for row in findings('--queries', queries, '--rule', 'Q32', '--fail-on', 'never', status=0)]
        assert [(row['object'], row['file'], row['line']) for row in found] == [('bad', str(queries), 6)], found


@test
def rules_are_listed():
    rules = json.loads(good('rules', '--format', 'json'))['rules']
    assert {'id', 'group', 'severity', 'title', 'explanation', 'fixable', 'on'} <= set(rules[0])
    assert any(rule['state'] == 'server' for rule in rules)
    text, page = good('rules'), good('rules', '--format', 'markdown')
    for rule in rules:
        assert re.search(rf'^{rule["id"]} ', text, re.MULTILINE)
        assert f'### {rule["id"]}: {rule["title"]}' in page
    bad('rules', '--format', 'xml')
    bad('rules', 'more')


sys.exit(run())
