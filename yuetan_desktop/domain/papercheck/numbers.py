"""Document numbers: their form, year and order, and that each reference leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from yuetan_desktop.domain.papercheck.dates import date_of
from yuetan_desktop.domain.papercheck.facts import (
    CASE,
    CaseFacts,
    Discrepancy,
    GivenNumber,
    PaperFacts,
    Spot,
    differs_by_one,
    written,
    wrong,
)
from yuetan_desktop.domain.papercheck.prose import sentences
from yuetan_desktop.domain.papercheck.roles import NUMBER_OF_STEP

NUMBER = re.compile(r"([\u4e00-\u9fff]{2,12})〔(\d{4})〕(\d+)号")
_LOOSE = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(（【]\d{2,4}[〕\])）】]第?\s*\d+号")
_OWN_FIELDS = {"文号", "案件编号", "依据文号"}


def check_numbers(case: CaseFacts) -> Iterator[Discrepancy]:
    for paper in case.papers:
        yield from _own(case, paper)
        yield from _references(case, paper)
        yield from _of_named_paper(case, paper)
    yield from _twice(case)
    yield from _sequence(case)


def _own(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    printed = paper.text("文号")
    spot = paper.spot("文号")
    if paper.formal and paper.numbered_here and not NUMBER.search(printed):
        yield wrong("文号", spot, spot, f"{paper.kind}已正式印发，没有完整的文号。")
    found = NUMBER.fullmatch(printed)
    malformed = printed and not found and _LOOSE.fullmatch(printed)
    if malformed or (found and found[3].startswith("0")):
        yield wrong(
            "文号写法", spot, spot,
            f"{spot}“{printed}”写法不合规范：年份用六角括号〔〕写全，序号不编虚位、不加“第”。",
        )  # fmt: skip
    if paper.number and found and printed != paper.number:
        yield wrong(
            "文号", spot, Spot(CASE, "文号登记", paper.number),
            f"{spot}印的是{printed}，登记的是{paper.number}。",
        )  # fmt: skip
    dated = date_of(paper)
    if found and dated and int(found[2]) != dated[1].year:
        yield wrong(
            "文号年份", spot, paper.spot(dated[0]),
            f"{spot}{printed}的年份与{dated[0]}（{written(dated[1])}）不一致。",
        )  # fmt: skip
    step = NUMBER_OF_STEP.get(paper.kind, "")
    recorded = case.step_numbers.get(step, "")
    if recorded and found and recorded != printed:
        yield wrong(
            "文号", spot, Spot(CASE, f"{step}文号", recorded),
            f"{spot}是{printed}，案件登记{step}时记的是{recorded}。",
        )  # fmt: skip


def _twice(case: CaseFacts) -> Iterator[Discrepancy]:
    seen: dict[str, PaperFacts] = {}
    for paper in case.papers:
        number = paper.text("文号")
        if not NUMBER.fullmatch(number):
            continue
        if number in seen:
            first, second = paper.spot("文号"), seen[number].spot("文号")
            yield wrong("文号重复", first, second, f"{first}与{second}都是{number}。")
        seen.setdefault(number, paper)


def _sequence(case: CaseFacts) -> Iterator[Discrepancy]:
    """Within one series and year a later number is not dated earlier."""
    given = {one.number: one for one in case.given}
    for paper in case.papers:
        dated = date_of(paper)
        if NUMBER.fullmatch(paper.text("文号")):
            own = GivenNumber(paper.text("文号"), paper.kind, dated[1] if dated else None)
            given[own.number] = own
    ordered = sorted(
        (one for one in given.values() if one.dated and NUMBER.fullmatch(one.number)), key=_place
    )
    kinds = {paper.kind for paper in case.papers}
    for earlier, later in pairwise(ordered):
        if _place(earlier)[:2] != _place(later)[:2] or not earlier.dated or not later.dated:
            continue
        if later.dated < earlier.dated and {earlier.paper, later.paper} & kinds:
            yield wrong(
                "文号顺序",
                Spot(later.paper, "文号", later.number),
                Spot(earlier.paper, "文号", earlier.number),
                f"{later.paper}{later.number}（{written(later.dated)}）的日期早于"
                f"{earlier.paper}{earlier.number}（{written(earlier.dated)}）。",
            )


def _place(one: GivenNumber) -> tuple[str, int, int]:
    found = NUMBER.fullmatch(one.number)
    return (found[1], int(found[2]), int(found[3])) if found else ("", 0, 0)


def _references(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    """A number of one of our own series that nobody was given leads nowhere."""
    named = {one.number for one in case.given} | {p.text("文号") for p in case.papers}
    named |= {case.number, case.regulation_number, *case.step_numbers.values()}
    known = {number for number in named if NUMBER.fullmatch(number)}
    stems = {found[1] for number in known if (found := NUMBER.fullmatch(number))}
    basis = case.basis_text
    for key in paper.printed:
        if key in _OWN_FIELDS:
            continue
        for found in NUMBER.finditer(paper.text(key)):
            number = _from_stem(found, stems)
            if number in known or number in basis:
                continue
            near = next((one for one in sorted(known) if differs_by_one(number, one)), "")
            if near or any(number.startswith(f"{stem}〔") for stem in stems):
                spot = paper.spot(key, number)
                meant = f"（是否{near}？）" if near else ""
                yield wrong(
                    "引用文号", spot, Spot(CASE, "文号登记", near),
                    f"{spot}引用的{number}没有登记过{meant}，请核对。",
                )  # fmt: skip


def _of_named_paper(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    """《约谈通知》（云环委办〔2026〕7号）: the number of this case's notice, not of another's."""
    for sentence in sentences(paper):
        for found in re.finditer(rf"《([^》]+)》（{NUMBER.pattern}）", sentence.text):
            named = case.paper(found[1])
            number = named.text("文号") if named is not None else ""
            said = f"{found[2]}〔{found[3]}〕{found[4]}号"
            if named is not None and NUMBER.fullmatch(number) and number != said:
                first, second = paper.spot(sentence.key, said), named.spot("文号")
                yield wrong(
                    "引用文号", first, second,
                    f"{first}引用的{found[1]}是{said}，{second}是{number}。",
                )  # fmt: skip


def _from_stem(found: re.Match[str], stems: set[str]) -> str:
    """Words before a number run into its name: 根据资环委办〔2026〕3号."""
    stem = max((stem for stem in stems if found[1].endswith(stem)), key=len, default=found[1])
    return f"{stem}〔{found[2]}〕{found[3]}号"
