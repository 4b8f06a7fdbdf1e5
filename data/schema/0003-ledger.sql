-- The ledger: items and assets, and vouchers whose entries are the only way a quantity changes.
--
-- An entry moves a signed quantity of one item at one place in one state, held by one person or
-- nobody. Stock, room ledger, subsidiary ledger and general ledger are sums over entries; `balance`
-- and `turnover` keep those sums by trigger, so that no program can forget to, and `check` proves
-- them equal.

-- A kind of thing (品目).
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  scheme INTEGER NOT NULL REFERENCES code_scheme (id), -- whose code
  code TEXT NOT NULL CHECK (code <> ''),        -- text: leading zeros count
  name TEXT NOT NULL CHECK (name <> ''),
  spec TEXT NOT NULL DEFAULT '',                -- specification and model
  unit TEXT NOT NULL CHECK (unit <> ''),        -- 台
  decimals INTEGER NOT NULL DEFAULT 0 CHECK (decimals BETWEEN 0 AND 3), -- how finely its quantity is counted
  -- 'card': every piece is an asset with its own card; 'lot': durable, by quantity; 'consumable': used up
  tracking TEXT NOT NULL CHECK (tracking IN ('card', 'lot', 'consumable')),
  subject TEXT NOT NULL DEFAULT '',             -- 物理: whose general ledger
  category TEXT NOT NULL DEFAULT '',            -- code of the row above in the scheme, for the tree
  least INTEGER CHECK (least >= 0),             -- the stock below which to warn
  note TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL,                       -- jz_sort_key (name)
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK (tracking <> 'card' OR decimals = 0)
) STRICT;
-- The same code may stand for several specifications.
CREATE UNIQUE INDEX item_code ON item (scheme, code, name, spec, unit) WHERE voided IS NULL;
-- Lists are read from these alone: without the condition every row must be looked at for `voided`, 20 times the cost.
CREATE INDEX item_by_code ON item (code, id) WHERE voided IS NULL;
CREATE INDEX item_by_name ON item (sort_key, id) WHERE voided IS NULL;
CREATE INDEX item_by_category ON item (scheme, category, code);

-- One thing with its own card (一物一卡). Where it is, and who has it, follows from its entries.
CREATE TABLE asset (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  item INTEGER NOT NULL REFERENCES item (id),
  number TEXT NOT NULL CHECK (number <> ''),    -- what its label encodes
  serial TEXT NOT NULL DEFAULT '',              -- the maker's number
  price INTEGER NOT NULL CHECK (price >= 0),    -- fen
  acquired TEXT,                                -- date
  origin TEXT NOT NULL DEFAULT '',              -- 购置, 无偿调入, 接受捐赠, …
  fund TEXT NOT NULL DEFAULT '',
  supplier TEXT NOT NULL DEFAULT '',
  maker TEXT NOT NULL DEFAULT '',
  warranty TEXT,                                -- last day
  condition TEXT NOT NULL DEFAULT 'good' CHECK (condition IN ('good', 'worn', 'broken', 'missing')),
  note TEXT NOT NULL DEFAULT '',
  labelled INTEGER,                             -- operation that printed its label; NULL: still lacks one
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX asset_number ON asset (number) WHERE voided IS NULL;
CREATE INDEX asset_item ON asset (item);
CREATE INDEX asset_serial ON asset (serial) WHERE serial <> '';

-- The paper behind entries (凭证): never changed; a mistake is corrected by a reversing voucher.
CREATE TABLE voucher (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  operation INTEGER NOT NULL,                   -- operation.id
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'receipt', 'issue', 'loan', 'return', 'transfer', 'write-off', 'adjustment', 'reversal')),
  number TEXT NOT NULL,                         -- RK-2026-0001: kind, year, serial
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  person INTEGER REFERENCES person (id),        -- who receives, borrows, returns, hands over
  due TEXT,                                     -- of a loan: when it must be back
  supplier TEXT NOT NULL DEFAULT '',            -- of a receipt
  invoice TEXT NOT NULL DEFAULT '',
  fund TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  reverses INTEGER REFERENCES voucher (id),
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  CHECK (due IS NULL OR due >= date)
) STRICT;
CREATE UNIQUE INDEX voucher_number ON voucher (number);
CREATE INDEX voucher_date ON voucher (date, id);
CREATE INDEX voucher_operation ON voucher (operation);
CREATE UNIQUE INDEX voucher_reverses ON voucher (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  voucher INTEGER NOT NULL REFERENCES voucher (id),
  line INTEGER NOT NULL CHECK (line > 0),       -- of the voucher: both sides of a move share it
  item INTEGER NOT NULL REFERENCES item (id),
  asset INTEGER REFERENCES asset (id),
  place INTEGER NOT NULL REFERENCES place (id),
  -- 'stock': at its place; 'use': issued, in use there; 'loan': out with its holder, home is there
  state TEXT NOT NULL CHECK (state IN ('stock', 'use', 'loan')),
  holder INTEGER NOT NULL DEFAULT 0,            -- person.id, or 0
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  amount INTEGER NOT NULL,                      -- fen, with the sign of quantity
  -- 'in', 'out': the school has more or less of it; 'move': it went elsewhere; 'hold': same place, other state
  flow TEXT NOT NULL CHECK (flow IN ('in', 'out', 'move', 'hold')),
  year INTEGER NOT NULL,                        -- calendar year of the voucher's date
  CHECK (asset IS NULL OR quantity IN (-1, 1)),
  CHECK (amount = 0 OR (amount > 0) = (quantity > 0)),
  CHECK (state <> 'loan' OR holder <> 0)
) STRICT;
CREATE INDEX entry_voucher ON entry (voucher, line);
CREATE INDEX entry_item ON entry (item, id);
CREATE INDEX entry_asset ON entry (asset, id) WHERE asset IS NOT NULL;

