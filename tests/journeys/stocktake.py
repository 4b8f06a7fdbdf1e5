#!/usr/bin/python3
"""A stock-take of a room: things are scanned (found, read again, unknown to everybody), a quantity is typed, a line is
counted by hand; the counting ends, the differences get their causes and are posted, the ledger follows; the report goes
out as PDF and is read by another program.

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
subprocess.run([CLI, '--school', PATH, 'entry', 'receive', '--item', '140503012', '--name', '数字示波器', '--unit', '台',
                '--tracking', 'card', '--quantity', '2', '--price', '2980', '--place', '物理一室'],
               check=True, env=dict(os.environ, JIAOZHUANG_TODAY=TODAY), stdout=subprocess.DEVNULL)


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return [row[0] for row in school.execute(sql)]


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None),
                        'the button %s' % name)


def lines(app):
    return rows(app, '盘点明细')


def edit_line(app, window, name):
    app.wait_for(lambda: any(name in row for row in lines(app)), 'the line ' + name)
    at = next(i for i, row in enumerate(lines(app)) if name in row)
    app.find('list', within=app.find('tree table', '盘点明细')).children()[at].click(mouse=True)
    edit = button(app, '实盘数与原因…', window)
    app.wait_for(lambda: 'sensitive' in edit.states, 'the line to be chosen')
    edit.click()


def pdf(app, preview, name):
    app.find('push button', '存为 PDF…', preview).click()
    save_to(app, os.path.join(RUN, name))
    return subprocess.run(['pdftotext', '-layout', os.path.join(RUN, name), '-'], check=True, capture_output=True,
                          text=True).stdout


def say_cause(app, window, name, title, cause):
    edit_line(app, window, name)
    line = dialog(app, title)
    button(app, cause, line).click()
    app.wait_for(lambda: field(app, '差异原因', line).text == cause, 'the cause ' + cause)
    shot(app, 'stocktake-cause')
    app.key('ctrl+Return')
    closed(app, title)


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('begins a stock-take of a room'):
        said(app, '3 项')
        app.find('page tab', '盘点').click()
        button(app, '开始盘点').click()
        plan = dialog(app, '开始盘点')
        time.sleep(0.3)
        pick(app, field(app, '存放地（含其中各处）', plan), 'wlys', '物理一室', plan)
        shot(app, 'stocktake-plan')
        app.key('ctrl+Return')
        closed(app, '开始盘点')
        app.wait_for(lambda: any('PD-2026-0001' in row for row in rows(app, '盘点')), 'the stock-take')
        said(app, '0 / 共 4')
        shot(app, 'stocktakes')
    with step('the list to count with goes out as PDF'):
        button(app, '盘点…').click()
        window = dialog(app, '物理一室')
        said(app, '已盘 0 / 共 4')
        button(app, '打印盘点表…', window).click()
        preview = dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'stocktake-list')
        text = pdf(app, preview, 'list.pdf')
        for words in ('盘点表', '物理一室 3-2', '直流电流表', '52', 'ZC-000002', '账面', '实盘数'):
            assert words in text, (words, text)
        app.key('Escape')
        closed(app, '打印预览')
    with step('a scan is a count, whatever has the focus'):
        said(app, '已盘 0 / 共 4')
        time.sleep(0.3)
        app.scan('ZC-000001', gap_ms=4)
        said(app, re.compile('✓ 找到：数字示波器 ZC-000001'))
        said(app, '已盘 1 / 共 4')
        assert field(app, '手工输入编号', window).text == ''
        shot(app, 'stocktake-found')
    with step('read again, and a number that nobody knows'):
        app.scan('ZC-000001', gap_ms=4)
        said(app, re.compile('! 已数过：数字示波器 ZC-000001'))
        time.sleep(0.3)
        app.scan('6901234567892', gap_ms=4)
        said(app, '? 没有这个编号：6901234567892')
        shot(app, 'stocktake-unknown')
    with step('a place that is scanned is where the counter stands'):
        code = ask("SELECT code FROM place WHERE path = '物理一室 3-2'")
        if code and code[0]:
            time.sleep(0.3)
            app.scan(code[0], gap_ms=4)
            said(app, '✓ 现在位置：物理一室 3-2')
            assert field(app, '现在位置', window).text == '物理一室 3-2'
    with step('a quantity is typed'):
        field(app, '手工输入编号', window).set_text('140501003')
        field(app, '数量', window).set_text('五十')
        button(app, '计数', window).click()
        said(app, re.compile('✗ 五十.*'))
        field(app, '手工输入编号', window).set_text('140501003')
        field(app, '数量', window).set_text('50')
        button(app, '计数', window).click()
        said(app, re.compile('✓ 找到：直流电流表  50 / 52 只'))
        said(app, '已盘 2 / 共 4')
    with step('a line is counted by hand'):
        edit_line(app, window, '滑动变阻器')
        line = dialog(app, '滑动变阻器')
        field(app, '实盘数', line).set_text('一大堆')
        app.key('ctrl+Return')
        said(app, '✗ 这不是数量')
        field(app, '实盘数', line).set_text('26')
        app.key('ctrl+Return')
        closed(app, '滑动变阻器')
        said(app, '已盘 3 / 共 4')
        app.wait_for(lambda: [row[1] for row in lines(app)] == ['数字示波器'], 'the only one not seen')
        shot(app, 'stocktake-open')
        button(app, '全部', window).click()
        app.wait_for(lambda: len(lines(app)) == 4, 'all lines')
    with step('what was counted is there after closing'):
        app.key('Escape')
        closed(app, '物理一室')
        said(app, '3 / 共 4')
        button(app, '盘点…').click()
        window = dialog(app, '物理一室')
        said(app, '已盘 3 / 共 4')
    with step('the counting ends, and the differences get their causes'):
        button(app, '结束盘点', window).click()
        said(app, '盘点已结束：请写明差异原因')
        app.wait_for(lambda: sorted(row[1] for row in lines(app)) == ['数字示波器', '直流电流表'], 'the differences')
        shot(app, 'stocktake-differences')
        say_cause(app, window, '数字示波器', '数字示波器 ZC-000002', '丢失')
    with step('is not posted while a cause is missing'):
        app.key('Escape')
        closed(app, '物理一室')
        button(app, '复核入账…').click()
        button(app, re.compile(r'^复核入账\(P\)|^复核入账$')).click()
        said(app, re.compile('直流电流表.*'))
        assert ask('SELECT state FROM stocktake') == ['counted']
        button(app, '写差异原因…').click()
        window = dialog(app, '物理一室')
        say_cause(app, window, '直流电流表', '直流电流表', '学生损坏未登记')
        app.key('Escape')
        closed(app, '物理一室')
    with step('is posted, and the ledger follows'):
        button(app, '复核入账…').click()
        button(app, re.compile(r'^复核入账\(P\)|^复核入账$')).click()
        app.wait_for(lambda: any('✓ 已入账' in row for row in rows(app, '盘点')), 'the stock-take posted')
        shot(app, 'stocktake-posted')
        app.find('page tab', '台账').click()
        ledger = {'直流电流表': '50', '滑动变阻器': '26', '数字示波器': '1'}
        app.wait_for(lambda: {row[1]: row[3] for row in rows(app, '台账')} == ledger, 'the ledger to follow')
        app.find('page tab', '盘点').click()
    with step('the report goes out as PDF'):
        button(app, '打印盘点报告…').click()
        preview = dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'stocktake-report')
        text = pdf(app, preview, 'report.pdf')
        for words in ('盘点报告', '青溪实验学校', 'PD-2026-0001', '已盘 3 行，账面共 4 行', '学生损坏未登记', '丢失',
                      '监盘人', '负责人'):
            assert words in text, (words, text)
        app.key('Escape')
        closed(app, '打印预览')
with step('the books are sound afterwards'):
    told = subprocess.run([CLI, '--school', PATH, 'check', '--deep'], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
done()
