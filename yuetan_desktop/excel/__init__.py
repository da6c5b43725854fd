"""Spreadsheets in and out; knows no database."""
