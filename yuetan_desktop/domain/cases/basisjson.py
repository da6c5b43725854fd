"""The frozen basis of a case as plain JSON, and back. What is written once stays readable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from yuetan_desktop.domain.cases.casebasis import Basis, BasisItem, FrozenFact, FrozenReading
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.finding import Evidence, Measure, Outcome
from yuetan_desktop.domain.monitoring import Audit, Dust, Monitoring, Owner
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.regulation import Level

Json = dict[str, Any]
# Raised when a key changes its meaning; readers keep reading the older forms.
FORMAT = 1


# -- writing ------------------------------------------------------------------------------------
def to_json(basis: Basis) -> Json:
    """What `from_json` gives back; the keys never change their meaning within a format."""
    place, level = basis.place, basis.level
    return {
        "format": FORMAT,
        "frozen_on": basis.frozen_on.isoformat(),
        "month": str(basis.month),
        "regulation": {"title": basis.regulation_title, "number": basis.regulation_number},
        "place": {
            "id": place.id,
            "name": place.name,
            "kind": place.kind.value,
            "official_name": place.official_name,
        },
        "level": {
            "number": level.number,
            "name": level.name,
            "act": level.act,
            "article": level.article,
            "actor": level.actor,
            "interviewee": level.interviewee,
            "span": level.span,
        },
        "items": [_item_json(item) for item in basis.items],
        "also": [_item_json(item) for item in basis.also],
        # 第九条（一）1：约谈后三个月与之比较的数值。
        "trigger_values": [
            {
                "indicator": evidence.indicator,
                "place": evidence.place,
                "period": str(evidence.period),
                "value": str(evidence.value),
            }
            for evidence in basis.trigger_values
        ],
        "brought_in": _source_json(basis.brought_in),
    }


def _item_json(item: BasisItem) -> Json:
    return {
        "rule": item.rule,
        "cite": item.cite,
        "short_cite": item.short_cite,
        "title": item.title,
        "text": item.text,
        "level": item.level,
        "period": str(item.period),
        "span": [item.period.start.isoformat(), item.period.end.isoformat()],
        "outcome": item.outcome.value,
        "says": item.says,
        "short": item.short,
        "lines": list(item.lines),
        "facts": [_fact_json(fact) for fact in item.facts],
        "readings": [_reading_json(reading) for reading in item.readings],
        "effects": dict(item.effects),
        "notes": list(item.notes),
        "simulated": item.simulated,
    }


def _fact_json(fact: FrozenFact) -> Json:
    measure = fact.measure
    return {
        "outcome": fact.outcome.value,
        "decides": fact.decides,
        "says": fact.says,
        "measure": None
        if measure is None
        else {
            "topic": measure.topic,
            "actual": measure.actual,
            "limit": measure.limit,
            "verdict": measure.verdict,
        },
        "evidence": [_evidence_json(evidence) for evidence in fact.evidence],
    }


def _source_json(source: Source | None) -> Json | None:
    if source is None:
        return None
    return {
        "file": source.file,
        "sheet": source.sheet,
        "cell": source.cell,
        "batch": source.batch,
        "audit": source.monitoring.audit.value,
        "owner": source.monitoring.owner.value,
        "dust": source.monitoring.dust.value,
    }


def _source(row: Mapping[str, Any] | None) -> Source | None:
    """Bases from before audits were kept say nothing of them."""
    if not row:
        return None
    said = Monitoring(
        Audit(row.get("audit", Audit.UNSAID)),
        Owner(row.get("owner", Owner.UNSAID)),
        Dust(row.get("dust", Dust.UNSAID)),
    )
    return Source(row["file"], row["sheet"], row["cell"], row["batch"], said)


def _evidence_json(evidence: Evidence) -> Json:
    return {
        "role": evidence.role,
        "label": evidence.label,
        "place": evidence.place,
        "indicator": evidence.indicator,
        "period": _span(evidence.period),
        "value": None if evidence.value is None else str(evidence.value),
        "text": evidence.text,
        "unit": evidence.unit,
        "source": _source_json(evidence.source),
        "note": evidence.note,
        "cells": [_source_json(source) for source in evidence.cells],
    }


def _reading_json(reading: FrozenReading) -> Json:
    return {
        "id": reading.id,
        "wording": reading.wording,
        "name": reading.name,
        "decided": reading.decided,
        "who": reading.who,
        "on": reading.on.isoformat() if reading.on else "",
        "basis": reading.basis,
    }


def _span(period: Period | None) -> list[str] | None:
    """First and last day: a period that is no calendar unit has no text form of its own."""
    return None if period is None else [period.start.isoformat(), period.end.isoformat()]


# -- reading ------------------------------------------------------------------------------------
def from_json(row: Mapping[str, Any]) -> Basis:
    """Raises KeyError or ValueError on JSON that is no basis."""
    place, level = row["place"], row["level"]
    return Basis(
        frozen_on=date.fromisoformat(row["frozen_on"]),
        month=Period.parse(row["month"]),
        regulation_title=row["regulation"]["title"],
        regulation_number=row["regulation"]["number"],
        place=Place(
            place["id"],
            place["name"],
            PlaceKind(place["kind"]),
            official_name=place["official_name"],
        ),
        level=Level(**level, subjects=frozenset()),
        items=tuple(_item(item) for item in row["items"]),
        also=tuple(_item(item) for item in row["also"]),
        brought_in=_source(row.get("brought_in")),
    )


def _item(row: Mapping[str, Any]) -> BasisItem:
    return BasisItem(
        rule=row["rule"],
        cite=row["cite"],
        short_cite=row["short_cite"],
        title=row["title"],
        text=row["text"],
        level=row["level"],
        period=_period(row["span"]),
        outcome=Outcome(row["outcome"]),
        says=row["says"],
        short=row["short"],
        lines=tuple(row["lines"]),
        facts=tuple(_fact(fact) for fact in row["facts"]),
        readings=tuple(_reading(reading) for reading in row["readings"]),
        effects=row["effects"],
        notes=tuple(row["notes"]),
        simulated=row["simulated"],
    )


def _fact(row: Mapping[str, Any]) -> FrozenFact:
    return FrozenFact(
        outcome=Outcome(row["outcome"]),
        decides=row["decides"],
        says=row["says"],
        measure=Measure(**row["measure"]) if row["measure"] else None,
        evidence=tuple(_evidence(evidence) for evidence in row["evidence"]),
    )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(
        role=row["role"],
        label=row["label"],
        place=row["place"],
        indicator=row["indicator"],
        period=_period(row["period"]) if row["period"] else None,
        value=Decimal(row["value"]) if row["value"] is not None else None,
        text=row["text"],
        unit=row["unit"],
        source=_source(row["source"]),
        note=row["note"],
        # Bases from before computed values led to their cells have none.
        cells=tuple(cell for one in row.get("cells", ()) if (cell := _source(one))),
    )


def _reading(row: Mapping[str, Any]) -> FrozenReading:
    return FrozenReading(**{**row, "on": date.fromisoformat(row["on"]) if row["on"] else None})


def _period(span: list[str]) -> Period:
    return Period(date.fromisoformat(span[0]), date.fromisoformat(span[1]))
