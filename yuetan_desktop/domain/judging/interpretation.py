"""口径请示与答复 (第二十一条): questions to the office that interprets the regulation, and what
it answered. An answer that names an option settles the reading from its day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; `option` is empty where the words settle none of the options."""

    id: int
    option: str
    words: str
    answered_by: str
    answered_on: date
    document: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question about one open wording, with the answers that stand, oldest first."""

    id: int
    reading: str
    question: str
    asked_by: str
    asked_on: date
    document: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def answer(self) -> Answer | None:
        """The newest one."""
        return self.answers[-1] if self.answers else None

    def waiting_days(self, today: date) -> int | None:
        """How long it has gone without an answer; None once there is one."""
        return None if self.answers else (today - self.asked_on).days
