"""The rectification ledger: tasks, and the append-only entries that say what they are."""

TABLES = """
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  place_id INTEGER NOT NULL REFERENCES place(id),
  case_id INTEGER REFERENCES case_file(id),
  source TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX task_by_case ON task(case_id);

CREATE TRIGGER task_frozen BEFORE UPDATE ON task
BEGIN SELECT raise(ABORT, 'what a task says is in its entries'); END;

CREATE TRIGGER task_kept BEFORE DELETE ON task
BEGIN SELECT raise(ABORT, 'tasks are never deleted'); END;

CREATE TABLE task_entry (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task(id),
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data)),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT NOT NULL DEFAULT '',
  voided_why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX task_entry_by_task ON task_entry(task_id);

CREATE TRIGGER task_entry_append_only BEFORE UPDATE OF id, task_id, kind, day, note, data,
  recorded_by, recorded_at ON task_entry
BEGIN SELECT raise(ABORT, 'entries are append-only'); END;

CREATE TRIGGER task_entry_kept BEFORE DELETE ON task_entry
BEGIN SELECT raise(ABORT, 'entries are append-only'); END
"""
