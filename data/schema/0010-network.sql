-- Computers and the network: the register of machines and the notes signed for them, and by what rules ratios are counted.

-- What is a computer, a multimedia set, and which sets are interactive: by the beginning of the item's code. Names of code tables and not
-- ids, since the tables may be loaded later.
CREATE TABLE device_code (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('computer', 'multimedia', 'interactive')),
  scheme TEXT NOT NULL CHECK (scheme <> ''),    -- code_scheme.name: 'GB/T 14885'
  edition TEXT NOT NULL DEFAULT '',             -- code_scheme.edition: '2010'
  prefix TEXT NOT NULL CHECK (prefix <> ''),    -- the code begins with this
  years INTEGER CHECK (years BETWEEN 1 AND 50), -- how long such a thing is used; NULL: without end
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)), -- shipped as a start, not proved
  changed INTEGER NOT NULL,
  UNIQUE (kind, scheme, edition, prefix)
) STRICT;

-- What a person says of an item, whatever its code says. NULL: as the code says.
CREATE TABLE item_device (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL UNIQUE REFERENCES item (id) ON DELETE CASCADE,
  computer INTEGER CHECK (computer IN (0, 1)),
  multimedia INTEGER CHECK (multimedia IN (0, 1)),
  interactive INTEGER CHECK (interactive IN (0, 1)),
  years INTEGER CHECK (years BETWEEN 1 AND 50),
  changed INTEGER NOT NULL
) STRICT;

-- Both together, for each item that is any of these. years: of a computer.
CREATE VIEW device AS
  SELECT item, computer, multimedia, interactive, years FROM (
    SELECT item.id AS item,
      ifnull (d.computer, max (ifnull (c.kind = 'computer', 0))) AS computer,
      ifnull (d.multimedia, max (ifnull (c.kind = 'multimedia', 0))) AS multimedia,
      ifnull (d.interactive, max (ifnull (c.kind = 'interactive', 0))) AS interactive,
      ifnull (d.years, max (iif (c.kind = 'computer', c.years, NULL))) AS years
    FROM item JOIN code_scheme s ON s.id = item.scheme
    LEFT JOIN device_code c ON c.scheme = s.name AND c.edition = s.edition AND substr (item.code, 1, length (c.prefix)) = c.prefix
    LEFT JOIN item_device d ON d.item = item.id
    WHERE item.voided IS NULL GROUP BY item.id)
  WHERE computer OR multimedia OR interactive;

-- The register of machines on the network (入网计算机登记表): one row for each card that is a computer. Where it stands is told by its card.
CREATE TABLE machine (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  asset INTEGER NOT NULL REFERENCES asset (id),
  use TEXT NOT NULL CHECK (use IN ('pupil', 'teacher', 'office', 'server')), -- who works with it
  person INTEGER REFERENCES person (id),        -- who answers for it
  department TEXT NOT NULL DEFAULT '',
  host TEXT NOT NULL DEFAULT '',                -- host name
  ipv4 INTEGER CHECK (ipv4 BETWEEN 1 AND 4294967294), -- the four bytes as one number; NULL: none is known
  ipv6 TEXT CHECK (ipv6 <> '' AND ipv6 NOT GLOB '*[^0-9a-f:.]*'), -- in the short form of RFC 5952
  -- AA-BB-CC-DD-EE-FF; NULL: not known
  mac TEXT CHECK (length (mac) = 17 AND mac GLOB '[0-9A-F][0-9A-F]-[0-9A-F][0-9A-F]-[0-9A-F][0-9A-F]-[0-9A-F][0-9A-F]-[0-9A-F][0-9A-F]-[0-9A-F][0-9A-F]'),
  os TEXT NOT NULL DEFAULT '',                  -- operating system
  private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),     -- 私用, else 公用
  networked INTEGER NOT NULL DEFAULT 1 CHECK (networked IN (0, 1)), -- on the network at all
  fixed INTEGER NOT NULL DEFAULT 0 CHECK (fixed IN (0, 1)),         -- its address is fixed: listed on a sheet of its own
  phone TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK (fixed = 0 OR networked = 1)
) STRICT;
CREATE UNIQUE INDEX machine_asset ON machine (asset) WHERE voided IS NULL;
CREATE UNIQUE INDEX machine_ipv4 ON machine (ipv4) WHERE ipv4 IS NOT NULL AND voided IS NULL;
CREATE UNIQUE INDEX machine_ipv6 ON machine (ipv6) WHERE ipv6 IS NOT NULL AND voided IS NULL;
CREATE UNIQUE INDEX machine_mac ON machine (mac) WHERE mac IS NOT NULL AND voided IS NULL;
CREATE INDEX machine_person ON machine (person) WHERE person IS NOT NULL;

CREATE TRIGGER machine_asset_void BEFORE UPDATE OF voided ON asset
WHEN new.voided IS NOT NULL AND EXISTS (SELECT 1 FROM machine WHERE asset = new.id AND voided IS NULL)
BEGIN SELECT raise (ABORT, 'the asset is in the register of machines'); END;

