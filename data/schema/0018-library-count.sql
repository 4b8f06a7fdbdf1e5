-- The books on the shelves: counting them, and striking off what is not kept.

-- A count of books (馆藏盘点): of a place with all in it, of a range of the shelf, or both.
CREATE TABLE library_count (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                   -- TP-2026-0001: year, serial
  name TEXT NOT NULL CHECK (name <> ''),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- on which it began
  place INTEGER REFERENCES place (id),           -- the place and all in it; NULL: every place
  call_from TEXT NOT NULL DEFAULT '',            -- the first call number, '': from the beginning
  call_to TEXT NOT NULL DEFAULT '',              -- the last, with all that begins with it; '': to the end
  -- 'open': being counted; 'counted': it has ended, and the copies say so; 'dropped': given up
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'counted', 'dropped')),
  ended TEXT CHECK (ended >= date),              -- day on which counting ended
  changed INTEGER NOT NULL,
  CHECK ((state = 'counted') = (ended IS NOT NULL))
) STRICT;

-- The shelf list: what should be seen, and what came of it. A line that was not expected is a copy that was scanned though it
-- belongs to another shelf.
CREATE TABLE library_count_line (
  id INTEGER PRIMARY KEY,
  count INTEGER NOT NULL REFERENCES library_count (id),
  copy INTEGER NOT NULL REFERENCES copy (id),
  expected INTEGER NOT NULL DEFAULT 1 CHECK (expected IN (0, 1)),
  state TEXT NOT NULL,                           -- copy.state when the count began, or when it was scanned
  found_place INTEGER REFERENCES place (id),     -- where it stood, when that is another place
  -- NULL: not seen yet. Seen: 'found'; 'back': it was missing or lost; 'lent': to a reader, by the books; 'elsewhere': it belongs to
  -- another place or range; 'withdrawn': struck off. Not seen when counting ended: 'missing'; 'out': lent, put aside, seen by another
  -- count, or it went over the desk meanwhile; 'away': the books did not have it on its shelf
  result TEXT CHECK (result IN ('found', 'back', 'lent', 'elsewhere', 'withdrawn', 'missing', 'out', 'away')),
  changed INTEGER NOT NULL,
  CHECK (expected = 1 OR result NOT IN ('missing', 'out', 'away'))
) STRICT;
CREATE UNIQUE INDEX library_count_line_copy ON library_count_line (count, copy);
CREATE INDEX library_count_line_of ON library_count_line (copy);

-- Every scan as it came, so that nothing is lost and the order of the shelf can be told.
CREATE TABLE library_count_scan (
  id INTEGER PRIMARY KEY,
  count INTEGER NOT NULL REFERENCES library_count (id),
  at TEXT NOT NULL,                              -- UTC
  counter TEXT NOT NULL DEFAULT '',              -- who counted
  place INTEGER REFERENCES place (id),           -- where the counter stood, or the place that was scanned
  code TEXT NOT NULL CHECK (code <> ''),         -- as read
  line INTEGER REFERENCES library_count_line (id), -- NULL: no copy of the library has that code
  -- as library_count_line.result; 'again': scanned before; 'place': the counter stands there from here on; 'unknown'
  verdict TEXT NOT NULL CHECK (verdict IN ('found', 'back', 'lent', 'elsewhere', 'withdrawn', 'again', 'place', 'unknown')),
  changed INTEGER NOT NULL,
  CHECK ((line IS NULL) = (verdict IN ('place', 'unknown')))
) STRICT;
CREATE INDEX library_count_scan_of ON library_count_scan (count, id);
CREATE INDEX library_count_scan_line ON library_count_scan (line) WHERE line IS NOT NULL;

CREATE TRIGGER library_count_scan_open BEFORE INSERT ON library_count_scan
WHEN (SELECT state FROM library_count WHERE id = new.count) <> 'open'
BEGIN SELECT raise (ABORT, 'the count is not open'); END;

