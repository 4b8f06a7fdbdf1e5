#!/usr/bin/python3
"""A delivery is accepted: the numbers that its cards will get are shown before; the makers' numbers are pasted as a column and
scanned one after the other; of software the licence is noted with it. All of it is one operation, and taken back as one.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import re
import sqlite3
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, said, shot
from ui import done, step

SCHOOL = os.path.join(RUN, 'delivery.jiaozhuang')


def cli(*args, who=None):
    return subprocess.run([CLI, '--school', SCHOOL, '--json', *(['--as', who] if who else []), *args], check=True, capture_output=True, text=True,
                          env=dict(os.environ, JIAOZHUANG_TODAY=TODAY, JIAOZHUANG_PASSWORD='')).stdout


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % SCHOOL, uri=True) as school:
        return [row[0] for row in school.execute(sql)]


def login(role):
    return ask("SELECT login FROM account JOIN account_role ON account = account.id JOIN role ON role.id = role WHERE role.name = '%s' "
               'ORDER BY account.id' % role)[0]


cli('demo', '--scale', 'small')
HEAD, PRINCIPAL, KEEPER, TEACHER = (login(role) for role in ('head', 'principal', 'keeper', 'teacher'))
SOFTWARE = ask("SELECT name FROM item WHERE tracking = 'card' AND name LIKE '%软件%' AND voided IS NULL ORDER BY code")[0]
DEVICE = ask("SELECT name FROM item WHERE tracking = 'card' AND name NOT LIKE '%软件%' AND voided IS NULL GROUP BY name HAVING count(*) = 1 ORDER BY code")[0]
who = ask("SELECT person.name FROM account JOIN person ON person.id = person WHERE login = '%s'" % TEACHER)[0]
asked = json.loads(cli('purchase', 'request', '--applicant', who, '--purpose', '更新', '--line', DEVICE + ';5;1800', '--line', SOFTWARE + ';1;2680',
                       who=TEACHER))['number']
cli('purchase', 'submit', asked, who=TEACHER)
cli('purchase', 'approve', asked, who=HEAD)
cli('purchase', 'approve', asked, who=PRINCIPAL)
cli('purchase', 'order', asked, '--supplier', '青溪教学仪器有限公司', who=KEEPER)
BEFORE = ask('SELECT count(*) FROM asset')[0]
LAST = int(ask("SELECT max (CAST (substr (number, 4) AS INTEGER)) FROM asset WHERE number GLOB 'ZC-[0-9]*'")[0])
NUMBERS = ['ZC-%06d' % (LAST + n) for n in range(1, 7)]


ACCOUNTS = ['孙建国', '孙光明', '高景明', '郑思思', '黄素琴']  # in the order of the door


def shown(app, role, name, within=None):
    return app.wait_for(lambda: next((n for n in app.find_all(role, name, within) if n.laid_out()), None), '%s %s' % (role, name))


def serials(app, window):
    return shown(app, 'text', '出厂号：' + DEVICE, window)


with journey.launch(SCHOOL, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('the keeper opens the order that something came of'):
        shown(app, 'push button', '登录')
        app.find('combo box', '账号').choose('Home', *['Down'] * ACCOUNTS.index(ask("SELECT name FROM account WHERE login = '%s'" % KEEPER)[0]), 'Return')
        time.sleep(0.3)
        shown(app, 'push button', '登录').click()
        app.wait_for('page tab', '采购', timeout=20).click()
        shown(app, ('radio button', 'toggle button', 'page tab'), '订单').click()
        app.wait_for(lambda: any('待到货' in ' '.join(row) for row in journey.rows(app, '订单')), 'the order')
        at = next(i for i, row in enumerate(journey.rows(app, '订单')) if '青溪教学仪器有限公司' in row)
        app.find('list', within=app.find('tree table', '订单')).children()[at].click(mouse=True)
        shown(app, 'push button', '验收到货…').click()
        accept = dialog(app, '验收到货')
        field(app, '发票号', accept).set_text('033001900777')
    with step('the numbers that will be given are shown, line by line'):
        app.wait_for('label', '%s 至 %s' % (NUMBERS[0], NUMBERS[4]))
        field(app, '合格数: ' + DEVICE, accept).set_text('3')
        app.wait_for('label', '%s 至 %s' % (NUMBERS[0], NUMBERS[2]))
        shown(app, 'label', '0 / 共 3', accept)
    with step('a column is pasted, the rest is scanned with Enter'):
        serials(app, accept).set_text('SN-A1\nSN-A2\nSN-A2\n')
        shown(app, 'label', '3 / 共 3', accept)
        app.key('ctrl+Return')
        said(app, re.compile('✗ .*出厂号 SN-A2 重复'))
        serials(app, accept).set_text('SN-A1\nSN-A2\n')
        serials(app, accept).focus()
        app.scan('SN-A3', gap_ms=4)
        shown(app, 'label', '3 / 共 3', accept)
        time.sleep(0.3)
        app.scan('SN-A4', gap_ms=4)
        shown(app, 'label', '4 / 共 3', accept)
        app.key('ctrl+Return')
        said(app, re.compile('✗ .*出厂号有 4 个，数量只有 3'))
        serials(app, accept).set_text('SN-A1\nSN-A2\nSN-A3\n')
    with step('what is software is asked for its licence'):
        field(app, '许可号或密钥', accept).set_text('KEY-2026-88')
        field(app, '许可数', accept).set_text('很多')
        field(app, '有效期至（不填为永久）', accept).set_text('2029-08-31')
        app.key('ctrl+Return')
        said(app, re.compile('✗ ' + SOFTWARE))
        field(app, '许可数', accept).set_text('50')
        time.sleep(0.3)
        shot(app, 'delivery')
        app.key('ctrl+Return')
        closed(app, '验收到货')
    with step('they are in the books as they were shown'):
        assert ask('SELECT number || serial FROM asset ORDER BY id DESC LIMIT 4')[::-1] == [
            NUMBERS[0] + 'SN-A1', NUMBERS[1] + 'SN-A2', NUMBERS[2] + 'SN-A3', NUMBERS[3]]
        assert ask("SELECT asset.number || ' ' || l.number || ' ' || l.seats || ' ' || l.valid_until FROM software_licence l JOIN asset ON asset.id = l.asset "
                   'ORDER BY l.id DESC LIMIT 1') == [NUMBERS[3] + ' KEY-2026-88 50 2029-08-31']
    with step('and taken back as one'):
        licences = ask('SELECT count(*) FROM software_licence')[0]
        app.key('ctrl+z')
        app.wait_for(lambda: ask('SELECT count(*) FROM software_licence')[0] == licences - 1, 'the licence to be gone')
        assert ask('SELECT count(*) FROM asset WHERE voided IS NULL') == [BEFORE]
with step('the books are sound afterwards'):
    cli('check', '--deep')
done()
