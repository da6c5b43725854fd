"""A paper edited in WPS is read back: what changed, and what is to be done about each change."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from yuetan_desktop.documents.checks import as_read
from yuetan_desktop.documents.context import Context
from yuetan_desktop.documents.kinds import KINDS, Entry, Field
from yuetan_desktop.documents.readback import CELL, FieldChange, TextChange, read_back
from yuetan_desktop.documents.rowtext import row_text
from yuetan_desktop.documents.wording import closed
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.papers import paperdesk
from yuetan_desktop.services.papers.editedpapers import is_changed, overlaid, with_texts
from yuetan_desktop.services.papers.officepapers import OfficePaper
from yuetan_desktop.services.papers.paperdesk import MadePaper, Owner
from yuetan_desktop.services.papers.paperfiles import template_path
from yuetan_desktop.services.papers.paperjoint import share
from yuetan_desktop.services.papers.paperstore import keep, writing
from yuetan_desktop.services.papers.stagerecord import note_issue
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases, officepapers
from yuetan_desktop.store.papers import MadeRow, next_version

__all__ = ["Choice", "Offer", "Reading", "TextChange", "is_edited", "read", "take"]


class Choice(StrEnum):
    """What is to be done about a change; values are the words on the buttons."""

    UPDATE = "更新数据"
    KEEP = "保留文字"
    DROP = "放弃"


@dataclass(frozen=True, slots=True)
class Offer:
    """One field that reads differently. `value` is what the form would hold; where it is None,
    `why_not` says why the data cannot follow and the text can only be kept."""

    key: str
    before: str
    after: str
    value: str | None
    why_not: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an edited file says differently from the paper as it was made."""

    paper_id: int
    owner: Owner
    kind: str
    file: Path
    offers: tuple[Offer, ...]
    texts: tuple[TextChange, ...]
    changes: tuple[FieldChange, ...]
    values: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        return not self.offers and not self.texts


def is_edited(paper: MadePaper) -> bool:
    """Whether the stored file is no longer what was made."""
    return is_changed(paper.path, paper.sha256)


def read(ws: Workspace, paper_id: int, file: Path | None = None) -> Reading:
    """Compare a file, by default the stored one itself, with what the paper printed."""
    row = next((row for row in cases.list_papers(ws.db) if row.id == paper_id), None)
    if row is None or row.kind not in KINDS:
        raise AppError("没有找到这件文书。", hint="请刷新后再试。")
    return _compared(ws, row, row.case_id, file)


def read_month(ws: Workspace, paper_id: int, file: Path | None = None) -> Reading:
    """The same for a paper of the office that belongs to a month."""
    rows = officepapers.list_office_papers(ws.db)
    row = next((row for row in rows if row.id == paper_id), None)
    if row is None:
        raise AppError("没有找到这件文书。", hint="请刷新后再试。")
    return _compared(ws, row, Period.parse(row.month), file)


def read_made(ws: Workspace, paper: MadePaper, file: Path | None = None) -> Reading:
    """Whichever of the two it is."""
    if isinstance(paper, OfficePaper):
        return read_month(ws, paper.id, file)
    return read(ws, paper.id, file)


def _compared(ws: Workspace, row: MadeRow, owner: Owner, file: Path | None) -> Reading:
    edited = file or ws.folders.data / row.path
    if not edited.exists():
        raise AppError(f"文件“{edited.name}”已不在原处。", hint="请选择改过的文件。")
    printed = row.context.get("context", row.context)
    found = read_back(template_path(ws, row.kind), printed, edited)
    values = dict(row.context.get("values", {}))
    # What the template prints since is not in what was stored of an older paper.
    printed = {**paperdesk.printed(ws, owner, row.kind, values), **printed}
    again = _Again(ws, owner, row.kind, printed, values)
    offers, texts = _offers(again, found.fields, found.texts)
    return Reading(row.id, owner, row.kind, edited, offers, texts, found.fields, values)


