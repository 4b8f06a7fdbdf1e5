"""The settings: people, accounts, the calendar, backups; what is refused is refused in words.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import glob
import os
import re

import place
from place import click, fill, keys, shot
from ui import done, step

ACCOUNTS = '账号与权限'
FORM = ('dialog', 'frame', 'window')
path = place.school()


def view(app, name):
    app.find('page tab', name).click()
    app.wait_for(lambda: app.page() == name, 'the view ' + name)


def undo(app):
    app.activate_action('win.undo')


with place.launch(path) as app:
    with step('changes the name of the school, and takes it back'):
        app.wait_for('label', '孙建国', timeout=20)
        app.activate_action('win.settings', 'school')
        field = app.find('text', '学校名称')
        app.wait_for(lambda: field.text == '青溪实验学校', 'the name of the school')
        shot(app, 'settings-1-school')
        field.set_text('')
        click(app, '保存')
        app.wait_for('label', '✗ 学校要有名称')
        field.set_text('青溪第二小学')
        click(app, '保存')
        app.wait_for('label', '青溪第二小学')
        undo(app)
        app.wait_for('label', '青溪实验学校')
        app.wait_for(lambda: field.text == '青溪实验学校', 'the name as it was')
    with step('adds a person; a number that is taken is refused beside the field'):
        view(app, '人员')
        for n, name in enumerate(['李敏', '王芳']):
            click(app, '新增人员')
            app.wait_for(FORM, '新人员')
            keys(app, name, 'Return')
            keys(app, 'T001')
            app.key('ctrl+Return')
            if n == 0:
                app.wait_for(FORM, '新人员', gone=True)
        app.wait_for('label', re.compile('^✗ T001：这个编号已是别人的'))
        assert app.find('text', '姓名').text == '王芳'
        shot(app, 'settings-2-person')
        fill(app, '卡号或工号', 'T002')
        app.key('ctrl+Return')
        app.wait_for(FORM, '新人员', gone=True)
        app.wait_for('label', '王芳')
        shot(app, 'settings-3-people')
    with step('says that somebody is not here any more, from the inspector'):
        app.find('tree table', '人员').walk()
        table = app.find('tree table', '人员')
        app.wait_for(lambda: len(table.rows()) == 2, 'two people')
        next(n for n, role, _ in table.walk() if role == 'list').select(0)
        click(app, '不再在校')
        app.wait_for('label', '⊘ 已离校')
        click(app, '重新在校')
    with step('adds a class, whose number can be had once'):
        view(app, '班级')
        for n in range(2):
            click(app, '新增班级')
            app.wait_for(FORM, '新班级')
            app.key('ctrl+Return')
            if n == 0:
                app.wait_for(FORM, '新班级', gone=True)
        app.wait_for('label', re.compile('^✗ 一\\(1\\)：已有这个班'))
        app.key('Escape')
        app.wait_for(FORM, '新班级', gone=True)
        shot(app, 'settings-4-classes')
    with step('changes a day of the calendar and takes it back'):
        view(app, '学期与校历')
        app.find('push button', '今天').click()
        day = app.find('push button', re.compile(r'^\d{4}-\d\d-15 .*上课日|^\d{4}-\d\d-15 .*周末'))
        date = day.name.split()[0]
        shot(app, 'settings-5-calendar')
        day.click()
        app.wait_for(FORM, re.compile(date))
        app.find('text', '备注' if app.find_all('text', '备注') else '说明').set_text('运动会')
        shot(app, 'settings-6-day')
        app.key('ctrl+Return')
        app.wait_for('push button', re.compile('^%s .*运动会' % date))
        undo(app)
        app.wait_for('push button', re.compile('^%s .*运动会' % date), gone=True)
    with step('changes when the periods begin, and refuses what is no time'):
        view(app, '学期与校历')
        click(app, '作息时间')
        app.wait_for(lambda: any('全年作息' in row for row in app.find('tree table', '作息时间').rows()), 'the bells')
        app.wait_for(lambda: next((l for l in app.find_all('label', '全年作息') if l.laid_out()), None), 'the row').click(mouse=True)
        shot(app, 'settings-bells-1')
        app.wait_for(lambda: next((b for b in app.find_all('push button', '修改…') if b.laid_out()), None), 'the button').click()
        form = app.wait_for(FORM, '修改作息表')
        first = app.find('text', '第 1 节', form)
        assert first.text == '08:20-09:00', first.text
        first.set_text('八点')
        app.key('ctrl+Return')
        app.wait_for('label', '✗ 请写成 08:20-09:00')
        first.set_text('8:00－8:40')
        shot(app, 'settings-bells-2')
        app.key('ctrl+Return')
        app.wait_for(FORM, '修改作息表', gone=True)
        app.wait_for('label', '08:00–08:40')
        undo(app)
        app.wait_for('label', '08:20–09:00')
    with step('says from which week on weeks are even'):
        view(app, '学期与校历')
        click(app, '单双周…')
        form = app.wait_for(FORM, '单双周')
        app.wait_for('label', '✓ 没有课要移动')
        shot(app, 'settings-parity')
        app.key('ctrl+Return')
        app.wait_for(FORM, '单双周', gone=True)
        app.wait_for('label', re.compile('第 [0-9]+ 周起改为[单双]周'))
        undo(app)
        app.wait_for('label', re.compile('已撤销：第 [0-9]+ 周起改为[单双]周'))
    with step('adds an account with a role and a password'):
        view(app, ACCOUNTS)
        click(app, '新增账号')
        app.wait_for(FORM, '新账号')
        keys(app, '李敏', 'Return')
        keys(app, 'li', 'Return')
        fill(app, '新密码（可以不设）', '12345')
        fill(app, '再输一次密码', '12345')
        app.key('ctrl+Return')
        app.wait_for('label', '✗ 密码至少 6 个字符')
        fill(app, '新密码（可以不设）', 'oscilloscope')
        fill(app, '再输一次密码', 'oscilloscope')
        app.find('toggle button' if app.find_all('toggle button', '器材保管员') else None, '器材保管员').click(mouse=True)
        shot(app, 'settings-7-account')
        app.key('ctrl+Return')
        app.wait_for(FORM, '新账号', gone=True, timeout=20)
        app.wait_for('label', '器材保管员')
        shot(app, 'settings-8-accounts')
    with step('the last who may manage accounts can not be switched off'):
        table = app.find('tree table', ACCOUNTS)
        app.wait_for(lambda: len(table.rows()) == 2, 'two accounts')
        rows = table.rows()
        at = next(i for i, row in enumerate(rows) if '孙建国' in row)
        next(n for n, role, _ in table.walk() if role == 'list').select(at)
        click(app, '停用')
        app.wait_for('label', re.compile('^✗ 至少要留一个能管理'))
    with step('signs out; a wrong password is refused in words, the right one opens'):
        app.activate_action('win.sign-out')
        app.wait_for('push button', '登录')
        combo = app.find('combo box', '账号')
        combo.click(mouse=True)
        app.key('Down', 'Return')
        password = app.find(('password text', 'text'), '密码')
        password.set_text('wrong-one')
        click(app, '登录')
        app.wait_for('label', re.compile('^✗ '), timeout=20)
        shot(app, 'settings-9-refused')
        app.find(('password text', 'text'), '密码').set_text('oscilloscope')
        click(app, '登录')
        app.wait_for('label', '李敏', timeout=20)
    with step('a keeper is not offered what a keeper may not do'):
        app.activate_action('win.settings', 'accounts')
        app.wait_for(lambda: app.page() == ACCOUNTS, 'the accounts')
        assert not [n for n in app.find_all('push button', '新增账号') if n.laid_out()]
        app.activate_action('win.sign-out')
        app.wait_for('push button', '登录')
        app.wait_for('push button', '登录').click()
        app.wait_for('label', '孙建国', timeout=20)
    with step('shows the code tables with their source and what is not proved'):
        app.activate_action('win.settings', 'codes')
        app.wait_for('label', re.compile('起步数据'))
        shot(app, 'settings-10-codes')
    with step('checks the file and finds it sound'):
        view(app, '备份')
        app.find('push button', re.compile('^检查文件')).click()
        app.wait_for('label', '✓ 文件完好', timeout=30)
    with step('backs up now'):
        app.find('push button', re.compile('^备份: |^立即备份')).click()
        app.wait_for('push button', re.compile('^恢复 .* 的备份'), timeout=30)
        app.wait_for('label', re.compile(r'^已保存·备份 \d\d:\d\d'))
        shot(app, 'settings-11-backup')
    with step('changes something and goes back to the backup; the old file is kept'):
        app.activate_action('win.settings', 'school')
        field = app.find('text', '学校名称')
        app.wait_for(lambda: field.text == '青溪实验学校', 'the name of the school')
        field.set_text('要丢掉的名字')
        click(app, '保存')
        app.wait_for('label', '要丢掉的名字')
        view(app, '备份')
        backups = [n for n in app.find_all('push button', re.compile('^恢复 .* 的备份'))]
        backups[-1].click()
        yes = app.wait_for('push button', re.compile('^恢复( 恢复)?$'))
        shot(app, 'settings-12-restore')
        yes.click(mouse=True)
        app.wait_for('push button', '登录', timeout=30)
        app.wait_for('label', '青溪实验学校', timeout=10)
        app.wait_for('label', re.compile('^已恢复 .* 的备份'))
        shot(app, 'settings-13-restored')
        assert len(glob.glob(path + '.before-*/school.jiaozhuang')) == 1
    with step('the journal tells all of it'):
        click(app, '登录')
        app.wait_for('label', '孙建国', timeout=20)
        app.activate_action('win.settings', 'journal')
        app.wait_for('label', '新增账号李敏')
        shot(app, 'settings-14-journal')

assert os.path.exists(path)
done()
