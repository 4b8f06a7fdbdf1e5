-- What things are worth: depreciation, funds and budgets.
--
-- Depreciation is computed from what stands here and in the ledger, never stored: nothing can go stale.

-- How long things of a class last (财会〔2017〕4号, 政府会计准则第3号 应用指南 表1). The class of an item is the row with the longest
-- beginning of its code, in the scheme and edition of the code.
CREATE TABLE depreciation_life (
  id INTEGER PRIMARY KEY,
  scheme TEXT NOT NULL CHECK (scheme <> ''),    -- code_scheme.name
  edition TEXT NOT NULL DEFAULT '',             -- code_scheme.edition
  code TEXT NOT NULL DEFAULT '',                -- beginning of the code; '': all of the scheme
  class TEXT NOT NULL CHECK (class <> ''),      -- what the table of lives calls it: 通用设备
  name TEXT NOT NULL CHECK (name <> ''),        -- 计算机设备
  years INTEGER NOT NULL CHECK (years BETWEEN 0 AND 100), -- 0: never depreciated
  special INTEGER NOT NULL DEFAULT 0 CHECK (special IN (0, 1)), -- 专用设备: the other price counts from which it is depreciated
  bulk INTEGER NOT NULL DEFAULT 0 CHECK (bulk IN (0, 1)), -- bought in large numbers: depreciated whatever one costs
  instrument INTEGER NOT NULL DEFAULT 0 CHECK (instrument IN (0, 1)), -- counts as 教学仪器设备
  source TEXT NOT NULL DEFAULT '',              -- where the years come from
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- shipped as a start, not proved
  changed INTEGER NOT NULL,
  UNIQUE (scheme, edition, code)
) STRICT;

INSERT INTO depreciation_life (scheme, edition, code, class, name, years, special, bulk, instrument, source, starter, changed) VALUES
  ('GB/T 14885', '2010', '101', '土地、房屋及构筑物', '土地', 0, 0, 0, 0, '政府会计准则第3号', 0, 0),
  ('GB/T 14885', '2010', '102', '土地、房屋及构筑物', '房屋', 50, 0, 0, 0, '财会〔2017〕4号；砖混、砖木结构 30 年，简易房 8 年', 0, 0),
  ('GB/T 14885', '2010', '103', '土地、房屋及构筑物', '构筑物', 8, 0, 0, 0, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '201', '通用设备', '计算机设备', 6, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '202', '通用设备', '办公设备', 6, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '203', '通用设备', '车辆', 8, 0, 0, 0, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '204', '通用设备', '图书档案设备', 5, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '210', '通用设备', '机械设备', 10, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '220', '通用设备', '电气设备', 5, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '230', '通用设备', '雷达、无线电和卫星导航设备', 10, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '231', '通用设备', '通信设备', 5, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '232', '通用设备', '广播、电视、电影设备', 5, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '240', '通用设备', '仪器仪表', 5, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '241', '通用设备', '电子和通信测量设备', 5, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '242', '通用设备', '计量标准器具及量具、衡器', 5, 0, 0, 1, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '3', '专用设备', '其他专用设备', 10, 1, 0, 1, '', 1, 0),
  ('GB/T 14885', '2010', '314', '专用设备', '食品加工专用设备', 10, 1, 0, 0, '财会〔2017〕4号（下限；10–15 年）', 1, 0),
  ('GB/T 14885', '2010', '322', '专用设备', '医疗设备', 5, 1, 0, 0, '财会〔2017〕4号（下限；5–10 年）', 1, 0),
  ('GB/T 14885', '2010', '324', '专用设备', '安全生产设备', 10, 1, 0, 0, '财会〔2017〕4号（下限）', 1, 0),
  ('GB/T 14885', '2010', '360', '专用设备', '专用仪器仪表', 5, 1, 0, 1, '', 1, 0),
  ('GB/T 14885', '2010', '370', '专用设备', '文艺设备', 5, 1, 0, 1, '财会〔2017〕4号（下限；5–15 年）', 1, 0),
  ('GB/T 14885', '2010', '371', '专用设备', '体育设备', 5, 1, 0, 1, '财会〔2017〕4号（下限；5–15 年）', 1, 0),
  ('GB/T 14885', '2010', '372', '专用设备', '娱乐设备', 5, 1, 0, 0, '财会〔2017〕4号（下限；5–15 年）', 1, 0),
  ('GB/T 14885', '2010', '4', '文物和陈列品', '文物和陈列品', 0, 0, 0, 0, '政府会计准则第3号', 0, 0),
  ('GB/T 14885', '2010', '5', '图书、档案', '图书、档案', 0, 0, 0, 0, '政府会计准则第3号', 0, 0),
  ('GB/T 14885', '2010', '601', '家具、用具及装具', '家具', 15, 0, 1, 0, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '602', '家具、用具及装具', '用具、装具', 5, 0, 0, 0, '财会〔2017〕4号', 0, 0),
  ('GB/T 14885', '2010', '603', '特种动植物', '特种用途动物', 0, 0, 0, 0, '政府会计准则第3号', 0, 0),
  ('GB/T 14885', '2010', '604', '特种动植物', '特种用途植物', 0, 0, 0, 0, '政府会计准则第3号', 0, 0),
  ('GB/T 14885', '2022', 'A01', '房屋和构筑物', '房屋和构筑物', 50, 0, 0, 0, '', 1, 0),
  ('GB/T 14885', '2022', 'A02', '设备', '设备', 5, 0, 0, 1, '', 1, 0),
  ('GB/T 14885', '2022', 'A0201', '设备', '信息化设备', 6, 0, 0, 1, '', 1, 0),
  ('GB/T 14885', '2022', 'A0202', '设备', '办公设备', 6, 0, 0, 1, '', 1, 0),
  ('GB/T 14885', '2022', 'A0203', '设备', '车辆', 8, 0, 0, 0, '', 1, 0),
  ('GB/T 14885', '2022', 'A03', '文物和陈列品', '文物和陈列品', 0, 0, 0, 0, '政府会计准则第3号', 1, 0),
  ('GB/T 14885', '2022', 'A04', '图书和档案', '图书和档案', 0, 0, 0, 0, '政府会计准则第3号', 1, 0),
  ('GB/T 14885', '2022', 'A05', '家具和用具', '家具和用具', 15, 0, 1, 0, '', 1, 0),
  ('GB/T 14885', '2022', 'A06', '特种动植物', '特种动植物', 0, 0, 0, 0, '政府会计准则第3号', 1, 0),
  ('教学仪器目录', '2006', '', '专用设备', '教学仪器', 5, 1, 0, 1, '', 1, 0);

