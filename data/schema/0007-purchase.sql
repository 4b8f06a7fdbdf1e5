-- From the wish for a thing to the shelf: suppliers, funds, requests, orders, deliveries.

-- Who sells, gives or repairs. Vouchers and assets keep the name as it stood on the paper.
CREATE TABLE supplier (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  credit_code TEXT NOT NULL DEFAULT '',         -- unified social credit code, 18 characters
  contact TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  bank TEXT NOT NULL DEFAULT '',                -- bank and account
  note TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL,                       -- jz_sort_key (name)
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX supplier_name ON supplier (name) WHERE voided IS NULL;

-- Where money comes from: 公用经费, 省薄弱学校改造资金. Vouchers and assets keep the name.
CREATE TABLE fund (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX fund_name ON fund (name) WHERE voided IS NULL;
