#!/usr/bin/python3
"""A day with the rooms: a free cell is booked, moved and taken back; a clash is told before anything is booked, and resolved by another
slot; a series leaves the holiday out and takes a make-up Saturday in; a request is approved; what was held is noted.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess

import journey
from journey import CLI, RUN, closed, dialog, field, pick, rows, said, save_to, shot
from ui import done, step

TODAY = '2026-11-18'
PATH = os.path.join(RUN, 'rooms.jiaozhuang')


def cli(*args):
    return subprocess.run([CLI, '--school', PATH, *args], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=TODAY), stdout=subprocess.PIPE,
                          text=True).stdout


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return school.execute(sql).fetchall()


def cell(app, name):
    return app.wait_for(lambda: next((n for n in app.find_all('push button', re.compile(name)) if n.laid_out()), None), 'the cell ' + name)


def free_cells(app):
    return sorted(n.name for n in app.find_all('push button', re.compile('空闲')) if n.laid_out())


def state_of(purpose):
    return ask("SELECT date, period, state FROM lesson WHERE purpose = '%s' AND voided IS NULL" % purpose)[0]


def lessons_at(day, period, room='物理一室'):
    return ask("SELECT l.id, l.state FROM lesson l JOIN place p ON p.id = l.room WHERE p.name = '%s' AND l.date = '%s' AND l.period = %d AND "
               "l.voided IS NULL AND l.state <> 'cancelled'" % (room, day, period))


cli('demo', '--scale', 'small')
with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('the week of the first lab stands there, with its days, its bells and what is free'):
        app.find('push button', '登录', timeout=20).click()
        said(app, re.compile('^853 项'), timeout=20)
        app.activate_action('win.page-number', 2)
        said(app, re.compile('^第 12 周（双周）'), timeout=20)
        app.wait_for(lambda: free_cells(app), 'what is free')
        shot(app, 'rooms-week')
    with step('a free cell is booked'):
        cell(app, '星期五 11-20 第 4 节：空闲').click()
        form = dialog(app, '预约功能室')
        said(app, re.compile('没有冲突'))
        pick(app, field(app, '班级', form), '八(1)', '八(1)', form)
        assert 'sensitive' not in app.find('combo box', '单双周', form).states, 'one day is neither odd nor even'
        field(app, '事由', form).set_text('自制小孔成像仪')
        shot(app, 'rooms-book')
        app.key('ctrl+Return')
        closed(app, '预约功能室')
        booked = cell(app, '星期五 11-20 第 4 节.*自制小孔成像仪')
        assert state_of('自制小孔成像仪') == ('2026-11-20', 4, 'approved')
    with step('it is moved by the keyboard, and taken back'):
        booked.click(mouse=True)
        said(app, re.compile('^2026-11-20 第 4 节'))
        app.key('ctrl+x')
        app.key('Down', 'Down')
        app.key('ctrl+v')
        cell(app, '星期五 11-20 第 6 节.*自制小孔成像仪')
        assert state_of('自制小孔成像仪') == ('2026-11-20', 6, 'approved')
        app.key('ctrl+z')
        cell(app, '星期五 11-20 第 4 节.*自制小孔成像仪').click()
        app.wait_for(lambda: state_of('自制小孔成像仪') == ('2026-11-20', 4, 'approved'), 'the lesson where it was')
        said(app, re.compile('^撤销：'))
        shot(app, 'rooms-lesson')
    with step('a clash is told before anything is booked, and another slot resolves it'):
        cell(app, '星期五 11-20 第 8 节：空闲').click()
        form = dialog(app, '预约功能室')
        pick(app, field(app, '班级', form), '八(2)', '八(2)', form)
        field(app, '周次', form).set_text('3-6')
        said(app, re.compile('不上课：国庆节'))
        said(app, re.compile('✓ 3 次可以预约  ✗ 2 次不行'))
        shot(app, 'rooms-series')
        app.key('ctrl+Return')
        app.wait_for(lambda: len(app.find_all('label', re.compile('不上课：'), form)) > 1, 'that it is refused')
        assert not ask("SELECT 1 FROM lesson JOIN class ON class.id = class WHERE class.name = '八(2)' AND period = 8")
        field(app, '周次', form).set_text('12-14')
        said(app, re.compile('✓ 3 次可以预约'))
        app.key('ctrl+Return')
        closed(app, '预约功能室')
        cell(app, '星期五 11-20 第 8 节 八')
    with step('a make-up Saturday has its own column and can be booked'):
        for week in range(11, 5, -1):
            app.find('push button', '上一周').click()
            said(app, re.compile('^第 %d 周' % week))
        said(app, re.compile('2026-10-01$'))
        cell(app, '星期六 10-10 第 7 节：空闲')
        shot(app, 'rooms-make-up')
    with step('the week is printed'):
        app.find('push button', '打印和导出').click()
        app.wait_for(lambda: [i for i in app.find_all('menu item', '打印周课表') if i.laid_out()], 'the menu')[0].click()
        preview = dialog(app, '打印预览')
        shot(app, 'rooms-week-paper')
        app.find('push button', '存为 PDF…', preview).click()
        path = os.path.join(RUN, 'week.pdf')
        save_to(app, path)
        app.key('Escape')
        closed(app, '打印预览')
        text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True).stdout
        assert '科学一室' in text and '小小科学家' in text and '10-10' in text, text
    with step('a request is approved'):
        app.find('page tab', '预约审批').click()
        app.wait_for(lambda: rows(app, '预约审批'), 'the requests')
        asked = next(i for i, row in enumerate(rows(app, '预约审批')) if '? 待审批' in row)
        next(n for n, role, _ in app.find('tree table', '预约审批').walk() if role == 'list').select(asked)
        n = ask("SELECT count (*) FROM lesson WHERE state = 'asked'")[0][0]
        app.wait_for(lambda: [b for b in app.find_all('push button', '批准') if b.laid_out()], 'the button')[0].click()
        app.wait_for(lambda: ask("SELECT count (*) FROM lesson WHERE state = 'asked'")[0][0] < n, 'one to be approved')
        shot(app, 'rooms-requests')
    with step('rooms and their use are listed'):
        app.find('page tab', '使用记录').click()
        app.wait_for(lambda: rows(app, '使用记录'), 'the uses')
        shot(app, 'rooms-uses')
        late = next(i for i, row in enumerate(rows(app, '使用记录')) if '! 未登记' in row)
        next(n for n, role, _ in app.find('tree table', '使用记录').walk() if role == 'list').select(late)
        app.wait_for(lambda: [b for b in app.find_all('push button', '登记使用…') if b.laid_out()], 'the button')[0].click()
        form = dialog(app, '使用登记')
        n = ask("SELECT count (*) FROM room_use")[0][0]
        shot(app, 'rooms-note')
        app.key('ctrl+Return')
        closed(app, '使用登记')
        app.wait_for(lambda: ask("SELECT count (*) FROM room_use")[0][0] == n + 1, 'the use to be noted')
        assert ask("SELECT people > 10 FROM room_use ORDER BY id DESC LIMIT 1")[0][0], 'as many as the class has are offered'
        for tab in app.find_all('page tab', '功能室'):
            tab.click()
        app.wait_for(lambda: rows(app, '功能室'), 'the rooms')
        shot(app, 'rooms-register')
    with step('a room is closed for a time, and opened before it'):
        lab = next(i for i, row in enumerate(rows(app, '功能室')) if '卫生室' in row)
        next(n for n, role, _ in app.find('tree table', '功能室').walk() if role == 'list').select(lab)
        app.wait_for(lambda: [b for b in app.find_all('push button', '暂停使用…') if b.laid_out()], 'the button')[0].click()
        form = dialog(app, '暂停使用')
        field(app, '原因', form).set_text('检修水路')
        app.key('ctrl+Return')
        closed(app, '暂停使用')
        again = app.wait_for(lambda: [b for b in app.find_all('push button', re.compile('^恢复使用')) if b.laid_out()], 'that it can be opened')
        shot(app, 'rooms-closed')
        again[0].click()
        app.wait_for(lambda: ask("SELECT voided FROM room_closure WHERE reason = '检修水路'")[0][0], 'the room to be open')
    with step('how much they are used is told'):
        app.find('page tab', '利用率').click()
        said(app, re.compile('^利用率 .* 节'))
        assert app.find_all('label', re.compile('^✗ 缺 1 间'))
        assert {'小学 6 个班：应配实验教师 1 人', '初中 6 个班：应配实验教师 1 人'} <= {n.name for n in app.find_all('label', re.compile('应配实验教师'))}
        assert app.find_all('label', re.compile('^现有实验教师 [0-9]+ 人'))
        shot(app, 'rooms-share')
done()
