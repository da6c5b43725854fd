"""Sizes that ui.md 2.4 and 8 give for 1440×900 and for 1366×768, in logical pixels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WIDE, NARROW = (1440, 900), (1366, 768)
Measure = Callable[[Any, Any], int]  # (window, page) → px

# Where it is looked at, what it is, how it is measured, at 1440, at 1366.
MEASURES: tuple[tuple[tuple[str, str | None], str, Measure, int, int], ...] = (
    (("dashboard", None), "rail", lambda w, _: w.rail.width(), 72, 56),
    (("dashboard", None), "rail item", lambda w, _: w.rail.items["data"].height(), 60, 44),
    (("dashboard", None), "status bar", lambda w, _: w.status.height(), 24, 24),
    (("dashboard", None), "page header", lambda _, p: p.header.height(), 56, 48),
    (("dashboard", None), "search", lambda _, p: p.header.search.width(), 288, 272),
    (("dashboard", None), "gap between panels", lambda _, p: p.body.spacing(), 12, 8),
    (("dashboard", None), "side panel", lambda _, p: p.side.width(), 416, 368),
    (("dashboard", None), "deadline row", lambda _, p: p.due.table.rowHeight(0), 28, 24),
    (("case", "open"), "banner", lambda _, p: p.banner.height(), 40, 40),
    (("case", "open"), "right column", lambda _, p: p.record.width(), 432, 360),
    (("rectification", "task"), "ledger row", lambda _, p: p.table.rowHeight(0), 40, 40),
    (("rectification", "task"), "table head", lambda _, p: head_of(p).height(), 32, 32),
    (("rectification", "task"), "filter row", lambda _, p: p.filters.height(), 32, 32),
    (("rectification", "task"), "side panel", lambda _, p: p.side.width(), 376, 368),
    (("paper", "约谈通知"), "form", lambda _, p: p.form.width(), 336, 336),
    (("paper", "约谈通知"), "tool row", lambda _, p: p.preview.state.height(), 44, 44),
    (("rules", None), "tree", lambda _, p: p.tree.width(), 264, 224),
    (("rules", None), "readings", lambda _, p: p.readings.width(), 368, 336),
)


def head_of(page: Any) -> Any:
    return page.table.horizontalHeader()


def contract(size: tuple[int, int]) -> dict[str, int]:
    """What ui.md says for this window."""
    return {
        f"{spot[0]}: {name}": wide if size == WIDE else narrow
        for spot, name, _measure, wide, narrow in MEASURES
    }


def measured(window: Any, page: Any, spot: tuple[str, str | None]) -> dict[str, int]:
    """What this page really is."""
    return {
        f"{spot[0]}: {name}": measure(window, page)
        for where, name, measure, _wide, _narrow in MEASURES
        if where == spot
    }
