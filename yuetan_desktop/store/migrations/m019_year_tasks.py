"""年度任务台账: what a unit was set for a year and has done; a newer line voids the one before."""

TABLES = """
CREATE TABLE year_task (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES place(id),
  year INTEGER NOT NULL,
  kind TEXT NOT NULL,
  item TEXT NOT NULL CHECK (item <> ''),
  planned TEXT NOT NULL,
  done TEXT NOT NULL,
  unit TEXT NOT NULL,
  document TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT,
  voided_why TEXT
) STRICT;

CREATE UNIQUE INDEX year_task_in_force ON year_task(place_id, year, kind, item)
WHERE voided_at IS NULL"""