-- By what books are proposed for weeding (剔旧标准). Data of the school; the rows below are starter values.
CREATE TABLE weeding_rule (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),  -- as the school says: 五年无人借阅
  -- 'idle': not lent for as many years, and as long here; 'old': published as many years ago; 'copies': more than as many of a title
  -- on the shelf; 'state': in that state
  kind TEXT NOT NULL CHECK (kind IN ('idle', 'old', 'copies', 'state')),
  amount INTEGER NOT NULL DEFAULT 0 CHECK (amount BETWEEN 0 AND 999), -- years, or copies
  state TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'damaged', 'lost', 'missing')),
  class TEXT NOT NULL DEFAULT '',                -- only of classes that begin so; '': of any
  used INTEGER NOT NULL DEFAULT 1 CHECK (used IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',                 -- where the figure comes from
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- came with the program, nobody at the school has confirmed it
  changed INTEGER NOT NULL,
  CHECK ((kind = 'state') = (state <> '')),
  CHECK ((kind = 'state') = (amount = 0))
) STRICT;
INSERT INTO weeding_rule (name, kind, amount, state, class, used, note, starter, changed) VALUES
  ('五年无人借阅', 'idle', 5, '', '', 1, '起始值，请按本校制度修改', 1, 0),
  ('出版满二十年', 'old', 20, '', '', 0, '起始值，请按本校制度修改', 1, 0),
  ('计算机类出版满八年', 'old', 8, '', 'TP', 0, '起始值，请按本校制度修改', 1, 0),
  ('复本超过五册', 'copies', 5, '', '', 0, '起始值 (一省规定每种复本不超过五册)，请按本校制度修改', 1, 0),
  ('破损', 'state', 0, 'damaged', '', 1, '起始值，请按本校制度修改', 1, 0),
  ('丢失', 'state', 0, 'lost', '', 1, '起始值，请按本校制度修改', 1, 0),
  ('盘点未见', 'state', 0, 'missing', '', 1, '起始值，请按本校制度修改', 1, 0);

-- Who must approve it: each step whose figures a request reaches, in the order of the steps. Data of the school; the rows below are
-- starter values.
CREATE TABLE weeding_step (
  id INTEGER PRIMARY KEY,
  step INTEGER NOT NULL UNIQUE CHECK (step BETWEEN 1 AND 20),
  role TEXT NOT NULL DEFAULT '',                 -- role.name that signs; '': somebody outside, whose paper is noted by who may approve
  body TEXT NOT NULL DEFAULT '',                 -- who that is outside: 县教育局
  copies INTEGER CHECK (copies >= 0),            -- reached by as many in one request; NULL: never by that
  amount INTEGER CHECK (amount >= 0),            -- fen: reached by what a request is worth; NULL: never by that
  note TEXT NOT NULL DEFAULT '',
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL,
  CHECK ((role = '') <> (body = '')),
  CHECK (copies IS NOT NULL OR amount IS NOT NULL)
) STRICT;
INSERT INTO weeding_step (step, role, body, copies, amount, note, starter, changed) VALUES
  (1, 'head', '', 1, NULL, '起始值，请按本校制度修改', 1, 0),
  (2, 'principal', '', 100, 200000, '起始值，请按本校制度修改', 1, 0),
  (3, '', '教育局', 1000, 2000000, '起始值，请按本校制度修改', 1, 0);

-- A request to strike books off (剔旧申请). When its last step is signed the copies are withdrawn.
CREATE TABLE weeding (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                   -- TJ-2026-0001: year, serial
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  asked_by INTEGER NOT NULL,                     -- account that asks
  reason TEXT NOT NULL CHECK (reason <> ''),
  state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'done', 'rejected', 'dropped')),
  done TEXT CHECK (done >= date),                -- day on which they were struck off
  changed INTEGER NOT NULL,
  CHECK ((state = 'done') = (done IS NOT NULL))
) STRICT;

