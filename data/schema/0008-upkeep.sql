-- What happens to things: damage and who pays, repair, maintenance, approval of write-offs.
--
-- All of these are papers beside the ledger. What leaves the books leaves them by a voucher, which the paper names.

-- Who pays how much for what was damaged: the rule whose answer to "whose fault" and "can it be repaired" fits and whose age is the
-- greatest that the thing has reached. Data of the school; the rows below are starter values.
CREATE TABLE compensation_rule (
  id INTEGER PRIMARY KEY,
  -- whose fault: 'normal' wear; a 'teacher' by mistake; a 'pupil' by carelessness; 'rules' were broken; 'wilful'; 'lost'
  responsibility TEXT NOT NULL CHECK (responsibility IN ('normal', 'teacher', 'pupil', 'rules', 'wilful', 'lost')),
  repairable INTEGER NOT NULL CHECK (repairable IN (0, 1)),
  from_years INTEGER NOT NULL DEFAULT 0 CHECK (from_years BETWEEN 0 AND 99), -- whole years since it was acquired
  base TEXT NOT NULL CHECK (base IN ('none', 'repair', 'price')), -- of what the percentage is: nothing, what the repair costs, its price
  percent INTEGER NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 1000),
  note TEXT NOT NULL DEFAULT '',                -- where the figure comes from
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- came with the program, nobody at the school has confirmed it
  changed INTEGER NOT NULL,
  UNIQUE (responsibility, repairable, from_years),
  CHECK ((base = 'none') = (percent = 0)),
  CHECK (base <> 'repair' OR repairable = 1)
) STRICT;
INSERT INTO compensation_rule (responsibility, repairable, from_years, base, percent, note, starter, changed) VALUES
  ('normal', 1, 0, 'none', 0, '正常损耗、老化不赔', 1, 0),
  ('normal', 0, 0, 'none', 0, '正常损耗、老化不赔', 1, 0),
  ('teacher', 1, 0, 'repair', 100, '可修复的按修理费', 1, 0),
  ('teacher', 0, 0, 'price', 80, '一年以内 80–90%', 1, 0),
  ('teacher', 0, 2, 'price', 60, '二至五年 60–80%', 1, 0),
  ('teacher', 0, 6, 'price', 20, '五年以上 20–60%', 1, 0),
  ('pupil', 1, 0, 'repair', 100, '可修复的按修理费', 1, 0),
  ('pupil', 0, 0, 'price', 80, '一年以内 80–90%', 1, 0),
  ('pupil', 0, 2, 'price', 60, '二至五年 60–80%', 1, 0),
  ('pupil', 0, 6, 'price', 20, '五年以上 20–60%', 1, 0),
  ('rules', 1, 0, 'repair', 100, '可修复的按修理费', 1, 0),
  ('rules', 0, 0, 'price', 100, '按原价', 1, 0),
  ('wilful', 1, 0, 'repair', 200, '故意损坏加倍', 1, 0),
  ('wilful', 0, 0, 'price', 200, '故意损坏加倍', 1, 0),
  ('lost', 0, 0, 'price', 80, '一年以内 80–90%', 1, 0),
  ('lost', 0, 2, 'price', 60, '二至五年 60–80%', 1, 0),
  ('lost', 0, 6, 'price', 20, '五年以上 20–60%', 1, 0);

-- Who must approve a write-off: each step whose amounts a request reaches, in the order of the steps. A request that reaches no step
-- needs nobody. Data of the school; the rows below are starter values.
CREATE TABLE approval_step (
  id INTEGER PRIMARY KEY,
  step INTEGER NOT NULL UNIQUE CHECK (step BETWEEN 1 AND 20), -- the order in which they sign
  role TEXT NOT NULL DEFAULT '',                -- role.name that signs; '': somebody outside, whose paper is noted by who may approve
  body TEXT NOT NULL DEFAULT '',                -- who that is outside: 县教育局
  single INTEGER CHECK (single >= 0),           -- fen: reached by one thing that is worth as much; NULL: never by that
  year INTEGER CHECK (year >= 0),               -- fen: reached by all that is written off in the year, this included; NULL: never by that
  note TEXT NOT NULL DEFAULT '',                -- where the figure comes from
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL,
  CHECK ((role = '') <> (body = '')),
  CHECK (single IS NOT NULL OR year IS NOT NULL)
) STRICT;
INSERT INTO approval_step (step, role, body, single, year, note, starter, changed) VALUES
  (1, 'head', '', 10000, 500000, '起始值，请按本校制度修改', 1, 0),
  (2, 'principal', '', 50000, 2000000, '起始值，请按本校制度修改', 1, 0),
  (3, '', '教育局', 50000, 5000000, '单价 500 元以上报教育局 (常州 2002)', 1, 0),
  (4, '', '国资部门', 5000000, 20000000, '单价 5 万元或全年 20 万元以上 (一地做法)', 1, 0);

