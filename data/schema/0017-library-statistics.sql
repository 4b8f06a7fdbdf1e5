-- What a library is measured by: the five groups and 22 main classes of the 中图法, and the standards that say how many books a school has.

-- The five groups (五大部类).
CREATE TABLE book_group (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),  -- stable name, 'C-K'
  title TEXT NOT NULL CHECK (title <> ''),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO book_group (id, name, title, changed) VALUES
  (1, 'A', '马克思主义、列宁主义、毛泽东思想、邓小平理论', 0), (2, 'B', '哲学、宗教', 0), (3, 'C-K', '社会科学', 0), (4, 'N-X', '自然科学', 0),
  (5, 'Z', '综合性图书', 0);

-- The 22 main classes: what the first letter of a class number says.
CREATE TABLE book_class (
  id INTEGER PRIMARY KEY,
  letter TEXT NOT NULL UNIQUE CHECK (letter GLOB '[A-Z]'),
  title TEXT NOT NULL CHECK (title <> ''),
  grp INTEGER NOT NULL REFERENCES book_group (id),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO book_class (letter, title, grp, changed) VALUES
  ('A', '马克思主义、列宁主义、毛泽东思想、邓小平理论', 1, 0), ('B', '哲学、宗教', 2, 0), ('C', '社会科学总论', 3, 0), ('D', '政治、法律', 3, 0),
  ('E', '军事', 3, 0), ('F', '经济', 3, 0), ('G', '文化、科学、教育、体育', 3, 0), ('H', '语言、文字', 3, 0), ('I', '文学', 3, 0),
  ('J', '艺术', 3, 0), ('K', '历史、地理', 3, 0), ('N', '自然科学总论', 4, 0), ('O', '数理科学和化学', 4, 0), ('P', '天文学、地球科学', 4, 0),
  ('Q', '生物科学', 4, 0), ('R', '医药、卫生', 4, 0), ('S', '农业科学', 4, 0), ('T', '工业技术', 4, 0), ('U', '交通运输', 4, 0),
  ('V', '航空、航天', 4, 0), ('X', '环境科学、安全科学', 4, 0), ('Z', '综合性图书', 5, 0);

-- A standard for school libraries; the school is judged by the one that is used.
CREATE TABLE library_standard (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  edition TEXT NOT NULL DEFAULT '',
  used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
  changed INTEGER NOT NULL,
  UNIQUE (name, edition)
) STRICT;
CREATE UNIQUE INDEX library_standard_used ON library_standard (used) WHERE used;

-- What it asks for of a stage. A row for the kind of school as a whole goes before those for the stages in it.
CREATE TABLE library_norm (
  id INTEGER PRIMARY KEY,
  standard INTEGER NOT NULL REFERENCES library_standard (id),
  stage TEXT NOT NULL CHECK (stage IN ('kindergarten', 'primary', 'junior', 'senior', 'nine-year', 'complete', 'twelve-year')),
  -- at least: 'per-pupil' and 'new-per-pupil' (in a year), copies; 'periodicals' and 'reference', kinds; 'opening-hours', in a week
  -- of term; 'share', percent of all copies that a class has
  figure TEXT NOT NULL CHECK (figure IN ('per-pupil', 'new-per-pupil', 'periodicals', 'reference', 'opening-hours', 'share')),
  class TEXT NOT NULL DEFAULT '',                -- of a share: letter of a main class or name of a group
  value INTEGER NOT NULL CHECK (value >= 0),     -- hundredths
  source TEXT NOT NULL DEFAULT '',               -- which rule says so
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- came with the program, and nobody has seen the rule itself
  changed INTEGER NOT NULL,
  UNIQUE (standard, stage, figure, class),
  CHECK ((figure = 'share') = (class <> '')),
  CHECK (figure <> 'share' OR value <= 10000)
) STRICT;

-- The standard of the country; those of provinces come from reference tables.
INSERT INTO library_standard (id, name, edition, used, changed) VALUES (1, '教育部 中小学图书馆（室）规程', '2018', 1, 0);
INSERT INTO library_norm (standard, stage, figure, value, source, starter, changed) VALUES
  (1, 'primary', 'per-pupil', 2500, '央广网 2018-06-11', 0, 0), (1, 'junior', 'per-pupil', 3500, '起始值，未见原文', 1, 0),
  (1, 'senior', 'per-pupil', 4500, '起始值，未见原文', 1, 0), (1, 'complete', 'per-pupil', 4000, '起始值，未见原文', 1, 0),
  (1, 'primary', 'periodicals', 6000, '央广网 2018-06-11', 0, 0), (1, 'junior', 'periodicals', 8000, '起始值，未见原文', 1, 0),
  (1, 'senior', 'periodicals', 12000, '起始值，未见原文', 1, 0), (1, 'complete', 'periodicals', 12000, '起始值，未见原文', 1, 0),
  (1, 'primary', 'reference', 12000, '央广网 2018-06-11', 0, 0), (1, 'junior', 'reference', 18000, '起始值，未见原文', 1, 0),
  (1, 'senior', 'reference', 25000, '起始值，未见原文', 1, 0), (1, 'complete', 'reference', 25000, '起始值，未见原文', 1, 0);
INSERT INTO library_norm (standard, stage, figure, value, source, changed)
  SELECT 1, s.stage, f.figure, f.value, '央广网 2018-06-11', 0
  FROM (SELECT 'primary' AS stage UNION ALL SELECT 'junior' UNION ALL SELECT 'senior') s
  JOIN (SELECT 'new-per-pupil' AS figure, 100 AS value UNION ALL SELECT 'opening-hours', 4000) f;
-- 藏书分类比例表: primary schools, and middle schools whatever their stage.
INSERT INTO library_norm (standard, stage, figure, class, value, source, changed)
  SELECT 1, s.stage, 'share', r.class, iif (s.stage = 'primary', r.low, r.high), '藏书分类比例表 (2003)', 0
  FROM (SELECT 'primary' AS stage UNION ALL SELECT 'junior' UNION ALL SELECT 'senior') s
  JOIN (SELECT 'A' AS class, 150 AS low, 200 AS high UNION ALL SELECT 'B', 150, 200 UNION ALL SELECT 'C-K', 6400, 5400 UNION ALL
        SELECT 'N-X', 2800, 3800 UNION ALL SELECT 'Z', 500, 400) r;

-- What the school says for its library: one row.
CREATE TABLE library_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  opening_hours INTEGER CHECK (opening_hours BETWEEN 0 AND 16800), -- in a week of term, hundredths; NULL: nobody has said
  unlent_years INTEGER NOT NULL DEFAULT 3 CHECK (unlent_years BETWEEN 1 AND 50), -- after which a book counts as never borrowed
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO library_policy (id, changed) VALUES (1, 0);

-- A period's loans are counted from the index alone.
DROP INDEX lending_lent;
CREATE INDEX lending_lent ON lending (lent, copy, reader, class);

-- What was paid for a copy.
CREATE INDEX charge_copy ON charge (copy);
