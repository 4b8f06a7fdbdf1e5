-- Rooms and time: bells, which days may be booked, the register of rooms, and every lesson that is held in one.

-- When the periods begin and end, for a part of the year and a stage. Data of the school; the rows below are starter values.
CREATE TABLE bell_schedule (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),         -- 夏令时
  stage TEXT NOT NULL DEFAULT '' CHECK (stage IN ('', 'kindergarten', 'primary', 'junior', 'senior')), -- '': all that have none of their own
  first TEXT NOT NULL CHECK (first GLOB '[01][0-9]-[0-3][0-9]'), -- of each year, month and day: 05-01
  last TEXT NOT NULL CHECK (last GLOB '[01][0-9]-[0-3][0-9]'),   -- before the first: past the end of the year
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- came with the program, nobody at the school has confirmed it
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX bell_schedule_from ON bell_schedule (stage, first) WHERE voided IS NULL;

CREATE TABLE bell (
  id INTEGER PRIMARY KEY,
  schedule INTEGER NOT NULL REFERENCES bell_schedule (id),
  period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 20),
  begins TEXT NOT NULL CHECK (begins GLOB '[012][0-9]:[0-5][0-9]' AND begins < '24:00'),
  ends TEXT NOT NULL CHECK (ends GLOB '[012][0-9]:[0-5][0-9]' AND ends < '24:00'),
  -- what part of the day it belongs to; 'outside': after lessons, when rooms are open to whoever comes
  part TEXT NOT NULL DEFAULT 'morning' CHECK (part IN ('morning', 'afternoon', 'evening', 'outside')),
  changed INTEGER NOT NULL,
  UNIQUE (schedule, period),
  CHECK (begins < ends)
) STRICT;
INSERT INTO bell_schedule (id, uuid, name, first, last, starter, changed) VALUES
  (1, '6f1f0b52-0001-4b5e-9a55-000000000001', '全年作息', '01-01', '12-31', 1, 0);
INSERT INTO bell (schedule, period, begins, ends, part, changed) VALUES
  (1, 1, '08:20', '09:00', 'morning', 0), (1, 2, '09:10', '09:50', 'morning', 0), (1, 3, '10:20', '11:00', 'morning', 0),
  (1, 4, '11:10', '11:50', 'morning', 0), (1, 5, '13:30', '14:10', 'afternoon', 0), (1, 6, '14:20', '15:00', 'afternoon', 0),
  (1, 7, '15:20', '16:00', 'afternoon', 0), (1, 8, '16:10', '16:50', 'outside', 0);

-- Whether rooms may be booked on a day; NULL: as its kind says, where lessons are held.
ALTER TABLE calendar_day ADD COLUMN bookable INTEGER CHECK (bookable IN (0, 1));

-- What rooms there are. A room's kind is what its place says it is for (place.purpose), by name.
CREATE TABLE room_kind (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  grp TEXT NOT NULL DEFAULT '',                  -- 专用教室, 学科实验室, 专用场所
  functional INTEGER NOT NULL DEFAULT 1 CHECK (functional IN (0, 1)), -- a 功能室, no office, store or classroom
  lab INTEGER NOT NULL DEFAULT 0 CHECK (lab IN (0, 1)),          -- experiments are done in it
  bookable INTEGER NOT NULL DEFAULT 1 CHECK (bookable IN (0, 1)), -- lessons are held in it
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),    -- one serves all stages of a school
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO room_kind (name, grp, functional, lab, bookable, shared, changed) VALUES
  ('计算机教室', '专用教室', 1, 0, 1, 0, 0), ('音乐教室', '专用教室', 1, 0, 1, 0, 0), ('美术教室', '专用教室', 1, 0, 1, 0, 0),
  ('劳技教室', '专用教室', 1, 0, 1, 0, 0), ('综合实践教室', '专用教室', 1, 0, 1, 0, 0), ('舞蹈教室', '专用教室', 1, 0, 1, 0, 0),
  ('录播教室', '专用教室', 1, 0, 1, 1, 0), ('创新实验室', '专用场所', 1, 0, 1, 0, 0),
  ('科学实验室', '学科实验室', 1, 1, 1, 0, 0), ('物理实验室', '学科实验室', 1, 1, 1, 0, 0), ('化学实验室', '学科实验室', 1, 1, 1, 0, 0),
  ('生物实验室', '学科实验室', 1, 1, 1, 0, 0), ('仪器室', '学科实验室', 1, 0, 0, 0, 0), ('准备室', '学科实验室', 1, 0, 0, 0, 0),
  ('危化品室', '学科实验室', 1, 0, 0, 1, 0), ('图书馆', '专用场所', 1, 0, 1, 1, 0), ('阅览室', '专用场所', 1, 0, 1, 1, 0),
  ('卫生室', '专用场所', 1, 0, 0, 1, 0), ('心理辅导室', '专用场所', 1, 0, 1, 1, 0), ('体育馆', '专用场所', 1, 0, 1, 1, 0),
  ('体育器材室', '专用场所', 1, 0, 0, 1, 0), ('普通教室', '', 0, 0, 0, 0, 0), ('办公室', '', 0, 0, 0, 0, 0), ('库房', '', 0, 0, 0, 0, 0);

