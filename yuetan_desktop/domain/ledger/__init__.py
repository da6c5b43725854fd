"""Rectification beside its tasks: inspections, visits, lists, watching after closing."""
