-- Labs: the experiment catalogue, a term's timetable and plan, what an experiment adds to its lesson, and what was really done.

-- What is to be done in a school year (实验目录). A catalogue is that of one year: the next begins as its copy, and may differ.
CREATE TABLE experiment (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2199), -- 2026 is the school year 2026–2027
  stage TEXT NOT NULL CHECK (stage IN ('primary', 'junior', 'senior')),
  subject TEXT NOT NULL CHECK (subject <> ''),
  edition TEXT NOT NULL DEFAULT '',              -- of the textbook: 人教版
  book TEXT NOT NULL DEFAULT '',                 -- where the list puts it: 八~九年级, 必修1
  grade INTEGER CHECK (grade BETWEEN 1 AND 12),  -- NULL: the school has not said in which grade it is done
  term INTEGER CHECK (term IN (1, 2)),           -- NULL: nor in which term
  chapter TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL DEFAULT '',               -- in the list
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('demonstration', 'group', 'inquiry', 'practice')),
  required INTEGER NOT NULL DEFAULT 1 CHECK (required IN (0, 1)), -- 必做; else 选做, which never stands in for one that is missing
  periods INTEGER NOT NULL DEFAULT 1 CHECK (periods BETWEEN 1 AND 20),
  group_size INTEGER CHECK (group_size BETWEEN 1 AND 99), -- pupils to a group; NULL: the class as a whole
  safety TEXT NOT NULL DEFAULT '',               -- what to beware of
  source TEXT NOT NULL DEFAULT '',
  verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)), -- somebody at the school has compared it with the list in force
  sort_key TEXT NOT NULL,                        -- jz_sort_key (name)
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK ((kind = 'demonstration') <= (group_size IS NULL)),
  CHECK (grade IS NULL OR (stage = 'primary' AND grade <= 6) OR (stage = 'junior' AND grade BETWEEN 6 AND 9) OR (stage = 'senior' AND grade >= 10))
) STRICT;
CREATE UNIQUE INDEX experiment_once ON experiment (year, stage, subject, edition, book, number, name) WHERE voided IS NULL;
CREATE INDEX experiment_due ON experiment (year, grade, term) WHERE voided IS NULL;
CREATE INDEX experiment_by_name ON experiment (sort_key, id) WHERE voided IS NULL;

-- Apparatus. Of an item of the ledger, or of whatever there is of that name.
CREATE TABLE experiment_item (
  id INTEGER PRIMARY KEY,
  experiment INTEGER NOT NULL REFERENCES experiment (id),
  item INTEGER REFERENCES item (id),             -- NULL: any item of that name
  name TEXT NOT NULL CHECK (name <> ''),
  code TEXT NOT NULL DEFAULT '',                 -- as the list gives it
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000000), -- in thousandths
  per TEXT NOT NULL DEFAULT 'group' CHECK (per IN ('group', 'class')),
  substitute TEXT NOT NULL DEFAULT '',           -- what does as well
  changed INTEGER NOT NULL,
  UNIQUE (experiment, name, code)
) STRICT;
CREATE INDEX experiment_item_of ON experiment_item (item) WHERE item IS NOT NULL;

-- Chemicals, and whatever else is used up.
CREATE TABLE experiment_chemical (
  id INTEGER PRIMARY KEY,
  experiment INTEGER NOT NULL REFERENCES experiment (id),
  item INTEGER REFERENCES item (id),             -- NULL: any item of that name
  name TEXT NOT NULL CHECK (name <> ''),
  amount INTEGER CHECK (amount BETWEEN 1 AND 1000000000), -- in thousandths of the unit; NULL: the list does not say
  unit TEXT NOT NULL DEFAULT '',                 -- g, mL, 片
  per TEXT NOT NULL DEFAULT 'group' CHECK (per IN ('group', 'class')),
  hazard TEXT NOT NULL DEFAULT '',               -- 易制毒, 腐蚀
  changed INTEGER NOT NULL,
  UNIQUE (experiment, name),
  CHECK ((amount IS NULL) = (unit = ''))
) STRICT;
CREATE INDEX experiment_chemical_of ON experiment_chemical (item) WHERE item IS NOT NULL;

