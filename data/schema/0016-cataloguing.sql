-- Cataloguing: where records are looked for, what a record must say, what class numbers mean, how copies are numbered, and
-- deliveries that are being worked on.

-- Where records are looked for, one after the other as a person reads the answers; all are asked at once.
CREATE TABLE lookup_target (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('file', 'z3950', 'sru')), -- a file of records that is searched where it is; two kinds of server
  path TEXT NOT NULL DEFAULT '',                 -- of a file
  host TEXT NOT NULL DEFAULT '',                 -- of a server; of SRU with 'https://' where it speaks that
  port INTEGER CHECK (port BETWEEN 1 AND 65535),
  database TEXT NOT NULL DEFAULT '',             -- its name; of SRU what stands behind the port
  syntax TEXT NOT NULL DEFAULT 'unimarc' CHECK (syntax IN ('unimarc', 'usmarc', 'marcxml')), -- what is asked for
  charset TEXT NOT NULL DEFAULT 'auto' CHECK (charset IN ('auto', 'utf-8', 'gb18030')),     -- how its records are written
  search TEXT NOT NULL DEFAULT '',               -- how an ISBN is asked for: attributes of Z39.50, an index of SRU; '': as usual
  user TEXT NOT NULL DEFAULT '',
  password TEXT NOT NULL DEFAULT '',             -- as it is: the server wants to have it so
  timeout INTEGER NOT NULL DEFAULT 5 CHECK (timeout BETWEEN 1 AND 60), -- seconds, from the first byte to the last
  position INTEGER NOT NULL DEFAULT 0,
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- shipped as a start, not proved
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL,
  CHECK (iif (kind = 'file', path <> '' AND host = '', path = '' AND host <> ''))
) STRICT;
-- Out of other libraries' lists (DigitalPlatform/dp2 and others); whether they answer could not be tried.
INSERT INTO lookup_target (name, kind, host, port, database, syntax, charset, position, enabled, starter, note, changed) VALUES
  ('国家图书馆', 'z3950', 'ucs.nlc.cn', 9991, 'UCS01U', 'unimarc', 'utf-8', 1, 0, 1, '需要用户名和密码', 0),
  ('CALIS', 'z3950', 'zserver1.calis.edu.cn', 2200, 'cn_cat', 'unimarc', 'auto', 2, 0, 1, '需要用户名和密码', 0),
  ('台湾地区书目网', 'z3950', 'nbinet3.ncl.edu.tw', 210, 'innopac', 'usmarc', 'auto', 3, 0, 1, '', 0),
  ('美国国会图书馆', 'z3950', 'lx2.loc.gov', 210, 'LCDB', 'usmarc', 'utf-8', 4, 0, 1, '', 0);

