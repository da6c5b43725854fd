"""Workbooks the program writes: for superiors, for the wall, for the clerk to fill in."""
