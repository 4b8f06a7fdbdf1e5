"""What these journeys share: a home of their own, the window in Chinese, screenshots.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import ui  # noqa: E402

PROGRAM = sys.argv[1]
CLI = sys.argv[2] if len(sys.argv) > 2 else ''
HOME = tempfile.mkdtemp(prefix='jiaozhuang-journey-', dir=os.environ.get('XDG_RUNTIME_DIR'))


def environment():
    """A Chinese locale of its own where the system has none, and nothing of whoever runs the test."""
    locale = os.environ.get('LOCPATH') or os.path.join(HOME, 'locale')
    if not os.path.isdir(os.path.join(locale, 'zh_CN.UTF-8')):
        os.makedirs(locale, exist_ok=True)
        subprocess.run(['localedef', '--no-archive', '-i', 'zh_CN', '-f', 'UTF-8', os.path.join(locale, 'zh_CN.UTF-8')],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {'LOCPATH': locale, 'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': 'zh_CN', 'HOME': HOME,
            'XDG_DATA_HOME': os.path.join(HOME, 'data'), 'TZ': 'Asia/Shanghai'}


def launch(*args):
    return ui.launch([PROGRAM, *args], env=environment())


def school(name='school', **more):
    """A school file made with the command line."""
    path = os.path.join(HOME, name + '.jiaozhuang')
    options = dict({'name': '青溪实验学校', 'code': '3601000123', 'stage': 'nine-year', 'person': '孙建国', 'login': 'sun'}, **more)
    subprocess.run([CLI, '--school', path, 'init'] + ['--%s=%s' % pair for pair in options.items()], check=True,
                   stdout=subprocess.DEVNULL, env=dict(os.environ, **environment()))
    return path


def shot(app, name):
    folder = os.environ.get('UI_SHOTS')
    if folder:
        os.makedirs(folder, exist_ok=True)
        time.sleep(0.4)
        app.screenshot(os.path.join(folder, name + '.png'))


def click(app, name, role='push button'):
    return app.find(role, name).click()


def fill(app, name, text):
    """A field of a form, by its title."""
    app.find(('text', 'password text', 'entry'), name).set_text(text)


def keys(app, text, *end):
    """Types as a person does: what comes faster is taken for a scanner."""
    app.type_text(text, gap_ms=50, end=end)
