#!/usr/bin/python3
"""care-cli.py CLI: putting a ledger in order as a script does it: duplicates, merging, splitting, bulk changes, numbers, what a teacher
answers for, what is in use.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
folder = tempfile.TemporaryDirectory(prefix='jz-care-')
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
    assert run('check', '--deep')['ok']
    print('ok %d - %s' % (count, title), flush=True)


def table(name, text):
    path = os.path.join(folder.name, name)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    return path


def sql(query):
    return run('query', query)['rows']


def books():
    """What the school has, in all."""
    return sql('SELECT sum (quantity), sum (amount) FROM balance')


run('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'junior')
run('import', 'ledger', table('ledger.csv', '编号,名称,规格型号,单位,数量,单价,存放地,学科,序列号,保管人\n'
                              '24001,条形磁铁,D-CG-LT-180,付,10,12.00,物理一室3-2,物理,,王芳\n'
                              '24001,条形磁铁,D-CG-LT-180 ,付,3,12.00,物理 一室,物理,,\n'
                              '24001,条形磁铁,Ｄ-CG-LT-180型,付,5,13.00,物理1室,物理,,\n'
                              '25012,数字示波器,双通道,台,2,2980,物理一室3-2,物理,,王芳\n'
                              '25013,信号发生器,,台,7,150.01,物理1室,物理,,\n'), '--cards', 'auto')
before = books()

groups = run('duplicates', 'places')['groups']
assert [sorted(r['title'] for r in g['rows']) for g in groups] == [['物理 一室', '物理1室', '物理一室']], groups
groups = run('duplicates', 'items')['groups']
assert len(groups) == 1 and groups[0]['reason'] == 'alike' and len(groups[0]['rows']) == 2, groups
ids = ['#%d' % r['id'] for r in groups[0]['rows']]
assert run('duplicates', 'people')['groups'] == []
run('duplicates', 'rooms', code=2)
ok('duplicates')

run('item', 'merge', ids[0], ids[0], code=3)
run('item', 'merge', ids[0], '25012', code=3)
merged = run('item', 'merge', *ids)
assert books() == before, books()
assert len(sql("SELECT * FROM item WHERE code = '24001' AND voided IS NULL")) == 1
assert run('ledger', 'subsidiary')['total']['closing'] == 27
run('undo')
assert books() == before and run('duplicates', 'items')['groups'] != []
run('item', 'merge', *ids)
assert run('search', 'items', 'LT-180型')['total'] == 0 and run('search', 'items', '24001')['total'] == 1
ok('merging items')

run('place', 'merge', '物理一室', '物理 一室', '物理1室')
assert books() == before
assert run('duplicates', 'places')['groups'] == []
assert run('ledger', 'room', '--place', '物理1室')['total']['closing'] == 27, 'an old name leads to the place'
assert sql("SELECT count(*) FROM place WHERE voided IS NULL AND kind = 'room'") == [[1]]
run('undo')
assert len(run('duplicates', 'places')['groups'][0]['rows']) == 3
run('place', 'merge', '物理一室', '物理 一室', '物理1室')
ok('merging places')

split = run('item', 'split', '25013', '--quantity', '3')
assert len(split['assets']) == 3 and books() == before, split
assert sorted(r[0] for r in sql("SELECT price FROM asset JOIN item ON item.id = asset.item WHERE name = '信号发生器'")) == [15001] * 3
run('undo')
split = run('item', 'split', '25013')
assert len(split['assets']) == 7 and books() == before
assert sql("SELECT spec, tracking FROM item WHERE name = '信号发生器' AND voided IS NULL") == [['', 'card']]
run('undo')
assert sql("SELECT tracking FROM item WHERE name = '信号发生器' AND voided IS NULL") == [['lot']] and books() == before
run('item', 'split', '25013')
run('item', 'split', '25012', code=3)
ok('splitting')

edited = run('item', 'edit', '--set', 'subject=科学', '--set', 'note=统一', '--dry-run', '24001', '25012')
assert (edited['changed'], edited['same']) == (2, 0), edited
assert sql("SELECT count(*) FROM item WHERE subject = '科学'") == [[0]]
run('item', 'edit', '--set', 'subject=科学', '24001', '25012')
assert run('item', 'edit', '--set', 'subject=科学', '24001', '25012', '25013')['changed'] == 1
assert len(run('item', 'edit', '--set', 'category=不是', '24001', code=3)) > 0
run('item', 'edit', '--set', 'colour=red', '24001', code=3)
run('item', 'edit', '24001', code=2)
run('asset', 'edit', '--set', 'condition=worn', '--set', 'warranty=2027-08-31', '--query', '信号发生器')
assert sql("SELECT DISTINCT condition, warranty FROM asset JOIN item ON item.id = asset.item WHERE name = '信号发生器' AND asset.voided IS NULL") == [['worn', '2027-08-31']]
run('asset', 'edit', '--set', 'warranty=2027-02-30', '--query', '信号发生器', code=3)
ok('bulk changes')

assert run('numbering', 'show')['rules'] == [{'scheme': '', 'template': 'ZC-{serial:6}'}]
run('numbering', 'set', 'ZC-{serial', code=3)
run('numbering', 'set', '{check}{serial:4}', code=3)
assert run('numbering', 'show', 'A{year}{place:4}-{serial:4}')['example'].endswith('-0001')
run('numbering', 'set', '{year:2}Q{serial:4}{check}')
run('labels', 'assets', '-o', os.path.join(folder.name, 'labels.pdf'))
run('asset', 'renumber', 'ZC-000001', 'ZC-000002')
numbers = [r[0] for r in sql("SELECT number FROM asset WHERE labelled IS NULL AND voided IS NULL ORDER BY number")]
assert len(numbers) == 2 and all(len(n) == 8 and n[2] == 'Q' for n in numbers), numbers
assert run('labels', 'assets', '--missing', '-o', os.path.join(folder.name, 'missing.pdf'))['labels'] == 2
assert run('search', 'assets', 'ZC-000001')['rows'][0]['code'] == numbers[0]
run('entry', 'loan', '--asset', 'ZC-000001', '--person', '王芳')
run('entry', 'return', '--asset', numbers[0])
ok('numbers')

run('entry', 'issue', '--item', '24001', '--quantity', '4', '--place', '物理一室 3-2', '--person', '王芳')
run('entry', 'transfer', '--item', '24001', '--quantity', '1', '--place', '物理一室 3-2', '--to', '仓库', '--state', 'use', '--holder', '王芳', code=3)
run('entry', 'receive', '--item', '24001', '--quantity', '1', '--price', '12', '--place', '仓库')
run('entry', 'transfer', '--item', '24001', '--quantity', '1', '--place', '物理一室 3-2', '--to', '仓库', '--state', 'use', '--holder', '王芳')
run('entry', 'write-off', '--item', '24001', '--quantity', '2', '--place', '物理一室 3-2', '--state', 'use', '--holder', '王芳', '--reason', '损坏')
run('entry', 'write-off', '--item', '24001', '--quantity', '2', '--place', '物理一室 3-2', '--state', 'use', '--holder', '王芳', '--reason', '损坏', code=3)
ok('what is in use')

ledger = run('ledger', 'teacher', '--person', '王芳')
duties = {(r['duty'], r['code']): (r['opening'], r['in'], r['out'], r['closing']) for r in ledger['rows']}
assert duties[('holds', '24001')] == (0, 1, 0, 1), duties
assert all(o + i - x == c for o, i, x, c in duties.values()), duties
assert any(duty == 'keeps' for duty, _code in duties), duties
run('ledger', 'teacher', code=2)
run('ledger', 'teacher', '--person', '王芳', '-o', os.path.join(folder.name, 'teacher.pdf'))
run('ledger', 'general', '-o', os.path.join(folder.name, 'general.pdf'))
ok('the ledger of a teacher')
items = table('items.csv', '编号,名称,规格,单位,管理方式,学科,最低库存\n31001,试管,φ15×150,支,易耗品,化学,50\n31002,烧杯,250mL,只,按数量,化学,\n,量筒,,个,飞,化学,\n')
got = run('import', 'items', items, '--dry-run', code=1)
assert (got['added'], got['rejected']) == (2, 1) and run('search', 'items', '烧杯')['total'] == 0, got
assert run('import', 'items', items, code=1)['added'] == 2
assert run('import', 'items', items, code=1)['skipped'] == 2
balances = table('balances.csv', '编号,名称,存放地点,期初数,金额\n31001,试管,化学仪器室2-1,200,160.00\n31002,烧杯,化学仪器室2-1,40,220.00\n'
                 '31002,烧杯,化学仪器室2-1,40,220.00\n25012,数字示波器,化学仪器室2-1,1,1\n39999,没有,化学仪器室2-1,1,1\n31001,试管,,1,1\n')
rejects = os.path.join(folder.name, 'rejects.csv')
got = run('import', 'balances', balances, '--rejects', rejects, code=1)
assert (got['added'], got['rejected'], got['places']) == (3, 3, 3), got
assert sorted(r['row'] for r in got['rejects']) == [5, 6, 7] and os.path.exists(rejects)
rows = {r['code']: r for r in run('ledger', 'room', '--place', '化学仪器室')['rows']}
assert (rows['31002']['opening'], rows['31002']['in'], rows['31002']['value']) == (80, 0, '440.00'), rows
assert run('import', 'balances', balances, code=1)['skipped'] == 3
ok('a catalogue and opening balances')

number = run('stocktake', 'start', '--place', '化学仪器室')['number']
assert run('query', 'SELECT name FROM stocktake')['rows'] == [['化学仪器室']], 'the date stands beside the name'
run('stocktake', 'export', number, '-o', os.path.join(folder.name, 'count.xlsx'))
assert run('stocktake', 'import', number, os.path.join(folder.name, 'count.xlsx'), '--counter', '张伟')['skipped'] == 2
lines = {r['code']: r['line'] for r in run('stocktake', 'show', number)['rows']}
sheet = '行号,编号,名称,实盘数,原因\n%d,31001,试管,%%s,\n' % lines['31001']
one = table('one.csv', sheet % 120 + '%d,31002,烧杯,78,学生损坏\n%d,31001,烧杯,78,\n,31002,烧杯,-1,\n,ZZ,?,1,\n' % (lines['31002'], lines['31002']))
got = run('stocktake', 'import', number, one, '--counter', '张伟', code=1)
assert (got['added'], got['rejected']) == (2, 3), got
assert run('stocktake', 'import', number, one, '--counter', '张伟', code=1)['skipped'] == 2


def counted(code):
    row = next(r for r in run('stocktake', 'show', number)['rows'] if r['code'] == code)
    return row['counted'], row['counters']


got = run('stocktake', 'import', number, table('two.csv', sheet % 70), '--counter', '李娜')
assert got['merged'] == 1 and len(got['warnings']) == 1 and counted('31001') == ('190', '张伟、李娜'), (got, counted('31001'))
run('stocktake', 'import', number, table('two.csv', sheet % 75), '--counter', '李娜')
assert counted('31001')[0] == '195', 'what the same counter said before counts no longer'
run('stocktake', 'import', number, table('two.csv', sheet % 199), '--counter', '李娜', '--several', 'later')
assert counted('31001')[0] == '199'
run('stocktake', 'scan', number, '31001', '--quantity', '3', '--counter', '王芳')
run('stocktake', 'scan', number, '31001', '--quantity', '4', '--counter', '王芳')
assert counted('31001')[0] == '7', 'the later counter stands'
run('item', 'merge', '31001', '31002', code=3)
run('stocktake', 'import', number, one, code=2)
ok('a count sheet comes back')
owned = books()
run('import', 'people', table('people.csv', '姓名,职务,工号\n王 芳,物理教师,T001\n'))
run('entry', 'loan', '--item', '24001', '--place', '物理一室', '--quantity', '2', '--person', '王 芳', '--due', '2099-01-01')
groups = run('duplicates', 'people')['groups']
assert len(groups) == 1 and [r['title'] for r in groups[0]['rows']] == ['王芳', '王 芳'], groups
ids = {r['title']: '#%d' % r['id'] for r in groups[0]['rows']}
run('person', 'merge', ids['王芳'], ids['王芳'], code=3)
run('person', 'merge', '王芳', '#99999', code=3)
run('person', 'merge', '王芳', code=2)
run('--as', 'nobody', 'person', 'merge', '王芳', '王 芳', code=5)
merged = run('person', 'merge', '王芳', ids['王 芳'])
assert merged['done'] == '合并：王 芳并入王芳' or '王 芳' in merged['done'], merged
assert books() == owned and run('duplicates', 'people')['groups'] == []
out = run('loans', '--person', '王 芳')
assert [(line['person'], line['quantity'], line['due']) for line in out] == [('王芳', '2', '2099-01-01')], out
run('undo')
assert [r['person'] for r in run('loans')] == ['王 芳'] and run('loans')[0]['due'] == '2099-01-01'
run('undo')
ok('merging people')

print('1..%d' % count)
