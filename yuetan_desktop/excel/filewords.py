"""What goes along with a file when it is read: what the office knows, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yuetan_desktop.domain.monitoring import Dust
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.standards import Standards
from yuetan_desktop.excel.cells.corrections import Corrections
from yuetan_desktop.excel.layout import Layout
from yuetan_desktop.excel.recognition.mapping import Mappings
from yuetan_desktop.excel.results import IncidentWord

HeadRows = Mapping[str, tuple[int, int]]  # sheet → first and last head row, counted from 1


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What holds for every file of an office."""

    kinds: tuple[IncidentWord, ...] = ()
    layouts: tuple[Layout, ...] = ()
    standards: Standards = field(default_factory=Standards)  # to make days of hours, to check by


@dataclass(frozen=True, slots=True)
class FileWords:
    """What is said of one file, for where it does not say it itself."""

    corrections: Corrections = field(default_factory=dict)
    mappings: Mappings = field(default_factory=dict)
    heads: HeadRows = field(default_factory=dict)
    period: Period | None = None
    place: str = ""
    year: int | None = None
    dust: Dust = Dust.UNSAID  # which of two columns holds


NO_OFFICE = OfficeWords()
NOTHING_SAID = FileWords()
