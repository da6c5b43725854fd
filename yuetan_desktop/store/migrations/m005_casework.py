"""What stands around a case: 分工表, 责任分工 of issues, its details, and 集体约谈."""

TABLES = """
-- 分工表: who was in charge of which domain, from when to when, by which paper.
-- place_id is empty for the leaders of the city government itself.
CREATE TABLE leader (
  id INTEGER PRIMARY KEY,
  place_id INTEGER REFERENCES place(id),
  name TEXT NOT NULL CHECK (name <> ''),
  title TEXT NOT NULL DEFAULT '',
  domain TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  document TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT NOT NULL DEFAULT '',
  voided_why TEXT NOT NULL DEFAULT '',
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;

CREATE INDEX leader_by_place ON leader(place_id);

-- The office's own lines of the issue-to-department map; they replace the shipped ones by name.
CREATE TABLE cause_issue (
  issue TEXT PRIMARY KEY CHECK (issue <> ''),
  domain TEXT NOT NULL,
  departments TEXT NOT NULL CHECK (json_valid(departments)),
  retired INTEGER NOT NULL DEFAULT 0,
  changed_by TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

-- Append-only: 首要原因, participants, openness, 尽责情况; the newest of a topic holds.
CREATE TABLE case_detail (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  topic TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX case_detail_by_case ON case_detail(case_id, topic);

CREATE TRIGGER case_detail_append_only BEFORE UPDATE ON case_detail
BEGIN SELECT raise(ABORT, 'details of a case are append-only'); END;

CREATE TRIGGER case_detail_kept BEFORE DELETE ON case_detail
BEGIN SELECT raise(ABORT, 'details of a case are append-only'); END;

-- 集体约谈: cases that are interviewed together; a case is in one group at a time.
CREATE TABLE joint_interview (
  id INTEGER PRIMARY KEY,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE joint_member (
  id INTEGER PRIMARY KEY,
  joint_id INTEGER NOT NULL REFERENCES joint_interview(id),
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  left_at TEXT,
  left_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX joint_member_once ON joint_member(case_id) WHERE left_at IS NULL
"""
