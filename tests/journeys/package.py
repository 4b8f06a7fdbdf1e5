#!/usr/bin/python3
"""The package: what is not ready opens its row; a key, an export, a green tick; a changed file is found out.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import zipfile

import assist
from assist import FOLDER, cli, shot
from ui import done, step

path = assist.school()
book = os.path.join(FOLDER, 'cards.csv')
with open(book, 'w') as f:
    f.write('名称,规格型号,数量,单价,存放地点\n数字示波器,双通道,2,2980,物理一室3-2\n投影仪,4000 流明,1,3500,\n')
cli('--school', path, 'import', 'ledger', book)
package, tampered = os.path.join(FOLDER, 'school.zip'), os.path.join(FOLDER, 'tampered.zip')


def tamper():
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(tampered, 'w', zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if '/data/items' in info.filename:
                data = data.replace('投影仪'.encode(), '放映机'.encode())
            new.writestr(info, data)


with assist.launch(path) as app:
    with step('says what is ready and what is not'):
        app.wait_for('tree table', '台账')
        app.key('ctrl+5')
        app.wait_for('label', re.compile('^! .* 处提醒$'), timeout=10)
        app.wait_for('label', '先要有签名钥匙')
        app.find('label', '还没有回执，只能导出全部')
        shot(app, 'submission')
    with step('a row to mend is opened where it is'):
        subjects = app.find('list', '就绪情况')
        subjects.select(4)
        app.wait_for('label', '资产卡 · 1 处要改')
        app.find('list', '要改的').children()[0].click(mouse=True)
        app.wait_for(lambda: app.page() == '资产卡', 'the cards', timeout=10)
        app.key('ctrl+5')
    with step('makes the key, and says its fingerprint'):
        app.wait_for('push button', '生成钥匙…').click()
        app.wait_for('push button', '生成').click()
        app.wait_for('label', '✓ 学校有了签名钥匙', timeout=30)
        app.find('label', re.compile('^[0-9a-f]{4}(-[0-9a-f]{4}){4}$'))
        shot(app, 'key')
        app.find('push button', '关闭').click()
        app.wait_for('label', '✓ 可以签名', timeout=10)
    with step('exports'):
        app.wait_for(lambda: 'sensitive' in app.find('push button', '导出数据包…').states, 'export possible')
        app.find('push button', '导出数据包…').click()
        assist.save_as(app, package)
        app.wait_for('label', re.compile('^第 1 号，完整'), timeout=20)
        shot(app, 'exported')
    with step('the package is proved: a green tick'):
        app.find('push button', '校验数据包…').click()
        assist.open_file(app, package)
        app.wait_for('label', '✓ 数据包完好', timeout=20)
        app.find('label', '✓ 用本校的钥匙签名')
        shot(app, 'verified')
        app.key('Escape')
        app.wait_for(lambda: len(app.windows()) == 1, 'one window')
    with step('a changed file shows what is wrong'):
        tamper()
        app.find('push button', '校验数据包…').click()
        assist.open_file(app, tampered)
        app.wait_for('label', re.compile('^✗ 数据包有 [0-9]+ 处问题$'), timeout=20)
        app.find('label', re.compile('校验和 · .*items'))
        shot(app, 'tampered')
        app.key('ctrl+Return')
        app.wait_for(lambda: len(app.windows()) == 1, 'one window')
done()
