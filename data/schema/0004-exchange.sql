-- Exchange: the packages that went to the county, and what came back.

-- One row per exported package. Its rows are those whose `changed` lies above `base` and not above `operation`.
CREATE TABLE package (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,     -- names the package everywhere
  seq INTEGER NOT NULL UNIQUE CHECK (seq > 0), -- counts the school's packages, without gaps
  kind TEXT NOT NULL CHECK (kind IN ('full', 'incremental')),
  base INTEGER NOT NULL DEFAULT 0,       -- change counter it starts after; 0: everything
  base_seq INTEGER REFERENCES package (seq), -- the receipted package that it builds on
  at TEXT NOT NULL,              -- when, UTC
  operation INTEGER NOT NULL,    -- newest operation in it
  head TEXT NOT NULL,            -- journal hash at that operation: what the school can't change any more
  rows INTEGER NOT NULL,         -- in all parts
  bytes INTEGER NOT NULL,        -- of the zip
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64), -- of the zip
  key TEXT NOT NULL,             -- number of the key that signed it
  path TEXT NOT NULL,            -- where it was written to
  -- the county's answer, NULL until there is one
  receipt TEXT,                  -- uuid of the receipt
  receipt_at TEXT,               -- when it was read here, UTC
  verdict TEXT CHECK (verdict IN ('accepted', 'partly', 'rejected')),
  changed INTEGER NOT NULL,
  CHECK ((kind = 'incremental') = (base_seq IS NOT NULL)),
  CHECK ((receipt IS NULL) = (verdict IS NULL) AND (receipt IS NULL) = (receipt_at IS NULL))
) STRICT;
