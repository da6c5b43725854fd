"""What stood in a form that was left by Esc, until it is done or thrown away."""

TABLES = """
CREATE TABLE form_draft (
  form TEXT PRIMARY KEY,
  entered TEXT NOT NULL CHECK (json_valid(entered)),
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT
"""
