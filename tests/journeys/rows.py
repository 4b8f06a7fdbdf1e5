#!/usr/bin/python3
"""What rows offer: a right click has the actions of the inspector; people who stand twice are found and merged; filters that go are seen to go.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, rows, said, shot, small_school
from ui import done, step

PATH = small_school()
SHEET = os.path.join(RUN, '教师.csv')
with open(SHEET, 'w', encoding='utf-8') as f:
    f.write('姓名,工号,岗位\n王芳,T001,物理教师\n王 芳,T002,物理教师\n赵强,T003,化学教师\n赵强,T004,化学教师\n')
subprocess.run([CLI, '--school', PATH, 'import', 'people', SHEET], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=TODAY), stdout=subprocess.DEVNULL)

with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY}) as app:
    said(app, '2 项')
    with step('upkeep: what is shown follows when the filters are cleared'):
        app.find('page tab', '维修').click()
        choice = app.find('combo box', '显示')
        app.find('push button', '清除筛选').click()
        app.wait_for(lambda: app.find_all('label', '全部', choice), 'everything to be shown')
        time.sleep(0.3)
        shot(app, 'rows-cleared')
    with step('a right click offers what the inspector offers'):
        app.activate_action('win.settings', 'people')
        app.wait_for(lambda: len(rows(app, '人员')) == 5, 'the people')
        people = next(n for n, role, _ in app.find('tree table', '人员').walk() if role == 'list').children()
        people[0].click(button=3, mouse=True)
        assert 'sensitive' in app.find('menu item', '修改…').states and 'sensitive' in app.find('menu item', '不再在校').states
        time.sleep(0.3)
        shot(app, 'rows-menu')
        app.find('menu item', '全选').click()
        said(app, '选中 5 项')
    with step('people who stand there twice are found, and merged'):
        app.find('push button', '查找重复…').click()
        found = dialog(app, '查找重复')
        said(app, '有 2 组看起来重复')
        time.sleep(0.3)
        shot(app, 'rows-people')
        next(n for n in app.find_all('push button', '合并…', found) if n.laid_out()).click()
        closed(app, '查找重复')
        dialog(app, '合并人员')
        time.sleep(0.3)
        shot(app, 'rows-merge-people')
        app.key('ctrl+Return')
        closed(app, '合并人员')
        app.wait_for(lambda: len(rows(app, '人员')) == 4, 'one less')
        shot(app, 'rows-merged-people')
    with step('undo parts them again'):
        app.key('ctrl+z')
        app.wait_for(lambda: len(rows(app, '人员')) == 5, 'both again')
    with step('rows that are chosen are merged from their menu'):
        at = [i for i, row in enumerate(rows(app, '人员')) if '赵强' in row]
        people = next(n for n, role, _ in app.find('tree table', '人员').walk() if role == 'list').children()
        people[at[0]].click(mouse=True)
        people[at[0]].click(button=3, mouse=True)
        app.find('menu item', '合并…').click()
        said(app, re.compile('请选中属于同一个人的行'))
        app.find('entry', '搜索姓名、证号、拼音首字母').set_text('赵强')
        app.wait_for(lambda: len(rows(app, '人员')) == 2, 'both')
        people = next(n for n, role, _ in app.find('tree table', '人员').walk() if role == 'list').children()
        people[0].click(mouse=True)
        app.key('ctrl+a')
        said(app, '选中 2 项')
        people[0].click(button=3, mouse=True)
        app.find('menu item', '合并…').click()
        dialog(app, '合并人员')
        app.key('ctrl+Return')
        closed(app, '合并人员')
        app.wait_for(lambda: len([row for row in rows(app, '人员') if '赵强' in row]) == 1, 'one Zhao Qiang')
done()
