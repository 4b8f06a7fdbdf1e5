#!/usr/bin/python3
"""catalogue-cli.py CLI: a file of catalogue records becomes titles and copies, as a script does it; what can't be taken comes
back byte for byte, everything is found, undone, and written again for other programs."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

os.environ['JIAOZHUANG_DATADIR'] = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data')
CLI = os.path.abspath(sys.argv[1])
RUN = tempfile.mkdtemp(prefix='catalogue-')
SCHOOL = os.path.join(RUN, 's.jiaozhuang')
n = 0


def ok(what):
    global n
    n += 1
    print('ok %d - %s' % (n, what), flush=True)


def run(*args, code=0, school=SCHOOL):
    done = subprocess.run([CLI, '--school', school, '--json', *args], capture_output=True, text=True)
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


def book(isbn, title, author, copies, year='2012', volume='', extra=()):
    return [('001', '1'), ('010', '  \x1fa%s\x1fdCNY20.00' % isbn), ('200', '1 \x1fa%s%s\x1ff%s' % (title, volume, author)),
            ('210', '  \x1fa北京\x1fc作家出版社\x1fd%s' % year), ('690', '  \x1faI247.57'), ('905', '  \x1fa1' + copies), *extra]


def write(name, *records):
    path = os.path.join(RUN, name)
    with open(path, 'wb') as out:
        out.write(b''.join(records))
    return path


ALIVE = record(book('978-7-5063-6543-7', '活着', '余华著', '\x1fb00000001\x1fb00000002\x1fdI247.57\x1fe12', extra=[('998', '  \x1fz供应商的')]))
SET1 = record(book('7-02-005033-8', '鲁迅全集', '鲁迅著', '\x1fb00000101-103\x1fsI210.1/1', volume='\x1fh第一卷'), 'utf-8')
SET2 = record(book('7-02-005033-8', '鲁迅全集', '鲁迅著', '\x1fb00000104\x1fsI210.1/1', volume='\x1fh第二卷'))
OLD = record([('091', '  \x1fa10019.1234'), ('200', '1 \x1fa红岩\x1ff罗广斌, 杨益言著'), ('690', '  \x1faI247.5')])

try:
    run('init', '--name', '测', '--code', '1', '--stage', 'primary')
    books = write('books.iso', ALIVE, b'\r\n', SET1, SET2, b'rubbish\x1d', OLD)

    dry = run('import', 'marc', books, '--dry-run', code=1)
    assert (dry['read'], dry['added'], dry['rejected'], dry['assets'], dry['operation']) == (5, 4, 1, 6, None), dry
    assert run('search', 'titles', '活着')['total'] == 0
    ok('a dry run judges everything and keeps nothing')

    rejects = os.path.join(RUN, 'rejects.iso')
    done = run('import', 'marc', books, '--rejects', rejects, code=1)
    assert (done['added'], done['rejected'], done['assets']) == (4, 1, 6), done
    assert done['rejects'][0]['row'] == 4, done['rejects']
    with open(rejects, 'rb') as back:
        assert back.read() == b'rubbish\x1d'
    assert run('check', '--deep')['ok']
    ok('records and copies are taken in, what is none comes back byte for byte')

    for words, total in (('活着', 1), ('huozhe', 1), ('hz', 1), ('9787506365437', 1), ('978-7-5063-6543-7', 1), ('鲁迅', 2), ('lxqj', 2),
                         ('7020050338', 2), ('10019.1234', 1), ('余华', 1), ('没有的', 0)):
        assert run('search', 'titles', words)['total'] == total, words
    for words, total in (('00000101', 1), ('000001', 4), ('I247.57', 2), ('i210.1/1', 4), ('鲁迅全集', 4)):
        assert run('search', 'copies', words)['total'] == total, words
    ok('found by words, pinyin, initials, ISBN old and new, barcode and call number')

    show = run('title', 'show', '1', '--marc')
    assert show['title'] == '活着' and [c['call'] for c in show['copies']] == ['I247.57/12'] * 2, show
    assert show['fields'][-1] == {'tag': '998', 'indicators': '  ', 'subfields': [{'code': 'z', 'text': '供应商的'}]}, show['fields']
    run('title', 'show', '99', code=3)
    ok('a title is shown with its copies, and what nobody understands is in its record')

    again = run('import', 'marc', books, code=1)
    assert (again['added'], again['skipped'], again['assets']) == (0, 4, 0), again
    more = write('more.iso', record(book('978-7-5063-6543-7', '活 着', '余华著', '\x1fb00000003')))
    merged = run('import', 'marc', more, '--on-match', 'add-copies')
    assert (merged['added'], merged['merged'], merged['assets']) == (0, 1, 1), merged
    better = write('better.iso', record(book('978-7-5063-6543-7', '活着', '余华著', '\x1fb00000003', extra=[('330', '  \x1fa福贵的一生')])))
    replaced = run('import', 'marc', better, '--on-match', 'replace')
    assert (replaced['updated'], replaced['assets']) == (1, 0), replaced
    assert run('title', 'show', '1')['summary'] == '福贵的一生'
    assert len(run('title', 'show', '1')['copies']) == 3
    ok('the same book again: skipped, its new copies added, or its record replaced')

    clash = write('clash.iso', record(book('978-7-02-000220-7', '红楼梦', '曹雪芹著', '\x1fb00000001')), record(book('', '三国演义', '罗贯中著', '\x1fb9-5')))
    refused = run('import', 'marc', clash, code=1)
    assert refused['rejected'] == 2 and [r['field'] for r in refused['rejects']] == ['barcode', 'barcode'], refused
    ok('a barcode that somebody has, and a run that makes no sense, are handed back')

    twice = record([('200', '1 \x1fa水浒传\x1ff施耐庵著'), ('905', '  \x1fbrmb00001\x1fsI242.4/7'), ('905', '  \x1fbrmb00001\x1fbrmb00002')])
    own = write('own.iso', twice, twice, b'rubbish\x1d')
    double = run('import', 'marc', own, '--on-match', 'replace', '--rejects', own, code=1)
    assert (double['added'], double['assets'], double['skipped'], double['updated'], double['rejected']) == (1, 2, 1, 0, 1), double
    assert run('search', 'copies', 'rmb0')['total'] == 2 and run('search', 'copies', 'i242.4/7')['total'] == 2
    with open(own, 'rb') as back:
        assert back.read() == b'rubbish\x1d'
    run('import', 'marc', books, '--dry-run', '--rejects', os.path.join(RUN, 'never.iso'), code=1)
    assert not [name for name in os.listdir(RUN) if name.startswith('never') or name.endswith('.part')]
    run('undo')
    ok('a copy that two fields speak of is one; rejects may take the place of the file that was read; a dry run writes none')

    def both(*isbns, title='上下册'):
        return [('010', '  \x1fa%s' % isbns[0])] + [('010', '  \x1fz%s\x1fb精装' % i) for i in isbns[1:]] + [('200', '1 \x1fa%s\x1ff某著' % title)]

    def owners(isbn, school=SCHOOL):
        found = len(run('lookup', isbn, school=school)['records'])
        assert run('search', 'titles', isbn, school=school)['total'] == found, isbn
        return found

    run('import', 'marc', write('two.iso', record(both('978-7-5063-1111-8', '978-7-5063-2222-1'))))
    first, second, third = '9787506311118', '9787506322221', '9787506333337'
    assert (owners(first), owners(second), owners(third)) == (1, 1, 0)
    run('import', 'marc', write('two.iso', record(both(first, third))), '--on-match', 'replace')
    assert (owners(first), owners(second), owners(third)) == (1, 0, 1)
    run('undo')
    assert (owners(first), owners(second), owners(third)) == (1, 1, 0)
    run('undo')
    assert (owners(first), owners(second)) == (0, 0)
    run('title', 'add', '--marc', write('two.iso', record(both(first, second))))
    assert (owners(first), owners(second)) == (1, 1)
    run('undo')
    assert run('check', '--deep')['ok']
    old = os.path.join(RUN, 'old.jiaozhuang')
    shutil.copy(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures', 'schema-0018.jiaozhuang'), old)
    with sqlite3.connect(old) as db:
        texts = [''.join([' ' * 24 + '\x1e'] + [tag + data + '\x1e' for tag, data in both(first, second)])]
        db.execute('UPDATE title_marc SET marc = ? WHERE id = (SELECT min (id) FROM title_marc)', texts)
        db.execute('UPDATE lookup_target SET enabled = 0')
        db.execute('UPDATE title SET isbn = ? WHERE id = (SELECT min (id) FROM title_marc)', [first])
    db.close()
    assert (owners(first, school=old), owners(second, school=old), owners(third, school=old)) == (1, 1, 0)
    ok('a book is found by each ISBN that its record names, also in a file of an older program')

    for args in (('--encoding', 'utf-8'), ('--format', 'marcxchange'), ('--format', 'marcxml'), ('--encoding', 'gb18030')):
        out = os.path.join(RUN, 'out.mrc')
        assert run('export', 'marc', out, *args)['written'] == 4
        other = os.path.join(RUN, 'other-%s.jiaozhuang' % args[1])
        run('init', '--name', '测', '--code', '2', '--stage', 'primary', school=other)
        taken = run('import', 'marc', out, school=other)
        assert (taken['added'], taken['assets']) == (4, 5), (args, taken)
        assert run('title', 'show', '1', '--marc', school=other)['fields'] == run('title', 'show', '1', '--marc')['fields']
    ok('written and read again it is the same, in every format')

    dump = shutil.which('yaz-marcdump')
    if dump:
        said = subprocess.run([dump, '-f', 'gb18030', '-t', 'utf-8', out], capture_output=True, text=True)
        assert said.returncode == 0 and '200 1  $a 活着' in said.stdout and '998    $z 供应商的' not in said.stderr, said
        ok('yaz-marcdump reads what was written')
    else:
        n += 1
        print('ok %d - yaz-marcdump reads what was written # SKIP yaz is not installed' % n)

    def seen(path):
        """The bars on the pages, as a scanner reads them."""
        subprocess.run(['pdftoppm', '-r', '300', '-gray', '-png', path, path], check=True)
        pages = sorted(os.path.join(RUN, name) for name in os.listdir(RUN) if name.startswith(os.path.basename(path) + '-'))
        read = subprocess.run(['zbarimg', '-q', '--nodbus', '--raw', *pages], capture_output=True, text=True).stdout.split()
        for page in pages:
            os.remove(page)
        return sorted(read)

    def said(path):
        return subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True).stdout

    paper = os.path.join(RUN, 'labels.pdf')
    labels = lambda *args, code=0: run('labels', 'copies', *args, '-o', paper, code=code)  # noqa: E731
    numbers = sorted(c['copy'] for t in ('1', '2', '3') for c in run('title', 'show', t)['copies'])
    if shutil.which('zbarimg') and shutil.which('pdftoppm'):
        assert labels('--kind', 'barcode', '--test-sheet')['labels'] == len(numbers)
        assert labels('--kind', 'barcode', '--from', '00000101', '--to', '00000103')['labels'] == 3
        assert seen(paper) == ['00000101', '00000102', '00000103'] and '鲁迅全集' in said(paper)
        assert labels('--kind', 'code39', '--missing', '--stock', 'a4-3x8')['labels'] == len(numbers) - 3
        assert seen(paper) == sorted(set(numbers) - {'00000101', '00000102', '00000103'})
        labels('--kind', 'barcode', '--missing', code=3)
        assert labels('--kind', 'spine', '--query', '鲁迅')['labels'] == 4
        assert seen(paper) == [] and 'I210.1' in said(paper) and '第二卷' in said(paper)
        batch = sqlite3.connect(SCHOOL).execute('SELECT number FROM accession ORDER BY id').fetchone()[0]
        both = labels('--kind', 'both', '--missing', '--batch', batch)['labels']
        assert 0 < both == len(seen(paper)), both
        labels('--kind', 'qr', code=2)
        run('undo')
        assert labels('--kind', 'both', '--missing', '--batch', batch)['labels'] == both
        run('undo'), run('undo'), run('undo'), run('undo')
        ok('labels of books: by numbers, by what is missing, by search, by batch; a scanner reads them')
    else:
        n += 1
        print('ok %d - labels of books # SKIP zbar-tools or poppler-utils is not installed' % n)

    before = run('title', 'show', '2', '--marc')
    for _ in range(3):
        run('undo')
    assert run('search', 'titles', '鲁迅')['total'] == 0 and run('check', '--deep')['ok']
    run('undo', str(run('log', '--limit', '1')[0]['operation']))
    assert run('title', 'show', '2', '--marc') == before and run('search', 'titles', '鲁迅')['total'] == 2
    assert run('check', '--deep')['ok']
    run('undo')
    ok('undone, nothing is left of it; the undo taken back, all is there again')

    for name, content in (('empty.iso', b''), ('text.iso', '这不是 MARC'.encode()), ('cut.xml', b'<collection><record>')):
        code = 0 if name == 'empty.iso' else 3
        run('import', 'marc', write(name, content), code=code)
    run('import', 'marc', RUN, code=3)
    run('import', 'marc', os.path.join(RUN, 'none'), code=3)
    run('import', 'marc', books, '--profile', 'nobody', code=3)
    run('import', 'marc', books, '--encoding', 'latin', code=2)
    run('import', 'marc', books, '--format', 'mods', code=2)
    foreign = run('import', 'marc', books, '--format', 'marc21', code=1)
    assert (foreign['read'], foreign['rejected'], foreign['added']) == (5, 5, 0), foreign
    ok('what is no file of records is refused in one line')
    print('1..%d' % n)
finally:
    shutil.rmtree(RUN, ignore_errors=True)