-- How this school catalogues.
CREATE TABLE catalogue_rule (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  level TEXT NOT NULL DEFAULT 'brief' CHECK (level IN ('brief', 'full')), -- what its records must say, see catalogue_need
  agency TEXT NOT NULL DEFAULT '',               -- 801 $b of records made here; '': the school's name
  prefix TEXT NOT NULL DEFAULT '' CHECK (prefix NOT GLOB '*[0-9]'), -- of accession numbers
  digits INTEGER NOT NULL DEFAULT 8 CHECK (digits BETWEEN 4 AND 12), -- behind it
  -- Fields whose reading (pinyin) is kept beside them: field, subfield, subfield of the reading
  readings TEXT NOT NULL DEFAULT '200a9 225a9 517a9 701a9 702a9 711a9 712a9',
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO catalogue_rule (id, changed) VALUES (1, 0);

-- What a record must say at a level; that of 'brief' is asked of 'full' too.
CREATE TABLE catalogue_need (
  id INTEGER PRIMARY KEY,
  level TEXT NOT NULL CHECK (level IN ('brief', 'full')),
  cnmarc TEXT NOT NULL CHECK (length (cnmarc) = 4), -- tag and subfield
  marc21 TEXT NOT NULL DEFAULT '' CHECK (length (marc21) IN (0, 4)), -- '': is not asked of MARC 21
  name TEXT NOT NULL CHECK (name <> ''),         -- what the school calls it
  strict INTEGER NOT NULL DEFAULT 0 CHECK (strict IN (0, 1)), -- 1: a record without it is not saved; 0: it is said
  position INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO catalogue_need (level, cnmarc, marc21, name, strict, position, changed) VALUES
  ('brief', '200a', '245a', '题名', 1, 1, 0), ('brief', '200f', '245c', '责任者', 0, 2, 0),
  ('brief', '210c', '', '出版者', 0, 3, 0), ('brief', '210d', '', '出版年', 0, 4, 0),
  ('brief', '690a', '084a', '分类号', 0, 5, 0), ('brief', '010d', '', '定价', 0, 6, 0),
  ('full', '100a', '', '通用处理数据', 0, 7, 0), ('full', '101a', '', '作品语种', 0, 8, 0), ('full', '210a', '', '出版地', 0, 9, 0),
  ('full', '215a', '300a', '页数', 0, 10, 0), ('full', '215d', '300c', '尺寸', 0, 11, 0), ('full', '606a', '650a', '主题词', 0, 12, 0),
  ('full', '701a', '', '主要责任者', 0, 13, 0), ('full', '801b', '', '编目机构', 0, 14, 0);

-- Deliveries that are being worked on, and what is usual for their books.
ALTER TABLE accession ADD COLUMN place INTEGER REFERENCES place (id); -- where its books go
ALTER TABLE accession ADD COLUMN expected TEXT CHECK (expected GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'); -- when the rest comes
ALTER TABLE accession ADD COLUMN open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1)); -- 1: somebody catalogues it
CREATE INDEX accession_open ON accession (id) WHERE open AND voided IS NULL;

-- A number that a book once had is never another's.
CREATE INDEX copy_number_gone ON copy (number) WHERE voided IS NOT NULL;
CREATE TRIGGER copy_title_there BEFORE INSERT ON copy WHEN (SELECT voided FROM title WHERE id = new.title) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'the title is void'); END;

