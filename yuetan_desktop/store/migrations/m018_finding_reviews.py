"""Who reviewed a person's finding about a matter, and when; empty where nobody did."""

TABLES = """
ALTER TABLE human_finding ADD COLUMN reviewed_by TEXT NOT NULL DEFAULT '';

ALTER TABLE human_finding ADD COLUMN reviewed_on TEXT"""
