#!/usr/bin/python3
"""Periodicals through a year: one is subscribed to, its issues are received, what is missing is claimed, half a year is bound into a volume
that the register has, and the last step is taken back.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, rows, said, shot
from ui import done, step

PATH = os.path.join(RUN, 'periodicals.jiaozhuang')


def cli(*args):
    return subprocess.run([CLI, '--school', PATH, *args], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=TODAY), stdout=subprocess.PIPE,
                          text=True).stdout


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return (school.execute(sql).fetchone() or [None])[0]


cli('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'primary')
cli('title', 'add', '--title', '活着', '--class', 'I247.57', '--count', '1')
with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    def press(name, within=None):
        app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button ' + name).click()

    def choose(table, text):
        app.wait_for(lambda: any(text in row for row in rows(app, table)), text + ' in ' + table)
        app.wait_for(lambda: next((l for l in app.find_all('label', text, app.find('tree table', table)) if l.laid_out()), None), text).click(mouse=True)

    with step('a periodical is subscribed to'):
        said(app, '还没有台账', timeout=20)
        app.key('ctrl+3')
        app.wait_for(lambda: next((t for t in app.find_all('page tab', '期刊') if t.laid_out()), None), 'the periodicals').click()
        press('新增订阅')
        paper = dialog(app, '订阅')
        field(app, '刊名', paper).set_text('读者')
        field(app, 'ISSN', paper).set_text('1005-1806')
        app.key('ctrl+Return')
        said(app, re.compile('不是 ISSN'))
        field(app, 'ISSN', paper).set_text('1005-1805')
        field(app, '每期份数', paper).set_text('2')
        field(app, '全年定价（元）', paper).set_text('216')
        field(app, '备注', paper).set_text('教师阅览室')
        shot(app, 'periodicals-1-subscription')
        app.key('ctrl+Return')
        closed(app, '订阅')
        app.wait_for(lambda: ask('SELECT count(*) FROM periodical_issue') == 12, 'the issues')
        choose('期刊', '读者')
        said(app, '! 有缺期')
        said(app, '教师阅览室')
    with step('issues come'):
        press('记到…')
        paper = dialog(app, '已到期数')
        assert field(app, '从第几期', paper).text == '1', field(app, '从第几期', paper).text
        field(app, '到第几期', paper).set_text('8')
        app.key('ctrl+Return')
        closed(app, '已到期数')
        app.wait_for(lambda: ask('SELECT sum(copies) FROM periodical_issue') == 16, 'the issues to come')
        said(app, re.compile('2026-11-\\d\\d 到，2 份'))
        shot(app, 'periodicals-2-received')
    with step('what is missing is claimed'):
        press('催缺')
        app.wait_for(lambda: ask('SELECT count(*) FROM periodical_issue WHERE claimed IS NOT NULL') > 0, 'the claims')
        next(n for n in app.find_all(name='缺期') if n.laid_out()).click(mouse=True)
        app.wait_for(lambda: any('? 已催' in row for row in rows(app, '缺期')), 'the missing issues')
        shot(app, 'periodicals-3-missing')
        [t for t in app.find_all('page tab', '期刊') if t.laid_out()][1].click()
        app.wait_for(lambda: app.find('tree table', '期刊').laid_out(), 'the subscriptions')
    with step('half a year becomes a volume'):
        choose('期刊', '读者')
        press('合订…')
        paper = dialog(app, '合订本')
        field(app, '到第几期', paper).set_text('9')
        app.key('ctrl+Return')
        said(app, re.compile('第 9 期还没到'))
        field(app, '从第几期', paper).set_text('6')
        field(app, '到第几期', paper).set_text('5')
        app.key('ctrl+Return')
        said(app, re.compile('末期不能在首期之前'))
        field(app, '从第几期', paper).set_text('1')
        field(app, '到第几期', paper).set_text('6')
        shot(app, 'periodicals-4-bound')
        app.key('ctrl+Return')
        closed(app, '合订本')
        app.wait_for(lambda: ask('SELECT count(*) FROM periodical_issue WHERE bound IS NOT NULL') == 6, 'the volume')
        assert ask("SELECT c.volume || ' ' || t.material FROM copy c JOIN title t ON t.id = c.title WHERE t.title = '读者'") == '2026:1-6 5'
        said(app, re.compile('已合订，登录号 00000002'))
    with step('taken back, the issues lie loose again'):
        app.key('ctrl+z')
        app.wait_for(lambda: ask('SELECT count(*) FROM periodical_issue WHERE bound IS NOT NULL') == 0, 'the volume to be gone')
        app.wait_for(lambda: ask("SELECT count(*) FROM copy WHERE voided IS NULL") == 1, 'the copy to be gone')
assert '"ok" : true' in cli('--json', 'check', '--deep')
done()
