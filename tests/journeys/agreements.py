#!/usr/bin/python3
"""What the school lacks against a standard, with a match by hand; the three agreements; a year that is closed takes no entry.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, pick, said, save_to, shot, small_school
from journey import rows as table
from ui import done, step

ENV = dict(os.environ, JIAOZHUANG_TODAY=TODAY)
STANDARD = '''学科,编号,名称,规格,单位,数量,参考价
物理,140501003,直流电流表,2.5级,只,60/校,40
物理,140504005,滑动变阻器,20Ω 2A,个,30/校,31
物理,140503012,数字示波器,双通道,台,很多,2980
化学,150101001,托盘天平,500 g,台,10/校,95
化学,150101002,烧杯,250 mL,个,6-8,
'''


def cli(*args):
    return subprocess.run([CLI, '--school', os.path.join(RUN, 'small.jiaozhuang'), *args], check=True, capture_output=True, text=True, env=ENV).stdout


def write(name, text):
    path = os.path.join(RUN, name)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    return path


def lacks(app):
    """Code → what is lacking."""
    return {row[1]: row[9] for row in table(app, '配备缺口') if len(row) > 9}


def shown(app, role, name):
    return app.wait_for(lambda: next((n for n in app.find_all(role, name) if n.laid_out()), None), '%s %s' % (role, name))


def choose_ledger(app, *keys):
    shown(app, 'combo box', '账簿').choose(*keys, 'Return')


school = small_school()
with journey.launch(school, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('without a standard it says so, and offers to import one'):
        app.find('page tab', '缺口').click()
        said(app, '还没有配备标准')
        shown(app, 'push button', '导入标准…')
        shot(app, 'gap-none')

cli('import', 'ledger', write('more.csv', '编号,名称,规格型号,单位,数量,单价,存放地\n140504099,旧式变阻器,50Ω,个,10,20.00,物理一室4-1\n'))
cli('import', 'standard', write('standard.csv', STANDARD), '--name', '初中仪器配备标准', '--edition', '2020')

with journey.launch(school, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('shows what lacks, and why a row could not be counted'):
        app.find('page tab', '缺口').click()
        said(app, re.compile('4 行中 0 行配齐.*补齐需 1,394.00 元.*1 行缺口没有单价.*! 1 行无法计算'))
        app.wait_for(lambda: lacks(app) == {'140501003': '✗ 8', '140504005': '✗ 4', '140503012': '!', '150101001': '✗ 10', '150101002': '✗ 6'},
                     'the figures')
        assert any('很多' in cell and '数量' in cell for row in table(app, '配备缺口') for cell in row[-1:]), table(app, '配备缺口')
        said(app, re.compile('2 行中 0 行配齐（0.0 %），补齐需 444.00 元'))
        shot(app, 'gap')
    with step('a match by hand fills a row'):
        place = [row[1] for row in table(app, '配备缺口')].index('140504005')
        app.find('list', within=app.find('tree table', '配备缺口')).children()[place].click(mouse=True)
        said(app, re.compile('按 30/校 应配 30 个；可用 26，✗ 缺 4'))
        entry = next(n for n in app.find_all(('text', 'entry'), '另算一个品目') if n.laid_out())
        entry.focus()
        app.type_text('jsbzq', gap_ms=60)
        app.wait_for(lambda: app.find_all('label', '旧式变阻器'), 'the answer')
        app.key('Return')
        app.wait_for(lambda: lacks(app).get('140504005') == '✓', 'the row to be filled')
        said(app, re.compile('4 行中 1 行配齐.*补齐需 1,270.00 元'))
        said(app, re.compile('140504099 50Ω，账上 10'))
        shot(app, 'gap-matched')
    with step('and what does not count lacks again, which can be undone'):
        [b for b in app.find_all('push button', '不算') if b.laid_out()][-1].click()
        app.wait_for(lambda: lacks(app).get('140504005') == '✗ 4', 'the row to lack again')
        said(app, '旧式变阻器 不对应标准的 滑动变阻器')
        app.key('ctrl+z')
        app.wait_for(lambda: lacks(app).get('140504005') == '✓', 'the row to be filled again')
    with step('only what lacks; the sums stay those of all'):
        app.find('check box', '只看有缺口的').click()
        app.wait_for(lambda: sorted(lacks(app)) == ['140501003', '150101001', '150101002'], 'three rows')
        said(app, re.compile('4 行中 1 行配齐'))
    with step('exports what is shown, read by another program'):
        shown(app, 'push button', '导出 Excel…').click()
        save_to(app, os.path.join(RUN, 'gap.xlsx'))
        subprocess.run(['ssconvert', os.path.join(RUN, 'gap.xlsx'), os.path.join(RUN, 'gap.csv')], check=True, capture_output=True)
        with open(os.path.join(RUN, 'gap.csv'), encoding='utf-8') as f:
            lines = f.read().splitlines()
        assert any('托盘天平' in line and ',10,' in line and '950' in line for line in lines), lines
        assert not any('滑动变阻器' in line for line in lines), lines
        said(app, '已写入 3 行：gap.xlsx', timeout=30)  # after what was said before
    with step('prints it'):
        shown(app, 'push button', '打印…').click()
        dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'gap-preview')
        app.key('Escape')
        closed(app, '打印预览')
    with step('shows the three agreements'):
        app.find('page tab', '台账').click()
        choose_ledger(app, 'End')
        said(app, '○ 还没有盘点')
        said(app, re.compile('总账的 3 个编号中，3 个'))
        said(app, re.compile('有存放物的 2 处中，0 处'))
        said(app, re.compile('物理一室 3.*还没有打印柜签'))
        shot(app, 'agreements')
        shown(app, 'push button', '打印这些柜签…')
        shown(app, 'push button', '打印…').click()
        dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        time.sleep(0.3)
        shot(app, 'agreements-preview')
        app.key('Escape')
        closed(app, '打印预览')
    with step('closes the year, after a question'):
        choose_ledger(app, 'Home', 'Down')
        said(app, re.compile('3 行'))
        shown(app, 'push button', '年度结账').click()
        app.find('menu item', '2026 年度结账…').click()
        app.find('push button', re.compile('^结账')).click()
        said(app, '✓ 已结账')
        shot(app, 'year-closed')
    with step('a posting in the closed year is refused in words'):
        choose_ledger(app, 'Home')
        app.find('push button', '验收').click()
        receive = dialog(app, '验收入库')
        app.find('push button', '新品目…', receive).click()
        field(app, '品目编号', receive).set_text('140503012')
        field(app, '名称', receive).set_text('数字示波器')
        field(app, '单位', receive).set_text('台')
        app.find('push button', '加入明细', receive).click()
        field(app, '单价: 数字示波器', receive).set_text('2,980')
        pick(app, field(app, '存放到: 数字示波器', receive), 'wlys', '物理一室', receive)
        app.key('ctrl+Return')
        said(app, re.compile('^✗ .*2026 年已结账'))
        shot(app, 'year-refused')
        app.key('Escape')
        closed(app, '验收入库')
    with step('the year is opened again'):
        choose_ledger(app, 'Home', 'Down')
        shown(app, 'push button', '年度结账').click()
        app.find('menu item', '撤销 2026 年度结账…').click()
        app.find('push button', re.compile('^撤销结账')).click()
        app.wait_for(lambda: not [n for n in app.find_all('label', '✓ 已结账') if n.laid_out()], 'the year to be open')
with step('the books are sound afterwards'):
    cli('check', '--deep')
done()