-- What class numbers mean. The name of a class is that of the longest beginning of it that is here.
CREATE TABLE class_name (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  own INTEGER NOT NULL CHECK (own IN (0, 1)),    -- 1: the school's
  shipped TEXT NOT NULL DEFAULT '',              -- the name that the school's stands for; '': there was none
  changed INTEGER NOT NULL,
  CHECK (own OR shipped = '')
) STRICT;
-- 中国图书馆分类法, fifth edition: its 22 main classes and their first divisions.
INSERT INTO class_name (code, name, own, changed) VALUES
  ('A', '马克思主义、列宁主义、毛泽东思想、邓小平理论', 0, 0), ('A1', '马克思、恩格斯著作', 0, 0), ('A2', '列宁著作', 0, 0), ('A3', '斯大林著作', 0, 0),
  ('A4', '毛泽东著作', 0, 0), ('A49', '邓小平著作', 0, 0), ('A5', '马克思、恩格斯、列宁、斯大林、毛泽东、邓小平著作汇编', 0, 0),
  ('A7', '马克思、恩格斯、列宁、斯大林、毛泽东、邓小平生平和传记', 0, 0), ('A8', '马克思主义、列宁主义、毛泽东思想、邓小平理论的学习和研究', 0, 0), ('B', '哲学、宗教', 0, 0),
  ('B-4', '哲学教育与普及', 0, 0), ('B0', '哲学理论', 0, 0), ('B1', '世界哲学', 0, 0), ('B2', '中国哲学', 0, 0), ('B3', '亚洲哲学', 0, 0),
  ('B4', '非洲哲学', 0, 0), ('B5', '欧洲哲学', 0, 0), ('B6', '大洋洲哲学', 0, 0), ('B7', '美洲哲学', 0, 0), ('B80', '思维科学', 0, 0),
  ('B81', '逻辑学（论理学）', 0, 0), ('B82', '伦理学（道德哲学）', 0, 0), ('B83', '美学', 0, 0), ('B84', '心理学', 0, 0),
  ('B9', '宗教', 0, 0), ('C', '社会科学总论', 0, 0), ('C0', '社会科学理论与方法论', 0, 0), ('C1', '社会科学现状及发展', 0, 0),
  ('C2', '社会科学机构、团体、会议', 0, 0), ('C3', '社会科学研究方法', 0, 0), ('C4', '社会科学教育与普及', 0, 0),
  ('C5', '社会科学丛书、文集、连续性出版物', 0, 0), ('C6', '社会科学参考工具书', 0, 0), ('C7', '社会科学文献检索工具书', 0, 0), ('C8', '统计学', 0, 0),
  ('C91', '社会学', 0, 0), ('C92', '人口学', 0, 0), ('C93', '管理学', 0, 0), ('C94', '系统科学', 0, 0), ('C95', '民族学', 0, 0),
  ('C96', '人才学', 0, 0), ('C97', '劳动科学', 0, 0), ('D', '政治、法律', 0, 0), ('D0', '政治理论', 0, 0), ('D1', '国际共产主义运动', 0, 0),
  ('D2', '中国共产党', 0, 0), ('D33', '各国共产党', 0, 0), ('D34', '各国共产党', 0, 0), ('D35', '各国共产党', 0, 0),
  ('D36', '各国共产党', 0, 0), ('D37', '各国共产党', 0, 0), ('D4', '工人、农民、青年、妇女运动与组织', 0, 0), ('D5', '世界政治', 0, 0),
  ('D6', '中国政治', 0, 0), ('D73', '各国政治', 0, 0), ('D74', '各国政治', 0, 0), ('D75', '各国政治', 0, 0), ('D76', '各国政治', 0, 0),
  ('D77', '各国政治', 0, 0), ('D8', '外交、国际关系', 0, 0), ('D9', '法律', 0, 0), ('DF', '法律', 0, 0), ('E', '军事', 0, 0),
  ('E0', '军事理论', 0, 0), ('E1', '世界军事', 0, 0), ('E2', '中国军事', 0, 0), ('E3', '各国军事', 0, 0), ('E4', '各国军事', 0, 0),
  ('E5', '各国军事', 0, 0), ('E6', '各国军事', 0, 0), ('E7', '各国军事', 0, 0), ('E8', '战略学、战役学、战术学', 0, 0),
  ('E9', '军事技术', 0, 0), ('E99', '军事地形学、军事地理学', 0, 0), ('F', '经济', 0, 0), ('F0', '经济学', 0, 0),
  ('F1', '世界各国经济概况、经济史、经济地理', 0, 0), ('F2', '经济计划与管理', 0, 0), ('F3', '农业经济', 0, 0), ('F4', '工业经济', 0, 0),
  ('F49', '信息产业经济（总论）', 0, 0), ('F5', '交通运输经济', 0, 0), ('F59', '旅游经济', 0, 0), ('F6', '邮电经济', 0, 0),
  ('F7', '贸易经济', 0, 0), ('F8', '财政、金融', 0, 0), ('G', '文化、科学、教育、体育', 0, 0), ('G0', '文化理论', 0, 0),
  ('G1', '世界各国文化与文化事业', 0, 0), ('G2', '信息与知识传播', 0, 0), ('G3', '科学、科学研究', 0, 0), ('G4', '教育', 0, 0),
  ('G8', '体育', 0, 0), ('H', '语言、文字', 0, 0), ('H0', '语言学', 0, 0), ('H1', '汉语', 0, 0), ('H2', '中国少数民族语言', 0, 0),
  ('H3', '常用外国语', 0, 0), ('H4', '汉藏语系', 0, 0), ('H5', '阿尔泰语系（突厥-蒙古-通古斯语系）', 0, 0), ('H61', '南亚语系（澳斯特罗-亚细亚语系）', 0, 0),
  ('H62', '南印语系（达罗毗荼语系、德拉维达语系）', 0, 0), ('H63', '南岛语系（马来亚-玻里尼西亚语系）', 0, 0), ('H64', '东北亚诸语言', 0, 0),
  ('H65', '高加索语系（伊比利亚-高加索语系）', 0, 0), ('H66', '乌拉尔语系（芬兰-乌戈尔语系）', 0, 0), ('H67', '闪-含语系（阿非罗-亚细亚语系）', 0, 0),
  ('H7', '印欧语系', 0, 0), ('H81', '非洲诸语言', 0, 0), ('H83', '美洲诸语言', 0, 0), ('H84', '大洋洲诸语言', 0, 0),
  ('H9', '国际辅助语', 0, 0), ('I', '文学', 0, 0), ('I0', '文学理论', 0, 0), ('I1', '世界文学', 0, 0), ('I2', '中国文学', 0, 0),
  ('I3', '各国文学', 0, 0), ('I4', '各国文学', 0, 0), ('I5', '各国文学', 0, 0), ('I6', '各国文学', 0, 0), ('I7', '各国文学', 0, 0),
  ('J', '艺术', 0, 0), ('J0', '艺术理论', 0, 0), ('J1', '世界各国艺术概况', 0, 0), ('J2', '绘画', 0, 0), ('J29', '书法、篆刻', 0, 0),
  ('J3', '雕塑', 0, 0), ('J4', '摄影艺术', 0, 0), ('J5', '工艺美术', 0, 0), ('J59', '建筑艺术', 0, 0), ('J6', '音乐', 0, 0),
  ('J7', '舞蹈', 0, 0), ('J8', '戏剧艺术', 0, 0), ('J9', '电影、电视艺术', 0, 0), ('K', '历史、地理', 0, 0), ('K0', '史学理论', 0, 0),
  ('K1', '世界史', 0, 0), ('K2', '中国史', 0, 0), ('K3', '亚洲史', 0, 0), ('K4', '非洲史', 0, 0), ('K5', '欧洲史', 0, 0),
  ('K6', '大洋洲史', 0, 0), ('K7', '美洲史', 0, 0), ('K81', '传记', 0, 0), ('K85', '文物考古', 0, 0), ('K89', '风俗习惯', 0, 0),
  ('K9', '地理', 0, 0), ('N', '自然科学总论', 0, 0), ('N0', '自然科学理论与方法论', 0, 0), ('N1', '自然科学现状及发展', 0, 0),
  ('N2', '自然科学机构、团体、会议', 0, 0), ('N3', '自然科学研究方法', 0, 0), ('N4', '自然科学教育与普及', 0, 0),
  ('N5', '自然科学丛书、文集、连续性出版物', 0, 0), ('N6', '自然科学参考工具书', 0, 0), ('N7', '自然科学文献检索工具', 0, 0), ('N8', '自然科学调查、考察', 0, 0),
  ('N91', '自然研究、自然历史', 0, 0), ('N93', '非线性科学', 0, 0), ('N94', '系统科学', 0, 0), ('N99', '情报学、情报工作', 0, 0),
  ('O', '数理科学和化学', 0, 0), ('O1', '数学', 0, 0), ('O3', '力学', 0, 0), ('O4', '物理学', 0, 0), ('O6', '化学', 0, 0),
  ('O7', '晶体学', 0, 0), ('P', '天文学、地球科学', 0, 0), ('P1', '天文学', 0, 0), ('P2', '测绘学', 0, 0), ('P3', '地球物理学', 0, 0),
  ('P4', '大气科学（气象学）', 0, 0), ('P5', '地质学', 0, 0), ('P7', '海洋学', 0, 0), ('P9', '自然地理学', 0, 0), ('Q', '生物科学', 0, 0),
  ('Q-0', '生物科学的理论与方法', 0, 0), ('Q-1', '生物科学现状与发展', 0, 0), ('Q-3', '生物科学的研究方法与技术', 0, 0), ('Q-4', '生物科学教育与普及', 0, 0),
  ('Q-9', '生物资源调查', 0, 0), ('Q1', '普通生物学', 0, 0), ('Q2', '细胞生物学', 0, 0), ('Q3', '遗传学', 0, 0), ('Q4', '生理学', 0, 0),
  ('Q5', '生物化学', 0, 0), ('Q6', '生物物理学', 0, 0), ('Q7', '分子生物学', 0, 0), ('Q81', '生物工程学（生物技术）', 0, 0),
  ('Q89', '环境生物学', 0, 0), ('Q91', '古生物学', 0, 0), ('Q93', '微生物学', 0, 0), ('Q94', '植物学', 0, 0), ('Q95', '动物学', 0, 0),
  ('Q96', '昆虫学', 0, 0), ('Q98', '人类学', 0, 0), ('R', '医药、卫生', 0, 0), ('R-0', '一般理论', 0, 0), ('R-1', '现状与发展', 0, 0),
  ('R-3', '医学研究方法', 0, 0), ('R1', '预防医学、卫生学', 0, 0), ('R2', '中国医学', 0, 0), ('R3', '基础医学', 0, 0),
  ('R4', '临床医学', 0, 0), ('R5', '内科学', 0, 0), ('R6', '外科学', 0, 0), ('R71', '妇产科学', 0, 0), ('R72', '儿科学', 0, 0),
  ('R73', '肿瘤学', 0, 0), ('R74', '神经病学与精神病学', 0, 0), ('R75', '皮肤病学与性病学', 0, 0), ('R76', '耳鼻咽喉科学', 0, 0),
  ('R77', '眼科学', 0, 0), ('R78', '口腔科学', 0, 0), ('R79', '外国民族医学', 0, 0), ('R8', '特种医学', 0, 0), ('R9', '药学', 0, 0),
  ('S', '农业科学', 0, 0), ('S-0', '一般性理论', 0, 0), ('S-1', '农业科学技术现状与发展', 0, 0), ('S-3', '农业科学研究、试验', 0, 0),
  ('S-9', '农业经济', 0, 0), ('S1', '农业基础科学', 0, 0), ('S2', '农业工程', 0, 0), ('S3', '农学（农艺学）', 0, 0), ('S4', '植物保护', 0, 0),
  ('S5', '农作物', 0, 0), ('S6', '园艺', 0, 0), ('S7', '林业', 0, 0), ('S8', '畜牧、动物医学、狩猎、蚕、蜂', 0, 0), ('S9', '水产、渔业', 0, 0),
  ('T', '工业技术', 0, 0), ('T-0', '工业技术理论', 0, 0), ('T-1', '工业技术现状与发展', 0, 0), ('T-2', '机构、团体、会议', 0, 0),
  ('T-6', '参考工具书', 0, 0), ('T-9', '工业经济', 0, 0), ('TB', '一般工业技术', 0, 0), ('TD', '矿业工程', 0, 0),
  ('TE', '石油、天然气工业', 0, 0), ('TF', '冶金工业', 0, 0), ('TG', '金属学与金属工艺', 0, 0), ('TH', '机械、仪表工业', 0, 0),
  ('TJ', '武器工业', 0, 0), ('TK', '能源与动力工程', 0, 0), ('TL', '原子能技术', 0, 0), ('TM', '电工技术', 0, 0),
  ('TN', '无线电电子学、电信技术', 0, 0), ('TP', '自动化技术、计算机技术', 0, 0), ('TQ', '化学工业', 0, 0), ('TS', '轻工业、手工业', 0, 0),
  ('TU', '建筑科学', 0, 0), ('TV', '水利工程', 0, 0), ('U', '交通运输', 0, 0), ('U-9', '交通运输经济', 0, 0), ('U1', '综合运输', 0, 0),
  ('U2', '铁路运输', 0, 0), ('U4', '公路运输', 0, 0), ('U6', '水路运输', 0, 0), ('U8', '航空运输', 0, 0), ('V', '航空、航天', 0, 0),
  ('V1', '航空、航天技术的研究与探索', 0, 0), ('V2', '航空', 0, 0), ('V4', '航天（宇宙航行）', 0, 0), ('V7', '航空、航天医学', 0, 0),
  ('X', '环境科学、安全科学', 0, 0), ('X-0', '环境科学理论', 0, 0), ('X-1', '环境科学技术现状与发展', 0, 0), ('X-4', '环境保护宣传教育及普及', 0, 0),
  ('X-6', '环境保护参考工具书', 0, 0), ('X1', '环境科学基础理论', 0, 0), ('X2', '社会与环境', 0, 0), ('X3', '环境保护管理', 0, 0),
  ('X4', '灾害及其防治', 0, 0), ('X5', '环境污染及其防治', 0, 0), ('X7', '废物处理与综合利用', 0, 0), ('X8', '环境质量评价与环境监测', 0, 0),
  ('X9', '安全科学', 0, 0), ('Z', '综合性图书', 0, 0), ('Z1', '丛书', 0, 0), ('Z2', '百科全书、类书', 0, 0), ('Z3', '辞典', 0, 0),
  ('Z4', '论文集、全集、选集、杂著', 0, 0), ('Z5', '年鉴、年刊', 0, 0), ('Z6', '期刊、连续性出版物', 0, 0), ('Z8', '图书目录、文摘、索引', 0, 0);
