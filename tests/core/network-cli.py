#!/usr/bin/python3
"""network-cli.py CLI: the register of machines, notes and ratios as a script uses them: JSON keys, exit codes, one line on standard
error.

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
folder = tempfile.TemporaryDirectory(prefix='jz-network-')
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
run('import', 'people', table('people.csv', '姓名,岗位\n李敏,物理教师\n王强,实验员\n'))
run('import', 'ledger', table('ledger.csv', '编号,名称,规格型号,单位,数量,单价,存放地\n2010104,台式计算机,学生机,台,3,3860,计算机一室\n'), '--cards', 'all')
scheme = run('query', 'SELECT s.name || s.edition FROM item JOIN code_scheme s ON s.id = item.scheme')['rows']
if scheme != [['GB/T 148852010']]:
    run('network', 'item', '2010104', '--computer', 'yes', '--years', '6')

assert run('network', 'machines') == []
assert run('network', 'add', 'ZC-000001', '--use', 'pupil', '--mac', '001a2b3c4d5e', '--ipv4', '10.1.0.1', '--fixed')['done']
assert '10.1.0.1' in run('network', 'add', 'ZC-000002', '--ipv4', '10.1.0.1', code=3)
assert run('network', 'add', 'ZC-999999', code=3)
run('network', 'add', 'ZC-000002', '--colour', 'red', code=2)
run('network', 'add-all', '--use', 'pupil')
run('network', 'add-all', code=3)
machines = run('network', 'machines')
assert [m['asset'] for m in machines] == ['ZC-000001', 'ZC-000002', 'ZC-000003'], machines
assert machines[0]['mac'] == '00-1A-2B-3C-4D-5E' and machines[0]['fixed'] and machines[0]['missing'] == ['host'], machines[0]
assert set(machines[0]) >= {'id', 'asset', 'name', 'place', 'use', 'user', 'host', 'ipv4', 'ipv6', 'mac', 'os', 'private', 'networked', 'fixed'}
assert len(run('network', 'machines', '--fixed')) == 1 and len(run('network', 'machines', '--incomplete')) == 3
run('network', 'fill', 'ZC-000002', 'ZC-000003', '--first', '10.1.0.1', '--fixed')
assert [m['ipv4'] for m in run('network', 'machines', '--fixed')] == ['10.1.0.1', '10.1.0.2', '10.1.0.3']
run('network', 'set', '10.1.0.2', '--host', 'LAB-02', '--user', '李敏')
second = run('network', 'machines')[1]
assert second['host'] == 'LAB-02' and second['user'] == '李敏' and second['ipv4'] == '10.1.0.2' and second['fixed'], second
run('network', 'set', 'LAB-77', '--host', 'x', code=3)
ok('register')

sheet = table('machines.csv', '资产编号,使用类别,使用人,主机名,IP地址,MAC地址,固定IP\nZC-000003,教师,李敏,LAB-03,10.1.0.3,00:1A:2B:3C:4D:5F,是\n'
              'ZC-000001,学生,,LAB-01,10.1.0.3,,是\nZC-000009,学生,,,,,\nZC-000002,学生,李敏,LAB-02,10.1.0.2,,是\n')
assert run('import', 'machines', sheet, '--dry-run', code=1)['rejected'] == 2
done = run('import', 'machines', sheet, code=1)
assert (done['read'], done['added'], done['updated'], done['skipped'], done['rejected']) == (4, 0, 1, 1, 2), done
done = run('import', 'machines', sheet, code=1)
assert (done['skipped'], done['rejected']) == (2, 2), done
third = run('network', 'machines')[2]
assert third['use'] == 'teacher' and third['mac'] == '00-1A-2B-3C-4D-5F', third
ok('import')

assert [(n['person'], n['state']) for n in run('network', 'notes')] == [('李敏', 'none')]
run('network', 'sign', '李敏', '--date', '2025-03-01')
assert run('network', 'notes', '--only', 'due')[0]['expires'] == '2026-02-28'
run('network', 'sign', '李敏')
assert run('network', 'notes', '--only', 'due') == [] and run('network', 'notes')[0]['state'] == 'signed'
run('network', 'sign', '李敏', '--date', '2030-01-01', code=3)
run('network', 'notes', '--only', 'nonsense', code=2)
ok('notes')

ratios = {r['id']: r for r in run('network', 'ratios')}
assert set(ratios) == {'pupil', 'teacher', 'class', 'room', 'fast', 'interactive'}, ratios
assert ratios['pupil']['value'] is None and ratios['pupil']['verdict'] == 'no-data', ratios['pupil']
assert ratios['teacher']['denominator'] == 1 and ratios['teacher']['direction'] == 'at-most', ratios['teacher']
assert ratios['interactive']['value'] is None and ratios['interactive']['denominator'] == 0
assert [r['counts'] for r in run('network', 'rows', 'pupil')] == [True, True]
run('network', 'rows', 'nonsense', code=3)
run('network', 'rule', 'life', 'no')
run('network', 'rule', 'life', 'perhaps', code=2)
run('network', 'target', 'teacher', '2', '--source', '县里的通知')
assert {r['id']: r for r in run('network', 'ratios')}['teacher']['target'] == 2
run('network', 'target', 'teacher', 'much', code=2)
run('network', 'room', '计算机一室', '--mbps', '1000', '--multimedia', 'yes')
run('network', 'room', '没有', '--mbps', '1000', code=3)
ok('ratios')

scheme = run('query', 'SELECT scheme, edition FROM device_code LIMIT 1')['rows'][0]
before = run('network', 'devices')['rows']
assert before and set(before[0]) == {'kind', 'scheme', 'edition', 'code', 'years', 'starter'}, before
run('network', 'device', 'interactive', *scheme, '2029999', '--years', '8')
assert [d['years'] for d in run('network', 'devices')['rows'] if d['code'] == '2029999'] == [8]
run('network', 'device', 'toaster', *scheme, '2029999', code=2)
run('network', 'device', 'interactive', '没有', '', '2029999', code=3)
run('network', 'device', 'interactive', *scheme, '2029999', '--remove')
run('network', 'device', 'interactive', *scheme, '2029999', '--remove', code=3)
assert run('network', 'devices')['rows'] == before
run('network', 'weight', 'junior', '1.1')
run('network', 'weight', 'junior', 'much', code=2)
run('network', 'weight', 'college', '1', code=3)
words = run('network', 'words')
run('network', 'words', '--not-teaching', '后勤、保安')
assert run('network', 'words') == {'not_teaching': '后勤 保安', 'plain_rooms': words['plain_rooms']}, run('network', 'words')
run('network', 'unsign', '李敏')
run('undo')
for paper in ('fixed', 'automatic', 'notes', 'ratios'):
    run('network', 'print', paper, '-o', os.path.join(folder.name, paper + '.pdf'))
    assert os.path.getsize(os.path.join(folder.name, paper + '.pdf')) > 1000
run('network', 'print', 'nonsense', '-o', os.path.join(folder.name, 'x.pdf'), code=2)
run('network', 'print', 'notes', code=2)
ok('devices, words, papers')

run('network', 'remove', 'ZC-000001')
assert len(run('network', 'machines')) == 2
run('undo')
assert len(run('network', 'machines')) == 3
assert run('check', '--deep')['ok'] is True
ok('check')
print('1..%d' % count)
