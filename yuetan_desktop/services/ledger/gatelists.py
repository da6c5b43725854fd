"""关口清单: what ships as an example, and the lists an office wrote in the same form.

An office's own lie in `checklists` of its data folder; one of the same file name takes the place
of the shipped one.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from yuetan_desktop.domain.ledger.supervision import Checklist
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Workspace

_FOLDER = "checklists"


def checklists(ws: Workspace) -> list[Checklist]:
    """Every list of gates a task may be given, the shipped ones first."""
    found = {file.name: file for file in sorted((ws.library.folder / _FOLDER).glob("*.toml"))}
    found |= {file.name: file for file in sorted((ws.folders.data / _FOLDER).glob("*.toml"))}
    return [_read(file) for file in found.values()]


def _read(file: Path) -> Checklist:
    try:
        gates = Checklist.from_toml(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise AppError(
            f"关口清单 {file.name} 读不了。",
            kept="已登记的核对未改动。",
            hint="请按“复工三道关”的格式改好：name，每个 [[gate]] 有 name 和 items。",
        ) from error
    if not gates.keys:
        raise AppError(
            f"关口清单 {file.name} 没有要证明的事项。",
            kept="已登记的核对未改动。",
            hint="请在每个 [[gate]] 下列出 items。",
        )
    return gates
