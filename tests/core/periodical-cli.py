#!/usr/bin/python3
"""periodical-cli.py CLI: a periodical is subscribed to, its issues come, what is missing is claimed, a year is bound; what makes no
sense is refused, everything is undone, and the statistics count what is subscribed to."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
CLI = os.path.abspath(sys.argv[1])
RUN = tempfile.mkdtemp(prefix='periodical-')
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
        assert done.stdout == '' and done.stderr.count('\n') == 1, (args, done)
        return done.stderr
    return json.loads(done.stdout)


def kinds():
    figure = [f for f in run('stats', 'library', '--year', '2026')['kinds'] if f['id'] == 'periodicals'][0]
    return figure['value']


def issue(number, name='读者'):
    return [i for i in run('periodical', 'issues', name)['rows'] if i['issue'] == number][0]


try:
    run('init', '--name', '测', '--code', '1', '--stage', 'primary', day='2026-09-01')
    assert kinds() is None
    run('periodical', 'add', '读者', '--issn', '1005-1805', '--publisher', '读者杂志社', '--class', 'Z62')
    run('periodical', 'add', '中国校园文学')
    assert 'already' in run('periodical', 'add', ' 读者', code=3) and 'no ISSN' in run('periodical', 'add', '坏', '--issn', '1005-1806', code=3)
    assert 'already' in run('periodical', 'add', '读者文摘', '--issn', '10051805', code=3)
    run('title', 'add', '--title', '活着', '--count', '1')
    assert 'no such periodical' in run('periodical', 'subscribe', '活着', '--year', '2026', '--frequency', '月刊', code=3)
    ok('a periodical is catalogued by its name, once')

    run('periodical', 'subscribe', '1005-1805', '--year', '2026', '--frequency', '半月刊', '--copies', '2', '--price', '216', '--post-code', '54-17')
    run('periodical', 'subscribe', '读者', '--year', '2026', '--frequency', '月刊', code=3)
    run('periodical', 'subscribe', '10051805', '--year', '2025', '--frequency', '月刊')
    run('periodical', 'subscribe', '中国校园文学', '--year', '2026', '--frequency', '双周刊', code=3)
    run('periodical', 'subscribe', '中国校园文学', '--frequency', '月刊', code=2)
    run('periodical', 'subscribe', '中国校园文学', '--year', '2026', '--frequency', '月刊', '--copies', '0', code=3)
    run('periodical', 'frequency', '双周刊', '--issues', '26', '--grace', '14')
    run('periodical', 'subscribe', '中国校园文学', '--year', '2026', '--frequency', '双周刊')
    run('periodical', 'frequency', '双周刊', '--remove', code=3), run('periodical', 'frequency', '季刊', '--remove'), run('undo')
    run('periodical', 'list', '--year', 'x', code=2)
    listed = run('periodical', 'list', '--year', '2026')['rows']
    assert [(r['name'], r['issues'], r['copies'], r['price'], r['received']) for r in listed] == [
        ('读者', 24, 2, '216.00', 0), ('中国校园文学', 26, 1, None, 0)] or [r['issues'] for r in listed] == [26, 24], listed
    assert [i['due'] for i in run('periodical', 'issues', '读者')['rows'] if i['year'] == 2026][:3] == ['2026-01-01', '2026-01-16', '2026-02-01']
    assert kinds() == 2
    ok('what is subscribed to for a year has its issues, and is what the statistics count')

    run('periodical', 'receive', '读者', '1-20', '--year', '2026')
    run('periodical', 'receive', '读者', '1', '--year', '2026')
    assert 'issue 1' in run('periodical', 'receive', '读者', '1', '--year', '2026', code=3)
    for issues, code in (('25', 3), ('0', 2), ('5-3', 2), ('x', 2)):
        run('periodical', 'receive', '读者', issues, '--year', '2026', code=code)
    assert run('periodical', 'issues', '读者')['rows'][0]['copies'] == 0 and [i for i in run('periodical', 'issues', '读者')['rows'] if i['year'] == 2026][0]['copies'] == 2
    missing = [m for m in run('periodical', 'missing')['rows'] if m['name'] == '读者' and m['year'] == 2026]
    assert [m['issue'] for m in missing] == list(range(2, 21)) + [21], missing
    run('periodical', 'claim', '读者', '--year', '2026')
    assert {m['claimed'] for m in run('periodical', 'missing')['rows'] if m['name'] == '读者' and m['year'] == 2026} == {'2026-11-23'}
    assert 'missing' in run('periodical', 'claim', '读者', '--year', '2026', code=3, day='2026-01-02')
    ok('issues come, what lacks is claimed')

    assert '21' in run('periodical', 'bind', '读者', '20-21', '--year', '2026', code=3)
    run('periodical', 'bind', '读者', '1-12', '--year', '2026', '--call', 'Z62/1:2026')
    bound = [i['bound'] for i in run('periodical', 'issues', '读者')['rows'] if i['year'] == 2026]
    assert len(set(bound[:12])) == 1 and bound[0] and not any(bound[12:]), bound
    assert 'bound' in run('periodical', 'bind', '读者', '12-13', '--year', '2026', code=3)
    assert 'bound' in run('periodical', 'receive', '读者', '2', '--year', '2026', code=3)
    found = run('search', 'copies', bound[0])['rows'][0]
    assert '读者' in json.dumps(found, ensure_ascii=False), found
    before = [f['value'] for f in run('stats', 'library', '--year', '2026')['holdings'] if f['id'] == 'copies'][0]
    run('periodical', 'bind', '读者', '13-20', '--year', '2026')
    assert [f['value'] for f in run('stats', 'library', '--year', '2026')['holdings'] if f['id'] == 'copies'] == [before + 1]
    assert len([t for t in run('search', 'titles', '读者')['rows']]) == 2
    run('copy', 'void', bound[0])
    assert not any(i['bound'] for i in run('periodical', 'issues', '读者')['rows'] if i['year'] == 2026 and i['issue'] <= 12)
    run('undo'), run('undo'), run('undo')
    assert not any(i['bound'] for i in run('periodical', 'issues', '读者')['rows'])
    ok('a year is bound into volumes that are copies of the register, and taken apart again')

    assert 'have come' in run('periodical', 'cancel', '读者', '--year', '2026', code=3)
    run('periodical', 'cancel', '读者', '--year', '2025')
    run('periodical', 'cancel', '读者', '--year', '2025', code=3)
    title = str([r['title'] for r in run('periodical', 'list')['rows'] if r['name'] == '读者'][0])
    assert 'subscribed' in run('title', 'remove', title, code=3)
    assert run('check', '--deep')['ok']
    ok('what nothing came of is taken back; the file is sound')
    print('1..%d' % n)
finally:
    shutil.rmtree(RUN)
