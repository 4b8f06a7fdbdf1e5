#!/usr/bin/python3
"""make-ledger.py ROWS FILE.xlsx: an equipment ledger of 12 columns, always the same for the same number."""
import random, sys, zipfile
from xml.sax.saxutils import escape

NAMES = '直流电流表 直流电压表 数字示波器 多用电表 电阻箱 滑动变阻器 学生电源 单刀开关 通电螺线管 蹄形磁铁 手摇发电机 静电计 托盘天平 机械停表'.split()
UNITS = '台 只 个 套 块 支'.split()
ROOMS = '物理一室 物理二室 化学实验室 生物实验室 仪器室'.split()
HEAD = '序号 编号 仪器名称 规格型号 单位 数量 单价(元) 金额 购置时间 存放地点 保管人 备注'.split()
NS = 'http://schemas.openxmlformats.org/'
TYPES = ('<Types xmlns="%spackage/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>') % NS


def rels(kind, target):
    return ('<Relationships xmlns="%spackage/2006/relationships"><Relationship Id="r1" Type="%sofficeDocument/2006/relationships/%s" Target="%s"/>'
            '</Relationships>') % (NS, NS, kind, target)


def cell(column, row, value):
    ref = '%s%d' % ('ABCDEFGHIJKL'[column], row)
    if isinstance(value, (int, float)):
        return '<c r="%s"><v>%s</v></c>' % (ref, value)
    return '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (ref, escape(value))


def row(number, values):
    return '<row r="%d">%s</row>' % (number, ''.join(cell(i, number, v) for i, v in enumerate(values) if v != ''))


def main(rows, path):
    chance = random.Random(1)
    lines = [row(1, ['青溪实验学校仪器账']), row(2, ['单位：元']), row(3, HEAD)]
    for n in range(rows):
        item, quantity, price = n % 5000, chance.choice([1, 2, 5, 13, 26, 52]), chance.choice([38, 46.5, 98, 265, 1280.5])
        lines.append(row(n + 4, [n + 1, '%09d' % (140500000 + item), NAMES[item % 14], 'J%04d' % item, UNITS[item % 6], quantity, price,
                                 round(quantity * price, 2), chance.choice(['2019.9', '2021-03-02', '2018年11月']),
                                 '%s%d-%d' % (chance.choice(ROOMS), chance.randint(1, 9), chance.randint(1, 5)), '孙建国', '']))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', TYPES)
        z.writestr('_rels/.rels', rels('officeDocument', 'xl/workbook.xml'))
        z.writestr('xl/workbook.xml', '<workbook xmlns="%sspreadsheetml/2006/main" xmlns:r="%sofficeDocument/2006/relationships"><sheets>'
                   '<sheet name="物理" sheetId="1" r:id="r1"/></sheets></workbook>' % (NS, NS))
        z.writestr('xl/_rels/workbook.xml.rels', rels('worksheet', 'worksheets/sheet1.xml'))
        z.writestr('xl/worksheets/sheet1.xml', '<worksheet xmlns="%sspreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
                   % (NS, ''.join(lines)))


main(int(sys.argv[1]), sys.argv[2])
