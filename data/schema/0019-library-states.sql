-- What the library's states owe to one another: a card is one card however it was typed, nothing is lent or put aside twice over by taking
-- an operation back, and what is gone is gone since one day.

-- Cards are in capitals, since a scanner's keyboard may or may not shift. Where two differ in that alone the older keeps its own.
UPDATE reader SET card = upper (card)
  WHERE card <> upper (card) AND NOT EXISTS (SELECT 1 FROM reader other WHERE other.id <> reader.id AND upper (other.card) = upper (reader.card));
UPDATE lending_policy SET card_prefix = upper (card_prefix);
CREATE TRIGGER reader_card_insert BEFORE INSERT ON reader WHEN new.card <> upper (new.card)
BEGIN SELECT raise (ABORT, 'a card is in capitals'); END;
CREATE TRIGGER reader_card_update BEFORE UPDATE OF card ON reader WHEN new.card <> old.card AND new.card <> upper (new.card)
BEGIN SELECT raise (ABORT, 'a card is in capitals'); END;
CREATE INDEX reader_any_card ON reader (card);   -- the next number is none that ever was

-- Whether books go out from a place: not where it, or a place that holds it, is one to read in.
CREATE VIEW place_lends AS
  SELECT p.id AS place, NOT EXISTS (WITH RECURSIVE up (id) AS (SELECT p.id UNION ALL SELECT place.parent FROM up JOIN place USING (id)
    WHERE place.parent IS NOT NULL) SELECT 1 FROM up JOIN collection ON collection.place = up.id WHERE NOT collection.lends) AS lends
  FROM place p;

-- The places where books are, or of which it was said whether books go out.
CREATE VIEW book_place AS
  SELECT p.id AS place, p.path AS path, p.sort_key AS sort_key, l.lends AS lends,
    ifnull (c.lends, 1) = 0 AS own,              -- 1: it was said of this place itself that it does not
    (SELECT count (*) FROM copy WHERE copy.place = p.id AND copy.voided IS NULL AND copy.state <> 'withdrawn') AS copies
  FROM place p JOIN place_lends l ON l.place = p.id LEFT JOIN collection c ON c.place = p.id
  WHERE p.voided IS NULL AND (c.id IS NOT NULL OR EXISTS (SELECT 1 FROM copy WHERE copy.place = p.id AND copy.voided IS NULL));

-- The loan of a reader who has left, or of a copy that is gone or put aside meanwhile, is not open again.
CREATE TRIGGER lending_open_again BEFORE UPDATE OF returned ON lending
WHEN new.returned IS NULL AND old.returned IS NOT NULL AND (
  EXISTS (SELECT 1 FROM reader WHERE id = new.reader AND (voided IS NOT NULL OR state = 'left'))
  OR EXISTS (SELECT 1 FROM copy WHERE id = new.copy AND (voided IS NOT NULL OR state <> 'shelf'))
  OR EXISTS (SELECT 1 FROM hold WHERE copy = new.copy AND state = 'ready'))
BEGIN SELECT raise (ABORT, 'the copy or the reader is not there any more'); END;
CREATE TRIGGER reader_out_stays BEFORE UPDATE OF state, voided ON reader
WHEN (new.voided IS NOT NULL OR new.state = 'left') AND EXISTS (SELECT 1 FROM lending WHERE reader = new.id AND returned IS NULL)
BEGIN SELECT raise (ABORT, 'the reader still has books'); END;

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

-- What a weeding struck off stays struck off.
CREATE TRIGGER copy_weeded_stays BEFORE UPDATE OF state ON copy
WHEN old.state = 'withdrawn' AND new.state <> 'withdrawn'
  AND EXISTS (SELECT 1 FROM weeding_line l JOIN weeding w ON w.id = l.weeding WHERE l.copy = new.id AND w.state = 'done')
BEGIN SELECT raise (ABORT, 'the copy is struck off'); END;

-- The name that the school's own stands for; '': there was none.
ALTER TABLE class_name ADD COLUMN shipped TEXT NOT NULL DEFAULT '' CHECK (own OR shipped = '');

