"""Layouts the office knows: what their columns are, remembered, named, handed on as a file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.indicator import Catalogue, Quantity
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.recognition import mapping
from yuetan_desktop.excel.recognition.mapping import Choices, ColumnChoice, Mappings
from yuetan_desktop.excel.results import PlaceRole, TableReading
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import layouts as store
from yuetan_desktop.store import observations
from yuetan_desktop.store.layouts import SavedLayout
from yuetan_desktop.wholefile import writing

__all__ = ["Choices", "ColumnChoice", "Mappings", "SavedLayout"]

PERIODS = mapping.PERIODS
USES = {name: str(meaning.value) for name, meaning in mapping.USES.items()}
ROLES = {
    PlaceRole.UNIT.value: "县（区）、园区",
    PlaceRole.CITY.value: "市（州）",
    PlaceRole.TOWN.value: "乡镇",
    PlaceRole.SECTION.value: "断面",
    PlaceRole.STATION.value: "点位",
    PlaceRole.SOURCE.value: "水源地",
}
_KIND = "yuetan-layouts"


# -- what is remembered -------------------------------------------------------------------------
def list_layouts(ws: Workspace) -> list[SavedLayout]:
    """Every remembered form, the last saved first."""
    return store.list_layouts(ws.db)


def remembered(ws: Workspace) -> Mappings:
    """What the columns of each remembered form are, for reading its next file."""
    return as_mappings(store.list_layouts(ws.db))


def as_mappings(saved: Iterable[SavedLayout]) -> Mappings:
    """Saved layouts as what reading a file takes."""
    return {
        layout.fingerprint: {key: ColumnChoice(**row) for key, row in layout.choices.items()}
        for layout in saved
    }


def remember(
    ws: Workspace,
    tables: Iterable[TableReading],
    mappings: Mappings,
    shown: Container[str] = (),
) -> None:
    """Keep what was said of the file's tables, names as they were; also forms in the sheets
    `shown`, whose head had to be shown. Call inside a transaction."""
    known = {saved.fingerprint: saved for saved in store.list_layouts(ws.db)}
    for table in tables:
        old = known.get(table.fingerprint)
        choices = mappings.get(table.fingerprint)
        if table.sheet in shown and choices is None and old is None:
            choices = {}
        elif choices is None or (old is None and not choices):
            continue
        rows = {key: _row(choice) for key, choice in choices.items()}
        if old is not None and old.choices == rows:
            continue
        _save(ws, table.fingerprint, old.name if old else "", [c.head for c in table.columns], rows)


def name_layout(ws: Workspace, table: TableReading, name: str, choices: Choices) -> None:
    """Give a form a name; what was said of its columns is kept with it."""
    if not name.strip():
        raise AppError("模板没有名称。", kept="没有改动。", hint="请填写模板名称。")
    rows = {key: _row(choice) for key, choice in choices.items()}
    with ws.transaction():
        _save(ws, table.fingerprint, name.strip(), [c.head for c in table.columns], rows)


def _save(
    ws: Workspace,
    fingerprint: str,
    name: str,
    heads: list[str],
    rows: Mapping[str, Mapping[str, str]],
) -> None:
    store.save_layout(
        ws.db, fingerprint, name=name, heads=heads, choices=rows, by=ws.person, at=ws.now()
    )


def _row(choice: ColumnChoice) -> dict[str, str]:
    """Only what was said; the rest is as the head says."""
    return {key: value for key, value in asdict(choice).items() if value}


# -- what the drop-downs offer ------------------------------------------------------------------
def units_for(catalogue: Catalogue, indicator: str) -> tuple[str, ...]:
    """The units a column of an indicator can be in; empty where there is nothing to choose."""
    found = catalogue.get(indicator)
    return mapping.units_for(found) if found is not None else ()


def is_rank(catalogue: Catalogue, indicator: str) -> bool:
    """Whether values of the indicator belong to a ranked list."""
    found = catalogue.get(indicator)
    return found is not None and found.quantity is Quantity.RANK


def ranking_lists(ws: Workspace) -> list[str]:
    """Names of the ranked lists on record, for the drop-down."""
    return observations.list_names(ws.db)


# -- handed on as a file ------------------------------------------------------------------------
def export_layouts(ws: Workspace, path: Path, fingerprints: Iterable[str] = ()) -> int:
    """Write forms to a TOML file, all of them unless some are named. Returns how many."""
    wanted = set(fingerprints)
    chosen = [k for k in store.list_layouts(ws.db) if not wanted or k.fingerprint in wanted]
    if not chosen:
        raise AppError(
            "还没有可以导出的模板。",
            kept="没有写文件。",
            hint="请先在“字段匹配”中指定各列并保存模板。",
        )
    with writing(path) as part:
        part.write_text(_as_toml(chosen), "utf-8", newline="\n")
    return len(chosen)


def import_layouts(ws: Workspace, path: Path) -> tuple[str, ...]:
    """Take in the forms of a TOML file; one that is known already is replaced."""
    rows = _read_toml(path)
    names = []
    with ws.transaction():
        for name, heads, choices in rows:
            _check(path, name, choices, ws.library.catalogue)
            _save(
                ws,
                mapping.fingerprint(heads),
                name,
                heads,
                {key: _row(choice) for key, choice in choices.items()},
            )
            names.append(name or "（未命名）")
    return tuple(names)


def _as_toml(layouts: Iterable[SavedLayout]) -> str:
    lines = [f'kind = "{_KIND}"']
    for layout in layouts:
        heads = ", ".join(map(_quoted, layout.heads))
        lines += ["", "[[layout]]", f"name = {_quoted(layout.name)}", f"heads = [{heads}]"]
        for key, choice in layout.choices.items():
            lines += ["", "[[layout.column]]", f"head = {_quoted(key)}"]
            lines += [f"{field} = {_quoted(value)}" for field, value in choice.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _read_toml(path: Path) -> list[tuple[str, list[str], dict[str, ColumnChoice]]]:
    refused = f"“{path.name}”不是本程序导出的模板文件。"
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        if content.get("kind") != _KIND:
            raise AppError(refused, kept="没有改动。", hint="请选择从“字段匹配”导出的模板文件。")
        return [_layout(row) for row in content["layout"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AppError(
            refused, kept="没有改动。", hint="请选择从“字段匹配”导出的模板文件。", detail=str(error)
        ) from error


def _layout(row: Mapping[str, Any]) -> tuple[str, list[str], dict[str, ColumnChoice]]:
    choices = {}
    for column in row.get("column", ()):
        fields = {str(key): str(value) for key, value in column.items()}
        key = fields.pop("head")
        choices[key] = ColumnChoice(**fields)
    return str(row["name"]), [str(head) for head in row["heads"]], choices


def _check(path: Path, name: str, choices: Choices, catalogue: Catalogue) -> None:
    for key, choice in choices.items():
        wrong = ""
        if choice.use not in mapping.USES:
            wrong = choice.use
        elif choice.use in ("value", "target") and choice.indicator not in catalogue:
            wrong = choice.indicator or "（空）"
        elif choice.role and choice.role not in ROLES:
            wrong = choice.role
        if wrong:
            raise AppError(
                f"“{path.name}”中模板“{name}”的列“{key}”写的是“{wrong}”，本程序不认识。",
                kept="没有导入任何模板。",
                hint="请用较新的程序打开，或改正文件后重试。",
            )
