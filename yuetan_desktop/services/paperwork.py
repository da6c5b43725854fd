"""Papers of a case: their forms, checks, numbers, and issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yuetan_desktop.documents import fonts, printing
from yuetan_desktop.documents.checks import as_read
from yuetan_desktop.documents.checks import check as check_values
from yuetan_desktop.documents.context import Context, Issue, PaperCase
from yuetan_desktop.documents.kinds import KINDS, Entry, Field, Issuer, PaperKind, Stage
from yuetan_desktop.documents.kinds.base import WARNING_LEVELS
from yuetan_desktop.documents.pagecheck import Measured, PageCheck, Spot
from yuetan_desktop.documents.pages import PageImage
from yuetan_desktop.documents.prefill import Sender, merged, prefill
from yuetan_desktop.documents.remark import Remark
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.office import (
    NO_ISSUER,
    Office,
    Viewpoint,
    borrowed_number,
    read_office,
)
from yuetan_desktop.services.papers import papernumbers, stagerecord
from yuetan_desktop.services.papers.papercase import days, paper_case
from yuetan_desktop.services.papers.paperentries import filled_in_last
from yuetan_desktop.services.papers.paperfiles import (
    faces_of,
    refuse_broken_template,
    template_path,
)
from yuetan_desktop.services.papers.paperissuer import FORMAL, formal_remarks, issuer_of, mark_of
from yuetan_desktop.services.papers.paperjoint import case_for, home, share
from yuetan_desktop.services.papers.paperlayout import (
    LaidOut,
    Write,
    laid_out,
    plain_text,
)
from yuetan_desktop.services.papers.paperstore import NewPaper, copy_to, keep, writing
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases
from yuetan_desktop.store.papers import next_version

__all__ = ["Entry", "LaidOut", "Measured", "PageCheck", "PageImage", "Remark", "Spot"]


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A kind of paper and why it cannot be made for this case (empty when it can)."""

    kind: str
    cite: str
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field of the form, as it stands and as the case alone would have it."""

    key: str
    label: str
    value: str
    automatic: str
    required: bool
    entry: Entry
    choices: tuple[str, ...]
    hint: str
    cite: str
    typed: str  # as the clerk wrote it; `value` has days and moments in one spelling
    message: str = ""
    columns: tuple[str, ...] = ()  # of a field that holds a table (papertables)

    @property
    def edited(self) -> bool:
        return self.value != self.automatic


@dataclass(frozen=True, slots=True)
class Draft:
    """The form of one paper: its fields, what the check says, the number it would get."""

    kind: str
    case_number: str
    number: str
    mark: str
    fields: tuple[FieldValue, ...]
    remarks: tuple[Remark, ...]

    @property
    def values(self) -> dict[str, str]:
        return {field.key: field.value for field in self.fields}

    @property
    def ready(self) -> bool:
        return not any(remark.blocking for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper that was made: its file, its row, and what is to be known about it."""

    id: int
    kind: str
    version: int
    number: str
    state: str
    path: Path
    sha256: str
    case_id: int
    pages: int | None = None
    notes: tuple[str, ...] = ()
    draft_stage: str = ""  # 讨论稿、送审稿、定稿
    others: tuple[int, ...] = ()  # the other cases it belongs to, of a joint interview

    @property
    def stage(self) -> str:
        """The part of the case's life it belongs to."""
        return KINDS[self.kind].stage.value


STAGES = tuple(stage.value for stage in Stage)


# -- the form -----------------------------------------------------------------------------------
def kinds(ws: Workspace, case_id: int) -> list[PaperChoice]:
    case = paper_case(ws, case_id)
    return [PaperChoice(kind.name, kind.cite, _obstacle(kind, case)) for kind in KINDS.values()]


def draft(ws: Workspace, case_id: int, kind: str, values: Mapping[str, str] | None = None) -> Draft:
    """The form as last saved with this case, with `values` laid over it, checked."""
    paper_kind, case, office = _case_for(ws, case_id, kind)
    automatic = prefill(paper_kind, case, _sender(ws, office, paper_kind))
    last = filled_in_last(ws, home(ws, case_id, kind), paper_kind, automatic)
    typed = merged(merged(automatic, last), values or {})
    filled = as_read(paper_kind.fields, typed, ws.today())
    remarks = _remarks(ws, paper_kind, case, filled)
    return Draft(
        kind=kind,
        case_number=case.number,
        number=papernumbers.next_number(ws, paper_kind, office, filled),
        mark=mark_of(paper_kind, office),
        fields=form_of(paper_kind.fields, filled, typed, automatic, remarks),
        remarks=tuple(remarks),
    )


