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
SKIPS = 'SELECT s.date, s.week FROM lesson_skip s JOIN lesson_series l ON l.id = s.series WHERE l.period = 11'


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
assert run('query', SKIPS)['rows'] == [['2026-12-16', 16]]
run('undo')
assert len(lessons(period=11)) == 1 and run('query', SKIPS)['rows'] == []
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
store = run('query', "SELECT p.path FROM place p JOIN room_kind k ON k.name = p.purpose WHERE p.kind = 'room' AND NOT k.bookable LIMIT 1")['rows'][0][0]
run('lab', 'move', str(other), '--date', '2026-12-24', '--period', '13', '--room', store, code=3)
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
use = ['room', 'use', '--room', '物理一室', '--date', '2026-11-22', '--period', '12', '--people', '9', '--as', login]
run(*use, '--teacher', teachers[0] if teachers[0] != name else teachers[1], code=5)
run(*use, '--teacher', name)
run('undo')
# Who asks without a name asks for themselves: what they teach elsewhere is in the way, and nothing is left out unasked.
book('16', 2, 13, '七(2)', name, room='物理二室')
asked = len(lessons(period=13))
answer = run('lab', 'book', '--term', '2026-1', '--week', '15-17', '--day', '2', '--period', '13', '--room', '物理一室', '--class', '七(1)', '--as', login, code=1)
assert answer['bookings'] == [] and [c['kind'] for c in answer['conflicts'] if c['hard']] == ['teacher'], answer
assert len(lessons(period=13)) == asked
ok('a teacher asks for themselves, and answers for nobody')

# Odd and even weeks after a holiday.
def dates(series):
    return [r[0] for r in run('query', "SELECT date FROM lesson WHERE series = %d AND state <> 'cancelled' AND voided IS NULL ORDER BY date" % series)['rows']]


book('13-18', 1, 14, '七(1)', teachers[0], '--parity', 'odd')
series = run('query', 'SELECT max (id) FROM lesson_series')['rows'][0][0]
assert dates(series) == ['2026-11-23', '2026-12-07', '2026-12-21'], dates(series)
book('13-18', 1, 14, '七(2)', teachers[1], '--parity', 'even')
plan = run('calendar', 'parity', '--term', '2026-1', '--week', '14', '--parity', 'odd', '--dry-run')['moves']
assert [(m['from'], m['to']) for m in plan if m['period'] == 14 and teachers[0] in m['what']] == [('2026-12-07', '2026-11-30'), ('2026-12-21', '2026-12-14')], plan
assert dates(series) == ['2026-11-23', '2026-12-07', '2026-12-21']
before = run('query', 'SELECT id, date, state FROM lesson ORDER BY id')['rows']
run('calendar', 'parity', '--term', '2026-1', '--week', '14', '--parity', 'odd')
assert dates(series) == ['2026-11-23', '2026-11-30', '2026-12-14'], dates(series)
assert dates(series + 1) == ['2026-12-07', '2026-12-21', ], dates(series + 1)
weeks = {r['week']: r['parity'] for r in run('calendar', 'show', '--term', '2026-1')['rows']}
assert (weeks[13], weeks[14], weeks[15], weeks[16]) == ('odd', 'odd', 'even', 'odd'), weeks
run('undo')
assert run('query', 'SELECT id, date, state FROM lesson ORDER BY id')['rows'] == before
# What is so already moves nothing, whatever was cancelled.
run('lab', 'cancel', str(run('query', "SELECT id FROM lesson WHERE series = %d AND date = '2026-12-07'" % series)['rows'][0][0]), '--reason', '月考')
assert not [m for m in run('calendar', 'parity', '--term', '2026-1', '--week', '14', '--parity', 'even', '--dry-run')['moves'] if m['period'] == 14]
away = run('query', "SELECT id FROM lesson WHERE series = %d AND date = '2026-12-21'" % series)['rows'][0][0]
run('lab', 'move', str(away), '--date', '2026-06-09', '--period', '14')
assert run('query', 'SELECT series FROM lesson WHERE id = %d' % away)['rows'] == [[None]], 'what leaves the term leaves its series'
ok('odd and even weeks are counted anew: what moves is told before, moves together, and comes back')

