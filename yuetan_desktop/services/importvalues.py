"""The values of a file into a batch, by the mode the clerk chose for what is stored already."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, replacing
from yuetan_desktop.store.observations import ValueChange


class Mode(StrEnum):
    """What becomes of values that are stored already; the words are shown and recorded."""

    UPDATE = "新增并更新"
    ADD = "只新增"
    REPLACE = "替换该期"


def store_values(ws: Workspace, batch: int, rows: Iterable[Any], mode: Mode) -> int:
    """Store a file's rows; returns how many. Call inside a transaction."""
    if mode is not Mode.ADD:
        return observations.insert_observations(ws.db, batch, rows)
    observations.stage(ws.db, rows)
    replacing.drop_known(ws.db)
    return observations.store_staged(ws.db, batch)


def retire_others(ws: Workspace, batch: int, mode: Mode) -> list[ValueChange]:
    """替换该期: values of the same periods, indicators and kinds of unit that the file no longer
    has go out of force; their history stays. Call inside a transaction."""
    return replacing.retire_others(ws.db, batch) if mode is Mode.REPLACE else []
