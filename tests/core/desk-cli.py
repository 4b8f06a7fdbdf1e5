#!/usr/bin/python3
"""desk-cli.py CLI: readers get cards, books go out and come back, what is refused has a reason; two commands at once never lend one
copy twice; papers are written; everything is undone."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
CLI = os.path.abspath(sys.argv[1])
RUN = tempfile.mkdtemp(prefix='desk-')
SCHOOL = os.path.join(RUN, 's.jiaozhuang')
n = 0


def ok(what):
    global n
    n += 1
    print('ok %d - %s' % (n, what), flush=True)


def start(*args, day='2026-11-23'):
    return subprocess.Popen([CLI, '--school', SCHOOL, '--wait', '60', '--json', *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            env={**os.environ, 'JIAOZHUANG_TODAY': day})


def run(*args, code=0, day='2026-11-23'):
    done = start(*args, day=day)
    out, err = done.communicate()
    assert done.returncode == code, (args, done.returncode, out, err)
    if code > 1:
        assert out == '' and err.count('\n') == 1 and err.startswith('jiaozhuang-cli: '), (args, out, err)
        return err
    return json.loads(out)


def record(fields):
    directory, data = b'', b''
    for tag, text in fields:
        body = text.encode() + b'\x1e'
        directory += ('%s%04d%05d' % (tag, len(body), len(data))).encode()
        data += body
    base = 24 + len(directory) + 1
    return ('%05dnam0 22%05d   450 ' % (base + len(data) + 1, base)).encode() + directory + b'\x1e' + data + b'\x1d'


def book(title, copies):
    return record([('001', '1'), ('010', '  \x1fdCNY20.00'), ('200', '1 \x1fa%s\x1ff余华著' % title), ('690', '  \x1faI247.57'),
                   ('905', '  \x1fa1' + copies)])


def write(name, data):
    path = os.path.join(RUN, name)
    with open(path, 'wb') as out:
        out.write(data)
    return path


try:
    run('init', '--name', '测', '--code', '1', '--stage', 'primary', day='2026-09-01')
    run('import', 'marc', write('b.iso', book('活着', '\x1fb00000001\x1fb00000002') + book('昆虫记', '\x1fb00000003') + book('红岩', '\x1fb00000004-10')))
    run('import', 'people', write('p.csv', '姓名,班级,学号\n李小明,四(3),20230417\n赵一鸣,四(3),\n王梓涵,三(1),\n孙老师,,T01\n'.encode()))

    assert run('reader', 'card', '--class', '四(3)')['done']
    run('reader', 'add', '孙老师')
    run('reader', 'add', '--class-loans', '三(1)', '--card', 'K31')
    rows = {r['name']: r for r in run('reader', 'list')['rows']}
    assert rows['李小明']['card'] == '20230417' and rows['赵一鸣']['card'] == 'D000001' and rows['三(1)']['group'] == '班级', rows
    assert 'has a card' in run('reader', 'add', '孙老师', code=3)
    assert 'taken' in run('reader', 'add', '王梓涵', '--class', '三(1)', '--card', '00000001', code=3)
    rejects = os.path.join(RUN, 'r.csv')
    done = run('import', 'readers', write('r0.csv', '姓名,班级,读者证号\n王梓涵,三(1),X9\n没有人,三(1),X10\n李小明,四(3),T01\n'.encode()), '--rejects', rejects, code=1)
    assert (done['added'], done['rejected']) == (1, 2) and [r['row'] for r in done['rejects']] == [3, 4], done
    assert '没有人' in open(rejects, encoding='utf-8-sig').read()
    assert [r['name'] for r in run('reader', 'list', 'wzh')['rows']] == ['王梓涵']
    ok('cards are made for a class, a person, a sheet; a number belongs to one of them and to no copy')

    lent = run('lend', '20230417', '00000001', '00000003', '00000004', '77', code=1)
    assert [(a['copy'], a['ok'], a['reason'], a['due']) for a in lent] == [
        ('00000001', True, None, '2026-12-07'), ('00000003', True, None, '2026-12-07'), ('00000004', False, 'limit', None),
        ('77', False, 'unknown-copy', None)], lent
    assert (lent[0]['title'], lent[0]['reader'], lent[0]['class']) == ('活着', '20230417', '四(3)'), lent[0]
    assert run('lend', 'zhaoyiming', '00000001', code=1)[0]['reason'] == 'already-lent'
    run('lend', 'nobody', '00000004', code=3)
    assert 'several' in run('lend', '四(3)', '00000004', code=3)
    assert run('renew', '00000001')[0]['due'] == '2026-12-21'
    assert [a['reason'] for a in run('renew', '--reader', '李小明', code=1)] == [None, 'renewals']
    shown = run('reader', 'show', '20230417')
    assert shown['out'] == 2 and {b['copy'] for b in shown['books']} == {'00000001', '00000003'}, shown
    ok('each copy has an answer of its own, and a reader is found by card, name or pinyin')

    assert run('hold', 'X9', '2')[0]['ok'] and run('hold', 'X9', '3', code=1)[0]['reason'] == 'available'
    back = run('return', '00000003')
    assert back[0]['ok'] and '王梓涵' in back[0]['held_for'], back
    assert run('lend', 'T01', '00000003', code=1)[0]['reason'] == 'held'
    assert run('hold', 'list')['rows'][0]['state'] == 'ready'
    assert run('lend', 'X9', '00000003')[0]['ok'] and run('hold', 'list')['rows'] == []
    ok('a copy that comes back is put aside for who waits')

    # Two commands at once: the file has one owner at a time, and one of them finds the copy gone.
    for copy in ('00000005', '00000006', '00000007'):
        both = [start('lend', reader, copy) for reader in ('T01', 'K31')]
        answers = [json.loads(p.communicate()[0])[0] for p in both]
        assert sorted(a['ok'] for a in answers) == [False, True], answers
        assert [a['reason'] for a in answers if not a['ok']] == ['already-lent'], answers
        assert sorted(p.returncode for p in both) == [0, 1]
    ok('one copy is never lent twice, whoever is faster')

    late = run('overdue', 'list', day='2027-01-04')['rows']
    assert ('00000001', 14) in [(r['copy'], r['late']) for r in late], late
    slips = os.path.join(RUN, 'o.pdf')
    assert run('overdue', 'list', '--pdf', slips, day='2027-01-04')['pages'] == 2
    text = subprocess.run(['pdftotext', '-layout', slips, '-'], capture_output=True, text=True, check=True).stdout
    assert '李小明' in text and '活着' in text and '三(1)' in text, text
    assert run('overdue', 'list')['rows'] == []
    run('overdue', 'list', '--pdf', slips, code=3)
    assert run('return', '00000001', day='2027-01-04')[0]['stopped'] is not None
    assert run('lend', '20230417', '00000001', code=1, day='2027-01-04')[0]['reason'] == 'stopped'
    run('undo')
    assert run('lending', 'register', '-o', os.path.join(RUN, 'r.pdf'))['pages'] == 1
    ok('what is late is listed, printed by class, and stops who had it; the register of the term is written')

    harmed = run('copy', 'harm', '00000001', '--rule', '丢失')[0]
    assert harmed['charge'] == '30.00', harmed
    charge = run('charge', 'list')['rows'][0]
    assert charge['amount'] == '30.00' and charge['reader'] == '20230417', charge
    assert run('lend', '20230417', '00000002', code=1)[0]['reason'] == 'owes'
    assert [r['clear'] for r in run('reader', 'clearing', '--class', '四(3)')['rows']] == [False, True]
    run('reader', 'leave', '20230417', code=3)
    run('charge', 'waive', str(charge['id']), code=3)
    run('charge', 'pay', str(charge['id']), '--note', '收据 1')
    run('reader', 'leave', '20230417')
    assert run('lend', '20230417', '00000002', code=1)[0]['reason'] == 'left'
    ok('who loses a book pays by the rule before leaving')

    run('lending', 'rule', 'teacher', '--copies', '1', '--overdue', 'money', '--rate', '10', '--cap', '100')
    rule = [r for r in run('lending', 'rules')['rows'] if r['group'] == 'teacher'][0]
    assert (rule['copies'], rule['days'], rule['overdue'], rule['starter']) == (1, 90, 'money', False), rule
    run('lending', 'rule', 'teacher', '--days', '0', code=3)
    run('lending', 'policy', '--hold-days', '5')
    assert run('lending', 'policy')['rows'][0]['hold_days'] == 5
    run('lending', 'compensation', '缺页', '--state', 'damaged', '--percent', '80')
    assert '缺页' in [r['name'] for r in run('lending', 'compensation')['rows']]
    run('lending', 'compensation', '缺页', '--remove')
    assert '缺页' not in [r['name'] for r in run('lending', 'compensation')['rows']]
    run('lending', 'compensation', '缺页', '--remove', code=3)
    run('lending', 'group', '图书委员', '--holder', 'pupil')
    run('lending', 'group', '教师', '--title', '图书委员', code=3)
    run('lending', 'group', 'teacher', '--title', '老师')
    run('lending', 'rule', '图书委员', '--copies', '9', '--days', '20')
    assert [r['copies'] for r in run('lending', 'rules')['rows'] if r['title'] == '图书委员'] == [9]
    assert '1 reader belongs' in run('lending', 'group', 'class', '--remove', code=3)
    run('lending', 'group', '图书委员', '--remove')
    assert [r['name'] for r in run('lending', 'groups')['rows'] if r['title'] in ('图书委员', '老师')] == ['teacher']
    assert not [r for r in run('lending', 'rules')['rows'] if r['title'] == '图书委员']
    run('undo')
    assert [r['copies'] for r in run('lending', 'rules')['rows'] if r['title'] == '图书委员'] == [9]
    run('lending', 'rule', '图书委员', '--remove'), run('lending', 'rule', '图书委员', '--remove', code=3)
    ok('rules are rows that a school edits')

    paper = os.path.join(RUN, 'cards.pdf')
    run('import', 'people', write('p2.csv', '姓名,班级,学号\n周舟,四(3),20230418\n'.encode()))
    run('reader', 'card', '--class', '四(3)')
    cards = run('labels', 'readers', '--class', '四（3）班', '-o', paper)
    assert (cards['labels'], cards['pages'], cards['stock']) == (2, 2, 'card-85x54'), cards  # who has left needs none
    text = subprocess.run(['pdftotext', '-layout', paper, '-'], capture_output=True, text=True, check=True).stdout
    assert all(words in text for words in ('测', '赵一鸣', '周舟', '四(3)', 'D000001', '20230418')) and '李小明' not in text, text
    if shutil.which('zbarimg') and shutil.which('pdftoppm'):
        subprocess.run(['pdftoppm', '-r', '300', '-png', paper, os.path.join(RUN, 'card')], check=True)
        pages = sorted(p for p in os.listdir(RUN) if p.startswith('card') and p.endswith('.png'))
        seen = [subprocess.run(['zbarimg', '-q', '--raw', os.path.join(RUN, p)], capture_output=True, text=True).stdout.strip() for p in pages]
        assert sorted(seen) == ['20230418', 'D000001'], seen
    assert run('labels', 'readers', '--query', 'zyming', '-o', paper, code=3).count('no label') == 1
    assert run('labels', 'readers', '--query', 'zhaoyiming', '-o', paper)['labels'] == 1
    assert run('labels', 'readers', '--from', 'T01', '--to', 'T01', '-o', paper)['labels'] == 1
    assert 'nothing to look for' in run('labels', 'readers', '--query', '  ', '-o', paper, code=3)
    assert 'not kept' in run('labels', 'readers', '--missing', '-o', paper, code=3)
    assert 'no such class' in run('labels', 'readers', '--class', '九(9)', '-o', paper, code=3)
    run('labels', 'readers', '--batch', '1', '-o', paper, code=2)
    ok('cards of readers are printed, by class or search, and a scanner reads them')

    run('import', 'people', write('p3.csv', '姓名,班级,学号\n林清,六(1),20210001\n'.encode()))
    run('reader', 'card', '--class', '六(1)')
    free, other = [r[0] for r in run('query', "SELECT barcode FROM copy c WHERE state = 'shelf' AND NOT EXISTS (SELECT 1 FROM lending WHERE copy = c.id AND returned IS "
               "NULL) AND NOT EXISTS (SELECT 1 FROM hold WHERE copy = c.id AND state = 'ready') ORDER BY id LIMIT 2")['rows']]
    assert run('lend', '20210001', free)[0]['ok']
    plan = run('promote', '--year', '2027', '--dry-run')['classes']
    assert {'class': '四(3)', 'becomes': '五(3)'}.items() <= plan[1].items() and [p['becomes'] for p in plan if p['class'] == '六(1)'] == [None], plan
    assert run('promote', '--dry-run')['classes'] == []
    for wrong in ('0:1', '13:1', '7', '7:x', '1:-1'):
        run('promote', '--year', '2027', '--new', wrong, code=2)
    assert run('promote', '--year', '2027', '--new', '1:2')['classes'] == plan
    run('promote', '--year', '2027', code=3)
    assert [r[0] for r in run('query', 'SELECT name FROM class WHERE left_year IS NULL ORDER BY grade, number')['rows']] == ['一(1)', '一(2)', '四(1)', '五(3)']
    assert run('reader', 'show', '20230418')['class'] == '五(3)'
    gone = run('lend', '20210001', other, code=1)[0]
    assert (gone['ok'], gone['reason']) == (False, 'left'), gone
    assert run('return', free)[0]['ok']  # what they have still comes back
    run('undo'), run('undo')
    assert run('reader', 'show', '20230418')['class'] == '四(3)' and run('lend', '20210001', other)[0]['ok']
    ok('a school year begins: cards go up with their classes, who leaves borrows nothing, and all of it is undone')

    assert run('check', '--deep')['ok']
    ok('the file is sound')
    print('1..%d' % n)
finally:
    shutil.rmtree(RUN)
