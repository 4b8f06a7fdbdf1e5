"""A school year begins, in the window: what becomes of each grade is shown, classes go up, the highest leave with their books still noted, new
ones come; the cards of readers follow; one key takes all of it back.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess

import journey
from journey import CLI, RUN, closed, dialog, rows, said, shot
from ui import done, step

PATH = os.path.join(RUN, 'promotion.jiaozhuang')
THEN, NOW = '2026-09-01', '2027-09-02'
TITLE = '新学年升级'


def cli(*args):
    subprocess.run([CLI, '--school', PATH, *args], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=THEN), stdout=subprocess.DEVNULL)


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return [row[0] for row in school.execute(sql)]


def write(name, text):
    path = os.path.join(RUN, name)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)
    return path


def classes():
    return ask('SELECT name FROM class WHERE left_year IS NULL ORDER BY grade, number')


cli('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'nine-year')
cli('import', 'people', write('people.csv', '姓名,班级,学号\n李小明,四(1),20260001\n钱多多,六(1),20260003\n周舟,六(2),20260004\n孙立,九(1),20260005\n'))
cli('import', 'books', write('books.csv', '题名,册数,登录号\n活着,1,00000001\n'))
cli('reader', 'card', '--class', '四(1)')
cli('reader', 'card', '--class', '九(1)')
cli('lend', '20260005', '00000001')
with journey.launch(PATH, env={'JIAOZHUANG_TODAY': NOW, 'HOME': RUN}) as app:
    with step('shows what becomes of each grade, and of whom has still books'):
        said(app, '还没有台账', timeout=20)
        app.activate_action('win.settings', 'classes')
        app.find('push button', TITLE + '…').click()
        form = dialog(app, TITLE)
        said(app, '2027–2028 学年')
        said(app, re.compile('^1 个班，.*：升入五年级$'))
        said(app, re.compile('^2 个班，.*：毕业离校$'))
        said(app, re.compile('还有 1 册书未还'))
        shot(app, 'promotion-1-form')
    with step('who ends a stage may stay: then there are no new classes in the next one'):
        app.find(None, '毕业年级留在本校升学', form).click(mouse=True)
        said(app, re.compile('^2 个班，.*：升入七年级$'))
        shot(app, 'promotion-2-stay')
        app.key('ctrl+Return')
        closed(app, TITLE)
        app.wait_for(lambda: classes() == ['五(1)', '七(1)', '七(2)'], 'the classes', timeout=10)
        app.wait_for(lambda: any('七(2)' in row for row in rows(app, '班级')), 'the list')
        assert ask("SELECT class.name FROM person JOIN class ON class.id = person.class WHERE person.name = '周舟'") == ['七(2)']
        assert ask("SELECT left_year FROM class WHERE name = '六(2)'") == [2027]  # what it was then stays told of it
        shot(app, 'promotion-3-classes')
    with step('cards follow, and who has left is to be cleared'):
        app.activate_action('win.page-number', 3)
        next(n for n in app.find_all(name='读者') if n.laid_out()).click(mouse=True)
        app.wait_for(lambda: any('五(1)' in row for row in rows(app, '读者')), 'the class of the reader')
        assert any('孙立' in cell for row in rows(app, '读者') for cell in row)
        shot(app, 'promotion-4-readers')
    with step('a year that was begun can not be begun again, and is taken back by one key'):
        app.activate_action('win.settings', 'classes')
        app.find('push button', TITLE + '…').click()
        dialog(app, TITLE)
        said(app, '各班已是本学年的年级')
        shot(app, 'promotion-5-nothing')
        app.key('Escape')
        closed(app, TITLE)
        app.activate_action('win.undo')
        app.wait_for(lambda: classes() == ['四(1)', '六(1)', '六(2)', '九(1)'], 'the classes as they were', timeout=10)
done()
