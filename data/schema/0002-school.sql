-- The school: its people and classes, its places, its time, and the code tables it uses.

-- One row.
CREATE TABLE school (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  code TEXT NOT NULL CHECK (code <> ''),        -- the school identifier code, 10 digits as a rule
  stage TEXT NOT NULL CHECK (stage IN ('kindergarten', 'primary', 'junior', 'senior', 'nine-year', 'complete', 'twelve-year')),
  county TEXT NOT NULL DEFAULT '',              -- who receives the package
  address TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL
) STRICT;

CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  school_year INTEGER NOT NULL,                 -- 2026 is the year 2026–2027
  ordinal INTEGER NOT NULL CHECK (ordinal IN (1, 2)),
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  changed INTEGER NOT NULL,
  UNIQUE (school_year, ordinal),
  CHECK (first_day < last_day)
) STRICT;

-- One row per date: what kind of day it is and which weekday's lessons are held.
CREATE TABLE calendar_day (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL UNIQUE CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  term INTEGER REFERENCES term (id) ON DELETE SET NULL,
  week INTEGER CHECK (week BETWEEN 1 AND 30),   -- teaching week of the term
  kind TEXT NOT NULL CHECK (kind IN ('school', 'weekend', 'holiday', 'make-up')),
  follows INTEGER CHECK (follows BETWEEN 1 AND 7), -- whose timetable: 1 Monday … 7 Sunday; NULL: no lessons
  parity TEXT CHECK (parity IN ('odd', 'even')),   -- which week's timetable
  note TEXT NOT NULL DEFAULT '',                -- 国庆节, 补 10-08 的课
  changed INTEGER NOT NULL,
  CHECK ((kind IN ('school', 'make-up')) = (follows IS NOT NULL))
) STRICT;

CREATE TABLE class (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  stage TEXT NOT NULL CHECK (stage IN ('kindergarten', 'primary', 'junior', 'senior')),
  entry_year INTEGER NOT NULL CHECK (entry_year BETWEEN 1990 AND 2199), -- when it entered the stage
  grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 12),  -- of the stage this school year; 7 is 初一 where stages share numbers
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99), -- (2) of 八(2)
  name TEXT NOT NULL CHECK (name <> ''),                  -- 八(2)
  pupils INTEGER NOT NULL DEFAULT 0 CHECK (pupils BETWEEN 0 AND 200),
  left_year INTEGER,                                      -- school year at whose start it was gone
  changed INTEGER NOT NULL,
  UNIQUE (stage, entry_year, number)
) STRICT;

-- Staff and pupils. Of pupils nothing but name, class and card number is ever kept.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('staff', 'pupil')),
  name TEXT NOT NULL CHECK (name <> ''),
  number TEXT,                                  -- staff number or card number
  class INTEGER REFERENCES class (id),          -- of a pupil
  post TEXT NOT NULL DEFAULT '',                -- of staff: 物理教师
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK (kind = 'pupil' OR class IS NULL)
) STRICT;
CREATE UNIQUE INDEX person_number ON person (number) WHERE number IS NOT NULL AND voided IS NULL;
CREATE INDEX person_class ON person (class) WHERE class IS NOT NULL;
CREATE INDEX person_name ON person (name);

-- Buildings hold rooms, rooms hold cabinets, cabinets hold shelves. A thing stands at any of them.
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  parent INTEGER REFERENCES place (id),
  kind TEXT NOT NULL CHECK (kind IN ('building', 'room', 'cabinet', 'shelf')),
  code TEXT NOT NULL CHECK (code <> ''),        -- what its label encodes: unique in the school
  name TEXT NOT NULL CHECK (name <> ''),        -- by itself: 3 层
  path TEXT NOT NULL CHECK (path <> ''),        -- in full: 物理一室 3-2
  purpose TEXT NOT NULL DEFAULT '',             -- of a room: 物理实验室; from the code table 'room-kind'
  area INTEGER CHECK (area BETWEEN 0 AND 10000000), -- of a room, in 0.01 m²
  seats INTEGER CHECK (seats BETWEEN 0 AND 10000),
  keeper INTEGER REFERENCES person (id),        -- who answers for it
  sort_key TEXT NOT NULL,                       -- jz_sort_key (path)
  card_printed INTEGER,                         -- operation up to which the printed shelf card is true
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX place_code ON place (code) WHERE voided IS NULL;
CREATE UNIQUE INDEX place_path ON place (path) WHERE voided IS NULL;
CREATE INDEX place_parent ON place (parent);

-- A building stands by itself; each of the others stands in what may hold it.
CREATE TRIGGER place_insert_fits BEFORE INSERT ON place
WHEN NOT ifnull (CASE new.kind
  WHEN 'building' THEN new.parent IS NULL
  WHEN 'room' THEN new.parent IS NULL OR (SELECT kind FROM place WHERE id = new.parent) = 'building'
  WHEN 'cabinet' THEN (SELECT kind FROM place WHERE id = new.parent) = 'room'
  ELSE (SELECT kind FROM place WHERE id = new.parent) IN ('cabinet', 'room') END, 0)
