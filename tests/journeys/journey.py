"""What the journeys share: the made-up school, the window in Chinese, screenshots into the build folder.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import ui  # noqa: E402

PROGRAM, MAKE_SCHOOL = os.environ['JZ_PROGRAM'], os.environ['JZ_MAKE_SCHOOL']
SHOTS = os.environ.get('JZ_SHOTS', 'shots')
os.makedirs(SHOTS, exist_ok=True)


def school(items, name='school'):
    path = os.path.join(os.environ['XDG_RUNTIME_DIR'], name + '.jiaozhuang')
    subprocess.run([MAKE_SCHOOL, path, str(items)], check=True)
    return path


def chinese():
    """A Chinese locale of our own: the system may have none."""
    folder = os.path.join(os.environ['XDG_RUNTIME_DIR'], 'locale')
    os.makedirs(folder, exist_ok=True)
    subprocess.run(['localedef', '--no-archive', '-i', 'zh_CN', '-f', 'UTF-8', os.path.join(folder, 'zh_CN.UTF-8')],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
