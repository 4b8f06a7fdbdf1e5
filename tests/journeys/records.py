#!/usr/bin/python3
"""Catalogue records come in through the window: a file that is written in two encodings, with a record that is none; the
first ones are shown as they would be read, other choices are tried at once; taken in, found, undone, taken in again;
labels printed and seen as printed; everything written out for another library.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, open_from, rows, said, save_to, shot
from ui import done, step

PATH = os.path.join(RUN, 'records.jiaozhuang')
ENV = dict(os.environ, JIAOZHUANG_TODAY=TODAY)
subprocess.run([CLI, '--school', PATH, 'init', '--name', '青溪小学', '--code', '1', '--stage', 'primary'], check=True, env=ENV,
               stdout=subprocess.DEVNULL)


def record(title, author, number, call, encoding, volume=''):
    directory, data = b'', b''
    for tag, text in (('001', '1'), ('010', '  \x1fa978-7-5063-6543-7\x1fdCNY20.00'), ('200', '1 \x1fa%s%s\x1ff%s' % (title, volume, author)),
                      ('210', '  \x1fa北京\x1fc作家出版社\x1fd2012.08'), ('690', '  \x1fa' + call.split('/')[0]),
                      ('905', '  \x1fb%s\x1fs%s' % (number, call))):
        body = text.encode(encoding) + b'\x1e'
        directory += ('%s%04d%05d' % (tag, len(body), len(data))).encode()
        data += body
    base = 24 + len(directory) + 1
    return ('%05dnam0 22%05d   450 ' % (base + len(data) + 1, base)).encode() + directory + b'\x1e' + data + b'\x1d'


FILE = os.path.join(RUN, '书商数据.iso')
with open(FILE, 'wb') as out:
    out.write(record('活着', '余华著', '00000001', 'I247.57/12', 'gb18030') + b'\r\n'
              + record('鲁迅全集', '鲁迅著', '00000002-3', 'I210.1/1', 'utf-8', '\x1fh第一卷') + b'rubbish\x1d'
              + record('昆虫记', '法布尔著', '00000004', 'Q96-49/3', 'gb18030'))


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button %s' % name)


def more(app, what):
    app.wait_for(lambda: [b for b in app.find_all('push button', '更多') if b.laid_out()], 'the menu')[-1].click()
    app.find('menu item', what).click()


def open_file(app):
    more(app, '导入书目数据（MARC）…')
    open_from(app, '打开书目数据', FILE)
    return dialog(app, '导入书目数据')


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('the file is looked through first'):
        app.find('page tab', '台账')
        app.key('ctrl+3')
        app.find('page tab', '馆藏').click()
        window = open_file(app)
        said(app, re.compile('读到 4 条：新增 3 种.*不能收 1 条；共 4 册'))
        said(app, re.compile('余华著 · 作家出版社 · 2012.08 · GB18030'))
        said(app, re.compile('鲁迅著 · 作家出版社 · 2012.08 · UTF-8'))
        said(app, re.compile('✗ 第 3 条'))
        shot(app, 'records-1-trial')
    with step('other choices are tried at once'):
        combo = next(b for b in app.find_all('combo box', re.compile('馆藏所在字段'), window) if b.laid_out())
        combo.choose('End', 'Return')
        said(app, re.compile('读到 4 条：新增 3 种.*共 0 册'))
        combo.choose('Home', 'Return')
        said(app, re.compile('共 4 册'))
    with step('it is taken in'):
        app.key('ctrl+Return')
        closed(app, '导入书目数据')
        said(app, re.compile('收入 3 种书目'))
        assert open(os.path.join(RUN, '书商数据-退回的记录.iso'), 'rb').read() == b'rubbish\x1d'
        app.wait_for(lambda: [row[0] for row in rows(app, '书目')] == ['活着', '昆虫记', '鲁迅全集 第一卷'], 'the titles')
        shot(app, 'records-2-titles')
    with step('undone, and taken in again'):
        app.key('ctrl+z')
        app.wait_for(lambda: not rows(app, '书目'), 'nothing')
        open_file(app)
        said(app, re.compile('新增 3 种'))
        app.key('ctrl+Return')
        closed(app, '导入书目数据')
        app.wait_for(lambda: len(rows(app, '书目')) == 3, 'the titles again')
    with step('labels of all that lack one'):
        app.find('page tab', '标签').click()
        app.wait_for(lambda: len(rows(app, '标签')) == 4, 'four copies')
        button(app, '打标签…').click()
        window = dialog(app, '打印图书标签')
        app.wait_for('label', re.compile('4 枚 · 1 张纸'))
        combo = next(b for b in app.find_all('combo box', re.compile('图书标签'), window) if b.laid_out())
        combo.choose('Home', 'Down', 'Return')
        time.sleep(0.5)
        shot(app, 'records-3-spines')
        button(app, '存为 PDF…', window).click()
        save_to(app, os.path.join(RUN, 'spines.pdf'))
        closed(app, '打印图书标签')
        app.wait_for(lambda: all('✓ 已打印' in ' '.join(row) for row in rows(app, '标签')), 'the spines to count as printed')
        said(app, re.compile('打印标签 4 枚'))
        text = subprocess.run(['pdftotext', '-layout', os.path.join(RUN, 'spines.pdf'), '-'], capture_output=True, text=True).stdout
        assert 'I247.57' in text and '第一卷' in text and '00000001' not in text, text
    with step('a copy is found by its number from everywhere'):
        app.key('ctrl+k')
        time.sleep(0.3)
        app.type_text('00000003', gap_ms=30)
        said(app, re.compile('^00000003  I210.1/1'))
        app.key('Return')
        app.wait_for(lambda: any('00000003' in row for row in rows(app, '馆藏册')), 'the copy')
        said(app, re.compile('鲁迅全集 第一卷'))
    with step('the catalogue is written for another library'):
        more(app, '导出书目数据（MARC）…')
        window = dialog(app, '导出书目数据')
        shot(app, 'records-4-export')
        app.key('ctrl+Return')
        save_to(app, os.path.join(RUN, 'out.iso'))
        closed(app, '导出书目数据')
        said(app, re.compile('已写出 3 条书目'))
        assert '活着'.encode('gb18030') in open(os.path.join(RUN, 'out.iso'), 'rb').read()
with step('the books are sound afterwards'):
    subprocess.run([CLI, '--school', PATH, 'check', '--deep'], check=True, env=ENV, stdout=subprocess.DEVNULL)
done()
