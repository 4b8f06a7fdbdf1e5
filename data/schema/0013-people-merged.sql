-- People who stand in the register twice are put together as items and places are.

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
