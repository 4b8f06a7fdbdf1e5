#!/usr/bin/python3
"""The register of machines: all computers of a room are registered at once, a range of addresses goes over them, one gets its MAC and
its user; an address that another machine has is refused in words; the user signs, the note and the register go out as PDF; the ratio
pupils to a computer shows its counts and the rows behind it.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, pick, rows, said, save_to, shot, small_school
from ui import done, step

PATH = small_school()
ENV = dict(os.environ, JIAOZHUANG_TODAY=TODAY)


def cli(*args):
    subprocess.run([CLI, '--school', PATH, *args], check=True, env=ENV, stdout=subprocess.DEVNULL)


people = os.path.join(RUN, 'people.csv')
with open(people, 'w', encoding='utf-8') as f:
    f.write('姓名,岗位,班级\n李小敏,信息教师,\n' + ''.join('学生%d,,七(1)\n' % i for i in range(24)))
cli('import', 'people', people)
ledger = os.path.join(RUN, 'computers.csv')
with open(ledger, 'w', encoding='utf-8') as f:
    f.write('编号,名称,规格型号,单位,数量,单价,存放地\n2010104,台式计算机,学生机,台,4,3860,计算机一室\n')
cli('import', 'ledger', ledger, '--cards', 'all')


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return [row[0] for row in school.execute(sql)]


if ask('SELECT count(*) FROM device WHERE computer') == [0]:
    cli('network', 'item', '2010104', '--computer', 'yes', '--years', '6')


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button ' + name)


def menu(app, name):
    app.wait_for(lambda: next((b for b in app.find_all('toggle button', '更多') + app.find_all('push button', '更多') if b.laid_out()), None), 'the menu')
    next(b for b in app.find_all('toggle button', '更多') + app.find_all('push button', '更多') if b.laid_out()).click()
    app.wait_for('menu item', name).click()


def machines(app):
    return rows(app, '计算机')


def pdf(app, preview, name):
    app.find('push button', '存为 PDF…', preview).click()
    save_to(app, os.path.join(RUN, name))
    subprocess.run(['pdftoppm', '-r', '60', '-png', os.path.join(RUN, name), os.path.join(journey.SHOTS, name)], check=True)
    return subprocess.run(['pdftotext', '-layout', os.path.join(RUN, name), '-'], check=True, capture_output=True, text=True).stdout


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('registers all computers of a room'):
        app.wait_for('page tab', '计算机', timeout=10).click()
        button(app, '登记机器')
        menu(app, '登记全部计算机…')
        form = dialog(app, '登记全部计算机')
        time.sleep(0.3)
        pick(app, field(app, '存放地（含其中各处）', form), 'jsjys', '计算机一室', form)
        shot(app, 'network-all')
        app.key('ctrl+Return')
        closed(app, '登记全部计算机')
        app.wait_for(lambda: len(machines(app)) == 4, 'four machines')
        shot(app, 'network-machines')
    with step('addresses go over all of them'):
        app.find('list', within=app.find('tree table', '计算机')).children()[0].click(mouse=True)
        app.key('ctrl+a')
        button(app, '批量填写…').click()
        form = dialog(app, '批量填写')
        field(app, '起始 IP 地址，其余依次递增', form).set_text('192.168.1.300')
        app.key('ctrl+Return')
        said(app, re.compile('.*这不是 IPv4 地址.*'))
        field(app, '起始 IP 地址，其余依次递增', form).set_text('192.168.1.21')
        field(app, '操作系统', form).set_text('Windows 10')
        shot(app, 'network-fill')
        app.key('ctrl+Return')
        closed(app, '批量填写')
        app.wait_for(lambda: any('192.168.1.24' in row for row in machines(app)), 'the addresses')
    with step('one machine gets its particulars; what another has is refused'):
        app.find('list', within=app.find('tree table', '计算机')).children()[0].click(mouse=True)
        button(app, '修改').click()
        form = dialog(app, '计算机')
        time.sleep(0.5)
        app.key(*['shift+Tab'] * 6)  # from the host name back to who answers for it
        app.type_text('lxm', gap_ms=60)
        app.wait_for(lambda: app.find_all('label', '李小敏', form), 'the person')
        app.key('Return')
        app.wait_for(lambda: field(app, '使用人', form).text == '李小敏', 'the person to be taken')
        field(app, '主机名', form).set_text('JSJ-01')
        field(app, 'MAC 地址', form).set_text('001a.2b3c.4d5e')
        field(app, 'IP 地址', form).set_text('192.168.1.22')
        app.key('ctrl+Return')
        said(app, re.compile('.*192.168.1.22 已被 ZC-000002.*'))
        shot(app, 'network-duplicate')
        field(app, 'IP 地址', form).set_text('192.168.1.21')
        app.key('ctrl+Return')
        closed(app, '计算机')
        app.wait_for(lambda: any('00-1A-2B-3C-4D-5E' in row for row in machines(app)), 'the MAC')
        shot(app, 'network-machine')
    with step('the register goes out as PDF'):
        menu(app, '打印入网计算机登记表…')
        preview = dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'network-register')
        text = pdf(app, preview, 'register.pdf')
        for words in ('入网计算机登记表', 'JSJ-01', '192.168.1.21', '00-1A-2B-3C-4D-5E', '李小敏'):
            assert words in text.replace(' ', ''), (words, text)
        app.key('Escape')
        closed(app, '打印预览')
    with step('who answers for it signs; the note goes out as PDF'):
        app.find('page tab', '责任书').click()
        app.wait_for(lambda: any('李小敏' in row for row in rows(app, '责任书')), 'who has to sign')
        app.find('list', within=app.find('tree table', '责任书')).children()[0].click(mouse=True)
        button(app, '打印责任书…').click()
        preview = dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'network-note')
        text = pdf(app, preview, 'note.pdf')
        for words in ('入网络安全责任书', '李小敏', '192.168.1.21', '有效12个月'):
            assert words in text.replace(' ', ''), (words, text)
        app.key('Escape')
        closed(app, '打印预览')
        button(app, '登记签订…').click()
        form = dialog(app, '登记签订')
        app.key('ctrl+Return')
        closed(app, '登记签订')
        app.wait_for(lambda: any('2027-11-21' in row for row in rows(app, '责任书')), 'the note')
        shot(app, 'network-notes')
    with step('pupils to a computer, with the rows behind it'):
        app.find('page tab', '计算机').click()
        button(app, '生机比…').click()
        window = dialog(app, '生机比与多媒体配备')
        said(app, re.compile('学生 24 人 / 有效机 . 台.*'))
        time.sleep(0.5)
        shot(app, 'network-ratios')
        button(app, '规则…', window).click()
        rules = dialog(app, '生机比等的计算规则')
        time.sleep(0.3)
        shot(app, 'network-rules')
        app.key('Escape')
        closed(app, '生机比等的计算规则')
        button(app, '打印…', window).click()
        preview = dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        text = pdf(app, preview, 'ratios.pdf')
        assert '生机比' in text.replace(' ', ''), text
        app.key('Escape')
        closed(app, '打印预览')
        app.key('Escape')
        closed(app, '生机比与多媒体配备')

done()
