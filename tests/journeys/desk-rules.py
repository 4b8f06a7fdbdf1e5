#!/usr/bin/python3
"""What a school has settled about lending, in the window: a starter rule is compared and saved, and says what it means; a group is added; what is
out is seen in the lists of copies and titles; cards come in from a sheet and are printed.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, open_from, rows, said, save_to, shot
from ui import done, step

PATH = os.path.join(RUN, 'rules.jiaozhuang')
LATE = '2026-10-12'


def cli(*args, day=TODAY):
    return subprocess.run([CLI, '--school', PATH, *args], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=day), stdout=subprocess.PIPE,
                          text=True).stdout


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return (school.execute(sql).fetchone() or [None])[0]


def record(fields):
    directory, data = b'', b''
    for tag, text in fields:
        body = text.encode() + b'\x1e'
        directory += ('%s%04d%05d' % (tag, len(body), len(data))).encode()
        data += body
    base = 24 + len(directory) + 1
    return ('%05dnam0 22%05d   450 ' % (base + len(data) + 1, base)).encode() + directory + b'\x1e' + data + b'\x1d'


def book(title, copies):
    return record([('001', '1'), ('010', '  \x1fdCNY20.00'), ('200', '1 \x1fa%s\x1ff某著' % title), ('690', '  \x1faI247.57'), ('905', '  \x1fa1' + copies)])


def write(name, data):
    path = os.path.join(RUN, name)
    with open(path, 'wb') as f:
        f.write(data)
    return path


def make_library():
    cli('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'primary', day='2026-09-01')
    cli('import', 'people', write('people.csv', '姓名,班级,学号\n李小明,四(1),20260001\n赵一鸣,四(1),20260002\n钱多多,四(2),20260003\n'.encode()))
    cli('import', 'marc', write('books.iso', book('活着', '\x1fb00000001\x1fb00000002') + book('昆虫记', '\x1fb00000003')), '--place', '图书馆')
    cli('reader', 'card', '--class', '四(1)')
    cli('lend', '20260001', '00000001', day=LATE)
    cli('lend', '20260002', '00000003')
    cli('hold', '20260001', '2')


def press(app, name, within=None):
    app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button ' + name).click()


def more(app, what):
    """In the menu of the list, which stands left of the inspector's."""
    app.wait_for(lambda: [b for b in app.find_all('push button', '更多') if b.laid_out()], 'the menu')[0].click()
    app.find('menu item', what).click()


def row_of(app, table, text):
    return app.wait_for(lambda: next((r for r in rows(app, table) if any(text in cell for cell in r)), None), text + ' in ' + table)


def choose(app, table, text):
    row_of(app, table, text)
    app.wait_for(lambda: next((l for l in app.find_all('label', text, app.find('tree table', table)) if l.laid_out()), None), text).click(mouse=True)