-- A request to write things off (报废申请). When its last step is signed the voucher is posted.
CREATE TABLE disposal (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                  -- BF-2026-0001: year, serial
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  asked_by INTEGER NOT NULL,                    -- account that asks
  reason TEXT NOT NULL CHECK (reason <> ''),
  state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'done', 'rejected', 'dropped')),
  voucher INTEGER REFERENCES voucher (id),      -- that wrote them off
  proceeds INTEGER NOT NULL DEFAULT 0 CHECK (proceeds >= 0), -- fen: what selling them brought
  proceeds_note TEXT NOT NULL DEFAULT '',       -- who bought them, receipt
  changed INTEGER NOT NULL,
  CHECK ((state = 'done') = (voucher IS NOT NULL)),
  CHECK (state = 'done' OR proceeds = 0)
) STRICT;

CREATE TABLE disposal_line (
  id INTEGER PRIMARY KEY,
  disposal INTEGER NOT NULL REFERENCES disposal (id) ON DELETE CASCADE,
  item INTEGER NOT NULL REFERENCES item (id),
  asset INTEGER REFERENCES asset (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  place INTEGER REFERENCES place (id),          -- of a quantity: where it is taken from
  amount INTEGER NOT NULL CHECK (amount >= 0),  -- what the books say it is worth, fen
  reason TEXT NOT NULL DEFAULT '',              -- '': that of the request
  -- how it is got rid of: 'scrap' thrown away, 'sell', 'exchange' for a new one, 'recycle', 'donate', 'lost' is gone already
  way TEXT NOT NULL DEFAULT 'scrap' CHECK (way IN ('scrap', 'sell', 'exchange', 'recycle', 'donate', 'lost')),
  changed INTEGER NOT NULL,
  CHECK (asset IS NULL OR quantity = 1)
) STRICT;
CREATE INDEX disposal_line_of ON disposal_line (disposal);
CREATE INDEX disposal_line_asset ON disposal_line (asset) WHERE asset IS NOT NULL;
CREATE TRIGGER disposal_line_once BEFORE INSERT ON disposal_line
WHEN new.asset IS NOT NULL AND EXISTS (SELECT 1 FROM disposal_line l JOIN disposal d ON d.id = l.disposal WHERE l.asset = new.asset AND d.state = 'asked')
BEGIN SELECT raise (ABORT, 'the asset is in a request already'); END;

-- The steps that a request has to take, as the policy was when it was made.
CREATE TABLE disposal_sign (
  id INTEGER PRIMARY KEY,
  disposal INTEGER NOT NULL REFERENCES disposal (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,                        -- their order
  role TEXT NOT NULL DEFAULT '',                -- as in approval_step
  body TEXT NOT NULL DEFAULT '',
  account INTEGER,                              -- who signed; NULL: not yet
  date TEXT,                                    -- when
  verdict TEXT CHECK (verdict IN ('yes', 'no')),
  note TEXT NOT NULL DEFAULT '',                -- of somebody outside: the number of their paper; of a no: why
  changed INTEGER NOT NULL,
  UNIQUE (disposal, step),
  CHECK ((account IS NULL) = (verdict IS NULL) AND (account IS NULL) = (date IS NULL)),
  CHECK (verdict IS NULL OR role <> '' OR note <> '')
) STRICT;
-- Nobody approves what they asked for.
CREATE TRIGGER disposal_sign_other BEFORE UPDATE OF account ON disposal_sign
WHEN new.account = (SELECT asked_by FROM disposal WHERE id = new.disposal)
BEGIN SELECT raise (ABORT, 'nobody approves their own request'); END;

-- A report of damage or loss (损坏报告), first as it was found, then as it was decided.
CREATE TABLE damage (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                  -- SH-2026-0001: year, serial
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  item INTEGER NOT NULL REFERENCES item (id),
  asset INTEGER REFERENCES asset (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0), -- in the item's smallest unit
  place INTEGER REFERENCES place (id),          -- where it happened or where it stands
  person INTEGER REFERENCES person (id),        -- who did it, or had it
  class INTEGER REFERENCES class (id),          -- or which class
  cause TEXT NOT NULL CHECK (cause <> ''),      -- what happened
  before TEXT NOT NULL DEFAULT 'good',          -- condition of the asset before
  voucher INTEGER REFERENCES voucher (id),      -- return with which it came to light
  -- 'open': not decided; 'due': compensation is still owed; 'done'; 'dropped': it was a mistake
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'due', 'done', 'dropped')),
  responsibility TEXT CHECK (responsibility IN ('normal', 'teacher', 'pupil', 'rules', 'wilful', 'lost')), -- NULL: not decided
  repairable INTEGER NOT NULL DEFAULT 0 CHECK (repairable IN (0, 1)),
  handling TEXT CHECK (handling IN ('none', 'repair', 'compensation', 'write-off')), -- what becomes of the thing
  decided_by TEXT NOT NULL DEFAULT '',          -- name
  price INTEGER NOT NULL DEFAULT 0 CHECK (price >= 0), -- fen: what was damaged is worth by the books
  repair_cost INTEGER NOT NULL DEFAULT 0 CHECK (repair_cost >= 0), -- fen: what the repair will cost, or has
  computed INTEGER NOT NULL DEFAULT 0 CHECK (computed >= 0), -- fen: what the policy says
  why TEXT NOT NULL DEFAULT '',                 -- how that was computed, in words
  due INTEGER NOT NULL DEFAULT 0 CHECK (due >= 0), -- fen: what is to be paid
  why_other TEXT NOT NULL DEFAULT '',           -- why that is not what the policy says
  paid INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0), -- fen
  paid_on TEXT,
  receipt TEXT NOT NULL DEFAULT '',             -- number of the receipt
  disposal INTEGER REFERENCES disposal (id),    -- request that its write-off waits in
  changed INTEGER NOT NULL,
  CHECK (asset IS NULL OR quantity = 1),
  CHECK (due = computed OR why_other <> ''),
  CHECK (paid = 0 OR (paid_on IS NOT NULL AND receipt <> '')),
  CHECK (paid <= due),
  CHECK ((state IN ('due', 'done')) = (responsibility IS NOT NULL AND handling IS NOT NULL AND decided_by <> '')),
  CHECK (state <> 'due' OR paid < due),
  CHECK (state <> 'done' OR paid = due)
) STRICT;
CREATE INDEX damage_asset ON damage (asset) WHERE asset IS NOT NULL;
CREATE INDEX damage_item ON damage (item);

