#!/usr/bin/python3
"""What things are worth and where the money goes: depreciation at the end of a month, a card that lasts shorter, the paper form as PDF;
a budget that is planned, revised and taken back; money spent noted by hand, seen in the share and in the sums; from a sum to its rows and on
to the voucher.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import re
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, rows, said, save_to, shot
from ui import done, step

PATH = os.path.join(RUN, 'value.jiaozhuang')
ENV = dict(os.environ, JIAOZHUANG_TODAY=TODAY)
subprocess.run([CLI, '--school', PATH, 'demo', '--scale', 'small'], check=True, env=ENV, stdout=subprocess.DEVNULL)
said_by_cli = json.loads(subprocess.run([CLI, '--school', PATH, '--json', 'value', 'depreciation'], check=True, env=ENV, capture_output=True,
                                        text=True).stdout)
share = json.loads(subprocess.run([CLI, '--school', PATH, '--json', 'budget', 'share'], check=True, env=ENV, capture_output=True, text=True).stdout)

budget = json.loads(subprocess.run([CLI, '--school', PATH, '--json', 'budget', 'list', '--year', TODAY[:4]], check=True, env=ENV, capture_output=True, text=True).stdout)

with open(PATH, 'rb') as there, open(os.path.join(RUN, 'copy.jiaozhuang'), 'wb') as copy:  # the window will hold the school
    copy.write(there.read())


def grouped(text):
    whole, part = text.split('.')
    return '{:,}.{}'.format(int(whole), part)


def button(app, name, within=None):
    return app.wait_for(lambda: next((b for b in app.find_all('push button', name, within) if b.laid_out()), None), 'the button %s' % name)


def choose(app, which):
    box = app.wait_for(lambda: next((b for b in app.find_all('combo box', '价值视图') if b.laid_out()), None), 'the choice')
    box.choose('Home', *['Down'] * ['折旧', '经费', '支出', '经费来源', '支出用途', '折旧年限'].index(which), 'Return')


def table(app, name):
    return app.wait_for(lambda: next((t for t in app.find_all('tree table', name) if t.laid_out()), None), 'the table ' + name)


def choose_row(app, name, words):
    app.wait_for(lambda: any(words in row for row in table(app, name).rows()), words)
    at = next(i for i, row in enumerate(table(app, name).rows()) if words in row)
    app.find('list', within=table(app, name)).children()[at].click(mouse=True)


def pdf(app, preview, name):
    app.find('push button', '存为 PDF…', preview).click()
    save_to(app, os.path.join(RUN, name))
    return subprocess.run(['pdftotext', '-layout', os.path.join(RUN, name), '-'], check=True, capture_output=True, text=True).stdout


with journey.launch(PATH, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('depreciation at the end of this month, as the command line says it'):
        button(app, '登录').click()
        app.wait_for('page tab', '价值', timeout=20).click()
        total = said_by_cli['total']
        cards = [row for row in said_by_cli['rows'] if row['number']]
        app.wait_for(lambda: len(table(app, '折旧').rows()) > 5, 'the cards')
        first = table(app, '折旧').rows()[0]
        assert cards[0]['number'] in first and grouped(cards[0]['net']) in first, (first, cards[0])
        shot(app, 'value-1-depreciation')
    with step('one card lasts four years only; that is taken back'):
        wanted = next(row for row in cards[:14] if not row['reason'])
        choose_row(app, '折旧', wanted['number'])
        button(app, '使用年限…')
        shot(app, 'value-2-card')
        button(app, '使用年限…').click()
        window = dialog(app, '使用年限')
        time.sleep(0.3)
        shot(app, 'value-3-own-life')
        combo = next(b for b in app.find_all('combo box', None, window) if b.laid_out())
        combo.choose('Home', 'Down', 'Return')
        app.key('ctrl+Return')
        said(app, re.compile('请写明理由'))
        field(app, '原因', window).set_text('长年放在室外')
        shot(app, 'value-3-own-life')
        app.key('ctrl+Return')
        closed(app, '使用年限')
        said(app, re.compile(re.escape(wanted['number']) + ' 使用年限 5 年'))
        app.key('ctrl+z')
        said(app, re.compile('已撤销：.*使用年限 5 年'))
        app.wait_for(lambda: any('低于起点' in ' '.join(row) or '折旧中' in ' '.join(row) for row in table(app, '折旧').rows()), 'the list again')
    with step('all of an item last eight years and leave five percent; that is taken back'):
        choose_row(app, '折旧', wanted['number'])
        [b for b in app.find_all('push button', '更多') if b.laid_out()][-1].click()
        app.find('menu item', '全部同类的使用年限…').click()
        window = dialog(app, '使用年限')
        time.sleep(0.3)
        combo = next(b for b in app.find_all('combo box', None, window) if b.laid_out())
        combo.choose('Home', 'Down', 'Return')
        years, residual = [n for n in app.find_all('spin button', None, window) if n.laid_out()]
        years.set_value(8)
        residual.set_value(5)
        field(app, '原因', window).set_text('县局 2026 年通知')
        shot(app, 'value-3-item-life')
        app.key('ctrl+Return')
        closed(app, '使用年限')
        said(app, re.compile(re.escape(wanted['name']) + '.*使用年限 8 年'))
        app.key('ctrl+z')
        time.sleep(0.5)
    with step('the end of last year is another list'):
        then = json.loads(subprocess.run([CLI, '--school', os.path.join(RUN, 'copy.jiaozhuang'), '--json', 'value', 'depreciation', '--date', '2025-12-31'],
                                         check=True, env=ENV, capture_output=True, text=True).stdout)
        old = next(row for row in then['rows'] if row['number'])
        date = next(n for n in app.find_all(('text', 'entry')) if n.laid_out() and n.text == TODAY)
        date.set_text('2025-12-31')
        date.focus()
        app.key('Return')
        app.wait_for(lambda: any(old['number'] in row and grouped(old['net']) in row for row in table(app, '折旧').rows()), 'the figures of then')
        shot(app, 'value-4-last-year')
    with step('the budget: the share stands above the lines; what is no amount is refused'):
        choose(app, '经费')
        said(app, re.compile(r'. %.2f %%' % share['rate']), timeout=10)
        app.wait_for(lambda: len(table(app, '经费').rows()) > 4, 'the lines')
        shot(app, 'value-5-budget')
        button(app, '新增预算').click()
        form = dialog(app, '新增预算')
        time.sleep(0.3)
        field(app, '预算数（元）', form).set_text('abc')
        app.key('ctrl+Return')
        said(app, re.compile('请填金额'))
        shot(app, 'value-6-plan')
        app.key('Escape')
        closed(app, '新增预算')
    with step('what was spent without a budget is shown as that, filtered, and planned'):
        without = [row for row in budget['rows'] if not row['budgeted']]
        app.wait_for(lambda: sum('! 无预算' in row for row in table(app, '经费').rows()) == len(without), 'what has no budget')
        assert without, budget
        choose_row(app, '经费', '! 无预算')
        said(app, '! 无预算')
        shot(app, 'value-6-unbudgeted')
        button(app, '补列预算…').click()
        form = dialog(app, '新增预算')
        time.sleep(0.3)
        assert field(app, '预算数（元）', form).text not in ('', '0.00')
        shot(app, 'value-6-plan-spent')
        app.key('ctrl+Return')
        closed(app, '新增预算')
        app.wait_for(lambda: sum('! 无预算' in row for row in table(app, '经费').rows()) == len(without) - 1, 'one less')
        app.key('ctrl+z')
        app.wait_for(lambda: sum('! 无预算' in row for row in table(app, '经费').rows()) == len(without), 'it again')
    with step('the budget of the year on paper'):
        time.sleep(0.5)
        [b for b in app.find_all('push button', '更多') if b.laid_out()][-1].click()
        app.find('menu item', '打印年度经费执行表…').click()
        preview = dialog(app, '打印预览')
        time.sleep(0.5)
        shot(app, 'value-6-paper')
        text = pdf(app, preview, 'budget.pdf')
        app.key('Escape')
        closed(app, '打印预览')
        for line in budget['rows']:
            assert grouped(line['spent']) in text, (line, text)
        for words in ('青溪实验学校', '预算', TODAY[:4]):
            assert words in text, (words, text)
    with step('money spent is noted, and stands among the rows'):
        choose(app, '支出')
        app.wait_for(lambda: len(table(app, '支出').rows()) > 5, 'the rows')
        button(app, '记一笔支出').click()
        form = dialog(app, '记一笔支出')
        time.sleep(0.3)
        app.key('ctrl+Return')
        said(app, re.compile('请写明支出事由'))
        field(app, '事由', form).set_text('数字示波器校准')
        field(app, '金额（元）', form).set_text('1,280.50')
        field(app, '收款单位', form).set_text('省计量院')
        shot(app, 'value-7-note')
        app.key('ctrl+Return')
        closed(app, '记一笔支出')
        app.wait_for(lambda: any('数字示波器校准' in row and '1,280.50' in row for row in table(app, '支出').rows()), 'the row')
        shot(app, 'value-8-spending')
    with step('from a sum to its rows'):
        sums = [n for n in app.find_all('list', '支出合计') if n.laid_out()]
        sums[0].children()[1].click(mouse=True)
        time.sleep(1)
        shot(app, 'value-9-sum')
    for number, which in enumerate(['经费来源', '支出用途', '折旧年限']):
        with step('the list ' + which):
            choose(app, which)
            app.wait_for(lambda: len(table(app, which).rows()) > 4, 'the rows')
            shot(app, 'value-10-%d' % number)
done()
