"""Heads that are bare numbers: 1, 2, 3 … are days or months, 2024, 2025, 2026 years."""

from __future__ import annotations

from yuetan_desktop.excel.column import Column, Meaning
from yuetan_desktop.excel.periods import When


def number_heads(heads: list[list[str]], columns: list[Column]) -> None:
    """Heads 1, 2, 3 … are days when there are more than twelve of them, else months."""
    at = [c for c, parts in enumerate(heads) if parts and parts[-1].isdigit()]
    numbers = [int(heads[c][-1]) for c in at]
    if len(numbers) < 3 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return
    for c, number in zip(at, numbers, strict=True):
        if len(numbers) > 12 and 1 <= number <= 31:
            when = When(day=number)
        elif 1 <= number <= 12:
            when = When(None, number, number)
        elif 1990 <= number <= 2100:
            when = When(number)
        else:
            continue
        columns[c] = Column(heads[c][-1], Meaning.VALUE, when=when, confidence=0.6)
