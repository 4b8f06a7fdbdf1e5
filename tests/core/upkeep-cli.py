#!/usr/bin/python3
"""upkeep-cli.py CLI: damage, repair, maintenance, disposal, loans and life as a script uses them: JSON keys, exit codes, one line on
standard error.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
os.environ['JIAOZHUANG_TODAY'] = '2026-11-22'
folder = tempfile.TemporaryDirectory(prefix='jz-upkeep-')
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


def file(name):
    return os.path.join(folder.name, name)


run('demo', '--scale', 'small')
keeper = ['--as', run('query', "SELECT login FROM account JOIN account_role ON account = account.id JOIN role ON role.id = role WHERE role.name = 'keeper'")['rows'][0][0]]
card = run('query', "SELECT number FROM asset JOIN position ON asset = asset.id WHERE state = 'stock' AND condition = 'good' AND price BETWEEN 60000 AND 400000 "
                    "AND asset.id NOT IN (SELECT asset FROM disposal_line WHERE asset IS NOT NULL) ORDER BY asset.id LIMIT 1")['rows'][0][0]

made = run(*keeper, 'entry', 'damage', '--asset', card, '--cause', '跌落')
number = made['number']
assert number.startswith('SH-2026-') and made['operation'] > 0, made
run(*keeper, 'damage', 'decide', number, '--responsibility', 'pupil', '--by', '李主任', '--due', '1', code=3)
run(*keeper, 'damage', 'decide', number, '--responsibility', 'nobody', '--by', '李主任', code=3)
run(*keeper, 'damage', 'decide', number, '--responsibility', 'wilful', '--by', '李主任', '--handling', 'repair', '--repairable', '--cost', '60')
shown = run('damage', 'show', number)
assert shown['computed'] == '120.00' and shown['due'] == '120.00' and shown['state'] == 'due' and shown['asset'] == card, shown
run(*keeper, 'damage', 'pay', number, '--receipt', '77', '--amount', '200', code=3)
run(*keeper, 'damage', 'pay', number, '--receipt', '77')
assert [d['state'] for d in run('damage', 'list') if d['number'] == number] == ['done']
assert run('damage', 'print', number, '-o', file('damage.pdf'))['pages'] == 1
assert len(run('damage', 'rules')) > 10 and {'responsibility', 'percent', 'starter'} <= set(run('damage', 'rules')[0])
run('damage', 'show', 'SH-1999-0001', code=3)
pupil, its_class = run('query', "SELECT person.name, class.name FROM person JOIN class ON class.id = person.class WHERE person.kind = 'pupil' ORDER BY person.id LIMIT 1")['rows'][0]
other = run('query', "SELECT name FROM class WHERE name <> '%s' ORDER BY id LIMIT 1" % its_class)['rows'][0][0]
spare = run('query', "SELECT number FROM asset JOIN position ON asset = asset.id WHERE state = 'stock' AND condition = 'good' ORDER BY asset.id DESC LIMIT 1")['rows'][0][0]
before = {row['class']: row['reports'] for row in run('damage', 'classes', '--year', '2026')}
broken = run(*keeper, 'damage', 'add', '--asset', spare, '--class', other, '--cause', '集体活动中损坏')['number']
assert run('damage', 'show', broken)['class'] == other
run(*keeper, 'damage', 'add', '--asset', spare, '--class', '九(99)', '--cause', 'x', code=3)
after = {row['class']: row['reports'] for row in run('damage', 'classes', '--year', '2026')}
assert after[other] == before.get(other, 0) + 1 and sum(after.values()) == sum(before.values()) + 1, (before, after)
assert set(run('damage', 'classes')[0]) == {'class', 'pupils', 'reports', 'open', 'lost', 'due', 'paid'}
assert run('damage', 'classes', '--year', '1999') == []
assert run('damage', 'classes', '-o', file('classes.pdf'))['pages'] == 1
run(*keeper, 'damage', 'drop', broken)
assert {row['class']: row['reports'] for row in run('damage', 'classes', '--year', '2026')} == before
assert run('search', 'classes', other)['rows'][0]['title'] == other
run('damage', 'break', code=2)
ok('damage')

repair = next(r for r in run('repair', 'list') if r['damage'] == number)
run(*keeper, 'repair', 'add', '--asset', card, '--cause', '又坏了', code=3)  # it is in repair already
run(*keeper, 'repair', 'send', repair['number'], '--to', '市教仪站')
run(*keeper, 'repair', 'finish', repair['number'], '--cost', '58.50', '--fund', '没有的经费', code=3)
run(*keeper, 'repair', 'finish', repair['number'], '--cost', '58.50', '--fund', '公用经费', '--condition', 'worn', '--result', '换外壳')
assert run('query', "SELECT amount, payee, fund.name FROM spending JOIN fund ON fund.id = fund WHERE reference = '%s'" % repair['number'])['rows'] == [
    [5850, '市教仪站', '公用经费']]
shown = run('repair', 'show', repair['number'])
assert shown['cost'] == '58.50' and shown['days'] == 0 and shown['repaired'] == 1 and shown['sent_to'] == '市教仪站', shown
assert run('repair', 'print', repair['number'], '-o', file('repair.pdf'))['pages'] == 1
found = [r for r in run('search', 'repairs', repair['number'])['rows']]
assert [(r['kind'], r['code']) for r in found] == [('repairs', repair['number'])], found
assert any(r['kind'] == 'damages' and r['code'] == number for r in run('search', 'all', number)['rows'])
ok('repair')

plan = run(*keeper, 'maintenance', 'add', '--name', '校准', '--asset', card, '--every', '10', '--unit', 'day', '--first', '2026-11-01')['number']
assert next(p for p in run('maintenance', 'list', '--state', 'overdue') if str(p['plan']) == plan)['due'] == '2026-11-01'
run(*keeper, 'maintenance', 'done', plan, '--date', '2026-11-20', '--cost', '5', '--fund', '公用经费')
assert run('query', "SELECT amount FROM spending WHERE reference LIKE 'BY-%' AND words = '校准'")['rows'] == [[500]]
shown = run('maintenance', 'show', plan)
assert shown['due'] == '2026-11-30' and shown['cost'] == '5.00' and shown['state'] == 'planned', shown
run(*keeper, 'maintenance', 'add', '--name', '校准', '--every', '10', '--unit', 'day', code=3)
assert run('maintenance', 'print', plan, '-o', file('plan.pdf'))['pages'] == 1
ok('maintenance')

run(*keeper, 'entry', 'write-off', '--asset', card, '--reason', '老化', code=5)
request = run(*keeper, 'disposal', 'add', '--asset', card, '--reason', '老化')['number']
run(*keeper, 'disposal', 'approve', request, code=5)
run('disposal', 'approve', request)
shown = run('disposal', 'show', request)
assert shown['state'] == 'asked' and shown['waits_for'] == '校长', shown
run('disposal', 'reject', request, '--note', 'x', code=5)  # not the head's turn
assert run('disposal', 'print', request, '-o', file('disposal.pdf'))['pages'] == 1
run(*keeper, 'disposal', 'drop', request)
assert run('disposal', 'show', request)['state'] == 'dropped'
assert run('disposal', 'steps')[0]['single'] == '100.00'
ok('disposal')

overdue = run('loans', '--overdue')
assert overdue and all(line['late'] > 0 for line in overdue) and {'voucher', 'person', 'code', 'quantity', 'due'} <= set(overdue[0])
people = {line['person'] for line in overdue}
assert run('loans', '--overdue', '-o', file('slips.pdf'))['pages'] == len(people)
run(*keeper, 'loans', 'extend', overdue[0]['voucher'], '--due', '2026-12-20', '--reason', '公开课')
assert len(run('loans', '--overdue')) < len(overdue)
run(*keeper, 'loans', 'extend', overdue[0]['voucher'], '--due', '2026-12-01', code=3)
lent = next(line for line in run('loans') if line['code'].startswith('ZC-'))
before = len(run('damage', 'list'))
run(*keeper, 'entry', 'return', '--asset', lent['code'], '--condition', 'broken', '--reason', '缺电池盖')
assert len(run('damage', 'list')) == before + 1
run(*keeper, 'entry', 'issue', '--asset', card, '--to', '物理一室', '--condition', 'worn', code=3)
ok('loans')

life = run('life', card)
assert {'date', 'what', 'number', 'detail', 'who'} == set(life[0])
assert any(e['number'] == number for e in life) and any(e['number'] == repair['number'] for e in life), life
assert run('life', card, '-o', file('life.pdf'))['pages'] == 1
run('life', 'ZC-999999', code=3)
ok('life')

teacher = run('query', "SELECT login FROM account JOIN account_role ON account = account.id JOIN role ON role.id = role WHERE role.name = 'teacher'")['rows'][0][0]
for what in ('readers', 'copies', 'assets'):
    run('--as', teacher, 'labels', what, '-o', file('labels.pdf'), code=5)
    assert not os.path.exists(file('labels.pdf')), what
assert run(*keeper, 'labels', 'readers', '-o', file('labels.pdf'))['labels'] > 0
ok('who may not print labels and cards gets no file')

assert run('check', '--deep')['ok'] is True
run('undo')
ok('check and undo')
print('1..%d' % count)
