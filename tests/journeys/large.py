#!/usr/bin/python3
"""A large screen (2560 × 1440): the window fills it, and what is there to see uses the room.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os

import journey
from journey import rows, said, school, shot
from ui import done, step

path = school(500)
folder = os.path.join(os.environ['XDG_CONFIG_HOME'], 'jiaozhuang')
os.makedirs(folder)
with open(os.path.join(folder, 'window.ini'), 'w') as f:
    f.write('[window]\nsize=2560x1440\n')
with journey.launch(path) as app:
    with step('fills a large screen'):
        said(app, '500 项')
        _, _, width, height = app.find('tree table', '台账').box
        assert width > 1500 and height > 1100, (width, height)
        assert len(rows(app, '台账', 40)) == 40
        app.find('list', within=app.find('tree table', '台账')).children()[1].click(mouse=True)
        said(app, '基本情况')
        shot(app, 'large')
    with step('the cards too'):
        app.key('alt+2')
        app.wait_for(lambda: app.page() == '资产卡', 'the view of cards')
        shot(app, 'large-cards')
done()
