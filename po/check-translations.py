#!/usr/bin/env python3
"""check-translations.py PO_DIR: every translation is whole: each message of the sources is there, translated,
not fuzzy, and its formats are those of the original. Needs gettext.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import sys
import tempfile

KEYWORDS = ['--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=g_dngettext:2,3']


def listed(folder, name):
    with open(os.path.join(folder, name), encoding='utf-8') as f:
        return [line.strip() for line in f if line.strip() and not line.startswith('#')]


def sources_with_messages(root):
    for folder, _, names in os.walk(os.path.join(root, 'src')):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith('.c'):
                with open(path, encoding='utf-8') as f:
                    if re.search(r'\b(_|N_|g_dngettext) ?\("', f.read()):
                        yield os.path.relpath(path, root)


def main():
    po = sys.argv[1]
    root = os.path.dirname(po)
    potfiles = listed(po, 'POTFILES')
    faults = ['POTFILES lacks %s' % path for path in sorted(sources_with_messages(root)) if path not in potfiles]
    with tempfile.TemporaryDirectory() as tmp:
        pot = os.path.join(tmp, 'all.pot')
        subprocess.run(['xgettext', '-o', pot, '-D', root, *KEYWORDS, *potfiles], check=True,
                       stderr=subprocess.DEVNULL)
        for language in listed(po, 'LINGUAS'):
            merged = os.path.join(tmp, language + '.po')
            subprocess.run(['msgmerge', '-q', '--no-fuzzy-matching', '-o', merged, os.path.join(po, language + '.po'), pot],
                           check=True)
            done = subprocess.run(['msgfmt', '--check', '--statistics', '-o', os.devnull, merged], capture_output=True,
                                  text=True, env=dict(os.environ, LC_ALL='C'))
            if done.returncode or 'untranslated' in done.stderr or 'fuzzy' in done.stderr:
                faults.append('%s: %s' % (language, done.stderr.strip()))
                left = subprocess.run(['msgattrib', '--untranslated', '--no-wrap', merged], capture_output=True, text=True).stdout
                faults += [line for line in left.splitlines() if line.startswith('msgid "') and line != 'msgid ""']
    print('\n'.join(faults) or 'whole')
    return bool(faults)


sys.exit(main())
