"""What the journeys share: the made-up school, the window in Chinese, screenshots into the build folder.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import ui  # noqa: E402

PROGRAM, MAKE_SCHOOL, CLI = os.environ['JZ_PROGRAM'], os.environ['JZ_MAKE_SCHOOL'], os.environ['JZ_CLI']
RUN = os.environ['XDG_RUNTIME_DIR']
TODAY = '2026-11-22'
SHOTS = os.environ.get('JZ_SHOTS', 'shots')
os.makedirs(SHOTS, exist_ok=True)


def school(items, name='school'):
    path = os.path.join(os.environ['XDG_RUNTIME_DIR'], name + '.jiaozhuang')
    subprocess.run([MAKE_SCHOOL, path, str(items)], check=True)
    return path


def small_school():
    """Two lots that the command line brought in, one of them in use by a teacher."""
    path = os.path.join(RUN, 'small.jiaozhuang')
    cli = [CLI, '--school', path]
    env = dict(os.environ, JIAOZHUANG_TODAY=TODAY)
    subprocess.run(cli + ['init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'nine-year'], check=True, env=env,
                   stdout=subprocess.DEVNULL)
    ledger = os.path.join(RUN, 'ledger.csv')
    with open(ledger, 'w', encoding='utf-8') as f:
        f.write('编号,名称,规格型号,单位,数量,单价,存放地,领用人\n140501003,直流电流表,0.6/3A 2.5级,只,52,38.00,物理一室3-2,\n'
                '140504005,滑动变阻器,20Ω 2A,个,26,31.00,物理一室4-1,李敏\n')
    subprocess.run(cli + ['import', 'ledger', ledger], check=True, env=env, stdout=subprocess.DEVNULL)
    return path


def chinese():
    """A Chinese locale of our own, made once for all journeys: the system may have none."""
    folder = os.path.join(os.path.dirname(os.path.abspath(SHOTS)), 'locale')
    if not os.path.isdir(os.path.join(folder, 'zh_CN.UTF-8')):
        made = os.path.join(RUN, 'locale')
        os.makedirs(made, exist_ok=True)
        os.makedirs(folder, exist_ok=True)
        subprocess.run(['localedef', '--no-archive', '-i', 'zh_CN', '-f', 'UTF-8', os.path.join(made, 'zh_CN.UTF-8')],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.copytree(os.path.join(made, 'zh_CN.UTF-8'), os.path.join(folder, 'zh_CN.UTF-8.new'), dirs_exist_ok=True)
        os.rename(os.path.join(folder, 'zh_CN.UTF-8.new'), os.path.join(folder, 'zh_CN.UTF-8'))
    return {'LOCPATH': folder, 'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': 'zh_CN'}


def launch(*args, env=None):
    return ui.launch([PROGRAM, *args], env={**chinese(), **(env or {})})


def shot(app, name):
    app.screenshot(os.path.join(SHOTS, name + '.png'))


def said(app, text, timeout=5):
    """Waits until a label says @text (a string or a pattern)."""
    return app.wait_for('label', text, timeout=timeout)


def rows(app, table, most=30):
    return app.find('tree table', table).rows(most)


def save_to(app, path):
    """Types a path into the dialog that asks for a file, and saves."""
    name = app.wait_for(lambda: next((n for n in app.find_all(('text', 'entry')) if n.laid_out() and re.search(r'\.(pdf|xlsx|csv|iso)$', n.text or '')), None),
                        'the entry for the name of the file', timeout=10)
    name.set_text(path)
    app.find('push button', re.compile('^保存')).click()
    app.wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 0, 'the file ' + path, timeout=20)


def open_from(app, title, path):
    """Types a path into the dialog of that title, which asks for a file, and opens it."""
    app.wait_for(lambda: next((w for w in app.windows() if w.name == title), None), 'the dialog ' + title)
    time.sleep(0.5 * ui.SLOW)
    app.type_text('/')
    time.sleep(0.5 * ui.SLOW)
    app.key('ctrl+a')
    app.type_text(path)
    time.sleep(0.5 * ui.SLOW)
    app.key('Return')


def dialogs(app, title):
    """A question is a window of its own, or from libadwaita 1.5 an alert in the window that asks."""
    return [w for w in app.windows() if w.name == title] or app.find_all('alert', title)


def dialog(app, title):
    return app.wait_for(lambda: next(iter(dialogs(app, title)), None), 'the dialog ' + title)


def closed(app, title):
    app.wait_for(lambda: not dialogs(app, title), title + ' to be closed', timeout=10)


def field(app, name, within):
    return app.wait_for(lambda: next((n for n in app.find_all(('text', 'entry'), name, within) if n.laid_out()), None), 'the field ' + name)


def pick(app, entry, typed, title, within):
    """Types into a picker, waits for the answer and takes it with Enter."""
    time.sleep(0.3)  # a line that has just come takes the focus once more
    entry.focus()
    app.type_text(typed, gap_ms=60)
    app.wait_for(lambda: app.find_all('label', title, within), 'the answer ' + title)
    app.key('Return')
    app.wait_for(lambda: entry.text == title, title + ' to be taken')
