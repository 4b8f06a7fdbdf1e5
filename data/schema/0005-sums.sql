-- Very many entries at once: what follows from them is written in the end, in the order of each table's key, instead of
-- row by row.
--
-- jz_derived_later() is true while a bulk posting is open (jz-posting), and only there. Whoever opens one must end it: an
-- operation that does not is refused. Elsewhere all is as it was in 0003.

-- Without references of their own: these are sums over entries, which have them.
CREATE TEMP TABLE kept AS SELECT * FROM balance;
DROP TABLE balance;
CREATE TABLE balance (
  item INTEGER NOT NULL,
  place INTEGER NOT NULL,
  state TEXT NOT NULL,
  holder INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  touched INTEGER NOT NULL,                     -- operation that last changed it
  PRIMARY KEY (item, place, state, holder)
) STRICT, WITHOUT ROWID;
CREATE INDEX balance_place ON balance (place, item);
CREATE INDEX balance_holder ON balance (holder, item) WHERE holder <> 0;
INSERT INTO balance SELECT * FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS SELECT * FROM turnover;
DROP TABLE turnover;
CREATE TABLE turnover (
  item INTEGER NOT NULL,
  place INTEGER NOT NULL,
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
INSERT INTO turnover SELECT * FROM kept;
DROP TABLE kept;

CREATE TEMP TABLE kept AS SELECT * FROM position;
DROP TABLE position;
CREATE TABLE position (
  asset INTEGER PRIMARY KEY,
  place INTEGER NOT NULL,
  state TEXT NOT NULL,
  holder INTEGER NOT NULL,
  voucher INTEGER NOT NULL -- that brought it there
) STRICT;
CREATE INDEX position_place ON position (place);
CREATE INDEX position_holder ON position (holder) WHERE holder <> 0;
INSERT INTO position SELECT * FROM kept;
DROP TABLE kept;

-- Keeps balance and turnover.
DROP TRIGGER entry_sums;
CREATE TRIGGER entry_sums AFTER INSERT ON entry WHEN NOT jz_derived_later ()
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

-- Keeps position.
DROP TRIGGER entry_moves;
CREATE TRIGGER entry_moves AFTER INSERT ON entry WHEN new.asset IS NOT NULL AND NOT jz_derived_later ()
BEGIN
  DELETE FROM position WHERE asset = new.asset AND new.quantity < 0;
  INSERT INTO position (asset, place, state, holder, voucher)
    SELECT new.asset, new.place, new.state, new.holder, new.voucher WHERE new.quantity > 0;
END;

-- Keeps item_search.
DROP TRIGGER item_search_insert;
CREATE TRIGGER item_search_insert AFTER INSERT ON item WHEN NOT jz_derived_later ()
BEGIN INSERT INTO item_search (rowid, text, pinyin) SELECT id, text, char (1) || text FROM item_searchable WHERE id = new.id; END;
