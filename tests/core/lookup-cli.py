#!/usr/bin/python3
"""lookup-cli.py CLI: records are found by ISBN in files and on servers, and a server that is silent, lies or floods costs its time
and nothing else; titles and copies get numbers that nobody else gets."""
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

CLI = os.path.abspath(sys.argv[1])
ZEBRA = sys.argv[2] if len(sys.argv) > 2 else ''
RUN = tempfile.mkdtemp(prefix='lookup-')
SCHOOL = os.path.join(RUN, 's.jiaozhuang')
ENV = dict(os.environ, XDG_CACHE_HOME=os.path.join(RUN, 'cache'))
n = 0
children = []


def ok(what, skip=''):
    global n
    n += 1
    print('ok %d - %s%s' % (n, what, skip and ' # SKIP ' + skip), flush=True)


def run(*args, code=0, school=SCHOOL):
    done = subprocess.run([CLI, '--school', school, '--json', '--wait', '60', *args], capture_output=True, text=True, env=ENV)
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    if code > 1:
        assert done.stdout == '' and done.stderr.count('\n') == 1 and done.stderr.startswith('jiaozhuang-cli: '), (args, done)
        return done.stderr
    return json.loads(done.stdout)


def record(fields, encoding='gb18030'):
    directory, data = b'', b''
    for tag, text in fields:
        body = text.encode(encoding) + b'\x1e'
        directory += ('%s%04d%05d' % (tag, len(body), len(data))).encode()
        data += body
    base = 24 + len(directory) + 1
    return ('%05dnam0 22%05d   450 ' % (base + len(data) + 1, base)).encode() + directory + b'\x1e' + data + b'\x1d'


def book(isbn, title, class_='I247.57', encoding='gb18030'):
    return record([('001', title), ('010', '  \x1fa%s\x1fdCNY20.00' % isbn), ('200', '1 \x1fa%s\x1ff余华著' % title), ('210', '  \x1fc作家出版社\x1fd2012'),
                   ('690', '  \x1fa%s' % class_), ('998', '  \x1fz供应商的')], encoding)


def write(name, *records):
    path = os.path.join(RUN, name)
    with open(path, 'wb') as out:
        out.write(b''.join(records))
    return path


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


def serve(answer):
    """A server that does as @answer (connection) says. Returns its port."""
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(8)

    def one(connection):
        try:
            answer(connection)
        except OSError:
            pass
        finally:
            connection.close()

    def loop():
        while True:
            threading.Thread(target=one, args=(listener.accept()[0],), daemon=True).start()
    threading.Thread(target=loop, daemon=True).start()
    return listener.getsockname()[1]


