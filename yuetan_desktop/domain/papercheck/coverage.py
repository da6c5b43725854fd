"""Requirement ↔ plan ↔ report ↔ verification: what was demanded comes back, with its numbers.

A line is taken to answer another when it shares enough of its pairs of characters; wording may
differ, so a line without an answer is a doubt, a number or person that changed is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from yuetan_desktop.domain.papercheck.facts import (
    CASE,
    CaseFacts,
    Discrepancy,
    Spot,
    days_in,
    doubt,
    plain,
    row_text,
    written,
    wrong,
)
from yuetan_desktop.domain.papercheck.prose import sentences
from yuetan_desktop.domain.papercheck.roles import (
    ASSIGNED,
    CONCLUDING,
    COVERAGE,
    PROCEDURAL,
    REPORTED,
    RESULT_CELLS,
    TASK_CELLS,
    VERDICT,
)

ENOUGH = 0.4
REPEATED = 0.85
LEDGER = "整改台账"
_QUANTITY = re.compile(
    r"(\d+(?:\.\d+)?)\s?(蒸吨|家|台|个|处|公里|平方米|立方米|米|万吨|吨|套|座|辆|亩|户|条|眼|口|名"
    r"|万元|亿元|mg/L|μg/m³)"
)


@dataclass(frozen=True)
class _Line:
    """One requirement, task or result, with the cells of its row where it has any."""

    spot: Spot
    text: str
    cells: Mapping[str, Any] = field(default_factory=dict)

    @property
    def asked(self) -> str:
        """What is asked for, without what has come of it so far."""
        if not self.cells:
            return self.text
        return row_text({key: cell for key, cell in self.cells.items() if key not in RESULT_CELLS})

    @cached_property
    def pairs(self) -> frozenset[str]:
        return frozenset(a + b for a, b in pairwise(plain(self.text)))


def check_coverage(case: CaseFacts) -> Iterator[Discrepancy]:
    """What one paper demands another answers: requirement, plan, ledger, report, visit."""
    for edge in COVERAGE:
        demanded, answered = _lines_of(case, *edge.demand), _lines_of(case, *edge.answer)
        if demanded and answered:
            yield from _answers(demanded, answered, all_of=edge.all_of)
    yield from _verdicts(case)
    yield from _rhythms(case)
    plan = _lines_of(case, "整改方案", "整改任务")
    if plan and case.tasks:
        ledger = [_Line(Spot(LEDGER, "任务", row_text(t)), row_text(t), t) for t in case.tasks]
        yield from _answers(plan, ledger, all_of=True)


_RHYTHM = re.compile(r"(按月|每月|按季度?|每季度?|按周|每周|按旬|每旬|每半月)[^，。；]{0,12}报告")


def _rhythms(case: CaseFacts) -> Iterator[Discrepancy]:
    """How often progress is to be reported is what the review agreed on."""
    agreed = case.reporting
    for paper in case.papers if agreed else ():
        for sentence in sentences(paper):
            found = _RHYTHM.search(sentence.text)
            if found and found[1][1] != agreed[1]:
                spot = sentence.paper.spot(sentence.key, found[0])
                yield wrong(
                    "报告周期", spot, Spot(CASE, "进展报告周期", agreed),
                    f"{spot}写{found[1]}报告，登记的进展报告周期是{agreed}。",
                )  # fmt: skip


def _verdicts(case: CaseFacts) -> Iterator[Discrepancy]:
    """What the record of the visit says of a line agrees with report and notice."""
    found = _lines_of(case, *VERDICT[:2])
    if not found:
        return
    failed = [line for line in found if _FAILED.search(str(line.cells.get(VERDICT[2], "")))]
    for kind in CONCLUDING:
        paper = case.paper(kind)
        for sentence in sentences(paper) if paper is not None else ():
            said = next((one for one in sentence.clauses if _SETTLED.search(one)), "")
            partly = "基本" in said and all("部分" in one.cells[VERDICT[2]] for one in failed)
            if said and not partly and bool(_FAILED.search(said)) != bool(failed):
                first, second = sentence.spot, found[0].spot
                yield doubt(
                    "核查结论", first, second,
                    f"{first}写“{_short(said)}”，{second}有{len(failed)}项没有落实。",
                )  # fmt: skip
    for demand in _lines_of(case, *REPORTED[:2]):
        best = max(found, key=lambda line: _share(demand, line))
        said, seen = demand.cells.get(REPORTED[2], ""), best.cells.get(VERDICT[2], "")
        same = bool(_FAILED.search(str(said))) == bool(_FAILED.search(str(seen)))
        if said and seen and not same and _share(demand, best) >= ENOUGH:
            yield doubt(
                "核查结论", best.spot, demand.spot,
                f"“{_short(demand.asked)}”：{demand.spot}是“{said}”，{best.spot}是“{seen}”。",
            )  # fmt: skip


_FAILED = re.compile(r"未(?!发现|见)|部分|不(?:到位|落实|合格|符合|通过|属实)|继续整改")
_SETTLED = re.compile(
    r"(?:整改|落实)[^，。]{0,6}到位|(?:均|全部|部分|未)[^，。]{0,4}(?:落实|完成)|同意销号"
)


def _lines_of(case: CaseFacts, kind: str, key: str) -> list[_Line]:
    paper = case.paper(kind)
    if paper is None:
        return []
    if rows := paper.rows(key):
        return [_Line(paper.spot(key, row_text(row)), row_text(row), row) for row in rows]
    return [_Line(paper.spot(key, line), line) for line in paper.lines(key)]


def _answers(
    demanded: list[_Line], answered: list[_Line], *, all_of: bool
) -> Iterator[Discrepancy]:
    for demand in demanded:
        if any(words in demand.text for words in PROCEDURAL) or "【" in demand.text:
            continue
        best = max(answered, key=lambda line: _share(demand, line))
        if _share(demand, best) < ENOUGH:
            if all_of:
                paper = answered[0].spot
                yield doubt(
                    "前后对应",
                    demand.spot,
                    paper,
                    f"{demand.spot}的“{_short(demand.text)}”在{paper}中没有对应的内容。",
                )
            continue
        yield from _quantities(demand, best)
        yield from _deadlines(demand, best)
        yield from _cells(demand, best)


def _share(demand: _Line, answer: _Line) -> float:
    """How much of the shorter one the other has."""
    shorter = min(len(demand.pairs), len(answer.pairs))
    return len(demand.pairs & answer.pairs) / shorter if shorter else 0.0


def _quantities(demand: _Line, answer: _Line) -> Iterator[Discrepancy]:
    said = {unit: amount for amount, unit in _QUANTITY.findall(answer.asked)}
    for amount, unit in _QUANTITY.findall(demand.asked):
        amounts = [found for found, one in _QUANTITY.findall(answer.asked) if one == unit]
        rest = answer.spot.paper == ASSIGNED and float(said.get(unit, amount)) < float(amount)
        if unit in said and amount not in amounts and not rest:
            yield wrong(
                "数量", answer.spot, demand.spot,
                f"{demand.spot}是{amount}{unit}，{answer.spot}是{'、'.join(amounts)}{unit}。",
            )  # fmt: skip


def _deadlines(demand: _Line, answer: _Line) -> Iterator[Discrepancy]:
    """A plan may not allow itself more time than was given; what only repeats the words may not
    change the day either."""
    given, taken = days_in(demand.asked), days_in(answer.asked)
    repeated = _share(demand, answer) >= REPEATED and demand.spot.paper != answer.spot.paper
    if len(given) != 1 or len(taken) != 1:
        return
    if taken[0] > given[0] or (repeated and taken[0] != given[0]):
        yield wrong(
            "整改期限", answer.spot, demand.spot,
            f"{demand.spot}要求{written(given[0])}，{answer.spot}写的是{written(taken[0])}。",
        )  # fmt: skip


def _cells(demand: _Line, answer: _Line) -> Iterator[Discrepancy]:
    for names in TASK_CELLS:
        first = next((str(demand.cells[n]) for n in names if demand.cells.get(n)), "")
        second = next((str(answer.cells[n]) for n in names if answer.cells.get(n)), "")
        if first and second and plain(first) != plain(second) and not _QUANTITY.search(first):
            yield wrong(
                names[0], answer.spot, demand.spot,
                f"“{_short(demand.text)}”的{names[0]}：{demand.spot}是“{first}”，"
                f"{answer.spot}是“{second}”。",
            )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
