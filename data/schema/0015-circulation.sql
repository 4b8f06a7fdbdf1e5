-- Lending books: who may have how many for how long, who has what, who waits for it, and what is owed.

-- What readers are told apart by.
CREATE TABLE reader_group (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),  -- stable name, 'primary'
  title TEXT NOT NULL CHECK (title <> ''),       -- what the school calls it
  holder TEXT NOT NULL CHECK (holder IN ('pupil', 'staff', 'class')), -- whose readers may belong to it
  -- Whoever is of this stage belongs to it unless something else is said; '': whoever fits no other.
  stage TEXT NOT NULL DEFAULT '' CHECK (stage IN ('', 'kindergarten', 'primary', 'junior', 'senior')),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO reader_group (id, name, title, holder, stage, changed) VALUES
  (1, 'primary', '小学生', 'pupil', 'primary', 0), (2, 'junior', '初中生', 'pupil', 'junior', 0), (3, 'senior', '高中生', 'pupil', 'senior', 0),
  (4, 'pupil', '其他学生', 'pupil', '', 0), (5, 'teacher', '教师', 'staff', '', 0), (6, 'staff', '职工', 'staff', '', 0),
  (7, 'class', '班级', 'class', '', 0);

-- Who may borrow: a person of the school, or a class that borrows as a whole. Of a pupil there is name, class and card number.
CREATE TABLE reader (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  person INTEGER REFERENCES person (id),
  class INTEGER REFERENCES class (id),
  card TEXT NOT NULL CHECK (card <> '' AND card = upper (card)), -- what the card says and its bars encode, in capitals
  grp INTEGER REFERENCES reader_group (id),      -- NULL: that of the stage
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'lost', 'left')), -- 'lost': the card; 'left': gone, and cleared
  stopped TEXT CHECK (stopped GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- borrows nothing up to and on this day
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK ((person IS NULL) <> (class IS NULL))
) STRICT;
CREATE UNIQUE INDEX reader_card ON reader (card) WHERE voided IS NULL;
CREATE INDEX reader_any_card ON reader (card);    -- the next number is none that ever was
CREATE UNIQUE INDEX reader_person ON reader (person) WHERE person IS NOT NULL AND voided IS NULL;
CREATE UNIQUE INDEX reader_class ON reader (class) WHERE class IS NOT NULL AND voided IS NULL;

-- Whether books go out from a place: not where it, or a place that holds it, is one to read in.
CREATE VIEW place_lends AS
  SELECT p.id AS place, NOT EXISTS (WITH RECURSIVE up (id) AS (SELECT p.id UNION ALL SELECT place.parent FROM up JOIN place USING (id)
    WHERE place.parent IS NOT NULL) SELECT 1 FROM up JOIN collection ON collection.place = up.id WHERE NOT collection.lends) AS lends
  FROM place p;

-- Readers as they are today: their names and classes are those of the register.
CREATE VIEW reader_now AS
  SELECT r.id AS id, r.card AS card, r.state AS state, r.stopped AS stopped, r.person AS person, ifnull (r.class, p.class) AS class,
    ifnull (p.name, c.name) AS name, ifnull (c.name, '') AS class_name, c.grade AS grade, c.number AS number,
    iif (r.person IS NULL, 'class', p.kind) AS holder,
    ifnull (r.grp, (SELECT g.id FROM reader_group g WHERE g.holder = iif (r.person IS NULL, 'class', p.kind)
      AND (g.stage = '' OR g.stage = c.stage) ORDER BY g.stage = '', g.id LIMIT 1)) AS grp,
    -- gone from the register, whatever the card says
    (p.id IS NOT NULL AND (NOT p.active OR p.voided IS NOT NULL)) OR (c.id IS NOT NULL AND c.left_year IS NOT NULL) AS gone
  FROM reader r LEFT JOIN person p ON p.id = r.person LEFT JOIN class c ON c.id = ifnull (r.class, p.class) WHERE r.voided IS NULL;

