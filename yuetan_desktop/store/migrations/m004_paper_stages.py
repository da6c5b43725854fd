"""讨论稿、送审稿、定稿: what a paper said at each of them, by whom and when."""

TABLES = """
-- Append-only: the newest row of a case and kind holds, as long as the content is the same.
CREATE TABLE paper_stage (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  entered TEXT NOT NULL CHECK (json_valid(entered)),
  note TEXT NOT NULL DEFAULT '',
  moved_by TEXT NOT NULL,
  moved_at TEXT NOT NULL
) STRICT;

CREATE INDEX paper_stage_by_case ON paper_stage(case_id, kind);

CREATE TRIGGER paper_stage_append_only BEFORE UPDATE ON paper_stage
BEGIN SELECT raise(ABORT, 'stages of papers are append-only'); END;

CREATE TRIGGER paper_stage_kept BEFORE DELETE ON paper_stage
BEGIN SELECT raise(ABORT, 'stages of papers are append-only'); END
"""