CREATE TABLE weeding_line (
  id INTEGER PRIMARY KEY,
  weeding INTEGER NOT NULL REFERENCES weeding (id),
  copy INTEGER NOT NULL REFERENCES copy (id),
  state TEXT NOT NULL,                           -- copy.state when it was asked for
  price INTEGER NOT NULL DEFAULT 0 CHECK (price >= 0), -- fen, 0: unknown
  reason TEXT NOT NULL DEFAULT '',               -- the rules that proposed it; '': that of the request
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX weeding_line_copy ON weeding_line (weeding, copy);
CREATE INDEX weeding_line_of ON weeding_line (copy);
CREATE TRIGGER weeding_line_once BEFORE INSERT ON weeding_line
WHEN EXISTS (SELECT 1 FROM weeding_line l JOIN weeding w ON w.id = l.weeding WHERE l.copy = new.copy AND w.state IN ('asked', 'done'))
BEGIN SELECT raise (ABORT, 'the copy is in a request already'); END;
CREATE TRIGGER weeding_line_there BEFORE INSERT ON weeding_line
WHEN EXISTS (SELECT 1 FROM copy WHERE id = new.copy AND (state = 'withdrawn' OR voided IS NOT NULL))
  OR EXISTS (SELECT 1 FROM lending WHERE copy = new.copy AND returned IS NULL)
BEGIN SELECT raise (ABORT, 'the copy is lent or struck off'); END;

-- The steps that a request has to take, as the policy was when it was made.
CREATE TABLE weeding_sign (
  id INTEGER PRIMARY KEY,
  weeding INTEGER NOT NULL REFERENCES weeding (id),
  step INTEGER NOT NULL,                         -- their order
  role TEXT NOT NULL DEFAULT '',                 -- as in weeding_step
  body TEXT NOT NULL DEFAULT '',
  account INTEGER,                               -- who signed; NULL: not yet
  date TEXT,                                     -- when
  verdict TEXT CHECK (verdict IN ('yes', 'no')),
  note TEXT NOT NULL DEFAULT '',                 -- of somebody outside: the number of their paper; of a no: why
  changed INTEGER NOT NULL,
  UNIQUE (weeding, step),
  CHECK ((account IS NULL) = (verdict IS NULL) AND (account IS NULL) = (date IS NULL)),
  CHECK (verdict IS NULL OR role <> '' OR note <> '')
) STRICT;
CREATE TRIGGER weeding_sign_other BEFORE UPDATE OF account ON weeding_sign
WHEN new.account = (SELECT asked_by FROM weeding WHERE id = new.weeding)
BEGIN SELECT raise (ABORT, 'nobody approves their own request'); END;

-- What the rules propose: copies that are in the school's hands and in no request that waits. Of loans only those count that have not
-- become figures yet. Of copies of one title the lent and the newest stay.
CREATE VIEW weeding_proposal AS
  SELECT c.id AS copy, r.id AS rule FROM weeding_rule r CROSS JOIN copy c JOIN title t ON t.id = c.title
  WHERE r.used AND c.voided IS NULL AND c.state NOT IN ('withdrawn', 'work', 'binding')
    AND (r.class = '' OR substr (t.class, 1, length (r.class)) = r.class)
    AND CASE r.kind
      WHEN 'state' THEN c.state = r.state
      WHEN 'old' THEN c.state = 'shelf' AND t.year <= CAST (substr (jz_today (), 1, 4) AS INTEGER) - r.amount
      WHEN 'idle' THEN c.state = 'shelf' AND (SELECT date FROM accession WHERE id = c.accession) <= date (jz_today (), '-' || r.amount || ' years')
        AND NOT EXISTS (SELECT 1 FROM lending l WHERE l.copy = c.id AND l.lent > date (jz_today (), '-' || r.amount || ' years'))
      ELSE c.state = 'shelf' AND (SELECT count (*) FROM copy o WHERE o.title = c.title AND o.voided IS NULL AND o.state = 'shelf'
        AND (o.id > c.id OR EXISTS (SELECT 1 FROM lending WHERE copy = o.id AND returned IS NULL))) >= r.amount END
    AND NOT EXISTS (SELECT 1 FROM lending WHERE copy = c.id AND returned IS NULL)
    AND NOT EXISTS (SELECT 1 FROM hold WHERE hold.copy = c.id AND hold.state = 'ready')
    AND NOT EXISTS (SELECT 1 FROM weeding_line l JOIN weeding w ON w.id = l.weeding WHERE l.copy = c.id AND w.state = 'asked');

-- What is not held any more, and since when. What was lost left the books on the day that a reader said so or had to pay for it, and
-- does not leave them again when it is struck off; what else was struck off left them on the day of that. Only where nothing tells it is
-- the day on which the row was written last.
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
