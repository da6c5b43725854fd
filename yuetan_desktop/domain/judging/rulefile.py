"""TOML → Regulation. An error names the clause (or table) it stands in."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from yuetan_desktop.domain import conditions as c
from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.ledger.yeartask import YearTaskKind
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.reading import Option, Reading, Touches
from yuetan_desktop.domain.regulation import (
    Article,
    Duty,
    IncidentKind,
    Level,
    Regulation,
    Rule,
    RulePeriod,
)

Table = Mapping[str, Any]
T = TypeVar("T")

_OF_SEVERAL: dict[str, Callable[..., c.Condition]] = {
    "all_of": c.AllOf,
    "any_of": c.AnyOf,
    "whole_or_parts": c.WholeOrParts,
}
_OF_ONE: dict[str, Callable[..., c.Condition]] = {
    "any_section": c.AnySection,
    "half_year": c.HalfYear,
}
_LEAVES: dict[str, Callable[..., c.Condition]] = {
    "rank_within_bottom": c.RankWithinBottom,
    "rank_drops": c.RankDrops,
    "misses_target": c.MissesTarget,
    "drops_year_on_year": c.DropsYearOnYear,
    "worsens_year_on_year": c.WorsensYearOnYear,
    "class_drops": c.ClassDrops,
    "class_at_least": c.ClassAtLeast,
    "count_reaches": c.CountReaches,
    "consecutive_circulars": c.ConsecutiveCirculars,
    "heavy_days": c.HeavyDays,
    "unimproved_after_interview": c.UnimprovedAfterInterview,
}


# What a regulation may leave out that is only evaluated beside another.
_OPTIONAL_BESIDE: Table = {
    "reading": [],
    "incident_kind": [],
    "article": [],
    "duty": [],
    "references": [],
    "exemption": {"cite": "", "text": ""},
}


class RuleFileError(ValueError):
    """A regulation file that cannot be read; the message names the clause."""


def read_regulation(text: str, beside: Regulation | None = None) -> Regulation:
    """Parse one regulation file. Raises RuleFileError naming the clause that is wrong.

    One that is evaluated `beside` another may use that one's readings and kinds of matters, and
    need not hold articles, duties or an exemption of its own.
    """
    data = tomllib.loads(text)
    if beside is not None:
        data = {**_OPTIONAL_BESIDE, **data}
    levels = {
        row["number"]: _named(f"level {row.get('number')}", _level, row) for row in data["level"]
    }
    readings = {
        row["id"]: _named(f"口径 {row.get('id')}", _reading, row) for row in data["reading"]
    }
    kinds = {row["key"]: _incident_kind(row) for row in data["incident_kind"]}
    if beside is not None:
        readings = {**beside.readings, **readings}
        kinds = {**beside.incident_kinds, **kinds}
    words = _Words({}, kinds, readings)
    for name, row in data.get("shared", {}).items():
        words.shared[name] = _named(f"shared.{name}", words.condition, row)
    rules = tuple(
        _named(str(row.get("cite", row.get("id"))), lambda r: _rule(r, levels, words), row)
        for row in data["rule"]
    )
    _check_wordings(rules, readings)
    return Regulation(
        title=data["title"],
        number=data["number"],
        issuer=data["issuer"],
        effective_from=data["effective_from"],
        effective_to=data.get("effective_to"),
        references=tuple(data["references"]),
        exemption_cite=data["exemption"]["cite"],
        exemption_text=data["exemption"]["text"],
        levels=levels,
        articles=tuple(Article(a["number"], tuple(a["text"])) for a in data["article"]),
        rules=rules,
        duties=tuple(_named(f"duty {row.get('id')}", _duty, row) for row in data["duty"]),
        incident_kinds=words.kinds,
        readings=readings,
    )


def _named(where: str, build: Callable[[Table], T], row: Table) -> T:
    try:
        return build(row)
    except RuleFileError as error:
        raise RuleFileError(f"{where}: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise RuleFileError(f"{where}: {error!r}") from error


@dataclass(frozen=True, slots=True)
class _Words:
    """What conditions may name: conditions written once, kinds of matters, readings."""

    shared: dict[str, c.Condition]
    kinds: Mapping[str, IncidentKind]
    readings: Mapping[str, Reading]

    def condition(self, table: Table) -> c.Condition:
        if "choose" in table:
            return self._choose(table["choose"], {k: table[k] for k in table if k != "choose"})
        if len(table) != 1:
            raise RuleFileError(f"one condition expected, found {sorted(table)}")
        ((word, body),) = table.items()
        match word:
            case "shared":
                return self.shared[body]
            case "all_of" | "any_of" | "whole_or_parts":
                return _OF_SEVERAL[word](tuple(map(self.condition, body)))
            case "any_section" | "half_year":
                return _OF_ONE[word](self.condition(body))
            case "consecutive":
                return c.Consecutive(body["periods"], self.condition(body["of"]))
            case "incident":
                return c.IncidentLogged(body["kind"], self.kinds[body["kind"]].name)
            case "slow_funds":
                return c.SlowFunds(body["kind"], self.kinds[body["kind"]].name, body["behind"])
            case "misses_full":
                return c.MissesFull(**{**body, "ledger": YearTaskKind[body["ledger"].upper()]})
            case _ if word in _LEAVES:
                return _LEAVES[word](**body)
        raise RuleFileError(f"unknown condition {word!r}")

    def _choose(self, reading: str, options: Table) -> c.Condition:
        known = {option.key for option in self.readings[reading].options}
        if known != set(options):
            raise RuleFileError(f"{reading} has the options {sorted(known)}, not {sorted(options)}")
        return c.Choose(reading, {key: self.condition(row) for key, row in options.items()})


def _rule(row: Table, levels: Mapping[int, Level], words: _Words) -> Rule:
    level = levels[row["level"]]
    subjects = frozenset(map(PlaceKind, row["subjects"])) if "subjects" in row else level.subjects
    when = words.condition(row["when"])
    return Rule(
        id=row["id"],
        cite=row["cite"],
        short_cite=row["short_cite"],
        title=row["title"],
        level=level,
        period=RulePeriod(row["period"]),
        subjects=subjects,
        text=_readable(row["text"]),
        when=when,
        wordings=tuple(sorted(when.wordings, key=lambda reading: int(reading[1:]))),
        note=row.get("note", ""),
        family=Family(row["family"]) if "family" in row else None,
    )


def _readable(text: str) -> str:
    """The text as people read it: the source writes PM2.5 with TeX's subscript."""
    return text.replace("PM_{2.5}", "PM2.5")


