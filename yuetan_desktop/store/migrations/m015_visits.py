"""检查安排: visits of the yearly plan, and temporary tasks with where they come from."""

TABLES = """
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  place_id INTEGER NOT NULL REFERENCES place(id),
  what TEXT NOT NULL,
  enterprise TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  intake TEXT NOT NULL DEFAULT '',
  done_on TEXT,
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT,
  voided_why TEXT
) STRICT"""
