#!/usr/bin/python3
"""What holds the pieces together: papers are found by number wherever one is, names of funds are offered while a receipt is written, and
what a school has settled stands in the settings.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, said, shot
from ui import done, step

PATH = os.path.join(RUN, 'together.jiaozhuang')
subprocess.run([CLI, '--school', PATH, 'demo', '--scale', 'small'], check=True, stdout=subprocess.DEVNULL,
               env={**os.environ, **journey.chinese(), 'JIAOZHUANG_TODAY': TODAY})


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return school.execute(sql).fetchone()[0]


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button %s' % name)


ORDER = ask('SELECT max (number) FROM purchase_order')
REPAIR = ask('SELECT max (number) FROM repair')

with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('an order is scanned: it is shown'):
        app.wait_for('push button', '登录', timeout=30)
        button(app, '登录').click()
        said(app, '孙建国', timeout=20)
        app.wait_for(lambda: len(journey.rows(app, '台账')) > 5, 'the ledger', timeout=20)
        time.sleep(1)
        app.scan(ORDER, gap_ms=4)
        said(app, re.compile(ORDER), timeout=10)
        app.wait_for('tree table', '订单')
        said(app, '附件')
        shot(app, 'together-order')
    with step('a repair is found from anywhere'):
        app.key('ctrl+k')
        time.sleep(0.3)
        app.type_text(REPAIR, gap_ms=30)
        said(app, '维修单' if app.find_all('label', '维修单') else re.compile('维修'))
        app.wait_for('label', re.compile('^' + REPAIR))
        shot(app, 'together-search')
        app.key('Return')
        app.wait_for('tree table', '维修')
        said(app, re.compile(REPAIR + ' · '))
        shot(app, 'together-repair')
    with step('the names of funds are offered in a receipt, and a new one is right too'):
        app.find('page tab', '台账').click()
        button(app, '验收').click()
        window = dialog(app, '验收入库')
        fund = field(app, '经费来源', window)
        fund.focus()
        app.type_text('公用', gap_ms=60)
        app.wait_for('label', '公用经费')
        shot(app, 'together-funds')
        app.type_text('以外', gap_ms=60)
        said(app, '新名称，按所填写的保存')
        shot(app, 'together-new-fund')
        app.key('Escape', gap_ms=100)
        app.key('Escape', gap_ms=100)
        closed(app, '验收入库')
    with step('what the school has settled'):
        for name, words in (('purchase-approval', re.compile('起始值')), ('devices', '20101')):
            app.activate_action('win.settings', name)
            said(app, words, timeout=10)
            time.sleep(0.4)
            shot(app, 'together-' + name)
        button(app, '新增代码').click()
        window = dialog(app, '计算机和多媒体的认定')
        field(app, '编码开头', window).set_text('2010104')
        shot(app, 'together-device')
        app.key('ctrl+Return')
        closed(app, '计算机和多媒体的认定')
        app.wait_for(lambda: ask("SELECT count(*) FROM device_code WHERE prefix = '2010104'") == 1, 'the code')
        button(app, '用词…').click()
        window = dialog(app, '统计用词')
        shot(app, 'together-words')
        app.key('Escape')
        closed(app, '统计用词')
        app.activate_action('win.settings', 'school')
        said(app, '附件', timeout=10)
        shot(app, 'together-school')
done()
