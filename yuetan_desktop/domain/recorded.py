"""A line of what happened to a case or task: recorded once, voided with a reason, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Recorded(Generic[Kind]):
    """`data` holds the facts that the kind asks for, as they are stored: texts.

    The readers below raise ValueError where such a text is not what its kind promises.
    """

    id: int
    kind: Kind
    day: date
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    by: str = ""
    recorded_at: datetime | None = None
    voided_why: str | None = None

    @property
    def is_void(self) -> bool:
        return self.voided_why is not None

    def text(self, key: str) -> str:
        """A fact as it was written; empty where nobody said."""
        return str(self.data.get(key) or "")

    def day_in(self, key: str) -> date | None:
        """A day among the facts, such as the agreed one of the interview; of a moment its day."""
        said = self.text(key)
        return date.fromisoformat(said[:10]) if said else None

    def number(self, key: str) -> Decimal | None:
        said = self.text(key)
        return Decimal(said) if said else None
