#!/usr/bin/python3
"""Labels of assets: laid out, moved, printed to a PDF file whose bars other programs read; then none is missing.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess

import assist
from assist import FOLDER, cli, shot
from ui import Failure, done, step

path = assist.school()
book = os.path.join(FOLDER, 'cards.csv')
with open(book, 'w') as f:
    f.write('名称,规格型号,数量,单价,存放地点\n数字示波器,双通道,12,2980,物理一室3-2\n投影仪,4000 流明,18,3500,录播教室\n')
cli('--school', path, 'import', 'ledger', book)
pdf = os.path.join(FOLDER, 'labels.pdf')


def codes(pdf):
    subprocess.run(['pdftoppm', '-r', '300', '-png', pdf, os.path.join(FOLDER, 'page')], check=True)
    found = set()
    for name in sorted(os.listdir(FOLDER)):
        if name.startswith('page') and name.endswith('.png'):
            read = subprocess.run(['zbarimg', '--nodbus', '-q', '--raw', os.path.join(FOLDER, name)], stdout=subprocess.PIPE, text=True)
            found |= set(read.stdout.split())
    return found


with assist.launch(path) as app:
    with step('lays out what still lacks a label'):
        app.wait_for('tree table', '台账')
        app.activate_action('win.print-labels', ('assets', True, []))
        app.wait_for('label', '30 枚 · 2 张纸 · 最后一张余 18 枚', timeout=10)
        app.wait_for('push button', '打印 30 枚')
        app.find('label', '第 1 张，共 2 张')
        shot(app, 'labels')
    with step('begins where the sheet was left off'):
        app.find('spin button', '从第几枚起').set_value(7)
        app.wait_for('label', '30 枚 · 2 张纸 · 最后一张余 12 枚', timeout=10)
        app.find('push button', '下一张').click()
        app.wait_for('label', '第 2 张，共 2 张')
        app.find('push button', '上一张').click()
        shot(app, 'labels-start')
    with step('is saved as a PDF file'):
        app.find('push button', '存为 PDF…').click()
        assist.save_as(app, pdf)
        app.wait_for(lambda: os.path.exists(pdf), 'the file', timeout=10)
        app.wait_for(lambda: len(app.windows()) == 1, 'the dialog closed', timeout=10)
        shot(app, 'labels-done')
    with step('every bar is read by a program that is not ours'):
        wanted = {'ZC-%06d' % n for n in range(1, 31)}
        if codes(pdf) != wanted:
            raise Failure('read %s' % sorted(codes(pdf)))
    with step('afterwards none is missing'):
        app.activate_action('win.print-labels', ('assets', True, []))
        app.wait_for('label', '没有要打印的标签', timeout=10)
        app.wait_for(lambda: 'sensitive' not in app.find('push button', re.compile('^打印 0 枚')).states, 'nothing to print')
        app.key('Escape')
        app.wait_for(lambda: len(app.windows()) == 1, 'one window')
    with step('undo: they lack one again'):
        app.key('ctrl+z')
        app.wait_for('label', re.compile('^已撤销'), timeout=10)
        app.activate_action('win.print-labels', ('assets', True, []))
        app.wait_for('label', re.compile('^30 枚'), timeout=10)
done()