CREATE TRIGGER voucher_is_final BEFORE UPDATE ON voucher
BEGIN SELECT raise (ABORT, 'a voucher is never changed'); END;
CREATE TRIGGER voucher_stays BEFORE DELETE ON voucher
BEGIN SELECT raise (ABORT, 'a voucher is never changed'); END;
CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
BEGIN SELECT raise (ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN SELECT raise (ABORT, 'an entry is never changed'); END;

-- What is where, held by whom: Σ entries. A quantity below zero breaks the entry that would make it.
CREATE TABLE balance (
  item INTEGER NOT NULL REFERENCES item (id),
  place INTEGER NOT NULL REFERENCES place (id),
  state TEXT NOT NULL,
  holder INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  touched INTEGER NOT NULL,                     -- operation that last changed it
  PRIMARY KEY (item, place, state, holder)
) STRICT, WITHOUT ROWID;
CREATE INDEX balance_place ON balance (place, item);
CREATE INDEX balance_holder ON balance (holder, item) WHERE holder <> 0;

-- What came and went in a calendar year, by item and place: Σ entries. in_/out_: the school has more
-- or less; arrived/left: it moved between places.
CREATE TABLE turnover (
  item INTEGER NOT NULL REFERENCES item (id),
  place INTEGER NOT NULL REFERENCES place (id),
  year INTEGER NOT NULL,
  in_quantity INTEGER NOT NULL,
  in_amount INTEGER NOT NULL,
  out_quantity INTEGER NOT NULL,
  out_amount INTEGER NOT NULL,
  arrived_quantity INTEGER NOT NULL,
  arrived_amount INTEGER NOT NULL,
  left_quantity INTEGER NOT NULL,
  left_amount INTEGER NOT NULL,
  PRIMARY KEY (item, place, year)
) STRICT, WITHOUT ROWID;
CREATE INDEX turnover_place ON turnover (place, year);

-- Where each asset is: its newest entry. No row: not in the school (any more).
CREATE TABLE position (
  asset INTEGER PRIMARY KEY REFERENCES asset (id),
  place INTEGER NOT NULL REFERENCES place (id),
  state TEXT NOT NULL,
  holder INTEGER NOT NULL,
  voucher INTEGER NOT NULL REFERENCES voucher (id) -- that brought it there
) STRICT;
CREATE INDEX position_place ON position (place);
CREATE INDEX position_holder ON position (holder) WHERE holder <> 0;

-- What breaks the ledger ends the whole operation. (ROLLBACK, since SQLite would have to keep a copy of every page
-- that an entry touches to be able to take back one entry alone: it took two thirds of the time of an import.)
CREATE TRIGGER entry_leaves BEFORE INSERT ON entry WHEN new.asset IS NOT NULL AND new.quantity < 0 AND NOT EXISTS (
  SELECT 1 FROM position WHERE asset = new.asset AND place = new.place AND state = new.state AND holder = new.holder)
BEGIN SELECT raise (ROLLBACK, 'the asset is not there'); END;
CREATE TRIGGER entry_arrives BEFORE INSERT ON entry WHEN new.asset IS NOT NULL AND new.quantity > 0 AND EXISTS (
  SELECT 1 FROM position WHERE asset = new.asset)
BEGIN SELECT raise (ROLLBACK, 'the asset is somewhere else'); END;
CREATE TRIGGER entry_fits BEFORE INSERT ON entry WHEN (new.asset IS NOT NULL) <> ((SELECT tracking FROM item WHERE id = new.item) = 'card')
BEGIN SELECT raise (ROLLBACK, 'an item with cards moves by its cards'); END;

CREATE TRIGGER entry_sums AFTER INSERT ON entry
BEGIN
  UPDATE balance SET quantity = quantity + new.quantity, amount = amount + new.amount,
    touched = (SELECT operation FROM voucher WHERE id = new.voucher)
    WHERE item = new.item AND place = new.place AND state = new.state AND holder = new.holder;
  -- Not an upsert: a row to be inserted must pass the CHECKs even where it turns into an update.
  INSERT INTO balance (item, place, state, holder, quantity, amount, touched)
    SELECT new.item, new.place, new.state, new.holder, new.quantity, new.amount, (SELECT operation FROM voucher WHERE id = new.voucher)
    WHERE changes () = 0;
  INSERT INTO turnover (item, place, year, in_quantity, in_amount, out_quantity, out_amount,
                        arrived_quantity, arrived_amount, left_quantity, left_amount)
    SELECT new.item, new.place, new.year,
           iif (new.flow = 'in', new.quantity, 0), iif (new.flow = 'in', new.amount, 0),
           iif (new.flow = 'out', -new.quantity, 0), iif (new.flow = 'out', -new.amount, 0),
           iif (new.flow = 'move' AND new.quantity > 0, new.quantity, 0), iif (new.flow = 'move' AND new.quantity > 0, new.amount, 0),
           iif (new.flow = 'move' AND new.quantity < 0, -new.quantity, 0), iif (new.flow = 'move' AND new.quantity < 0, -new.amount, 0)
    WHERE new.flow <> 'hold'
    ON CONFLICT DO UPDATE SET
      in_quantity = in_quantity + excluded.in_quantity, in_amount = in_amount + excluded.in_amount,
      out_quantity = out_quantity + excluded.out_quantity, out_amount = out_amount + excluded.out_amount,
      arrived_quantity = arrived_quantity + excluded.arrived_quantity, arrived_amount = arrived_amount + excluded.arrived_amount,
      left_quantity = left_quantity + excluded.left_quantity, left_amount = left_amount + excluded.left_amount;
END;

CREATE TRIGGER entry_moves AFTER INSERT ON entry WHEN new.asset IS NOT NULL
BEGIN
  DELETE FROM position WHERE asset = new.asset AND new.quantity < 0;
  INSERT INTO position (asset, place, state, holder, voucher)
    SELECT new.asset, new.place, new.state, new.holder, new.voucher WHERE new.quantity > 0;
END;

-- What entries refer to stays; an undo marks it void instead.
CREATE TRIGGER item_stays BEFORE DELETE ON item WHEN EXISTS (SELECT 1 FROM entry WHERE item = old.id)
BEGIN SELECT raise (ABORT, 'entries refer to this item'); END;
CREATE TRIGGER asset_stays BEFORE DELETE ON asset WHEN EXISTS (SELECT 1 FROM entry WHERE asset = old.id)
BEGIN SELECT raise (ABORT, 'entries refer to this asset'); END;
CREATE TRIGGER place_stays BEFORE DELETE ON place
WHEN EXISTS (SELECT 1 FROM balance WHERE place = old.id) OR EXISTS (SELECT 1 FROM place WHERE parent = old.id)
BEGIN SELECT raise (ABORT, 'entries refer to this place'); END;
CREATE TRIGGER person_stays BEFORE DELETE ON person
WHEN EXISTS (SELECT 1 FROM balance WHERE holder = old.id AND holder <> 0) OR EXISTS (SELECT 1 FROM voucher WHERE person = old.id)
BEGIN SELECT raise (ABORT, 'entries refer to this person'); END;
CREATE INDEX voucher_person ON voucher (person) WHERE person IS NOT NULL;

-- Nothing is taken back while some of it is still there.
CREATE TRIGGER item_void BEFORE UPDATE OF voided ON item
WHEN new.voided IS NOT NULL AND EXISTS (SELECT 1 FROM balance WHERE item = new.id AND quantity > 0)
BEGIN SELECT raise (ABORT, 'some of this item is still there'); END;
CREATE TRIGGER place_void BEFORE UPDATE OF voided ON place
WHEN new.voided IS NOT NULL AND EXISTS (SELECT 1 FROM balance WHERE place = new.id AND quantity > 0)
BEGIN SELECT raise (ABORT, 'something still stands at this place'); END;

CREATE VIRTUAL TABLE item_search USING fts5 (text, pinyin, content = '', tokenize = 'jz', columnsize = 0);
CREATE VIEW item_searchable AS SELECT id, name || char (10) || spec || char (10) || code AS text FROM item WHERE voided IS NULL;
CREATE TRIGGER item_search_insert AFTER INSERT ON item
BEGIN INSERT INTO item_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM item_searchable WHERE id = new.id; END;
CREATE TRIGGER item_search_delete BEFORE DELETE ON item
BEGIN
  INSERT INTO item_search (item_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM item_searchable WHERE id = old.id;
END;
CREATE TRIGGER item_search_before BEFORE UPDATE OF name, spec, code, voided ON item
BEGIN
  INSERT INTO item_search (item_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || text FROM item_searchable WHERE id = old.id;
END;
CREATE TRIGGER item_search_after AFTER UPDATE OF name, spec, code, voided ON item
BEGIN INSERT INTO item_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM item_searchable WHERE id = new.id; END;

-- Rows that imports took, so that the same file taken twice adds nothing.
CREATE TABLE imported (
  id INTEGER PRIMARY KEY,
  fingerprint BLOB NOT NULL UNIQUE              -- BLAKE2b-128 of the row's values, and which of several equal rows it is
) STRICT;
