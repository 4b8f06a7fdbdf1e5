#!/usr/bin/python3
"""A shelf is counted with a scanner: one book is missing, one stands elsewhere, one is lent and stands there, two are out of order, a code
is nobody's; the window is closed in between and nothing is lost; the report goes out as PDF. Then two books that were asked to be
struck off are approved, the register goes out as PDF, and it is undone.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, open_from, pick, rows, said, save_to, shot
from ui import done, step

PATH = os.path.join(RUN, 'shelf.jiaozhuang')
BOOKS = '''书名,作者,分类号,种次号,登录号,馆藏地,册数
地球的故事,房龙,A1,1,S001,学生借阅室,
昆虫的生活,法布尔,B2,1,S002,学生借阅室,
海底旅行,凡尔纳,C3,1,S003,学生借阅室,
森林报,比安基,D4,1,S004,学生借阅室,
趣味物理,别莱利曼,E5,1,S005,学生借阅室,
星空,法拉第,F6,1,S006,学生借阅室,
教师用书,人教社,G4,1,S007,教师阅览室,
'''


def cli(*args):
    return subprocess.run([CLI, '--school', PATH, *args], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=TODAY), stdout=subprocess.PIPE,
                          text=True).stdout


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return [row[0] for row in school.execute(sql)]


def state(*codes):
    return [ask("SELECT state FROM copy WHERE barcode = '%s'" % code)[0] for code in codes]


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button %s' % name)


def tab(app, name):
    return app.wait_for(lambda: next((b for b in app.find_all(('radio button', 'toggle button', 'page tab'), name) if b.laid_out()), None),
                        'the view ' + name)


def choose(app, table):
    """The first row."""
    app.find('list', within=app.find('tree table', table)).children()[0].click(mouse=True)


def scan(app, code, words):
    time.sleep(0.3)
    app.scan(code, gap_ms=8)
    said(app, words)


def pdf(app, name):
    preview = dialog(app, '打印预览')
    app.find('push button', '存为 PDF…', preview).click()
    save_to(app, os.path.join(RUN, name))
    app.key('Escape')
    closed(app, '打印预览')
    return subprocess.run(['pdftotext', '-layout', os.path.join(RUN, name), '-'], check=True, capture_output=True, text=True).stdout


with open(os.path.join(RUN, 'books.csv'), 'w', encoding='utf-8') as f:
    f.write(BOOKS)
cli('demo', '--scale', 'small')
cli('import', 'books', os.path.join(RUN, 'books.csv'))
card = ask("SELECT card FROM reader r JOIN person p ON p.id = r.person WHERE r.state = 'active' AND r.stopped IS NULL AND p.kind = 'staff' AND r.voided IS NULL AND "
           "NOT EXISTS (SELECT 1 FROM lending WHERE reader = r.id AND returned IS NULL) AND NOT EXISTS (SELECT 1 FROM charge WHERE reader = r.id)")[0]
cli('lend', card, 'S006')
librarian = ask("SELECT login FROM account JOIN account_role ON account = account.id JOIN role ON role.id = role WHERE role.name = 'librarian' AND account.id > 1")[0]
cli('--as', librarian, 'weeding', 'ask', 'S001', 'S002', '--reason', '内容陈旧')

with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('a count of a reading room begins'):
        app.wait_for('push button', '登录', timeout=30).click()
        app.wait_for('page tab', '台账', timeout=30)
        app.activate_action('win.page-number', 3)
        tab(app, '图书盘点').click()
        button(app, '开始图书盘点').click()
        plan = dialog(app, '图书盘点')
        pick(app, field(app, '存放地（含其中各处）', plan), 'xsjys', '学生借阅室', plan)
        shot(app, 'shelf-plan')
        app.key('ctrl+Return')
        window = dialog(app, '学生借阅室')
        said(app, '请按排架顺序逐册扫描')
        said(app, re.compile('已见 0 / 6 .*'))
    with step('books are scanned in the order in which they stand'):
        scan(app, 's001', re.compile('✓ 相符：《地球的故事》.*'))
        scan(app, 'S005', re.compile('✓ 相符：《趣味物理》.*'))
        scan(app, 'S002', re.compile('✓ 相符：《昆虫的生活》.*'))
        scan(app, 'S006', re.compile('! 《星空》账上已借出.*'))
        scan(app, 'S004', re.compile('✓ 相符：《森林报》.*'))
        scan(app, 'S004', re.compile('! 已数过：.*森林报.*'))
        shot(app, 'shelf-scanned')
    with step('what belongs elsewhere, what is in no catalogue'):
        scan(app, 'S007', re.compile('↗ 《教师用书》应在 教师阅览室.*'))
        scan(app, '6901234567892', re.compile('. 没有登录号为 6901234567892 的馆藏'))
        said(app, re.compile('已见 5 / 6 · 未见 1 · 错放 1 · 乱架 2'))
        app.wait_for(lambda: [row[0] for row in rows(app, '待盘图书')] == ['S003'], 'the only book not seen')
        shot(app, 'shelf-open')
    with step('nothing is lost when the window is closed'):
        app.key('Escape')
        closed(app, '学生借阅室')
        app.wait_for(lambda: any('TP-2026-0001' in row for row in rows(app, '图书盘点')), 'the count')
        choose(app, '图书盘点')
        button(app, '盘点…').click()
        window = dialog(app, '学生借阅室')
        said(app, re.compile('已见 5 / 6 .*'))
    with step('the memory of a scanner is taken in'):
        with open(os.path.join(RUN, 'memory.txt'), 'w') as f:
            f.write('S001\nS002\nX-88\n')
        button(app, '扫描枪文件…', window).click()
        open_from(app, '选择扫描枪文件', os.path.join(RUN, 'memory.txt'))
        app.wait_for(lambda: ask("SELECT count (*) FROM library_count_scan WHERE verdict = 'unknown'") == [2], 'the scans of the file', timeout=10)
    with step('the counting ends: one book is missing'):
        button(app, '结束盘点', window).click()
        said(app, '盘点已结束')
        app.wait_for(lambda: state('S003', 'S001', 'S006', 'S007') == ['missing', 'shelf', 'shelf', 'shelf'], 'the missing book')
        app.wait_for(lambda: sorted(row[0] for row in rows(app, '待盘图书')) == ['S003', 'S006', 'S007'], 'the differences')
        shot(app, 'shelf-differences')
    with step('the report goes out as PDF'):
        button(app, '打印盘点报告…', window).click()
        text = pdf(app, 'report.pdf')
        for words in ('图书盘点报告', 'S003', 'S007', 'S006', '未见', '乱架', '6901234567892', '盘点人', '负责人'):
            assert words in text, (words, text)
        app.key('Escape')
        closed(app, '学生借阅室')
    with step('the missing book is proposed for weeding'):
        tab(app, '剔旧').click()
        app.wait_for(lambda: any('S003' in row for row in rows(app, '建议剔旧', most=200)), 'the missing book to be proposed')
        shot(app, 'weeding-proposed')
    with step('the rules are the school\'s own'):
        button(app, '剔旧标准…').click()
        window = dialog(app, '剔旧标准')
        time.sleep(0.3)
        shot(app, 'weeding-rules')
        app.wait_for(lambda: next((n for n in app.find_all('list item', '按此建议剔旧', window) if n.laid_out()), None), 'the switch').click(mouse=True)
        app.key('ctrl+Return')
        closed(app, '剔旧标准')
        app.wait_for(lambda: ask("SELECT used, starter FROM weeding_rule WHERE name = '五年无人借阅'")[0] == 0, 'the rule to be unused')
    with step('a request for two books is approved'):
        tab(app, '剔旧申请').click()
        app.wait_for(lambda: any('TJ-2026-0001' in row for row in rows(app, '剔旧申请')), 'the request')
        choose(app, '剔旧申请')
        button(app, '批准…').click()
        dialog(app, '批准剔旧')
        app.key('ctrl+Return')
        closed(app, '批准剔旧')
        app.wait_for(lambda: state('S001', 'S002') == ['withdrawn', 'withdrawn'], 'the books to be struck off')
        shot(app, 'weeding-done')
    with step('the register of what was struck off goes out as PDF'):
        button(app, '打印注销清册…').click()
        text = pdf(app, 'register.pdf')
        for words in ('图书注销清册', 'S001', 'S002', '地球的故事', '内容陈旧'):
            assert words in text, (words, text)
    with step('it is undone'):
        app.key('ctrl+z')
        app.wait_for(lambda: state('S001', 'S002') == ['shelf', 'shelf'], 'the books to be there again')
        assert ask('SELECT state FROM weeding') == ['asked']
done()
