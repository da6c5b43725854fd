"""Codes of the ledger's tasks: 约03-01 of a case, 交-001 of none; none is ever given twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import rectification as store
from yuetan_desktop.store.cases import CaseRow


def new_code(ws: Workspace, case: CaseRow | None) -> str:
    """The code of one task to be entered, of a case or of none."""
    codes = Codes(ws)
    if case is None:
        return codes.next(None)
    return codes.next(case.id, case.number, case.level, case.opened_on.year)


class Codes:
    """Codes for new tasks. A new one is one above the highest ever given, also in this run."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._last: dict[str, int] = {}
        self._prefixes: dict[int | None, str] = {None: "交-"}

    def next(self, case_id: int | None, number: str = "", level: int = 0, year: int = 0) -> str:
        """约03-01: the kind of paper, the case's number, the task's own; without a case 交-001."""
        if case_id not in self._prefixes:
            self._prefixes[case_id] = self._prefix(case_id, number, level, year)
        prefix = self._prefixes[case_id]
        if prefix not in self._last:
            self._last[prefix] = _highest(store.codes_like(self._ws.db, prefix))
        self._last[prefix] += 1
        return f"{prefix}{self._last[prefix]:0{3 if case_id is None else 2}d}"

    def _prefix(self, case_id: int | None, number: str, level: int, year: int) -> str:
        letter = {1: "示", 2: "报"}.get(level, "约")
        digits = re.findall(r"\d+", number) or [str(case_id)]
        prefix = f"{letter}{int(digits[-1]):02d}-"
        owners = set(store.codes_like(self._ws.db, prefix).values())
        # Case numbers begin anew each year.
        return f"{letter}{year}-{prefix[len(letter) :]}" if owners - {case_id} else prefix


def _highest(codes: Iterable[str]) -> int:
    tails = (code.rpartition("-")[2] for code in codes)
    return max((int(tail) for tail in tails if tail.isdecimal()), default=0)
