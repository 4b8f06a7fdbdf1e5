#!/usr/bin/python3
"""library-stats-cli.py CLI: the statistics of a library in JSON and words, standards that a county sends, the paper books and registers."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

CLI = os.path.abspath(sys.argv[1])
RUN = tempfile.mkdtemp(prefix='library-')
SCHOOL = os.path.join(RUN, 's.jiaozhuang')
n = 0


def ok(what):
    global n
    n += 1
    print('ok %d - %s' % (n, what), flush=True)


def run(*args, code=0, day='2026-11-23', as_json=True):
    done = subprocess.run([CLI, '--school', SCHOOL, *(['--json'] if as_json else []), *args], capture_output=True, text=True,
                          env={**os.environ, 'JIAOZHUANG_TODAY': day})
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    if code > 1:
        assert done.stdout == '' and done.stderr.count('\n') == 1 and done.stderr.startswith('jiaozhuang-cli: '), (args, done.stderr)
        return done.stderr
    return json.loads(done.stdout) if as_json else done.stdout


def record(fields):
    directory, data = b'', b''
    for tag, text in fields:
        body = text.encode() + b'\x1e'
        directory += ('%s%04d%05d' % (tag, len(body), len(data))).encode()
        data += body
    base = 24 + len(directory) + 1
    return ('%05dnam0 22%05d   450 ' % (base + len(data) + 1, base)).encode() + directory + b'\x1e' + data + b'\x1d'


def book(title, class_number, copies):
    return record([('001', '1'), ('010', '  \x1fdCNY20.00'), ('200', '1 \x1fa%s\x1ff余华著' % title), ('690', '  \x1fa%s' % class_number),
                   ('905', '  \x1fa1' + ''.join('\x1fb' + copy for copy in copies))])


def write(name, data):
    path = os.path.join(RUN, name)
    with open(path, 'wb') as out:
        out.write(data)
    return path


def figure(stats, name):
    return next(f for group in ('holdings', 'new', 'kinds', 'lending') for f in stats[group] if f['id'] == name)


def by_id(rows, name):
    return next(row for row in rows if row['id'] == name)


try:
    run('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'primary', '--login', 'admin', '--person', '孙建国',
        '--first-day', '2026-09-01', '--last-day', '2027-01-22')
    empty = run('stats', 'library')
    assert empty['period']['id'] == '2026-1' and figure(empty, 'copies')['value'] is None and figure(empty, 'copies')['why']
    assert figure(empty, 'loans')['verdict'] == 'no-data' and empty['standard'].startswith('教育部')
    assert len(empty['groups']) == 6 and len(empty['classes']) == 22
    ok('an empty library has no data, and says why')

    books = [('活着', 'I247.57', ['C00', 'C01', 'C02']), ('昆虫记', 'Q96', ['C10']), ('论语', 'B222', ['C20']), ('无类', '', ['C30'])]
    run('import', 'marc', write('b.mrc', b''.join(book(*b) for b in books)), '--place', '图书馆')
    people = '姓名,学号,班级\n' + ''.join('学生%d,S%d,三(1)\n' % (i, i) for i in range(2))
    run('import', 'people', write('p.csv', people.encode()))
    run('reader', 'card', '--class', '三(1)')
    cards = [row['card'] for row in run('reader', 'list')['rows']]
    run('lend', cards[0], 'C00', 'C10', day='2026-10-08')
    run('return', 'C00', day='2026-10-09')
    run('lend', cards[1], 'C00')
    run('copy', 'harm', 'C20', '--rule', '丢失')
    stats = run('stats', 'library')
    assert figure(stats, 'titles')['value'] == 3 and figure(stats, 'copies')['value'] == 5, stats['holdings']
    assert figure(stats, 'value')['value'] == 100 and figure(stats, 'value')['unit'] == 'yuan'
    each = figure(stats, 'per-pupil')
    pupils = each['denominator']
    assert each['standard'] == 25 and each['verdict'] == 'lacking' and each['gap'] == 25 * pupils - 5, each
    assert figure(stats, 'loans')['value'] == 3 and figure(stats, 'readers')['value'] == 2 and figure(stats, 'opening-days')['value'] == 3
    assert figure(stats, 'circulation')['value'] == 60 and figure(stats, 'unlent')['value'] is None
    literature, group = by_id(stats['classes'], 'I'), by_id(stats['groups'], 'C-K')
    assert literature['copies'] == 3 and literature['share'] == 60 and literature['verdict'] == 'no-standard' and literature['loans'] == 2
    assert group['standard'] == 64 and group['wanted'] == -(-25 * pupils * 64 // 100) and group['gap'] == group['wanted'] - 3
    assert by_id(stats['groups'], '')['copies'] == 1 and by_id(stats['groups'], 'B')['copies'] == 0
    assert [row['loans'] for row in stats['months']] == [0, 2, 1, None, None], stats['months']
    assert stats['ranking'][0]['title'] == '活着' and stats['ranking'][0]['loans'] == 2
    assert '学生' not in json.dumps(stats, ensure_ascii=False) and not any(card in json.dumps(stats) for card in cards)
    ok('holdings, groups, classes, months and rankings, and nobody is named')

    words = run('stats', 'library', '--year', '2026', as_json=False)
    assert '25.00' in words and 'C-K' in words
    assert 'no such term' in run('stats', 'library', '--term', '2031-1', code=3)
    run('stats', 'library', '--term', 'x', code=3)
    run('stats', 'library', '--term', '2026-1', '--year', '2026', code=2)
    ok('terms and years, and what is neither')

    heading = 'standard\tedition\tstage\tfigure\tclass\tvalue\tsource\n'
    run('import', 'library-standard', write('bad.tsv', (heading + '县\t\tprimary\tper-pupil\t\tmany\t\n').encode()), code=3)
    run('import', 'library-standard', write('county.tsv', (heading + '县\t2026\tprimary\tper-pupil\t\t1\t县文件\n').encode()))
    run('stats', 'use', '县', code=3)
    used = run('stats', 'use', '县', '--edition', '2026')
    run('stats', 'policy', '--hours', '42', '--unlent-years', '1')
    run('stats', 'policy', '--hours', '169', code=3)
    county = run('stats', 'library')
    assert county['standard'] == '县 2026' and figure(county, 'per-pupil')['standard'] == 1 and figure(county, 'per-pupil')['source'] == '县文件'
    assert figure(county, 'opening-hours')['value'] == 42 and figure(county, 'opening-hours')['verdict'] == 'no-standard'
    run('undo', str(used['operation']))
    assert figure(run('stats', 'library'), 'opening-hours')['verdict'] == 'enough'
    run('import', 'library-standard')
    assert any(row['name'] == '山东省' and row['starter'] for row in run('stats', 'standards')['rows'])
    ok('a county replaces the standard, and that is undone')

    wanted = {'statistics': '活着', 'total': '2026-0001', 'classes': '文学', 'losses': '论语', 'deliveries': '2026-0001', 'copies': 'C10'}
    for name, word in wanted.items():
        path = os.path.join(RUN, name + '.pdf')
        run('report', 'library', name, '--year', '2026', '-o', path)
        text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True, check=True).stdout
        assert '青溪实验学校' in text and word in text, (name, text)
        assert '学生' not in text, name
        run('report', 'library', name, '--year', '2026', '-o', os.path.join(RUN, name + '.xlsx'))
        assert os.path.getsize(os.path.join(RUN, name + '.xlsx')) > 1000
    run('report', 'library', 'novels', '-o', os.path.join(RUN, 'x.pdf'), code=2)
    run('report', 'library', 'total', '-o', os.path.join(RUN, 'x.txt'), code=2)
    ok('statistics, books and registers as pages and spreadsheets')
    assert run('check', '--deep')['ok']
    ok('the file is sound')
    print('1..%d' % n)
finally:
    if os.environ.get('KEEP'):
        print('# ' + RUN)
    else:
        shutil.rmtree(RUN, ignore_errors=True)
