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
with ui.launch([journey.PROGRAM, path], env={'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'}) as app:
    with step('speaks English'):
        said(app, '500 rows')
        shot(app, 'english')
done()
