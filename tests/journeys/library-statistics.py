#!/usr/bin/python3
"""Term end in the library: what it amounts to against the standard; a class leads to its titles, what was never borrowed to its own;
another year; a loan that is made meanwhile is counted; the table and the books are seen as printed, and written as a spreadsheet.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess

import journey
from journey import CLI, RUN, TODAY, closed, dialog, rows, said, save_to, shot
from ui import done, step

PATH = os.path.join(RUN, 'statistics.jiaozhuang')
BOOKS = [('活着', 'I247.57', 3), ('昆虫记', 'Q96', 2), ('论语译注', 'B222', 1), ('史记选', 'K204', 2), ('唐诗三百首', 'I222', 4)]


def cli(*args, day=TODAY):
    return subprocess.run([CLI, '--school', PATH, *args], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=day), stdout=subprocess.PIPE,
                          text=True).stdout


def record(fields):
    directory, data = b'', b''
    for tag, text in fields:
        body = text.encode() + b'\x1e'
        directory += ('%s%04d%05d' % (tag, len(body), len(data))).encode()
        data += body
    base = 24 + len(directory) + 1
    return ('%05dnam0 22%05d   450 ' % (base + len(data) + 1, base)).encode() + directory + b'\x1e' + data + b'\x1d'


def make_library():
    cli('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'primary', day='2026-09-01')
    with open(os.path.join(RUN, 'people.csv'), 'w', encoding='utf-8') as f:
        f.write('姓名,班级,学号\n' + ''.join('学生%d,四(1),S%d\n' % (i, i) for i in range(4)))
    with open(os.path.join(RUN, 'books.iso'), 'wb') as f:
        for i, (title, number, copies) in enumerate(BOOKS):
            f.write(record([('001', '1'), ('010', '  \x1fdCNY20.00'), ('200', '1 \x1fa%s\x1ff某著' % title), ('690', '  \x1fa' + number),
                            ('905', '  \x1fa1' + ''.join('\x1fb%02d%06d' % (i, k) for k in range(copies)))]))
    cli('import', 'people', os.path.join(RUN, 'people.csv'))
    cli('import', 'marc', os.path.join(RUN, 'books.iso'), '--place', '图书馆', day='2024-03-01')
    cli('reader', 'card', '--class', '四(1)')
    cli('lend', 'S0', '00000000', day='2024-09-02')
    cli('return', '00000000', day='2024-09-12')
    cli('lend', 'S1', '01000000', day='2026-10-12')
    cli('return', '01000000', day='2026-10-20')
    cli('stats', 'policy', '--hours', '42', '--unlent-years', '1')


make_library()
def menu(app, item, which=0):
    app.find('push button', '打印和导出').click()
    app.wait_for(lambda: [i for i in app.find_all('menu item', item) if i.laid_out()], 'the menu')[which].click()


def in_classes(app, name):
    return app.find('push button', re.compile(name), app.find('panel', '五大部类和 22 大类'))


def tables(app):
    return [' '.join(row) for row in rows(app, '书目')]


def back(app):
    app.key('ctrl+3')
    app.find('page tab', '统计').click()
    said(app, re.compile('^依据标准'))


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('the figures stand with their verdicts'):
        said(app, '还没有台账', timeout=20)
        app.activate_action('win.page-number', 3)
        app.wait_for(lambda: any(n.laid_out() for n in app.find_all('page tab', '统计')), 'the library')
        back(app)
        said(app, '生均 3.00 册')
        assert len(app.find_all('label', '✓ 达标')) == 1 and app.find_all('label', '无数据：书目中没有报刊')
        chart = app.find('image', re.compile('^各月借出册数'))
        assert '26-10 1; 26-11 0; 26-12 无数据' in chart.name, chart.name
        shot(app, 'library-statistics')
    with step('a loan that is made meanwhile is counted'):
        assert app.find_all('label', '1 册次')
        with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
            card = school.execute('SELECT card FROM reader ORDER BY id DESC LIMIT 1').fetchone()[0]
        app.find('page tab', '流通').click()
        said(app, '请扫描读者证或图书')
        app.scan(card, gap_ms=2)
        app.scan('04000000', gap_ms=2)
        said(app, '借出成功：唐诗三百首')
        back(app)
        said(app, '2 册次')
    with step('a class leads to its titles, and so does a group'):
        in_classes(app, 'I 文学').click()
        app.wait_for(lambda: sorted((row.split() or [''])[0] for row in tables(app)) == ['唐诗三百首', '活着'], 'the literature')
        back(app)
        in_classes(app, '^C-K ').click()
        app.wait_for(lambda: len(tables(app)) == 3, 'the social sciences')
        shot(app, 'library-statistics-group')
    with step('what was not borrowed leads to its titles'):
        back(app)
        app.find('push button', '无人借阅的书目').click()
        app.wait_for(lambda: sorted((row.split() or [''])[0] for row in tables(app)) == ['史记选', '活着', '论语译注'], 'what nobody borrowed')
    with step('another year'):
        back(app)
        app.find('combo box', '学期或年度').choose('End', 'Return')
        app.wait_for(lambda: app.find_all('image', re.compile('24-09 1; 24-10 0')), 'the year 2024')
    with step('the statistics are seen as printed, and saved'):
        app.find('combo box', '学期或年度').choose('Home', 'Return')
        app.wait_for(lambda: app.find_all('label', '2 册次'), 'the term')
        menu(app, '图书馆统计表')
        preview = dialog(app, '打印预览')
        shot(app, 'library-statistics-paper')
        app.find('push button', '存为 PDF…', preview).click()
        path = os.path.join(RUN, 'statistics.pdf')
        save_to(app, path)
        app.key('Escape')
        closed(app, '打印预览')
        text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True).stdout
        assert '青溪实验学校' in text and '五大部类' in text and '各月借出册数' in text and '学生' not in text, text
    with step('a book of accounts as a spreadsheet'):
        menu(app, '图书总账', -1)
        path = os.path.join(RUN, 'total.xlsx')
        save_to(app, path)
        said(app, re.compile('total.xlsx'))
done()