-- How many rooms of a kind a stage must have that has as many classes as this or more, and how large each must be: the row whose
-- number of classes is the greatest that is reached. Data that a county or school may change; the rows below are starter values.
CREATE TABLE room_norm (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL REFERENCES room_kind (id),
  stage TEXT NOT NULL CHECK (stage IN ('kindergarten', 'primary', 'junior', 'senior')),
  classes INTEGER NOT NULL DEFAULT 0 CHECK (classes BETWEEN 0 AND 999),
  rooms INTEGER NOT NULL CHECK (rooms BETWEEN 0 AND 99),
  area INTEGER CHECK (area >= 0),                -- of each room at least, 0.01 m²; NULL: nothing is said
  source TEXT NOT NULL DEFAULT '',
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL,
  UNIQUE (stage, kind, classes)
) STRICT;
INSERT INTO room_norm (kind, stage, classes, rooms, area, source, starter, changed)
  SELECT room_kind.id, n.column2, n.column3, n.column4, n.column5, n.column6, 1, 0 FROM (VALUES
    ('计算机教室', 'primary', 0, 1, NULL, '浙江小学装备标准 2020'), ('计算机教室', 'primary', 18, 2, NULL, '浙江小学装备标准 2020'),
    ('计算机教室', 'primary', 30, 3, NULL, '浙江小学装备标准 2020'),
    ('音乐教室', 'primary', 0, 1, 9600, '优质均衡'), ('音乐教室', 'primary', 18, 2, 9600, '浙江小学装备标准 2020；面积按优质均衡'),
    ('音乐教室', 'primary', 30, 3, 9600, '浙江小学装备标准 2020；面积按优质均衡'),
    ('美术教室', 'primary', 0, 1, 9000, '优质均衡'), ('美术教室', 'primary', 18, 2, 9000, '浙江小学装备标准 2020；面积按优质均衡'),
    ('美术教室', 'primary', 30, 3, 9000, '浙江小学装备标准 2020；面积按优质均衡'),
    ('劳技教室', 'primary', 0, 1, NULL, '浙江小学装备标准 2020'), ('劳技教室', 'primary', 18, 2, NULL, '浙江小学装备标准 2020'),
    ('劳技教室', 'primary', 30, 3, NULL, '浙江小学装备标准 2020'),
    ('综合实践教室', 'primary', 0, 1, 8600, '浙江小学装备标准 2020；面积按均衡发展准备要求'),
    ('综合实践教室', 'primary', 36, 2, 8600, '浙江小学装备标准 2020；面积按均衡发展准备要求'),
    ('科学实验室', 'primary', 0, 1, 8600, '均衡发展准备要求'), ('科学实验室', 'primary', 18, 2, 8600, '浙江小学装备标准 2020；面积按均衡发展准备要求'),
    ('科学实验室', 'primary', 30, 3, 8600, '浙江小学装备标准 2020；面积按均衡发展准备要求'),
    ('仪器室', 'primary', 0, 1, 2300, 'JY/T 0385'), ('仪器室', 'primary', 18, 2, 2300, '浙江小学装备标准 2020；面积按 JY/T 0385'),
    ('仪器室', 'primary', 30, 3, 2300, '浙江小学装备标准 2020；面积按 JY/T 0385'),
    ('图书馆', 'primary', 0, 1, NULL, '浙江小学装备标准 2020'), ('卫生室', 'primary', 0, 1, NULL, '浙江小学装备标准 2020'),
    ('卫生室', 'primary', 24, 2, NULL, '浙江小学装备标准 2020'), ('心理辅导室', 'primary', 0, 1, NULL, '浙江小学装备标准 2020'),
    ('体育器材室', 'primary', 0, 1, NULL, '浙江小学装备标准 2020'), ('创新实验室', 'primary', 18, 1, NULL, '浙江小学装备标准 2020'),
    ('物理实验室', 'junior', 0, 1, 8700, '广东初中 (网载)'), ('物理实验室', 'junior', 24, 2, 9600, '均衡发展准备要求'),
    ('物理实验室', 'junior', 36, 3, 9600, '均衡发展准备要求'), ('化学实验室', 'junior', 0, 1, 8700, '广东初中 (网载)'),
    ('化学实验室', 'junior', 30, 2, 8700, '广东初中 (网载)'), ('生物实验室', 'junior', 0, 1, 8700, '广东初中 (网载)'),
    ('生物实验室', 'junior', 30, 2, 8700, '广东初中 (网载)'), ('仪器室', 'junior', 0, 1, 2300, '均衡发展准备要求'),
    ('仪器室', 'junior', 24, 2, 2300, '均衡发展准备要求'), ('准备室', 'junior', 0, 1, 1800, '均衡发展准备要求'),
    ('准备室', 'junior', 24, 2, 1800, '均衡发展准备要求'), ('危化品室', 'junior', 0, 1, 800, '吉林 2010'),
    ('计算机教室', 'junior', 0, 1, 9600, '广东初中 (网载)'), ('计算机教室', 'junior', 18, 2, 9600, '广东初中 (网载)'),
    ('音乐教室', 'junior', 0, 1, 9600, '优质均衡'), ('音乐教室', 'junior', 13, 2, 9600, '优质均衡'),
    ('音乐教室', 'junior', 25, 3, 9600, '优质均衡'), ('美术教室', 'junior', 0, 1, 9000, '优质均衡'),
    ('美术教室', 'junior', 13, 2, 9000, '优质均衡'), ('美术教室', 'junior', 25, 3, 9000, '优质均衡'),
    ('综合实践教室', 'junior', 18, 2, 9600, '广东初中 (网载)'), ('综合实践教室', 'junior', 30, 3, 9600, '广东初中 (网载)'),
    ('舞蹈教室', 'junior', 18, 1, 9000, '广东初中 (网载)'), ('图书馆', 'junior', 0, 1, NULL, '起始值'),
    ('卫生室', 'junior', 0, 1, NULL, '起始值'), ('心理辅导室', 'junior', 0, 1, NULL, '起始值'), ('体育器材室', 'junior', 0, 1, NULL, '起始值'),
    ('物理实验室', 'senior', 0, 1, 9600, '起始值'), ('物理实验室', 'senior', 24, 3, 9600, '起始值'), ('化学实验室', 'senior', 0, 1, 9600, '起始值'),
    ('化学实验室', 'senior', 24, 3, 9600, '起始值'), ('生物实验室', 'senior', 0, 1, 9600, '起始值'), ('生物实验室', 'senior', 24, 2, 9600, '起始值'),
    ('计算机教室', 'senior', 0, 2, 9600, '起始值'), ('音乐教室', 'senior', 0, 1, 9600, '起始值'), ('美术教室', 'senior', 0, 1, 9000, '起始值'),
    ('图书馆', 'senior', 0, 1, NULL, '起始值'), ('心理辅导室', 'senior', 0, 1, NULL, '起始值')) n
  JOIN room_kind ON room_kind.name = n.column1;

