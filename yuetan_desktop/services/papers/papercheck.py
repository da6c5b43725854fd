"""文书互校: the papers of a case against each other, the case, the ledger and the regulation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from yuetan_desktop.documents.context import BLANK, Matter
from yuetan_desktop.documents.kinds import KINDS, Issuer, PaperKind
from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.cases.stepform import OTHER_DAY
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.papercheck import CaseFacts, Discrepancy, check
from yuetan_desktop.domain.papercheck.facts import (
    Cell,
    GivenNumber,
    MatterFacts,
    PaperFacts,
    Person,
)
from yuetan_desktop.services import casefiles, paperwork, places, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import causes, joint, participants
from yuetan_desktop.services.office import Office, read_office
from yuetan_desktop.services.papers.editedpapers import as_it_stands
from yuetan_desktop.services.papers.papercase import days, paper_case
from yuetan_desktop.services.papers.paperissuer import FORMAL
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases
from yuetan_desktop.store.cases import PaperRow

__all__ = ["Discrepancy", "check_case", "check_draft"]


def check_case(ws: Workspace, case_id: int) -> tuple[Discrepancy, ...]:
    """What does not agree among the newest papers of a case; errors first."""
    measured = days(ws)
    return check(case_facts(ws, case_id), measured.calendar, measured.counting)


def check_draft(
    ws: Workspace, case_id: int, kind: str, values: Mapping[str, str]
) -> tuple[Discrepancy, ...]:
    """What would not agree if the paper were made with these values; only what concerns it."""
    facts = case_facts(ws, case_id)
    context = paperwork.printed(ws, case_id, kind, values)
    new = _paper(kind, _own_part(context, facts.number, facts.unit), values, read_office(ws))
    others = tuple(paper for paper in facts.papers if paper.kind != kind)
    measured = days(ws)
    found = check(
        replace(facts, papers=(*others, new)),
        measured.calendar,
        measured.counting,
    )
    return tuple(one for one in found if kind in one.papers and one.rule != "待填写")


# -- the case as the check sees it --------------------------------------------------------------
def case_facts(ws: Workspace, case_id: int) -> CaseFacts:
    """The case with the newest version of each of its papers."""
    file, case, office = casefiles.load_case(ws, case_id), paper_case(ws, case_id), read_office(ws)
    newest = {row.kind: row for row in cases.list_papers(ws.db, case_id)}
    assessed = causes.cause_of(ws, case_id)
    return CaseFacts(
        number=case.number,
        unit=case.unit,
        level=case.level,
        actor=case.actor,
        interviewee=case.interviewee,
        regulation=case.regulation,
        regulation_number=case.regulation_number,
        period=case.period,
        matters=tuple(map(_matter, case.matters)),
        also=tuple(map(_matter, case.also)),
        proposer=case.proposer,
        cause=assessed.chosen if assessed else case.course.cause,
        office=office.issuer,
        days={kind.label: step.day for kind, step in file.state.done.items()},
        opened_on=file.row.opened_on,
        interview_on=case.held_on or case.planned_on,
        put_off=any(step.kind in _ANOTHER_DAY for step in file.state.steps),
        other_day=_other_day(file),
        reporting=_reporting(file),
        step_numbers=_step_numbers(file),
        people=tuple(_people(ws, file)),
        other_units=tuple(_other_units(ws, file)),
        given=tuple(_given(ws)),
        tasks=tuple(map(_task, rectification.tasks(ws, case_id))),
        together=tuple(_of_others(ws, case_id)),
        papers=tuple(_stored(ws, row, file, office) for row in newest.values()),
    )


CITY = "市政府"
_ANOTHER_DAY = (StepKind.POSTPONEMENT, StepKind.ABSENCE)


def _other_day(file: CaseFile) -> str:
    held = file.state.done.get(StepKind.INTERVIEW)
    return str(held.data.get(OTHER_DAY) or "") if held else ""


def _reporting(file: CaseFile) -> str:
    """How often progress is reported, as the last review agreed."""
    review = file.state.last(StepKind.REVIEW)
    return str(review.data.get("reporting") or "") if review else ""


def _matter(matter: Matter) -> MatterFacts:
    return MatterFacts(
        matter.cite,
        matter.text,
        matter.facts,
        matter.readings,
        tuple(Cell(line.label, line.value, line.source) for line in matter.sources),
    )


def _of_others(ws: Workspace, case_id: int) -> Iterable[MatterFacts]:
    """What the other units interviewed together have met: shared papers speak of it too."""
    for other in joint.members(ws, case_id):
        if other != case_id:
            case = paper_case(ws, other)
            yield from map(_matter, (*case.matters, *case.also))


_OF_SEVERAL = "各单位"


def _own_part(printed: Mapping[str, Any], number: str, unit: str) -> Mapping[str, Any]:
    """A paper of several units as it reads for one of them."""
    for part in printed.get(_OF_SEVERAL, ()):
        if part["案件编号"] == number:
            own = {key: said for key, said in part.items() if key in printed}
            return {key: said for key, said in {**printed, **own}.items() if key != _OF_SEVERAL}
    return {
        **printed,
        **{
            key: _own_rows(printed[key], unit, _BY_UNIT[key])
            for key in _BY_UNIT.keys() & printed.keys()
        },
    }


_BY_UNIT = {"触发事项": "条款", "数据来源": "条款", "一并通报": "内容"}


def _own_rows(rows: Any, unit: str, column: str) -> list[Any]:
    """A circular says of each row whose it is: 某县人民政府：第五条第（一）项."""
    lead = f"{unit}："
    own = [row for row in rows if str(row.get(column, "")).startswith(lead)]
    return [{**row, column: row[column].removeprefix(lead)} for row in own] or list(rows)


def _stored(ws: Workspace, row: PaperRow, file: CaseFile, office: Office) -> PaperFacts:
    values = _as_named_now(row.context.get("values", {}), file)
    stands = as_it_stands(ws, row)
    printed = _own_part(_as_named_now(stands.said, file), file.number, file.unit)
    return replace(
        _paper(row.kind, printed, values, office),
        number=row.number,
        formal=row.state == FORMAL,
        version=row.version,
        reworded=stands.reworded,
    )


def _as_named_now(said: Any, file: CaseFile) -> Any:
    """What was written before the unit of an open case was renamed says the same unit."""
    if file.former is None:
        return said
    then, now = file.former, file.basis.place
    names = {then.addressee: now.addressee, then.name: now.name}
    names |= {name: name for name in (now.addressee, now.name)}
    either = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))

    def read(part: Any) -> Any:
        if isinstance(part, str):
            return either.sub(lambda found: names[found[0]], part)
        if isinstance(part, Mapping):
            return {key: read(one) for key, one in part.items()}
        return [read(one) for one in part] if isinstance(part, list | tuple) else part

    return read(said)


def _paper(
    name: str, printed: Mapping[str, Any], values: Mapping[str, str], office: Office
) -> PaperFacts:
    kind = KINDS.get(name)
    # Other sides sign with their own name, and who the proposer is the case may not know.
    by_office = kind is not None and kind.issuer is Issuer.COMMITTEE_OFFICE
    return PaperFacts(
        kind=name,
        printed=_really_printed(kind, printed),
        entered=values,
        levels=kind.levels if kind else (),
        issuer=office.issuer if by_office else "",
        numbered_here=kind is not None and kind.series is not None,
    )


def _really_printed(kind: PaperKind | None, printed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Without the blanks of what all papers share and this kind neither asks for nor prints."""
    if kind is None:
        return printed
    own = {field.key for field in kind.fields} | set(kind.demanded)
    return {key: said for key, said in printed.items() if said != BLANK or key in own}


