#!/usr/bin/python3
"""What else becomes of things: some are issued to a teacher, moved to another cabinet, written off and counted short; a mistake is
reversed by a red entry. Each by its own voucher; the list of them goes out as CSV.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, pick, rows, said, save_to, shot, small_school
from ui import done, step


def choose_meter(app):
    """The line of the meter, of which 52 stand in the cabinet."""
    lines = app.find('list', within=app.find('tree table', '台账')).children()
    lines[0].click(mouse=True)
    said(app, '选中 1 项')


def start(app, menu, title):
    choose_meter(app)
    [b for b in app.find_all('push button', '更多') if b.laid_out()][0].click()
    app.find('menu item', menu).click()
    window = dialog(app, title)
    field(app, '数量: 直流电流表', window)
    return window


def save(app, title):
    app.key('ctrl+Return')
    closed(app, title)


def stock(app, text):
    app.wait_for(lambda: rows(app, '台账')[0][3] == text, 'a stock of ' + text)


def spot(app, window, title):
    return app.wait_for(lambda: next((n for n in app.find_all('combo box', title + ': 直流电流表', window) if n.laid_out()), None), 'the spots')


def shown_choice(app, name, window):
    return app.wait_for(lambda: next((n for n in app.find_all('combo box', name, window) if n.laid_out()), None), 'the choice ' + name)


def choose_spot(app, window, title, *words):
    """By keys, that of the spots offered which says all of @words."""
    choice = spot(app, window, title).click(mouse=True)
    app.wait_for(lambda: any('focused' in n.states for n in app.find_all('list item', within=choice)), 'the open list')
    items = [n for n in app.find_all('list item', within=choice) if n.laid_out()]
    said = [' '.join(name for _, role, name in item.walk() if role == 'label') for item in items]
    at = next(i for i, text in enumerate(said) if all(word in text for word in words))
    app.key('Home', *['Down'] * at, 'Return')
    app.wait_for(lambda: any(words[0] in name for _, role, name in spot(app, window, title).walk() if role == 'label'), 'the spot to be chosen')
    return said


with journey.launch(small_school(), env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    said(app, '2 项')
    with step('issues ten to a teacher'):
        window = start(app, '领用…', '领用')
        field(app, '数量: 直流电流表', window).set_text('10')
        pick(app, field(app, '领用人', window), 'limin', '李敏', window)
        assert any('物理一室 3-2 · 在库 · 52 只' == name for _, role, name in spot(app, window, '调出地').walk() if role == 'label')
        shot(app, 'issue')
        save(app, '领用')
        app.find('page tab', '凭证').click()
        app.wait_for(lambda: any(row[0].startswith('LY-2026') for row in rows(app, '凭证')), 'the voucher of issue')
        app.find('page tab', '台账').click()
    with step('moves five to another cabinet'):
        window = start(app, '调拨…', '调拨')
        field(app, '数量: 直流电流表', window).set_text('5')
        pick(app, field(app, '去向', window), 'wlys 4-1', '物理一室 4-1', window)
        shot(app, 'transfer')
        save(app, '调拨')
    with step('more than is there is refused in words, and nothing typed is lost'):
        window = start(app, '报废…', '报废')
        field(app, '数量: 直流电流表', window).set_text('4000')
        field(app, '原因', window).set_text('线圈烧毁')
        app.key('ctrl+Return')
        said(app, re.compile('^✗ 直流电流表.*'))
        shot(app, 'write-off-refused')
        assert field(app, '原因', window).text == '线圈烧毁'
    with step('writes two off, once it is said which of the two cabinets they come from'):
        field(app, '数量: 直流电流表', window).set_text('2')
        app.key('ctrl+Return')
        said(app, '✗ 直流电流表: 请写明从哪里取')
        shot(app, 'write-off-where')
        said_there = choose_spot(app, window, '调出地', '物理一室 3-2 · 在库')
        assert said_there[1:] == ['物理一室 3-2 · 在库 · 37 只', '物理一室 4-1 · 在库 · 5 只', '物理一室 3-2 · 李敏 在用 · 10 只'], said_there
        shot(app, 'write-off')
        save(app, '报废')
        stock(app, '50')
    with step('writes off one of those that the teacher has in use'):
        window = start(app, '报废…', '报废')
        field(app, '数量: 直流电流表', window).set_text('11')
        field(app, '原因', window).set_text('表头损坏')
        choose_spot(app, window, '调出地', '李敏 在用')
        app.key('ctrl+Return')
        said(app, re.compile('^✗ 直流电流表.*11 只.*10'))
        field(app, '数量: 直流电流表', window).set_text('1')
        save(app, '报废')
        stock(app, '49')
    with step('counts three less than the books say'):
        window = start(app, '调整…', '账面调整')
        field(app, '数量: 直流电流表', window).set_text('-3')
        choose_spot(app, window, '何处', '物理一室 3-2 · 在库')
        app.key('ctrl+Return')
        said(app, re.compile('^✗ .*原因'))
        field(app, '原因', window).set_text('期末盘点盘亏')
        shot(app, 'adjust')
        save(app, '账面调整')
        stock(app, '46')
        said(app, re.compile('^调整 直流电流表 -3 只'))
    with step('the count was wrong: the voucher is reversed'):
        app.find('page tab', '凭证').click()
        app.wait_for(lambda: rows(app, '凭证')[0][0].startswith('TZ-2026'), 'the newest voucher first')
        app.find('list', within=app.find('tree table', '凭证')).children()[0].click(mouse=True)
        said(app, '期末盘点盘亏')
        [b for b in app.find_all('push button', '冲销') if b.laid_out()][0].click()
        sure = dialog(app, '冲销 TZ-2026-0001？')
        shot(app, 'reverse')
        [b for b in app.find_all('push button', re.compile('^冲销'), sure) if b.laid_out()][0].click()
        app.wait_for(lambda: any('冲销' in ' '.join(row) for row in rows(app, '凭证')), 'the red entry')
        app.find('page tab', '台账').click()
        stock(app, '49')
    with step('one too many is found where none was before'):
        window = start(app, '调整…', '账面调整')
        field(app, '原因', window).set_text('清理时找到')
        choose_spot(app, window, '何处', '其他地方…')
        app.key('ctrl+Return')
        said(app, '✗ 直流电流表: 请写明在哪里盘到')
        pick(app, field(app, '何处: 直流电流表', window), 'wlys', '物理一室', window)
        shot(app, 'adjust-elsewhere')
        save(app, '账面调整')
        stock(app, '50')
    with step('takes four back from the teacher who has them'):
        window = start(app, '归还…', '归还')
        field(app, '数量: 直流电流表', window).set_text('4')
        assert any('李敏 在用 · 9 只' in name for _, role, name in spot(app, window, '取自').walk() if role == 'label')
        back = shown_choice(app, '归还状况: 直流电流表', window)
        back.choose('End', 'Return')
        field(app, '备注: 直流电流表', window).set_text('缺表笔两支')
        shot(app, 'return-spot')
        save(app, '归还')
        window = start(app, '调拨…', '调拨')
        assert '物理一室 3-2 · 李敏 在用 · 5 只' in choose_spot(app, window, '调出地', '李敏 在用')
        app.key('Escape')
        closed(app, '调拨')
    with step('its paper says how they came back'):
        app.find('page tab', '凭证').click()
        app.wait_for(lambda: rows(app, '凭证')[0][0].startswith('GH-2026'), 'the newest voucher first')
        app.find('list', within=app.find('tree table', '凭证')).children()[0].click(mouse=True)
        app.wait_for(lambda: [b for b in app.find_all('push button', '打印') if b.laid_out()], 'the button')[-1].click()
        preview = dialog(app, '打印预览')
        said(app, '第 1 页，共 1 页')
        app.find('push button', '存为 PDF…', preview).click()
        save_to(app, os.path.join(RUN, 'return.pdf'))
        text = subprocess.run(['pdftotext', '-layout', os.path.join(RUN, 'return.pdf'), '-'], check=True, capture_output=True, text=True).stdout
        assert '缺表笔两支' in text.replace('\n', '').replace(' ', '') and '4' in text, text
        shot(app, 'return-paper')
        app.key('Escape')
        closed(app, '打印预览')
    with step('the vouchers go out as CSV'):
        app.wait_for(lambda: len(rows(app, '凭证')) == 9, 'all vouchers')
        app.find_all('push button', '更多')[0].click()
        app.find('menu item', '导出 CSV…').click()
        path = os.path.join(RUN, 'moves.csv')
        save_to(app, path)
        with open(path, encoding='utf-8-sig') as f:
            text = f.read()
        for kind in ('LY-2026', 'DB-2026', 'BF-2026', 'TZ-2026'):
            assert kind in text, (kind, text)
with step('the books are sound afterwards'):
    told = subprocess.run([CLI, '--school', os.path.join(RUN, 'small.jiaozhuang'), 'check', '--deep'], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
done()
