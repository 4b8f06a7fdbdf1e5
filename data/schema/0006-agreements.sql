-- The three agreements: what the books say, what stands there, and what the shelf cards say; what the standard asks for; years that
-- are closed.

-- Calendar years whose books are closed. Nothing dated in or before the newest of them can be posted any more.
CREATE TABLE closed_year (
  year INTEGER PRIMARY KEY CHECK (year BETWEEN 1950 AND 2999),
  changed INTEGER NOT NULL
) STRICT;
CREATE TRIGGER voucher_year BEFORE INSERT ON voucher
WHEN CAST (substr (new.date, 1, 4) AS INTEGER) <= (SELECT max (year) FROM closed_year)
BEGIN SELECT raise (ABORT, 'the year is closed'); END;

-- Where the codes don't say which items of the school are meant by a row of a standard, a person does.
CREATE TABLE standard_match (
  id INTEGER PRIMARY KEY,
  standard_row INTEGER NOT NULL REFERENCES standard_row (id) ON DELETE CASCADE,
  item INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
  fits INTEGER NOT NULL DEFAULT 1 CHECK (fits IN (0, 1)), -- 0: it is not meant, though the codes say so
  changed INTEGER NOT NULL,
  UNIQUE (standard_row, item)
) STRICT;
CREATE INDEX standard_match_item ON standard_match (item);

-- Which of a standard's columns Ⅰ, Ⅱ, Ⅲ counts for this school, and whether it is used at all.
ALTER TABLE standard ADD COLUMN level INTEGER NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 9);
ALTER TABLE standard ADD COLUMN used INTEGER NOT NULL DEFAULT 1 CHECK (used IN (0, 1));

-- A count of what stands in the school (盘点): planned for a place with all in it, or for what a keeper answers for.
CREATE TABLE stocktake (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                  -- PD-2026-0001: year, serial
  name TEXT NOT NULL CHECK (name <> ''),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- what the books said on that day is counted against
  place INTEGER REFERENCES place (id),          -- the place and all in it; NULL: every place
  keeper INTEGER REFERENCES person (id),        -- only places that this person keeps; NULL: anybody's
  -- 'open': being counted; 'counted': the counting has ended; 'posted': the books were brought into line; 'dropped': given up
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'counted', 'posted', 'dropped')),
  counted_on TEXT,                              -- day on which counting ended
  approved_by INTEGER,                          -- account that approved the differences
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL,
  CHECK (state <> 'posted' OR approved_by IS NOT NULL),
  CHECK ((state IN ('counted', 'posted')) = (counted_on IS NOT NULL))
) STRICT;

-- What the books said when it began, line by line, and what was counted. One line per card; one per item, place, state and holder else.
-- A line that expects nothing is a thing that was found though the books have it nowhere here.
CREATE TABLE stocktake_line (
  id INTEGER PRIMARY KEY,
  stocktake INTEGER NOT NULL REFERENCES stocktake (id) ON DELETE CASCADE,
  item INTEGER NOT NULL REFERENCES item (id),
  asset INTEGER REFERENCES asset (id),
  place INTEGER NOT NULL REFERENCES place (id), -- where the books have it; of what the books don't have here: where it was found
  state TEXT NOT NULL CHECK (state IN ('stock', 'use', 'loan')),
  holder INTEGER NOT NULL DEFAULT 0,            -- person.id, or 0
  expected INTEGER NOT NULL CHECK (expected >= 0),
  amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0), -- what the expected ones are worth, fen
  counted INTEGER CHECK (counted >= 0),         -- NULL: not counted yet
  found_place INTEGER REFERENCES place (id),    -- where it was seen, when that is another place
  cause TEXT NOT NULL DEFAULT '',               -- why it differs, in words: 学生损坏未登记
  changed INTEGER NOT NULL,
  CHECK (asset IS NULL OR expected IN (0, 1)),
  CHECK (asset IS NULL OR counted IS NULL OR counted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX stocktake_line_asset ON stocktake_line (stocktake, asset) WHERE asset IS NOT NULL;
CREATE UNIQUE INDEX stocktake_line_lot ON stocktake_line (stocktake, item, place, state, holder) WHERE asset IS NULL;
CREATE INDEX stocktake_line_place ON stocktake_line (stocktake, place);

-- Every scan as it came, so that nothing is lost and a quarrel can be settled.
CREATE TABLE stocktake_scan (
  id INTEGER PRIMARY KEY,
  stocktake INTEGER NOT NULL REFERENCES stocktake (id) ON DELETE CASCADE,
  at TEXT NOT NULL,                             -- UTC
  counter TEXT NOT NULL DEFAULT '',             -- who counted
  place INTEGER REFERENCES place (id),          -- where the counter stood
  code TEXT NOT NULL,                           -- as read
  quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity >= 0), -- in the item's smallest unit
  line INTEGER REFERENCES stocktake_line (id) ON DELETE CASCADE, -- NULL: nobody knows the code
  verdict TEXT NOT NULL CHECK (verdict IN ('found', 'elsewhere', 'again', 'surplus', 'unknown')),
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX stocktake_scan_line ON stocktake_scan (line) WHERE line IS NOT NULL;
CREATE INDEX stocktake_scan_of ON stocktake_scan (stocktake, id);

-- Lines and scans change only while it is counted; causes until it is posted.
CREATE TRIGGER stocktake_scan_open BEFORE INSERT ON stocktake_scan
WHEN (SELECT state FROM stocktake WHERE id = new.stocktake) <> 'open'
BEGIN SELECT raise (ABORT, 'the stock-take is not open'); END;
CREATE TRIGGER stocktake_line_open BEFORE UPDATE OF counted, found_place ON stocktake_line
WHEN (SELECT state FROM stocktake WHERE id = new.stocktake) <> 'open'
BEGIN SELECT raise (ABORT, 'the stock-take is not open'); END;
CREATE TRIGGER stocktake_line_cause BEFORE UPDATE OF cause ON stocktake_line
WHEN (SELECT state FROM stocktake WHERE id = new.stocktake) NOT IN ('open', 'counted')
BEGIN SELECT raise (ABORT, 'the stock-take is closed'); END;

-- Each print of a shelf card (柜签): the newest is what hangs there.
CREATE TABLE shelf_card (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version > 0), -- counts the cards of a place
  date TEXT NOT NULL,
  digest TEXT NOT NULL,                         -- of what it says: SHA-256 of its lines
  changed INTEGER NOT NULL,
  UNIQUE (place, version)
) STRICT;

-- Whoever answers for the equipment, and the principal, approve differences and close years.
INSERT INTO role_permission (role, permission)
  SELECT id, 'approve' FROM role WHERE name IN ('head', 'principal')
  OR EXISTS (SELECT 1 FROM role_permission WHERE role = role.id AND permission = 'account');
