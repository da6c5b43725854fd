"""并行规则包: other regulations as data, evaluated beside the office's own."""

TABLES = """
CREATE TABLE rule_pack (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  content TEXT NOT NULL CHECK (content <> ''),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  voided_at TEXT,
  voided_by TEXT,
  voided_why TEXT
) STRICT"""
