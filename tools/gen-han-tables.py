#!/usr/bin/env python3
"""gen-han-tables.py UNIHAN-FOLDER OUTPUT: C tables of readings and simplified forms.

Readings come from kMandarin (the usual one, first), kTGHZ2013 (the 8,105 characters of the
national list), kHanyuPinlu and kXHC1983, without tones, ü as v. Simplified forms come from
kSimplifiedVariant; where a character is listed as its own simplified form too (乾, 著), the other
one is taken, so that a search finds both. Four-corner numbers come from kFourCornerCode (the first, without what is behind
the point). Data: Unicode Character Database (Unicode licence).
"""
import bz2, os, re, sys, unicodedata

FIRST, LAST = 0x3400, 0x9FFF


def lines(folder, name):
    path = os.path.join(folder, name)
    if os.path.exists(path):
        return open(path, encoding='utf-8')
    return bz2.open(path + '.bz2', 'rt', encoding='utf-8')


def plain(reading):
    letters = unicodedata.normalize('NFD', reading.strip().lower())
    letters = letters.replace('u\u0308', 'v').replace('e\u0302', 'e')
    return ''.join(c for c in letters if 'a' <= c <= 'z')


def readings_of(field, value):
    if field == 'kMandarin':
        return value.split()
    if field == 'kHanyuPinlu':
        return [re.sub(r'\(.*', '', v) for v in value.split()]
    return [r for v in value.split() for r in v.split(':')[1].split(',')]


def read_readings(folder):
    fields = ('kMandarin', 'kTGHZ2013', 'kHanyuPinlu', 'kXHC1983')
    found = {}
    for line in lines(folder, 'Unihan_Readings.txt'):
        if line.startswith('U+'):
            code, field, value = line.rstrip('\n').split('\t')
            code = int(code[2:], 16)
            if field in fields and FIRST <= code <= LAST:
                found.setdefault(code, {})[field] = readings_of(field, value)
    result = {}
    for code, by_field in found.items():
        every = [plain(r) for f in fields for r in by_field.get(f, [])]
        result[code] = tuple(dict.fromkeys(r for r in every if re.search('[aeiouv]', r)))[:6]
    return {c: r for c, r in result.items() if r}


def read_simplified(folder):
    result = {}
    for line in lines(folder, 'Unihan_Variants.txt'):
        if '\tkSimplifiedVariant\t' in line:
            code, _, value = line.rstrip('\n').split('\t')
            code = int(code[2:], 16)
            forms = [int(v[2:], 16) for v in value.split()]
            forms = [f for f in forms if f != code and FIRST <= f <= LAST]
            if forms and FIRST <= code <= LAST:
                result[code] = forms[0]
    result[ord('帐')] = ord('账')  # the trade writes both
    # A chain (帳 → 帐 → 账) is followed to its end.
    for code in result:
        end, seen = code, set()
        while end in result and end not in seen:
            seen.add(end)
            end = result[end]
        result[code] = end
    return result


def read_four_corner(folder):
    result = {}
    for line in lines(folder, 'Unihan_DictionaryLikeData.txt'):
        if '\tkFourCornerCode\t' in line:
            code, _, value = line.rstrip('\n').split('\t')
            code = int(code[2:], 16)
            if FIRST <= code <= LAST:
                result[code] = int(value[:4])
    return result


def numbers(out, values):
    values = list(values)
    for i in range(0, len(values), 16):
        out.write('  %s,\n' % ', '.join(str(v) for v in values[i:i + 16]))


def main(folder, output):
    readings, simplified, corners = read_readings(folder), read_simplified(folder), read_four_corner(folder)
    syllables = sorted({r for rs in readings.values() for r in rs})
    index = {s: i for i, s in enumerate(syllables)}
    sets = sorted(set(readings.values()))
    set_index = {s: i + 1 for i, s in enumerate(sets)}
    most = max(len(s) for s in sets)
    with open(output, 'w', encoding='utf-8') as out:
        out.write('/* Made by tools/gen-han-tables.py from the Unihan database. */\n')
        out.write('#define HAN_FIRST 0x%x\n#define HAN_LAST 0x%x\n' % (FIRST, LAST))
        out.write('#define MOST_READINGS %d\n' % most)
        out.write('static const char *const syllables[] = {\n%s};\n'
                  % ''.join('  "%s",\n' % s for s in syllables))
        out.write('static const guint16 reading_sets[][MOST_READINGS + 1] = {\n  { 0 },\n')
        for s in sets:
            out.write('  { %d, %s },\n' % (len(s), ', '.join(str(index[r]) for r in s)))
        out.write('};\nstatic const guint16 set_of_han[] = {\n')
        numbers(out, (set_index.get(readings.get(c), 0) for c in range(FIRST, LAST + 1)))
        out.write('};\nstatic const guint16 simplified_han[] = {\n')
        numbers(out, (simplified.get(c, c) for c in range(FIRST, LAST + 1)))
        out.write('};\n/* And one: 0 stands for none. */\nstatic const guint16 four_corner_of_han[] = {\n')
        numbers(out, (corners.get(c, -1) + 1 for c in range(FIRST, LAST + 1)))
        out.write('};\n')


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2])
