#!/usr/bin/python3
"""Files in trouble: each kind is named, the window stays usable, and a backup brings a school back.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import sqlite3
import subprocess

import journey
from journey import said, school, shot
from ui import done, step

folder = os.environ['XDG_RUNTIME_DIR']
good = school(20)


def made(name, content):
    path = os.path.join(folder, name)
    with open(path, 'wb') as f:
        f.write(content)
    return path


def foreign():
    path = os.path.join(folder, 'foreign.jiaozhuang')
    db = sqlite3.connect(path)
    db.execute('CREATE TABLE t (a)')
    db.commit()
    db.close()
    return path


def newer():
    path = os.path.join(folder, 'newer.jiaozhuang')
    shutil.copy(good, path)
    with open(path, 'r+b') as f:
        f.seek(60)
        f.write((9999).to_bytes(4, 'big'))
    return path


cases = [
    ('a missing file', os.path.join(folder, 'missing.jiaozhuang'), '没有这个文件'),
    ('a folder', folder, '没有这个文件'),
    ('an empty file', made('empty.jiaozhuang', b''), '这不是学校文件'),
    ('a text', made('text.jiaozhuang', '教装\n'.encode() * 100), '这不是学校文件'),
    ("another program's database", foreign(), '这不是学校文件'),
    ('a file of a newer program', newer(), '此文件需要更新版本的程序'),
]
for what, path, title in cases:
    with step('says what is wrong with ' + what):
        with journey.launch(path) as app:
            app.wait_for('label', title)
            app.find('push button', re.compile('^打开'))
            app.find('push button', re.compile('^(重试|再试一次)'))
with step('says who has a file'):
    with journey.launch(good) as app:
        said(app, '20 项')
        done_by = subprocess.run([os.environ['JZ_MAKE_SCHOOL'], '--rename', good], capture_output=True, text=True)
        assert done_by.returncode == 1 and 'in use' in done_by.stderr, done_by
with step('asks for a file where none is known'):
    with journey.launch(env={'XDG_CONFIG_HOME': os.path.join(folder, 'fresh')}) as app:
        app.wait_for('label', '欢迎')
        shot(app, 'welcome')
done()
