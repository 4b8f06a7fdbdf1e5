#!/usr/bin/python3
"""Files that belong to an asset: a photo and an invoice are added from the inspector, looked at one after another, saved, removed and
brought back; what is damaged is refused in words; a picture in the clipboard is pasted with Ctrl+V.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess
import sys
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, open_from, said, shot, small_school
from ui import done, step

HERE = os.path.dirname(os.path.abspath(__file__))
PICTURES = os.path.join(HERE, '..', 'core', 'pictures')
PATH = small_school()
ENV = dict(os.environ, JIAOZHUANG_TODAY=TODAY)
subprocess.run([CLI, '--school', PATH, 'entry', 'receive', '--item', '140503012', '--name', '数字示波器', '--unit', '台', '--tracking', 'card',
                '--quantity', '1', '--price', '2980', '--place', '物理一室'], check=True, env=ENV, stdout=subprocess.DEVNULL)
INVOICE = os.path.join(RUN, '发票 2026.pdf')
with open(INVOICE, 'wb') as f:
    f.write(b'%PDF-1.4 nothing much\n' * 1000)

# Another program, in whose hands the clipboard is.
OWNER = '''
import sys, gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk
Gtk.init()
picture = GLib.Bytes.new(open(sys.argv[1], 'rb').read())
Gdk.Display.get_default().get_clipboard().set_content(Gdk.ContentProvider.new_for_bytes('image/png', picture))
GLib.idle_add(lambda: print('owned', flush=True))
GLib.MainLoop().run()
'''


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return [row[0] for row in school.execute(sql)]


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button %s' % name)


def add(app, kind, path):
    chip = app.wait_for(lambda: next((b for b in app.find_all('toggle button', '添加') + app.find_all('push button', '添加') if b.laid_out()), None), 'the chip')
    chip.click()
    app.wait_for('menu item', kind).click()
    open_from(app, '添加附件', path)


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('a photo and an invoice are added'):
        app.wait_for('page tab', '资产卡', timeout=10).click()
        app.wait_for(lambda: app.find('tree table', '资产卡').rows(5), 'the card')
        app.find('list', within=app.find('tree table', '资产卡')).children()[0].click(mouse=True)
        said(app, '附件')
        shot(app, 'attachments-none')
        add(app, '照片', os.path.join(PICTURES, 'photo.jpg'))
        button(app, '照片')
        assert ask('SELECT kind || media FROM attachment') == ['photoimage/jpeg']
        add(app, '发票', INVOICE)
        button(app, '发票')
        shot(app, 'attachments-chips')
    with step('what is damaged is refused in words'):
        add(app, '照片', os.path.join(PICTURES, 'bomb.png'))
        said(app, re.compile('.*bomb.png：图片太大.*|.*bomb.png：图片已损坏.*'), timeout=10)
        assert len(ask('SELECT id FROM attachment')) == 2
    with step('a picture is pasted'):
        owner = subprocess.Popen([sys.executable, '-c', OWNER, os.path.join(PICTURES, 'picture.png')], stdout=subprocess.PIPE)
        owner.stdout.readline()
        time.sleep(1)
        app.find('list', within=app.find('tree table', '资产卡')).children()[0].click(mouse=True)
        app.key('ctrl+v')
        button(app, '照片 2')
        owner.kill()
    with step('they are looked at, one after another'):
        button(app, '照片 2').click()
        window = dialog(app, '附件')
        said(app, re.compile('照片 · 第 1 个，共 3 个 · 1.6.kB'))
        time.sleep(1)
        shot(app, 'attachments-photo')
        app.key('Page_Down')
        said(app, re.compile('照片 · 第 2 个.*'))
        app.key('Page_Down')
        said(app, re.compile('发票 · 第 3 个.*'))
        shot(app, 'attachments-invoice')
    with step('one is saved, and is what it was'):
        out = os.path.join(RUN, 'out.pdf')
        button(app, '另存为…', window).click()
        journey.save_to(app, out)
        with open(INVOICE, 'rb') as a, open(out, 'rb') as b:
            assert a.read() == b.read()
    with step('one is removed, and brought back'):
        button(app, '删除', window).click()
        app.wait_for(lambda: len(ask('SELECT id FROM attachment WHERE voided IS NULL')) == 2, 'the removal')
        app.key('Escape')
        closed(app, '附件')
        app.key('ctrl+z')
        button(app, '发票')
        assert len(ask('SELECT id FROM attachment WHERE voided IS NULL')) == 3

done()
