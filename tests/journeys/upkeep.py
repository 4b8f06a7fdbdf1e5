#!/usr/bin/python3
"""What happens to things: damage is reported, decided, paid and printed; a repair goes out and comes back; a write-off is asked for by the
keeper and approved by the head; what is overdue is called in; something comes back broken.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import sqlite3
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, pick, rows, said, save_to, shot
from ui import done, step

PATH = os.path.join(RUN, 'upkeep.jiaozhuang')
subprocess.run([CLI, '--school', PATH, 'demo', '--scale', 'small'], check=True, stdout=subprocess.DEVNULL,
               env={**os.environ, **journey.chinese(), 'JIAOZHUANG_TODAY': TODAY})


# Their places in the choice of accounts, and in that of what is shown.
HEAD, KEEPER = 0, 2
DAMAGE, REPAIRS, PLANS, REQUESTS, OVERDUE = 2, 3, 4, 6, 8


def ask(sql):
    with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
        return school.execute(sql).fetchone()[0]


CARD = ask("SELECT number FROM asset JOIN position ON asset = asset.id WHERE state = 'stock' AND condition = 'good' AND price BETWEEN 60000 AND 400000 "
           "AND asset.id NOT IN (SELECT asset FROM disposal_line WHERE asset IS NOT NULL) ORDER BY asset.id LIMIT 1")


NAME = ask("SELECT item.name FROM asset JOIN item ON item.id = item WHERE number = '%s'" % CARD)


# As it is typed, and as it is called.
with sqlite3.connect('file:%s?mode=ro' % PATH, uri=True) as school:
    CLASS = school.execute("SELECT CAST (grade * 100 + number AS TEXT), name FROM class WHERE left_year IS NULL ORDER BY grade DESC, number DESC LIMIT 1").fetchone()


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button %s' % name)


def take(app, combo, n):
    """Takes choice number @n of a drop-down, with the keyboard."""
    combo.click(mouse=True)
    time.sleep(0.4)
    app.key('Home', *['Down'] * n, 'Return', gap_ms=60)
    time.sleep(0.4)


def more(app, name):
    """From the menu beside the buttons of the inspector."""
    [b for b in app.find_all('push button', '更多') if b.laid_out()][-1].click()
    app.find('menu item', name).click()


def sign_in(app, n, name):
    app.wait_for('push button', '登录', timeout=30)
    take(app, app.find('combo box', '账号'), n)
    button(app, '登录').click()
    said(app, name, timeout=20)


def view(app, name):
    app.find('page tab', name).click()


def choose(app, within, text):
    """Chooses the row of the list that says @text."""
    app.wait_for(lambda: any(text in ' '.join(row) for row in rows(app, within)), 'the row ' + text)
    at = next(i for i, row in enumerate(rows(app, within)) if text in ' '.join(row))
    app.find('list', within=app.find('tree table', within)).children()[at].click(mouse=True)


def show(app, n):
    take(app, app.wait_for(lambda: next((c for c in app.find_all('combo box', '显示') if c.laid_out()), None), 'what is shown'), n)


def pdf(app, name):
    preview = dialog(app, '打印预览')
    time.sleep(0.3)
    shot(app, 'upkeep-' + name)
    app.find('push button', '存为 PDF…', preview).click()
    save_to(app, os.path.join(RUN, name + '.pdf'))
    app.key('Escape')
    closed(app, '打印预览')
    return subprocess.run(['pdftotext', '-layout', os.path.join(RUN, name + '.pdf'), '-'], check=True, capture_output=True, text=True).stdout


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('the keeper sees what is to be done'):
        sign_in(app, KEEPER, '高景明')
        view(app, '维修')
        app.wait_for(lambda: len(rows(app, '维修')) > 5, 'what is to be done')
        said(app, re.compile('逾期'))
        shot(app, 'upkeep-todo')
    with step('a pupil broke something: it is reported'):
        button(app, '登记损坏').click()
        window = dialog(app, '登记损坏')
        time.sleep(0.3)
        thing = field(app, '器材', window)
        app.scan(CARD, gap_ms=4)
        app.wait_for(lambda: thing.text == NAME, 'the card')
        pick(app, field(app, '班级', window), CLASS[0], CLASS[1], window)
        field(app, '损坏经过', window).set_text('搬运时跌落，外壳开裂')
        shot(app, 'upkeep-damage')
        app.key('ctrl+Return')
        closed(app, '登记损坏')
        choose(app, '维修', '搬运时跌落')
        said(app, '! 待认定')
        said(app, CLASS[1])
        shot(app, 'upkeep-reported')
    with step('it is decided: the rules say how much'):
        button(app, '认定…').click()
        window = dialog(app, '认定责任')
        said(app, re.compile('学生不慎，不能修复，.*应赔 .* 元'))
        app.key('ctrl+Return')
        said(app, '✗ 请填认定人')
        field(app, '认定人', window).set_text('孙建国')
        shot(app, 'upkeep-decide')
        app.key('ctrl+Return')
        closed(app, '认定责任')
        said(app, '! 待赔付')
    with step('it is paid against a receipt, and printed'):
        choose(app, '维修', '搬运时跌落')
        button(app, '收款…').click()
        window = dialog(app, '收取赔偿')
        field(app, '收据号', window).set_text('NO.77')
        shot(app, 'upkeep-pay')
        app.key('ctrl+Return')
        closed(app, '收取赔偿')
        show(app, DAMAGE)
        choose(app, '维修', '搬运时跌落')
        said(app, '✓ 已了结')
        shot(app, 'upkeep-paid')
        button(app, '打印赔偿单…').click()
        text = pdf(app, 'damage-form')
        for words in ('损坏', CARD, 'NO.77', '学生不慎', CLASS[1]):
            assert words in text, (words, text)
    with step('what each class broke is counted'):
        [b for b in app.find_all('push button', '更多') if b.laid_out()][0].click()
        app.find('menu item', '班级损坏统计…').click()
        text = pdf(app, 'damage-classes')
        line = next(line for line in text.split('\n') if CLASS[1] in line)
        assert '应赔' in text and line.split()[2] == str(ask("SELECT count (*) FROM damage d LEFT JOIN person ON person.id = d.person "
            "JOIN class ON class.id = ifnull (d.class, person.class) WHERE class.name = '%s' AND d.state <> 'dropped'" % CLASS[1])), text
    with step('a repair goes out and comes back'):
        show(app, REPAIRS)
        choose(app, '维修', 'WX-2026-0001')
        button(app, '送修…').click()
        window = dialog(app, '送修')
        field(app, '送修单位', window).set_text('市教仪站')
        shot(app, 'upkeep-send')
        app.key('ctrl+Return')
        closed(app, '送修')
        choose(app, '维修', 'WX-2026-0001')
        button(app, '修毕登记…').click()
        window = dialog(app, '修毕登记')
        field(app, '费用', window).set_text('85')
        field(app, '维修内容', window).set_text('更换齿轮')
        pick(app, field(app, '经费来源', window), '公用', '公用经费', window)
        shot(app, 'upkeep-finish')
        app.key('ctrl+Return')
        closed(app, '修毕登记')
        choose(app, '维修', 'WX-2026-0001')
        said(app, '✓ 已修复')
        assert ask("SELECT amount FROM spending WHERE reference = 'WX-2026-0001' AND voided IS NULL") == 8500
        shot(app, 'upkeep-repaired')
        button(app, '打印维修单…').click()
        text = pdf(app, 'repair-form')
        for words in ('维修单', '市教仪站', '更换齿轮', '85.00'):
            assert words in text, (words, text)
    with step('the keeper asks for a write-off, and may not approve it'):
        view(app, '资产卡')
        search = app.find('entry', '搜索财产号、名称、出厂号、拼音首字母')
        search.set_text(CARD)
        choose(app, '资产卡', CARD)
        said(app, re.compile('^流转'))
        shot(app, 'upkeep-asset')
        more(app, '申请报废')
        window = dialog(app, '申请报废')
        field(app, '原因', window).set_text('外壳开裂，无法修复')
        shot(app, 'upkeep-ask')
        app.key('ctrl+Return')
        closed(app, '申请报废')
        view(app, '维修')
        show(app, REQUESTS)
        choose(app, '维修', '外壳开裂，无法')
        said(app, '○ 未签')
        assert not [b for b in app.find_all('push button', '批准…') if b.laid_out()]
        shot(app, 'upkeep-asked')
    with step('the head approves, and it waits for the principal'):
        app.activate_action('win.sign-out')
        sign_in(app, HEAD, '孙建国')
        view(app, '维修')
        show(app, REQUESTS)
        choose(app, '维修', '外壳开裂，无法')
        button(app, '批准…').click()
        window = dialog(app, '同意报废')
        said(app, re.compile('等 装备主任 审批'))
        shot(app, 'upkeep-approve')
        app.key('ctrl+Return')
        closed(app, '同意报废')
        choose(app, '维修', '外壳开裂，无法')
        said(app, '✓ 同意')
        shot(app, 'upkeep-approved')
        button(app, '打印申请表…').click()
        text = pdf(app, 'disposal-form')
        for words in ('报废', '一式四份', '校长'):
            assert words in text, (words, text)
    with step('what is overdue is called in, a slip for each person'):
        button(app, '催还').click()
        text = pdf(app, 'call-in')
        for words in ('催还通知单', '夏阳', 'JC-2026-0014'):
            assert words in text, (words, text)
    with step('what comes back broken is reported'):
        show(app, OVERDUE)
        said(app, '%d 项' % ask("SELECT count (*) FROM loan_out WHERE due < '%s'" % TODAY))
        shot(app, 'upkeep-overdue')
        before = ask('SELECT count (*) FROM damage')
        lent = ask("SELECT number FROM asset JOIN position ON asset = asset.id WHERE state = 'loan' AND condition = 'good' ORDER BY asset.id LIMIT 1")
        view(app, '资产卡')
        search = app.find('entry', '搜索财产号、名称、出厂号、拼音首字母')
        search.set_text(lent)
        choose(app, '资产卡', lent)
        button(app, '归还').click()
        window = dialog(app, '归还')
        state = app.wait_for(lambda: next((c for c in app.find_all('combo box', re.compile('^归还状况'), window) if c.laid_out()), None), 'the condition')
        take(app, state, 2)
        shot(app, 'upkeep-return')
        app.key('ctrl+Return')
        closed(app, '归还')
        app.wait_for(lambda: ask('SELECT count (*) FROM damage') == before + 1, 'the report')
        said(app, '! 损坏')
        shot(app, 'upkeep-came-broken')
        more(app, '打印履历')
        text = pdf(app, 'life')
        for words in ('资产履历表', '验看：损坏', lent):
            assert words in text, (words, text)
    with step('the rules are in the settings'):
        app.activate_action('win.settings', 'compensation')
        app.wait_for(lambda: len(rows(app, '赔偿')) > 10, 'the rules')
        shot(app, 'upkeep-rules')
        app.activate_action('win.settings', 'approval')
        choose(app, '报废审批', '教育局')
        button(app, '修改…').click()
        window = dialog(app, '报废审批步骤')
        shot(app, 'upkeep-step')
        app.key('Escape')
        closed(app, '报废审批步骤')
        shot(app, 'upkeep-steps')
done()