def start(*args, port, cwd=None):
    child = subprocess.Popen(args, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    children.append(child)
    for _ in range(100):
        try:
            socket.create_connection(('127.0.0.1', port), 1).close()
            return child
        except OSError:
            time.sleep(0.1)
    raise AssertionError('%s does not answer' % args[0])


def z3950_init():
    """What a server answers to an initRequest: initResponse, accepted."""
    def tlv(tag, body):
        return bytes(tag) + bytes([len(body)]) + body
    body = (tlv([0x83], b'\x00\xe0') + tlv([0x84], b'\x00\xe9\xa2') + tlv([0x85], b'\x04\x00\x00\x00') + tlv([0x86], b'\x04\x00\x00\x00') +
            tlv([0x8c], b'\xff'))
    return tlv([0xb5], body)


def silent(connection):
    connection.recv(1000)
    time.sleep(60)


def garbage(connection):
    connection.recv(1000)
    connection.sendall(bytes(range(256)) * 40)


def flood(connection):
    connection.recv(1000)
    # A PDU without end: its length is three bytes' worth of as much as there may be.
    connection.sendall(b'\xb5\x84\x7f\xff\xff\xff')
    while True:
        connection.sendall(b'\x04\x82\xff\xff' + b'x' * 65535)


def http(body, length=None):
    def answer(connection):
        connection.recv(4000)
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n' % (len(body) if length is None else length))
        connection.sendall(body)
        if length is not None:
            time.sleep(60)
    return answer


def sru(hits, records):
    return ('<?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:version>1.1</zs:version>'
            '<zs:numberOfRecords>%s</zs:numberOfRecords><zs:records>%s</zs:records></zs:searchRetrieveResponse>' % (hits, records)).encode()


def sru_record(title, isbn='978-7-5063-6543-7', extra=''):
    return ('<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>xml</zs:recordPacking><zs:recordData>'
            '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam0 2200000   450 </leader><datafield tag="010" ind1=" " ind2=" ">'
            '<subfield code="a">%s</subfield></datafield><datafield tag="200" ind1="1" ind2=" "><subfield code="a">%s</subfield></datafield>%s</record>'
            '</zs:recordData><zs:recordPosition>1</zs:recordPosition></zs:record>' % (isbn, title, extra))


def lookup(isbn, target, code=0):
    began = time.monotonic()
    answer = run('lookup', isbn, '--target', target, code=code)
    assert time.monotonic() - began < 30, target
    return answer


try:
    run('init', '--name', '测', '--code', '1', '--stage', 'primary')
    isbn = '9787506365437'

    # Files.
    county = write('county.iso', *[book('978-7-%08d-0' % i, '书%d' % i) for i in range(300)], book('7-5063-6543-X', '活着'), b'rubbish\x1d',
                   book('978-7-5063-6543-7', '活着', encoding='utf-8'))
    run('target', 'add', '县共享目录', '--file', county)
    found = lookup('750636543X', '县共享目录')
    assert [r['title'] for r in found['records']] == ['活着', '活着'] and all(r['matches'] for r in found['records']), found
    assert len(os.listdir(os.path.join(RUN, 'cache', 'jiaozhuang', 'marc-index'))) == 1
    assert lookup(isbn, '县共享目录') == found
    with open(county, 'ab') as out:
        out.write(book('978-7-02-000220-7', '红楼梦', 'I242.4'))
    assert lookup('9787020002207', '县共享目录')['records'][0]['title'] == '红楼梦'
    ok('a file is a source of records where it is: by the old ISBN and the new, in both encodings, and read again when it grew')

    index = os.path.join(RUN, 'cache', 'jiaozhuang', 'marc-index', os.listdir(os.path.join(RUN, 'cache', 'jiaozhuang', 'marc-index'))[0])
    with open(index, 'r+b') as out:
        out.seek(40)
        out.write(b'\xff' * 16)
    lookup('9787020002207', '县共享目录')
    with open(index, 'wb') as out:
        out.write(b'rubbish')
    assert lookup('9787020002207', '县共享目录')['records'][0]['title'] == '红楼梦'
    os.rename(county, county + '.away')
    gone = lookup(isbn, '县共享目录', code=1)
    assert 'No such file' in gone['sources'][0]['trouble'], gone
    os.rename(county + '.away', county)
    run('target', 'add', '文本', '--file', write('text.iso', '这不是 MARC'.encode()))
    assert lookup(isbn, '文本', code=1)['sources'][0]['trouble']
    run('target', 'remove', '文本')
    ok('an index that is damaged, a file that is gone or none of records: one line, no crash')

    # Servers that lie.
    nobody = free_port()
    for name, port, words in (('silent', serve(silent), 'No answer within 2 seconds'), ('garbage', serve(garbage), ''), ('flood', serve(flood), ''),
                              ('nobody', nobody, 'Nobody answers there'),
                              ('after-init', serve(lambda c: (c.recv(1000), c.sendall(z3950_init()), c.recv(1000), time.sleep(60))), 'No answer within 2 seconds'),
                              ('liar', serve(lambda c: (c.recv(1000), c.sendall(z3950_init()), c.recv(1000), c.sendall(b'\xb7\x05' + b'\xff' * 5))), '')):
        run('target', 'add', name, '--server', '127.0.0.1:%d/db' % port, '--timeout', '2')
        answer = lookup(isbn, name, code=1)
        assert answer['records'] == [] and answer['sources'][0]['trouble'] and words in answer['sources'][0]['trouble'], (name, answer)
        run('target', 'remove', name)
    ok('Z39.50: silent, garbage, without end, not there, silent after the handshake, nonsense after it')

    for name, answer, n_records, trouble in (
            ('good', http(sru(1, sru_record('活着'))), 1, False),
            ('counts', http(sru(999999999, sru_record('活着'))), None, None),
            ('no-number', http(sru('many', sru_record('活着'))), None, None),
            ('not-xml', http(b'<html>down for repair'), 0, True),
            ('giant', http(sru(1, sru_record('活' * 200000))), 0, False),
            ('endless', http(b'<a>', length=10 ** 9), 0, True),
            ('entities', http(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
                              + sru(1, sru_record('&c;'))[21:]), None, None)):
        run('target', 'add', name, '--server', 'http://127.0.0.1:%d/db' % serve(answer), '--timeout', '2')
        said = subprocess.run([CLI, '--school', SCHOOL, '--json', 'lookup', isbn, '--target', name], capture_output=True, text=True, env=ENV)
        assert said.returncode in (0, 1), (name, said)
        said = json.loads(said.stdout)
        assert n_records is None or len(said['records']) == n_records, (name, said)
        assert trouble is None or bool(said['sources'][0]['trouble']) == trouble, (name, said)
        assert len(said['records']) <= 20, (name, said)
        run('target', 'remove', name)
    ok('SRU: one that answers, wrong counts, no XML, a record without end, bytes without end, entities')

    ztest = shutil.which('yaz-ztest')
    if ztest:
        port = free_port()
        start(ztest, 'tcp:127.0.0.1:%d' % port, port=port)
        for where in ('127.0.0.1:%d/Default' % port, 'http://127.0.0.1:%d/Default' % port):
            answer = lookup(isbn, where)
            assert 0 < len(answer['records']) <= 20 and not any(r['matches'] for r in answer['records']), answer
            assert answer['records'][0]['title'] == 'How to program a computer', answer['records'][0]
        refused = lookup(isbn, '127.0.0.1:%d/nothing' % port, code=1)
        assert 'Database unavailable' in refused['sources'][0]['trouble'], refused
        run('target', 'add', 'slow', '--server', '127.0.0.1:%d/Default?search-delay=20' % port, '--timeout', '1')
        assert lookup(isbn, 'slow', code=1)['sources'][0]['trouble'] == 'No answer within 1 second'
        run('target', 'remove', 'slow')
        ok('a Z39.50 server, the same by SRU, one that refuses, one that is slow; what it sends is not what was asked for, and it is said')
    else:
        ok('a Z39.50 server', 'yaz is not installed')

    zebra = shutil.which('zebrasrv')
    if zebra and ZEBRA and os.path.isdir(ZEBRA):
        folder = os.path.join(RUN, 'zebra')
        shutil.copytree(ZEBRA, folder)
        for name in ('rec', 'reg', 'lock'):
            os.mkdir(os.path.join(folder, name))
        with open(os.path.join(folder, 'rec', 'a.iso'), 'wb') as out:
            out.write(book('978-7-5063-6543-7', '活着', encoding='utf-8'))
        for args in (['init'], ['update', 'rec']):
            subprocess.run(['zebraidx', '-c', 'zebra.cfg', *args], cwd=folder, check=True, capture_output=True)
        port = free_port()
        start(zebra, '-c', 'zebra.cfg', 'tcp:127.0.0.1:%d' % port, port=port, cwd=folder)
        answer = lookup('750636543X', '127.0.0.1:%d/Default' % port)
        assert [r['title'] for r in answer['records']] == ['活着'] and answer['records'][0]['matches'], answer
        ok('Zebra finds CNMARC by its ISBN')
    else:
        ok('Zebra finds CNMARC by its ISBN', 'idzebra-2.0 or its settings are not here')

    # Titles.
    done = run('title', 'add', '--isbn', '7-5063-6543-X', '--count', '2')
    assert (done['call'], done['copies'], done['source']) == ('I247.57/1', ['00000001', '00000002'], '县共享目录'), done
    show = run('title', 'show', str(done['title']), '--marc')
    assert show['fields'][-1]['tag'] == '998' and {'code': '9', 'text': 'huo zhe'} in [s for f in show['fields'] if f['tag'] == '200' for s in f['subfields']], show
    again = run('title', 'add', '--isbn', '7-5063-6543-X', code=3)
    assert 'already' in again, again
    run('title', 'add', '--isbn', '9787020000012', code=3)
    run('title', 'add', '--isbn', '12345', code=3)
    run('title', 'add', code=2)
    assert run('lookup', isbn)['records'][0]['id'] == done['title']
    one = run('title', 'add', '--marc', write('one.iso', book('', '兄弟')))
    assert one['call'] == 'I247.57/2' and one['copies'] == [], one
    run('title', 'add', '--marc', write('two.iso', book('', '甲'), book('', '乙')), code=3)
    run('title', 'add', '--marc', write('none.iso', b'rubbish'), code=3)
    # A record of a set says two numbers; asked for by the second, it keeps both.
    write('county2.iso', record([('001', '套'), ('010', '  \x1fa978-7-02-000872-8\x1fdCNY20.00'), ('010', '  \x1fa978-7-02-000873-5'),
                                 ('200', '1 \x1fa套书'), ('690', '  \x1faI247.57')]))
    run('target', 'add', '省/共享目录', '--file', os.path.join(RUN, 'county2.iso'))
    both = run('title', 'add', '--isbn', '9787020008735', '--target', '省/共享目录')
    fields = run('title', 'show', str(both['title']), '--marc')['fields']
    assert [f['subfields'][0]['text'] for f in fields if f['tag'] == '010'] == ['978-7-02-000872-8', '978-7-02-000873-5'], fields
    run('undo')
    run('target', 'remove', '省/共享目录')
    bare = run('title', 'add', '--title', '无号的书')
    assert bare['call'] == '', bare
    ok('title add: from a source, from a file, by hand; there already, nowhere, too many')

    run('accession', 'start', '--supplier', '新华书店', '--discount', '0.78', '--copies', '5', '--amount', '78')
    added = run('copy', 'add', str(done['title']), '--count', '3')
    assert added['copies'] == ['00000003', '00000004', '00000005'] and added['call'] == 'I247.57/1', added
    state = run('accession', 'show')
    assert (state['copies'], state['lacking'], state['listed'], state['paid'], state['unlabelled']) == (3, 2, '60.00', '46.80', 3), state
    run('copy', 'add', '1', '--count', '1', '--number', '00000004', code=3)
    run('copy', 'add', '99', '--count', '1', code=3)
    run('copy', 'add', '1', '--count', '0', code=2)
    run('copy', 'add', '1', '--count', '1', '--location', '没有的地方', code=3)
    run('accession', 'update', state['number'], '--invoice', 'FP-77', '--copies', '6', '--discount', '0.5')
    told = run('accession', 'show')
    assert (told['invoice'], told['supplier'], told['lacking'], told['paid'], told['date'], told['open']) == (
        'FP-77', '新华书店', 3, '30.00', state['date'], True), told
    run('accession', 'update', state['number'], '--copies', '-1', code=3), run('accession', 'update', state['number'], '--discount', '7', code=2)
    run('accession', 'update', '没有这批', '--note', 'x', code=3), run('accession', 'update', code=2)
    assert run('accession', 'show') == told
    run('accession', 'update', state['number'], '--supplier', '')
    assert run('accession', 'show')['supplier'] in ('', None)
    run('undo')
    run('undo')
    assert run('accession', 'show') == state
    run('copy', 'void', '00000005')
    assert run('accession', 'show')['copies'] == 2 and run('search', 'copies', '00000005')['total'] == 0
    run('copy', 'void', '00000005', code=3)
    run('copy', 'add', '1', '--count', '1', '--number', '00000005', code=3)
    run('undo')
    run('accession', 'finish')
    run('accession', 'show', code=3)
    assert [a['open'] for a in run('accession', 'list')['rows']] == [False, False]
    assert run('accession', 'show', ' %s ' % state['number'])['copies'] == 3
    ok('copies run on without gaps, with the delivery that is open and its discount; what lacks is told')

    run('cataloguing', 'need', '330a', '--name', '内容提要', '--strict', 'yes')
    assert '内容提要' in run('title', 'add', '--title', '没有提要的书', code=3)
    run('cataloguing', 'need', '330a', '--strict', 'no')
    assert run('cataloguing', 'needs')['rows'][-1] == {'field': '330a', 'name': '内容提要', 'level': 'brief', 'marc21': '', 'strict': False}
    run('cataloguing', 'need', '33', '--name', 'x', code=3), run('cataloguing', 'need', '331a', '--level', 'full', code=3)
    run('cataloguing', 'need', '330a', code=2), run('cataloguing', 'need', '330a', '--remove'), run('cataloguing', 'need', '330a', '--remove', code=3)
    run('cataloguing', 'policy', '--prefix', 'B1', code=3), run('cataloguing', 'policy', '--digits', '3', code=3)
    run('cataloguing', 'policy', '--digits', '0', code=3)
    run('cataloguing', 'policy', '--readings', '200 a9', code=3), run('cataloguing', 'policy', '--level', 'half', code=2)
    run('cataloguing', 'policy', '--prefix', 'B', '--digits', '6')
    assert run('cataloguing', 'policy')['rows'][0]['prefix'] == 'B' and run('cataloguing', 'policy')['rows'][0]['digits'] == 6
    assert run('copy', 'add', str(done['title']), '--count', '1')['copies'] == ['B000001']
    run('undo'), run('undo')
    ok('how the school catalogues is rows and a policy of its own')

    nxt = run('callnumber', 'next', 'I247.57')
    assert (nxt['number'], nxt['call'], nxt['name'], nxt['freed']) == ('3', 'I247.57/3', '中国文学', []), nxt
    assert run('callnumber', 'next', 'I247.57') == nxt
    run('title', 'remove', str(one['title']))
    assert run('callnumber', 'next', 'I247.57')['number'] == '2'
    run('title', 'add', '--title', '许三观卖血记', '--class', 'I247.57', '--number', '5')
    assert run('callnumber', 'next', 'I247.57')['freed'] == ['2', '3', '4']
    run('undo')
    run('undo')
    assert run('callnumber', 'next', 'I247.57') == nxt
    run('class', 'name', 'I247.57', '当代长篇小说')
    assert run('callnumber', 'next', 'I247.57')['name'] == '当代长篇小说'
    run('class', 'import')
    run('class', 'import', write('bad.tsv', b'code\tname\n\t\xe6\x97\xa0\n'), code=3)
    assert run('callnumber', 'next', 'I247.57')['name'] == '当代长篇小说'
    run('class', 'name', 'I247.57', '')
    assert run('callnumber', 'next', 'I247.57')['name'] == '中国文学'
    run('class', 'name', 'I2', '中国的文学')
    run('class', 'import', write('good.tsv', 'code\tname\nI2\t中国文学作品\n'.encode()))
    assert run('callnumber', 'next', 'I247.57')['name'] == '中国的文学'
    run('class', 'name', 'I2', '')
    assert run('callnumber', 'next', 'I247.57')['name'] == '中国文学作品'
    assert 'no name of its own' in run('class', 'name', 'ZZ9', '', code=3)
    ok('a number that is looked at is not burnt; one that was given back is offered; own names of classes stay')

    # Two desks.
    calls, faults = [], []

    def desk(name):
        for i in range(100):
            said = subprocess.run([CLI, '--school', SCHOOL, '--json', '--wait', '60', 'title', 'add', '--title', '%s%d' % (name, i), '--class', 'K81', '--count', '1'],
                                  capture_output=True, text=True, env=ENV)
            if said.returncode != 0:
                faults.append(said)
                return
            answer = json.loads(said.stdout)
            calls.append((answer['call'], answer['copies'][0]))
    desks = [threading.Thread(target=desk, args=(name,)) for name in '甲乙']
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert not faults, faults
    assert sorted(int(call.split('/')[1]) for call, _ in calls) == list(range(1, 201))
    numbers = sorted(int(number) for _, number in calls)
    assert numbers == list(range(numbers[0], numbers[0] + 200))
    assert run('copy', 'gaps')['gaps'] == [] and run('check', '--deep')['ok']
    ok('two processes take a number two hundred times: none twice, none left out')

    run('target', 'move', '美国国会图书馆', '--up')
    names = [t['name'] for t in run('target', 'list')['rows']]
    assert names.index('美国国会图书馆') == 2 and not any(t['enabled'] for t in run('target', 'list')['rows'] if t['name'] != '县共享目录'), names
    password = lambda: run('query', "SELECT password FROM lookup_target WHERE name = '密'")['rows'][0][0]  # noqa: E731
    ask = ('target', 'add', '密', '--disabled', '--server')
    run(*ask, 'one.example/db', '--user', 'u', '--password', 'secret')
    run(*ask, 'one.example/other', '--user', 'u')
    assert password() == 'secret'
    for other in (('two.example/db', '--user', 'u'), ('one.example/db', '--user', 'v'), ('one.example:211/db', '--user', 'u')):
        run(*ask, *other)
        assert password() == '', other
        run('undo')
    assert password() == 'secret'
    run('target', 'remove', '密')
    run('target', 'add', '坏', '--server', 'host', code=2)
    run('target', 'add', '坏', '--file', county, '--timeout', '600', code=3)
    run('target', 'remove', '坏', code=3)
    ok('targets are rows; those that ship are asked by nobody')
    print('1..%d' % n)
finally:
    for child in children:
        child.terminate()
    shutil.rmtree(RUN, ignore_errors=True)
