-- From the wish for a thing to the shelf: suppliers, funds, requests, orders, deliveries.

-- Who sells, gives or repairs. Vouchers and assets keep the name as it stood on the paper.
CREATE TABLE supplier (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  credit_code TEXT NOT NULL DEFAULT '' CHECK (length (credit_code) IN (0, 18)), -- unified social credit code (GB 32100-2015)
  contact TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  bank TEXT NOT NULL DEFAULT '',                -- bank and account
  note TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL,                       -- jz_sort_key (name)
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX supplier_name ON supplier (name) WHERE voided IS NULL;

-- Where money comes from: 公用经费, 省薄弱学校改造资金. Vouchers and assets keep the name.
CREATE TABLE fund (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX fund_name ON fund (name) WHERE voided IS NULL;

CREATE VIRTUAL TABLE supplier_search USING fts5 (text, pinyin, content = '', tokenize = 'jz', columnsize = 0);
CREATE VIEW supplier_searchable AS
  SELECT id, name || char (10) || credit_code || char (10) || contact || char (10) || phone AS text FROM supplier WHERE voided IS NULL;
CREATE TRIGGER supplier_search_insert AFTER INSERT ON supplier
BEGIN INSERT INTO supplier_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM supplier_searchable WHERE id = new.id; END;
CREATE TRIGGER supplier_search_delete BEFORE DELETE ON supplier
BEGIN
  INSERT INTO supplier_search (supplier_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM supplier_searchable WHERE id = old.id;
END;
CREATE TRIGGER supplier_search_before BEFORE UPDATE OF name, credit_code, contact, phone, voided ON supplier
BEGIN
  INSERT INTO supplier_search (supplier_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM supplier_searchable WHERE id = old.id;
END;
CREATE TRIGGER supplier_search_after AFTER UPDATE OF name, credit_code, contact, phone, voided ON supplier
BEGIN INSERT INTO supplier_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM supplier_searchable WHERE id = new.id; END;

-- What was agreed with a supplier (合同).
CREATE TABLE contract (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL CHECK (number <> ''),    -- as it stands on the paper
  title TEXT NOT NULL CHECK (title <> ''),
  supplier INTEGER NOT NULL REFERENCES supplier (id),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- signed on
  amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0), -- fen; 0: not said
  valid_until TEXT CHECK (valid_until >= date), -- last day
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contract_number ON contract (number) WHERE voided IS NULL;
CREATE INDEX contract_supplier ON contract (supplier);

-- Who has to sign a request, one after the other: a step counts for requests whose estimate is over its amount.
CREATE TABLE purchase_step (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE CHECK (position > 0),
  role TEXT NOT NULL CHECK (role <> ''),        -- role.name
  over INTEGER NOT NULL CHECK (over >= 0),      -- fen; 0 and over 0: every request, even one without an estimate
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- shipped as a start: the school's own rule may be another
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO purchase_step (position, role, over, starter, changed) VALUES (1, 'head', 0, 1, 0), (2, 'principal', 200000, 1, 0);

-- The wish for things (采购申请). What is rejected goes back to whoever wrote it, who may change it and submit it again.
CREATE TABLE purchase_request (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                  -- CG-2026-0001: year, serial
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  applicant INTEGER NOT NULL REFERENCES person (id),
  account INTEGER NOT NULL,                     -- who wrote it; 0: the program
  purpose TEXT NOT NULL CHECK (purpose <> ''),
  state TEXT NOT NULL DEFAULT 'draft'
    CHECK (state IN ('draft', 'submitted', 'approved', 'rejected', 'ordered', 'done', 'withdrawn')),
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX purchase_request_state ON purchase_request (state);

CREATE TABLE purchase_request_line (
  id INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES purchase_request (id),
  position INTEGER NOT NULL CHECK (position > 0),
  item INTEGER REFERENCES item (id),            -- NULL: the school has no such item yet; what follows describes it
  code TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL CHECK (name <> ''),
  spec TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL CHECK (unit <> ''),
  subject TEXT NOT NULL DEFAULT '',
  tracking TEXT NOT NULL CHECK (tracking IN ('card', 'lot', 'consumable')),
  decimals INTEGER NOT NULL DEFAULT 0 CHECK (decimals BETWEEN 0 AND 3),
  quantity INTEGER NOT NULL CHECK (quantity > 0), -- in the smallest unit
  price INTEGER NOT NULL DEFAULT 0 CHECK (price >= 0), -- estimate for one, fen; 0: not known
  reason TEXT NOT NULL DEFAULT '',
  standard_row INTEGER REFERENCES standard_row (id) ON DELETE SET NULL, -- what it is meant to fill
  changed INTEGER NOT NULL,
  UNIQUE (request, position)
) STRICT;
CREATE INDEX purchase_request_line_standard ON purchase_request_line (standard_row) WHERE standard_row IS NOT NULL;
CREATE INDEX purchase_request_line_item ON purchase_request_line (item) WHERE item IS NOT NULL;

CREATE TRIGGER purchase_request_line_new BEFORE INSERT ON purchase_request_line
WHEN (SELECT state FROM purchase_request WHERE id = new.request) NOT IN ('draft', 'rejected')
BEGIN SELECT raise (ABORT, 'the request is not a draft'); END;
CREATE TRIGGER purchase_request_line_edit BEFORE UPDATE OF quantity, price, name, spec, unit ON purchase_request_line
WHEN (SELECT state FROM purchase_request WHERE id = new.request) NOT IN ('draft', 'rejected')
BEGIN SELECT raise (ABORT, 'the request is not a draft'); END;

-- The signatures that a request needs, as the steps were when it was submitted; each submission is a round of its own.
CREATE TABLE purchase_sign (
  id INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES purchase_request (id),
  round INTEGER NOT NULL CHECK (round > 0),
  position INTEGER NOT NULL CHECK (position > 0),
  role TEXT NOT NULL,                           -- role.name
  verdict TEXT CHECK (verdict IN ('approved', 'rejected')), -- NULL: not signed yet
  account INTEGER,                              -- who signed
  at TEXT,                                      -- UTC
  words TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL,
  UNIQUE (request, round, position),
  CHECK ((verdict IS NULL) = (account IS NULL) AND (verdict IS NULL) = (at IS NULL)),
  CHECK (verdict IS NOT 'rejected' OR words <> '')
) STRICT;
CREATE TRIGGER purchase_sign_order BEFORE UPDATE OF verdict ON purchase_sign
WHEN new.verdict IS NOT NULL AND EXISTS (SELECT 1 FROM purchase_sign WHERE request = new.request AND round = new.round
  AND position < new.position AND verdict IS NOT 'approved')
BEGIN SELECT raise (ABORT, 'the step before has to sign first'); END;
CREATE TRIGGER purchase_sign_own BEFORE UPDATE OF verdict ON purchase_sign
WHEN new.verdict IS NOT NULL AND EXISTS (SELECT 1 FROM purchase_request LEFT JOIN account ON account.id = new.account
  WHERE purchase_request.id = new.request AND (purchase_request.account = new.account OR purchase_request.applicant = account.person))
BEGIN SELECT raise (ABORT, 'nobody signs what they asked for'); END;

-- What is ordered from a supplier (采购订单), out of approved requests.
CREATE TABLE purchase_order (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                  -- DD-2026-0001
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  supplier INTEGER NOT NULL REFERENCES supplier (id),
  contract INTEGER REFERENCES contract (id),
  fund TEXT NOT NULL DEFAULT '',                -- name, as vouchers keep it
  expected TEXT CHECK (expected >= date),       -- delivery expected by
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
  reason TEXT NOT NULL DEFAULT '',              -- why the rest was cancelled
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL,
  CHECK (state <> 'cancelled' OR reason <> '')
) STRICT;
CREATE INDEX purchase_order_state ON purchase_order (state);
CREATE INDEX purchase_order_supplier ON purchase_order (supplier);

CREATE TABLE purchase_order_line (
  id INTEGER PRIMARY KEY,
  purchase_order INTEGER NOT NULL REFERENCES purchase_order (id),
  position INTEGER NOT NULL CHECK (position > 0),
  request_line INTEGER NOT NULL REFERENCES purchase_request_line (id), -- says what it is
  quantity INTEGER NOT NULL CHECK (quantity > 0), -- in the smallest unit
  price INTEGER NOT NULL CHECK (price >= 0),    -- of one, fen
  changed INTEGER NOT NULL,
  UNIQUE (purchase_order, position)
) STRICT;
CREATE INDEX purchase_order_line_request ON purchase_order_line (request_line);

-- Goods that came (验收): with request, order and invoice, or with the county's document (调入). What is good is in the books at once.
CREATE TABLE purchase_acceptance (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,                  -- YS-2026-0001; DR-2026-0001: transferred in
  kind TEXT NOT NULL CHECK (kind IN ('purchase', 'transfer')),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  purchase_order INTEGER REFERENCES purchase_order (id),
  paper TEXT NOT NULL CHECK (paper <> ''),      -- number of the invoice, or of the county's document
  giver TEXT NOT NULL DEFAULT '',               -- unit that gives
  account INTEGER NOT NULL,                     -- who accepted
  voucher INTEGER REFERENCES voucher (id),      -- NULL: nothing was good
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL,
  CHECK ((kind = 'purchase') = (purchase_order IS NOT NULL)),
  CHECK ((kind = 'transfer') = (giver <> ''))
) STRICT;
CREATE UNIQUE INDEX purchase_acceptance_voucher ON purchase_acceptance (voucher) WHERE voucher IS NOT NULL;
CREATE INDEX purchase_acceptance_order ON purchase_acceptance (purchase_order) WHERE purchase_order IS NOT NULL;

CREATE TABLE purchase_acceptance_line (
  id INTEGER PRIMARY KEY,
  acceptance INTEGER NOT NULL REFERENCES purchase_acceptance (id),
  position INTEGER NOT NULL CHECK (position > 0),
  order_line INTEGER REFERENCES purchase_order_line (id),
  item INTEGER NOT NULL REFERENCES item (id),
  accepted INTEGER NOT NULL CHECK (accepted >= 0),
  rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0), -- sent back; stays outstanding
  fault TEXT NOT NULL DEFAULT '',
  price INTEGER NOT NULL CHECK (price >= 0),    -- of one, fen
  place INTEGER REFERENCES place (id),
  changed INTEGER NOT NULL,
  UNIQUE (acceptance, position),
  CHECK (accepted + rejected > 0),
  CHECK (rejected = 0 OR fault <> ''),
  CHECK (accepted = 0 OR place IS NOT NULL)
) STRICT;
CREATE INDEX purchase_acceptance_line_order ON purchase_acceptance_line (order_line) WHERE order_line IS NOT NULL;

CREATE TRIGGER purchase_acceptance_line_over BEFORE INSERT ON purchase_acceptance_line
WHEN new.order_line IS NOT NULL AND new.accepted + ifnull ((SELECT sum (accepted) FROM purchase_acceptance_line
  WHERE order_line = new.order_line), 0) > (SELECT quantity FROM purchase_order_line WHERE id = new.order_line)
BEGIN SELECT raise (ABORT, 'more came than was ordered'); END;

-- What counts as ordered of a line of a request: of an order whose rest was cancelled, only what came.
CREATE VIEW purchase_ordered AS
  SELECT l.request_line, sum (iif (o.state = 'cancelled', ifnull ((SELECT sum (accepted) FROM purchase_acceptance_line
    WHERE order_line = l.id), 0), l.quantity)) AS quantity
  FROM purchase_order_line l JOIN purchase_order o ON o.id = l.purchase_order GROUP BY l.request_line;
CREATE TRIGGER purchase_order_line_over BEFORE INSERT ON purchase_order_line
WHEN new.quantity + ifnull ((SELECT quantity FROM purchase_ordered WHERE request_line = new.request_line), 0) >
  (SELECT quantity FROM purchase_request_line WHERE id = new.request_line)
BEGIN SELECT raise (ABORT, 'more is ordered than was approved'); END;

-- Software is an asset like others; this is what its licence says.
CREATE TABLE software_licence (
  id INTEGER PRIMARY KEY,
  asset INTEGER NOT NULL UNIQUE REFERENCES asset (id),
  number TEXT NOT NULL DEFAULT '',              -- of the licence or contract
  seats INTEGER CHECK (seats BETWEEN 1 AND 1000000), -- NULL: not limited, or not said
  valid_until TEXT CHECK (valid_until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day; NULL: for ever
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL
) STRICT;

-- Everybody who works there may ask for something; whoever answers for the equipment orders it.
INSERT INTO role_permission (role, permission)
  SELECT id, 'purchase.request' FROM role WHERE name IN ('head', 'principal', 'keeper', 'librarian', 'technician', 'teacher')
  OR EXISTS (SELECT 1 FROM role_permission WHERE role = role.id AND permission = 'account');
INSERT INTO role_permission (role, permission)
  SELECT id, 'purchase' FROM role WHERE name IN ('head', 'keeper')
  OR EXISTS (SELECT 1 FROM role_permission WHERE role = role.id AND permission = 'account');
