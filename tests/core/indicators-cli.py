#!/usr/bin/python3
"""indicators-cli.py CLI: the figures that inspectors ask for: keys, verdicts that follow from values and targets, figures that plain SQL gives,
too, and no data where nothing is known.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys
import tempfile

CLI = os.path.abspath(sys.argv[1])
os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
os.environ['JIAOZHUANG_TODAY'] = '2026-11-22'
folder = tempfile.TemporaryDirectory(prefix='jz-indicators-')
SCHOOL = os.path.join(folder.name, 's.jiaozhuang')
count = 0


def run(*args, code=0):
    done = subprocess.run([CLI, '--school', SCHOOL, '--json', *args], capture_output=True, text=True)
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    if code > 1:
        assert done.stdout == '' and done.stderr.count('\n') == 1, done
        return done.stderr
    return json.loads(done.stdout)


def ask(sql):
    return run('query', sql)['rows'][0][0]


def ok(title):
    global count
    count += 1
    print('ok %d - %s' % (count, title), flush=True)


KEYS = {'id', 'name', 'unit', 'value', 'numerator', 'denominator', 'target', 'direction', 'gap', 'verdict', 'complete', 'missing'}
run('demo', '--scale', 'small')
rows = {r['id']: r for r in run('report', 'indicators')}
assert list(rows) == ['pc-pupil', 'pc-teacher', 'multimedia', 'interactive', 'fund-share', 'instruments', 'match', 'sound', 'filled', 'rooms',
                      'room-use', 'lab-demonstration', 'lab-group', 'books', 'new-books', 'loans'], list(rows)
for row in rows.values():
    assert set(row) == KEYS and row['complete'] == (row['missing'] is None), row
    if row['value'] is None:
        assert row['verdict'] == 'no-data' and row['gap'] is None, row
    elif row['target'] is None:
        assert row['verdict'] == 'no-target' and row['gap'] is None, row
    else:
        met = row['value'] <= row['target'] if row['direction'] == 'at-most' else row['value'] >= row['target']
        assert row['verdict'] == ('met' if met else 'missed'), row
        assert abs(row['gap'] - (0 if met else abs(row['value'] - row['target']))) < 0.005, row
ok('each figure has its parts, and its verdict follows from them')

pupils = ask('SELECT sum (pupils) FROM class WHERE left_year IS NULL')
assert rows['pc-pupil']['numerator'] == pupils and rows['books']['denominator'] == pupils
assert rows['sound']['denominator'] == ask('SELECT count (*) FROM asset WHERE voided IS NULL AND id IN (SELECT asset FROM position)')
assert rows['sound']['denominator'] - rows['sound']['numerator'] == ask("SELECT count (*) FROM asset WHERE voided IS NULL AND id IN (SELECT asset "
                                                                        "FROM position) AND condition IN ('broken', 'missing')")
assert rows['books']['numerator'] == ask("SELECT count (*) FROM copy JOIN title ON title.id = copy.title JOIN material ON material.id = "
                                         "title.material WHERE copy.voided IS NULL AND state NOT IN ('lost', 'withdrawn') AND counts IN ('book', "
                                         "'reference')")
shares = {i: rows[i] for i in ('match', 'sound', 'filled', 'rooms', 'room-use', 'lab-demonstration', 'lab-group')}
for row in shares.values():
    assert abs(row['value'] - row['numerator'] * 100 / row['denominator']) < 0.01, row
done = run('lab', 'delivery', '--by', 'item')
done = done['rows'] if isinstance(done, dict) else done
for kind, name in (('demonstration', 'lab-demonstration'), ('group', 'lab-group')):
    mine = [r for r in done if r['kind'] == kind]
    assert (sum(r['done'] for r in mine), sum(r['required'] for r in mine)) == (rows[name]['numerator'], rows[name]['denominator']), (mine, rows[name])
ok('they are what plain SQL and the commands of the domains say')

def target(name):
    return {r['id']: (r['target'], r['verdict']) for r in run('report', 'indicators')}[name]


assert target('sound') == (None, 'no-target') and target('match')[0] == 100
run('indicator', 'target', 'sound', '99.50', '--source', '本校'), run('indicator', 'target', 'match', '90')
assert target('sound') == (99.5, 'met' if rows['sound']['value'] >= 99.5 else 'missed') and target('match') == (90, 'met')
run('indicator', 'target', 'sound', '--none')
assert target('sound') == (None, 'no-target')
run('undo'), run('undo'), run('undo')
assert target('match')[0] == 100 and target('sound') == (None, 'no-target')
run('indicator', 'target', 'pc-pupil', '5', code=3), run('indicator', 'target', 'nothing', '5', code=3)
for wrong in (('sound',), ('sound', 'x'), ('sound', '-1'), ('sound', '5', '--none')):
    run('indicator', 'target', *wrong, code=2)
ok('targets are data')

run('report', 'indicators', '--term', '1999-1', code=3)
SCHOOL = os.path.join(folder.name, 'empty.jiaozhuang')
run('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'primary')
nothing = run('report', 'indicators')
assert len(nothing) == len(rows) and all((r['value'], r['verdict'], r['complete']) == (None, 'no-data', False) for r in nothing), nothing
ok('a term that is none is refused, and nothing known is no figure')
print('1..%d' % count)
