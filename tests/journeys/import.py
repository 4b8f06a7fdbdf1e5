#!/usr/bin/python3
"""A school's own Excel ledger: title, notes, headings of two lines, faults; mended, imported, undone.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re

import assist
from assist import FOLDER, cli, shot
from ui import done, step

HEAD = [['青溪实验学校理科仪器账'], ['注：本表由物理组填报'],
        ['序号', '编号', '仪器名称', '规格型号', '单位', '数量', '单价（元）', '购置', '', '存放地点'],
        ['', '', '', '', '', '', '', '时间', '经办', '']]
ROWS = [[1, '140501003', '直流电流表', '0.6/3 A', '只', 52, 38, '2019.9', '孙', '物理一室3-2'],
        [2, '140503012', '数字示波器', '双通道', '台', 2, 2980, '2024-09-12', '孙', '准备室1-2'],
        [3, '14O503013', '信号发生器', '', '台', 1, 1200, '2020.3', '', '准备室1-2'],
        [4, '140504005', '滑动变阻器', '20Ω 2A', '个', '五十二', 31, '2019.9', '', '物理一室4-1'],
        ['小计', '', '', '', '', 107],
        [5, '140506001', '电能表', '单相', '只', 2, 88, '某年', '', '物理二室2-1'],
        [6, '140508001', '通电螺线管', '', '套', 26, 24, '2018.11', '', '物理一室3-1'],
        ['合计', '', '', '', '', 135], ['制表人：李敏']]
MERGES = ['A1:J1', 'H3:I3']

path = assist.school()
book = os.path.join(FOLDER, '青溪实验学校仪器账.xlsx')
assist.workbook(book, [('说明', False, [['本工作簿共两张表']], ()), ('物理', False, HEAD + ROWS, MERGES), ('旧账', True, HEAD + ROWS[:1], MERGES)])
alike = os.path.join(FOLDER, '补充.xlsx')
assist.workbook(alike, [('物理', False, HEAD + [[1, '140501009', '直流电压表', '', 'ｋｇ', 2, 38, '2019.9', '孙', '物理１室 ３-２']], MERGES)])
word = os.path.join(FOLDER, '改名.xlsx')
with open(word, 'wb') as f:
    f.write(b'PK\x03\x04 broken')


def counts(app, text):
    app.wait_for('label', text, timeout=10)


with assist.launch(path) as app:
    with step('the empty ledger offers the import'):
        app.wait_for('push button', re.compile('^导入 Excel 台账'))
    with step('a broken file is named in one line, and another may be chosen'):
        app.activate_action('win.import-ledger', word)
        app.wait_for('label', '这个文件不能导入', timeout=10)
        shot(app, 'import-trouble')
        app.key('Escape')
        app.wait_for(lambda: len(app.windows()) == 1, 'one window')
    with step('shows the sheets, hidden ones marked, the ledger chosen'):
        app.activate_action('win.import-ledger', book)
        sheets = app.wait_for('list', '工作表', timeout=10)
        app.wait_for('label', '⊘ 已隐藏')
        app.wait_for(lambda: [('selected' in row.states) for row in sheets.children()] == [False, True, False], 'the second chosen')
        shot(app, 'import-sheets')
    with step('reads headings of two lines, and finds what is wrong'):
        app.key('ctrl+Return')
        counts(app, '6 行')
        counts(app, '✓ 可导入 3')
        counts(app, '✗ 有错 3')
        app.find('label', '错 3 处 · 提醒 0 处')
        app.find(('label', 'table column header'), re.compile('^H 购置.*时间$'))
        shot(app, 'import-check')
    with step('a column that was not recognised is given its field'):
        button = app.find(None, 'I 购置/经办')
        button.click(mouse=True)
        for _ in range(12): # 保管人
            app.key('Down')
        app.key('Return')
        app.wait_for('label', re.compile('^10 列中 9 列已对上'), timeout=10)
        shot(app, 'import-column')
    with step('another row is said to be that of the headings, and then the right one'):
        heads = app.find('combo box', '表头起于')
        heads.choose('Home', 'Return')
        app.wait_for('label', re.compile('^✗ .*名称'), timeout=10)
        shot(app, 'import-heading')
        heads.choose('Home', 'Down', 'Down', 'Return')
        app.wait_for('label', re.compile('^10 列中 8 列已对上'), timeout=10)
        counts(app, '✓ 可导入 3')
    with step('one remedy, then all suggestions'):
        app.wait_for('push button', '改成 140503013').click()
        counts(app, '✓ 可导入 4')
        app.wait_for(lambda: 'sensitive' in app.find('push button', '全部照建议改').states, 'suggestions left')
        app.find('push button', '全部照建议改').click()
        counts(app, '✓ 可导入 5')
    with step('what has no remedy is typed'):
        app.find('push button', '填写…').click()
        app.wait_for(lambda: any(n.text == '某年' for n in app.find_all('text', '购置日期')), 'the word that is no date')
        app.key('ctrl+a')
        app.type_text('2017')
        app.key('Return')
        counts(app, '✓ 可导入 6')
        shot(app, 'import-mended')
    with step('imports, and says what was done'):
        app.find('push button', '导入 6 行').click()
        app.wait_for('label', '已导入 6 行', timeout=20)
        shot(app, 'import-done')
        app.find('push button', '关闭').click()
    with step('the rows are in the ledger'):
        table = app.wait_for('tree table', '台账', timeout=10)
        app.wait_for(lambda: any('数字示波器' in row for row in table.rows()), 'the oscilloscope', timeout=10)
        app.wait_for('label', '6 项')
        shot(app, 'import-ledger')
    with step('a place that is there under another spelling is offered'):
        app.activate_action('win.import-ledger', alike)
        app.wait_for('label', '错 0 处 · 提醒 2 处', timeout=10)
        counts(app, '✓ 可导入 1')
        app.find('label', re.compile('单位已改成半角'))
        button = app.find('push button', '改成 物理一室 3-2')
        shot(app, 'import-alike')
        button.click()
        app.wait_for('label', '错 0 处 · 提醒 1 处', timeout=10)
        app.key('Escape')
        app.wait_for('dialog', '不导入就离开？')
        app.key('alt+l')
        app.wait_for(lambda: len(app.windows()) == 1, 'one window')
    with step('the import is undone as one'):
        app.key('ctrl+z')
        app.wait_for('push button', re.compile('^导入 Excel 台账'), timeout=10)
done()
