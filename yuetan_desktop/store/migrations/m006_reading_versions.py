"""口径版本: the choices in force on the day they were given a name."""

TABLES = """
-- Append-only: `choices` holds every choice of the day, with who, when and on what basis.
CREATE TABLE reading_version (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  choices TEXT NOT NULL CHECK (json_valid(choices)),
  settled_by TEXT NOT NULL,
  settled_on TEXT NOT NULL,
  basis TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER reading_version_append_only BEFORE UPDATE ON reading_version
BEGIN SELECT raise(ABORT, 'versions of readings are append-only'); END;

CREATE TRIGGER reading_version_kept BEFORE DELETE ON reading_version
BEGIN SELECT raise(ABORT, 'versions of readings are append-only'); END
"""
