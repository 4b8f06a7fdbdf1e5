-- Putting a ledger in order: numbering rules, bulk changes, merging, splitting.

-- How numbers of cards are made, see src/core/ledger/jz-numbering.h.
CREATE TABLE numbering (
  id INTEGER PRIMARY KEY,
  scheme INTEGER REFERENCES code_scheme (id) ON DELETE CASCADE, -- of cards whose item is in this code table; NULL: of all others
  template TEXT NOT NULL CHECK (template <> ''), -- ZC-{serial:6}
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX numbering_scheme ON numbering (ifnull (scheme, 0));

-- The rule that a school had so far, in meta, becomes its template.
INSERT INTO numbering (template, changed)
  SELECT replace (ifnull ((SELECT value FROM meta WHERE key = 'asset.prefix'), 'ZC-'), '{', '{{') || '{serial:' ||
    max (1, min (12, ifnull ((SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'asset.digits'), 6))) || '}', 0;

-- The highest number of a prefix is found without looking at all that begin so.
CREATE INDEX asset_number_length ON asset (length (number), number) WHERE voided IS NULL;

-- Numbers that cards had before they were renumbered: old labels still lead to the card.
CREATE TABLE asset_old_number (
  id INTEGER PRIMARY KEY,
  asset INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  number TEXT NOT NULL CHECK (number <> ''),
  changed INTEGER NOT NULL                      -- operation that gave the next number
) STRICT;
CREATE INDEX asset_old_number_of ON asset_old_number (asset);
CREATE INDEX asset_old_number_number ON asset_old_number (number);
CREATE INDEX asset_old_number_length ON asset_old_number (length (number), number);

-- What was put together with another of its kind: its code and name lead to the one that stayed. Without references: a row may stand for
-- an item or for a place.
CREATE TABLE merged (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('item', 'place')),
  gone INTEGER NOT NULL,                        -- item.id or place.id, marked void
  kept INTEGER NOT NULL,                        -- the one that stayed; never one that is gone itself
  changed INTEGER NOT NULL,
  UNIQUE (kind, gone),
  CHECK (gone <> kept)
) STRICT;
CREATE INDEX merged_kept ON merged (kind, kept);

-- What a person holds: the ledger of a teacher.
CREATE INDEX entry_holder ON entry (holder, item) WHERE holder <> 0;

-- Where several count the same line: their numbers add up, or the later one stands.
ALTER TABLE stocktake ADD COLUMN several TEXT NOT NULL DEFAULT 'add' CHECK (several IN ('add', 'later'));
-- 1: all that this counter counted of the line; what the same one said of it before counts no longer.
ALTER TABLE stocktake_scan ADD COLUMN whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1));
-- When a thing was last seen.
CREATE INDEX stocktake_line_seen ON stocktake_line (asset, stocktake) WHERE asset IS NOT NULL;
CREATE INDEX stocktake_line_at ON stocktake_line (place, stocktake);