def form_of(
    fields: Sequence[Field],
    filled: Mapping[str, str],
    typed: Mapping[str, str],
    automatic: Mapping[str, str],
    remarks: Sequence[Remark],
) -> tuple[FieldValue, ...]:
    """The fields as they stand, each with the first thing that the check says of it."""
    messages = {remark.field: remark.message for remark in reversed(remarks)}
    return tuple(
        FieldValue(
            key=field.key,
            label=field.label,
            value=filled.get(field.key, ""),
            automatic=automatic.get(field.key, ""),
            required=field.required,
            entry=field.entry,
            choices=field.choices,
            hint=field.hint,
            cite=field.cite,
            typed=typed.get(field.key, ""),
            message=messages.get(field.key, ""),
            columns=field.columns,
        )
        for field in fields
    )


def check(ws: Workspace, case_id: int, kind: str, values: Mapping[str, str]) -> list[Remark]:
    """What the regulation still demands of these values; `field` is where to jump."""
    paper_kind, case, _ = _case_for(ws, case_id, kind)
    return _remarks(ws, paper_kind, case, values)


def _remarks(
    ws: Workspace, kind: PaperKind, case: PaperCase, values: Mapping[str, str]
) -> list[Remark]:
    obstacle = _obstacle(kind, case)
    found = [Remark("", obstacle)] if obstacle else []
    office = read_office(ws)
    if not issuer_of(kind, office, values, case):
        found.append(Remark("", NO_ISSUER))
    elif kind.series is not None and (doubt := borrowed_number(office)):
        found.append(Remark("", doubt, blocking=False))
    if case.together:
        numbers = "、".join(one.number for one in case.together)
        one_number = "、一个文号" if kind.series is not None else ""
        says = f"集体约谈：一份{kind.name}{one_number}，存入{numbers}。"
        found.append(Remark("", says, blocking=False))
    return found + check_values(kind, case, values, days(ws))


def _obstacle(kind: PaperKind, case: PaperCase) -> str:
    if case.level not in kind.levels:
        if case.level in WARNING_LEVELS and set(kind.levels) <= set(WARNING_LEVELS):
            (level,) = kind.levels
            return f"{kind.name}用于第{level}级，本案是第{case.level}级，不制发{kind.name}。"
        what = "约谈" if case.level in WARNING_LEVELS else "预警提示、通报"
        return f"本案不是{what}（第{case.level}级），不制发{kind.name}。"
    if not case.matters:
        return f"案件没有确认的触发事项，不能制发{kind.name}。"
    if case.simulated:
        return f"案件依据是办法施行前的模拟研判，不能制发{kind.name}。"
    return ""


# -- issue --------------------------------------------------------------------------------------
def printed(ws: Workspace, case_id: int, kind: str, values: Mapping[str, str]) -> Context:
    """What the paper would print now: a draft with its number still blank."""
    paper_kind, case, office = _case_for(ws, case_id, kind)
    number = papernumbers.blank_number(ws, paper_kind, office, values)
    issuer = issuer_of(paper_kind, office, values, case)
    return paper_kind.printed(case, values, Issue(issuer, number, mark_of(paper_kind, office)))


def render_again(
    ws: Workspace, kind: str, context: Mapping[str, object], out: Path, *, settled: bool = True
) -> None:
    """The paper of a context as a file, nothing stored. Unless `settled`, its pages are not
    counted and the 版记 stands on the last page, whichever that is."""
    _compose(ws, _kind(kind), context, out, read_office(ws), settled=settled)


def lay_out(ws: Workspace, case_id: int, kind: str, values: Mapping[str, str]) -> LaidOut:
    """The pages as they would print, blanks marked 待填写; nothing is stored."""
    return laid_out(ws, _writer(ws, case_id, kind, values))


def words(ws: Workspace, case_id: int, kind: str, values: Mapping[str, str]) -> str:
    """What the paper would print now, as words; nothing is stored."""
    return plain_text(_writer(ws, case_id, kind, values))


def _writer(ws: Workspace, case_id: int, kind: str, values: Mapping[str, str]) -> Write:
    return lambda out: render_again(
        ws, kind, printed(ws, case_id, kind, values), out, settled=False
    )


def refuse_number(ws: Workspace, case_id: int, kind: str, values: Mapping[str, str]) -> None:
    """Raises AppError where the paper may not be issued with its number, complete as it may be."""
    paper_kind, case, office = _case_for(ws, case_id, kind)
    _refuse(paper_kind, formal_remarks(paper_kind, case, office, values))