-- A repair (维修).
CREATE TABLE repair (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                  -- WX-2026-0001: year, serial
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- when it was asked for
  item INTEGER NOT NULL REFERENCES item (id),
  asset INTEGER REFERENCES asset (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  place INTEGER REFERENCES place (id),
  damage INTEGER REFERENCES damage (id),        -- that it mends
  fault TEXT NOT NULL CHECK (fault <> ''),
  person INTEGER REFERENCES person (id),        -- who asked for it
  sent_to TEXT NOT NULL DEFAULT '',             -- who repairs it; '': the school itself
  sent_on TEXT,
  returned_on TEXT,
  cost INTEGER NOT NULL DEFAULT 0 CHECK (cost >= 0), -- fen
  warranty INTEGER NOT NULL DEFAULT 0 CHECK (warranty IN (0, 1)), -- repaired under warranty
  parts TEXT NOT NULL DEFAULT '',               -- what was put in
  result TEXT NOT NULL DEFAULT '',              -- what was done, in words
  repaired INTEGER CHECK (repaired IN (0, 1)),  -- 0: beyond repair; NULL: not over yet
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sent', 'done', 'dropped')),
  changed INTEGER NOT NULL,
  CHECK (asset IS NULL OR quantity = 1),
  CHECK (sent_on IS NULL OR sent_on >= date),
  CHECK (returned_on IS NULL OR returned_on >= ifnull (sent_on, date)),
  CHECK ((state = 'done') = (repaired IS NOT NULL) AND (state = 'done') = (returned_on IS NOT NULL)),
  CHECK (state <> 'sent' OR sent_on IS NOT NULL)
) STRICT;
CREATE INDEX repair_asset ON repair (asset) WHERE asset IS NOT NULL;
CREATE UNIQUE INDEX repair_under_way ON repair (asset) WHERE asset IS NOT NULL AND state IN ('open', 'sent');
CREATE INDEX repair_item ON repair (item);

-- Maintenance that comes round (维护计划): of one asset, of all of an item, or of a place.
CREATE TABLE maintenance_plan (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),        -- what is done: 除尘、校准
  item INTEGER REFERENCES item (id),
  asset INTEGER REFERENCES asset (id),
  place INTEGER REFERENCES place (id),
  every INTEGER NOT NULL CHECK (every BETWEEN 1 AND 3660),
  unit TEXT NOT NULL CHECK (unit IN ('day', 'month', 'term')),
  first TEXT NOT NULL CHECK (first GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- when it is due for the first time
  worker TEXT NOT NULL DEFAULT '',              -- who does it
  ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)), -- not done any more
  changed INTEGER NOT NULL,
  CHECK ((item IS NOT NULL) + (asset IS NOT NULL) + (place IS NOT NULL) = 1)
) STRICT;
CREATE INDEX maintenance_plan_asset ON maintenance_plan (asset) WHERE asset IS NOT NULL;