def _task(file: TaskFile) -> dict[str, str]:
    terms = file.terms
    return {
        "整改措施": terms.measure or terms.name,
        "数量": terms.target,
        "完成时限": written_date(terms.due) if terms.due else "",
        "责任单位": terms.department,
        "责任人": terms.person,
    }


def _step_numbers(file: CaseFile) -> dict[str, str]:
    return {
        step.kind.label: str(step.data["document"])
        for step in file.state.steps
        if step.data.get("document")
    }


def _people(ws: Workspace, file: CaseFile) -> Iterable[Person]:
    """Who the register, the 分工表 of unit and city on the day, and the case know by title."""
    known = places.contacts(ws, file.row.place_id)
    day = causes.deciding_day(ws, file)
    named = [(known.chief, known.chief_title, ""), (known.deputy, known.deputy_title, "")]
    named += [
        (leader.name, leader.title, "" if leader.place_id else CITY)
        for leader in causes.list_leaders(ws)
        if leader.place_id in (None, file.row.place_id) and leader.holds_on(day)
    ]
    named += [(one.name, one.title, one.unit) for one in participants.participants(ws, file.id)]
    yield from (Person(*one) for one in dict.fromkeys(named) if all(one[:2]))


def _other_units(ws: Workspace, file: CaseFile) -> Iterable[str]:
    """The other units a title could name by mistake, with their short names."""
    own = file.basis.place
    together = {casefiles.load_case(ws, one).row.place_id for one in joint.members(ws, file.id)}
    for place in places.list_places(ws):
        if place.kind.is_subject and place.id not in {own.id, *together}:
            yield from (
                name
                for name in dict.fromkeys((place.addressee, place.name))
                if name not in own.addressee
            )


def _given(ws: Workspace) -> Iterable[GivenNumber]:
    """Numbers of papers with their dates, and those the register knows beyond papers."""
    dated = cases.papers_with_numbers(ws.db)
    for number, kind, day in dated:
        yield GivenNumber(number, kind, date.fromisoformat(day) if day else None)
    known = {number for number, _, _ in dated}
    yield from (GivenNumber(one, "") for one in cases.used_numbers(ws.db) if one not in known)