# The calendar file, read by a peer.
ics = os.path.join(RUN, 'lessons.ics')


def events(*more):
    done = run('lab', 'export-ics', '--term', '2026-1', '-o', ics, *more)
    code = ('import icalendar, json, sys\n'
            'cal = icalendar.Calendar.from_ical(open(%r, "rb").read())\n'
            'print(json.dumps({str(e["UID"]): [str(e["SEQUENCE"]), e["DTSTART"].dt.isoformat(), str(e["STATUS"]), str(e["SUMMARY"])] for e in cal.walk("VEVENT")}))' % ics)
    found = json.loads(subprocess.run(['/usr/bin/python3', '-c', code], check=True, capture_output=True, text=True).stdout)
    assert len(found) == done['events'], (len(found), done)
    return found


booked = book('15', 4, 3, '八(1)', teachers[0], '--purpose', '密度, 浮力; 压强\\', room='物理二室')['bookings'][0]['lesson']
one = events('--room', '物理二室')
uuid = run('query', 'SELECT uuid FROM lesson WHERE id = %d' % booked)['rows'][0][0] + '@jiaozhuang'
assert one[uuid][1:] == ['2026-12-10T10:20:00+08:00', 'CONFIRMED', '八(1) 密度, 浮力; 压强\\'], one[uuid]
run('lab', 'move', str(booked), '--date', '2026-12-11', '--period', '11')
two = events('--room', '物理二室')
assert two[uuid][1].startswith('2026-12-11') and int(two[uuid][0]) > int(one[uuid][0]), two[uuid]
run('lab', 'cancel', str(booked), '--reason', '月考')
three = events('--room', '物理二室')
assert three[uuid][2] == 'CANCELLED' and int(three[uuid][0]) > int(two[uuid][0]) and set(three) == set(one), three[uuid]
assert all(len(line) <= 75 for line in open(ics, 'rb').read().split(b'\r\n'))
ok('the calendar file is read by a peer: one event a lesson, its name for ever, moved and cancelled ones newer')

# Uses, and what they add up to.
lesson = book('13', 1, 15, '八(2)', teachers[1])['bookings'][0]['lesson']
run('room', 'use', str(lesson), '--people', '41', '--condition', 'fault', code=3)
run('room', 'use', str(lesson), '--people', '41', '--condition', 'fault', '--note', '水龙头漏水')
assert lessons(id=lesson)[0]['state'] == 'done'
run('room', 'use', '--room', '物理一室', '--date', '2026-11-23', '--period', '15', '--people', '9', '--purpose', '社团', code=3)
run('room', 'use', '--room', '物理一室', '--date', '2026-11-22', '--period', '3', '--people', '9', '--purpose', '社团')
run('room', 'use', '--room', '物理一室', '--date', '2026-12-22', '--period', '3', '--people', '9', '--purpose', '社团', code=3)
share = run('room', 'share', '--room', '物理一室')['rows'][0]
# A second way: days with lessons × periods of lessons, less what was closed; and the lessons that were held.
open_, used, outside = run('query', "SELECT (SELECT count (*) FROM calendar_day WHERE date BETWEEN '2026-09-01' AND '2026-11-23' AND follows IS NOT NULL) * 7 - "
                           "(SELECT ifnull (sum ((last - first + 1)), 0) FROM room_closure c JOIN place p ON p.id = c.place WHERE p.name = '物理一室' AND last_day <= "
                           "'2026-11-23'), (SELECT count (*) FROM lesson l JOIN place p ON p.id = l.room WHERE p.name = '物理一室' AND l.state = 'done' AND period < 8), "
                           "(SELECT count (*) FROM lesson l JOIN place p ON p.id = l.room WHERE p.name = '物理一室' AND l.state = 'done' AND period >= 8)")['rows'][0]
