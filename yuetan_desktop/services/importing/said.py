"""What the clerk says of a file, beyond what it says itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yuetan_desktop.domain.monitoring import UNSAID, Monitoring
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.filewords import HeadRows
from yuetan_desktop.services.importing.importplaces import Choices
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.layouts import Mappings


@dataclass(frozen=True, slots=True)
class Correction:
    """What a clerk makes of a cell, and on what basis; the file itself is never changed."""

    value: str
    basis: str


Corrections = Mapping[tuple[str, str], Correction]  # (sheet, cell) →


@dataclass(frozen=True, slots=True)
class Said:
    """All of it, so that a file read again is read by the same words."""

    corrections: Corrections = field(default_factory=dict)
    choices: Choices = field(default_factory=dict)  # what unknown names mean
    mappings: Mappings = field(default_factory=dict)  # columns; goes before what is remembered
    heads: HeadRows = field(default_factory=dict)  # where a sheet's head stands
    period: Period | None = None  # where the file does not say when
    place: str = ""  # where it does not say of which unit it is
    year: int | None = None  # where its dates have none
    monitoring: Monitoring = UNSAID  # the audit of all its values and who monitors
    mode: Mode = Mode.UPDATE  # what becomes of values stored already


NOTHING = Said()
