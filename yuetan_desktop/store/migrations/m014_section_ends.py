"""Whose waters reach a section and to whom they go on: units of other cities too, so names."""

TABLES = """
ALTER TABLE place ADD COLUMN upstream TEXT NOT NULL DEFAULT '';

ALTER TABLE place ADD COLUMN downstream TEXT NOT NULL DEFAULT ''"""
