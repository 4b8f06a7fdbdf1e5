#!/usr/bin/python3
"""count-cli.py CLI: books come in from a list, are counted on the shelf, weeded with approval; what is refused is refused whole or row by
row; everything is undone.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

CLI = os.path.abspath(sys.argv[1])
RUN = tempfile.mkdtemp(prefix='count-')
SCHOOL = os.path.join(RUN, 's.jiaozhuang')
n = 0


def ok(what):
    global n
    n += 1
    print('ok %d - %s' % (n, what), flush=True)


def run(*args, code=0, day='2026-11-23'):
    done = subprocess.run([CLI, '--school', SCHOOL, '--json', *args], capture_output=True, text=True,
                          env={**os.environ, 'JIAOZHUANG_TODAY': day})
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    if code > 1:
        assert done.stdout == '' and done.stderr.count('\n') == 1 and done.stderr.startswith('jiaozhuang-cli: '), (args, done)
        return done.stderr
    return json.loads(done.stdout)


def write(name, text):
    path = os.path.join(RUN, name)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)
    return path


def value(sql):
    return run('query', sql)['rows'][0][0]


def state(barcode):
    return value("SELECT state FROM copy WHERE barcode = '%s'" % barcode)


def pages(*args):
    path = os.path.join(RUN, 'p.pdf')
    done = run(*args, '-o', path)
    words = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True).stdout if shutil.which('pdftotext') else None
    return done['pages'], words


LIST = '''征订书目,,,,,,,,,,,,
ISBN,书名,作者,出版社,出版年,定价,分类号,种次号,登录号,册数,馆藏地,丛书,批次
9787506365437,活着,余华,作家出版社,2012.08,20.00,I247.57,12,,3,学生借阅室,,2020-01
978-7-5063-6543-7,活着,余华,作家出版社,2012,CNY20.00,,,,1,教师阅览室,,
9787506365437,活着,余华,作家出版社,2012,平,,,,1,,,
,红岩,罗广斌,中国青年出版社,1961,1.35,I247.5,3,A001-3,3,学生借阅室,,
,昆虫记,法布尔,,1999,12,Q96,1,B001,2,学生借阅室,自然丛书,
,,无名,,,,,,B009,,,,
7-100-00001-0,物理学,,,1998,5,O4,7,,2,学生借阅室,,
,化学,,,1998,5,O6,1,C1,2000000,学生借阅室,,
,地理,,,1998,5,K9,1,A002,1,学生借阅室,,
,只有书名,,,,,,,,,,,
'''

try:
    run('init', '--name', '测', '--code', '1', '--stage', 'primary', day='2020-09-01')
    books = write('books.csv', LIST)
    dry = run('import', 'books', books, '--dry-run', code=1, day='2020-09-01')
    assert value('SELECT count (*) FROM title') == 0 and value('SELECT count (*) FROM place') == 0, 'a dry run writes nothing'
    rejects = os.path.join(RUN, 'rejects.csv')
    done = run('import', 'books', books, '--rejects', rejects, code=1, day='2020-09-01')
    assert {k: done[k] for k in ('read', 'added', 'merged', 'skipped', 'rejected', 'assets')} == \
        {k: dry[k] for k in ('read', 'added', 'merged', 'skipped', 'rejected', 'assets')}, (dry, done)
    assert [(r['row'], r['field']) for r in done['rejects']] == [(5, 'price'), (8, 'title'), (10, 'count'), (11, 'barcode')], done['rejects']
    assert (done['read'], done['added'], done['merged'], done['rejected'], done['assets']) == (10, 5, 1, 4, 11), done
    assert '无名' in open(rejects, encoding='utf-8-sig').read()
    rows = run('query', "SELECT barcode, call, place.path, ifnull (copy.price, title.price), accession.number FROM copy JOIN title ON title.id = copy.title JOIN "
               "place ON place.id = copy.place JOIN accession ON accession.id = copy.accession WHERE title.title = '活着' ORDER BY copy.id")['rows']
    assert rows == [['00000001', 'I247.57/12', '学生借阅室', 2000, '2020-01'], ['00000002', 'I247.57/12', '学生借阅室', 2000, '2020-01'],
                    ['00000003', 'I247.57/12', '学生借阅室', 2000, '2020-01'], ['00000004', 'I247.57/12', '教师阅览室', 2000, '2020-0001']], rows
    assert [r[0] for r in run('query', "SELECT barcode FROM copy JOIN title ON title.id = copy.title WHERE title.title = '昆虫记' ORDER BY 1")['rows']] == ['B001', 'B002']
    assert value("SELECT count (*) FROM copy JOIN title ON title.id = copy.title WHERE title.title = '只有书名'") == 0
    assert run('check', '--deep')['ok']
    ok('a list of books: headings under a title line, runs and counts of copies, one title, numbers that go on, rejected rows')

    again = run('import', 'books', write('again.csv', '书名,作者,出版社,出版年,定价,登录号,ISBN,册数,批次,馆藏地\n红岩,罗广斌,中国青年出版社,1961,1.35,A001-4,,4,,\n'
                                         '活着,余华,作家出版社,2012.08,20.00,,9787506365437,3,2020-01,学生借阅室\n'), day='2020-09-01')
    assert (again['merged'], again['skipped'], again['assets']) == (1, 1, 1), again
    assert state('A004') == 'shelf' and value("SELECT call FROM copy WHERE barcode = 'A004'") == 'I247.5/3'
    run('undo', str(again['operation']))
    assert value("SELECT count (*) FROM copy WHERE barcode = 'A004' AND voided IS NULL") == 0
    run('import', 'books', write('bad.csv', '甲,乙\n1,2\n'), code=3)
    ok('what was taken before is left out, a new copy takes the call number of its sisters, one undo takes all of it back')

    # The shelf: 00000001 … 3 (I247.57/12), A001 … 3 (I247.5/3), B001 … 2 (Q96/1), 00000005 … 6 (O4/7); one more stands at the teachers'.
    run('import', 'people', write('p.csv', '姓名,班级,学号\n李小明,四(3),20230417\n'))
    run('reader', 'card', '--class', '四(3)')
    assert [a['ok'] for a in run('lend', '20230417', 'A003', 'B002')] == [True, True]
    count = run('stocktake', 'start', '--library', '--place', '学生借阅室')
    assert count['number'] == 'TP-2026-0001' and count['lines'] == 10 and count['name'] == '学生借阅室', count
    number = count['number']
    scans = run('stocktake', 'scan', number, 'a001', 'Ａ００２', '00000002', '00000001', '00000001', 'B001', '00000005', '00000004', 'A003', 'X9',
                '--counter', '张伟', code=1)
    assert [s['verdict'] for s in scans] == ['found', 'found', 'found', 'found', 'again', 'found', 'found', 'elsewhere', 'lent', 'unknown'], scans
    assert scans[7]['place'] == '教师阅览室' and scans[0]['copy'] == 'A001', scans
    shown = run('stocktake', 'show', number, '--only', 'open')
    assert [r['code'] for r in shown['rows']] == ['00000003', '00000006'] and shown['counted'] == 7 and shown['out'] == 1, shown
    order = run('stocktake', 'show', number, '--only', 'order')
    assert [(r['code'], r['behind']) for r in order['rows']] == [('A003', 'O4/7'), ('B001', 'I247.57/12')], order
    assert run('stocktake', 'show', number, '--only', 'unknown')['rows'][0]['code'] == 'X9'
    ok('scans in any case and width, repeats, lent and elsewhere, out of order, unknown codes')

    # A second counter brings the memory of a scanner, with the code of the place.
    place = value("SELECT code FROM place WHERE path = '学生借阅室'")
    memory = run('stocktake', 'scan', number, '--file', write('m.txt', '%s\r\n00000006\r\n00000006\r\n' % place), '--counter', '李娜')
    assert [s['verdict'] for s in memory] == ['place', 'found', 'again'], memory
    finished = run('stocktake', 'finish', number)
    assert finished['done'] and state('00000003') == 'missing' and state('A003') == 'shelf' and state('B002') == 'shelf', finished
    shown = run('stocktake', 'show', number, '--only', 'difference')
    assert {r['code']: r['verdict'] for r in shown['rows']} == {'00000003': 'missing', '00000004': 'elsewhere', 'A003': 'lent', 'B001': 'found', 'X9': 'unknown'}, shown
    assert (shown['state'], shown['missing'], shown['out'], shown['order'], shown['unknown']) == ('counted', 1, 1, 2, 1), shown
    run('stocktake', 'scan', number, 'A001', code=3)
    n_pages, words = pages('stocktake', 'report', number)
    assert n_pages == 1 and (words is None or '00000003' in words and '00000004' in words), words
    run('undo', str(finished['operation']))
    assert state('00000003') == 'shelf' and run('stocktake', 'show', number)['state'] == 'open'
    run('stocktake', 'finish', number)
    assert run('check', '--deep')['ok']
    ok('two counters, a memory of a scanner; the end makes what nobody saw missing, the report is written, the undo goes on counting')

    run('stocktake', 'move', number, '00000004', code=3)  # nobody said where it stood
    second = run('stocktake', 'start', '--library', '--call', 'I247', '--to', 'I247.57')
    assert second['lines'] == 7, second
    found = run('stocktake', 'scan', second['number'], '00000003', '00000004', 'B001', '--at', '学生借阅室')
    assert [s['verdict'] for s in found] == ['back', 'elsewhere', 'elsewhere'], found
    run('stocktake', 'move', second['number'], '00000004')
    assert value("SELECT path FROM copy JOIN place ON place.id = copy.place WHERE barcode = '00000004'") == '学生借阅室'
    run('return', 'A003')
    run('stocktake', 'finish', second['number'])
    assert [state(c) for c in ('00000003', 'A003', 'A001', '00000001')] == ['shelf', 'shelf', 'shelf', 'shelf'], 'seen by the other count, or came back'
    assert [r['verdict'] for r in run('stocktake', 'show', second['number'])['rows'] if r['code'] == 'A003'] == ['out']
    assert 'stands behind' in run('stocktake', 'start', '--library', '--call', 'Q', '--to', 'A', code=3)
    run('stocktake', 'start', '--library', '--call', 'Z', code=3)
    run('stocktake', 'start', '--call', 'Z', code=2)
    run('stocktake', 'show', 'TP-1999-0001', code=3)
    third = run('stocktake', 'start', '--library', '--name', '全馆')['number']
    run('stocktake', 'drop', third)
    assert [(r['number'], r['state']) for r in run('stocktake', 'list', '--library')['rows']] == \
        [(third, 'dropped'), (second['number'], 'counted'), (number, 'counted')]
    ok('a range of the shelf; what was missing turns up, what is elsewhere is moved, what went over the desk is not missing')

    # Weeding.
    rules = {r['name']: r for r in run('weeding', 'rules')['rows']}
    assert rules['五年无人借阅']['starter'] and rules['五年无人借阅']['copies'] == 9 and rules['出版满二十年']['copies'] == 0, rules
    run('weeding', 'rule', '出版满二十年', '--kind', 'old', '--amount', '20', '--class', 'O')
    run('weeding', 'rule', '复本', '--kind', 'copies', '--amount', '2', '--class', 'I247.57')
    run('weeding', 'rule', '坏规则', '--kind', 'old', code=3)
    assert [r['copy'] for r in run('weeding', 'propose', '--rule', '出版满二十年')['rows']] == ['00000005', '00000006']
    assert [r['copy'] for r in run('weeding', 'propose', '--rule', '复本')['rows']] == ['00000001', '00000002']
    proposed = {r['copy']: r['reason'] for r in run('weeding', 'propose')['rows']}
    assert proposed['00000005'] == '五年无人借阅、出版满二十年' and 'B002' not in proposed and 'A003' not in proposed, proposed
    assert 'B002' in run('weeding', 'ask', 'B002', '--reason', '旧', code=3)
    run('weeding', 'ask', '--reason', '旧', code=3)
    run('weeding', 'ask', '00000005', code=3)
    run('weeding', 'ask', 'X9', '--reason', '旧', code=3)
    asked = run('weeding', 'ask', '--rule', '出版满二十年', '--reason', '内容陈旧')
    assert asked['number'] == 'TJ-2026-0001', asked
    assert run('weeding', 'list')['rows'][0]['copies'] == 2
    assert 'TJ-2026-0001' in run('weeding', 'ask', '00000005', '--reason', '旧', code=3)
    assert run('weeding', 'propose', '--rule', '出版满二十年')['rows'] == []
    run('weeding', 'approve', asked['number'], code=5)  # nobody approves their own request
    assert state('00000005') == 'shelf'
    run('weeding', 'drop', asked['number'])
    ok('rules are data, proposals with their reasons; what is lent or in a request can not be asked for, nobody approves alone')

    run('weeding', 'step', '1', '--remove')
    direct = run('weeding', 'ask', '00000006', '--reason', '破损')
    assert state('00000006') == 'withdrawn' and run('weeding', 'list')['rows'][0]['state'] == 'done'
    n_pages, words = pages('weeding', 'print', direct['number'])
    assert n_pages == 1 and (words is None or '00000006' in words), words
    assert [s['verdict'] for s in run('stocktake', 'scan', run('stocktake', 'start', '--library')['number'], '00000006')] == ['withdrawn']
    run('weeding', 'step', '1', '--body', '教育局', '--copies', '1')
    run('weeding', 'step', '2', '--body', '谁', '--role', 'head', '--copies', '1', code=3)
    run('undo', str(direct['operation']))
    assert state('00000006') == 'shelf' and len(run('weeding', 'list')['rows']) == 1
    assert run('check', '--deep')['ok']
    ok('a request that reaches no step is done at once, is on paper, and is undone as one')

    # Twice the same, and the day on which books leave the ledger.
    twice = run('weeding', 'ask', 'B001', 'b001', 'B001', '--reason', '旧', code=3), run('weeding', 'ask', 'B001', 'B001', '--reason', '旧')
    assert run('weeding', 'list')['rows'][0]['copies'] == 1
    assert '1 book:' in value("SELECT words FROM operation ORDER BY id DESC LIMIT 1"), twice
    run('weeding', 'drop', twice[1]['number'])
    run('return', 'B002', day='2026-11-26')
    run('lend', '20230417', 'A001', 'A002', day='2026-11-26')
    for copy in ('A001', 'A002'):
        run('copy', 'harm', copy, '--rule', '丢失', day='2026-11-27')
    run('return', 'A001', day='2026-11-28')
    assert [state(c) for c in ('A001', 'A002')] == ['shelf', 'lost']
    run('weeding', 'step', '1', '--remove')
    run('weeding', 'ask', 'A001', 'A002', '--reason', '旧', day='2026-11-30')
    assert run('query', "SELECT c.barcode, g.day, g.state FROM copy_gone g JOIN copy c ON c.id = g.copy ORDER BY 1")['rows'] == \
        [['A001', '2026-11-30', 'withdrawn'], ['A002', '2026-11-27', 'withdrawn']], 'one came back before it was weeded, the other had left'
    ok('a copy that is named twice is asked for once, books leave the ledger on the day of what became of them')

    # Books that come in parts.
    heading = '书名,定价,册数,馆藏地,批次\n'
    first = run('import', 'books', write('d1.csv', heading + '茶馆,20,3,学生借阅室,2026-07\n茶馆,20,2,教师阅览室,2026-07\n茶馆,坏,1,学生借阅室,2026-07\n'), code=1)
    assert (first['assets'], first['rejected']) == (5, 1), first
    second = run('import', 'books', write('d2.csv', heading + '茶馆,25,1,学生借阅室,2026-07\n'))
    assert second['assets'] == 1 and second['warnings'] == [], second
    prices = run('query', "SELECT ifnull (c.price, 0), count (*) FROM copy c JOIN title t ON t.id = c.title WHERE t.title = '茶馆' GROUP BY 1")['rows']
    assert prices == [[0, 5], [2500, 1]], 'a later purchase has its own price'
    whole = run('import', 'books', write('d3.csv', heading + '茶馆,20,3,学生借阅室,2026-07\n茶馆,,2,教师阅览室,2026-07\n茶馆,25,1,学生借阅室,2026-07\n'))
    assert whole['assets'] == 0 and len(whole['warnings']) == 3, whole
    more = run('import', 'books', write('d4.csv', heading + '茶馆,20,2,学生借阅室,2026-07\n茶馆,20,2,学生借阅室,2026-07\n茶馆,20,1,学生借阅室,2026-07\n'))
    assert more['assets'] == 2 and len(more['warnings']) == 2, more
    ok('a corrected row brings its copies, what a batch brought is left out and said, a later price is kept')

    # Counts beside each other.
    older = run('stocktake', 'start', '--library', '--name', '旧', day='2026-12-01')['number']
    run('stocktake', 'scan', older, 'B001', day='2026-12-01')
    newer = run('stocktake', 'start', '--library', '--place', '学生借阅室', day='2026-12-03')['number']
    run('stocktake', 'scan', older, '00000001', day='2026-12-03')
    run('copy', 'harm', 'A003', '--rule', '丢失', day='2026-12-03')
    assert [s['verdict'] for s in run('stocktake', 'scan', newer, 'A003', '00000005', '--at', '学生借阅室', day='2026-12-03')] == ['back', 'found']
    run('copy', 'harm', '00000005', '--rule', '丢失', day='2026-12-03')
    elsewhere = run('stocktake', 'scan', newer, '00000002', '00000003', '00000004', '--at', '教师阅览室', day='2026-12-03')
    assert [s['verdict'] for s in elsewhere] == ['elsewhere'] * 3, elsewhere
    assert [s['verdict'] for s in run('stocktake', 'scan', newer, '00000002', day='2026-12-03')] == ['again'], 'nobody says where'
    back = run('stocktake', 'scan', newer, '00000002', '00000002', '--at', '学生借阅室', day='2026-12-03')
    assert [s['verdict'] for s in back] == ['found', 'again'], back
    before = value('SELECT max (id) FROM operation')
    with open(os.path.join(RUN, 'cr.txt'), 'wb') as out:
        out.write(b'00000006\r\r00000006\rX9\r')
    memory = run('stocktake', 'scan', newer, 'B002', '--file', os.path.join(RUN, 'cr.txt'), code=1, day='2026-12-03')
    assert [(s['code'], s['verdict']) for s in memory] == [('B002', 'found'), ('00000006', 'found'), ('00000006', 'again'), ('X9', 'unknown')], memory
    assert value('SELECT max (id) FROM operation') == before + 1, 'a memory is one operation'
    run('stocktake', 'finish', newer, day='2026-12-03')
    seen = {r['code']: r['verdict'] for r in run('stocktake', 'show', newer)['rows']}
    assert (seen['00000001'], seen['B001'], seen['00000002']) == ('out', 'missing', 'found'), seen
    assert [state(c) for c in ('00000001', 'B001', 'A003', '00000005')] == ['shelf', 'missing', 'shelf', 'lost']
    assert 'X9' in run('stocktake', 'move', newer, '00000003', 'X9', code=3)
    assert '00000002' in run('stocktake', 'move', newer, '00000003', '00000002', code=3)
    assert value("SELECT path FROM copy JOIN place ON place.id = copy.place WHERE barcode = '00000003'") == '学生借阅室', 'all or none'
    run('stocktake', 'move', newer, '00000003', '00000004')
    assert '2 books' in value('SELECT words FROM operation ORDER BY id DESC LIMIT 1')
    assert run('check', '--deep')['ok']
    ok('what a count that began before has seen since is not missing, the state at the scan counts, put back is found, many are moved as one')

    # Who approves is not up to whoever asks; what turns up meanwhile stays.
    SCHOOL = os.path.join(RUN, 'demo.jiaozhuang')
    run('demo', '--scale', 'small')
    login = "SELECT login FROM account JOIN account_role ON account = account.id JOIN role ON role.id = role WHERE role.name = '%s'"
    librarian, head = ['--as', value(login % 'librarian')], ['--as', value(login % 'head')]
    run(*librarian, 'weeding', 'step', '1', '--remove', code=5)
    run(*librarian, 'weeding', 'step', '1', '--body', '谁', '--copies', '5000', code=5)
    run(*librarian, 'weeding', 'rule', '破损', '--kind', 'state', '--state', 'damaged')
    run(*head, 'weeding', 'step', '3', '--remove')
    run(*librarian, 'import', 'books', write('demo.csv', '书名,登录号,定价\n茶馆,D0001-3,20\n'))
    count = run(*librarian, 'stocktake', 'start', '--library', '--place', '书库')['number']
    run(*librarian, 'stocktake', 'scan', count, 'D0001')
    run(*librarian, 'stocktake', 'finish', count)
    asked = run(*librarian, 'weeding', 'ask', 'D0002', 'D0003', '--reason', '盘点未见')['number']
    again = run(*librarian, 'stocktake', 'start', '--library', '--place', '书库')['number']
    run(*librarian, 'stocktake', 'scan', again, 'D0002')
    run(*librarian, 'stocktake', 'finish', again)
    approved = run(*head, 'weeding', 'approve', asked)
    assert [state(c) for c in ('D0001', 'D0002', 'D0003')] == ['shelf', 'shelf', 'withdrawn']
    assert 'turned up' in value('SELECT words FROM operation ORDER BY id DESC LIMIT 1') and run('weeding', 'list')['rows'][0]['copies'] == 1
    run(*head, 'undo', str(approved['operation']))
    assert state('D0003') == 'missing' and run('weeding', 'list')['rows'][0]['copies'] == 2
    run(*head, 'weeding', 'approve', asked)
    assert run('check', '--deep')['ok']
    ok('steps of approval are set by who may approve, what turned up since it was asked for is not struck off')
    print('1..%d' % n)
finally:
    shutil.rmtree(RUN)