def take(
    ws: Workspace, reading: Reading, choices: Mapping[str, Choice], texts: Choice = Choice.DROP
) -> MadePaper | None:
    """Do what was chosen for each field and for the changed text; None when all was dropped.

    Updated data goes into the form and the paper is made anew from it; kept text is stored as the
    file stands, as the next version. Nothing that was made before is changed.
    """
    chosen = {offer.key: choices.get(offer.key, Choice.DROP) for offer in reading.offers}
    _refuse_impossible(reading, chosen, texts)
    updates = {
        offer.key: offer.value
        for offer in reading.offers
        if chosen[offer.key] is Choice.UPDATE and offer.value is not None
    }
    values = {**reading.values, **updates}
    kept = {key for key, choice in chosen.items() if choice is Choice.KEEP}
    if kept or texts is Choice.KEEP:
        context = paperdesk.printed(ws, reading.owner, reading.kind, values)
        said = overlaid(context, [c for c in reading.changes if c.key in kept])
        if texts is Choice.KEEP:
            said = with_texts(said, reading.texts)
        return _store(ws, reading, values, said)
    return paperdesk.issue(ws, reading.owner, reading.kind, values) if updates else None


def _refuse_impossible(reading: Reading, chosen: Mapping[str, Choice], texts: Choice) -> None:
    for offer in reading.offers:
        if chosen[offer.key] is Choice.UPDATE and offer.value is None:
            raise AppError(f"“{offer.key}”不能更新数据：{offer.why_not}", kept="没有改动任何数据。")
    keeps = Choice.KEEP in chosen.values() or texts is Choice.KEEP
    drops = [key for key, choice in chosen.items() if choice is Choice.DROP]
    if reading.texts and texts is Choice.DROP:
        drops.append("其他文字")
    if keeps and drops:
        raise AppError(
            f"保留文字时文件照原样收下，不能同时放弃其中的“{'、'.join(drops)}”。",
            kept="没有改动任何数据。",
            hint="请在 WPS 中把这几处改回后再读回，或一并保留。",
        )


def _store(
    ws: Workspace, reading: Reading, values: Mapping[str, str], context: Mapping[str, Any]
) -> MadePaper | None:
    """The edited file as the next version, a draft; the file itself is copied."""
    owner, kind = reading.owner, reading.kind
    key = str(owner) if isinstance(owner, Period) else owner
    state = paperdesk.draft(ws, owner, kind, values).mark
    with writing(ws) as paper:
        version = next_version(ws.db, key, kind)
        folder, name = paperdesk.folder_of(ws, owner, kind)
        shutil.copyfile(reading.file, paper.begin(folder, f"{name}-{version}-{state}"))
        paper_id, _ = keep(
            ws,
            key,
            paper,
            kind=kind,
            version=version,
            number="",
            state=state,
            values=values,
            context=context,
        )
        if not isinstance(owner, Period):
            share(ws, paper_id, owner, kind)
        note_issue(ws, owner, kind, values, context, formal=False)
    return paperdesk.newest(ws, owner, kind)


# -- what is offered ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Again:
    """The paper that was read back: what it printed, and how it would print anew."""

    ws: Workspace
    owner: Owner
    kind: str
    printed: Mapping[str, Any]
    values: Mapping[str, str]

    def with_field(self, key: str, text: str) -> Context:
        return paperdesk.printed(self.ws, self.owner, self.kind, {**self.values, key: text})


def _offers(
    again: _Again, fields: Sequence[FieldChange], texts: Sequence[TextChange]
) -> tuple[tuple[Offer, ...], tuple[TextChange, ...]]:
    """Changes by the field of the form they belong to; items added to a list belong to it too."""
    form = {field.key: field for field in paperdesk.fields_of(again.kind)}
    lists = {key: field for key, field in form.items() if field.entry is Entry.LINES}
    own = [text for text in texts if text.near in lists and _fits(lists[text.near], text)]
    keys = dict.fromkeys([change.key for change in fields] + [text.near for text in own])
    offers = []
    for key in keys:
        changes = [change for change in fields if change.key == key]
        items = [text for text in own if text.near == key]
        after = _listed(overlaid(again.printed, changes).get(key), items)
        value = _form_value(again, form.get(key), after)
        of_case = not isinstance(again.owner, Period)
        offers.append(_offer(key, changes, items, value, in_form=key in form, of_case=of_case))
    return tuple(offers), tuple(text for text in texts if text not in own)


