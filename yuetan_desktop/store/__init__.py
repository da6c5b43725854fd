"""All SQL: one SQLite file, its backups and its archive; returns domain values or plain rows."""
