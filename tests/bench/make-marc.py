#!/usr/bin/python3
"""make-marc.py RECORDS FILE.iso [ENCODING]: CNMARC records of a school library, always the same for the same number."""
import random
import sys

FAMILIES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张'
GIVEN = '国建明华光文海山平安志强芳英秀兰玉春雨晨'
WORDS = '少年 科学 故事 世界 中国 历史 动物 童话 物理 化学 数学 诗词 海洋 宇宙 星空 植物 传说 成语 寓言 探险 机器 发明 艺术 音乐 心理 生活'.split()
KINDS = '大全 全集 选读 精选 入门 手册 图鉴 导读 漫谈 新编'.split()
PRESSES = '作家出版社 人民教育出版社 少年儿童出版社 科学普及出版社 商务印书馆 中华书局 人民文学出版社 明天出版社'.split()
CLASSES = 'I247.57 I287.5 G634.7 K20 N49 O4-49 Q95-49 H194.1 J121 B84-49 P1-49 TP3'.split()


def record(fields, encoding):
    directory, data = b'', b''
    for tag, text in fields:
        body = text.encode(encoding) + b'\x1e'
        directory += ('%s%04d%05d' % (tag, len(body), len(data))).encode()
        data += body
    base = 24 + len(directory) + 1
    return ('%05dnam0 22%05d   450 ' % (base + len(data) + 1, base)).encode() + directory + b'\x1e' + data + b'\x1d'


def isbn(n):
    digits = '9787%08d' % (n % 100000000)
    return digits + str((10 - sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10) % 10)


def fields(n, chance):
    author = chance.choice(FAMILIES) + chance.choice(GIVEN) + chance.choice(GIVEN)
    title = chance.choice(WORDS) + chance.choice(WORDS) + chance.choice(KINDS)
    year, klass = chance.randint(1995, 2024), chance.choice(CLASSES)
    return [
        ('001', '%012d' % n), ('005', '20240101120000.0'),
        ('010', '  \x1fa%s\x1fdCNY%d.00' % (isbn(n), chance.randint(8, 68))),
        ('100', '  \x1fa%d0901d%d    em y0chiy50      ea' % (year, year)), ('101', '0 \x1fachi'), ('102', '  \x1faCN\x1fb110000'),
        ('105', '  \x1fay   z   000yy'), ('106', '  \x1far'),
        ('200', '1 \x1fa%s\x1fe给孩子的%s\x1ff%s著' % (title, chance.choice(WORDS), author)),
        ('210', '  \x1fa北京\x1fc%s\x1fd%d.%d' % (chance.choice(PRESSES), year, chance.randint(1, 12))),
        ('215', '  \x1fa%d页\x1fd21cm' % chance.randint(80, 600)),
        ('225', '2 \x1fa%s丛书' % chance.choice(WORDS)),
        ('330', '  \x1fa本书介绍了%s与%s的知识，适合中小学生阅读。' % (chance.choice(WORDS), chance.choice(WORDS))),
        ('606', '0 \x1fa%s\x1fx青少年读物' % chance.choice(WORDS)), ('690', '  \x1fa%s\x1fv5' % klass), ('701', ' 0\x1fa%s\x1f4著' % author),
        ('801', ' 0\x1faCN\x1fbQXSY\x1fc20240101'), ('905', '  \x1faQXSY\x1fb%08d\x1fd%s\x1fe%d' % (n, klass, n)),
    ]


def main(records, path, encoding='gb18030'):
    chance = random.Random(1)
    with open(path, 'wb') as out:
        for n in range(1, records + 1):
            out.write(record(fields(n, chance), encoding))


main(int(sys.argv[1]), *sys.argv[2:])
