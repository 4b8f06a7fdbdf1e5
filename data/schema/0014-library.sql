-- The library: what a book is (its title), and each book that the school has (its copies).
--
-- A catalogue record in MARC is the truth about a title; the columns beside it are read out of it whenever it is written
-- (jz-bib), for lists, sorting and search. Whatever a record holds that the program does not understand stays in it.

-- Kinds of holdings, for counting and later for lending.
CREATE TABLE material (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),  -- stable name, 'book'
  title TEXT NOT NULL CHECK (title <> ''),       -- what the school calls it
  -- as what the standards for school libraries count it; 'reference': books that are also counted as kinds of reference books
  counts TEXT NOT NULL CHECK (counts IN ('book', 'reference', 'periodical', 'digital', 'other')),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO material (id, name, title, counts, changed) VALUES
  (1, 'book', '图书', 'book', 0), (2, 'reference', '工具书', 'reference', 0), (3, 'teaching', '教学参考书', 'reference', 0),
  (4, 'picture', '绘本连环画', 'book', 0), (5, 'bound', '期刊合订本', 'book', 0), (6, 'periodical', '报刊', 'periodical', 0),
  (7, 'av', '音像资料', 'other', 0), (8, 'digital', '电子图书', 'digital', 0);

-- A title (种): one edition of a book, or one volume of a set where volumes have records of their own.
CREATE TABLE title (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  isbn TEXT NOT NULL DEFAULT '',                 -- thirteen digits, as jz_isbn_parse(); no key: sets share one, old books have none
  number TEXT NOT NULL DEFAULT '',               -- 统一书号 or ISSN
  title TEXT NOT NULL CHECK (title <> ''),
  subtitle TEXT NOT NULL DEFAULT '',
  volume TEXT NOT NULL DEFAULT '',               -- number and title of the part
  author TEXT NOT NULL DEFAULT '',               -- statement of responsibility
  publisher TEXT NOT NULL DEFAULT '',
  year INTEGER CHECK (year BETWEEN 1000 AND 2199), -- of publication
  series TEXT NOT NULL DEFAULT '',
  subjects TEXT NOT NULL DEFAULT '',
  class TEXT NOT NULL DEFAULT '',                -- class number of the 中图法
  price INTEGER CHECK (price >= 0),              -- fen, as printed on the book; NULL: unknown
  material INTEGER NOT NULL DEFAULT 1 REFERENCES material (id),
  part_of INTEGER REFERENCES title (id),         -- the set or series that it is a volume of
  source TEXT NOT NULL DEFAULT '',               -- where its record came from: a file, a target; '': typed here
  sort_key TEXT NOT NULL,                        -- jz_text_sort_key() of title and volume
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK (part_of IS NULL OR part_of <> id)
) STRICT;
CREATE INDEX title_isbn ON title (isbn) WHERE isbn <> '';
CREATE INDEX title_by_title ON title (sort_key, id) WHERE voided IS NULL;
CREATE INDEX title_by_class ON title (class, id) WHERE voided IS NULL;
CREATE INDEX title_part_of ON title (part_of) WHERE part_of IS NOT NULL;

-- Its record, in a table of its own: lists never need it, and it is most of what there is.
CREATE TABLE title_marc (
  id INTEGER PRIMARY KEY REFERENCES title (id),  -- title.id
  marc TEXT NOT NULL CHECK (marc <> ''),         -- jz_marc_to_text()
  -- The record byte for byte as it came. NULL, with an encoding: the record as it stands, written in that encoding as ISO 2709,
  -- is just that. NULL without: none came.
  original BLOB,
  encoding TEXT CHECK (encoding IN ('utf-8', 'gb18030')),
  mended INTEGER NOT NULL DEFAULT 0,             -- JzMarcMended: what was wrong with it
  changed INTEGER NOT NULL
) STRICT;

