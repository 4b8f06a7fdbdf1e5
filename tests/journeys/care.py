#!/usr/bin/python3
"""A ledger is put in order: items that stand there twice are found and merged, a lot is split into cards, many are changed alike, the cards
get new numbers by a rule and their labels are wanting, a teacher's ledger is read, a count sheet goes out and comes back.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, pick, rows, said, save_to, shot, small_school
from ui import done, step

PATH = small_school()
ENV = dict(os.environ, JIAOZHUANG_TODAY=TODAY)
LEDGER = os.path.join(RUN, 'more.csv')
with open(LEDGER, 'w', encoding='utf-8') as sheet:
    sheet.write('编号,名称,规格型号,单位,数量,单价,存放地,保管人\n140501003,直流电流表,0.6/3A,只,8,36.00,物理一室3-2,李敏\n'
                '140505001,信号发生器,,台,3,150.01,物理 1室,\n')
subprocess.run([CLI, '--school', PATH, 'import', 'ledger', LEDGER, '--cards', 'none'], check=True, env=ENV, stdout=subprocess.DEVNULL)


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return [row[0] for row in school.execute(sql)]


def shown(app, role, name):
    return app.wait_for(lambda: next((n for n in app.find_all(role, name) if n.laid_out()), None), name)


def more(app, item):
    shown(app, 'push button', '更多').click()
    app.find('menu item', item).click()


def row_of(app, table, words):
    app.wait_for(lambda: any(words in ' '.join(row) for row in rows(app, table)), 'the row ' + words)
    at = next(i for i, row in enumerate(rows(app, table)) if words in ' '.join(row))
    return app.find('list', within=app.find('tree table', table)).children()[at]


def row_menu(app, table, words, item):
    row_of(app, table, words).click(button=3, mouse=True)
    app.find('menu item', item).click()


def choose_ledger(app, *keys):
    shown(app, 'combo box', '账簿').choose(*keys, 'Return')


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    said(app, '4 项')
    with step('finds what stands there twice, and merges it'):
        more(app, '查找重复…')
        found = dialog(app, '查找重复')
        said(app, '有 1 组看起来重复')
        time.sleep(0.3)
        shot(app, 'care-duplicates')
        app.find('push button', '合并…', found).click()
        closed(app, '查找重复')
        dialog(app, '合并品目')
        time.sleep(0.3)
        shot(app, 'care-merge')
        app.key('ctrl+Return')
        closed(app, '合并品目')
        said(app, '3 项')
        app.wait_for(lambda: any(row[3] == '60' for row in rows(app, '台账')), 'both together')
    with step('undo parts them again'):
        app.key('ctrl+z')
        said(app, '4 项')
        time.sleep(0.3)
        more(app, '查找重复…')
        app.find('push button', '合并…', dialog(app, '查找重复')).click()
        dialog(app, '合并品目')
        time.sleep(0.3)
        app.key('ctrl+Return')
        closed(app, '合并品目')
        said(app, '3 项')
    with step('merges two places that are one'):
        app.find('page tab', '存放地').click()
        row_of(app, '存放地', '物理 1室')
        time.sleep(0.5)
        more(app, '查找重复…')
        found = dialog(app, '查找重复')
        said(app, '名称只差空格、全半角或数字写法')
        app.find('push button', '合并…', found).click()
        dialog(app, '合并存放地')
        time.sleep(0.3)
        shot(app, 'care-merge-places')
        app.key('ctrl+Return')
        closed(app, '合并存放地')
        app.wait_for(lambda: len(ask("SELECT id FROM place WHERE kind = 'room' AND voided IS NULL")) == 1, 'one room')
    with step('splits a lot into cards'):
        app.find('page tab', '台账').click()
        row_of(app, '台账', '信号发生器')
        time.sleep(0.5)
        row_menu(app, '台账', '信号发生器', '拆分为资产卡…')
        dialog(app, '把信号发生器拆分为资产卡')
        time.sleep(0.3)
        shot(app, 'care-split')
        app.key('ctrl+Return')
        closed(app, '把信号发生器拆分为资产卡')
        assert ask('SELECT sum (price) FROM asset') == [45003]
    with step('changes many alike'):
        app.find('list', within=app.find('tree table', '台账')).children()[0].click(mouse=True)
        app.key('ctrl+a')
        said(app, '选中 3 项')
        row_menu(app, '台账', '信号发生器', '批量修改…')
        change = dialog(app, '批量修改 3 个品目')
        field(app, '学科', change).set_text('物理')
        said(app, '将改动 3 行，0 行已是这样，0 行不能改')
        time.sleep(0.3)
        shot(app, 'care-bulk')
        app.key('ctrl+Return')
        closed(app, '批量修改 3 个品目')
        assert ask('SELECT DISTINCT subject FROM item WHERE voided IS NULL') == ['物理']
    with step('a rule for numbers, with what it gives'):
        app.activate_action('win.settings', 'school')
        shown(app, 'push button', '编号规则: 修改…').click()
        rule = dialog(app, '资产编号')
        field(app, '规则', rule).set_text('{year}Q{serial:4}{check}')
        said(app, re.compile('2025Q0001[0-9]'))
        time.sleep(0.3)
        shot(app, 'care-rule')
        app.key('ctrl+Return')
        closed(app, '资产编号')
    with step('the cards get new numbers, and their labels are wanting'):
        app.activate_action('win.page-number', 1)
        app.find('page tab', '资产卡').click()
        row_of(app, '资产卡', 'ZC-000001').click(mouse=True)
        app.key('ctrl+a')
        said(app, '选中 3 项')
        row_menu(app, '资产卡', 'ZC-000001', '重新编号…')
        dialog(app, '重新编号')
        time.sleep(0.3)
        shot(app, 'care-renumber')
        app.key('ctrl+Return')
        closed(app, '重新编号')
        app.wait_for(lambda: all('Q000' in row[0] for row in rows(app, '资产卡')), 'the new numbers')
        choice = shown(app, 'combo box', '标签')
        choice.choose('End', 'Return')
        said(app, '3 项')
        shot(app, 'care-labels')
    with step('an old label still leads to the card'):
        app.scan('ZC-000002', gap_ms=4)
        said(app, re.compile('Q0002'))
    with step("a teacher's ledger"):
        app.find('page tab', '台账').click()
        row_of(app, '台账', '滑动变阻器')
        time.sleep(0.5)
        choose_ledger(app, 'End', 'Up')
        pick(app, field(app, '谁的账', None), 'limin', '李敏', None)
        said(app, re.compile('3 行'))
        time.sleep(0.3)
        shot(app, 'care-teacher')
        shown(app, 'push button', '打印…').click()
        dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'care-teacher-preview')
        app.key('Escape')
        closed(app, '打印预览')
subprocess.run([CLI, '--school', PATH, 'check', '--deep'], check=True, env=ENV, stdout=subprocess.DEVNULL)
done()
