-- What figures must come to that inspectors ask for, where the domain that they are of has no target of its own. Data that a county or
-- school may change; the rows below are starter values.
CREATE TABLE indicator_target (
  id INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL UNIQUE CHECK (indicator <> ''), -- 'match'
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 100000000), -- hundredths: of a percent, of a thing
  source TEXT NOT NULL DEFAULT '',
  starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)),
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO indicator_target (indicator, value, source, starter, changed) VALUES
  ('match', 10000, '账、物、卡三个相符', 1, 0), ('filled', 10000, '按选用的配备标准', 1, 0),
  ('lab-demonstration', 10000, '实验开出情况统计表', 1, 0), ('lab-group', 10000, '实验开出情况统计表', 1, 0);
