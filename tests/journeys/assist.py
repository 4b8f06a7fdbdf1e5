"""What the journeys of the assistants share: a school of their own, the window in Chinese, files to work with.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess
import sys
import time
import zipfile
from xml.sax.saxutils import escape

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import ui  # noqa: E402

PROGRAM, CLI = sys.argv[1:3]
FOLDER = os.environ['XDG_RUNTIME_DIR']
SHOTS = os.environ.get('UI_SHOTS')


def cli(*args, check=True):
    """Runs jiaozhuang-cli; what it says in JSON."""
    done = subprocess.run([CLI, '--json', *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if check and done.returncode not in (0, 1):
        raise ui.Failure('%s: %s' % (' '.join(args), done.stderr))
    return json.loads(done.stdout) if done.stdout.strip() else None


def school():
    path = os.path.join(FOLDER, 'school.jiaozhuang')
    cli('--school', path, 'init', '--name', '青溪实验学校', '--code', '3301001234', '--stage', 'junior')
    return path


def chinese():
    """A Chinese locale of our own: the system may have none."""
    folder = os.path.join(FOLDER, 'locale')
    os.makedirs(folder, exist_ok=True)
    subprocess.run(['localedef', '--no-archive', '-i', 'zh_CN', '-f', 'UTF-8', os.path.join(folder, 'zh_CN.UTF-8')],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {'LOCPATH': folder, 'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': 'zh_CN'}


def launch(path):
    return ui.launch([PROGRAM, path], env=chinese())


def shot(app, name):
    if SHOTS:
        os.makedirs(SHOTS, exist_ok=True)
        app.screenshot(os.path.join(SHOTS, name + '.png'))


def save_as(app, path):
    """Types a path into the file dialog that is open, whose field for the name has the focus."""
    file_dialog(app)
    app.key('ctrl+a')
    app.type_text(path)
    time.sleep(0.2 * ui.SLOW)
    app.key('Return')


def open_file(app, path):
    """The same in a dialog that opens: "/" brings the field."""
    file_dialog(app)
    app.type_text(path)
    time.sleep(0.5 * ui.SLOW)
    app.key('Return')


def file_dialog(app):
    """Waits for it as a window of the screen: accessibility does not tell of it."""
    titles = '^(存为 PDF|导出数据包|选择数据包)$'
    app.wait_for(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', titles], stdout=subprocess.PIPE).stdout, 'a file dialog', timeout=10)
    time.sleep(0.7 * ui.SLOW)  # the dialog reads its folder


def column(n):
    return (chr(64 + n // 26) if n >= 26 else '') + chr(65 + n % 26)


def sheet_xml(rows, merges=()):
    out = ['<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>']
    for number, row in enumerate(rows, 1):
        out.append('<row r="%d">' % number)
        for c, value in enumerate(row):
            ref = '%s%d' % (column(c), number)
            if isinstance(value, (int, float)):
                out.append('<c r="%s"><v>%s</v></c>' % (ref, value))
            elif value:
                out.append('<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (ref, escape(value)))
        out.append('</row>')
    out.append('</sheetData>')
    if merges:
        out.append('<mergeCells>%s</mergeCells>' % ''.join('<mergeCell ref="%s"/>' % m for m in merges))
    out.append('</worksheet>')
    return ''.join(out)


def workbook(path, sheets):
    """sheets: (name, hidden, rows, merges) each. A workbook as small programs write it."""
    names = ''.join('<sheet name="%s" sheetId="%d" r:id="rId%d"%s/>' % (escape(n), i, i, ' state="hidden"' if hidden else '')
                    for i, (n, hidden, _, _) in enumerate(sheets, 1))
    relations = ''.join('<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
                        'Target="worksheets/sheet%d.xml"/>' % (i, i) for i in range(1, len(sheets) + 1))
    types = ''.join('<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                    'spreadsheetml.worksheet+xml"/>' % i for i in range(1, len(sheets) + 1))
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    package = 'http://schemas.openxmlformats.org/package/2006/'
    office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', head + '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.'
                   'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
                   'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                   '%s</Types>' % (package, types))
        z.writestr('_rels/.rels', head + '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" '
                   'Target="xl/workbook.xml"/></Relationships>' % (package, office))
        z.writestr('xl/workbook.xml', head + '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s">'
                   '<sheets>%s</sheets></workbook>' % (office, names))
        z.writestr('xl/_rels/workbook.xml.rels', head + '<Relationships xmlns="%srelationships">%s</Relationships>' % (package, relations))
        for i, (_, _, rows, merges) in enumerate(sheets, 1):
            z.writestr('xl/worksheets/sheet%d.xml' % i, sheet_xml(rows, merges))