-- What a group may have of a material, or of everything together. Data of the school; the rows below are starter values, gathered
-- from rules that schools have published.
CREATE TABLE loan_rule (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES reader_group (id),
  material INTEGER REFERENCES material (id),     -- NULL: all together, and what has no rule of its own
  copies INTEGER NOT NULL CHECK (copies BETWEEN 0 AND 9999), -- at once
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 3650),
  renewals INTEGER NOT NULL DEFAULT 0 CHECK (renewals BETWEEN 0 AND 99),
  renewal_days INTEGER NOT NULL DEFAULT 14 CHECK (renewal_days BETWEEN 1 AND 3650),
  holds INTEGER NOT NULL DEFAULT 0 CHECK (holds BETWEEN 0 AND 99), -- titles waited for at once
  -- what being late costs: nothing; days without borrowing; money
  overdue TEXT NOT NULL DEFAULT 'none' CHECK (overdue IN ('none', 'stop', 'money')),
  rate INTEGER NOT NULL DEFAULT 0 CHECK (rate BETWEEN 0 AND 100000), -- for a copy and a day: days, or fen
  cap INTEGER CHECK (cap >= 0),                  -- for a copy at most: days, or fen; NULL: no end
  grace INTEGER NOT NULL DEFAULT 0 CHECK (grace BETWEEN 0 AND 99), -- days late that cost nothing
  lengthens INTEGER NOT NULL DEFAULT 0 CHECK (lengthens IN (0, 1)), -- days of holidays and vacations do not count
  note TEXT NOT NULL DEFAULT '',                 -- where the figures come from
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- came with the program, nobody at the school has confirmed it
  changed INTEGER NOT NULL,
  CHECK ((overdue = 'none') = (rate = 0))
) STRICT;
CREATE UNIQUE INDEX loan_rule_of ON loan_rule (grp, ifnull (material, 0));
INSERT INTO loan_rule (grp, copies, days, renewals, renewal_days, holds, overdue, rate, cap, lengthens, note, starter, changed) VALUES
  (1, 2, 14, 1, 14, 1, 'stop', 1, 30, 1, '起始值 (多校 1–3 册 14 天)，请按本校制度修改', 1, 0),
  (2, 3, 14, 1, 14, 2, 'stop', 1, 30, 1, '起始值 (华育中学：3 册 14 天，逾期几天停借几天)，请按本校制度修改', 1, 0),
  (3, 4, 30, 1, 14, 2, 'stop', 1, 30, 1, '起始值 (一校 4 册 30 天)，请按本校制度修改', 1, 0),
  (4, 2, 14, 1, 14, 1, 'none', 0, NULL, 1, '起始值，请按本校制度修改', 1, 0),
  (5, 5, 90, 1, 30, 3, 'none', 0, NULL, 1, '起始值 (一校教师 5 册 90 天)，请按本校制度修改', 1, 0),
  (6, 5, 90, 1, 30, 3, 'none', 0, NULL, 1, '起始值 (一校教师 5 册 90 天)，请按本校制度修改', 1, 0),
  (7, 60, 30, 1, 30, 0, 'none', 0, NULL, 1, '起始值 (低年级由班主任集体借阅)，请按本校制度修改', 1, 0);

-- What is paid for a copy that came back harmed, or not at all.
CREATE TABLE book_compensation (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),  -- what became of it, as the school says: 丢失
  state TEXT NOT NULL CHECK (state IN ('lost', 'damaged', 'shelf')), -- of the copy then; 'shelf': it is lent again
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 5000), -- of its price
  least INTEGER NOT NULL DEFAULT 0 CHECK (least >= 0), -- fen
  unpriced INTEGER NOT NULL DEFAULT 0 CHECK (unpriced >= 0), -- fen, where no price is known
  note TEXT NOT NULL DEFAULT '',
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO book_compensation (name, state, percent, unpriced, note, starter, changed) VALUES
  ('丢失', 'lost', 150, 2000, '起始值 (各校 1–3 倍书价)，请按本校制度修改', 1, 0),
  ('严重损坏', 'damaged', 100, 2000, '起始值 (一校损坏赔 30–100 %)，请按本校制度修改', 1, 0),
  ('轻微污损', 'shelf', 30, 500, '起始值 (一校损坏赔 30–100 %)，请按本校制度修改', 1, 0);

-- What the school has settled besides: one row.
CREATE TABLE lending_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  hold_days INTEGER NOT NULL DEFAULT 3 CHECK (hold_days BETWEEN 1 AND 99), -- a copy that came back is kept for whoever waits
  blocks_late INTEGER NOT NULL DEFAULT 1 CHECK (blocks_late IN (0, 1)), -- whoever has something overdue borrows nothing
  blocks_owed INTEGER NOT NULL DEFAULT 1 CHECK (blocks_owed >= 0), -- nor who owes as much, fen; 0: owing stops nobody
  card_prefix TEXT NOT NULL DEFAULT 'D' CHECK (length (card_prefix) <= 10 AND card_prefix = upper (card_prefix)), -- of cards made for whoever has no number
  card_digits INTEGER NOT NULL DEFAULT 6 CHECK (card_digits BETWEEN 3 AND 12),
  keep_years INTEGER NOT NULL DEFAULT 5 CHECK (keep_years BETWEEN 1 AND 99), -- before loans become figures of a month
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO lending_policy (id, changed) VALUES (1, 0);

