"""口径请示与答复: what was asked of the office that interprets the regulation, and its answers."""

TABLES = """
CREATE TABLE interpretation (
  id INTEGER PRIMARY KEY,
  reading TEXT NOT NULL,
  question TEXT NOT NULL CHECK (question <> ''),
  asked_by TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  document TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT,
  voided_why TEXT
) STRICT;

-- An answer without an option settles nothing: the words are kept all the same.
CREATE TABLE interpretation_answer (
  id INTEGER PRIMARY KEY,
  interpretation_id INTEGER NOT NULL REFERENCES interpretation(id),
  option TEXT NOT NULL,
  words TEXT NOT NULL CHECK (words <> ''),
  answered_by TEXT NOT NULL,
  answered_on TEXT NOT NULL,
  document TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT,
  voided_why TEXT
) STRICT"""
