"""The tables that the first version had."""

TABLES = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL,
  parent INTEGER REFERENCES place(id),
  official_name TEXT NOT NULL DEFAULT '',
  grade TEXT NOT NULL DEFAULT '',
  river TEXT NOT NULL DEFAULT '',
  lake INTEGER NOT NULL DEFAULT 0,
  chief TEXT NOT NULL DEFAULT '',
  chief_title TEXT NOT NULL DEFAULT '',
  deputy TEXT NOT NULL DEFAULT '',
  deputy_title TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0,
  retired INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX place_once ON place(name, kind, ifnull(parent, 0), river);

CREATE TABLE place_alias (
  alias TEXT NOT NULL CHECK (alias <> ''),
  place_id INTEGER NOT NULL REFERENCES place(id) ON DELETE CASCADE,
  PRIMARY KEY (alias, place_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

-- Append-only history: the newest row of a reading is in force; an empty choice means none.
CREATE TABLE reading_choice (
  id INTEGER PRIMARY KEY,
  reading TEXT NOT NULL,
  choice TEXT NOT NULL,
  chosen_by TEXT NOT NULL,
  chosen_on TEXT NOT NULL,
  basis TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL DEFAULT '',
  layout TEXT NOT NULL DEFAULT '',
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  stored INTEGER NOT NULL DEFAULT 0,
  report TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(report)),
  withdrawn_at TEXT,
  withdrawn_by TEXT NOT NULL DEFAULT '',
  withdrawn_why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX batch_by_sha256 ON batch(sha256);

-- Clustered by how it is read: days apart from longer periods, then by time. A year of months
-- is one stretch of the file however many days are stored, and imports append near the end.
CREATE TABLE observation (
  daily INTEGER NOT NULL,
  period TEXT NOT NULL,
  place_id INTEGER NOT NULL REFERENCES place(id),
  indicator TEXT NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  value REAL,
  text TEXT NOT NULL DEFAULT '',
  sheet TEXT NOT NULL DEFAULT '',
  cell TEXT NOT NULL DEFAULT '',
  list_name TEXT NOT NULL DEFAULT '',
  list_size INTEGER,
  PRIMARY KEY (daily, period, place_id, indicator, batch_id),
  CHECK (value IS NOT NULL OR text <> '')
) STRICT, WITHOUT ROWID;

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
  );

-- What a clerk changed on the way in: the file's own value stays on record.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  sheet TEXT NOT NULL,
  cell TEXT NOT NULL,
  original TEXT NOT NULL,
  corrected TEXT NOT NULL,
  basis TEXT NOT NULL,
  corrected_by TEXT NOT NULL,
  corrected_at TEXT NOT NULL
) STRICT;

CREATE INDEX correction_by_batch ON correction(batch_id);

CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER REFERENCES batch(id),
  place_id INTEGER NOT NULL REFERENCES place(id),
  indicator TEXT NOT NULL,
  period TEXT NOT NULL,
  value REAL NOT NULL,
  document TEXT NOT NULL DEFAULT '',
  signed_on TEXT,
  sheet TEXT NOT NULL DEFAULT '',
  cell TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT NOT NULL DEFAULT '',
  voided_why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX target_by_period ON target(period, place_id, indicator);

CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER REFERENCES batch(id),
  place_id INTEGER NOT NULL REFERENCES place(id),
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '',
  confirmed INTEGER,
  found_by TEXT NOT NULL DEFAULT '',
  found_on TEXT,
  sheet TEXT NOT NULL DEFAULT '',
  cell TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT NOT NULL DEFAULT '',
  voided_why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX incident_by_day ON incident(day);

CREATE TABLE incident_evidence (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incident(id),
  description TEXT NOT NULL,
  sha256 TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX evidence_by_incident ON incident_evidence(incident_id);

-- Append-only: what a person found about an incident (因管控不力); the newest one holds.
CREATE TABLE human_finding (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incident(id),
  confirmed INTEGER,
  basis TEXT NOT NULL,
  found_by TEXT NOT NULL,
  found_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX finding_by_incident ON human_finding(incident_id);

CREATE TABLE exemption (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES place(id),
  rule TEXT NOT NULL,
  period TEXT NOT NULL,
  cause TEXT NOT NULL,
  evidence TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT NOT NULL DEFAULT '',
  voided_why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE case_file (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  place_id INTEGER NOT NULL REFERENCES place(id),
  level INTEGER NOT NULL,
  regulation TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (json_valid(basis)),
  recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX case_by_place ON case_file(place_id);

CREATE TRIGGER case_frozen BEFORE UPDATE ON case_file
BEGIN SELECT raise(ABORT, 'a case is frozen when it is opened'); END;

CREATE TABLE step (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
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

CREATE INDEX step_by_case ON step(case_id);

CREATE TRIGGER step_append_only BEFORE UPDATE OF id, case_id, kind, day, note, data, recorded_by,
  recorded_at ON step
BEGIN SELECT raise(ABORT, 'steps are append-only'); END;

CREATE TRIGGER step_kept BEFORE DELETE ON step
BEGIN SELECT raise(ABORT, 'steps are append-only'); END;

CREATE TABLE paper (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file(id),
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  context TEXT NOT NULL CHECK (json_valid(context)),
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  UNIQUE (case_id, kind, version)
) STRICT;

CREATE TRIGGER paper_never_overwritten BEFORE UPDATE OF id, case_id, kind, version, number, path,
  sha256, context, issued_at, issued_by ON paper
BEGIN SELECT raise(ABORT, 'papers are never overwritten'); END;

CREATE TRIGGER paper_kept BEFORE DELETE ON paper
BEGIN SELECT raise(ABORT, 'papers are never deleted'); END;

-- Every number ever given, also of things that were voided: a number is never used again.
CREATE TABLE taken_number (
  number TEXT PRIMARY KEY,
  used_for TEXT NOT NULL DEFAULT '',
  taken_by TEXT NOT NULL,
  taken_at TEXT NOT NULL
) STRICT
"""