BEGIN SELECT raise (ABORT, 'a place does not fit into what holds it'); END;
CREATE TRIGGER place_update_fits BEFORE UPDATE OF parent, kind ON place
WHEN NOT ifnull (CASE new.kind
  WHEN 'building' THEN new.parent IS NULL
  WHEN 'room' THEN new.parent IS NULL OR (SELECT kind FROM place WHERE id = new.parent) = 'building'
  WHEN 'cabinet' THEN (SELECT kind FROM place WHERE id = new.parent) = 'room'
  ELSE (SELECT kind FROM place WHERE id = new.parent) IN ('cabinet', 'room') END, 0)
BEGIN SELECT raise (ABORT, 'a place does not fit into what holds it'); END;

-- Code tables: GB/T 14885 in its generations, instrument catalogues, the school's own. A code means
-- something only together with its scheme and edition.
CREATE TABLE code_scheme (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,                           -- 'GB/T 14885'
  edition TEXT NOT NULL,                        -- '2010'
  kind TEXT NOT NULL CHECK (kind IN ('asset', 'instrument', 'own', 'room-kind', 'list')),
  source TEXT NOT NULL DEFAULT '',              -- where the rows come from
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- shipped as a start, not proved
  changed INTEGER NOT NULL,
  UNIQUE (name, edition)
) STRICT;

CREATE TABLE code (
  id INTEGER PRIMARY KEY,
  scheme INTEGER NOT NULL REFERENCES code_scheme (id) ON DELETE CASCADE,
  code TEXT NOT NULL CHECK (code <> ''),        -- text: leading zeros count
  parent TEXT,                                  -- code of the row above in the same scheme
  name TEXT NOT NULL CHECK (name <> ''),
  unit TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL,
  UNIQUE (scheme, code)
) STRICT;

-- Standards that a county or school loads: what a school of this kind must have.
CREATE TABLE standard (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  edition TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL,
  UNIQUE (name, edition)
) STRICT;

CREATE TABLE standard_row (
  id INTEGER PRIMARY KEY,
  standard INTEGER NOT NULL REFERENCES standard (id) ON DELETE CASCADE,
  subject TEXT NOT NULL DEFAULT '',             -- 物理
  code TEXT NOT NULL CHECK (code <> ''),        -- unique only within standard and subject
  name TEXT NOT NULL CHECK (name <> ''),
  spec TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  rule TEXT NOT NULL DEFAULT '',                -- quantity rule as written: 1/校, 13/50人, 6-8
  required INTEGER NOT NULL DEFAULT 1 CHECK (required IN (0, 1)), -- 基本, not 选配
  price INTEGER CHECK (price >= 0),             -- reference price in fen
  changed INTEGER NOT NULL,
  UNIQUE (standard, subject, code)
) STRICT;

-- Search. See src/core/db/jz-tokenizer.h. X_searchable is what is looked through; the index follows it by
-- trigger. (Not a generated column: SQLite 3.40 can't record changes of a table that has one.)
CREATE VIRTUAL TABLE person_search USING fts5 (text, pinyin, content = '', tokenize = 'jz', columnsize = 0);
CREATE VIEW person_searchable AS SELECT id, name || char (10) || ifnull (number, '') AS text FROM person WHERE voided IS NULL;
CREATE TRIGGER person_search_insert AFTER INSERT ON person
BEGIN INSERT INTO person_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM person_searchable WHERE id = new.id; END;
CREATE TRIGGER person_search_delete BEFORE DELETE ON person
BEGIN
  INSERT INTO person_search (person_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM person_searchable WHERE id = old.id;
END;
CREATE TRIGGER person_search_before BEFORE UPDATE OF name, number, voided ON person
BEGIN
  INSERT INTO person_search (person_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM person_searchable WHERE id = old.id;
END;
CREATE TRIGGER person_search_after AFTER UPDATE OF name, number, voided ON person
BEGIN INSERT INTO person_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM person_searchable WHERE id = new.id; END;

CREATE VIRTUAL TABLE place_search USING fts5 (text, pinyin, content = '', tokenize = 'jz', columnsize = 0);
CREATE VIEW place_searchable AS SELECT id, path || char (10) || code || char (10) || purpose AS text FROM place WHERE voided IS NULL;
CREATE TRIGGER place_search_insert AFTER INSERT ON place
BEGIN INSERT INTO place_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM place_searchable WHERE id = new.id; END;
CREATE TRIGGER place_search_delete BEFORE DELETE ON place
BEGIN
  INSERT INTO place_search (place_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM place_searchable WHERE id = old.id;
END;
CREATE TRIGGER place_search_before BEFORE UPDATE OF path, code, purpose, voided ON place
BEGIN
  INSERT INTO place_search (place_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM place_searchable WHERE id = old.id;
END;
CREATE TRIGGER place_search_after AFTER UPDATE OF path, code, purpose, voided ON place
BEGIN INSERT INTO place_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM place_searchable WHERE id = new.id; END;