def _level(row: Table) -> Level:
    return Level(
        number=row["number"],
        name=row["name"],
        act=row["act"],
        article=row["article"],
        actor=row["actor"],
        interviewee=row["interviewee"],
        span=row["span"],
        subjects=frozenset(map(PlaceKind, row["subjects"])),
    )


def _reading(row: Table) -> Reading:
    reading = Reading(
        id=row["id"],
        wording=row["wording"],
        question=row["question"],
        touches=Touches(row["touches"]),
        default=row["default"],
        options=tuple(Option(o["key"], o["name"], o["meaning"]) for o in row["options"]),
    )
    reading.option(reading.default)
    return reading


def _duty(row: Table) -> Duty:
    if ("working_days" in row) == ("months" in row):
        raise RuleFileError("either working_days or months")
    if row["side"] not in {"before", "after"}:
        raise RuleFileError("side is before or after")
    return Duty(
        id=row["id"],
        cite=row["cite"],
        label=row["label"],
        from_step=row["from_step"],
        side=row["side"],
        working_days=row.get("working_days"),
        months=row.get("months"),
        done_by=row["done_by"],
        text=row["text"],
    )


def _incident_kind(row: Table) -> IncidentKind:
    return IncidentKind(
        key=row["key"],
        name=row["name"],
        aliases=tuple(row["aliases"]),
        needs_finding=row["needs_finding"],
        finding=row["finding"],
        needs_evidence=row["needs_evidence"],
        needs_basis=row.get("needs_basis", False),
    )


def _check_wordings(rules: tuple[Rule, ...], readings: Mapping[str, Reading]) -> None:
    for rule in rules:
        unknown = set(rule.wordings) - readings.keys()
        if unknown:
            raise RuleFileError(f"{rule.cite}: unknown reading {sorted(unknown)}")