-- How many people must look after labs in a stage that has as many classes or more.
CREATE TABLE staffing_norm (
  id INTEGER PRIMARY KEY,
  stage TEXT NOT NULL CHECK (stage IN ('kindergarten', 'primary', 'junior', 'senior')),
  classes INTEGER NOT NULL CHECK (classes BETWEEN 0 AND 999),
  people INTEGER NOT NULL CHECK (people BETWEEN 0 AND 99),
  part_time INTEGER NOT NULL DEFAULT 0 CHECK (part_time IN (0, 1)), -- a teacher of the subject may do it beside
  source TEXT NOT NULL DEFAULT '',
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL,
  UNIQUE (stage, classes)
) STRICT;
INSERT INTO staffing_norm (stage, classes, people, part_time, source, starter, changed) VALUES
  ('senior', 24, 4, 0, '乐清 2018', 1, 0), ('junior', 24, 3, 0, '乐清 2018', 1, 0), ('junior', 12, 2, 0, '乐清 2018', 1, 0),
  ('junior', 6, 1, 0, '乐清 2018', 1, 0), ('primary', 36, 2, 0, '乐清 2018', 1, 0), ('primary', 24, 1, 0, '乐清 2018', 1, 0),
  ('primary', 0, 1, 1, '乐清 2018', 1, 0);

