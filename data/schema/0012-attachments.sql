-- Photos, invoices and manuals that belong to a row.

-- What a file holds, once for each content. Written with the first attachment that needs it and never changed; it stays when the
-- attachment is taken back, since that may be undone. Not recorded by the journal: the attachment's row is, with the hash.
CREATE TABLE blob (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE CHECK (length (sha256) = 32), -- of all its chunks, one after another
  size INTEGER NOT NULL CHECK (size > 0)        -- bytes
) STRICT;

-- Its bytes, in pieces, so that neither reading nor writing needs all of them in one row.
CREATE TABLE blob_chunk (
  id INTEGER PRIMARY KEY,
  blob INTEGER NOT NULL REFERENCES blob (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0), -- from 0
  data BLOB NOT NULL CHECK (length (data) BETWEEN 1 AND 262144),
  UNIQUE (blob, ordinal)
) STRICT;

CREATE TRIGGER blob_is_final BEFORE UPDATE ON blob
BEGIN SELECT raise (ABORT, 'a blob is never changed'); END;
CREATE TRIGGER blob_stays BEFORE DELETE ON blob
BEGIN SELECT raise (ABORT, 'a blob is never changed'); END;
CREATE TRIGGER blob_chunk_is_final BEFORE UPDATE ON blob_chunk
BEGIN SELECT raise (ABORT, 'a blob is never changed'); END;
CREATE TRIGGER blob_chunk_stays BEFORE DELETE ON blob_chunk
BEGIN SELECT raise (ABORT, 'a blob is never changed'); END;

-- A file that belongs to a row of any table.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  tbl TEXT NOT NULL CHECK (tbl <> ''),          -- the table: 'asset', 'item', 'voucher', 'place', 'network_note', …
  row INTEGER NOT NULL,                         -- its row's id
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'invoice', 'acceptance', 'manual', 'contract', 'other')),
  name TEXT NOT NULL CHECK (name <> '' AND instr (name, '/') = 0), -- the file's name, without folders
  media TEXT NOT NULL CHECK (media GLOB '?*/?*'), -- media type: 'image/jpeg'
  size INTEGER NOT NULL CHECK (size > 0),       -- bytes
  sha256 BLOB NOT NULL REFERENCES blob (sha256), -- what it holds
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_row ON attachment (tbl, row) WHERE voided IS NULL;
CREATE INDEX attachment_sha256 ON attachment (sha256);
-- The same file twice on one row says nothing more.
CREATE UNIQUE INDEX attachment_once ON attachment (tbl, row, sha256) WHERE voided IS NULL;

INSERT INTO meta (key, value) VALUES ('attachment-max-bytes', '20971520'), ('attachment-photo-side', '1600');

-- An id may be given out again: a row to which a file belongs, or did, is marked void instead of going. Whatever table else has rows
-- that can go, and files, needs such a trigger.
CREATE TRIGGER asset_attachment BEFORE DELETE ON asset WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'asset' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this asset'); END;
CREATE TRIGGER item_attachment BEFORE DELETE ON item WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'item' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this item'); END;
CREATE TRIGGER place_attachment BEFORE DELETE ON place WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'place' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this place'); END;
CREATE TRIGGER network_note_attachment BEFORE DELETE ON network_note
WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'network_note' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this note'); END;
CREATE TRIGGER contract_attachment BEFORE DELETE ON contract
WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'contract' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this contract'); END;
CREATE TRIGGER purchase_request_attachment BEFORE DELETE ON purchase_request
WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'purchase_request' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this request'); END;
CREATE TRIGGER purchase_order_attachment BEFORE DELETE ON purchase_order
WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'purchase_order' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this order'); END;
CREATE TRIGGER purchase_acceptance_attachment BEFORE DELETE ON purchase_acceptance
WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'purchase_acceptance' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this acceptance'); END;
CREATE TRIGGER damage_attachment BEFORE DELETE ON damage
WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'damage' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this report'); END;
CREATE TRIGGER repair_attachment BEFORE DELETE ON repair
WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'repair' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this repair'); END;
CREATE TRIGGER disposal_attachment BEFORE DELETE ON disposal
WHEN EXISTS (SELECT 1 FROM attachment WHERE tbl = 'disposal' AND row = old.id)
BEGIN SELECT raise (ABORT, 'files are attached to this request'); END;
