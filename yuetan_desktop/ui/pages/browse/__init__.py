"""Stored data to look through: monthly values, sections, provincial lists, matters, imports."""