-- How the books of a place are told apart behind their class.
CREATE TABLE call_scheme (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('serial', 'four-corner', 'free')), -- 种次号; 四角号码 of the author; as typed
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO call_scheme (id, name, title, kind, changed) VALUES
  (1, 'serial', '种次号', 'serial', 0), (2, 'four-corner', '著者四角号码', 'four-corner', 0), (3, 'free', '自定', 'free', 0);

-- A place where books stand (馆藏地).
CREATE TABLE collection (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL UNIQUE REFERENCES place (id),
  scheme INTEGER NOT NULL DEFAULT 1 REFERENCES call_scheme (id),
  lends INTEGER NOT NULL DEFAULT 1 CHECK (lends IN (0, 1)), -- 0: to be read there
  changed INTEGER NOT NULL
) STRICT;

-- Which number of a class is whose. A number is taken when its title is saved, never before, and by one title only.
CREATE TABLE call_number (
  id INTEGER PRIMARY KEY,
  scheme INTEGER NOT NULL REFERENCES call_scheme (id),
  class TEXT NOT NULL CHECK (class <> ''),
  number TEXT NOT NULL CHECK (number <> ''),     -- behind the "/", without suffixes of volume and copy
  serial INTEGER NOT NULL DEFAULT 0 CHECK (serial >= 0), -- the running number in it, 0: none
  title INTEGER NOT NULL REFERENCES title (id),
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX call_number_taken ON call_number (scheme, class, number);
CREATE UNIQUE INDEX call_number_title ON call_number (title, scheme);
CREATE INDEX call_number_serial ON call_number (scheme, class, serial);

-- One delivery of books (总括登记): what it came from, and what the paper with it says that it is.
CREATE TABLE accession (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL CHECK (number <> ''),     -- 总括登记号: 2026-0001
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  origin TEXT NOT NULL DEFAULT '购入',           -- 购入, 捐赠, 调拨, 交换, 移交
  supplier INTEGER REFERENCES supplier (id),
  source TEXT NOT NULL DEFAULT '',               -- who gave them, where nobody sold them
  invoice TEXT NOT NULL DEFAULT '',
  fund TEXT NOT NULL DEFAULT '',
  discount INTEGER CHECK (discount BETWEEN 0 AND 20000), -- of the printed price, in 1/10000: 7800 is 0.78
  titles INTEGER CHECK (titles >= 0),            -- as the delivery note says; NULL: it says nothing
  copies INTEGER CHECK (copies >= 0),
  amount INTEGER CHECK (amount >= 0),            -- fen
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX accession_number ON accession (number) WHERE voided IS NULL;
CREATE INDEX accession_date ON accession (date, id);

-- One book that stands on a shelf, or should (册).
CREATE TABLE copy (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  title INTEGER NOT NULL REFERENCES title (id),
  number TEXT NOT NULL CHECK (number <> ''),     -- accession number (登录号)
  barcode TEXT NOT NULL CHECK (barcode <> ''),   -- what its label encodes; mostly the same
  accession INTEGER NOT NULL REFERENCES accession (id),
  place INTEGER NOT NULL REFERENCES place (id),
  call TEXT NOT NULL DEFAULT '',                 -- as on its spine: class/number with suffixes
  call_key TEXT NOT NULL DEFAULT '',             -- jz_call_number_key (call)
  volume TEXT NOT NULL DEFAULT '',
  price INTEGER CHECK (price >= 0),              -- fen, as printed; NULL: that of its title
  -- 'work': being made ready; 'shelf': where it belongs, or lent; the rest is not there to be lent
  state TEXT NOT NULL DEFAULT 'shelf' CHECK (state IN ('work', 'shelf', 'missing', 'lost', 'damaged', 'binding', 'withdrawn')),
  -- What its labels say, as they were printed last: one is lacking, or no longer true, where that is not what it should be.
  barcode_printed TEXT NOT NULL DEFAULT '',
  call_printed TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX copy_number ON copy (number) WHERE voided IS NULL;
CREATE UNIQUE INDEX copy_barcode ON copy (barcode) WHERE voided IS NULL;
CREATE INDEX copy_title ON copy (title);
CREATE INDEX copy_accession ON copy (accession);
CREATE INDEX copy_place ON copy (place);
CREATE INDEX copy_call ON copy (call) WHERE voided IS NULL;
CREATE INDEX copy_by_call ON copy (call_key, id) WHERE voided IS NULL;
CREATE INDEX copy_lacks_barcode ON copy (id) WHERE barcode_printed <> barcode AND voided IS NULL;
CREATE INDEX copy_lacks_spine ON copy (id) WHERE call_printed <> call AND voided IS NULL;

-- Where a vendor's records have the copies: one field for each, or subfields repeated in one. A letter is the code of a
-- subfield, '' says that there is none.
CREATE TABLE marc_profile (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  field TEXT NOT NULL CHECK (length (field) = 3),
  barcode TEXT NOT NULL CHECK (length (barcode) = 1), -- each of them is a copy, or a run of them: 20295403-5408
  class TEXT NOT NULL DEFAULT '' CHECK (length (class) <= 1),
  number TEXT NOT NULL DEFAULT '' CHECK (length (number) <= 1),
  call TEXT NOT NULL DEFAULT '' CHECK (length (call) <= 1),
  volume TEXT NOT NULL DEFAULT '' CHECK (length (volume) <= 1),
  price TEXT NOT NULL DEFAULT '' CHECK (length (price) <= 1),
  place TEXT NOT NULL DEFAULT '' CHECK (length (place) <= 1),
  prefix TEXT NOT NULL DEFAULT '',               -- put before each barcode, so that books of a migrated school need no new label
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO marc_profile (id, name, field, barcode, class, number, call, volume, price, place, changed) VALUES
  (1, '905', '905', 'b', 'd', 'e', 's', 'v', '', '', 0), (2, '985', '985', 'h', '', '', '', '', '', '', 0),
  (3, '906', '906', 'h', '', '', '', '', '', '', 0), (4, '986', '986', 'h', '', '', '', '', '', '', 0),
  (5, '982', '982', 'h', '', '', '', '', '', '', 0);

-- What is looked for in a catalogue; by pinyin only what people say aloud, which halves the index. ISBN, barcode and call
-- number are looked up in their own indices.
CREATE VIRTUAL TABLE title_search USING fts5 (text, pinyin, content = '', tokenize = 'jz', columnsize = 0);
CREATE VIEW title_searchable AS
  SELECT id, title || char (10) || subtitle || char (10) || volume || char (10) || author || char (10) || series || char (10) ||
    publisher || char (10) || subjects || char (10) || number AS text,
    title || char (10) || subtitle || char (10) || volume || char (10) || author AS spoken
  FROM title WHERE voided IS NULL;
CREATE TRIGGER title_search_insert AFTER INSERT ON title WHEN NOT jz_derived_later ()
BEGIN INSERT INTO title_search (rowid, text, pinyin) SELECT id, text, char (1) || spoken FROM title_searchable WHERE id = new.id; END;
CREATE TRIGGER title_search_delete BEFORE DELETE ON title
BEGIN
  INSERT INTO title_search (title_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || spoken FROM title_searchable WHERE id = old.id;
END;
CREATE TRIGGER title_search_before BEFORE UPDATE OF title, subtitle, volume, author, series, publisher, subjects, number, voided ON title
BEGIN
  INSERT INTO title_search (title_search, rowid, text, pinyin)
    SELECT 'delete', id, text, char (1) || spoken FROM title_searchable WHERE id = old.id;
END;
CREATE TRIGGER title_search_after AFTER UPDATE OF title, subtitle, volume, author, series, publisher, subjects, number, voided ON title
BEGIN INSERT INTO title_search (rowid, text, pinyin) SELECT id, text, char (1) || spoken FROM title_searchable WHERE id = new.id; END;

INSERT INTO role_permission (role, permission)
  SELECT id, 'library' FROM role WHERE name IN ('head', 'librarian')
  OR EXISTS (SELECT 1 FROM role_permission WHERE role = role.id AND permission = 'account');
