"""Cells to values: what one cell, or one after another, says."""
