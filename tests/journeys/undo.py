#!/usr/bin/python3
"""Undo: what a person did is taken back by key, with a toast, and every open list follows.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess

import journey
from journey import said, school, shot
from ui import done, step

path = school(60)
subprocess.run([os.environ['JZ_MAKE_SCHOOL'], '--rename', path], check=True)
with journey.launch(path) as app:
    with step('shows what was done'):
        said(app, '60 项')
        search = app.find('entry', '搜索名称、规格、编号、拼音首字母')
        search.set_text('改名')
        said(app, '1 项')
        app.find('list', within=app.find('tree table', '台账')).children()[0].click(mouse=True)
        app.find('label', 'Renamed an item')
        shot(app, 'history')
    with step('takes it back by key'):
        app.key('ctrl+z')
        app.find('push button', '清除筛选')
        app.find('push button', '清除筛选').click()
        said(app, '60 项')
    with step('takes that back too, from its history'):
        search.set_text('140547514')
        said(app, '1 项')
        app.find('list', within=app.find('tree table', '台账')).children()[0].click(mouse=True)
        app.wait_for(lambda: app.find_all('push button', re.compile('^撤销: ')), 'undo in the history')
        app.find_all('push button', re.compile('^撤销: '))[0].click()
        said(app, '改名示波器')
        search.set_text('改名')
        said(app, '1 项')
done()
