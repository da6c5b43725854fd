"""集体约谈: one paper, one number, kept with every case of the interview."""

TABLES = """
-- The other cases of a paper that names several units; its own case stands in `paper`.
CREATE TABLE joint_paper (
  paper_id INTEGER NOT NULL REFERENCES paper(id),
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  PRIMARY KEY (paper_id, case_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX joint_paper_by_case ON joint_paper(case_id);

CREATE TRIGGER joint_paper_never_changed BEFORE UPDATE ON joint_paper
BEGIN SELECT raise(ABORT, 'papers are never overwritten'); END;

CREATE TRIGGER joint_paper_kept BEFORE DELETE ON joint_paper
BEGIN SELECT raise(ABORT, 'papers are never deleted'); END
"""