-- How many of a smaller unit make one, where stock and lists are measured differently. Data of the school.
CREATE TABLE unit_ratio (
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL UNIQUE CHECK (unit <> ''),  -- kg
  base TEXT NOT NULL CHECK (base <> unit),       -- g
  ratio INTEGER NOT NULL CHECK (ratio BETWEEN 1 AND 1000000),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO unit_ratio (unit, base, ratio, changed) VALUES ('kg', 'g', 1000, 0), ('千克', 'g', 1000, 0), ('克', 'g', 1, 0), ('L', 'mL', 1000, 0),
  ('升', 'mL', 1000, 0), ('毫升', 'mL', 1, 0), ('ml', 'mL', 1, 0);

-- Who teaches which class what, and when.
CREATE TABLE timetable (
  id INTEGER PRIMARY KEY,
  term INTEGER NOT NULL REFERENCES term (id),
  class INTEGER NOT NULL REFERENCES class (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 20),
  parity TEXT NOT NULL DEFAULT '' CHECK (parity IN ('', 'odd', 'even')), -- only in such weeks; '': in each
  subject TEXT NOT NULL CHECK (subject <> ''),
  teacher INTEGER REFERENCES person (id),
  room INTEGER REFERENCES place (id),            -- where it is usually held; NULL: in the class's own
  changed INTEGER NOT NULL,
  UNIQUE (term, class, weekday, period, parity)
) STRICT;
CREATE INDEX timetable_subject ON timetable (term, subject, class);
CREATE TRIGGER timetable_one_lesson BEFORE INSERT ON timetable
WHEN EXISTS (SELECT 1 FROM timetable t WHERE t.term = new.term AND t.class = new.class AND t.weekday = new.weekday AND t.period = new.period
  AND (t.parity = '' OR new.parity = '') AND t.parity <> new.parity)
BEGIN SELECT raise (ABORT, 'the class has a lesson then'); END;

-- How many days before the lesson its notice is given, and who has to try it before. Data of the school; starter values.
CREATE TABLE lab_lead (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL UNIQUE CHECK (kind IN ('demonstration', 'group', 'inquiry', 'practice')),
  days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 60),
  note TEXT NOT NULL DEFAULT '',
  starter INTEGER NOT NULL DEFAULT 1 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO lab_lead (kind, days, note, changed) VALUES
  ('demonstration', 1, '起始值 (演示提前一天)，请按本校制度修改', 0), ('group', 3, '起始值 (分组提前三天，有的学校为一周)，请按本校制度修改', 0),
  ('inquiry', 3, '起始值，请按本校制度修改', 0), ('practice', 3, '起始值，请按本校制度修改', 0);

-- Why an experiment was not done. Data of the school; starter values.
CREATE TABLE lab_reason (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  position INTEGER NOT NULL,
  starter INTEGER NOT NULL DEFAULT 1 CHECK (starter IN (0, 1)),
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO lab_reason (name, position, changed) VALUES ('仪器缺失', 1, 0), ('仪器损坏', 2, 0), ('药品不足', 3, 0), ('实验室冲突', 4, 0), ('课时不足', 5, 0),
  ('教师请假', 6, 0), ('停课或活动', 7, 0), ('安全原因', 8, 0), ('其他', 9, 0);

-- The plan of a term (实验计划): which class does which experiment in which teaching week.
CREATE TABLE lab_plan (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  term INTEGER NOT NULL REFERENCES term (id),
  class INTEGER NOT NULL REFERENCES class (id),
  experiment INTEGER NOT NULL REFERENCES experiment (id),
  week INTEGER NOT NULL CHECK (week BETWEEN 1 AND 30),
  teacher INTEGER REFERENCES person (id),
  by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)), -- somebody moved it: making the plan anew leaves it there
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL,
  UNIQUE (term, class, experiment)
) STRICT;
CREATE INDEX lab_plan_week ON lab_plan (term, week, class);
CREATE INDEX lab_plan_experiment ON lab_plan (experiment);
CREATE TRIGGER lab_plan_fits BEFORE INSERT ON lab_plan
WHEN NOT EXISTS (SELECT 1 FROM experiment e, term t WHERE e.id = new.experiment AND t.id = new.term AND e.year = t.school_year AND e.voided IS NULL)
BEGIN SELECT raise (ABORT, 'the experiment is not in the catalogue of that year'); END;

