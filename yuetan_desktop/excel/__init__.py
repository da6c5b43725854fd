"""Spreadsheets in and out: reading what bureaus make, and the blank forms. No database."""
