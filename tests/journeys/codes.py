#!/usr/bin/python3
"""Codes and standards in the settings: the school's own codes and a standard it loaded are changed row by row, starter data is not.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, rows, said, shot, small_school
from ui import done, step

PATH = small_school()
SHEET = os.path.join(RUN, '县小学配备标准.csv')
with open(SHEET, 'w', encoding='utf-8') as f:
    f.write('学科,编号,名称,规格,单位,配备标准,参考价\n物理,24001,直流电流表,,只,12/校,40\n物理,25012,示波器,,台,2/校,\n')
subprocess.run([CLI, '--school', PATH, 'import', 'standard', SHEET], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=TODAY), stdout=subprocess.DEVNULL)


def table(app, name):
    app.find('list item', name).click(mouse=True)


def choose(app, name, at):
    next(n for n, role, _ in app.find('tree table', name).walk() if role == 'list').children()[at].click(mouse=True)


def fill(app, title, name, text):
    field(app, name, dialog(app, title)).set_text(text)


def button(app, name):
    return next((n for n in app.find_all('push button', name) if n.laid_out()), None)


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY}) as app:
    said(app, '2 项')
    app.activate_action('win.settings', 'codes')
    with step('says why a table of others stays as it is'):
        table(app, 'GB/T 14885 2010')
        app.wait_for(lambda: len(rows(app, '代码')) > 5, 'its codes')
        choose(app, '代码', 0)
        said(app, '别处维护的代码表不能逐行修改，请装入新版本')
        assert not button(app, '新增代码')
        time.sleep(0.3)
        shot(app, 'codes-of-others')
    with step('adds a code of its own, and one below it'):
        table(app, '本校自编')
        for code, name, above in (('Z1', '展板', ''), ('Z2', '校史展板', 'Z1')):
            app.wait_for(lambda: button(app, '新增代码'), 'the button').click()
            fill(app, '新代码', '编号', code)
            fill(app, '新代码', '名称', name)
            fill(app, '新代码', '上级代码', above)
            shot(app, 'codes-new')
            app.key('ctrl+Return')
            closed(app, '新代码')
        app.wait_for(lambda: [row[:2] for row in rows(app, '代码')] == [['Z1', '展板'], ['Z2', '校史展板']], 'both codes')
    with step('refuses in words to remove what others belong to, and removes the other'):
        choose(app, '代码', 0)
        app.wait_for(lambda: button(app, '删除'), 'the button').click()
        said(app, '✗ Z1：它下面还有代码')
        choose(app, '代码', 1)
        app.wait_for(lambda: len([n for n in app.find_all('label', '校史展板') if n.laid_out()]) > 1 and button(app, '删除'), 'the other row')
        time.sleep(0.3)
        shot(app, 'codes-own')
        button(app, '删除').click()
        app.wait_for(lambda: len(rows(app, '代码')) == 1, 'one code')
        app.key('ctrl+z')
        app.wait_for(lambda: len(rows(app, '代码')) == 2, 'both again')
    with step('changes a rule of a standard; what it comes to is said while it is typed'):
        table(app, '县小学配备标准')
        app.wait_for(lambda: len(rows(app, '配备标准')) == 2, 'its rows')
        choose(app, '配备标准', 0)
        said(app, '12 只')
        app.wait_for(lambda: button(app, '修改…'), 'the button').click()
        fill(app, '修改标准中的一行', '配备标准', '许多')
        app.wait_for('label', re.compile('^✗ '))
        fill(app, '修改标准中的一行', '配备标准', '6-8')
        said(app, '✓ 本校应配 6 至 8 只')
        time.sleep(0.3)
        shot(app, 'codes-rule')
        app.key('ctrl+Return')
        closed(app, '修改标准中的一行')
        said(app, '6–8 只')
        time.sleep(0.3)
        shot(app, 'codes-standard')
done()
