#!/usr/bin/python3
"""A term of experiments for one class, from the catalogue to the rates: an experiment is changed, the plan made and moved, a notice given,
what it takes made ready, handed out and taken back, the lesson logged and signed, undone and signed again; the rates go out as PDF.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess
import time

import journey
from journey import CLI, RUN, closed, dialog, rows, save_to, shot
from ui import done, step

PATH = os.path.join(RUN, 'labs.jiaozhuang')
DAY = '2026-11-24'  # a Tuesday
FILES = {
    'people.csv': '姓名,班级,学号\n' + ''.join('学生%02d,八(1),S%03d\n' % (i, i) for i in range(24)),
    'staff.csv': '姓名,工号,岗位\n李老师,T1,物理教师\n',
    'ledger.csv': '资产名称,规格型号,单位,数量,单价,存放地点\n托盘天平,200 g,台,10,85,物理一室\n烧杯,100 mL,个,30,5,物理一室\n',
    'experiments.csv': '学段,学科,年级,学期,序号,实验名称,实验类型,必做选做,每组人数,仪器\n'
                       '初中,物理,八年级,上,1,测量质量,分组,必做,4,托盘天平×1、烧杯×2\n初中,物理,八年级,,2,测量密度,分组,必做,4,托盘天平×1\n',
    # The week of the notice is an odd one.
    'timetable.csv': '班级,星期,节次,科目,教师,教室,单双周\n八(1),周二,第3节,物理,李老师,物理一室,\n八(1),周一,第1节,物理,李老师,物理一室,双周\n',
}


def cli(*args):
    return subprocess.run([CLI, '--school', PATH, *args], check=True, env=dict(os.environ, JIAOZHUANG_TODAY=DAY), stdout=subprocess.PIPE, text=True).stdout


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        school.create_function('jz_today', 0, lambda: DAY)
        return [row[0] for row in school.execute(sql)]


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button ' + name)


def tab(app, name):
    return app.wait_for(lambda: next((b for b in app.find_all(('radio button', 'toggle button', 'page tab'), name) if b.laid_out()), None),
                        'the view ' + name)


def choose(app, table, words):
    """The row that says @words."""
    def found():
        for at, row in enumerate(rows(app, table)):
            if words in row:
                return at
        return None
    at = app.wait_for(lambda: (lambda i: None if i is None else [i])(found()), 'the row ' + words)[0]
    app.find('list', within=app.find('tree table', table)).children()[at].click(mouse=True)


def number(app, name, within, value):
    spin = app.wait_for(lambda: next((n for n in app.find_all('spin button', re.compile('^' + name), within) if n.laid_out()), None), 'the number ' + name)
    spin.focus()
    app.key('ctrl+a')
    app.type_text(value)
    app.key('Tab')


cli('init', '--name', '青溪中学', '--code', '3303820001', '--stage', 'junior')
for name, text in FILES.items():
    with open(os.path.join(RUN, name), 'w', encoding='utf-8') as f:
        f.write(text)
cli('import', 'people', os.path.join(RUN, 'people.csv'))
cli('import', 'people', os.path.join(RUN, 'staff.csv'))
cli('import', 'ledger', '--cards', 'none', os.path.join(RUN, 'ledger.csv'))
cli('import', 'experiments', os.path.join(RUN, 'experiments.csv'))
cli('import', 'timetable', os.path.join(RUN, 'timetable.csv'))

with journey.launch(PATH, env={'JIAOZHUANG_TODAY': DAY, 'HOME': RUN}) as app:
    with step('the catalogue says when an experiment is done'):
        app.wait_for('page tab', '台账', timeout=30)
        app.activate_action('win.page-number', 4)
        tab(app, '实验目录').click()
        choose(app, '实验目录', '测量密度')
        shot(app, 'labs-catalogue')
        button(app, '修改…').click()
        form = dialog(app, '修改实验')
        number(app, '学期', form, '1')
        shot(app, 'labs-experiment')
        app.key('ctrl+Return')
        closed(app, '修改实验')
        app.wait_for(lambda: ask("SELECT term FROM experiment WHERE name = '测量密度'") == [1], 'the term of the experiment')
    with step('the plan of the term is made, and one experiment moved to this week'):
        tab(app, '计划').click()
        tab(app, '计划列表').click()
        button(app, '生成本学期计划').click()
        app.wait_for(lambda: len(ask('SELECT id FROM lab_plan')) == 2, 'the plan')
        choose(app, '计划列表', '测量质量')
        button(app, '调到别的周…').click()
        form = dialog(app, '调整实验周次')
        week = ask("SELECT week FROM calendar_day WHERE date = '%s'" % DAY)[0]
        number(app, '教学周', form, str(week))
        app.key('ctrl+Return')
        closed(app, '调整实验周次')
        app.wait_for(lambda: ask("SELECT week FROM lab_plan p JOIN experiment e ON e.id = p.experiment WHERE e.name = '测量质量'") == [week], 'the week')
        shot(app, 'labs-plan')
    with step('a notice is given of it, where and when the timetable says'):
        choose(app, '计划列表', '测量质量')
        button(app, '下通知单…').click()
        form = dialog(app, '实验通知单')
        time.sleep(0.3)
        shot(app, 'labs-notice')
        app.key('ctrl+Return')
        closed(app, '实验通知单')
        app.wait_for(lambda: ask("SELECT l.date || ' ' || l.period || ' ' || l.state || ' ' || b.groups FROM lesson l JOIN lab_lesson b ON b.lesson = l.id")
                     == [DAY + ' 3 approved 6'], 'the lesson')
    with step('what it takes is handed out and taken back'):
        tab(app, '待准备').click()
        choose(app, '待准备', '测量质量')
        button(app, '已准备好')
        shot(app, 'labs-prepare')
        button(app, '发出').click()
        app.wait_for(lambda: ask("SELECT sum (quantity) FROM balance WHERE state = 'loan'") == [18], 'the loan')
        tab(app, '登记').click()
        choose(app, '登记', '测量质量')
        button(app, '收回').click()
        app.wait_for(lambda: ask("SELECT sum (quantity) FROM balance WHERE state = 'loan'") == [0], 'the return')
    with step('the lesson is logged and signed'):
        button(app, '登记…').click()
        form = dialog(app, '实验登记')
        time.sleep(0.3)
        shot(app, 'labs-log')
        number(app, '成功组数', form, '5')
        app.key('ctrl+Return')
        closed(app, '实验登记')
        app.wait_for(lambda: ask("SELECT outcome || groups || succeeded || present FROM lab_log WHERE signed IS NOT NULL") == ['done6524'], 'the signed log')
        app.wait_for(lambda: any('✓ 已做并签字' in ' '.join(row) for row in rows(app, '登记')), 'the state of the log')
        shot(app, 'labs-logs')
    with step('what is signed counts, and is undone'):
        tab(app, '开出率').click()
        app.wait_for(lambda: app.find_all('label', '50.0') or app.find_all('label', re.compile('分组开出率 %: 50.0')), 'the rate')
        shot(app, 'labs-delivery')
        app.key('ctrl+z')
        app.wait_for(lambda: ask('SELECT count (*) FROM lab_log') == [0], 'the log to be gone')
        app.wait_for(lambda: app.find_all('label', re.compile('分组开出率 %: 0.0')), 'the rate to be none')
    with step('the rates go out as PDF'):
        button(app, '打印…').click()
        preview = dialog(app, '打印预览')
        app.find('push button', '存为 PDF…', preview).click()
        save_to(app, os.path.join(RUN, 'rates.pdf'))
        text = subprocess.run(['pdftotext', '-layout', os.path.join(RUN, 'rates.pdf'), '-'], check=True, capture_output=True, text=True).stdout
        for words in ('实验开出情况统计表', '青溪中学', '分组应做', '演示开出率', '装备主任'):
            assert words in text, (words, text)
        app.key('Escape')
        closed(app, '打印预览')
    with step('the plan is a grid of classes and weeks'):
        tab(app, '计划').click()
        tab(app, '计划（班级 × 周）').click()
        app.wait_for(lambda: any(n.laid_out() for n in app.find_all('label', re.compile('^八.1. · 13: .*测量质量'))), 'the cell of the grid')
        shot(app, 'labs-grid')
done()
