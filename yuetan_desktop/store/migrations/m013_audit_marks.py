"""What a file says of its values' audit (未审核、初审、国家审核) and of who monitors."""

TABLES = """
-- Of the values of a batch in some rows of a sheet, in one column or (no letter) in all; without a
-- sheet it is said of the whole file. A later mark of a batch says it more closely, and holds.
CREATE TABLE audit_mark (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  sheet TEXT NOT NULL,
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL CHECK (last_row >= first_row),
  letter TEXT NOT NULL,
  audit TEXT NOT NULL CHECK (audit IN ('未审核', '初审', '国家审核', '未注明')),
  owner TEXT NOT NULL CHECK (owner IN ('国控', '省控', '市控', '县控', '未注明'))
) STRICT;

CREATE INDEX audit_mark_by_batch ON audit_mark(batch_id)
"""
