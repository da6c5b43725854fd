"""Papers of the office itself, made for a month and for no single case: 月度通报."""

TABLES = """
CREATE TABLE office_paper (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  month TEXT NOT NULL,
  version INTEGER NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  context TEXT NOT NULL CHECK (json_valid(context)),
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  UNIQUE (kind, month, version)
) STRICT;

CREATE TRIGGER office_paper_never_overwritten BEFORE UPDATE ON office_paper
BEGIN SELECT raise(ABORT, 'papers are never overwritten'); END;

CREATE TRIGGER office_paper_kept BEFORE DELETE ON office_paper
BEGIN SELECT raise(ABORT, 'papers are never deleted'); END
"""