make_library()
with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('a rule that came with the program is changed, says what it means, and is the school\'s own'):
        said(app, '还没有台账', timeout=20)
        app.activate_action('win.settings', 'compensation')
        press(app, '借阅规则')
        row_of(app, '借阅规则', '小学生')
        shot(app, 'rules-1-list')
        choose(app, '借阅规则', '小学生')
        said(app, re.compile('四\\(1\\)：最多 2 册，今天借，2026-12-0. 还；可续 1 次'))
        press(app, '修改…')
        rule = dialog(app, '借阅规则')
        field(app, '借期(天)', rule).set_text('23')
        field(app, '可续次数', rule).set_text('2')
        said(app, re.compile('四\\(1\\)：最多 2 册，今天借，2026-12-15 还；可续 2 次'))
        shot(app, 'rules-2-rule')
        app.key('ctrl+Return')
        closed(app, '借阅规则')
        app.wait_for(lambda: ask('SELECT days * 10 + renewals FROM loan_rule WHERE grp = 1 AND NOT starter') == 232, 'the rule')
        app.key('ctrl+z')
        app.wait_for(lambda: ask('SELECT days FROM loan_rule WHERE grp = 1 AND starter') == 14, 'the rule as it was')
    with step('copies that are out say so, and lead to who has them'):
        app.activate_action('win.page-number', 3)
        app.key('alt+2')
        app.wait_for(lambda: any(row[-2:] == ['2', '1'] for row in rows(app, '书目') if '活着' in row), 'how many are in')
        choose(app, '书目', '昆虫记')
        said(app, re.compile('赵一鸣 四\\(1\\)，2026-12-0. 还'))
        said(app, '预约读者')
        shot(app, 'rules-3-title')
        next(n for n in app.find_all(name='馆藏册') if n.laid_out()).click(mouse=True)
        assert '! 逾期' in row_of(app, '馆藏册', '00000001') and '2026-10-26' in row_of(app, '馆藏册', '00000001')
        assert '↗ 借出' in row_of(app, '馆藏册', '00000003') and '✓ 在架' in row_of(app, '馆藏册', '00000002')
        choose(app, '馆藏册', '00000001')
        said(app, '! 2026-10-26')
        shot(app, 'rules-4-copy')
        press(app, '读者: 李小明 四(1)')
        row_of(app, '读者', '李小明')
        shot(app, 'rules-5-reader')
    with step('cards come in from a sheet, by class and name'):
        more(app, '导入读者证…')
        open_from(app, '导入读者证', write('cards.csv', '姓名,班级,读者证号\n钱多多,四(2),DZ000007\n没有人,四(2),DZ000008\n'.encode()))
        sheet = dialog(app, '导入读者证')
        said(app, re.compile('读到 2 行：新增 1'))
        shot(app, 'rules-6-import')
        app.key('ctrl+Return')
        closed(app, '导入读者证')
        app.wait_for(lambda: ask("SELECT name FROM reader_now WHERE card = 'DZ000007'") == '钱多多', 'the card')
        row_of(app, '读者', 'DZ000007')
    with step('the cards of the chosen readers are printed'):
        choose(app, '读者', '钱多多')
        more(app, '打印读者证…')
        cards = dialog(app, '打印读者证')
        said(app, re.compile('1 枚'))
        shot(app, 'rules-7-cards')
        press(app, '存为 PDF…', cards)
        save_to(app, os.path.join(RUN, 'cards.pdf'))
        closed(app, '打印读者证')
        text = subprocess.run(['pdftotext', os.path.join(RUN, 'cards.pdf'), '-'], check=True, stdout=subprocess.PIPE, text=True).stdout
        assert all(words in text for words in ('青溪实验学校', '钱多多', '四(2)', 'DZ000007')) and '李小明' not in text, text
    with step('from the readers to the rules: a group of its own, a rule for it, what is paid for a book, the rest'):
        more(app, '规则…')
        press(app, '读者类别')
        press(app, '新增类别')
        group = dialog(app, '读者类别')
        field(app, '读者类别', group).set_text('图书委员')
        app.key('ctrl+Return')
        closed(app, '读者类别')
        row_of(app, '读者类别', '图书委员')
        press(app, '借阅规则')
        press(app, '新增规则')
        rule = dialog(app, '借阅规则')
        app.key('ctrl+Return')
        said(app, re.compile('已有这一类的规则'))
        app.wait_for(lambda: next((b for b in app.find_all('combo box', '读者类别', rule) if b.laid_out()), None), 'the groups').choose('End', 'Return')
        said(app, re.compile('^图书委员：最多 2 册'))
        app.key('ctrl+Return')
        closed(app, '借阅规则')
        row_of(app, '借阅规则', '图书委员')
        press(app, '图书赔偿')
        choose(app, '图书赔偿', '丢失')
        said(app, '定价 20.00 元的书赔 30.00 元；没有定价的赔 20.00 元')
        press(app, '修改…')
        lost = dialog(app, '图书赔偿规则')
        field(app, '书价的百分比', lost).set_text('300')
        said(app, re.compile('^定价 20.00 元的书赔 60.00 元'))
        shot(app, 'rules-8-compensation')
        app.key('ctrl+Return')
        closed(app, '图书赔偿规则')
        app.wait_for(lambda: ask("SELECT percent FROM book_compensation WHERE name = '丢失' AND NOT starter") == 300, 'the rule')
        press(app, '借阅规则')
        press(app, '其他规定…')
        policy = dialog(app, '其他借阅规定')
        field(app, '其后的位数', policy).set_text('2')
        app.key('ctrl+Return')
        said(app, re.compile('3 . 12'))
        field(app, '其后的位数', policy).set_text('7')
        shot(app, 'rules-9-policy')
        app.key('ctrl+Return')
        closed(app, '其他借阅规定')
        app.wait_for(lambda: ask('SELECT card_digits FROM lending_policy') == 7, 'the policy')
assert '"ok" : true' in cli('--json', 'check', '--deep')
done()
