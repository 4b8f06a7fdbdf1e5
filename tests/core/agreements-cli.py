#!/usr/bin/python3
"""agreements-cli.py CLI: the commands gap, reconcile, stocktake and ledger close as a script uses them: JSON keys, exit codes, one line
on standard error.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
folder = tempfile.TemporaryDirectory(prefix='jz-agreements-')
SCHOOL = os.path.join(folder.name, '学校 1.jiaozhuang')
count = 0


def run(*args, code=0):
    done = subprocess.run([CLI, '--school', SCHOOL, '--json', *args], capture_output=True, text=True)
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    if code > 1:
        assert done.stdout == '' and done.stderr.count('\n') == 1 and done.stderr.startswith('jiaozhuang-cli: '), done
        return done.stderr
    return json.loads(done.stdout)


def ok(title):
    global count
    count += 1
    print('ok %d - %s' % (count, title), flush=True)


def table(name, text):
    path = os.path.join(folder.name, name)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    return path


run('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'junior')
run('import', 'ledger', table('ledger.csv', '编号,名称,规格型号,单位,数量,单价,存放地,学科\n24001,直流电流表,0.6/3A,只,10,38.00,物理一室3-2,物理\n'
                              '25012,数字示波器,双通道,台,2,2980,物理一室3-2,物理\n'), '--cards', 'auto')
run('import', 'standard', table('standard.csv', '学科,编号,名称,规格,单位,配备标准,参考价\n物理,24001,直流电流表,,只,12/校,40\n物理,25012,示波器,,台,2/校,\n'))

gap = run('gap')
assert [(r['code'], r['required'], r['held'], r['usable'], r['short'], r['cost']) for r in gap['rows']] == [
    ('24001', 12, 10, 10, 2, '80.00'), ('25012', 2, 2, 2, 0, '0.00')], gap
assert gap['subjects'][0]['rows'] == 2 and gap['subjects'][0]['filled'] == 1, gap
assert set(gap['rows'][0]) >= {'standard', 'subject', 'code', 'name', 'unit', 'required', 'held', 'usable', 'short', 'cost'}
assert len(run('gap', '--lacking')['rows']) == 1
run('gap', '--standard', '没有', code=3)
ok('gap')

county = table('county.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<standard xmlns="urn:jiaozhuang:county:1" name="初中物理仪器配备标准" edition="2026">\n'
               '<row name="学生电源" code="24011" subject="物理" rule="2/校" unit="台" price="265"/>\n'
               '<row code="24012" name="蓄电池" rule="1/校" required="选配"/></standard>\n')
sent = run('import', 'standard', county)
assert (sent['read'], sent['added'], sent['rejected']) == (2, 2, 0), sent
nameless = run('import', 'standard', table('nameless.xml', '<standard xmlns="urn:jiaozhuang:county:1" name="初中物理仪器配备标准" edition="2026">'
                                           '<row code="24012" name="蓄电池"/><row code="24013"/></standard>'), code=1)
assert (nameless['updated'], nameless['rejected']) == (1, 1) and nameless['rejects'][0]['row'] == 3, nameless
rows = run('gap', '--standard', '初中物理仪器配备标准')['rows']
assert [(r['code'], r['subject'], r['unit'], r['required'], r['cost']) for r in rows if r['code'] == '24011'] == [('24011', '物理', '台', 2, '530.00')], rows
schema = os.path.join(os.environ['JIAOZHUANG_DATADIR'], 'xsd', 'county-1.xsd')
assert subprocess.run(['xmllint', '--noout', '--schema', schema, county], capture_output=True).returncode == 0
run('import', 'standard', table('other.xml', '<?xml version="1.0"?><standard><row code="1" name="x"/></standard>'), code=3)
run('import', 'standard', table('bomb.xml', '<!DOCTYPE a [<!ENTITY b "b">]><standard xmlns="urn:jiaozhuang:county:1" name="x"><row code="1" name="&b;"/></standard>'), code=3)
run('import', 'standard', table('cut.xml', '<standard xmlns="urn:jiaozhuang:county:1" name="x"><row code="1" name="y"/>'), code=3)
run('undo')
run('undo')
ok('a standard that the county sends as XML')

three = run('reconcile')
assert three['goods']['lines'] == 0 and three['goods']['rate'] is None, three
assert three['ledgers'] == {'codes': 2, 'differences': []}, three
assert three['cards']['shelves'] == 1 and three['cards']['current'] == 0 and three['cards']['stale'][0]['version'] == 0, three
run('labels', 'shelf-cards', '-o', os.path.join(folder.name, 'cards.pdf'))
assert run('reconcile')['cards'] == {'shelves': 1, 'current': 1, 'stale': []}
ok('reconcile')

begun = run('stocktake', 'start', '--place', '物理一室')
assert begun['number'].startswith('PD-') and begun['lines'] == 3, begun
number = begun['number']
assert [s['verdict'] for s in run('stocktake', 'scan', number, 'ZC-000001', 'ZC-000001', '--at', '物理一室', '--counter', '王芳')] == ['found', 'again']
assert run('stocktake', 'scan', number, '24001', '--quantity', '9')[0]['verdict'] == 'found'
assert run('stocktake', 'scan', number, '--file', table('codes.txt', 'XX-1\n\n'), code=1)[0]['verdict'] == 'unknown'
run('stocktake', 'scan', number, 'ZC-000001', '--at', '没有这里', code=3)
run('stocktake', 'scan', number, code=2)
run('stocktake', 'post', number, code=3)
run('stocktake', 'finish', number)
run('stocktake', 'scan', number, 'ZC-000002', code=3)
shown = run('stocktake', 'show', number, '--only', 'difference')
assert (shown['agree'], shown['missing'], shown['short'], shown['unknown']) == (1, 1, 1, 1), shown
assert sorted(r['verdict'] for r in shown['rows']) == ['missing', 'short'], shown
assert 'say why' in run('stocktake', 'post', number, code=3)
for row in shown['rows']:
    run('stocktake', 'cause', number, str(row['line']), '学生损坏未登记')
run('stocktake', 'post', number)
run('stocktake', 'reopen', number, code=3)
run('stocktake', 'show', 'PD-1999-0001', code=3)
run('stocktake', 'show', number, '--only', 'nonsense', code=2)
three = run('reconcile')
assert (three['goods']['lines'], three['goods']['agree']) == (3, 1) and three['goods']['pieces'] == {'book': 12, 'agree': 10, 'rate': 10 / 12}, three
assert three['ledgers']['differences'] == [] and three['cards']['current'] == 0, three
assert {r['code']: r['held'] for r in run('gap')['rows']} == {'24001': 9, '25012': 1}
ok('stocktake')

run('ledger', 'close', '2024')
assert '2024' in run('entry', 'receive', '--item', '24001', '--quantity', '1', '--price', '1', '--place', '物理一室3-2', '--date', '2024-12-31', code=3)
run('ledger', 'close', '2024', code=3)
run('ledger', 'close', 'x', code=2)
run('ledger', 'reopen')
run('entry', 'receive', '--item', '24001', '--quantity', '1', '--price', '1', '--place', '物理一室3-2', '--date', '2024-12-31')
run('ledger', 'reopen', code=3)
ok('ledger close')

both = run('ledger', 'room')  # of all rooms
assert both['rows'] and both['total']['closing'] == run('ledger', 'subsidiary')['total']['closing'] + run('ledger', 'consumables')['total']['closing'], both['total']
assert set(both['rows'][0]) >= {'code', 'name', 'unit', 'opening', 'in', 'out', 'closing', 'value'} and set(both) == {'year', 'rows', 'total'}
assert {'standard', 'subject', 'code', 'name', 'unit', 'required', 'held', 'usable', 'short', 'cost'} <= set(run('gap')['rows'][0])
assert not any(',' in row['cost'] for row in run('gap')['rows'] if row['cost'] is not None)
agreements = run('reconcile')
assert {'lines', 'agree', 'rate'} <= set(agreements['goods']) and {'codes', 'differences'} <= set(agreements['ledgers'])
assert {'shelves', 'current', 'stale'} <= set(agreements['cards'])
counts = run('stocktake', 'list')['rows']
assert counts and set(counts[0]) == {'number', 'name', 'date', 'state', 'place', 'keeper', 'lines'}, counts
assert run('import', 'ledger', __file__, '--mapping', '/nowhere', code=3).endswith('/nowhere: there is no such file\n')
ok('the contract')

assert run('check', '--deep')['ok'] is True
ok('check')
print('1..%d' % count)
