"""A person with an empty home starts the program and makes a school file by the keyboard alone.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3

import place
from place import keys
from ui import done, step

FILE = os.path.join(place.HOME, 'data', 'jiaozhuang', 'school.jiaozhuang')

with place.launch() as app:
    with step('starts with the assistant, and nothing is wrong before something is typed'):
        app.wait_for(('dialog', 'frame', 'window'), re.compile('新建学校文件：学校'))
        app.find('label', '学校标识码（与县里一致）')
        assert not app.find_all('label', re.compile('^✗'))
        place.shot(app, 'first-run-1-school')
    with step('says beside the field what is missing'):
        app.key('ctrl+Return')
        app.wait_for('label', '✗ 学校要有名称')
        place.shot(app, 'first-run-2-wrong')
    with step('fills the school by keys, Enter goes from field to field'):
        keys(app, '青溪实验学校', 'Return')
        keys(app, '36-01', 'Return')
        app.key('ctrl+Return')
        app.wait_for('label', '✗ 学校标识码是 1 到 20 位数字或字母')
        app.key('ctrl+a')
        keys(app, '3601000123')
        app.key('ctrl+Return')
        app.wait_for(('dialog', 'frame', 'window'), re.compile('第 2 步'))
    with step('says how many classes there are'):
        app.key('ctrl+a')
        keys(app, '3', 'Return')
        app.key('ctrl+a')
        keys(app, '40', 'Return')
        app.key('ctrl+a')
        keys(app, '2', 'Return')
        app.wait_for('label', re.compile('共 5 个班，210 名学生'))
        place.shot(app, 'first-run-3-classes')
        app.key('ctrl+Return')
    with step('proposes the usual term and refuses what is no date'):
        app.wait_for(('dialog', 'frame', 'window'), re.compile('学期'))
        assert re.fullmatch(r'\d{4}-\d\d-\d\d', app.find('text', '学期第一天').text)
        place.shot(app, 'first-run-4-term')
        last = app.find('text', '学期最后一天')
        before = last.text
        last.set_text('下个月')
        app.key('ctrl+Return')
        app.wait_for('label', re.compile('✗ 这不是日期'))
        assert last.text == '下个月'
        last.set_text(before)
        app.key('ctrl+Return')
    with step('goes back with Alt+Left and finds all as it was'):
        app.wait_for(('dialog', 'frame', 'window'), re.compile('保管人'))
        app.key('alt+Left')
        app.wait_for(('dialog', 'frame', 'window'), re.compile('第 3 步'))
        assert app.find('text', '学期最后一天').text == before
        app.key('ctrl+Return')
        app.wait_for(('dialog', 'frame', 'window'), re.compile('保管人'))
    with step('asks for the owner; two passwords that differ are refused'):
        keys(app, '孙建国', 'Return')
        app.key('ctrl+a')
        keys(app, 'sun', 'Return')
        keys(app, 'secret-1', 'Return')
        keys(app, 'secret-2')
        app.key('ctrl+Return')
        app.wait_for('label', '✗ 两次输入的密码不一样')
        place.shot(app, 'first-run-5-owner')
        place.fill(app, '密码（可以不设）', '')
        place.fill(app, '再输一次密码', '')
        app.key('ctrl+Return')
        app.wait_for(('dialog', 'frame', 'window'), re.compile('第 5 步'))
    with step('writes nothing before the last step'):
        assert not os.path.exists(FILE)
        assert app.find('text', '学校文件').text == FILE
        place.shot(app, 'first-run-6-file')
    with step('refuses a place where no file can be'):
        place.fill(app, '学校文件', '/proc/nowhere/school.jiaozhuang')
        app.key('ctrl+Return')
        app.wait_for('label', re.compile('^✗ /proc/nowhere'))
        place.fill(app, '学校文件', FILE)
    with step('makes the file, opens it and comes to the empty ledger'):
        app.key('ctrl+Return')
        app.wait_for('label', '还没有台账', timeout=20)
        app.wait_for('label', '青溪实验学校')
        app.wait_for('label', re.compile('2 / 6 步'))
        app.wait_for('label', '已保存·还没有备份')
        place.shot(app, 'first-run-7-empty')
    with step('the file has what was typed'):
        db = sqlite3.connect('file:%s?mode=ro' % FILE, uri=True)
        assert db.execute('SELECT name, code, stage FROM school').fetchall() == [('青溪实验学校', '3601000123', 'primary')]
        assert db.execute('SELECT name, pupils FROM class ORDER BY id').fetchall() == [
            ('一(1)', 40), ('一(2)', 40), ('一(3)', 40), ('二(1)', 45), ('二(2)', 45)]
        assert db.execute('SELECT count(*) FROM operation').fetchone() == (1,)
        db.close()
    with step('the first steps lead to the settings'):
        place.click(app, '读者与班级')
        app.wait_for('push button', '新增人员')
        assert app.page() == '人员'

with step('a backup was made when the program was closed'):
    assert [name for name in os.listdir(FILE + '.backups') if name.endswith('.jiaozhuang')]
done()
