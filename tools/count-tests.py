#!/usr/bin/python3
"""count-tests.py FAILED-BUILDS LOG…: adds up what meson left in LOG.json and LOG.junit.xml, and prints the one closing line.

The JUnit report knows the single cases, but nothing of a program that died between two of them: that is in the log."""
import json
import sys
import xml.etree.ElementTree as tree

GOOD = ('OK', 'SKIP', 'EXPECTEDFAIL')


def cases(log):
    return list(tree.parse(log + '.junit.xml').getroot().iter('testcase'))


def programs(log):
    with open(log + '.json', encoding='utf-8') as lines:
        return [json.loads(line) for line in lines]


def main(failed, logs):
    passed, skipped = 0, 0
    for log in logs:
        try:
            found, run = cases(log), programs(log)
        except (OSError, ValueError, tree.ParseError) as error:
            print('no report: %s' % error)
            failed += 1
            continue
        wrong = 0
        for case in found:
            if case.find('failure') is not None or case.find('error') is not None:
                print('failed: %s' % case.get('name'))
                wrong += 1
            elif case.find('skipped') is not None:
                print('skipped: %s' % case.get('name'))
                skipped += 1
            else:
                passed += 1
        bad = [test for test in run if test['result'] not in GOOD]
        for test in bad:
            print('failed: %s (%s)' % (test['name'], test['result']))
        failed += max(wrong, len(bad))
    print('%d passed, %d failed%s' % (passed, failed, ', %d skipped' % skipped if skipped else ''))
    return failed > 0 or passed == 0


sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
