"""Several columns of one indicator for the same time: which of them holds.

Where their heads do not say, nothing is chosen: the checks ask about each pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from yuetan_desktop.domain.monitoring import Audit, Owner, audit_in, owner_in
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.sheet import plain

_STATED = {
    "o3": re.compile(r"8(h|小时)|90", re.IGNORECASE),
    "co": re.compile(r"95"),
}
_WITHOUT_DUST = re.compile(r"(?<!未)(扣除?|剔除?)沙(?!(尘(天气)?)?(影响)?前)")
_AUDITED = (Audit.NONE, Audit.FIRST, Audit.NATIONAL)
_OWNED = (Owner.NATIONAL, Owner.PROVINCIAL, Owner.CITY, Owner.COUNTY)


def keep_stated(table: Table) -> None:
    """Of days and longer: O3 beside O3_8h is the highest hour or a mean, CO beside CO-95per a mean,
    a value beside one without dust storms has them; what the head states is kept."""
    of = {k.indicator.key for k in table.values.values() if k.indicator is not None}
    _keep_audited(table)
    _keep_owned(table)
    for key, words in [*_STATED.items(), *((key, _WITHOUT_DUST) for key in of)]:
        columns = {c: k for c, k in table.values.items() if k.indicator and k.indicator.key == key}
        stated = [c for c, k in columns.items() if words.search(plain(k.head))]
        for c, column in columns.items():
            same = [k for k in stated if _same_time(columns[k], column)]
            if c in stated or not same or column.chosen:
                continue
            _leave_out(table, c, f"旁边的“{columns[same[0]].head}”才是评价用的统计值")


def _keep_audited(table: Table) -> None:
    """初审 beside 国家审核 of one indicator: what was audited further holds."""
    audits = {c: audit_in(plain(k.head)) for c, k in table.values.items() if not k.chosen}
    for c, audit in audits.items():
        further = [
            other
            for other in _of_the_same(table, c, audits)
            if Audit.UNSAID not in (audit, audits[other])
            and _AUDITED.index(audits[other]) > _AUDITED.index(audit)
        ]
        if further:
            head = table.values[further[0]].head
            _leave_out(table, c, f"旁边的“{head}”审核得更多，以那一列为准")


def _keep_owned(table: Table) -> None:
    """国控 beside 省控 of one indicator: 国控 holds, until the clerk chooses the other column."""
    owners = {c: owner_in(plain(k.head)) for c, k in table.values.items()}
    owners = {c: owner for c, owner in owners.items() if owner is not Owner.UNSAID}
    for c, owner in owners.items():
        if table.values[c].chosen:
            continue
        for other in _of_the_same(table, c, owners):
            held = table.values[other]
            if held.chosen:
                why = f"已选用旁边的“{held.head}”"
            elif _OWNED.index(owners[other]) < _OWNED.index(owner):
                why = f"默认以旁边的“{held.head}”为准；要用这一列，请把它改选为该指标"
            else:
                continue
            _leave_out(table, c, why)
            break


def _of_the_same(table: Table, c: int, among: Iterable[int]) -> list[int]:
    """The other columns, still read, of the indicator and time of column `c`."""
    column = table.values[c]
    return [
        other
        for other in among
        if other != c
        and other in table.values
        and table.values[other].indicator == column.indicator
        and _same_time(table.values[other], column)
    ]


def _leave_out(table: Table, c: int, why: str) -> None:
    """The column stays in the table and can be chosen; it is not read as it is."""
    left = replace(table.values.pop(c), meaning=Meaning.UNKNOWN, why=why)
    table.block.columns[c - table.block.first] = left


def _same_time(one: Column, other: Column) -> bool:
    return all(
        getattr(one, part) == getattr(other, part)
        for part in ("when", "years_back", "months_back", "place")
    )