-- What is known of a room beside its place.
CREATE TABLE room (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL UNIQUE REFERENCES place (id),
  bookable INTEGER CHECK (bookable IN (0, 1)),   -- NULL: as its kind
  built INTEGER CHECK (built BETWEEN 1900 AND 2199), -- the year
  posted INTEGER CHECK (posted IN (0, 1)),       -- whether the rules hang on its wall; NULL: nobody has looked
  rules TEXT NOT NULL DEFAULT '',                -- the rules themselves
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL
) STRICT;

-- Who answers for it besides place.keeper.
CREATE TABLE room_keeper (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL REFERENCES place (id),
  person INTEGER NOT NULL REFERENCES person (id),
  changed INTEGER NOT NULL,
  UNIQUE (place, person)
) STRICT;

-- A look at its safety (安全检查).
CREATE TABLE room_check (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  place INTEGER NOT NULL REFERENCES place (id),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  person INTEGER NOT NULL REFERENCES person (id), -- who looked
  good INTEGER NOT NULL CHECK (good IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',                 -- what was wrong, what was done
  mended TEXT CHECK (mended >= date),            -- since when it is in order again
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK (good OR note <> ''),
  CHECK (mended IS NULL OR NOT good)
) STRICT;
CREATE INDEX room_check_place ON room_check (place, date) WHERE voided IS NULL;

-- When a room may be booked. A room without rows: in every period of a day that may be booked.
CREATE TABLE room_hours (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL REFERENCES place (id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- whose timetable is followed
  first INTEGER NOT NULL CHECK (first BETWEEN 1 AND 20),
  last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 20),
  changed INTEGER NOT NULL,
  CHECK (first <= last)
) STRICT;
CREATE INDEX room_hours_place ON room_hours (place, weekday);

-- A time in which a room, or every room, is closed: 检修.
CREATE TABLE room_closure (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  place INTEGER REFERENCES place (id),           -- NULL: every room
  first_day TEXT NOT NULL CHECK (first_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  last_day TEXT NOT NULL CHECK (last_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  first INTEGER NOT NULL DEFAULT 1 CHECK (first BETWEEN 1 AND 20), -- periods of each of the days
  last INTEGER NOT NULL DEFAULT 20 CHECK (last BETWEEN 1 AND 20),
  reason TEXT NOT NULL CHECK (reason <> ''),
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK (first_day <= last_day),
  CHECK (first <= last)
) STRICT;
CREATE INDEX room_closure_days ON room_closure (last_day, first_day) WHERE voided IS NULL;

-- What the school has settled about booking: one row of starter values.
CREATE TABLE booking_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  approval INTEGER NOT NULL DEFAULT 1 CHECK (approval IN (0, 1)), -- who may not approve asks, and somebody answers
  lead_days INTEGER NOT NULL DEFAULT 1 CHECK (lead_days BETWEEN 0 AND 60), -- before which a room is booked
  ahead_days INTEGER NOT NULL DEFAULT 200 CHECK (ahead_days BETWEEN 1 AND 400), -- and how far ahead it may be
  coverage INTEGER NOT NULL DEFAULT 8500 CHECK (coverage BETWEEN 0 AND 10000), -- rooms up to standard, of all that are due: 0.01 %
  starter INTEGER NOT NULL DEFAULT 1 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO booking_policy (id, changed) VALUES (1, 0);

-- Lessons that were booked in one go, week after week.
CREATE TABLE lesson_series (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  term INTEGER NOT NULL REFERENCES term (id),
  weeks TEXT NOT NULL CHECK (weeks <> ''),       -- as they were asked for: 1-8,10
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- whose timetable is followed: a make-up day holds it too
  period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 20),
  parity TEXT CHECK (parity IN ('odd', 'even')), -- only in such weeks; NULL: in each
  changed INTEGER NOT NULL
) STRICT;

-- Dates that it would have had, and why it has not.
CREATE TABLE lesson_skip (
  id INTEGER PRIMARY KEY,
  series INTEGER NOT NULL REFERENCES lesson_series (id),
  week INTEGER NOT NULL CHECK (week BETWEEN 1 AND 30),
  date TEXT CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- NULL: the week has no such day
  reason TEXT NOT NULL CHECK (reason <> ''),
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX lesson_skip_series ON lesson_skip (series);

-- One room in one period of one day: booked, asked for, waited for, or used. What an experiment adds stands in a table beside it.
CREATE TABLE lesson (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  series INTEGER REFERENCES lesson_series (id),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 20),
  room INTEGER NOT NULL REFERENCES place (id),
  class INTEGER REFERENCES class (id),           -- NULL: whoever comes
  teacher INTEGER REFERENCES person (id),
  technician INTEGER REFERENCES person (id),
  kind TEXT NOT NULL DEFAULT 'class' CHECK (kind IN ('experiment', 'class', 'activity', 'maintenance')),
  subject TEXT NOT NULL DEFAULT '',              -- 物理
  purpose TEXT NOT NULL DEFAULT '',              -- 测密度
  -- 'asked': somebody has to approve; 'waiting': until the slot is free; 'done', 'missed': it was, or was not, held
  state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'waiting', 'cancelled', 'done', 'missed')),
  reason TEXT NOT NULL DEFAULT '',               -- why it was cancelled or missed
  pupils INTEGER CHECK (pupils BETWEEN 0 AND 9999), -- who are expected; NULL: those of the class
  asked_by INTEGER NOT NULL DEFAULT 0,           -- account
  approved_by INTEGER,                           -- account
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK (class IS NOT NULL OR teacher IS NOT NULL OR purpose <> ''),
  CHECK (state NOT IN ('cancelled', 'missed') OR reason <> '')
) STRICT;
-- Nothing and nobody is in two places. Any number may ask for a slot; one is approved.
CREATE UNIQUE INDEX lesson_room_once ON lesson (room, date, period) WHERE voided IS NULL AND state IN ('approved', 'done');
CREATE UNIQUE INDEX lesson_teacher_once ON lesson (teacher, date, period)
  WHERE teacher IS NOT NULL AND voided IS NULL AND state IN ('approved', 'done');