-- Where a person knows better than the table: how long one item, or one card, lasts.
CREATE TABLE depreciation_own (
  id INTEGER PRIMARY KEY,
  item INTEGER UNIQUE REFERENCES item (id) ON DELETE CASCADE,
  asset INTEGER UNIQUE REFERENCES asset (id) ON DELETE CASCADE,
  years INTEGER NOT NULL CHECK (years BETWEEN 0 AND 100), -- 0: never depreciated
  changed INTEGER NOT NULL,
  CHECK ((item IS NULL) <> (asset IS NULL))
) STRICT;

-- One row: what else the reckoning goes by. As shipped from memory: a school looks it up in its own rules.
CREATE TABLE value_rule (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  threshold_on INTEGER NOT NULL DEFAULT 1 CHECK (threshold_on IN (0, 1)), -- whether cheap things are left out
  threshold INTEGER NOT NULL DEFAULT 100000 CHECK (threshold >= 0),       -- fen: below that a thing is not depreciated
  threshold_special INTEGER NOT NULL DEFAULT 150000 CHECK (threshold_special >= 0), -- the same of 专用设备
  nominal INTEGER NOT NULL DEFAULT 100 CHECK (nominal >= 0),              -- fen: up to that a price is in name only
  residual INTEGER NOT NULL DEFAULT 0 CHECK (residual BETWEEN 0 AND 99),  -- percent that is left in the end
  share INTEGER NOT NULL DEFAULT 20 CHECK (share BETWEEN 0 AND 100),      -- percent of the public expenditure that equipment should have
  instruments_per_pupil INTEGER NOT NULL DEFAULT 0 CHECK (instruments_per_pupil >= 0), -- fen; 0: by the stage
  starter INTEGER NOT NULL DEFAULT 1 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO value_rule (id, changed) VALUES (1, 0);

-- How long an item lasts, in months, or why it is not depreciated: 'consumable', 'own' (a person said so), 'class', 'unknown' (no class
-- fits its code). least: fen that one must cost.
CREATE VIEW item_life AS
  SELECT item.id AS item, life.id AS life, ifnull (own.years, ifnull (life.years, 0)) * 12 AS months,
    CASE WHEN item.tracking = 'consumable' THEN 'consumable' WHEN own.years = 0 THEN 'own' WHEN own.years > 0 THEN ''
      WHEN life.id IS NULL THEN 'unknown' WHEN life.years = 0 THEN 'class' ELSE '' END AS why,
    CASE WHEN own.years > 0 OR ifnull (life.bulk, 0) OR NOT rule.threshold_on THEN 0
      WHEN life.special THEN rule.threshold_special ELSE rule.threshold END AS least,
    rule.nominal AS nominal, rule.residual AS residual
  FROM item JOIN value_rule rule LEFT JOIN code_scheme scheme ON scheme.id = item.scheme LEFT JOIN depreciation_own own ON own.item = item.id
  LEFT JOIN depreciation_life life ON life.id = (SELECT l.id FROM depreciation_life l WHERE l.scheme = scheme.name
    AND l.edition = scheme.edition AND substr (item.code, 1, length (l.code)) = l.code ORDER BY length (l.code) DESC LIMIT 1);

-- What the depreciation of a card is reckoned from. Months are counted from year 0: year × 12 + month − 1. first: that it was acquired in,
-- or came into the books; gone: that it left in, NULL while it is there. base: what is written off in the course of its life, fen.
-- why: as above, or 'nominal', 'small'; '': it is depreciated.
CREATE VIEW asset_life AS
  WITH kind AS MATERIALIZED (SELECT * FROM item_life),
  dated AS (SELECT asset.id, asset.item, asset.price, own.years AS own, ifnull (asset.acquired,
      (SELECT voucher.date FROM entry JOIN voucher ON voucher.id = entry.voucher WHERE entry.asset = asset.id ORDER BY entry.id LIMIT 1)) AS came,
    iif (position.asset IS NULL, ifnull ((SELECT voucher.date FROM entry JOIN voucher ON voucher.id = entry.voucher WHERE entry.asset = asset.id
      ORDER BY entry.id DESC LIMIT 1), '0000-01-01'), NULL) AS went
    FROM asset LEFT JOIN position ON position.asset = asset.id LEFT JOIN depreciation_own own ON own.asset = asset.id
    WHERE asset.voided IS NULL)
  SELECT dated.id AS asset, dated.item AS item, kind.life AS life, dated.price AS price,
    dated.price - dated.price * kind.residual / 100 AS base, ifnull (dated.own * 12, kind.months) AS months,
    CASE WHEN dated.price <= kind.nominal THEN 'nominal' WHEN dated.own = 0 THEN 'own' WHEN dated.own > 0 THEN '' WHEN kind.why <> '' THEN kind.why
      WHEN dated.price < kind.least THEN 'small' ELSE '' END AS why,
    CAST (substr (came, 1, 4) AS INTEGER) * 12 + CAST (substr (came, 6, 2) AS INTEGER) - 1 AS first,
    CAST (substr (went, 1, 4) AS INTEGER) * 12 + CAST (substr (went, 6, 2) AS INTEGER) - 1 AS gone
  FROM dated JOIN kind ON kind.item = dated.item;

-- What came and went of lots, and nothing else: most entries are loans and moves.
CREATE INDEX entry_lot ON entry (item, id) WHERE asset IS NULL AND flow IN ('in', 'out');

-- Funds: whether what is paid from one is public expenditure (公用经费), and whether the school pays at all: what is given or allotted is
-- received and not spent.
ALTER TABLE fund ADD COLUMN public INTEGER NOT NULL DEFAULT 0 CHECK (public IN (0, 1));
ALTER TABLE fund ADD COLUMN spends INTEGER NOT NULL DEFAULT 1 CHECK (spends IN (0, 1));

-- What money is spent for.
CREATE TABLE purpose (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  position INTEGER NOT NULL DEFAULT 0,          -- order in lists
  counts INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)), -- in the share of equipment in the public expenditure
  -- what is spent for it by itself: receipts of the ledger ('durable', 'consumable'), repairs and maintenance with a fund ('upkeep');
  -- '': nothing, it is noted by hand
  takes TEXT NOT NULL DEFAULT '' CHECK (takes IN ('', 'durable', 'consumable', 'upkeep')),
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX purpose_name ON purpose (name) WHERE voided IS NULL;
CREATE UNIQUE INDEX purpose_takes ON purpose (takes) WHERE takes <> '' AND voided IS NULL;
INSERT INTO purpose (name, position, counts, takes, changed) VALUES
  ('购置', 1, 0, 'durable', 0), ('易耗品', 2, 1, 'consumable', 0), ('运行', 3, 1, '', 0), ('维护保养', 4, 1, 'upkeep', 0), ('培训', 5, 1, '', 0),
  ('其他', 6, 0, '', 0);

