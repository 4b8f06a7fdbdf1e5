#!/usr/bin/python3
"""purchase-cli.py CLI: from what lacks to the shelf as a script does it: suppliers from a sheet, a request, its signatures by other
accounts, an order, a delivery in parts, what the county gives; JSON keys, exit codes, one line on standard error.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import json
import os
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
os.environ['JIAOZHUANG_TODAY'] = '2026-11-22'
os.environ['JIAOZHUANG_PASSWORD'] = ''
folder = tempfile.TemporaryDirectory(prefix='jz-purchase-')
SCHOOL = os.path.join(folder.name, '学校 1.jiaozhuang')
count = 0


def run(*args, code=0, who=None):
    done = subprocess.run([CLI, '--school', SCHOOL, '--json', *(['--as', who] if who else []), *args], capture_output=True, text=True)
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    if code > 1:
        assert done.stdout == '' and done.stderr.count('\n') == 1 and done.stderr.startswith('jiaozhuang-cli: '), done
        return done.stderr
    return json.loads(done.stdout)


def ok(title):
    global count
    count += 1
    print('ok %d - %s' % (count, title), flush=True)


def one(sql):
    rows = run('query', sql)['rows']
    return rows[0][0] if rows else None


def path(name, text=None):
    full = os.path.join(folder.name, name)
    if text is not None:
        with open(full, 'w', encoding='utf-8') as f:
            f.write(text)
    return full


def login(role):
    return one("SELECT login FROM account JOIN account_role ON account = account.id JOIN role ON role.id = role WHERE role.name = '%s' ORDER BY account.id" % role)


run('demo', '--scale', 'small')
head, principal, keeper, teacher, auditor = (login(role) for role in ('head', 'principal', 'keeper', 'teacher', 'auditor'))
who = one("SELECT person.name FROM account JOIN person ON person.id = person WHERE login = '%s'" % teacher)

sheet = path('suppliers.csv', '供应商名称,统一社会信用代码,联系人,联系电话\n青溪教学仪器公司,91350100M000100Y43,陆明,0571-88001234\n'
             '坏代码公司,91350100M000100Y44,,\n青溪教学仪器公司,,,139\n')
taken = run('import', 'suppliers', sheet, '--dry-run', code=1)
assert (taken['read'], taken['added'], taken['updated'], taken['rejected']) == (3, 1, 1, 1), taken
taken = run('import', 'suppliers', sheet, '--rejects', path('rejects.csv'), code=1)
assert (taken['added'], taken['updated'], taken['rejected']) == (1, 1, 1) and taken['rejects'][0]['field'] == 'credit-code', taken
with open(path('rejects.csv'), encoding='utf-8-sig') as f:
    assert any('坏代码公司' in row for row in csv.reader(f))
found = [s for s in run('supplier', 'list') if s['name'] == '青溪教学仪器公司'][0]
assert (found['credit_code'], found['contact'], found['phone'], found['spent']) == ('91350100M000100Y43', '陆明', '139', '0.00'), found
run('supplier', 'add', '青溪教学仪器公司', code=3)
run('supplier', 'add', '另一家', '--credit-code', '123', code=3)
run('supplier', 'add', '另一家', code=5, who=teacher)
run('contract', 'add', 'HT-2026-08', '物理仪器采购合同', '--supplier', '青溪教学仪器公司', '--amount', '20000', '--until', '2027-12-31')
run('contract', 'add', 'HT-2026-09', '倒签', '--supplier', '青溪教学仪器公司', '--date', '2026-11-01', '--until', '2026-10-01', code=3)
assert [c['amount'] for c in run('contract', 'list') if c['number'] == 'HT-2026-08'] == ['20,000.00']
assert any(r['title'] == '青溪教学仪器公司' for r in run('search', 'suppliers', 'qxjx')['rows'])
ok('suppliers and contracts')

assert [(s['role'], s['over'], s['starter']) for s in run('purchase', 'steps')] == [('head', '0.00', True), ('principal', '2,000.00', True)]
run('purchase', 'steps', 'head=0', 'nobody=5', code=3)
run('purchase', 'steps', 'head=0', 'principal=3000', who=teacher, code=5)
run('purchase', 'steps', 'head=0', 'principal=3000', who=principal)
assert [(s['over'], s['starter']) for s in run('purchase', 'steps')] == [('0.00', False), ('3,000.00', False)]
ok('steps')

run('purchase', 'request', '--applicant', who, '--purpose', '补充', code=3)  # no line
run('purchase', 'request', '--applicant', who, '--purpose', '补充', '--line', '灯;0', code=3)
asked = run('purchase', 'request', '--applicant', who, '--purpose', '八年级分组实验', '--line', '数显万用表;4;1200;DT-9205 测试;台;每组一台',
            '--line', '实验导线;30;2;一米;根', who=teacher)['number']
assert asked.startswith('CG-2026-'), asked
run('purchase', 'order', asked, '--supplier', '青溪教学仪器公司', code=3)  # not approved
run('purchase', 'approve', asked, who=head, code=3)  # not submitted
run('purchase', 'submit', asked, who=teacher)
run('purchase', 'submit', asked, who=teacher, code=3)
assert '装备主任' in run('purchase', 'approve', asked, who=principal, code=5)
run('purchase', 'approve', asked, who=teacher, code=5)
run('purchase', 'approve', asked, who=auditor, code=5)
run('purchase', 'reject', asked, who=head, code=3)  # no reason
run('purchase', 'reject', asked, '--words', '型号写清楚', who=head)
assert run('purchase', 'show', asked)['state'] == 'rejected'
run('purchase', 'submit', asked, who=teacher)
run('purchase', 'approve', asked, '--words', '同意', who=head)
assert run('purchase', 'show', asked)['state'] == 'submitted'
run('purchase', 'approve', asked, who=principal)
shown = run('purchase', 'show', asked)
assert shown['state'] == 'approved' and shown['amount'] == '4,860.00', shown
assert [(s['round'], s['verdict'], s['words']) for s in shown['signs']] == [
    (1, 'rejected', '型号写清楚'), (1, None, ''), (2, 'approved', '同意'), (2, 'approved', '')], shown['signs']
own = run('purchase', 'request', '--applicant', one("SELECT person.name FROM account JOIN person ON person.id = person WHERE login = '%s'" % head),
          '--purpose', '自己要', '--line', '订书机;1;20;中号;个', who=teacher)['number']
run('purchase', 'submit', own, who=teacher)
assert run('purchase', 'approve', own, who=head, code=5)
run('purchase', 'withdraw', own, who=teacher)
run('purchase', 'withdraw', own, who=teacher, code=3)
ok('request and signatures')

run('purchase', 'order', '--supplier', '青溪教学仪器公司', '--line', asked + ';1;5', code=3)  # more than approved
run('purchase', 'order', asked, '--supplier', '没有合同的公司', '--contract', 'HT-2026-08', code=3)  # the contract is with another
order = run('purchase', 'order', '--contract', 'HT-2026-08', '--fund', '公用经费', '--expected', '2026-12-10', '--line', asked + ';1;3;1150',
            '--line', asked + ';2;30;1.80', who=keeper)['number']
assert run('purchase', 'show', asked)['state'] == 'approved'  # one is left to be ordered
rest = run('purchase', 'order', asked, '--supplier', '青溪教学仪器公司')['number']
assert run('purchase', 'show', asked)['state'] == 'ordered'
run('purchase', 'withdraw', asked, code=3)
run('supplier', 'remove', '青溪教学仪器公司', code=3)
ok('orders')

run('purchase', 'accept', order, '--place', '物理一室', code=3)  # no invoice
run('purchase', 'accept', order, '--invoice', '33001', '--place', '物理一室', '--line', '1;4', code=3)  # too many
run('purchase', 'accept', order, '--invoice', '33001', '--place', '物理一室', '--line', '1;2;1', code=3)  # no fault
run('purchase', 'accept', order, '--invoice', '33001', '--line', '1;2', code=3)  # no place
before = one('SELECT count(*) FROM entry')
came = run('purchase', 'accept', order, '--invoice', '33001', '--place', '物理一室', '--line', '1;2;1;屏幕不亮', who=keeper)
assert came['number'].startswith('YS-2026-') and came['voucher'].startswith('RK-2026-') and came['assets'] == [], came
shown = run('purchase', 'show', order)
assert [(n['quantity'], n['accepted'], n['rejected'], n['outstanding']) for n in shown['lines']] == [('3', '2', '1', '1'), ('30', '0', '0', '30')], shown
assert [link['kind'] for link in shown['chain']] == ['request', 'acceptance', 'voucher'], shown['chain']
assert shown['state'] == 'open'
undone = run('undo', str(came['operation']), who=keeper)
assert run('purchase', 'show', order)['lines'][0]['accepted'] == '0'
assert run('check', '--deep')['ok'] is True
run('purchase', 'accept', order, '--invoice', '33001', '--place', '物理一室', '--line', '1;2;1;屏幕不亮', who=keeper)
run('purchase', 'accept', order, '--invoice', '33002', '--place', '物理一室', who=keeper)
assert run('purchase', 'show', order)['state'] == 'done' and run('purchase', 'show', asked)['state'] == 'ordered'
run('purchase', 'accept', order, '--invoice', '33003', '--place', '物理一室', '--line', '1;1', code=3)
run('purchase', 'cancel', rest, code=3)
run('purchase', 'cancel', rest, '--words', '供应商停产')
assert run('purchase', 'show', rest)['state'] == 'cancelled' and run('purchase', 'show', asked)['state'] == 'approved'
run('purchase', 'withdraw', asked, who=teacher)
assert run('purchase', 'show', asked)['state'] == 'done'
assert one("SELECT sum (quantity) FROM balance JOIN item ON item.id = item WHERE name = '数显万用表'") == 3
ok('deliveries')

given = run('purchase', 'take-in', '--document', '乐教装〔2026〕12号', '--from', '县教育装备中心', '--place', '物理一室', '--line', '数显万用表;2;1100', who=keeper)
assert given['number'] == 'DR-2026-0002' or given['number'].startswith('DR-2026-'), given
run('purchase', 'take-in', '--from', '县教育装备中心', '--place', '物理一室', '--line', '数显万用表;2', code=3)
run('purchase', 'take-in', '--document', 'x', '--place', '物理一室', '--line', '数显万用表;2', code=3)
shown = run('purchase', 'show', given['number'])
assert (shown['kind'], shown['supplier'], shown['paper'], shown['amount']) == ('transfer', '县教育装备中心', '乐教装〔2026〕12号', '2,200.00'), shown
ok('what the county gives')

lacking = [r for r in run('gap', '--lacking')['rows'] if r['subject'] not in ('体育', '化学')]  # the demo school asks for those itself
made = run('gap', '--lacking', '--subject', lacking[0]['subject'], '--request', '--applicant', who, '--purpose', '按标准补足')
lines = {n['name']: n for n in run('purchase', 'show', made['number'])['lines']}
row = [r for r in lacking if r['subject'] == lacking[0]['subject']][0]
assert any(n['quantity'] == str(row['short']) for n in lines.values()), (row, lines)
run('gap', '--lacking', '--subject', lacking[0]['subject'], '--request', '--applicant', who, '--purpose', '再来一次', code=3)  # asked for already
ok('what lacks becomes a request')

for number in (asked, order, one("SELECT number FROM purchase_acceptance WHERE kind = 'purchase' ORDER BY id DESC"), given['number']):
    pdf = path(number + '.pdf')
    assert run('purchase', 'print', number, '-o', pdf)['pages'] == 1
    text = subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True, check=True).stdout
    assert number in text and '数显万用表' in text, text
run('purchase', 'print', 'CG-1999-0001', '-o', path('no.pdf'), code=3)
for kind, number in (('requests', asked), ('orders', order), ('acceptances', given['number'])):
    assert [r['code'] for r in run('search', kind, number)['rows']] == [number], kind
assert {'requests', 'suppliers'} <= {r['kind'] for w in ('数显万用表', '青溪教学') for r in run('search', 'all', w)['rows']}
assert run('search', 'funds', '公用经费')['rows'][0]['title'] == '公用经费'
assert {r['number'] for r in run('purchase', 'list', 'request', '--state', 'done')} >= {asked}
run('purchase', 'list', 'nonsense', code=2)
assert run('check', '--deep')['ok'] is True
ok('papers, and the books are sound')
print('1..%d' % count)
