-- What every school file has, whatever the school does with it: its identity, the journal of
-- operations, and the accounts that may act.
--
-- Common to all tables: `id` is the key inside the file; `uuid` names the row outside it, for ever;
-- `changed` is the operation that last wrote the row, and so its version: it only grows. Dates are
-- ISO text, money is fen, quantities are in the smallest unit. `voided`, where there is one, is the
-- operation that took the row back although posted entries refer to it: no list shows such a row.

-- Facts about the file itself, by name: 'uuid' of the file, 'generator' that made it, …
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal: one row per user action, never changed. See src/core/db/jz-operation.h.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,        -- counts without gaps from 1; the school's change counter
  at TEXT NOT NULL,              -- when, UTC; order is by id, the clock may be wrong
  account INTEGER NOT NULL,      -- who; 0 is the program itself
  second INTEGER,                -- the second person, where two are needed
  kind TEXT NOT NULL,            -- stable name of the action, 'ledger.receive'
  words TEXT NOT NULL,           -- what was done, as the person was told
  undoes INTEGER REFERENCES operation (id), -- the operation that this one takes back
  rows INTEGER NOT NULL DEFAULT 0,          -- how many rows it wrote
  changes BLOB,                  -- SQLite changeset of the recorded tables
  hash BLOB,                     -- BLAKE2b-256 over the hash before and this row
  CHECK (second IS NULL OR second <> account),
  CHECK (hash IS NULL OR length (hash) = 32)
) STRICT;
CREATE INDEX operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL;

-- Rows that an operation added to a table and did not record one by one.
CREATE TABLE operation_range (
  operation INTEGER NOT NULL REFERENCES operation (id),
  tbl TEXT NOT NULL,             -- the table
  first INTEGER NOT NULL,        -- ids from first …
  last INTEGER NOT NULL,         -- … to last
  digest BLOB,                   -- BLAKE2b-256 of the rows where they can never change
  PRIMARY KEY (operation, tbl),
  CHECK (first <= last)
) STRICT, WITHOUT ROWID;

-- Which operations touched a row: its history.
CREATE TABLE operation_row (
  tbl TEXT NOT NULL,
  row INTEGER NOT NULL,
  operation INTEGER NOT NULL REFERENCES operation (id),
  PRIMARY KEY (tbl, row, operation)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER operation_is_final BEFORE UPDATE ON operation WHEN old.hash IS NOT NULL
BEGIN SELECT raise (ABORT, 'the journal is never changed'); END;
CREATE TRIGGER operation_stays BEFORE DELETE ON operation
BEGIN SELECT raise (ABORT, 'the journal is never changed'); END;
CREATE TRIGGER operation_range_is_final BEFORE UPDATE ON operation_range
BEGIN SELECT raise (ABORT, 'the journal is never changed'); END;
CREATE TRIGGER operation_range_stays BEFORE DELETE ON operation_range
BEGIN SELECT raise (ABORT, 'the journal is never changed'); END;
CREATE TRIGGER operation_row_is_final BEFORE UPDATE ON operation_row
BEGIN SELECT raise (ABORT, 'the journal is never changed'); END;
CREATE TRIGGER operation_row_stays BEFORE DELETE ON operation_row
BEGIN SELECT raise (ABORT, 'the journal is never changed'); END;

-- Roles: what a person answers for. Data: a school may make its own.
CREATE TABLE role (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,     -- stable name, 'keeper'
  title TEXT NOT NULL,           -- what the school calls it
  changed INTEGER NOT NULL,
  CHECK (name <> '' AND title <> '')
) STRICT;

-- What a role may do. What is not here is not allowed.
CREATE TABLE role_permission (
  id INTEGER PRIMARY KEY,
  role INTEGER NOT NULL REFERENCES role (id) ON DELETE CASCADE,
  permission TEXT NOT NULL,      -- 'ledger.write'
  UNIQUE (role, permission)
) STRICT;

-- Who may sign in. An account protects responsibility, not secrecy: whoever can copy the file can
-- read it.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,            -- the person's name as shown and printed
  person INTEGER,                -- person.id, where the person is in the register
  password TEXT,                 -- Argon2id string; NULL: signs in without one (a fresh demo)
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  changed INTEGER NOT NULL,
  CHECK (login <> '' AND name <> '')
) STRICT;

CREATE TABLE account_role (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role INTEGER NOT NULL REFERENCES role (id),
  UNIQUE (account, role)
) STRICT;

-- What each account left as it was: column widths, filters, the last page. Not the school's data,
-- so not recorded in the journal's changes.
CREATE TABLE preference (
  account INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
