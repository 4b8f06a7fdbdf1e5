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
print('1..%d' % count)
