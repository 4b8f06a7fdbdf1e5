#!/usr/bin/python3
"""From what lacks to the shelf: one click makes a request of the gap, two other accounts approve it, it is ordered, comes in two parts, one
thing with a fault; the labels are offered.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import re
import subprocess
import time

import journey
from journey import CLI, RUN, TODAY, closed, dialog, field, said, shot
from journey import rows as table
from ui import done, step

ENV = dict(os.environ, JIAOZHUANG_TODAY=TODAY, JIAOZHUANG_PASSWORD='')
SCHOOL = os.path.join(RUN, 'demo.jiaozhuang')


def cli(*args):
    return subprocess.run([CLI, '--school', SCHOOL, *args], check=True, capture_output=True, text=True, env=ENV).stdout


def shown(app, role, name):
    return app.wait_for(lambda: next((n for n in app.find_all(role, name) if n.laid_out()), None), '%s %s' % (role, name), timeout=10)


def click(app, name):
    shown(app, 'push button', name).click()


ACCOUNTS = ['孙建国', '孙光明', '高景明', '郑思思', '黄素琴']  # in the order of the door


def choose(app, combo, place):
    """The choice at @place of a list that drops down."""
    combo.choose('Home', *['Down'] * place, 'Return')
    time.sleep(0.3)


def sign_in(app, name):
    """On the door: the account by its name, without a password."""
    shown(app, 'push button', '登录')
    choose(app, app.find('combo box', '账号'), ACCOUNTS.index(name))
    click(app, '登录')
    app.wait_for('page tab', '采购', timeout=20)
    said(app, name)


def change_to(app, name):
    app.activate_action('win.sign-out')
    sign_in(app, name)
    app.find('page tab', '采购').click()


def states(app, name):
    """Number → the whole row."""
    return {row[0]: row for row in table(app, name) if len(row) > 5}


cli('demo', '--scale', 'small')
cli('supplier', 'add', '县文体用品公司', '--credit-code', '91350100M000100Y43')
cli('contract', 'add', 'HT-2026-01', '美术器材采购合同', '--supplier', '县文体用品公司', '--date', '2026-11-01')
LOGIN = {name: login for name, login in json.loads(cli('--json', 'query', 'SELECT name, login FROM account'))['rows']}
CARD, ITEM = json.loads(cli('--json', 'query', "SELECT asset.number, item.name FROM asset JOIN item ON item.id = asset.item JOIN position ON "
                            "position.asset = asset.id ORDER BY asset.id LIMIT 1"))['rows'][0]
more = json.loads(cli('--json', '--as', LOGIN['黄素琴'], 'purchase', 'request', '--applicant', '黄素琴', '--purpose', '补一件', '--line', ITEM + ';1;100'))['number']
cli('--as', LOGIN['黄素琴'], 'purchase', 'submit', more)
cli('--as', LOGIN['孙建国'], 'purchase', 'approve', more)
SUBJECTS = list(dict.fromkeys(row['subject'] for row in json.loads(cli('--json', 'gap'))['rows']))

with journey.launch(SCHOOL, env={'JIAOZHUANG_TODAY': TODAY, 'HOME': RUN}) as app:
    with step('a technician makes a request of what lacks, with one click'):
        sign_in(app, '黄素琴')
        shown(app, 'page tab', '缺口').click()
        said(app, re.compile('行配齐'), timeout=20)
        choose(app, shown(app, 'combo box', '学科'), SUBJECTS.index('美术') + 1)
        said(app, re.compile('^20 行中 15 行配齐'))
        time.sleep(0.3)
        shot(app, 'purchase-gap')
        click(app, '生成采购申请')
        app.wait_for(lambda: any('按配备标准补缺' in row for row in states(app, '申请').values()), 'the request to be listed', timeout=10)
        number = next(n for n, row in states(app, '申请').items() if '按配备标准补缺' in row)
        said(app, '○ 草稿')
        time.sleep(0.4)
        shot(app, 'purchase-draft')
    with step('what was asked for already is not asked for again'):
        shown(app, 'page tab', '缺口').click()
        click(app, '生成采购申请')
        said(app, re.compile('没有还未申请的缺口'))
        shown(app, 'page tab', '采购').click()
    with step('the draft is changed and submitted'):
        click(app, '修改…')
        edit = dialog(app, '修改采购申请')
        field(app, '事由', edit).set_text('美术教室补缺')
        time.sleep(0.3)
        shot(app, 'purchase-request-dialog')
        app.key('ctrl+Return')
        closed(app, '修改采购申请')
        said(app, '! 待审批')
        assert not [n for n in app.find_all('push button', '批准…') if n.laid_out()], 'the applicant can approve'
    with step('the head of equipment and the principal approve it'):
        change_to(app, '孙建国')
        shown(app, 'label', number).click(mouse=True)
        click(app, '批准…')
        words = dialog(app, '批准申请')
        field(app, '审批意见（可不填）', words).set_text('同意，按标准补齐')
        app.key('ctrl+Return')
        closed(app, '批准申请')
        said(app, re.compile('孙建国 同意'))
        shot(app, 'purchase-approving')
        said(app, '○ 待审批')
        assert not [n for n in app.find_all('push button', '批准…') if n.laid_out()], 'it is the turn of the principal'
        change_to(app, '孙光明')
        shown(app, 'label', number).click(mouse=True)
        click(app, '批准…')
        dialog(app, '批准申请')
        app.key('ctrl+Return')
        closed(app, '批准申请')
        said(app, '! 待订购')
    with step('the keeper orders it'):
        change_to(app, '高景明')
        shown(app, 'label', number).click(mouse=True)
        click(app, '下订单…')
        order = dialog(app, '采购订单')
        supplier = field(app, '供应商', order)
        app.scan('91350100M000100Y43', gap_ms=4)
        app.wait_for(lambda: supplier.text == '县文体用品公司', 'the supplier of the credit code')
        app.scan('HT-9', gap_ms=4)
        said(app, re.compile('没有对应的内容'))
        app.wait_for(lambda: supplier.text == '县文体用品公司' and not [n for n in app.find_all('label', '91350100M000100Y43', order) if n.laid_out()],
                     'the supplier to stay')
        time.sleep(0.5)
        contract = field(app, '合同', order)
        for _ in range(6):
            if 'focused' in contract.states:
                break
            app.key('Tab')
            time.sleep(0.2)
        app.type_text('msqc', gap_ms=60)
        said(app, '美术器材采购合同')
        app.key('Return')
        app.wait_for(lambda: contract.text == '美术器材采购合同', 'the contract')
        app.scan(CARD, gap_ms=4)
        said(app, re.compile(ITEM), timeout=10)
        time.sleep(0.5)
        shot(app, 'purchase-order-scanned')
        contract.set_text('')
        supplier.set_text('青溪教学仪器有限公司')
        field(app, '经费来源', order).set_text('公用经费')
        time.sleep(0.3)
        shot(app, 'purchase-order-dialog')
        app.key('ctrl+Return')
        closed(app, '采购订单')
        said(app, '↗ 待到货')
        time.sleep(0.3)
        shot(app, 'purchase-order')
    with step('part of it comes, one with a fault; without an invoice nothing is entered'):
        click(app, '验收到货…')
        accept = dialog(app, '验收到货')
        thing = '拉坯机'
        quantities = [n for n in app.find_all(('text', 'entry'), re.compile('^合格数: '), accept) if n.laid_out()]
        app.key('ctrl+Return')
        said(app, re.compile('没有发票不能入账'))
        field(app, '发票号', accept).set_text('033001900104')
        for quantity in quantities:
            quantity.set_text('2' if quantity.name.endswith(thing) else '0')
        field(app, '退回: ' + thing, accept).set_text('1')
        assert next(n for n in app.find_all(('text', 'entry'), '存放到: ' + thing, accept) if n.laid_out()).text, 'it goes where the others stand'
        app.key('ctrl+Return')
        said(app, re.compile('请填退回原因'))
        field(app, '退回原因: ' + thing, accept).set_text('外壳开裂')
        time.sleep(0.3)
        shot(app, 'purchase-accept-dialog')
        app.key('ctrl+Return')
        closed(app, '验收到货')
        said(app, re.compile('退回过 1 · 未到 1'))
        shown(app, 'push button', '打标签')
        time.sleep(0.4)
        shot(app, 'purchase-part')
    with step('the rest comes, the order is done, labels are offered for what has cards'):
        click(app, '验收到货…')
        accept = dialog(app, '验收到货')
        field(app, '发票号', accept).set_text('033001900105')
        app.key('ctrl+Return')
        closed(app, '验收到货')
        said(app, '✓ 已完成')
        shown(app, 'push button', '打标签')
        time.sleep(0.4)
        shot(app, 'purchase-done')
    with step('the acceptances are listed, each with its voucher'):
        shown(app, ('radio button', 'toggle button', 'page tab'), '验收').click()
        app.wait_for(lambda: len(states(app, '验收')) >= 2, 'the acceptances')
        shot(app, 'purchase-acceptances')
    with step('the county gives something, with its document'):
        click(app, '调入…')
        given = dialog(app, '无偿调入')
        field(app, '调出单位', given).set_text('县教育装备中心')
        field(app, '文号', given).set_text('乐教装〔2026〕12号')
        time.sleep(0.2)
        shot(app, 'purchase-take-in')
        app.key('Escape')
        closed(app, '无偿调入')
    with step('suppliers and contracts'):
        shown(app, ('radio button', 'toggle button', 'page tab'), '供应商').click()
        app.wait_for(lambda: any('青溪教学仪器有限公司' in row for row in table(app, '供应商')), 'the new supplier')
        shot(app, 'purchase-suppliers')
        shown(app, ('radio button', 'toggle button', 'page tab'), '合同').click()
        app.wait_for(lambda: table(app, '合同'), 'the contracts')
        shot(app, 'purchase-contracts')
    with step('who approves is a table of the school'):
        change_to(app, '孙建国')
        shown(app, ('radio button', 'toggle button', 'page tab'), '申请').click()
        click(app, '审批程序…')
        dialog(app, '采购审批程序')
        said(app, re.compile('以下是起始值'))
        time.sleep(0.3)
        shot(app, 'purchase-steps')
        app.key('Escape')
        closed(app, '采购审批程序')
with step('the books are sound afterwards'):
    cli('check', '--deep')
done()
