"""企业名录: lists of enterprises and sources as they came, each withdrawn as a whole."""

TABLES = """
CREATE TABLE enterprise_list (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  withdrawn_by TEXT,
  withdrawn_at TEXT
) STRICT;

-- `is_listed`: on the 监督执法正面清单; NULL where the list does not tell.
CREATE TABLE enterprise (
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES enterprise_list(id),
  name TEXT NOT NULL CHECK (name <> ''),
  code TEXT NOT NULL,
  unit TEXT NOT NULL,
  place_id INTEGER REFERENCES place(id),
  status TEXT NOT NULL,
  is_listed INTEGER,
  sheet TEXT NOT NULL,
  cell TEXT NOT NULL
) STRICT;

CREATE INDEX enterprise_name ON enterprise (name);

CREATE INDEX enterprise_code ON enterprise (code)"""
