"""Several columns of one indicator for the same time: which of them holds.

Where their heads do not say, nothing is chosen: the checks ask about each pair.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from yuetan_desktop.domain.monitoring import Audit, Dust, Owner, audit_in, owner_in
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.sheet import plain

_STATED = {
    "o3": re.compile(r"8(h|小时)|90", re.IGNORECASE),
    "co": re.compile(r"95"),
}
_WITHOUT_DUST = re.compile(r"(?<!未)(扣除?|剔除?)沙(?!(尘(天气)?)?(影响)?前)")
_PARTICLES = ("pm10", "pm25")
_AS_IN_THE_AIR = 2019  # the first whole year in which particles count as 实况, not as 标况
_AUDITED = (Audit.NONE, Audit.FIRST, Audit.NATIONAL)
_OWNED = (Owner.NATIONAL, Owner.PROVINCIAL, Owner.CITY, Owner.COUNTY)


def keep_stated(table: Table) -> None:
    """Of days and longer: O3 beside O3_8h is the highest hour or a mean, CO beside CO-95per a mean;
    what the head states is kept."""
    _keep_audited(table)
    _keep_owned(table)
    for key, words in _STATED.items():
        columns = {c: k for c, k in table.values.items() if k.indicator and k.indicator.key == key}
        stated = [c for c, k in columns.items() if words.search(plain(k.head))]
        _keep(table, stated, columns, "旁边的“{}”才是评价用的统计值")
    _keep_as_in_the_air(table)
    _keep_by_dust(table)


def _keep_as_in_the_air(table: Table) -> None:
    """实况 beside 标况 of particles: since the amendment of GB 3095—2012 (2018) the first
    is judged. Of gases, and of the years before, nothing is chosen."""
    if table.when.year is None or table.when.year < _AS_IN_THE_AIR:
        return
    for key in _PARTICLES:
        columns = {c: k for c, k in table.values.items() if k.indicator and k.indicator.key == key}
        held = [c for c, k in columns.items() if "实况" in k.head]
        apart = {c: k for c, k in columns.items() if c in held or "标况" in k.head}
        _keep(table, held, apart, "旁边的“{}”才是评价用的统计值")


def _keep_by_dust(table: Table) -> None:
    """A value beside one without dust storms has them; which of them holds the clerk may say."""
    of = {k.indicator.key for k in table.values.values() if k.indicator is not None}
    for key in sorted(of):
        columns = {c: k for c, k in table.values.items() if k.indicator and k.indicator.key == key}
        without = {c for c, k in columns.items() if _WITHOUT_DUST.search(plain(k.head))}
        if table.dust is Dust.KEPT and without:
            _keep(table, columns.keys() - without, columns, "已按“未扣除沙尘”选用旁边的“{}”")
        else:
            _keep(table, without, columns, "旁边的“{}”才是评价用的统计值")


def _keep(table: Table, kept: Collection[int], among: dict[int, Column], why: str) -> None:
    """Of columns of one indicator and time those in `kept` hold, and such as the clerk chose."""
    for c, column in among.items():
        same = [k for k in kept if _same_time(among[k], column)]
        if c not in kept and same and not column.chosen:
            _leave_out(table, c, why.format(among[min(same)].head))


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