-- What the share of a year is reckoned against. NULL: not known.
CREATE TABLE budget_year (
  year INTEGER PRIMARY KEY CHECK (year BETWEEN 1950 AND 2999),
  pupils INTEGER CHECK (pupils > 0),            -- NULL: those of the classes, for the present year
  per_pupil INTEGER CHECK (per_pupil > 0),      -- 生均公用经费, fen
  expenditure INTEGER CHECK (expenditure > 0),  -- 公用经费 of the year as entered, fen; goes before pupils × per_pupil
  note TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL
) STRICT;

CREATE TABLE budget_line (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2999),
  fund INTEGER NOT NULL REFERENCES fund (id),
  purpose INTEGER NOT NULL REFERENCES purpose (id),
  planned INTEGER NOT NULL CHECK (planned >= 0), -- fen, as first decided
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX budget_line_of ON budget_line (year, fund, purpose) WHERE voided IS NULL;

-- What a line was changed to, and why. The newest counts.
CREATE TABLE budget_revision (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL REFERENCES budget_line (id) ON DELETE CASCADE,
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  amount INTEGER NOT NULL CHECK (amount >= 0),  -- fen: what the line has from then on
  reason TEXT NOT NULL CHECK (reason <> ''),
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX budget_revision_line ON budget_revision (line, id);
CREATE TRIGGER budget_revision_is_final BEFORE UPDATE ON budget_revision
BEGIN SELECT raise (ABORT, 'a revision is never changed'); END;

-- What is spent besides the receipts of the ledger: training, repair, running.
CREATE TABLE spending (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  fund INTEGER NOT NULL REFERENCES fund (id),
  purpose INTEGER NOT NULL REFERENCES purpose (id),
  amount INTEGER NOT NULL CHECK (amount > 0),   -- fen
  payee TEXT NOT NULL DEFAULT '',
  invoice TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL CHECK (words <> ''),      -- what it was for
  reference TEXT NOT NULL DEFAULT '',           -- of what it comes from, such as the number of a repair; '': noted by hand
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX spending_date ON spending (date) WHERE voided IS NULL;
CREATE UNIQUE INDEX spending_reference ON spending (reference) WHERE reference <> '' AND voided IS NULL;

-- What the ledger's vouchers stem from: a reversal from what it reverses, however often.
CREATE VIEW voucher_root AS
  SELECT v.id AS voucher, ifnull (b.reverses, ifnull (a.reverses, ifnull (v.reverses, v.id))) AS root
  FROM voucher v LEFT JOIN voucher a ON a.id = v.reverses LEFT JOIN voucher b ON b.id = a.reverses;

-- All that came in for money: receipts, less what was reversed of them, and what was noted by hand. One row per voucher, purpose and
-- subject. id: even of the ledger (2 × its first entry), odd of a spending (2 × its id + 1).
CREATE VIEW expenditure AS
  SELECT 2 * min (entry.id) AS id, voucher.id AS voucher, NULL AS spending, voucher.date AS date, entry.year AS year, root.fund AS fund,
    purpose.id AS purpose, root.supplier AS supplier, item.subject AS subject, root.invoice AS invoice,
    iif (count (DISTINCT item.id) = 1, min (item.name), min (item.name) || ' …') AS words, voucher.number AS reference,
    ifnull (fund.spends, 1) AS spends, ifnull (fund.public, 0) AS public, ifnull (purpose.counts, 0) AS counts, sum (entry.amount) AS amount
  FROM voucher CROSS JOIN voucher_root ON voucher_root.voucher = voucher.id CROSS JOIN voucher root ON root.id = voucher_root.root
    CROSS JOIN entry ON entry.voucher = voucher.id CROSS JOIN item ON item.id = entry.item
    LEFT JOIN purpose ON purpose.takes = iif (item.tracking = 'consumable', 'consumable', 'durable') AND purpose.voided IS NULL
    LEFT JOIN fund ON fund.name = root.fund AND fund.voided IS NULL
  WHERE voucher.kind IN ('receipt', 'reversal') AND root.kind = 'receipt' AND entry.flow = 'in'
  GROUP BY voucher.id, purpose.id, item.subject
  UNION ALL
  SELECT 2 * spending.id + 1, NULL, spending.id, spending.date, CAST (substr (spending.date, 1, 4) AS INTEGER), fund.name, spending.purpose,
    spending.payee, spending.subject, spending.invoice, spending.words, spending.reference, fund.spends, fund.public, purpose.counts, spending.amount
  FROM spending JOIN fund ON fund.id = spending.fund JOIN purpose ON purpose.id = spending.purpose WHERE spending.voided IS NULL;

-- Whoever answers for the equipment and the principal set funds and budgets; keepers note what was spent.
INSERT INTO role_permission (role, permission)
  SELECT id, 'budget' FROM role WHERE name IN ('head', 'principal')
  OR EXISTS (SELECT 1 FROM role_permission WHERE role = role.id AND permission = 'account');
INSERT INTO role_permission (role, permission)
  SELECT id, 'spend' FROM role WHERE name IN ('head', 'principal', 'keeper')
  OR EXISTS (SELECT 1 FROM role_permission WHERE role = role.id AND permission = 'account');
