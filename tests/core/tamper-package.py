#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tamper-package.py GOOD.zip SECRET.key OUT-FOLDER

Writes one changed package per way of cheating into OUT-FOLDER: refused-NAME.zip must be refused whole, fault-NAME.zip
must be found faulty, bad-NAME.zip one of both, any other accepted. What the school itself could have signed is signed again, with minisign and openssl.
"""
import base64, hashlib, io, os, re, struct, subprocess, sys, tempfile, zipfile

good, secret, out = sys.argv[1:4]
os.makedirs(out, exist_ok=True)
TM = 'tagmanifest-sha256.txt'


def read():
    with zipfile.ZipFile(good) as z:
        return {n.split('/', 1)[1]: z.read(n) for n in z.namelist()}, z.namelist()[0].split('/')[0]


def sha(data):
    return hashlib.sha256(data).hexdigest()


def manifests(f):
    """Rebuilt over whatever is there now."""
    f['manifest-sha256.txt'] = ''.join(f'{sha(f[n])}  {n}\n' for n in sorted(f) if n.startswith('data/')).encode()
    payload = [n for n in f if n.startswith('data/')]
    info = re.sub(rb'Payload-Oxum: .*', b'Payload-Oxum: %d.%d' % (sum(len(f[n]) for n in payload), len(payload)), f['bag-info.txt'])
    f['bag-info.txt'] = info
    tags = [n for n in sorted(f) if not n.startswith(('data/', 'signatures/')) and n != TM]
    f[TM] = ''.join(f'{sha(f[n])}  {n}\n' for n in tags).encode()


def parts(f):
    """package.xml told about the parts as they are now."""
    def one(m):
        name = m.group(1).decode()
        if name not in f:
            return b''
        rows = len(re.findall(rb'\n<(?!/)', f[name])) - 1
        return re.sub(rb'rows="\d+" bytes="\d+" sha256="[0-9a-f]+"',
                      b'rows="%d" bytes="%d" sha256="%s"' % (rows, len(f[name]), sha(f[name]).encode()), m.group(0))
    f['data/package.xml'] = re.sub(rb'<part name="([^"]+)"[^>]*/>\n', one, f['data/package.xml'])


def sign(f, key=secret):
    manifests(f)
    raw = base64.b64decode(open(key).read().split('\n')[1])
    seed = raw[54 + 8:54 + 8 + 32]
    with tempfile.TemporaryDirectory() as d:
        p = lambda n: os.path.join(d, n)
        open(p('t'), 'wb').write(f[TM])
        open(p('k.der'), 'wb').write(bytes.fromhex('302e020100300506032b657004220420') + seed)
        subprocess.run(['minisign', '-S', '-s', key, '-m', p('t'), '-x', p('m'), '-t', 'signed again'], check=True,
                       stdout=subprocess.DEVNULL, input=b'')
        subprocess.run(['openssl', 'pkeyutl', '-sign', '-rawin', '-keyform', 'DER', '-inkey', p('k.der'), '-in', p('t'),
                        '-out', p('s')], check=True)
        f['signatures/' + TM + '.minisig'] = open(p('m'), 'rb').read()
        f['signatures/' + TM + '.sig64'] = base64.b64encode(open(p('s'), 'rb').read()) + b'\n'


def pack(f, folder, hook=None):
    b = io.BytesIO()
    with zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED) as z:
        for n in f:
            z.writestr(folder + '/' + n, f[n])
        if hook:
            hook(z, folder)
    return b.getvalue()


def write(name, data):
    with open(os.path.join(out, name + '.zip'), 'wb') as o:
        o.write(data)


def case(name, change, hook=None):
    f, folder = read()
    folder = change(f) or folder
    write(name, pack(f, folder, hook))


def edit(name, pattern, to, count=1):
    def change(f):
        new, n = re.subn(pattern, to, f[name], count=count)
        assert n > 0, (name, pattern)
        f[name] = new
    return change


def then(*steps):
    def change(f):
        for step in steps:
            step(f)
    return change


def put(name, data):
    return lambda f: f.__setitem__(name, data)


def drop(name):
    return lambda f: f.__delitem__(name) and None


ITEMS, STOCK, YEARS, PLACES, ASSETS, LIBRARY, ROOMS, LABS = (
    f'data/{n}-0001.xml' for n in ('items', 'stock', 'turnover', 'places', 'assets', 'library', 'rooms', 'labs'))
cheat = edit(ITEMS, rb'amount="\d+', b'amount="99')
case('good-repacked', lambda f: None)
case('good-signed-again', sign)

# Content, with and without the traces removed.
case('fault-payload-edited', cheat)
case('fault-manifests-rebuilt', then(cheat, parts, manifests))
case('fault-extra-payload', put('data/items-0002.xml', b'<x/>'))
case('fault-extra-payload-listed', then(put('data/items-0002.xml', b'<x/>'), manifests))
case('fault-extra-payload-signed', then(put('data/items-0002.xml', b'<x/>'), sign))
case('fault-extra-tag-file', put('notes.txt', b'hello'))
case('fault-extra-tag-file-signed', then(put('notes.txt', b'hello'), sign))
case('fault-extra-signature', put('signatures/other.minisig', b'hello'))
case('fault-missing-part', drop(STOCK))
case('fault-missing-part-signed', then(drop(STOCK), sign))
case('fault-missing-package-xml', drop('data/package.xml'))
case('fault-no-manifest', drop('manifest-sha256.txt'))
case('fault-no-tagmanifest', drop(TM))
case('fault-no-bag-info', drop('bag-info.txt'))
case('fault-no-signature', drop('signatures/' + TM + '.minisig'))
case('fault-no-plain-signature', drop('signatures/' + TM + '.sig64'))
case('fault-schema-file-edited', edit('schemas/package-1.xsd', rb'maxLength value="500"', b'maxLength value="900"'))
case('fault-oxum-wrong', then(sign, edit('bag-info.txt', rb'Payload-Oxum: \d', b'Payload-Oxum: 99'),
                              lambda f: None))


def sign_as_is(f):
    """Signs without putting the Oxum right."""
    info = f['bag-info.txt']
    real = globals()['manifests']

    def keep(g):
        real(g)
        g['bag-info.txt'] = info
        tags = [n for n in sorted(g) if not n.startswith(('data/', 'signatures/')) and n != TM]
        g[TM] = ''.join(f'{sha(g[n])}  {n}\n' for n in tags).encode()
    globals()['manifests'] = keep
    sign(f)
    globals()['manifests'] = real


case('fault-oxum-wrong-signed', then(edit('bag-info.txt', rb'Payload-Oxum: \d', b'Payload-Oxum: 99'), sign_as_is))
case('fault-other-profile', then(edit('bag-info.txt', rb'package:1', b'package:9'), sign_as_is))
case('fault-bagit-other', then(put('bagit.txt', b'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n'), sign))

# Signatures.
with tempfile.TemporaryDirectory() as d:
    subprocess.run(['minisign', '-G', '-W', '-p', d + '/p', '-s', d + '/s'], check=True, stdout=subprocess.DEVNULL)
    other = open(d + '/p').read().split('\n')[1].encode()
    case('fault-other-key', lambda f: sign(f, d + '/s'))
    case('other-key-named', then(edit('bag-info.txt', rb'Signing-Key: .*', b'Signing-Key: ' + other.replace(b'\\', b'')), lambda f: sign(f, d + '/s')))
case('fault-signature-of-other-content', lambda f: (lambda g: (sign(g), f.update({k: v for k, v in g.items() if k.startswith('signatures/')}), None)[2])(
    {**f, 'bagit.txt': b'x'}))
case('fault-trusted-comment', edit('signatures/' + TM + '.minisig', rb'trusted comment: package', b'trusted comment: Package'))
case('fault-signature-empty', put('signatures/' + TM + '.minisig', b''))
case('fault-signature-more-lines', lambda f: f.__setitem__('signatures/' + TM + '.minisig', f['signatures/' + TM + '.minisig'] + b'more\n'))
case('fault-plain-signature', edit('signatures/' + TM + '.sig64', rb'^.', b'*'))

# What a school could sign and still must not send.
case('fault-rows-wrong', then(edit('data/package.xml', rb'rows="(\d)', rb'rows="7\1'), sign))
case('fault-part-hash-wrong', then(edit('data/package.xml', rb'sha256="[0-9a-f]{8}', b'sha256="00000000'), sign))
case('fault-seq-wrong', then(edit('data/package.xml', rb' seq="\d+', b' seq="77'), sign))
case('fault-xsd-attribute', then(edit(ITEMS, rb'<item ', b'<item evil="1" '), parts, sign))
case('fault-xsd-digits', then(edit(ITEMS, rb'amount="\d', 'amount="１'.encode()), parts, sign))
case('fault-xsd-element', then(edit(ITEMS, rb'</items>', b'<pupil name="x"/>\n</items>'), parts, sign))
case('fault-not-well-formed', then(edit(ITEMS, rb'</items>', b''), parts, sign))
case('fault-other-root', then(lambda f: f.__setitem__(STOCK, f[STOCK].replace(b'<stock xmlns', b'<places xmlns').replace(b'</stock>', b'</places>')), parts, sign))
case('fault-doctype', then(edit(ITEMS, rb'\?>\n', b'?>\n<!DOCTYPE items>\n'), parts, sign))
case('fault-entities', then(edit(ITEMS, rb'\?>\n', b'?>\n<!DOCTYPE items [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>\n'), parts, sign))
case('fault-doctype-package', then(edit('data/package.xml', rb'\?>\n', b'?>\n<!DOCTYPE package SYSTEM "file:///etc/passwd">\n'), sign))
many = b' '.join(b'a%d="1"' % i for i in range(40000))
case('fault-many-attributes', then(edit(ITEMS, rb'<item ', b'<item ' + many + b' '), parts, sign))
case('fault-deep', then(edit(ITEMS, rb'</items>', b'<ext>' + b'<a>' * 60 + b'</a>' * 60 + b'</ext></items>'), parts, sign))
xsi = b' xmlns:q="http://www.w3.org/2001/XMLSchema-instance" q:schemaLocation="urn:x /dev/zero" '
case('fault-schema-location', then(edit(ITEMS, rb'<item ', b'<item' + xsi), parts, sign))
case('fault-schema-location-package', then(edit('data/package.xml', rb'<package ', b'<package' + xsi), sign))

# Sums and references.
case('fault-item-sum', then(edit(ITEMS, rb' quantity="30', b' quantity="31'), parts, sign))
case('fault-item-amount', then(cheat, parts, sign))
case('fault-stock-negative', then(edit(STOCK, rb' quantity="', b' quantity="-'), parts, sign))
case('fault-stock-row-gone', then(edit(STOCK, rb'<stock item.*\n', b''), parts, sign))
case('fault-stock-row-twice', then(edit(STOCK, rb'(<stock item.*\n)', rb'\1\1'), parts, sign))
case('fault-year-sum', then(edit(YEARS, rb' in="', b' in="1'), parts, sign))
case('fault-year-large', then(edit(YEARS, rb'((?:arrived|in|out|left)-amount)="\d+', rb'\1="99999999999999', 9), parts, sign))
case('fault-card-gone', then(edit(ASSETS, rb'<asset [^\n]* place=[^\n]*\n', b''), parts, sign))
case('fault-item-gone', then(edit(ITEMS, rb'<item [^\n]*\n', b''), parts, sign))
case('fault-place-gone', then(edit(PLACES, rb'<place (?![^\n]*parent)[^\n]*\n', b''), parts, sign))
case('fault-row-twice', then(edit(PLACES, rb'(<place [^\n]*\n)', rb'\1\1'), parts, sign))
case('fault-title-copies', then(edit(LIBRARY, rb' copies="1"', b' copies="2"'), parts, sign))
case('fault-title-gone', then(edit(LIBRARY, rb'<title [^\n]*\n', b''), parts, sign))
case('fault-copy-twice', then(edit(LIBRARY, rb'(<copy [^\n]*\n)', rb'\1\1'), parts, sign))
case('fault-month-twice', then(edit(LIBRARY, rb'(<lent [^\n]*\n)', rb'\1\1'), parts, sign))
case('fault-room-twice', then(edit(ROOMS, rb'(<room [^\n]*\n)', rb'\1\1'), parts, sign))
case('fault-use-twice', then(edit(ROOMS, rb'(<used [^\n]*\n)', rb'\1\1'), parts, sign))
case('fault-use-of-a-teacher', then(edit(ROOMS, rb'<used ', b'<used teacher="7" '), parts, sign))
case('fault-experiment-done-too-often', then(edit(LABS, rb' done="0"', b' done="9"'), parts, sign))
case('fault-experiment-of-a-person', then(edit(LABS, rb'<experiment ', b'<experiment teacher="7" '), parts, sign))
case('fault-loan-of-a-person', then(edit(LIBRARY, rb'<lent ', b'<lent reader="7" '), parts, sign))
case('fault-uuid-dashes', then(edit(PLACES, rb'id="(.)(.{7})-', rb'id="-\1\2'), parts, sign))
for kind, attribute in (('school', 'id'), ('places', 'parent'), ('items', 'scheme'), ('assets', 'item'), ('assets', 'place'), ('stock', 'item'),
                        ('stock', 'place'), ('turnover', 'item'), ('turnover', 'place'), ('library', 'title'), ('library', 'place')):
    case(f'fault-id-{kind}-{attribute}', then(edit(f'data/{kind}-0001.xml', rb' %s="[0-9a-f]' % attribute.encode(), b' %s="G' % attribute.encode()),
                                              parts, sign))
many = b''.join(b'<term id="00000000-0000-4000-8000-%012x" rev="1" op="upsert" year="2025" ordinal="1" first="2025-09-01" last="2026-01-20"/>\n' % i
                for i in range(20001))
case('fault-part-too-long', then(edit('data/school-0001.xml', b'</school>', many + b'</school>'), parts, sign))

# Names and zips.
case('refused-dotdot', lambda f: None, lambda z, d: z.writestr('../../etc/passwd', 'x'))
case('refused-dotdot-inside', lambda f: None, lambda z, d: z.writestr(d + '/data/../../x', 'x'))
case('refused-absolute', lambda f: None, lambda z, d: z.writestr(zipfile.ZipInfo('/etc/passwd'), 'x'))
case('refused-drive', lambda f: None, lambda z, d: z.writestr('C:/x', 'x'))
case('refused-non-ascii', lambda f: None, lambda z, d: z.writestr(d + '/data/物理.xml', 'x'))
case('refused-second-folder', lambda f: None, lambda z, d: z.writestr('other/x', 'x'))
case('refused-top-file', lambda f: None, lambda z, d: z.writestr('x', 'x'))
case('refused-other-folder', lambda f: 'package')
import warnings
warnings.simplefilter('ignore')
case('refused-name-twice', lambda f: None, lambda z, d: z.writestr(d + '/bagit.txt', 'x'))
case('refused-name-twice-capitals', lambda f: None, lambda z, d: z.writestr(d + '/BAGIT.txt', 'x'))


def link(z, d):
    i = zipfile.ZipInfo(d + '/data/items-0002.xml')
    i.create_system, i.external_attr = 3, 0o120777 << 16
    z.writestr(i, '/etc/passwd')


case('refused-symlink', lambda f: None, link)
case('refused-bomb', put('data/items-0002.xml', b' ' * (7 << 20)), lambda z, d: [z.writestr(f'{d}/data/items-{i:04}.xml', b' ' * (8 << 20)) for i in range(3, 30)])
case('refused-large-entry', lambda f: None, lambda z, d: z.writestr(d + '/data/items-0002.xml', os.urandom(9 << 20)))
case('refused-many-entries', lambda f: None, lambda z, d: [z.writestr(f'{d}/data/items-{i:04}.xml', b'x') for i in range(2, 300)])

data = open(good, 'rb').read()
f, folder = read()
write('refused-backslash', data.replace((folder + '/bagit.txt').encode(), (folder + '\\bagit.txt').encode()))
encrypted = bytearray(data)
for sig, at in ((b'PK\3\4', 6), (b'PK\1\2', 8)):
    encrypted[data.index(sig) + at] |= 1
write('refused-encrypted', bytes(encrypted))
write('refused-trailing', data + b'garbage')
write('refused-trailing-zip', data + pack({'bagit.txt': b'x'}, folder))
write('refused-leading', b'garbage' + data)
write('refused-comment', data[:-2] + struct.pack('<H', 4) + b'abcd')
end = data[-22:]
start, size = struct.unpack('<I', end[16:20])[0], struct.unpack('<I', end[12:16])[0]
write('refused-second-directory', data[:start] + data[start:start + size] * 2 + end[:16] + struct.pack('<I', start + size) + end[20:])
write('refused-hidden-gap', data[:start] + b'hidden' + data[start:start + size] + end[:16] + struct.pack('<I', start + 6) + end[20:])
write('refused-cut-in-half', data[:len(data) // 2])
write('refused-one-byte-short', data[:-1])
write('refused-empty', b'')
write('refused-text', b'this is no zip\n')
write('refused-zeros', b'\0' * 4096)
flip = bytearray(data)
flip[data.index(b'data/items-0001.xml') + 200] ^= 0x40
write('bad-bit-flip', bytes(flip))
name = data.index((folder + '/bagit.txt').encode())
write('refused-names-differ', data[:name] + data[name:].replace(b'/bagit.txt', b'/Bagit.txt', 1))
