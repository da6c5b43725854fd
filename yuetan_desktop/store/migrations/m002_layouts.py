"""What the clerk says the columns of a layout are, offered again with the next file of it."""

TABLES = """
CREATE TABLE layout_mapping (
  fingerprint TEXT PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  heads TEXT NOT NULL CHECK (json_valid(heads)),
  choices TEXT NOT NULL CHECK (json_valid(choices)),
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