-- What each person signed for the network (入网络安全责任书). The newest counts.
CREATE TABLE network_note (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person (id),
  signed TEXT NOT NULL CHECK (signed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  expires TEXT NOT NULL CHECK (expires GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day
  note TEXT NOT NULL DEFAULT '',
  voided INTEGER,
  changed INTEGER NOT NULL,
  CHECK (expires >= signed)
) STRICT;
CREATE UNIQUE INDEX network_note_once ON network_note (person, signed) WHERE voided IS NULL;

-- What a machine must fulfil to count as effective (有效) in a ratio. One row for each condition that the program can judge.
CREATE TABLE machine_rule (
  id INTEGER PRIMARY KEY,
  -- 'use': in the school and not lent; 'sound': neither broken nor missing; 'life': not past its years; 'networked': registered as such
  condition TEXT NOT NULL UNIQUE CHECK (condition IN ('use', 'sound', 'life', 'networked')),
  used INTEGER NOT NULL DEFAULT 1 CHECK (used IN (0, 1)), -- whether it is asked for
  changed INTEGER NOT NULL
) STRICT;

-- How much a pupil of each stage counts where a school of several stages shares what it has.
CREATE TABLE stage_weight (
  id INTEGER PRIMARY KEY,
  stage TEXT NOT NULL UNIQUE CHECK (stage IN ('kindergarten', 'primary', 'junior', 'senior')),
  weight INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 10000), -- hundredths
  changed INTEGER NOT NULL
) STRICT;

-- What is aimed at.
CREATE TABLE ratio_target (
  id INTEGER PRIMARY KEY,
  -- x:1, at most: 'pupil', 'teacher'; percent, at least: 'class', 'room' (multimedia), 'fast' (rooms at full speed), 'interactive';
  -- in Mbit/s: 'mbps', what a room must have to be fast
  ratio TEXT NOT NULL UNIQUE CHECK (ratio IN ('pupil', 'teacher', 'class', 'room', 'fast', 'interactive', 'mbps')),
  value INTEGER NOT NULL CHECK (value > 0),     -- hundredths
  source TEXT NOT NULL DEFAULT '',              -- which rule says so
  changed INTEGER NOT NULL
) STRICT;

-- What a person says of a room: the class that has its lessons there, how fast its line is, and whether it is a multimedia room, whatever
-- its cards say.
CREATE TABLE room_device (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL UNIQUE REFERENCES place (id) ON DELETE CASCADE,
  class INTEGER UNIQUE REFERENCES class (id) ON DELETE SET NULL, -- NULL: no class's own room
  multimedia INTEGER CHECK (multimedia IN (0, 1)), -- NULL: as its cards say
  mbps INTEGER CHECK (mbps BETWEEN 0 AND 1000000), -- Mbit/s; 0: no line; NULL: not known
  changed INTEGER NOT NULL
) STRICT;

-- Starters. Years: 财会〔2017〕4号, at least. Weights: 九年一贯制 1:1.1, 完全中学 1:1.2, 十二年 1:1.1:1.32.
INSERT INTO device_code (kind, scheme, edition, prefix, years, starter, changed) VALUES
  ('computer', 'GB/T 14885', '2010', '20101', 6, 1, 0),
  ('multimedia', 'GB/T 14885', '2010', '20202', NULL, 1, 0),
  ('multimedia', 'GB/T 14885', '2010', '20208', NULL, 1, 0),
  ('interactive', 'GB/T 14885', '2010', '2020801', NULL, 1, 0);
INSERT INTO machine_rule (condition, used, changed) VALUES ('use', 1, 0), ('sound', 1, 0), ('life', 1, 0), ('networked', 0, 0);
INSERT INTO stage_weight (stage, weight, changed) VALUES ('kindergarten', 100, 0), ('primary', 100, 0), ('junior', 110, 0), ('senior', 132, 0);
INSERT INTO ratio_target (ratio, value, source, changed) VALUES
  ('pupil', 500, '乐清市教育局 2018', 0), ('teacher', 100, '乐清市教育局 2018', 0), ('class', 9000, '通化市东昌区 2015', 0),
  ('room', 10000, '通化市东昌区 2015', 0), ('fast', 10000, '浙江省 2012', 0), ('interactive', 9000, '乐清市教育局 2018', 0),
  ('mbps', 10000, '浙江省 2012', 0);
INSERT INTO meta (key, value) VALUES ('network-note-months', '12'), ('network-note-warn-days', '30');
-- Words with spaces between: posts of staff who don't teach, and purposes of rooms that are no function rooms.
INSERT INTO meta (key, value) VALUES
  ('network-not-teaching', '实验员 管理员 保管员 会计 出纳 校医 保安 门卫 厨师 后勤 职员 工勤'),
  ('network-plain-rooms', '普通教室 办公室 库房 准备室 仪器室 危化品室 体育器材室');