CREATE UNIQUE INDEX lesson_class_once ON lesson (class, date, period)
  WHERE class IS NOT NULL AND voided IS NULL AND state IN ('approved', 'done');
CREATE UNIQUE INDEX lesson_technician_once ON lesson (technician, date, period)
  WHERE technician IS NOT NULL AND voided IS NULL AND state IN ('approved', 'done');
CREATE INDEX lesson_date ON lesson (date, period) WHERE voided IS NULL;
CREATE INDEX lesson_queue ON lesson (room, date, period, id) WHERE voided IS NULL AND state IN ('asked', 'waiting');
CREATE INDEX lesson_open ON lesson (state, date) WHERE voided IS NULL AND state IN ('asked', 'waiting');
CREATE INDEX lesson_of_series ON lesson (series) WHERE series IS NOT NULL;
CREATE INDEX lesson_of_class ON lesson (class, date) WHERE class IS NOT NULL;
CREATE INDEX lesson_of_teacher ON lesson (teacher, date) WHERE teacher IS NOT NULL;

-- Only rooms are booked.
CREATE TRIGGER lesson_insert_room BEFORE INSERT ON lesson
WHEN (SELECT kind FROM place WHERE id = new.room AND voided IS NULL) IS NOT 'room'
BEGIN SELECT raise (ABORT, 'lessons are held in rooms'); END;
CREATE TRIGGER lesson_update_room BEFORE UPDATE OF room ON lesson
WHEN (SELECT kind FROM place WHERE id = new.room AND voided IS NULL) IS NOT 'room'
BEGIN SELECT raise (ABORT, 'lessons are held in rooms'); END;

-- Every slot there is, and why it can't be had: '' where it can; 'day': no lessons are held; 'room': it is closed; 'hours': it is not
-- open in that period.
CREATE VIEW slot AS
  WITH period (number) AS (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20))
  SELECT d.date AS date, p.id AS room, period.number AS period,
    CASE WHEN NOT ifnull (d.bookable, d.follows IS NOT NULL) THEN 'day'
      WHEN EXISTS (SELECT 1 FROM room_closure c WHERE c.last_day >= d.date AND c.first_day <= d.date AND c.voided IS NULL
        AND (c.place IS NULL OR c.place = p.id) AND period.number BETWEEN c.first AND c.last) THEN 'room'
      WHEN EXISTS (SELECT 1 FROM room_hours WHERE place = p.id)
        AND NOT EXISTS (SELECT 1 FROM room_hours h WHERE h.place = p.id AND period.number BETWEEN h.first AND h.last
          AND h.weekday = ifnull (d.follows, CAST (strftime ('%w', d.date, '-1 day') AS INTEGER) + 1)) THEN 'hours'
      ELSE '' END AS closed
  FROM calendar_day d, place p, period WHERE p.kind = 'room' AND p.voided IS NULL;