assert (share['open'], share['used'], share['outside']) == (open_, used, outside), (share, open_, used, outside)
ok('uses are noted once, by their day, and add up')

cover = run('room', 'coverage')
assert cover['due'] == sum(r['due'] for r in cover['rows']) and cover['covered'] == sum(min(r['due'], r['good']) for r in cover['rows'])
music = next(r for r in cover['rows'] if r['kind'] == '音乐教室')
assert music['short'] == music['due'] - music['good'] > 0, music
ok('rooms are compared with what must be there')

assert '2026-12-16' in run('room', 'close', '物理一室', '--from', '2026-12-14', '--to', '2026-12-16', '--periods', '11-11', '--reason', '检修', code=3)
run('room', 'close', '物理一室', '--from', '2026-12-17', '--periods', '18-19', '--reason', '检修')
assert [c['kind'] for c in book('16', 4, 18, '八(1)', teachers[0], code=1)['conflicts'] if c['hard']] == ['closed']
run('room', 'open', str(run('query', 'SELECT max (id) FROM room_closure')['rows'][0][0]))
assert book('16', 4, 18, '八(1)', teachers[0])['bookings']
run('room', 'check', '物理一室', '--person', teachers[0], '--fault', '插座松动')
assert run('query', 'SELECT good, note FROM room_check ORDER BY id DESC LIMIT 1')['rows'] == [[0, '插座松动']]
page = os.path.join(RUN, 'door.pdf')
run('room', 'print', '--room', '物理一室', '--door', '-o', page)
run('room', 'print', '--door', '-o', page, code=3)
# What is held in a period that no bell rings for is on the page all the same.
week = os.path.join(RUN, 'week.pdf')
run('room', 'print', '--room', '物理一室', '--date', '2026-12-16', '-o', week)
assert '九(1)' in subprocess.run(['pdftotext', week, '-'], capture_output=True, text=True).stdout
subprocess.run(['pdftoppm', '-r', '150', '-png', page, os.path.join(RUN, 'door')], check=True)
code = run('query', "SELECT code FROM place WHERE name = '物理一室'")['rows'][0][0]
read = subprocess.run(['zbarimg', '-q', '--raw', os.path.join(RUN, 'door-1.png')], capture_output=True, text=True).stdout
assert read.strip() == code, (read, code)
run('room', 'uses', '-o', os.path.join(RUN, 'uses.pdf'))
ok('rooms are closed and opened, checked, and hang on their doors with a code that a scanner reads')

# Two at once, for one slot after the other: one gets it.
rooms = [('化学实验室', '一(1)', '二(1)', 0), ('生物实验室', '三(1)', '四(1)', 2), ('科学一室', '五(1)', '六(1)', 4)]
slots = [(week, day, period, k) for k in range(3) for week in range(7, 13) for day in range(1, 6) for period in range(9, 21)]
for week, day, period, k in slots[:RACES]:
    room, one, other, at = rooms[k]
    pair = [start('lab', 'book', '--term', '2026-1', '--week', str(week), '--day', str(day), '--period', str(period), '--room', room, '--class', c,
                  '--teacher', t) for c, t in ((one, teachers[at]), (other, teachers[at + 1]))]
    outs = [p.communicate()[0] for p in pair]
    winners = sum(len(json.loads(o)['bookings']) for o in outs)
    assert sorted(p.returncode for p in pair) == [0, 1] and winners == 1, (week, day, period, room, outs)
assert run('query', 'SELECT count (*) FROM (SELECT 1 FROM lesson WHERE state = \'approved\' AND voided IS NULL GROUP BY room, date, period '
           'HAVING count (*) > 1)')['rows'] == [[0]]
ok('of two at once %d times one gets the slot' % RACES)

assert run('check')['ok']
ok('the file is sound')
print('1..%d' % n)
shutil.rmtree(RUN)
