"""Days out of long tables: one row holds all plain numbers of a place and a day."""

COLUMNS = 16  # of one row; a wider table has several rows a day
_VALUES = ", ".join(f"v{n} REAL" for n in range(COLUMNS))
_VALUE = " ".join(f"WHEN {n} THEN r.v{n}" for n in range(COLUMNS))

TABLES = f"""
DROP VIEW current_observation;

ALTER TABLE observation RENAME TO single_value;

-- A table of days as a file had it: which sheet, and which indicator each column held.
CREATE TABLE day_form (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  sheet TEXT NOT NULL
) STRICT;

CREATE INDEX day_form_by_batch ON day_form(batch_id);

CREATE TABLE day_column (
  form_id INTEGER NOT NULL REFERENCES day_form(id),
  at INTEGER NOT NULL CHECK (at BETWEEN 0 AND {COLUMNS - 1}),
  indicator TEXT NOT NULL,
  letter TEXT NOT NULL,
  PRIMARY KEY (form_id, at)
) STRICT, WITHOUT ROWID;

-- `line` is the row's number in its sheet; `v0` … are the columns of its form.
CREATE TABLE day_row (
  period TEXT NOT NULL,
  place_id INTEGER NOT NULL REFERENCES place(id),
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  form_id INTEGER NOT NULL REFERENCES day_form(id),
  line INTEGER NOT NULL,
  {_VALUES},
  PRIMARY KEY (period, place_id, batch_id, form_id)
) STRICT, WITHOUT ROWID;

-- Every value, however it is kept. Both halves have the same affinities (hence the casts), so
-- that SQLite asks each table by its key instead of making the whole view first.
CREATE VIEW observation AS
SELECT daily, period, place_id, indicator, batch_id, value, text, sheet, cell, list_name, list_size
FROM single_value
UNION ALL
SELECT CAST(1 AS INTEGER) AS daily, r.period, r.place_id, c.indicator, r.batch_id,
  CAST(CASE c.at {_VALUE} END AS REAL) AS value, CAST('' AS TEXT) AS text, f.sheet,
  CAST(c.letter || r.line AS TEXT) AS cell, CAST('' AS TEXT) AS list_name,
  CAST(NULL AS INTEGER) AS list_size
FROM day_row r
JOIN day_form f ON f.id = r.form_id
JOIN day_column c ON c.form_id = r.form_id
WHERE CASE c.at {_VALUE} END IS NOT NULL;

-- The newest value of a batch that was not withdrawn. Plain conditions, no grouping, so that
-- whatever a query asks for is looked up by the key.
CREATE VIEW current_observation AS
SELECT o.* FROM observation o
WHERE o.batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1 FROM observation newer
    WHERE newer.daily = o.daily AND newer.period = o.period AND newer.place_id = o.place_id
      AND newer.indicator = o.indicator AND newer.batch_id > o.batch_id
      AND newer.batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)
  )
"""