-- What an experiment adds to its lesson: the notice (实验通知单), and how far it has come.
CREATE TABLE lab_lesson (
  id INTEGER PRIMARY KEY,
  lesson INTEGER NOT NULL UNIQUE REFERENCES lesson (id),
  number TEXT NOT NULL UNIQUE,                   -- TZ-2026-0001: year of the notice, serial
  experiment INTEGER NOT NULL REFERENCES experiment (id),
  plan INTEGER REFERENCES lab_plan (id),         -- what it is the notice of; NULL: it was not planned
  groups INTEGER NOT NULL CHECK (groups BETWEEN 1 AND 99), -- 1: before the class as a whole
  noticed TEXT NOT NULL CHECK (noticed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- day on which it was given
  note TEXT NOT NULL DEFAULT '',                 -- what the teacher asks for besides
  prepared TEXT CHECK (prepared >= noticed),     -- day on which all stood ready; NULL: not yet
  prepared_by INTEGER,                           -- account
  changed INTEGER NOT NULL,
  CHECK ((prepared IS NULL) = (prepared_by IS NULL))
) STRICT;
CREATE INDEX lab_lesson_experiment ON lab_lesson (experiment);
CREATE INDEX lab_lesson_plan ON lab_lesson (plan) WHERE plan IS NOT NULL;
CREATE TRIGGER lab_lesson_matches BEFORE INSERT ON lab_lesson
WHEN new.plan IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lab_plan p, lesson l WHERE p.id = new.plan AND l.id = new.lesson
  AND p.experiment = new.experiment AND p.class = l.class)
BEGIN SELECT raise (ABORT, 'the notice is of another class or experiment than the plan'); END;
CREATE TRIGGER lab_lesson_still_matches BEFORE UPDATE OF plan, experiment, lesson ON lab_lesson
WHEN new.plan IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lab_plan p, lesson l WHERE p.id = new.plan AND l.id = new.lesson
  AND p.experiment = new.experiment AND p.class = l.class)
BEGIN SELECT raise (ABORT, 'the notice is of another class or experiment than the plan'); END;

