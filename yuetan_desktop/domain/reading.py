"""Readings (口径): open wordings of the regulation with named options, one of them in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property


class Touches(StrEnum):
    """What an open wording bears on."""

    RULE = "rule"
    DEADLINE = "deadline"
    PAPER = "paper"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One open wording: the words, the question they leave, and the options to answer it."""

    id: str
    wording: str
    question: str
    touches: Touches
    default: str
    options: tuple[Option, ...]

    def option(self, key: str) -> Option:
        """Raises KeyError for an option this reading does not have."""
        for option in self.options:
            if option.key == key:
                return option
        raise KeyError(f"{self.id} has no option {key!r}")


@dataclass(frozen=True, slots=True)
class Choice:
    """The office's decision for one reading: who chose what, when and on what basis."""

    reading: str
    option: str
    who: str
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class ReadingsVersion:
    """The choices in force on one day under a name (口径版本): who settled them on what basis.
    What is not among the choices was left to its default."""

    name: str
    choices: Mapping[str, Choice]
    who: str
    on: date
    basis: str


@dataclass(frozen=True)
class Readings:
    """The readings in force on a day.

    The office's choice holds for every period. An answer of the interpreting office (第二十一条)
    holds from its day on: periods that ended before keep what held then. Where both speak, the
    later one decides; where neither does, the default.
    """

    readings: Mapping[str, Reading]
    choices: Mapping[str, Choice] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    asked: set[str] | None = field(default=None, compare=False)
    answers: tuple[Choice, ...] = ()  # oldest first
    day: date = date.max

    @classmethod
    def of(
        cls,
        readings: Iterable[Reading],
        choices: Iterable[Choice] = (),
        answers: Iterable[Choice] = (),
    ) -> Readings:
        by_id = {reading.id: reading for reading in readings}
        chosen = {choice.reading: choice for choice in choices if choice.reading in by_id}
        known = (answer for answer in answers if answer.reading in by_id)
        return cls(by_id, chosen, answers=tuple(sorted(known, key=lambda answer: answer.on)))

    def on(self, day: date) -> Readings:
        """Those in force on a day: for a period, its last."""
        given = sum(1 for answer in self.answers if answer.on <= day)
        if given == self._given:
            return self
        found = self._dated.get(given)
        if found is None:
            found = self._dated[given] = replace(self, day=day)
        return found

    def __getitem__(self, reading: str) -> str:
        """The key of the option in force."""
        if self.asked is not None:
            self.asked.add(reading)
        return self.peek(reading)

    def peek(self, reading: str) -> str:
        """The same, where the answer changes only how a finding is worded."""
        if reading in self.overrides:
            return self.overrides[reading]
        if reading in self._settled:
            return self._settled[reading].option
        return self.readings[reading].default

    def name(self, reading: str) -> str:
        """The name of the option in force, as screens and papers print it."""
        return self._names[reading]

    def settled(self, reading: str) -> Choice | None:
        """Who settled what the wording means, when and on what basis; None while it is open."""
        return self._settled.get(reading)

    def is_decided(self, reading: str) -> bool:
        return reading in self._settled

    def is_answered(self, reading: str) -> bool:
        """Whether an answer of the interpreting office decides, not a choice of this one."""
        return self.is_decided(reading) and self._settled[reading] in self.answers

    def with_option(self, **options: str) -> Readings:
        """The same readings with other options tried: `readings.with_option(R1="either")`."""
        return self._tried(options, None)

    def tried(self, options: Mapping[str, str], asked: set[str]) -> Readings:
        """The same readings with other options, writing down what is asked of them: what was
        never asked cannot have made a difference."""
        return self._tried(options, asked)

    def _tried(self, options: Mapping[str, str], asked: set[str] | None) -> Readings:
        overrides = {**self.overrides, **options}
        return Readings(self.readings, self.choices, overrides, asked, self.answers, self.day)

    @cached_property
    def _given(self) -> int:
        return sum(1 for answer in self.answers if answer.on <= self.day)

    @cached_property
    def _dated(self) -> dict[int, Readings]:
        return {}

    @cached_property
    def _settled(self) -> Mapping[str, Choice]:
        if not self._given:
            return self.choices
        found = {answer.reading: answer for answer in self.answers[: self._given]}
        for reading, choice in self.choices.items():
            if reading not in found or found[reading].on <= choice.on:
                found[reading] = choice
        return found

    def alternatives(self, reading: str) -> tuple[Option, ...]:
        return self._alternatives[reading]

    @cached_property
    def _alternatives(self) -> dict[str, tuple[Option, ...]]:
        return {
            key: tuple(o for o in reading.options if o.key != self.peek(key))
            for key, reading in self.readings.items()
        }

    @cached_property
    def _names(self) -> dict[str, str]:
        return {key: r.option(self.peek(key)).name for key, r in self.readings.items()}
