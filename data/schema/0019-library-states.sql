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
