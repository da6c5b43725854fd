"""讨论稿、送审稿、定稿 of papers of the office itself, as `paper_stage` keeps them for a case's."""

TABLES = """
CREATE TABLE office_stage (
  id INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  entered TEXT NOT NULL CHECK (json_valid(entered)),
  note TEXT NOT NULL DEFAULT '',
  moved_by TEXT NOT NULL,
  moved_at TEXT NOT NULL
) STRICT;

CREATE INDEX office_stage_by_month ON office_stage(month, kind);

CREATE TRIGGER office_stage_append_only BEFORE UPDATE ON office_stage
BEGIN SELECT raise(ABORT, 'stages of papers are append-only'); END;

CREATE TRIGGER office_stage_kept BEFORE DELETE ON office_stage
BEGIN SELECT raise(ABORT, 'stages of papers are append-only'); END
"""
