#!/usr/bin/python3
"""Vouchers: two cards of a new item are received, one is lent by scanning, not lent twice, taken back, undone by
key; the paper form is saved as PDF and the list as a spreadsheet, both read by other programs.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, pick, said, save_to, shot, small_school
from journey import rows as table
from ui import done, step


def choose_ledger(app, *keys):
    """By keys, in the drop-down of ledgers that is shown."""
    choice = app.wait_for(lambda: next((n for n in app.find_all('combo box', '账簿') if n.laid_out()), None), 'the choice of ledgers')
    choice.choose(*keys, 'Return')


def choose_all_items(app):
    choose_ledger(app, 'Home')


with journey.launch(small_school(), env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('opens the ledger of a school'):
        said(app, '2 项')
        app.find('push button', '验收').click()
        receive = dialog(app, '验收入库')
        shot(app, 'receive-empty')
    with step('says what is missing, and keeps what was typed'):
        field(app, '供应商', receive).set_text('省教学仪器公司')
        app.key('ctrl+Return')
        said(app, '✗ 还没有明细：请选择或扫描')
        assert field(app, '供应商', receive).text == '省教学仪器公司'
    with step('describes a new item in place'):
        app.find('push button', '新品目…', receive).click()
        field(app, '品目编号', receive).set_text('140503012')
        field(app, '名称', receive).set_text('数字示波器')
        field(app, '规格型号', receive).set_text('双通道 100 MHz')
        app.find('push button', '加入明细', receive).click()
        said(app, re.compile('✗ 品目.*单位'))
        field(app, '单位', receive).set_text('台')
        app.find('push button', '加入明细', receive).click()
        field(app, '数量: 数字示波器', receive).set_text('2')
        field(app, '单价: 数字示波器', receive).set_text('2,980')
        said(app, re.compile('1 行.*2 件.*金额 5,960.00 元'))
    with step('asks where it is put, by pinyin'):
        app.key('ctrl+Return')
        said(app, re.compile('^✗ 数字示波器: 请写明放到哪里'))
        pick(app, field(app, '存放到: 数字示波器', receive), 'wlys', '物理一室', receive)
        shot(app, 'receive')
        app.key('ctrl+Return')
        closed(app, '验收入库')
    with step('the list follows, and printing is offered'):
        said(app, '3 项')
        said(app, re.compile('✓ RK-2026-000[12].*数字示波器 2 台'))
        app.wait_for(lambda: any(row[1:3] == ['数字示波器', '双通道 100 MHz'] for row in table(app, '台账')), 'the new item')
        said(app, '资产卡')
        app.find('push button', '打印凭证')
        shot(app, 'received')
    with step('prints the voucher: a preview, saved as PDF, with its Chinese'):
        app.find('push button', '打印凭证').click()
        preview = dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'preview')
        app.find('push button', '存为 PDF…', preview).click()
        save_to(app, os.path.join(RUN, 'voucher.pdf'))
        text = subprocess.run(['pdftotext', '-layout', os.path.join(RUN, 'voucher.pdf'), '-'], check=True, capture_output=True, text=True).stdout
        assert '数字示波器' in text and '青溪实验学校' in text and '5,960.00' in text, text
        app.key('Escape')
        closed(app, '打印预览')
    with step('lends one by scanning'):
        app.find('page tab', '资产卡').click()
        app.wait_for(lambda: len(table(app, '资产卡')) == 2, 'two cards')
        app.find_all('push button', '更多')[0].click()
        app.find('menu item', '借出…').click()
        lend = dialog(app, '借出')
        time.sleep(0.2)
        app.scan('ZC-000001', gap_ms=4)
        field(app, '数量: 数字示波器', lend)
        pick(app, field(app, '借用人', lend), 'limin', '李敏', lend)
        field(app, '应还', lend).set_text('2026.12.1')
        shot(app, 'lend')
        app.key('ctrl+Return')
        closed(app, '借出')
        app.wait_for(lambda: any('↗ 借出' in row for row in table(app, '资产卡')), 'a card on loan')
    with step('does not lend it again, and says why in the dialog'):
        app.find_all('push button', '更多')[0].click()
        app.find('menu item', '借出…').click()
        lend = dialog(app, '借出')
        time.sleep(0.2)
        app.scan('ZC-000001', gap_ms=4)
        field(app, '数量: 数字示波器', lend)
        pick(app, field(app, '借用人', lend), 'limin', '李敏', lend)
        app.key('ctrl+Return')
        said(app, re.compile('✗ 数字示波器.*李敏.*归还'))
        shot(app, 'refused')
        assert field(app, '借用人', lend).text == '李敏'
        app.key('Escape')
        closed(app, '借出')
    with step('what is lent can only come back'):
        lines = app.find('list', within=app.find('tree table', '资产卡')).children()
        lines[0].click(mouse=True)
        app.wait_for(lambda: [b for b in app.find_all('push button', '归还') if b.laid_out()], 'the button to take back')
        assert not [b for b in app.find_all('push button', '借出') if b.laid_out()]
        shot(app, 'lent')
        app.find('push button', '归还').click()
        back = dialog(app, '归还')
        field(app, '数量: 数字示波器', back)
        app.key('ctrl+Return')
        closed(app, '归还')
        app.wait_for(lambda: not any('↗ 借出' in row for row in table(app, '资产卡')), 'no card on loan')
    with step('undoes the return by key'):
        app.key('ctrl+z')
        app.wait_for(lambda: any('↗ 借出' in row for row in table(app, '资产卡')), 'a card on loan again')
    with step('shows a ledger of the year'):
        app.find('page tab', '台账').click()
        choose_ledger(app, 'Down', 'Down')
        said(app, re.compile('3 行.*结存金额'))
        app.wait_for(lambda: any('数字示波器' in row for row in table(app, '年度账')), 'the item in the ledger')
        shot(app, 'ledger-of-year')
        app.find('push button', '打印…').click()
        dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        shot(app, 'ledger-preview')
        app.key('Escape')
        closed(app, '打印预览')
    with step('exports the list of vouchers, read by another program'):
        app.find('page tab', '凭证').click()
        app.wait_for(lambda: len(table(app, '凭证')) >= 4, 'the vouchers')
        app.find_all('push button', '更多')[0].click()
        app.find('menu item', '导出 Excel…').click()
        save_to(app, os.path.join(RUN, 'vouchers.xlsx'))
        subprocess.run(['ssconvert', os.path.join(RUN, 'vouchers.xlsx'), os.path.join(RUN, 'vouchers.csv')], check=True, capture_output=True)
        with open(os.path.join(RUN, 'vouchers.csv'), encoding='utf-8') as f:
            text = f.read()
        assert '凭证号' in text and 'JC-2026' in text and '李敏' in text, text
        shot(app, 'vouchers')
    with step('changes an item: what is no number is said under its field'):
        app.find('page tab', '台账').click()
        choose_all_items(app)
        app.wait_for(lambda: len(table(app, '台账')) == 3, 'the items')
        app.find('list', within=app.find('tree table', '台账')).children()[1].click(mouse=True)
        said(app, '资产卡')
        [b for b in app.find_all('push button', '更多') if b.laid_out()][-1].click()
        app.find('menu item', '修改').click()
        item = dialog(app, '品目')
        app.wait_for(lambda: field(app, '名称', item).text == '数字示波器', 'the item as it is')
        field(app, '低于此数提醒', item).set_text('两台')
        app.key('ctrl+Return')
        said(app, '✗ 这不是数量')
        shot(app, 'item')
        field(app, '低于此数提醒', item).set_text('2')
        field(app, '规格型号', item).set_text('双通道 200 MHz')
        app.key('ctrl+Return')
        closed(app, '品目')
        app.wait_for(lambda: any('双通道 200 MHz' in row for row in table(app, '台账')), 'the item as changed')
    with step('makes a cabinet in a room'):
        app.find('page tab', '存放地').click()
        app.wait_for(lambda: table(app, '存放地'), 'the places')
        app.find('list', within=app.find('tree table', '存放地')).children()[0].click(mouse=True)
        app.wait_for(lambda: [b for b in app.find_all('push button', '在其中新建') if b.laid_out()], 'the button')[0].click()
        place = dialog(app, '新存放地')
        app.wait_for(lambda: field(app, '位于', place).text == '物理一室', 'the room it stands in')
        field(app, '名称', place).set_text('8')
        app.key('ctrl+Return')
        closed(app, '新存放地')
        app.wait_for(lambda: any('物理一室 8柜' in row for row in table(app, '存放地')), 'the new cabinet')
with step('the books are sound afterwards'):
    told = subprocess.run([CLI, '--school', os.path.join(RUN, 'small.jiaozhuang'), 'check', '--deep'], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
done()
