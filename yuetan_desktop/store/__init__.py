"""All SQL: one SQLite file, its tables, backups and archive; returns domain values or plain rows."""