def issue(
    ws: Workspace,
    case_id: int,
    kind: str,
    values: Mapping[str, str],
    out: Path | None = None,
    *,
    formal: bool = False,
) -> IssuedPaper:
    """Make and store a paper; with `out` also a copy there. Only a formal one gets a number.

    Raises AppError naming every field that keeps it from going out. Nothing is overwritten: each
    call makes a new version, and an existing file at `out` gets a neighbour.
    """
    paper_kind, case, office = _case_for(ws, case_id, kind)
    values = as_read(paper_kind.fields, values, ws.today())
    remarks = _remarks(ws, paper_kind, case, values)
    if formal:
        remarks += formal_remarks(paper_kind, case, office, values)
    _refuse(paper_kind, remarks)
    refuse_broken_template(ws, kind)
    with writing(ws) as paper:
        made = _issue(ws, paper, home(ws, case_id, kind), paper_kind, case, office, values, formal)
    copy = copy_to(made.path, out) if out is not None else made.path
    return replace(made, path=copy, notes=(*made.notes, *(r.message for r in remarks)))


def _issue(
    ws: Workspace,
    paper: NewPaper,
    case_id: int,
    kind: PaperKind,
    case: PaperCase,
    office: Office,
    values: Mapping[str, str],
    formal: bool,
) -> IssuedPaper:
    version = next_version(ws.db, case_id, kind.name)
    number = papernumbers.take_number(ws, kind, office, values, case) if formal else ""
    shown = number or papernumbers.blank_number(ws, kind, office, values)
    mark = "" if formal else mark_of(kind, office)
    sender = Issue(issuer_of(kind, office, values, case), shown, mark)
    context = kind.printed(case, values, sender)
    state = FORMAL if formal else mark
    file = paper.begin(case.number, f"{kind.name}-{version}-{state}")
    pages, notes = _compose(ws, kind, context, file, office)
    paper_id, sha256 = keep(
        ws,
        case_id,
        paper,
        kind=kind.name,
        version=version,
        number=number,
        state=state,
        values=values,
        context=context,
    )
    share(ws, paper_id, case_id, kind.name)
    stagerecord.note_issue(ws, case_id, kind.name, values, context, formal=formal)
    return IssuedPaper(
        paper_id, kind.name, version, number, state, paper.path, sha256, case_id, pages, notes
    )


def papers(ws: Workspace, case_id: int | None = None) -> list[IssuedPaper]:
    """Papers made so far, oldest first, with the file in the data folder."""
    rows = cases.list_papers(ws.db, case_id)
    reached = stagerecord.of_papers(ws, rows)
    shared = cases.shared_papers(ws.db)
    return [
        IssuedPaper(
            row.id,
            row.kind,
            row.version,
            row.number,
            row.state,
            ws.folders.data / row.path,
            row.sha256,
            row.case_id,
            draft_stage=reached[row.id].value,
            others=tuple(shared.get(row.id, ())),
        )
        for row in rows
    ]


def _refuse(kind: PaperKind, remarks: list[Remark]) -> None:
    blocking = [remark.message for remark in remarks if remark.blocking]
    if blocking:
        raise AppError(
            f"{kind.name}还不能生成：{''.join(blocking)}",
            kept="没有生成文书，没有占用文号。",
            hint="请补正后再生成。",
        )


def _compose(
    ws: Workspace,
    kind: PaperKind,
    context: Mapping[str, object],
    out: Path,
    office: Office,
    *,
    settled: bool = True,
) -> tuple[int | None, tuple[str, ...]]:
    """Write the paper; returns its pages and notes on faces and on what could not be verified."""
    from yuetan_desktop.documents.compose import compose

    suite = printing.find_suite() if settled else None
    made = compose(
        template_path(ws, kind.name),
        context,
        out,
        faces=faces_of(office),
        suite=suite,
        page_numbers=office.page_numbers,
    )
    notes = (*fonts.summary(made.substitutes), *(rare.says() for rare in made.rare))
    if suite is None:
        notes += ("本机没有办公软件，未核对版记是否在偶数页，请打开后检查。",)
    return made.pages, notes


# -- whose paper --------------------------------------------------------------------------------
def _kind(name: str) -> PaperKind:
    if name not in KINDS:
        raise AppError(f"没有“{name}”这种文书。", hint=f"可用的文书：{'、'.join(KINDS)}。")
    return KINDS[name]


def _case_for(ws: Workspace, case_id: int, kind: str) -> tuple[PaperKind, PaperCase, Office]:
    return _kind(kind), case_for(ws, case_id, _kind(kind).name), read_office(ws)


def _sender(ws: Workspace, office: Office, kind: PaperKind) -> Sender:
    """The office with its contact; whom to ask on the interviewed side, the city cannot know."""
    if kind.issuer is Issuer.INTERVIEWED and office.viewpoint is Viewpoint.ISSUER:
        return Sender(office.issuer, ws.today())
    return Sender(office.issuer, ws.today(), office.contact_name, office.contact_phone)