-- Vouchers by which things went out for a lesson and came back.
CREATE TABLE lab_voucher (
  id INTEGER PRIMARY KEY,
  lesson INTEGER NOT NULL REFERENCES lesson (id),
  voucher INTEGER NOT NULL UNIQUE REFERENCES voucher (id),
  what TEXT NOT NULL CHECK (what IN ('out', 'used', 'back')), -- 'used': consumed, does not come back
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX lab_voucher_lesson ON lab_voucher (lesson);

-- What really happened (实验记录). Only what its teacher signed counts.
CREATE TABLE lab_log (
  id INTEGER PRIMARY KEY,
  lesson INTEGER NOT NULL UNIQUE REFERENCES lesson (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'missed')),
  present INTEGER CHECK (present BETWEEN 0 AND 9999), -- pupils
  groups INTEGER CHECK (groups BETWEEN 0 AND 99), -- that did it
  succeeded INTEGER CHECK (succeeded BETWEEN 0 AND groups), -- of them those whose experiment came off
  reason INTEGER REFERENCES lab_reason (id),     -- of what was missed
  note TEXT NOT NULL DEFAULT '',                 -- 结果, 损坏, 建议
  recorded_by INTEGER NOT NULL,                  -- account
  signed TEXT CHECK (signed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- day on which the teacher did; NULL: not yet
  signed_by INTEGER,                             -- account
  changed INTEGER NOT NULL,
  CHECK ((outcome = 'missed') = (reason IS NOT NULL)),
  CHECK ((outcome = 'done') = (groups IS NOT NULL AND present IS NOT NULL)),
  CHECK (outcome = 'missed' OR (groups > 0 AND present > 0)),
  CHECK ((signed IS NULL) = (signed_by IS NULL))
) STRICT;
CREATE INDEX lab_log_signed ON lab_log (lesson) WHERE signed IS NOT NULL;
CREATE TRIGGER lab_log_of_experiment BEFORE INSERT ON lab_log
WHEN NOT EXISTS (SELECT 1 FROM lab_lesson b JOIN lesson l ON l.id = b.lesson WHERE b.lesson = new.lesson AND l.voided IS NULL
  AND l.state IN ('approved', 'done', 'missed'))
BEGIN SELECT raise (ABORT, 'there is no approved notice of that lesson'); END;
-- What a teacher signed stands; an undo of the signature comes first.
CREATE TRIGGER lab_log_stands BEFORE UPDATE OF outcome, present, groups, succeeded, reason ON lab_log
WHEN old.signed IS NOT NULL AND new.signed IS NOT NULL
BEGIN SELECT raise (ABORT, 'the log is signed'); END;

-- Nor does its lesson go to another day or class.
CREATE TRIGGER lesson_logged_stays BEFORE UPDATE OF date, class, voided ON lesson
WHEN (new.date <> old.date OR new.class IS NOT old.class OR new.voided IS NOT NULL)
  AND EXISTS (SELECT 1 FROM lab_log WHERE lesson = new.id AND signed IS NOT NULL)
BEGIN SELECT raise (ABORT, 'the log is signed'); END;

-- What was reported broken after a lesson.
CREATE TABLE lab_damage (
  id INTEGER PRIMARY KEY,
  lesson INTEGER NOT NULL REFERENCES lesson (id),
  damage INTEGER NOT NULL UNIQUE REFERENCES damage (id),
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX lab_damage_lesson ON lab_damage (lesson);

-- The grade that a class was in, in any year.
CREATE VIEW class_grade AS
  SELECT c.id AS class, y.year AS year, y.year - c.entry_year + CASE c.stage WHEN 'primary' THEN 1 WHEN 'junior' THEN 7 ELSE 10 END AS grade
  FROM class c JOIN (SELECT DISTINCT school_year AS year FROM term) y ON y.year >= c.entry_year AND (c.left_year IS NULL OR y.year < c.left_year);

-- Groups that an experiment makes of a class.
CREATE VIEW lab_due AS
  SELECT t.id AS term, g.class, e.id AS experiment, e.grade, e.subject, e.kind, e.required,
    CASE WHEN e.group_size IS NULL THEN 1 ELSE max (1, (c.pupils + e.group_size - 1) / e.group_size) END AS groups
  FROM term t JOIN experiment e ON e.year = t.school_year AND e.term = t.ordinal AND e.grade IS NOT NULL AND e.voided IS NULL
    JOIN class_grade g ON g.year = t.school_year AND g.grade = e.grade JOIN class c ON c.id = g.class
  WHERE CASE c.stage WHEN 'primary' THEN e.stage = 'primary' WHEN 'junior' THEN e.stage = 'junior' ELSE e.stage = 'senior' END;

-- What was done, once for each class and experiment however often it was repeated: signed logs alone.
CREATE VIEW lab_done AS
  SELECT t.id AS term, l.class, b.experiment, max (g.groups) AS groups, max (g.succeeded) AS succeeded, count (*) AS times
  FROM term t CROSS JOIN lesson l ON l.date BETWEEN t.first_day AND t.last_day CROSS JOIN lab_lesson b ON b.lesson = l.id
    CROSS JOIN lab_log g ON g.lesson = l.id
  WHERE g.signed IS NOT NULL AND g.outcome = 'done' AND l.voided IS NULL AND l.class IS NOT NULL GROUP BY t.id, l.class, b.experiment;

-- Lessons that are over and of which nobody has signed a log.
CREATE VIEW lab_unlogged AS
  SELECT l.id AS lesson, t.id AS term, l.class, b.experiment, g.id AS log
  FROM term t CROSS JOIN lesson l ON l.date BETWEEN t.first_day AND t.last_day CROSS JOIN lab_lesson b ON b.lesson = l.id
    LEFT JOIN lab_log g ON g.lesson = l.id
  WHERE l.voided IS NULL AND l.state IN ('approved', 'done', 'missed') AND l.date <= jz_today () AND g.signed IS NULL;

-- What a lesson takes, in thousandths of the base unit. Of chemicals whose amount the list does not say nothing is known.
CREATE VIEW experiment_need AS
  SELECT n.experiment, 'apparatus' AS kind, n.item, ifnull (i.name, n.name) AS name, '' AS base, n.quantity, n.per, n.substitute, '' AS hazard
  FROM experiment_item n LEFT JOIN item i ON i.id = n.item
  UNION ALL
  SELECT n.experiment, 'chemical', n.item, ifnull (i.name, n.name), ifnull (u.base, n.unit), n.amount * ifnull (u.ratio, 1), n.per, '', n.hazard
  FROM experiment_chemical n LEFT JOIN item i ON i.id = n.item LEFT JOIN unit_ratio u ON u.unit = n.unit;
CREATE VIEW lab_need AS
  SELECT b.lesson, n.kind, n.item, n.name, n.base, n.quantity * iif (n.per = 'group', b.groups, 1) AS quantity, n.substitute, n.hazard
  FROM lab_lesson b JOIN experiment_need n ON n.experiment = b.experiment;

-- What there is to use of an item, in thousandths of the base unit: not what is broken or gone.
CREATE VIEW lab_stock AS
  SELECT i.id AS item, i.name, i.unit, i.tracking, ifnull (u.base, i.unit) AS base,
    ((SELECT ifnull (sum (quantity), 0) FROM balance WHERE item = i.id) * CASE i.decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END
    - iif (i.tracking = 'card', (SELECT count (*) FROM asset JOIN position ON position.asset = asset.id
        WHERE asset.item = i.id AND asset.condition IN ('broken', 'missing')), 0) * 1000) * ifnull (u.ratio, 1) AS quantity
  FROM item i LEFT JOIN unit_ratio u ON u.unit = i.unit WHERE i.voided IS NULL;
CREATE INDEX item_exact_name ON item (name) WHERE voided IS NULL;

-- Search. See 0002.
CREATE VIRTUAL TABLE experiment_search USING fts5 (text, pinyin, content = '', tokenize = 'jz', columnsize = 0);
CREATE VIEW experiment_searchable AS
  SELECT id, name || char (10) || subject || char (10) || chapter || char (10) || book AS text FROM experiment WHERE voided IS NULL;
CREATE TRIGGER experiment_search_insert AFTER INSERT ON experiment
BEGIN INSERT INTO experiment_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM experiment_searchable WHERE id = new.id; END;
CREATE TRIGGER experiment_search_delete BEFORE DELETE ON experiment
BEGIN
  INSERT INTO experiment_search (experiment_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM experiment_searchable WHERE id = old.id;
END;
CREATE TRIGGER experiment_search_before BEFORE UPDATE OF name, subject, chapter, book, voided ON experiment
BEGIN
  INSERT INTO experiment_search (experiment_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM experiment_searchable WHERE id = old.id;
END;
CREATE TRIGGER experiment_search_after AFTER UPDATE OF name, subject, chapter, book, voided ON experiment
BEGIN INSERT INTO experiment_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM experiment_searchable WHERE id = new.id; END;

-- 'lab': who keeps the catalogue, the plan and the logs. 'lab.sign': who may sign for a teacher. Teachers give notices of what they teach
-- and sign it by what lets them ask for lessons.
INSERT INTO role_permission (role, permission)
  SELECT role.id, p.column1 FROM role, (VALUES ('lab'), ('lab.sign')) p
  WHERE role.name = 'head' OR (role.name = 'technician' AND p.column1 = 'lab') OR (role.name = 'principal' AND p.column1 = 'lab.sign')
    OR EXISTS (SELECT 1 FROM role_permission WHERE role = role.id AND permission = 'account');