-- What was done.
CREATE TABLE maintenance_log (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  plan INTEGER NOT NULL REFERENCES maintenance_plan (id) ON DELETE CASCADE,
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  what TEXT NOT NULL CHECK (what <> ''),
  cost INTEGER NOT NULL DEFAULT 0 CHECK (cost >= 0), -- fen
  worker TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX maintenance_log_plan ON maintenance_log (plan, date);

-- When each plan is due: first when it says; then so long after it was last done. Months end where the shorter month ends. Of terms it
-- is the last day of the so-manieth term that ends after the one in which it was done; where the calendar doesn't reach so far, half a
-- year for each.
CREATE VIEW maintenance_due AS
  SELECT plan, last, CASE
    WHEN last IS NULL THEN first
    WHEN unit = 'day' THEN date (last, '+' || every || ' days')
    WHEN unit = 'month' THEN min (date (last, '+' || every || ' months'), date (last, 'start of month', '+' || (every + 1) || ' months', '-1 day'))
    ELSE ifnull ((SELECT t.last_day FROM term t WHERE t.last_day > cut AND (SELECT count (*) FROM term u WHERE u.last_day > cut AND u.last_day <= t.last_day) = every),
                 min (date (last, '+' || (every * 6) || ' months'), date (last, 'start of month', '+' || (every * 6 + 1) || ' months', '-1 day'))) END AS due
  FROM (SELECT *, ifnull ((SELECT min (last_day) FROM term WHERE last_day >= last), last) AS cut FROM (
    SELECT id AS plan, first, unit, every, (SELECT max (date) FROM maintenance_log WHERE plan = maintenance_plan.id) AS last FROM maintenance_plan));

-- A later day until which a loan was extended: the newest counts.
CREATE TABLE loan_extension (
  id INTEGER PRIMARY KEY,
  voucher INTEGER NOT NULL REFERENCES voucher (id), -- the loan
  date TEXT NOT NULL,                           -- when it was extended
  due TEXT NOT NULL CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  before TEXT,                                  -- when it was due until then
  reason TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL,
  CHECK (before IS NULL OR due > before)
) STRICT;
CREATE INDEX loan_extension_voucher ON loan_extension (voucher, id);

-- In what state things came back. What was in order, and not of an asset, leaves no row.
CREATE TABLE return_condition (
  id INTEGER PRIMARY KEY,
  voucher INTEGER NOT NULL REFERENCES voucher (id), -- the return
  item INTEGER NOT NULL REFERENCES item (id),
  asset INTEGER REFERENCES asset (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  condition TEXT NOT NULL CHECK (condition IN ('good', 'worn', 'broken', 'parts')), -- 'parts': some of it is missing
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX return_condition_voucher ON return_condition (voucher);
CREATE INDEX return_condition_asset ON return_condition (asset) WHERE asset IS NOT NULL;

-- What is lent and by which voucher. Of a quantity the oldest loans are taken to come back first.
CREATE VIEW open_loan AS
  SELECT position.voucher, asset.item, asset.id AS asset, position.place, position.holder, 1 AS quantity
    FROM position JOIN asset ON asset.id = position.asset WHERE position.state = 'loan'
  UNION ALL
  SELECT voucher, item, NULL, place, holder, min (quantity, out - newer) FROM (
    SELECT e.voucher, e.item, e.place, e.holder, e.quantity, b.quantity AS out,
      ifnull (sum (e.quantity) OVER (PARTITION BY e.item, e.place, e.holder ORDER BY e.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS newer
    FROM balance b JOIN item ON item.id = b.item JOIN entry e ON e.item = b.item AND e.place = b.place AND e.holder = b.holder
    WHERE b.state = 'loan' AND b.quantity > 0 AND item.tracking <> 'card' AND e.state = 'loan' AND e.quantity > 0
      AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.reverses = e.voucher))
  WHERE newer < out;

-- Loans with what is still out, and when each is due.
CREATE VIEW loan_out AS
  SELECT voucher.id, voucher.number, voucher.date, open_loan.holder AS person,
    ifnull ((SELECT due FROM loan_extension WHERE voucher = voucher.id ORDER BY id DESC LIMIT 1), voucher.due) AS due,
    count (*) AS lines, min (open_loan.item) AS item
  FROM open_loan JOIN voucher ON voucher.id = open_loan.voucher GROUP BY voucher.id, open_loan.holder;

-- Everything of the above in one list: 8 × the row's id, and what it is: 1 a damage, 2 a repair, 3 a plan, 4 a warranty that ends
-- soon, 5 a request to write off, 6 a loan.
CREATE VIEW upkeep AS
  SELECT damage.id * 8 + 1 AS id, 'damage' AS kind, damage.number, damage.date, NULL AS due, item.name || ifnull (' ' || asset.number, '') AS thing,
    ifnull (person.name, ifnull (class.name, '')) AS who, damage.cause AS what, damage.due AS amount, damage.state
    FROM damage JOIN item ON item.id = damage.item LEFT JOIN asset ON asset.id = damage.asset
    LEFT JOIN person ON person.id = damage.person LEFT JOIN class ON class.id = damage.class
  UNION ALL
  SELECT repair.id * 8 + 2, 'repair', repair.number, repair.date, NULL, item.name || ifnull (' ' || asset.number, ''), repair.sent_to, repair.fault, repair.cost,
    CASE repair.state WHEN 'done' THEN iif (repair.repaired, 'repaired', 'beyond') WHEN 'open' THEN 'to-repair' ELSE repair.state END
    FROM repair JOIN item ON item.id = repair.item LEFT JOIN asset ON asset.id = repair.asset
  UNION ALL
  SELECT p.id * 8 + 3, 'plan', '', ifnull (d.last, ''), d.due, ifnull (item.name, ifnull (place.path, (SELECT item.name || ' ' || asset.number FROM asset JOIN item ON item.id = asset.item WHERE asset.id = p.asset))),
    p.worker, p.name, ifnull ((SELECT sum (cost) FROM maintenance_log WHERE plan = p.id), 0), iif (p.ended, 'ended', 'planned')
    FROM maintenance_plan p JOIN maintenance_due d ON d.plan = p.id LEFT JOIN item ON item.id = p.item LEFT JOIN place ON place.id = p.place
  UNION ALL
  SELECT asset.id * 8 + 4, 'warranty', '', ifnull (asset.acquired, ''), asset.warranty, item.name || ' ' || asset.number, asset.supplier, '', asset.price, 'warranty'
    FROM asset JOIN item ON item.id = asset.item JOIN position ON position.asset = asset.id
    WHERE asset.voided IS NULL AND asset.warranty IS NOT NULL
      AND asset.warranty BETWEEN jz_today () AND date (jz_today (), '+' || (SELECT value FROM meta WHERE key = 'warranty.days') || ' days')
  UNION ALL
  SELECT d.id * 8 + 5, 'disposal', d.number, d.date, NULL, ifnull ((SELECT item.name || iif (count (*) > 1, ' …', ifnull (' ' || asset.number, ''))
      FROM disposal_line l JOIN item ON item.id = l.item LEFT JOIN asset ON asset.id = l.asset WHERE l.disposal = d.id), ''),
    ifnull (account.name, ''), d.reason, ifnull ((SELECT sum (amount) FROM disposal_line WHERE disposal = d.id), 0), iif (d.state = 'done', 'gone', d.state)
    FROM disposal d LEFT JOIN account ON account.id = d.asked_by
  UNION ALL
  SELECT l.id * 8 + 6, 'loan', l.number, l.date, l.due, item.name || iif (l.lines > 1, ' …', ''), ifnull (person.name, ''), voucher.reason, 0, 'out'
    FROM loan_out l JOIN item ON item.id = l.item JOIN voucher ON voucher.id = l.id LEFT JOIN person ON person.id = l.person;

-- How many days before the end of a warranty it is told.
INSERT INTO meta (key, value) VALUES ('warranty.days', '30');