-- One copy in one reader's hands.
CREATE TABLE lending (
  id INTEGER PRIMARY KEY,
  copy INTEGER NOT NULL REFERENCES copy (id),
  reader INTEGER NOT NULL REFERENCES reader (id),
  class INTEGER REFERENCES class (id),           -- of the reader on that day
  lent TEXT NOT NULL CHECK (lent GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  due TEXT NOT NULL CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  renewals INTEGER NOT NULL DEFAULT 0 CHECK (renewals >= 0),
  renewed TEXT,                                  -- the day of the last one
  returned TEXT CHECK (returned GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- NULL: it is out
  late INTEGER NOT NULL DEFAULT 0 CHECK (late >= 0), -- days late when it came back, as the rule counts them
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'lost', 'damaged')), -- what became of it, where it did not just come back
  changed INTEGER NOT NULL,
  CHECK (due >= lent),
  CHECK (returned IS NULL OR returned >= lent),
  CHECK (returned IS NOT NULL OR (outcome = '' AND late = 0))
) STRICT;
CREATE UNIQUE INDEX lending_out ON lending (copy) WHERE returned IS NULL;
CREATE INDEX lending_reader_out ON lending (reader, due) WHERE returned IS NULL;
CREATE INDEX lending_due ON lending (due) WHERE returned IS NULL;
CREATE INDEX lending_copy ON lending (copy, id);
CREATE INDEX lending_reader ON lending (reader, id);
CREATE INDEX lending_lent ON lending (lent);
CREATE INDEX lending_renewed ON lending (renewed) WHERE renewed IS NOT NULL AND returned IS NULL;
CREATE INDEX lending_returned ON lending (returned) WHERE returned IS NOT NULL;

-- Only what stands on its shelf goes out, and what is out is not struck off.
CREATE TRIGGER lending_insert_there BEFORE INSERT ON lending
WHEN new.returned IS NULL AND NOT EXISTS (SELECT 1 FROM copy WHERE id = new.copy AND state = 'shelf' AND voided IS NULL)
BEGIN SELECT raise (ABORT, 'the copy is not there to be lent'); END;
CREATE TRIGGER copy_out_stays BEFORE UPDATE OF state, voided ON copy
WHEN (new.voided IS NOT NULL OR new.state = 'withdrawn') AND EXISTS (SELECT 1 FROM lending WHERE copy = new.id AND returned IS NULL)
BEGIN SELECT raise (ABORT, 'the copy is lent'); END;
-- Nor is the loan of a reader who has left, or of a copy that is gone or put aside meanwhile, open again.
CREATE TRIGGER lending_open_again BEFORE UPDATE OF returned ON lending
WHEN new.returned IS NULL AND old.returned IS NOT NULL AND (
  EXISTS (SELECT 1 FROM reader WHERE id = new.reader AND (voided IS NOT NULL OR state = 'left'))
  OR EXISTS (SELECT 1 FROM copy WHERE id = new.copy AND (voided IS NOT NULL OR state <> 'shelf'))
  OR EXISTS (SELECT 1 FROM hold WHERE copy = new.copy AND state = 'ready'))
BEGIN SELECT raise (ABORT, 'the copy or the reader is not there any more'); END;
CREATE TRIGGER reader_out_stays BEFORE UPDATE OF state, voided ON reader
WHEN (new.voided IS NOT NULL OR new.state = 'left') AND EXISTS (SELECT 1 FROM lending WHERE reader = new.id AND returned IS NULL)
BEGIN SELECT raise (ABORT, 'the reader still has books'); END;

