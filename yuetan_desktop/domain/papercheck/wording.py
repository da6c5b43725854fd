"""What is left over in a paper: blanks, notes to oneself, the mark of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yuetan_desktop.domain.papercheck.facts import (
    Discrepancy,
    PaperFacts,
    wrong,
)
from yuetan_desktop.domain.papercheck.roles import PLANNED, TASK_CELLS

_LEFT = re.compile(
    r"【待填写】|\{\{|\}\}|\{%|某某|××|XX|＿{2,}|_{3,}|〇〇|○○|\*{2,}|？？"
    r"|（(?:此处|待(?:补|填|定|核|确认))[^）]{0,12}）|(?:此处|待)(?:补充|填写|核实后填|确认后填)"
)


def left_over(paper: PaperFacts) -> Iterator[Discrepancy]:
    for key in paper.printed:
        yield from _left_blank(paper, key)
    yield from _gaps(paper)
    if paper.formal and paper.text("稿本标记"):
        spot = paper.spot("稿本标记")
        yield wrong("稿本标记", spot, spot, f"{paper.kind}已正式印发，仍印着“{spot.says}”。")


def _left_blank(paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    if found := _LEFT.search(paper.text(key)):
        spot = paper.spot(key)
        yield wrong("待填写", spot, spot, f"{spot}还有没填的内容“{found[0]}”。")


def _gaps(paper: PaperFacts) -> Iterator[Discrepancy]:
    """A task of the plan says who and by when: a cell left empty where other rows have it."""
    kind, key = PLANNED
    rows = paper.rows(key) if paper.kind == kind else []
    for heads in TASK_CELLS:
        said = [next((str(row[h]) for h in heads if h in row), "") for row in rows]
        if not any(said):
            continue
        for n, cell in enumerate(said, start=1):
            if not cell.strip():
                spot = paper.spot(key)
                yield wrong("缺项", spot, spot, f"{spot}第{n}项没有写{heads[0]}。")
