#!/usr/bin/python3
"""rooms-cli.py CLI: rooms are booked, asked for and approved; a series leaves out what can't be; two commands at once never book one
slot twice; whoever may not is told so; all of it is undone."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
CLI = os.path.abspath(sys.argv[1])
RUN = tempfile.mkdtemp(prefix='rooms-')
SCHOOL = os.path.join(RUN, 's.jiaozhuang')
RACES = 1000 if os.environ.get('JIAOZHUANG_FULL') else 40
DAY = '2026-11-23'
n = 0


def ok(what):
    global n
    n += 1
    print('ok %d - %s' % (n, what), flush=True)


def start(*args):
    return subprocess.Popen([CLI, '--school', SCHOOL, '--wait', '60', '--json', *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            env={**os.environ, 'JIAOZHUANG_TODAY': DAY})


def run(*args, code=0):
    done = start(*args)
    out, err = done.communicate()
    assert done.returncode == code, (args, done.returncode, out, err)
    if code > 1:
        assert out == '' and err.count('\n') == 1 and err.startswith('jiaozhuang-cli: '), (args, out, err)
        return err
    return json.loads(out)


def book(week, day, period, class_, teacher, *more, room='物理一室', code=0):
    return run('lab', 'book', '--term', '2026-1', '--week', week, '--day', str(day), '--period', str(period), '--room', room, '--class', class_,
               '--teacher', teacher, *more, code=code)


def lessons(**wanted):
    return [r for r in run('lab', 'lessons')['rows'] if all(r[k] == v for k, v in wanted.items())]


run('demo', '--scale', 'small')
before = len(lessons())
teachers = [r[0] for r in run('query', "SELECT name FROM person WHERE kind = 'staff' AND post LIKE '%教师' AND voided IS NULL "
                              'GROUP BY name HAVING count (*) = 1 ORDER BY id LIMIT 6')['rows']]
# All that follows is of evening periods, which nobody else books.
answer = book('14-18', 3, 11, '八(1)', teachers[0], '--dry-run')
assert [b['date'] for b in answer['bookings']] == ['2026-12-02', '2026-12-09', '2026-12-16', '2026-12-23', '2026-12-30'], answer
assert not answer['conflicts'] and len(lessons()) == before
ok('a dry run says the dates and changes nothing')

answer = book('16', 3, 11, '八(2)', teachers[1])
assert len(answer['bookings']) == 1 and answer['bookings'][0]['state'] == 'approved', answer
answer = book('14-18', 3, 11, '八(1)', teachers[0], code=1)
assert answer['bookings'] == [] and len(answer['conflicts']) == 1, answer
clash = answer['conflicts'][0]
assert (clash['date'], clash['period'], clash['kind'], clash['hard']) == ('2026-12-16', 11, 'room', True) and teachers[1] in clash['what'], clash
assert lessons(id=clash['with'])[0]['class'] == '八(2)' and len(lessons(period=11)) == 1
ok('a clash names who is in the way, and then nothing is booked')

answer = book('14-18', 3, 11, '八(1)', teachers[0], '--skip-conflicts', code=1)
assert len(answer['bookings']) == 4 and len(lessons(period=11)) == 5
before = run('query', 'SELECT count (*) FROM lesson_skip WHERE series < (SELECT max (id) FROM lesson_series)')['rows']
skipped = run('query', 'SELECT date, week FROM lesson_skip WHERE series = (SELECT max (id) FROM lesson_series)')['rows']
assert skipped == [['2026-12-16', 16]], skipped
run('undo')
assert len(lessons(period=11)) == 1 and run('query', 'SELECT count (*) FROM lesson_skip')['rows'] == before
ok('what can be is booked, what can not is kept with the reason, and it is one thing to undo')

answer = book('3-6', 5, 11, '八(1)', teachers[0], '--parity', 'odd', '--dry-run', code=1)
assert [b['date'] for b in answer['bookings']] == ['2026-09-18', '2026-09-20'], answer
assert [c['date'] for c in answer['conflicts'] if c['hard']] == ['2026-10-02'], answer
ok('odd weeks take the make-up day in and leave the holiday out')

for kind, class_, teacher, room in (('class', '八(2)', teachers[2], '物理二室'), ('teacher', '八(1)', teachers[1], '物理二室')):
    answer = book('16', 3, 11, class_, teacher, room=room, code=1)
    assert [c['kind'] for c in answer['conflicts'] if c['hard']] == [kind], answer
ok('nobody is in two rooms')

waits = book('16', 3, 11, '九(1)', teachers[3], '--wait-list', code=1)['bookings'][0]
assert waits['state'] == 'waiting'
run('lab', 'cancel', str(clash['with']), '--reason', '月考')
assert lessons(id=waits['lesson'])[0]['state'] == 'asked'
run('lab', 'approve', str(waits['lesson']))
assert lessons(id=waits['lesson'])[0]['state'] == 'approved'
ok('whoever waits is next')

other = book('17', 3, 12, '八(2)', teachers[1])['bookings'][0]['lesson']
run('lab', 'move', str(other), '--date', '2026-12-24', '--period', '12')
run('lab', 'swap', str(other), str(waits['lesson']))
assert lessons(id=other)[0]['date'] == '2026-12-16' and lessons(id=waits['lesson'])[0]['date'] == '2026-12-24'
run('undo')
assert lessons(id=other)[0]['date'] == '2026-12-24' and lessons(id=waits['lesson'])[0]['date'] == '2026-12-16'
run('lab', 'move', str(other), '--date', '2026-12-26', '--period', '12', code=3)
ok('lessons are moved and swapped, and it is undone')

assert all(r['room'] for r in run('lab', 'free', '--date', '2026-12-16', '--room', '物理一室', '--period', '11', '--days', '0')['rows'])
assert '物理一室' not in [r['room'] for r in run('lab', 'free', '--date', '2026-12-16', '--room', '物理一室', '--period', '11', '--days', '0')['rows']]
for bad in (['--week', 'x'], ['--week', '31'], ['--day', '8'], ['--period', '0'], ['--room', '没有的室'], ['--class', '十三(9)'], ['--term', '1999-1']):
    args = {'--term': '2026-1', '--week': '14', '--day': '1', '--period': '11', '--room': '物理一室', '--class': '八(1)', '--teacher': teachers[0]}
    args[bad[0]] = bad[1]
    code = 2 if bad[0] in ('--day', '--period') else 3
    run('lab', 'book', *[part for pair in args.items() for part in pair], code=code)
ok('what is none is refused with one line')

# A teacher asks for themselves, and answers for nobody.
login, name = run('query', "SELECT a.login, p.name FROM account a JOIN person p ON p.id = a.person JOIN account_role r ON r.account = a.id JOIN role "
                  "ON role.id = r.role WHERE role.name = 'teacher' ORDER BY a.id LIMIT 1")['rows'][0]
assert book('15', 2, 12, '七(1)', name, '--as', login)['bookings'][0]['state'] == 'asked'
asked = lessons(state='asked', date='2026-12-08')[0]['id']
book('15', 2, 13, '七(1)', teachers[0] if teachers[0] != name else teachers[1], '--as', login, code=5)
run('lab', 'approve', str(asked), '--as', login, code=5)
run('lab', 'cancel', str(other), '--reason', '不上了', '--as', login, code=5)
assert book('15', 2, 12, '七(2)', teachers[1])['bookings'][0]['state'] == 'approved'
assert '七(2)' in run('lab', 'approve', str(asked), code=3)
run('lab', 'cancel', str(asked), '--reason', '不上了', '--as', login)
ok('a teacher asks for themselves, and answers for nobody')

# Two at once, for one slot after the other: one gets it.
slots = [(week, day, period) for week in range(14, 20) for day in range(1, 6) for period in (13, 14, 15, 16, 17, 18, 19, 20)] * 20
for i in range(RACES):
    week, day, period = slots[i]
    pair = [start('lab', 'book', '--term', '2026-1', '--week', str(week), '--day', str(day), '--period', str(period), '--room', '物理一室', '--class', c,
                  '--teacher', t) for c, t in (('八(1)', teachers[0]), ('八(2)', teachers[1]))]
    codes = [p.wait() for p in pair]
    outs = [p.communicate()[0] for p in pair]
    winners = sum(len(json.loads(o)['bookings']) for o in outs)
    expected = 1 if i < 240 else 0
    assert sorted(codes) == ([0, 1] if expected else [1, 1]) and winners == expected, (slots[i], codes, outs)
assert run('query', 'SELECT count (*) FROM (SELECT 1 FROM lesson WHERE state = \'approved\' AND voided IS NULL GROUP BY room, date, period '
           'HAVING count (*) > 1)')['rows'] == [[0]]
ok('of two at once %d times one gets the slot' % RACES)

assert run('check')['ok']
ok('the file is sound')
print('1..%d' % n)
shutil.rmtree(RUN)
