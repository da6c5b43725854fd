"""征求意见: opinions on a draft of a paper, and what became of each; decisions are append-only."""

TABLES = """
CREATE TABLE opinion (
  id INTEGER PRIMARY KEY,
  case_id INTEGER REFERENCES case_file(id),
  month TEXT,
  kind TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit <> ''),
  words TEXT NOT NULL CHECK (words <> ''),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT,
  voided_why TEXT,
  CHECK ((case_id IS NULL) <> (month IS NULL))
) STRICT;

CREATE TABLE opinion_decision (
  id INTEGER PRIMARY KEY,
  opinion_id INTEGER NOT NULL REFERENCES opinion(id),
  adoption TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX decision_by_opinion ON opinion_decision(opinion_id)"""
