#!/usr/bin/python3
"""count-tests.py FAILED-BUILDS REPORT…: adds up JUnit reports and prints the one closing line."""
import sys
import xml.etree.ElementTree as tree

passed, failed, skipped = 0, int(sys.argv[1]), 0
for path in sys.argv[2:]:
    try:
        cases = list(tree.parse(path).getroot().iter('testcase'))
    except (OSError, tree.ParseError) as e:
        print('no report: %s' % e)
        failed += 1
        continue
    for case in cases:
        if case.find('failure') is not None or case.find('error') is not None:
            print('failed: %s' % case.get('name'))
            failed += 1
        elif case.find('skipped') is not None:
            print('skipped: %s' % case.get('name'))
            skipped += 1
        else:
            passed += 1
print('%d passed, %d failed%s' % (passed, failed, ', %d skipped' % skipped if skipped else ''))
sys.exit(failed > 0 or passed == 0)
