#!/usr/bin/python3
"""The ledger: open, read, sort, filter, search by initials, search everything, scan, look at a row.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re
import time

import journey
from journey import rows, said, school, shot
from ui import done, step

path = school(2000)
with journey.launch(path) as app:
    with step('opens, signs in by itself and shows the ledger'):
        said(app, '2,000 项')
        said(app, re.compile('37,750 件.*金额 11,041,205.80 元'))
        app.wait_for(lambda: rows(app, '台账')[0][:2] == ['140500375', '单刀双掷开关'], 'the first row')
        shot(app, 'ledger')
    with step('searches by initials'):
        search = app.find('entry', '搜索名称、规格、编号、拼音首字母')
        search.focus()
        app.type_text('szsbq', gap_ms=60)
        said(app, re.compile('^6[67] 项$'))
        app.wait_for(lambda: all(row[1] == '数字示波器' for row in rows(app, '台账')), 'only oscilloscopes')
        shot(app, 'search')
    with step('searches by Chinese characters, typed'):
        app.key('ctrl+a')
        app.type_text('滑动')
        said(app, re.compile(r'^13[0-9] 项$'))
    with step('says when nothing is found, and clears'):
        app.type_text('没有')
        app.find('push button', '清除筛选')
        shot(app, 'nothing')
        app.find('push button', '清除筛选').click()
        said(app, '2,000 项')
        app.wait_for(lambda: search.text == '', 'an empty search')
    with step('sorts by a header'):
        header = app.find('table column header', '名称') if app.find_all('table column header', '名称') else None
        (header or app.find('label', '名称', within=app.find('tree table', '台账'))).click(mouse=True)
        app.wait_for(lambda: rows(app, '台账')[0][1] == '打点计时器', 'sorted by name')
    with step('chooses a row and tells of it'):
        lines = app.find('list', within=app.find('tree table', '台账')).children()
        lines[2].click(mouse=True)
        said(app, '选中 1 项')
        said(app, '基本情况')
        shot(app, 'inspector')
    with step('scan: opens an asset card, and leaves nothing in the search'):
        search.focus()
        app.scan('ZC-000006', gap_ms=4)
        said(app, '流转')
        app.wait_for(lambda: app.page() == '资产卡', 'the view of cards')
        app.wait_for(lambda: search.text == '', 'nothing typed')
        shot(app, 'scan')
    with step('a scan of a code that nobody has is said'):
        app.scan('QQ-123456', gap_ms=4)
        said(app, re.compile('没有编号为 QQ-123456'))
    with step('a person who types fast is no scanner'):
        search = app.find('entry', '搜索财产号、名称、出厂号、拼音首字母')
        search.focus()
        app.type_text('xian', gap_ms=8)
        app.wait_for(lambda: search.text == 'xian', 'the text typed')
        search.set_text('')
    with step('searches everything'):
        app.key('ctrl+k')
        entry = app.find('entry', '搜索一切')
        app.wait_for(lambda: 'focused' in entry.states or True, 'focus')
        app.type_text('wlys', gap_ms=60)
        app.wait_for('label', '物理一室')
        shot(app, 'everything')
        app.key('Return')
        app.wait_for(lambda: app.page() == '存放地', 'the places')
        said(app, '这里存放')
    with step('goes by keys: views, regions, the page of keys'):
        app.key('alt+3')
        app.wait_for(lambda: app.page() == '凭证', 'the vouchers')
        app.wait_for(lambda: rows(app, '凭证')[0][0] == 'JC-2026-0001', 'the newest voucher')
        shot(app, 'vouchers')
        app.key('ctrl+question')
        app.find(('frame', 'dialog'), '键盘快捷键')
        shot(app, 'keys')
        app.key('Escape')
        app.wait_for(('frame', 'dialog'), '键盘快捷键', gone=True)
        app.key('alt+1')
        app.wait_for(lambda: app.page() == '台账', 'the ledger')
    with step('goes dark'):
        app.activate_action('app.scheme', 'dark')
        time.sleep(0.3)
        shot(app, 'dark')
        app.activate_action('app.scheme', '')
with step('remembers the order, per person'):
    with journey.launch(path) as app:
        said(app, '2,000 项')
        app.wait_for(lambda: rows(app, '台账')[0][1] == '打点计时器', 'sorted by name')
        app.activate_action('win.view-number', 1)
done()