-- Who waits for a title, in the order they came; one of its copies is put aside for the first.
CREATE TABLE hold (
  id INTEGER PRIMARY KEY,
  title INTEGER NOT NULL REFERENCES title (id),
  reader INTEGER NOT NULL REFERENCES reader (id),
  placed TEXT NOT NULL CHECK (placed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'fetched', 'dropped', 'expired')),
  copy INTEGER REFERENCES copy (id),             -- that is put aside, or was
  ready TEXT,                                    -- since when
  expires TEXT,                                  -- the last day on which it is
  changed INTEGER NOT NULL,
  CHECK (state NOT IN ('ready', 'fetched', 'expired') OR (copy IS NOT NULL AND ready IS NOT NULL AND expires >= ready))
) STRICT;
CREATE UNIQUE INDEX hold_copy ON hold (copy) WHERE state = 'ready';
CREATE UNIQUE INDEX hold_once ON hold (title, reader) WHERE state IN ('waiting', 'ready');
CREATE INDEX hold_queue ON hold (title, id) WHERE state IN ('waiting', 'ready');
CREATE INDEX hold_reader ON hold (reader) WHERE state IN ('waiting', 'ready');
CREATE INDEX hold_expires ON hold (expires) WHERE state = 'ready';

-- What is put aside stands on its shelf, and is nobody's yet.
CREATE TRIGGER hold_ready_there BEFORE UPDATE OF state, copy ON hold
WHEN new.state = 'ready' AND (EXISTS (SELECT 1 FROM lending WHERE copy = new.copy AND returned IS NULL)
  OR NOT EXISTS (SELECT 1 FROM copy WHERE id = new.copy AND state = 'shelf' AND voided IS NULL))
BEGIN SELECT raise (ABORT, 'the copy is not there to be put aside'); END;
CREATE TRIGGER hold_who_left BEFORE UPDATE OF state ON hold
WHEN new.state IN ('waiting', 'ready') AND EXISTS (SELECT 1 FROM reader WHERE id = new.reader AND (voided IS NOT NULL OR state = 'left'))
BEGIN SELECT raise (ABORT, 'the reader has left'); END;
CREATE TRIGGER copy_aside_stays BEFORE UPDATE OF state, voided ON copy
WHEN (new.voided IS NOT NULL OR new.state <> 'shelf') AND EXISTS (SELECT 1 FROM hold WHERE copy = new.id AND state = 'ready')
BEGIN SELECT raise (ABORT, 'the copy is put aside'); END;

-- Money that a reader owes, owed, or was let off.
CREATE TABLE charge (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  reader INTEGER NOT NULL REFERENCES reader (id),
  copy INTEGER NOT NULL REFERENCES copy (id),
  lending INTEGER REFERENCES lending (id),       -- NULL: only figures are left of it
  kind TEXT NOT NULL CHECK (kind IN ('overdue', 'lost', 'damaged')),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  amount INTEGER NOT NULL CHECK (amount > 0),    -- fen
  why TEXT NOT NULL,                             -- how that was computed, in words
  state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'paid', 'waived')),
  settled TEXT,                                  -- when
  note TEXT NOT NULL DEFAULT '',                 -- number of the receipt; why it was waived; that the same book was given
  changed INTEGER NOT NULL,
  CHECK ((state = 'due') = (settled IS NULL)),
  CHECK (state <> 'waived' OR note <> '')
) STRICT;
CREATE INDEX charge_due ON charge (reader) WHERE state = 'due';
CREATE INDEX charge_reader ON charge (reader, id);
CREATE INDEX charge_lending ON charge (lending) WHERE lending IS NOT NULL;

-- What is left of old loans: how many a month lent of what to whom.
CREATE TABLE lending_month (
  id INTEGER PRIMARY KEY,
  month TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  class INTEGER REFERENCES class (id),           -- NULL: who is of none
  letter TEXT NOT NULL,                          -- main class of the 中图法, '' where there is none
  material INTEGER NOT NULL REFERENCES material (id),
  lent INTEGER NOT NULL CHECK (lent >= 0),
  renewals INTEGER NOT NULL CHECK (renewals >= 0),
  late INTEGER NOT NULL CHECK (late >= 0),       -- of them came back late
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX lending_month_of ON lending_month (month, ifnull (class, 0), letter, material);

-- All that was ever lent, by month.
CREATE VIEW lending_by_month AS
  SELECT month, class, letter, material, lent, renewals, late FROM lending_month UNION ALL
  SELECT substr (l.lent, 1, 7), l.class, upper (substr (t.class, 1, 1)), t.material, count (*), sum (l.renewals), sum (l.late > 0)
  FROM lending l JOIN copy c ON c.id = l.copy JOIN title t ON t.id = c.title GROUP BY 1, 2, 3, 4;
