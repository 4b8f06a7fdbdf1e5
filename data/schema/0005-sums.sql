-- Very many entries at once: their sums are written in the end, in the order of each table's key, instead of row by row.
--
-- jz_sums_later() is true while a bulk posting is open (jz-posting), and only there. Whoever opens one must end it: an
-- operation that does not is refused. Elsewhere the sums are kept by these triggers, which are those of 0003 but for the
-- condition.

-- Keeps balance and turnover.
DROP TRIGGER entry_sums;
CREATE TRIGGER entry_sums AFTER INSERT ON entry WHEN NOT jz_sums_later ()
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
CREATE TRIGGER entry_moves AFTER INSERT ON entry WHEN new.asset IS NOT NULL AND NOT jz_sums_later ()
BEGIN
  DELETE FROM position WHERE asset = new.asset AND new.quantity < 0;
  INSERT INTO position (asset, place, state, holder, voucher)
    SELECT new.asset, new.place, new.state, new.holder, new.voucher WHERE new.quantity > 0;
END;