-- The ISBNs of a title besides its first: those of a set, of another binding, a wrong one that is printed. Kept with its record.
CREATE TABLE further_isbn (
  id INTEGER PRIMARY KEY,
  title INTEGER NOT NULL REFERENCES title (id),
  isbn TEXT NOT NULL CHECK (length (isbn) = 13 AND isbn NOT GLOB '*[^0-9]*'),
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX further_isbn_of ON further_isbn (isbn, title);
CREATE INDEX further_isbn_title ON further_isbn (title);
INSERT INTO further_isbn (title, isbn, changed)
  WITH RECURSIVE
    field (id, tag, data, rest) AS (
      SELECT id, char (30) || iif (instr (marc, char (30) || '200') = 0 AND instr (marc, char (30) || '245') > 0, '020', '010'), '', marc
      FROM title_marc
      UNION ALL
      SELECT id, tag, substr (rest, instr (rest, tag) + 4, instr (substr (rest, instr (rest, tag) + 4), char (30)) - 1),
        substr (rest, instr (rest, tag) + 4)
      FROM field WHERE instr (rest, tag) > 0),
    part (id, text, rest) AS (
      SELECT id, '', data || char (31) FROM field WHERE data <> ''
      UNION ALL
      SELECT id, substr (rest, 1, instr (rest, char (31)) - 1), substr (rest, instr (rest, char (31)) + 1) FROM part WHERE rest <> '')
  SELECT DISTINCT t.id, jz_isbn (substr (p.text, 2)), 0 FROM part p JOIN title t ON t.id = p.id
  WHERE substr (p.text, 1, 1) IN ('a', 'z') AND jz_isbn (substr (p.text, 2)) NOT IN ('', t.isbn);
CREATE VIEW title_by_isbn AS
  SELECT isbn, id AS title FROM title WHERE isbn <> '' UNION ALL SELECT isbn, title FROM further_isbn;

-- What the ledger's vouchers stem from: a reversal from what it reverses, however often (three times at most until now).
DROP VIEW voucher_root;
CREATE VIEW voucher_root AS
  SELECT v.id AS voucher, iif (v.reverses IS NULL, v.id, (WITH RECURSIVE up (id, reverses) AS (SELECT v.id, v.reverses UNION ALL
    SELECT voucher.id, voucher.reverses FROM up JOIN voucher ON voucher.id = up.reverses) SELECT id FROM up WHERE reverses IS NULL)) AS root
  FROM voucher v;

-- What was paid for a copy.
DROP INDEX charge_copy;
CREATE INDEX charge_copy ON charge (copy);

-- What is not held any more, and since when. What was lost left the books on the day that a reader said so or had to pay for it, and
-- does not leave them again when it is struck off; what else was struck off left them on the day of that. Only where nothing tells it is
-- the day on which the row was written last.
DROP VIEW copy_gone;
CREATE VIEW copy_gone AS
  SELECT c.id AS copy, c.title AS title, c.state AS state, c.accession AS accession, ifnull (c.price, t.price) AS price,
    coalesce (
      CASE WHEN c.state = 'lost' OR l.state = 'lost' THEN
        nullif (max (ifnull ((SELECT max (date) FROM charge WHERE charge.copy = c.id AND kind = 'lost'), ''),
          ifnull ((SELECT max (returned) FROM lending WHERE lending.copy = c.id AND outcome = 'lost'), '')), '') END,
      w.done, (SELECT date (at, 'localtime') FROM operation WHERE operation.id = c.changed), '') AS day
  FROM copy c JOIN title t ON t.id = c.title
    LEFT JOIN (weeding_line l JOIN weeding w ON w.id = l.weeding AND w.state = 'done') ON l.copy = c.id AND c.state = 'withdrawn'
  WHERE c.voided IS NULL AND t.voided IS NULL AND c.state IN ('lost', 'withdrawn');

-- Periodicals (期刊): what is subscribed to for a year, which issues should come and which came, and what was bound of them.

-- How often they come out. Data of the school.
CREATE TABLE periodical_frequency (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),  -- as the school says: 月刊
  issues INTEGER NOT NULL CHECK (issues BETWEEN 1 AND 366), -- in a year
  grace INTEGER NOT NULL CHECK (grace BETWEEN 0 AND 366), -- days after it was due an issue is missing
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO periodical_frequency (name, issues, grace, changed) VALUES
  ('日报', 365, 7, 0), ('周刊', 52, 14, 0), ('旬刊', 36, 14, 0), ('半月刊', 24, 20, 0), ('月刊', 12, 30, 0), ('双月刊', 6, 45, 0),
  ('季刊', 4, 60, 0), ('半年刊', 2, 60, 0), ('年刊', 1, 90, 0);

CREATE TABLE subscription (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  title INTEGER NOT NULL REFERENCES title (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
  frequency INTEGER NOT NULL REFERENCES periodical_frequency (id),
  copies INTEGER NOT NULL DEFAULT 1 CHECK (copies BETWEEN 1 AND 99), -- of each issue
  price INTEGER CHECK (price >= 0),              -- fen, of one copy for the year; NULL: unknown
  post_code TEXT NOT NULL DEFAULT '',            -- 邮发代号
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX subscription_of ON subscription (title, year) WHERE voided IS NULL;
CREATE INDEX subscription_year ON subscription (year, id) WHERE voided IS NULL;

-- An issue that should come, or came (记到).
CREATE TABLE periodical_issue (
  id INTEGER PRIMARY KEY,
  subscription INTEGER NOT NULL REFERENCES subscription (id),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 366), -- in its year
  due TEXT NOT NULL CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0), -- that came
  received TEXT CHECK (received GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- the latest of them
  claimed TEXT CHECK (claimed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- when the rest was asked for last (催缺)
  bound INTEGER REFERENCES copy (id),            -- the volume that it went into
  changed INTEGER NOT NULL,
  CHECK ((copies = 0) = (received IS NULL)),
  CHECK (bound IS NULL OR copies > 0)
) STRICT;
CREATE UNIQUE INDEX periodical_issue_of ON periodical_issue (subscription, number);
CREATE INDEX periodical_issue_bound ON periodical_issue (bound) WHERE bound IS NOT NULL;
CREATE TRIGGER periodical_issue_copies BEFORE UPDATE OF copies ON periodical_issue
WHEN new.copies > (SELECT copies FROM subscription WHERE id = new.subscription)
BEGIN SELECT raise (ABORT, 'more copies came than are subscribed to'); END;

-- What should be there and is not. The date of today is asked for by jz_today ().
CREATE VIEW periodical_missing AS
  SELECT i.id AS issue, s.id AS subscription, s.title AS title, s.year AS year, i.number AS number, i.due AS due,
    s.copies - i.copies AS lacking, i.claimed AS claimed
  FROM periodical_issue i JOIN subscription s ON s.id = i.subscription JOIN periodical_frequency f ON f.id = s.frequency
  WHERE s.voided IS NULL AND i.copies < s.copies AND i.bound IS NULL AND date (i.due, '+' || f.grace || ' days') < jz_today ();