-- What is approved stands on a day and in a room that are open. What was done is a fact, and what is mended needs a closed room.
CREATE TRIGGER lesson_insert_open AFTER INSERT ON lesson
WHEN new.state = 'approved' AND new.voided IS NULL AND new.kind <> 'maintenance'
  AND NOT EXISTS (SELECT 1 FROM slot WHERE date = new.date AND room = new.room AND period = new.period AND closed = '')
BEGIN SELECT raise (ABORT, 'the day or the room is closed'); END;
CREATE TRIGGER lesson_update_open AFTER UPDATE OF date, period, room, state, kind, voided ON lesson
WHEN new.state = 'approved' AND new.voided IS NULL AND new.kind <> 'maintenance'
  AND NOT EXISTS (SELECT 1 FROM slot WHERE date = new.date AND room = new.room AND period = new.period AND closed = '')
BEGIN SELECT raise (ABORT, 'the day or the room is closed'); END;
-- Nor is a day or a room closed over what is approved: that is moved or cancelled before.
CREATE TRIGGER calendar_day_stays_open AFTER UPDATE OF kind, follows, bookable ON calendar_day
WHEN NOT ifnull (new.bookable, new.follows IS NOT NULL)
  AND EXISTS (SELECT 1 FROM lesson WHERE date = new.date AND voided IS NULL AND state = 'approved' AND kind <> 'maintenance')
BEGIN SELECT raise (ABORT, 'lessons are held on that day'); END;
CREATE TRIGGER room_closure_free AFTER INSERT ON room_closure
WHEN new.voided IS NULL AND EXISTS (SELECT 1 FROM lesson WHERE date BETWEEN new.first_day AND new.last_day AND voided IS NULL
  AND state = 'approved' AND kind <> 'maintenance' AND (new.place IS NULL OR room = new.place) AND period BETWEEN new.first AND new.last)
BEGIN SELECT raise (ABORT, 'lessons are held in that room'); END;
CREATE TRIGGER room_closure_still_free AFTER UPDATE ON room_closure
WHEN new.voided IS NULL AND EXISTS (SELECT 1 FROM lesson WHERE date BETWEEN new.first_day AND new.last_day AND voided IS NULL
  AND state = 'approved' AND kind <> 'maintenance' AND (new.place IS NULL OR room = new.place) AND period BETWEEN new.first AND new.last)
BEGIN SELECT raise (ABORT, 'lessons are held in that room'); END;

-- A room that is booked does not go; in a merge its lessons go before.
CREATE TRIGGER place_booked_stays BEFORE UPDATE OF voided ON place
WHEN new.voided IS NOT NULL AND old.voided IS NULL AND EXISTS (SELECT 1 FROM lesson WHERE room = new.id AND voided IS NULL AND state = 'approved'
  AND date >= jz_today ())
BEGIN SELECT raise (ABORT, 'lessons are held in the room'); END;

-- How a room was used and left, in one line (使用记录): of a lesson, or of whoever came without one, for whom a lesson is made.
CREATE TABLE room_use (
  id INTEGER PRIMARY KEY,
  lesson INTEGER NOT NULL UNIQUE REFERENCES lesson (id),
  people INTEGER NOT NULL CHECK (people BETWEEN 0 AND 9999), -- who came
  -- how it was left: 'good'; 'untidy'; 'fault': something is broken, which the note says
  condition TEXT NOT NULL DEFAULT 'good' CHECK (condition IN ('good', 'untidy', 'fault')),
  note TEXT NOT NULL DEFAULT '',
  recorded_by INTEGER NOT NULL,                  -- account
  changed INTEGER NOT NULL,
  CHECK (condition <> 'fault' OR note <> '')
) STRICT;

-- Who may ask for a room, who answers, and who keeps the register of rooms.
INSERT INTO role_permission (role, permission)
  SELECT role.id, p.column1 FROM role, (VALUES ('room'), ('lesson.approve'), ('lesson.request')) p
  WHERE (role.name IN ('head', 'technician') OR (role.name = 'keeper' AND p.column1 <> 'lesson.approve')
    OR (role.name = 'principal' AND p.column1 <> 'room') OR (role.name IN ('librarian', 'teacher') AND p.column1 = 'lesson.request')
    OR EXISTS (SELECT 1 FROM role_permission WHERE role = role.id AND permission = 'account'))
  AND NOT EXISTS (SELECT 1 FROM role_permission r WHERE r.role = role.id AND r.permission = p.column1);