_OF_A_CASE = "这是案件或办法的内容，不在本文书的表单中，请在案件中更正。"
_OF_A_MONTH = "这是当月数据和案件的内容，不在本文书的表单中，请在数据中更正。"


def _offer(
    key: str,
    changes: Sequence[FieldChange],
    items: Sequence[TextChange],
    value: str | None,
    *,
    in_form: bool,
    of_case: bool,
) -> Offer:
    before = [change.before for change in changes] + [item.before for item in items]
    after = [change.after for change in changes] + [item.after for item in items]
    why_not = ""
    if value is None and in_form:
        why_not = "改后的写法不能还原成表单的内容，请在表单中修改。"
    elif value is None:
        why_not = _OF_A_CASE if of_case else _OF_A_MONTH
    elsewhere = any(change.elsewhere for change in changes)
    note = "文中另一处仍是原来的内容。" if elsewhere else ""
    return Offer(
        key, "\n".join(filter(None, before)), "\n".join(filter(None, after)), value, why_not, note
    )


_ORDINAL = re.compile(r"^（[一二三四五六七八九十\d]+）|^\d+[.．、]\s*")


def _fits(field: Field, text: TextChange) -> bool:
    """Whether the text is an item of the field: a row, where the field holds a table."""
    return not field.columns or bool(text.row or text.before)


def _listed(printed: Any, items: Sequence[TextChange]) -> Any:
    """A list of the paper after items were taken out of it and added to it."""
    if not items or not isinstance(printed, list):
        return printed
    if any(item.row or CELL in item.before for item in items):
        return list(_tabled(printed, items))
    gone = {_bare(item.before) for item in items if item.before}
    rest = [one for one in printed if _bare(_content(one)) not in gone]
    return [*rest, *(_bare(item.after) for item in items if item.after)]


def _tabled(printed: Sequence[Any], items: Sequence[TextChange]) -> Iterator[Any]:
    """The rows that are left, each followed by those that were added under it."""
    gone = {item.at for item in items if item.before}
    added = [item for item in items if item.row]
    for n, row in enumerate(printed):
        if n not in gone:
            yield row
        yield from (dict(item.row) for item in added if item.at == n)
    yield from (dict(item.row) for item in added if item.at is None)


def _bare(text: str) -> str:
    return _ORDINAL.sub("", text.strip())


def _content(item: Any) -> str:
    return str(item.get("内容", "")) if isinstance(item, Mapping) else str(item)


# -- back into the form -------------------------------------------------------------------------
def _form_value(again: _Again, field: Field | None, after: Any) -> str | None:
    """What the form would have to hold so that the paper prints this; None if nothing does."""
    if field is None or after is None:
        return None
    for candidate in _candidates(field, after):
        try:
            context = again.with_field(field.key, candidate)
        except (ValueError, KeyError):
            continue
        if _comparable(context.get(field.key)) == _comparable(after):
            return candidate
    return None


def _candidates(field: Field, after: Any) -> Iterator[str]:
    if field.columns and isinstance(after, list):
        yield row_text([[str(row.get(name, "")) for name in field.columns] for row in after])
        return
    if field.entry is Entry.CHOICE:
        yield from field.choices
        return
    lines = [_content(item) for item in after] if isinstance(after, list) else [str(after)]
    text = "\n".join(lines)
    if field.entry in (Entry.DATE, Entry.MOMENT):
        yield as_read([field], {field.key: text}, date.min)[field.key]
        return
    yield "\n".join(line.removesuffix("。") for line in lines)
    yield text


def _comparable(value: Any) -> Any:
    """Without ordinals and full stops, which follow from the items."""
    if isinstance(value, Mapping):
        return {key: _comparable(inner) for key, inner in value.items() if key != "序号"}
    if isinstance(value, list | tuple):
        contents = [_content(item) if _is_item(item) else item for item in value]
        return [_comparable(item) for item in contents]
    return closed(str(value)).strip().removesuffix("。")


def _is_item(item: Any) -> bool:
    return isinstance(item, Mapping) and set(item) <= {"序号", "内容"}
