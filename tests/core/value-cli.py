#!/usr/bin/python3
"""value-cli.py CLI: the commands value, budget and spend as a script uses them: JSON keys, exit codes, figures that agree with the ledger to
the fen, papers that other programs can read.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys
import tempfile
import zipfile

CLI = sys.argv[1]
os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
os.environ['JIAOZHUANG_TODAY'] = '2026-11-22'
folder = tempfile.TemporaryDirectory(prefix='jz-value-')
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


def receive(item, name, quantity, price, date, *more):
    run('entry', 'receive', '--item', item, '--name', name, '--quantity', str(quantity), '--price', price, '--place', '物理一室3-2', '--date', date, *more)


def fen(text):
    whole, part = text.split('.')
    return int(whole) * 100 + int(part) * (-1 if whole.startswith('-') else 1)


run('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'junior')
receive('2010104', '台式计算机', 2, '4172', '2026-03-17', '--unit', '台', '--tracking', 'card', '--fund', '公用经费', '--supplier', '科创公司')
receive('24001', '直流电流表', 10, '38.00', '2026-04-01', '--unit', '只', '--tracking', 'lot', '--fund', '公用经费', '--supplier', '仪器厂')
receive('70001', '滤纸', 20, '12.34', '2026-09-01', '--unit', '盒', '--tracking', 'consumable', '--fund', '公用经费', '--supplier', '化玻站')
receive('6010201', '实验桌', 1, '180', '2026-05-05', '--unit', '张', '--tracking', 'card', '--fund', '社会捐赠')

worth = run('value', 'depreciation')
card = next(r for r in worth['rows'] if r['number'] == 'ZC-000001')
assert worth['month'] == '2026-11' and set(card) >= {'number', 'name', 'class', 'acquired', 'price', 'months', 'monthly', 'accumulated', 'net', 'left', 'reason'}
assert (card['months'], card['monthly'], card['accumulated'], card['net'], card['left'], card['reason']) == (72, '57.94', '521.46', '3650.54', 63, None), card
assert next(r for r in worth['rows'] if r['number'] is None)['reason'] == 'small', worth
assert run('value', 'depreciation', '--date', '2026-02-28')['rows'] == []
assert next(r for r in run('value', 'depreciation', '--date', '2032-02-01')['rows'] if r['number'] == 'ZC-000001')['monthly'] == '58.26'
run('value', 'depreciation', '--date', '2026-02-30', code=2)
ok('value depreciation')

for by in ('class', 'fund', 'place', 'subject', 'year'):
    total = run('value', 'summary', '--by', by)['total']
    assert (total['cards'], total['price'], total['accumulated'], total['net']) == (3, '8904.00', '1049.92', '7854.08'), (by, total)
year = run('value', 'summary', '--year', '2026', '--forecast', '7')
assert (year['total']['opening'], year['total']['added'], year['total']['closing']) == ('0.00', '8904.00', '8904.00'), year
assert year['total']['worn_closing'] == year['total']['worn_year'] == '1166.80', year
assert sum(fen(f['amount']) for f in year['forecast'][:6]) == 2 * 417200 - 2 * 10 * 5794 + 6 * 12 * 100, year
run('value', 'summary', '--by', 'nonsense', code=2)
ok('value summary')

run('budget', 'fund', '公用经费', '--public', 'yes')
run('budget', 'fund', '社会捐赠', '--paid', 'no', '--note', '不付款')
run('budget', 'fund', '公用经费', '--public', 'maybe', code=2)
run('budget', 'set', '--year', '2026', '--fund', '公用经费', '--purpose', '培训', '--amount', '3000')
assert 'why' in run('budget', 'set', '--year', '2026', '--fund', '公用经费', '--purpose', '培训', '--amount', '4000', code=3)
run('budget', 'set', '--year', '2026', '--fund', '公用经费', '--purpose', '培训', '--amount', '4000', '--reason', '增加一人')
run('budget', 'set', '--year', '2026', '--fund', '没有', '--purpose', '培训', '--amount', '1', code=3)
run('budget', 'set', '--year', '2026', '--fund', '公用经费', '--purpose', '培训', '--amount', 'x', code=2)
run('budget', 'spend', '--fund', '公用经费', '--purpose', '培训', '--amount', '1,200.50', '--for', '实验员培训', '--payee', '进修学校', '--date', '2026-10-8')
run('budget', 'spend', '--fund', '公用经费', '--purpose', '培训', '--amount', '0', '--for', '无', code=3)
run('budget', 'spend', '--fund', '公用经费', '--purpose', '培训', '--amount', '5', code=2)
rows = {(r['fund'], r['purpose']): r for r in run('budget', 'list', '--year', '2026')['rows']}
line = rows['公用经费', '培训']
assert (line['planned'], line['amount'], line['spent'], line['left'], line['revisions']) == ('3000.00', '4000.00', '1200.50', '2799.50', 1), line
assert rows['公用经费', '易耗品']['spent'] == '246.80' and rows['公用经费', '易耗品']['budgeted'] is False, rows
ok('budget')

share = run('budget', 'share')
assert share['numerator'] == '1447.30' and share['denominator'] is None and share['rate'] is None, share
run('budget', 'year', '2026', '--per-pupil', '72.365', '--pupils', '100')
share = run('budget', 'share', '--year', '2026')
assert (share['denominator'], share['rate'], share['target'], share['pupils']) == ('7237.00', 20.0, 20, 100), share
assert share['instruments'] == '8724.00' and share['instruments_per_pupil'] == '87.24', share
assert run('budget', 'share', '--year', '2020')['rate'] is None
ok('budget share')

receipts = run('query', "SELECT sum (amount) FROM entry WHERE flow = 'in'")['rows'][0][0]
for by in ('fund', 'supplier', 'purpose', 'subject', 'year'):
    spend = run('spend', '--by', by)
    assert fen(spend['total']['ledger']) + fen(spend['total']['given']) == receipts, (by, spend)
    assert spend['total']['spent'] == '10171.30' and sum(fen(r['spent']) for r in spend['rows']) == 1017130, (by, spend)
assert run('spend', '--by', 'year', '--year', '1999')['rows'] == []
run('spend', '--by', 'nobody', code=2)
run('undo')
run('undo')
assert run('spend')['total']['spent'] == '8970.80'

# What is taken back, and taken back again, however often, is spent every other time.
receive('24002', '直流电压表', 1, '100.00', '2026-10-09', '--unit', '只', '--tracking', 'lot', '--fund', '公用经费', '--supplier', '仪器厂')
done = run('log', '--limit', '1')[0]['operation']
for spent in ('8970.80', '9070.80') * 3:
    run('undo', str(done))
    assert run('spend')['total']['spent'] == spent, (done, spent, run('spend')['total'])
    done = run('log', '--limit', '1')[0]['operation']
run('undo', str(done))
ok('spend')

for name, command in (('w.pdf', ('value', 'depreciation')), ('r.pdf', ('value', 'summary', '--year', '2026')), ('b.pdf', ('budget', 'list')), ('s.pdf', ('spend',)),
                      ('w.xlsx', ('value', 'depreciation')), ('s.xlsx', ('spend', '--by', 'supplier'))):
    path = os.path.join(folder.name, name)
    run(*command, '-o', path)
    with open(path, 'rb') as f:
        assert f.read(4) == (b'%PDF' if name.endswith('.pdf') else b'PK\x03\x04'), name
assert '8524' in zipfile.ZipFile(os.path.join(folder.name, 'w.xlsx')).read('xl/worksheets/sheet1.xml').decode()
run('spend', '-o', os.path.join(folder.name, 'x.doc'), code=2)
ok('papers')

assert run('check', '--deep')['ok'] is True
ok('check')
assert [f for f in run('fund', 'list')['rows'] if f['name'] == '社会捐赠'] == [{'name': '社会捐赠', 'public': False, 'paid': False, 'note': '不付款'}]
run('fund', 'remove', '公用经费', code=3)  # the budget needs it
run('fund', 'remove', '没有', code=3)
run('budget', 'fund', '临时')
run('fund', 'remove', '临时')
assert '临时' not in [f['name'] for f in run('fund', 'list')['rows']]
run('fund', 'collect')
run('purpose', 'add', '图书', '--counts', 'yes')
assert [p for p in run('purpose', 'list')['rows'] if p['name'] == '图书'] == [{'name': '图书', 'counts': True, 'takes': ''}]
run('purpose', 'add', '图书', '--counts', 'maybe', code=2)
run('budget', 'set', '--year', '2026', '--fund', '公用经费', '--purpose', '图书', '--amount', '10')
run('purpose', 'remove', '图书', code=3)
run('budget', 'remove', '--year', '2026', '--fund', '公用经费', code=2)
run('budget', 'remove', '--year', '2026', '--fund', '公用经费', '--purpose', '图书')
run('budget', 'remove', '--year', '2026', '--fund', '公用经费', '--purpose', '图书', code=3)
ok('funds and purposes')

run('value', 'life', '--asset', 'ZC-000001', '--years', '4', code=3)  # why?
run('value', 'life', '--asset', 'ZC-000001', '--years', '4', '--residual', '100', '--reason', 'x', code=3)
run('value', 'life', '--asset', 'ZC-000001', code=2)
run('value', 'life', '没有', '--years', '4', '--reason', 'x', code=3)
run('value', 'life', '--asset', 'ZC-000001', '--years', '4', '--residual', '10', '--reason', '放在室外')
own = [r for r in run('value', 'lives')['rows'] if r['kind'] == 'asset']
assert own == [{'kind': 'asset', 'scheme': '', 'code': 'ZC-000001', 'name': '台式计算机', 'years': 4, 'residual': 10, 'reason': '放在室外', 'starter': False}], own
card = next(r for r in run('value', 'depreciation', '--date', '2099-01-01')['rows'] if r['number'] == 'ZC-000001')
assert (card['months'], card['net']) == (48, '417.20'), card
run('value', 'life', '2010104', '--years', '0', '--reason', '教学展品')
cards = {r['number']: r['reason'] for r in run('value', 'depreciation')['rows']}
assert cards['ZC-000002'] == 'own' and cards['ZC-000001'] is None, cards
run('undo')
run('value', 'life', '--asset', 'ZC-000001', '--as-class')
assert next(r for r in run('value', 'depreciation', '--date', '2099-01-01')['rows'] if r['number'] == 'ZC-000001')['net'] == '0.00'
ok('lives of their own')

print('1..%d' % count)
