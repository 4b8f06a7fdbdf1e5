#!/usr/bin/python3
"""Other sizes: a window of 1024 × 700 and one with icons for a sidebar, text at 200 %, dark, high contrast, English.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import subprocess
import time

import journey
import ui
from journey import said, school, shot
from ui import done, step

path = school(500)


def with_size(size, scale):
    folder = os.path.join(os.environ['XDG_RUNTIME_DIR'], 'config-%s-%s' % (size, scale))
    os.makedirs(os.path.join(folder, 'jiaozhuang'), exist_ok=True)
    shutil.copytree(os.path.join(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0'), os.path.join(folder, 'gtk-4.0'), dirs_exist_ok=True)
    with open(os.path.join(folder, 'jiaozhuang', 'window.ini'), 'w') as f:
        f.write('[window]\nsize=%s\n' % size)
    # What a desktop's text scaling comes to without a settings daemon.
    subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER', 'Xft.dpi:\t%d\n' % (96 * scale)],
                   check=True)
    return {'XDG_CONFIG_HOME': folder}


for size, scale, name in (('1024x700', 1, '1024'), ('900x700', 1, 'icons'), ('1366x768', 2, 'text-200')):
    with journey.launch(path, env=with_size(size, scale)) as app:
        with step('is usable at ' + name):
            said(app, '500 项')
            app.find('list', within=app.find('tree table', '台账')).children()[1].click(mouse=True)
            said(app, '基本情况')
            time.sleep(0.2)
            shot(app, name)
        with step('goes back to the list by Esc at ' + name):
            app.key('Escape')
            app.wait_for('label', '基本情况', gone=True)
        with step('keeps inside the screen, and reaches every view at ' + name):
            width = next(w for w in app.windows() if w.laid_out()).box[2]
            assert width <= int(size.split('x')[0]), width
            app.key('ctrl+Prior')
            app.wait_for(lambda: app.page() == '价值', 'the last view')
            time.sleep(0.3)
            shot(app, name + '-last-view')
            app.key('ctrl+Next')
            app.wait_for(lambda: app.page() == '台账', 'the first view, round the end')
            more = app.find('push button', '更多视图')
            assert more.laid_out()
            more.click()
            app.find('menu item', '维修')
            time.sleep(0.3)
            shot(app, name + '-more-views')
            app.find('menu item', '维修').click()
            app.wait_for(lambda: app.page() == '维修', 'the view of the menu')
            app.key('alt+1')
            app.wait_for(lambda: app.page() == '台账', 'the first view')
with_size('1366x768', 1)
for name, env in (('dark', {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}), ('contrast', {'ADW_DEBUG_HIGH_CONTRAST': '1'}),
                  ('dark-contrast', {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark', 'ADW_DEBUG_HIGH_CONTRAST': '1'})):
    with journey.launch(path, env=env) as app:
        with step('is as usable in ' + name):
            said(app, '500 项')
            app.find('list', within=app.find('tree table', '台账')).children()[1].click(mouse=True)
            said(app, '基本情况')
            time.sleep(0.2)
            shot(app, name)
DEMO = os.path.join(journey.RUN, 'demo.jiaozhuang')
subprocess.run([journey.CLI, '--school', DEMO, 'demo', '--scale', 'small'], check=True, stdout=subprocess.DEVNULL,
               env={**os.environ, **journey.chinese(), 'JIAOZHUANG_TODAY': journey.TODAY})


def first_row(app):
    """The first row of the table that is in front; None where there is none."""
    for view in app.find_all('tree table'):
        if view.laid_out() and view.rows(1):
            lists = [n for n in app.find_all('list', within=view) if n.laid_out()]
            return next((row for row in lists[0].children() if row.laid_out()), None) if lists else None
    return None


def inside(app, width):
    """Nothing that can be pressed or typed into lies beyond the edge of the window, where it is not scrolled to."""
    window = next(w for w in app.windows() if w.laid_out())
    assert window.box[2] <= width, window.box


for name, scale, env in (('dark', 1, {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}), ('contrast', 1, {'ADW_DEBUG_HIGH_CONTRAST': '1'}), ('text-200', 2, {})):
    with journey.launch(DEMO, env={**with_size('1366x768', scale), **env, 'JIAOZHUANG_TODAY': journey.TODAY}) as app:
        app.wait_for('push button', '登录', timeout=30).click()
        app.wait_for(lambda: app.page() == '台账', 'the first view', timeout=20)
        time.sleep(1)
        views = []
        while app.page() not in views:
            views.append(app.page())
            with step('shows %s in %s' % (views[-1], name)):
                time.sleep(0.6)
                row = first_row(app)
                if row is not None:
                    row.click(mouse=True)
                    time.sleep(0.5)
                inside(app, 1366)
                shot(app, 'looks-%s-%02d' % (name, len(views)))
                app.key('Escape')
            app.key('ctrl+Next')
            time.sleep(0.4)
        assert len(views) >= 10, views
with_size('1366x768', 1)
with ui.launch([journey.PROGRAM, path], env={'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'}) as app:
    with step('speaks English'):
        said(app, '500 rows')
        shot(app, 'english')
done()
