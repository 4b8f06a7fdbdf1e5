#!/usr/bin/python3
"""A Chinese input method is on, as it always is at a school: words are typed by pinyin, and a scanner's codes arrive whole all the same.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import time

import journey
from journey import rows, said, school, shot
from ui import done, step

PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""


def start_input_method():
    folder = os.path.join(os.environ['XDG_CONFIG_HOME'], 'fcitx5')
    os.makedirs(folder)
    with open(os.path.join(folder, 'profile'), 'w') as f:
        f.write(PROFILE)
    return subprocess.Popen(['fcitx5', '--disable', 'wayland,cloudpinyin,kimpanel,notifications'], stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


if shutil.which('fcitx5') is None:
    print('1..0 # SKIP fcitx5 is not installed')
    raise SystemExit(0)
method = start_input_method()
subprocess.run(['gdbus', 'wait', '--session', '--timeout', '20', 'org.fcitx.Fcitx5'], check=True)
path = school(500)
with journey.launch(path, env={'GTK_IM_MODULE': 'fcitx', 'XMODIFIERS': '@im=fcitx'}) as app:
    said(app, '500 项')
    search = app.find('entry', '搜索名称、规格、编号、拼音首字母')
    with step('a word is typed by pinyin'):
        search.focus()
        app.type_text('shiboqi', gap_ms=150) # half of it between two keys; below 35 ms it would be a scanner
        time.sleep(0.5)
        shot(app, 'composing')
        app.key('space')
        app.wait_for(lambda: search.text == '示波器', 'the word that pinyin gives')
        said(app, re.compile('^[0-9]+ 项$'))
        app.wait_for(lambda: all('示波器' in row[1] for row in rows(app, '台账')), 'only oscilloscopes')
    with step('a scan in the same field goes where scans go'):
        app.scan('ZC-000006', gap_ms=4)
        app.wait_for(lambda: app.page() == '资产卡', 'the view of cards')
        said(app, '流转')
        app.wait_for(lambda: search.text in ('', '示波器'), 'nothing of the code typed')
        shot(app, 'scanned')
method.terminate()
done()
