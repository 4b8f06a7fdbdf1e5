#!/usr/bin/python3
"""attachment-cli.py CLI: attach add, list, save and remove as a script uses them: JSON keys, exit codes, one line on standard error; a
backup has the files, the package has not.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))
os.environ['JIAOZHUANG_DATADIR'] = os.path.join(HERE, '..', '..', 'data')
folder = tempfile.TemporaryDirectory(prefix='jz-attach-')
os.environ['XDG_DATA_HOME'] = folder.name
SCHOOL = os.path.join(folder.name, '学校 1.jiaozhuang')
count = 0


def run(*args, code=0, school=SCHOOL):
    done = subprocess.run([CLI, '--school', school, '--json', *args], capture_output=True, text=True)
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    if code > 1:
        assert done.stdout == '' and done.stderr.count('\n') == 1 and done.stderr.startswith('jiaozhuang-cli: '), done
        return done.stderr
    return json.loads(done.stdout)


def ok(title):
    global count
    count += 1
    print('ok %d - %s' % (count, title), flush=True)


def made(name, content):
    path = os.path.join(folder.name, name)
    with open(path, 'wb') as f:
        f.write(content)
    return path


run('init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'junior')
run('entry', 'receive', '--item', '25012', '--name', '数字示波器', '--unit', '台', '--tracking', 'card', '--quantity', '1', '--price', '2980', '--place', '物理一室')
invoice = made('发票.pdf', b'%PDF-1.4 nothing much\n' * 40000)
photo = os.path.join(HERE, 'pictures', 'photo.jpg')

first = run('attach', 'add', 'asset', 'ZC-000001', invoice, photo)
assert [(a['kind'], a['name'], a['media']) for a in first] == [('photo', 'photo.jpg', 'image/jpeg'), ('other', '发票.pdf', 'application/pdf')], first
assert set(first[0]) == {'id', 'kind', 'name', 'media', 'bytes', 'sha256', 'at', 'who'} and first[0]['who'], first[0]
with open(invoice, 'rb') as f:
    content = f.read()
assert first[1]['sha256'] == hashlib.sha256(content).hexdigest() and first[1]['bytes'] == len(content)
run('attach', 'add', 'voucher', run('query', 'SELECT number FROM voucher')['rows'][0][0], invoice, '--kind', 'invoice')
run('attach', 'add', 'item', '25012', invoice, '--kind', 'manual')
run('attach', 'add', 'place', '物理一室', photo)
assert run('query', 'SELECT count(*) FROM blob')['rows'] == [[2]] or run('query', 'SELECT count(*) FROM blob')['rows'] == [['2']]
ok('add and list')

assert '发票.pdf' in run('attach', 'add', 'asset', 'ZC-000001', invoice, code=3)
run('attach', 'add', 'asset', 'ZC-999999', invoice, code=3)
run('attach', 'add', 'account', '#1', os.path.join(folder.name, 'none'), code=4)
run('attach', 'add', 'preference', '#1', invoice, code=3)
assert 'empty' in run('attach', 'add', 'asset', 'ZC-000001', made('leer.txt', b''), code=3)
assert 'at most' in run('attach', 'add', 'asset', 'ZC-000001', made('large.bin', bytes(21000000)), code=3)
assert 'too large' in run('attach', 'add', 'asset', 'ZC-000001', os.path.join(HERE, 'pictures', 'bomb.png'), code=3)
run('attach', 'add', 'asset', 'ZC-000001', photo, '--kind', 'nonsense', code=3)
assert len(run('attach', 'list', 'asset', 'ZC-000001')) == 2
ok('refusals')

out = os.path.join(folder.name, 'out.pdf')
assert run('attach', 'save', str(first[1]['id']), out)['bytes'] == len(content)
with open(out, 'rb') as f:
    assert f.read() == content
run('attach', 'save', str(first[1]['id']), out, code=3)
run('attach', 'save', '777', out + '2', code=3)
run('attach', 'remove', str(first[1]['id']))
assert [a['kind'] for a in run('attach', 'list', 'asset', 'ZC-000001')] == ['photo']
run('undo')
assert len(run('attach', 'list', 'asset', 'ZC-000001')) == 2
ok('save and remove')

made_paper = run('damage', 'add', '--asset', 'ZC-000001', '--cause', '摔裂')
paper = str(run('query', "SELECT id FROM damage WHERE number = '%s'" % made_paper['number'])['rows'][0][0])
assert [a['kind'] for a in run('attach', 'add', 'damage:' + paper, photo)] == ['photo']
assert len(run('attach', 'add', 'damage', made_paper['number'], invoice)) == len(run('attach', 'list', 'damage:' + made_paper['number'])) == 2
run('attach', 'add', 'damage:77', photo, code=3)
run('attach', 'add', 'damage:' + paper, code=2)
run('attach', 'list', 'damage', code=2)
# A paper that has files does not go: its id would be given out again.
run('undo', str(made_paper['operation']), code=3)
assert run('check')['ok'] is True
ok('papers')

backup = os.path.join(folder.name, 'backup.jiaozhuang')
run('backup', backup)
assert len(run('attach', 'list', 'asset', 'ZC-000001', school=backup)) == 2
package = os.path.join(folder.name, 'out.zip')
run('package', 'key', 'new')
run('package', 'export', package, '--full')
assert os.path.getsize(package) < len(content)
assert run('check', '--deep')['ok'] is True
ok('backup and package')
print('1..%d' % count)
