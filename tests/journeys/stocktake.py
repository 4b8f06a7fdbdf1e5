#!/usr/bin/python3
"""A stock-take of a room: things are scanned (found, read again, unknown to everybody), a quantity is typed, a line is
counted by hand; the counting ends, the differences get their causes and are posted, the ledger follows; the report goes
out as PDF and is read by another program.

Then a stock-take of a room with three things elsewhere and two missing, to the signed report: two counters bring the files
of their scanners, a third a count sheet.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import os
import re
import sqlite3
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, open_from, pick, rows, said, save_to, shot, small_school
from ui import done, step

PATH = small_school()


def receive(code, name, tracking, quantity, price, place):
    subprocess.run([CLI, '--school', PATH, 'entry', 'receive', '--item', code, '--name', name, '--unit', '台',
                    '--tracking', tracking, '--quantity', quantity, '--price', price, '--place', place],
                   check=True, env=dict(os.environ, JIAOZHUANG_TODAY=TODAY), stdout=subprocess.DEVNULL)


receive('140503012', '数字示波器', 'card', '2', '2980', '物理一室')


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return [row[0] for row in school.execute(sql)]


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None),
                        'the button %s' % name)


def more(app, name):
    """From the menu of what can be done with the chosen stock-take."""
    [b for b in app.find_all('push button', '更多') if b.laid_out()][-1].click()
    app.find('menu item', name).click()


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


def write(name, *codes):
    """As a handheld scanner saves its memory."""
    path = os.path.join(RUN, name)
    with open(path, 'w', encoding='utf-8', newline='') as f:
        f.write(''.join(code + '\r\n' for code in codes))
    return path


def sheet(path):
    subprocess.run(['ssconvert', path, path + '.csv'], check=True, capture_output=True)
    with open(path + '.csv', encoding='utf-8', newline='') as f:
        return list(csv.reader(f))


def fill_in(path, counts):
    """The count sheet as a person fills it in: what stands under 实盘数, by code."""
    table = sheet(path)
    head = next(i for i, row in enumerate(table) if '实盘数' in row)
    code, counted = table[head].index('编号'), table[head].index('实盘数')
    for row in table[head + 1:]:
        row[counted] = counts.get(row[code], row[counted])
    filled = path.replace('.xlsx', '-filled')
    with open(filled + '.csv', 'w', encoding='utf-8', newline='') as f:
        csv.writer(f).writerows(table)
    subprocess.run(['ssconvert', filled + '.csv', filled + '.xlsx'], check=True, capture_output=True)
    return filled + '.xlsx'


receive('141001001', '投影仪', 'card', '6', '3600', '物理二室')  # ZC-000003 … 8
receive('141002002', '导线', 'lot', '10', '2', '物理二室')
receive('141003003', '显微镜', 'card', '3', '1200', '仓库')  # ZC-000009 … 11
FILES = (write('张伟.txt', 'ZC-000003', 'ZC-000009', 'ZC-000010', '6901234567892'), write('李娜.txt', 'ZC-000004', 'ZC-000011', 'ZC-000003'))

with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('begins the stock-take of a room in which other things stand'):
        said(app, '6 项')
        app.find('page tab', '盘点').click()
        button(app, '开始盘点').click()
        plan = dialog(app, '开始盘点')
        time.sleep(0.3)
        pick(app, field(app, '存放地（含其中各处）', plan), 'wles', '物理二室', plan)
        app.key('ctrl+Return')
        closed(app, '开始盘点')
        said(app, '0 / 共 7')
    with step('two counters bring the files of their scanners; what nobody knows is named with its row'):
        more(app, '导入扫描枪文件…')
        open_from(app, '选择扫描枪文件', FILES[0])
        files = dialog(app, '扫描枪文件')
        said(app, '4 个编号，其中位置码 0 个，查不到的 1 个')
        said(app, '✗ 第 4 行：“6901234567892”')
        button(app, '添加另一位盘点人的文件…', files).click()
        open_from(app, '选择扫描枪文件', FILES[1])
        said(app, '3 个编号，其中位置码 0 个，查不到的 0 个')
        assert [n.text for n in app.find_all(('text', 'entry'), '盘点人', files) if n.laid_out()] == ['张伟', '李娜']
        shot(app, 'stocktake-scanner-files')
        assert [n.text for n in app.find_all(('text', 'entry'), '开始位置', files) if n.laid_out()] == ['物理二室', '物理二室']
        app.key('ctrl+Return')
        closed(app, '扫描枪文件')
        said(app, re.compile('导入 2 人的扫描：找到 2，其他 4，未计 1'))
        assert ask("SELECT counter || ' ' || code || ' ' || verdict FROM stocktake_scan ORDER BY id DESC LIMIT 7")[::-1] == [
            '张伟 ZC-000003 found', '张伟 ZC-000009 elsewhere', '张伟 ZC-000010 elsewhere', '张伟 6901234567892 unknown',
            '李娜 ZC-000004 found', '李娜 ZC-000011 elsewhere', '李娜 ZC-000003 again']
    with step('a count sheet goes out, and comes back filled in by a third'):
        more(app, '导出盘点表…')
        save_to(app, os.path.join(RUN, 'count.xlsx'))
        said(app, '盘点表已存为 count.xlsx')
        filled = fill_in(os.path.join(RUN, 'count.xlsx'), {'ZC-000005': '1', 'ZC-000006': '1', 'ZC-000007': '许多', '141002002': '10'})
        more(app, '导入填好的盘点表…')
        open_from(app, '导入盘点表', filled)
        said(app, re.compile('读到 10 行.*退回 1'))
        counts = dialog(app, '导入盘点表')
        said(app, '✗ 第 7 行：“许多”')
        field(app, '盘点人', counts).set_text('王芳')
        shot(app, 'stocktake-sheet')
        app.key('ctrl+Return')
        closed(app, '导入盘点表')
        rejected = os.path.join(RUN, 'count-filled - 未导入的行.xlsx')
        app.wait_for(lambda: os.path.exists(rejected), 'the file of rejected rows')
        text = '\n'.join(' '.join(row) for row in sheet(rejected))
        assert 'ZC-000007' in text and '许多' in text and '数' in text, text
        assert 'ZC-000006' not in text, text
    with step('three stand elsewhere, two are missing; the missing ones get their causes'):
        button(app, '盘点…').click()
        window = dialog(app, '物理二室')
        button(app, '结束盘点', window).click()
        said(app, '盘点已结束：请写明差异原因')
        app.wait_for(lambda: len(lines(app)) == 5, 'the differences')
        told = sorted((row[0], row[1]) for row in lines(app))
        assert [name for _, name in told].count('显微镜') == 3 and [name for _, name in told].count('投影仪') == 2, told
        assert ask('SELECT count(*) FROM stocktake_line WHERE stocktake = 2 AND expected = 0') == [3]
        shot(app, 'stocktake-three-elsewhere')
        say_cause(app, window, '投影仪', '投影仪 ZC-000007', '丢失')
        app.wait_for(lambda: any('丢失' in ' '.join(row) for row in lines(app)), 'the first cause')
        at = next(i for i, row in enumerate(lines(app)) if 'ZC-000008' in row)
        app.find('list', within=app.find('tree table', '盘点明细')).children()[at].click(mouse=True)
        time.sleep(0.3)
        button(app, '实盘数与原因…', window).click()
        line = dialog(app, '投影仪 ZC-000008')
        button(app, '丢失', line).click()
        app.wait_for(lambda: field(app, '差异原因', line).text == '丢失', 'the cause')
        app.key('ctrl+Return')
        closed(app, '投影仪 ZC-000008')
        app.key('Escape')
        closed(app, '物理二室')
    with step('they are approved: the adjustment voucher and the transfer'):
        button(app, '复核入账…').click()
        button(app, re.compile(r'^复核入账\(P\)|^复核入账$')).click()
        app.wait_for(lambda: [row for row in rows(app, '盘点') if 'PD-2026-0002' in row and '✓ 已入账' in row], 'the stock-take posted')
        assert ask("SELECT v.kind || ' ' || count(*) FROM voucher v JOIN entry e ON e.voucher = v.id WHERE v.operation = (SELECT changed FROM stocktake WHERE id = 2) "
                   'GROUP BY v.id') == ['transfer 6', 'adjustment 2']
        assert ask("SELECT count(*) FROM position p JOIN place ON place.id = p.place WHERE path = '物理二室'") == [7]
        app.find('page tab', '凭证').click()
        app.wait_for(lambda: rows(app, '凭证') and rows(app, '凭证')[0][0].startswith('TZ-2026'), 'the adjustment voucher')
        app.find('list', within=app.find('tree table', '凭证')).children()[0].click(mouse=True)
        said(app, '盘点 PD-2026-0002')
        shot(app, 'stocktake-voucher')
        app.find('page tab', '盘点').click()
    with step('the report is a page of A4 to be signed'):
        app.wait_for(lambda: rows(app, '盘点'), 'the stock-takes')
        app.find('list', within=app.find('tree table', '盘点')).children()[0].click(mouse=True)
        button(app, '打印盘点报告…').click()
        preview = dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'stocktake-signed-report')
        text = pdf(app, preview, 'signed.pdf')
        for words in ('盘点报告', '青溪实验学校', 'PD-2026-0002', '在他处 3 行', 'ZC-000007', 'ZC-000008', 'ZC-000009', 'ZC-000010', 'ZC-000011',
                      '丢失', '差异由 Administrator 复核入账', 'DB-2026-0001', 'TZ-2026-0002', '盘点人', '监盘人', '负责人'):
            assert words in text, (words, text)
        page = subprocess.run(['pdfinfo', os.path.join(RUN, 'signed.pdf')], check=True, capture_output=True, text=True).stdout
        assert re.search(r'Page size: .*A4', page), page
        app.key('Escape')
        closed(app, '打印预览')
with step('the books are sound afterwards'):
    told = subprocess.run([CLI, '--school', PATH, 'check', '--deep'], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
done()
