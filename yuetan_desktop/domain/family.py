"""The two families of problems that the study of the Anyang interviews found (2.1)."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """Which of the two a problem belongs to."""

    MECHANISM = "机制责任"
    POLLUTION = "污染突出"
