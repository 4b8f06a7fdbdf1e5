#!/usr/bin/python3
"""A busy break at the desk: forty readers come with their cards and books, faster than the file answers, and none is lost; a mistake is
taken back, a book that somebody waits for is put aside, who is late is told so, a book is lost and paid for; then readers are
looked up by pinyin, and a class gets its cards.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess
import threading
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, rows, said, shot
from ui import done, step

PATH = os.path.join(RUN, 'desk.jiaozhuang')
N = 40
LATE = '2026-10-12'


def cli(*args, day=TODAY):
    return subprocess.run([CLI, '--school', PATH, *args], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=day), stdout=subprocess.PIPE,
                          text=True).stdout


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return school.execute(sql).fetchone()[0]


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


def make_library():
    names = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章'
    cli('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'nine-year', day='2026-09-01')
    with open(os.path.join(RUN, 'people.csv'), 'w', encoding='utf-8') as f:
        f.write('姓名,班级,学号\n' + ''.join('%s小明,四(%d),2026%04d\n' % (names[i], i % 2 + 1, i) for i in range(N)) + '孙新,三(1),\n马超,三(1),\n')
    with open(os.path.join(RUN, 'books.iso'), 'wb') as f:
        f.write(book('活着', '\x1fb00000000-00000099') + book('昆虫记', '\x1fb00000200') + book('草房子', '\x1fb00000300\x1fb00000301'))
    cli('import', 'people', os.path.join(RUN, 'people.csv'))
    cli('import', 'marc', os.path.join(RUN, 'books.iso'), '--place', '图书馆')
    for number in (1, 2):
        cli('reader', 'card', '--class', '四(%d)' % number)
    cli('lend', '20260000', '00000200', day=LATE)
    cli('lend', '20260001', '00000300', day=LATE)
    cli('hold', '20260002', '2')


def lent():
    return ask("SELECT count (*) FROM lending WHERE lent = '%s'" % TODAY)


def codes():
    """What was lent today."""
    return {int(code) for code in (ask("SELECT ifnull (group_concat (barcode), '') FROM lending JOIN copy ON copy.id = copy WHERE lent = '%s'" % TODAY)
                                   or '').split(',') if code}


def settled():
    """Waits until the desk has answered all that was scanned."""
    before, now = -1, lent()
    while before != now:
        time.sleep(2)
        before, now = now, lent()


def log(app):
    return [' '.join(row) for row in rows(app, '今天办理', most=60)]


make_library()
with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('the library opens at the desk'):
        said(app, '还没有台账', timeout=20)
        app.activate_action('win.page-number', 3)
        app.wait_for(lambda: any(n.laid_out() for n in app.find_all(name='流通')), 'the library')
        app.find('page tab', '流通').click()
        said(app, '请扫描读者证或图书')
    with step('forty readers in one break, scanned without waiting'):
        for i in range(2, N):
            app.scan('2026%04d' % i, gap_ms=2)
            app.scan('%08d' % i, gap_ms=2)
        settled()
        for i in sorted(set(range(2, N)) - codes()):  # what the made-up scanner mistyped on a busy machine, and the desk said so
            app.scan('2026%04d' % i, gap_ms=8)
            app.scan('%08d' % i, gap_ms=8)
        app.wait_for(lambda: lent() == N - 2, 'all of them to be lent', timeout=60)
        said(app, '借出成功：活着')
        assert ask("SELECT count (*) FROM lending JOIN reader ON reader.id = reader JOIN copy ON copy.id = copy WHERE lent = '%s' AND "
                   "substr (card, 7) <> substr (barcode, 7)" % TODAY) == 0
        assert any('00000039' in row for row in log(app)), log(app)
        shot(app, 'desk-lent')
    with step('a mistake is taken back'):
        app.key('ctrl+z')
        said(app, '已撤销')
        assert ask("SELECT count (*) FROM lending JOIN copy ON copy.id = copy WHERE barcode = '00000039'") == 0
        app.scan('00000039', gap_ms=2)
        said(app, '借出成功：活着')
    with step('Esc is the next reader; a book that comes back late and is waited for is put aside'):
        app.key('Escape')
        said(app, '请扫描读者证或图书')
        app.scan('00000200', gap_ms=2)
        app.wait_for(lambda: any('预约' in row and '00000200' in row for row in log(app)), 'the book to be put aside')
        shot(app, 'desk-held')
    with step('who is late is told so, and borrows nothing'):
        app.scan('20260000', gap_ms=2)
        app.wait_for(lambda: [l for l in app.find_all('label') if '因逾期停借' in l.name and l.laid_out()], 'why not')
        app.scan('00000050', gap_ms=2)
        app.wait_for(lambda: any('拒' in row and '00000050' in row for row in log(app)), 'the refusal')
        shot(app, 'desk-refused')
    with step('a name is typed by its pinyin, and chosen'):
        app.key('Escape')
        app.type_text('qian', gap_ms=80)
        app.wait_for(lambda: [l for l in app.find_all('label', '20260001') if l.laid_out()], 'the reader to be offered')
        app.key('Return')
        said(app, '钱小明')
    with step('a book is lost and paid for'):
        app.wait_for(lambda: next((b for b in app.find_all('push button', '损坏、丢失…') if b.laid_out()), None), 'the button').click()
        lost = dialog(app, '损坏、丢失')
        shot(app, 'desk-lost')
        app.key('ctrl+Return')
        closed(app, '损坏、丢失')
        app.wait_for(lambda: ask("SELECT count (*) FROM charge WHERE state = 'due' AND amount = 3000") == 1, 'what is owed')
        assert ask("SELECT state FROM copy WHERE barcode = '00000300'") == 'lost'
    with step('the list of readers, a class gets its cards'):
        app.find('page tab', '读者').click()
        app.wait_for(lambda: len(rows(app, '读者')) >= 30, 'the readers', timeout=10)
        shot(app, 'desk-readers')
        app.find('push button', '全班办证…').click()
        dialog(app, '全班办证')
        app.key('ctrl+Return')
        closed(app, '全班办证')
        app.wait_for(lambda: ask("SELECT count (*) FROM reader_now WHERE class_name = '三(1)'") == 2, 'two cards')
with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('the desk still knows what it did today'):
        app.wait_for(lambda: any(n.laid_out() for n in app.find_all(name='流通')), 'the library', timeout=20)
        app.find('page tab', '流通').click()
        app.wait_for(lambda: any('还' in row and '00000200' in row for row in log(app)), 'what came back', timeout=10)
        assert [row.split()[1:3] for row in log(app) if '00000039' in row] == [['↗', '借出'], ['↗', '借出']], log(app)
        assert [row for row in log(app) if '00000039' in row][1].endswith('已撤销'), log(app)
        shot(app, 'desk-again')
    with step('what was scanned before the program is closed is saved, each book for who was there'):
        app.scan('20260010', gap_ms=2)
        app.wait_for(lambda: [l for l in app.find_all('label', re.compile('^' + ask("SELECT name FROM reader_now WHERE card = '20260010'"))) if l.laid_out()],
                     'the reader')
        held = sqlite3.connect(PATH, isolation_level=None, check_same_thread=False)  # somebody else writes: nothing is answered meanwhile
        held.execute('BEGIN IMMEDIATE')
        for code in ('00000060', '20260012', '00000061'):
            app.scan(code, gap_ms=2)
            time.sleep(0.2)
        later = threading.Timer(2, held.rollback)
        later.start()
        app.activate_action('app.quit')
        later.join()
        held.close()
assert ask("SELECT group_concat (card || ' ' || barcode, ', ') FROM (SELECT card, barcode FROM lending JOIN reader ON reader.id = reader "
           "JOIN copy ON copy.id = copy WHERE barcode IN ('00000060', '00000061') AND returned IS NULL ORDER BY lending.id)") == \
    '20260010 00000060, 20260012 00000061'
assert '"ok" : true' in cli('--json', 'check', '--deep')
done()
