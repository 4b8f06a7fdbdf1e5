-- People who stand in the register twice are put together as items and places are; lives of their own; what was spent without a budget.

-- As it was, for one kind more.
CREATE TABLE merged_new (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('item', 'place', 'person')),
  gone INTEGER NOT NULL,                        -- item.id, place.id or person.id, marked void
  kept INTEGER NOT NULL,                        -- the one that stayed; never one that is gone itself
  changed INTEGER NOT NULL,
  UNIQUE (kind, gone),
  CHECK (gone <> kept)
) STRICT;
INSERT INTO merged_new (id, kind, gone, kept, changed) SELECT id, kind, gone, kept, changed FROM merged;
DROP TABLE merged;
ALTER TABLE merged_new RENAME TO merged;
CREATE INDEX merged_kept ON merged (kind, kept);

-- Why something lasts longer or shorter than its class, and what of it is left in the end.
ALTER TABLE depreciation_own ADD COLUMN residual INTEGER CHECK (residual BETWEEN 0 AND 99); -- percent; NULL: as the rules say
ALTER TABLE depreciation_own ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- Both as they were, with a residual value of their own.
DROP VIEW asset_life;
DROP VIEW item_life;
CREATE VIEW item_life AS
  SELECT item.id AS item, life.id AS life, ifnull (own.years, ifnull (life.years, 0)) * 12 AS months,
    CASE WHEN item.tracking = 'consumable' THEN 'consumable' WHEN own.years = 0 THEN 'own' WHEN own.years > 0 THEN ''
      WHEN life.id IS NULL THEN 'unknown' WHEN life.years = 0 THEN 'class' ELSE '' END AS why,
    CASE WHEN own.years > 0 OR ifnull (life.bulk, 0) OR NOT rule.threshold_on THEN 0
      WHEN life.special THEN rule.threshold_special ELSE rule.threshold END AS least,
    rule.nominal AS nominal, ifnull (own.residual, rule.residual) AS residual
  FROM item JOIN value_rule rule LEFT JOIN code_scheme scheme ON scheme.id = item.scheme LEFT JOIN depreciation_own own ON own.item = item.id
  LEFT JOIN depreciation_life life ON life.id = (SELECT l.id FROM depreciation_life l WHERE l.scheme = scheme.name
    AND l.edition = scheme.edition AND substr (item.code, 1, length (l.code)) = l.code ORDER BY length (l.code) DESC LIMIT 1);
CREATE VIEW asset_life AS
  WITH kind AS MATERIALIZED (SELECT * FROM item_life),
  dated AS (SELECT asset.id, asset.item, asset.price, own.years AS own, own.residual AS residual, ifnull (asset.acquired,
      (SELECT voucher.date FROM entry JOIN voucher ON voucher.id = entry.voucher WHERE entry.asset = asset.id ORDER BY entry.id LIMIT 1)) AS came,
    iif (position.asset IS NULL, ifnull ((SELECT voucher.date FROM entry JOIN voucher ON voucher.id = entry.voucher WHERE entry.asset = asset.id
      ORDER BY entry.id DESC LIMIT 1), '0000-01-01'), NULL) AS went
    FROM asset LEFT JOIN position ON position.asset = asset.id LEFT JOIN depreciation_own own ON own.asset = asset.id
    WHERE asset.voided IS NULL)
  SELECT dated.id AS asset, dated.item AS item, kind.life AS life, dated.price AS price,
    dated.price - dated.price * ifnull (dated.residual, kind.residual) / 100 AS base, ifnull (dated.own * 12, kind.months) AS months,
    CASE WHEN dated.price <= kind.nominal THEN 'nominal' WHEN dated.own = 0 THEN 'own' WHEN dated.own > 0 THEN '' WHEN kind.why <> '' THEN kind.why
      WHEN dated.price < kind.least THEN 'small' ELSE '' END AS why,
    CAST (substr (came, 1, 4) AS INTEGER) * 12 + CAST (substr (came, 6, 2) AS INTEGER) - 1 AS first,
    CAST (substr (went, 1, 4) AS INTEGER) * 12 + CAST (substr (went, 6, 2) AS INTEGER) - 1 AS gone
  FROM dated JOIN kind ON kind.item = dated.item;

-- Lines of the budget with what was spent on them; and what was spent where there is no line: planned 0, and the id a million million
-- above that of its first row of expenditure.
CREATE VIEW budget_row AS
  WITH spent AS MATERIALIZED (SELECT year, fund, purpose, min (id) AS first, sum (amount) AS amount FROM expenditure WHERE spends
    GROUP BY year, fund, purpose),
  line AS (SELECT l.id, l.year, f.name AS fund, l.purpose, l.note, l.planned FROM budget_line l JOIN fund f ON f.id = l.fund
    WHERE l.voided IS NULL)
  SELECT line.id, line.year, line.fund, line.purpose, line.note, line.planned,
    ifnull ((SELECT amount FROM budget_revision r WHERE r.line = line.id ORDER BY r.id DESC LIMIT 1), line.planned) AS amount,
    (SELECT count (*) FROM budget_revision r WHERE r.line = line.id) AS revisions, ifnull (spent.amount, 0) AS spent, 1 AS budgeted
  FROM line LEFT JOIN spent ON spent.year = line.year AND spent.fund = line.fund AND spent.purpose = line.purpose
  UNION ALL
  SELECT 1000000000000 + spent.first, spent.year, spent.fund, spent.purpose, '', 0, 0, 0, spent.amount, 0 FROM spent
  WHERE spent.amount <> 0 AND NOT EXISTS (SELECT 1 FROM line WHERE line.year = spent.year AND line.fund = spent.fund
    AND line.purpose IS spent.purpose);
