"""Facts as loaded: exact decimals with their cell, ranked lists, targets, incidents, exemptions."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import water_standard
from yuetan_desktop.domain.facts import Exemption, Facts, Source
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.quality.section_class import section_means
from yuetan_desktop.store import database, incidents, observations, places, targets
from yuetan_desktop.store.facts import load_facts
from yuetan_desktop.store.incidents import FindingRow, IncidentRow
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

from .conftest import NOW

OCTOBER = Period.month(2026, 10)


def store(db: sqlite3.Connection, *rows: tuple, name: str = "空气月报2610.xlsx") -> int:
    with database.transaction(db):
        batch = observations.create_batch(db, file_name=name, imported_by="甲", imported_at=NOW)
        observations.insert_observations(db, batch, rows)
    return batch


def load(db: sqlite3.Connection, catalogue: Catalogue) -> Facts:
    return load_facts(db, catalogue)


def test_a_value_is_the_decimal_that_was_typed_with_file_sheet_and_cell(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    batch = store(db, ObservationRow(county, "pm25", "2026-10", 35.04, "", "10月", "D6"))
    found = load(db, catalogue).observation(county, "pm25", OCTOBER)
    assert found is not None
    assert found.value == Decimal("35.04")
    assert found.source == Source("空气月报2610.xlsx", "10月", "D6", batch)


def test_a_missing_value_is_none_and_a_text_is_not_a_value(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    store(db, ObservationRow(county, "primary_pollutant", "2026-10", None, "臭氧"))
    facts = load(db, catalogue)
    assert facts.observation(county, "pm25", OCTOBER) is None
    assert facts.observation(county, "primary_pollutant", OCTOBER) is None


def test_a_period_is_found_under_its_own_span_only(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    stored = ("2026-10-05", "2026-10", "2026-H1", "2026-11M", "2026-04~05", "2026")
    store(db, *(ObservationRow(county, "pm25", text, 30.0 + n) for n, text in enumerate(stored)))
    facts = load(db, catalogue)
    for n, text in enumerate(stored):
        found = facts.observation(county, "pm25", Period.parse(text))
        assert found is not None, text
        assert found.value == 30 + n
    for absent in (
        Period.parse("2026-10-06"),
        Period.parse("2026-09"),
        Period(date(2026, 1, 1), date(2026, 11, 10)),  # not the whole of November
    ):
        assert facts.observation(county, "pm25", absent) is None, absent


def test_values_stored_after_the_facts_were_loaded_may_be_new_but_what_was_read_stays(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    store(db, ObservationRow(county, "pm25", "2026-10", 36.2))
    facts = load(db, catalogue)
    before = facts.observation(county, "pm25", OCTOBER)
    store(db, ObservationRow(county, "pm25", "2026-10", 38.3))
    assert facts.observation(county, "pm25", OCTOBER) == before


def test_a_class_worked_out_of_concentrations_is_kept_until_its_period_is_forgotten(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    section = places.insert_place(db, Place(0, "雁江桥", PlaceKind.SECTION, parent=county))
    clean = {"do": 8.0, "codmn": 1.5, "nh3n": 0.1, "tp": 0.01}
    store(db, *(ObservationRow(section, item, "2026-10", mean) for item, mean in clean.items()))
    facts = load_facts(db, catalogue, water=water_standard())
    before = section_means(facts, section, OCTOBER)
    assert before is not None
    store(db, ObservationRow(section, "tp", "2026-10", 0.5))
    assert section_means(facts, section, OCTOBER) is before
    facts.forget([OCTOBER])
    after = section_means(facts, section, OCTOBER)
    assert after is not None
    assert after.judged.water_class > before.judged.water_class


def test_the_newest_batch_in_force_counts(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    store(db, ObservationRow(county, "pm25", "2026-10", 36.2), name="一.xlsx")
    second = store(db, ObservationRow(county, "pm25", "2026-10", 38.3), name="二.xlsx")
    found = load(db, catalogue).observation(county, "pm25", OCTOBER)
    assert found is not None
    assert (found.value, found.source.file) == (Decimal("38.3"), "二.xlsx")
    observations.withdraw_batch(db, second, by="甲", why="错", at=NOW)
    found = load(db, catalogue).observation(county, "pm25", OCTOBER)
    assert found is not None
    assert (found.value, found.source.file) == (Decimal("36.2"), "一.xlsx")


def test_a_ranked_list_is_counted_over_all_units_with_ties(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    peers = [places.insert_place(db, Place(0, f"外县{n}", PlaceKind.PEER)) for n in range(4)]
    ranks = dict(zip([county, *peers], (2, 1, 2, 4, 5), strict=True))
    store(
        db,
        *(
            ObservationRow(place, "air_index_rank", "2026-10", rank, "", "排名", "B3", "全省", 183)
            for place, rank in ranks.items()
        ),
    )
    facts = load(db, catalogue)
    ranking = facts.ranking("air_index_rank", OCTOBER, "全省")
    assert ranking is not None
    assert ranking.size == 183
    assert [ranking.tied_at(rank) for rank in (1, 2, 3, 4, 5)] == [1, 2, 0, 1, 1]
    found = facts.observation(county, "air_index_rank", OCTOBER)
    assert found is not None
    assert (found.value, found.list_name, found.list_size) == (2, "全省", 183)
    of_peer = facts.observation(peers[2], "air_index_rank", OCTOBER)
    assert of_peer is not None
    assert of_peer.value == 4
    assert facts.ranking("air_index_rank", Period.month(2026, 9), "全省") is None


def test_a_peer_that_came_with_a_later_import_is_found_once_its_period_is_read_anew(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    facts = load_facts(db, catalogue)
    assert facts.observation(county, "pm25", OCTOBER) is None
    peer = places.insert_place(db, Place(0, "外县", PlaceKind.PEER))
    store(db, ObservationRow(peer, "pm25", "2026-10", 30.0))
    facts.forget([OCTOBER])
    found = facts.observation(peer, "pm25", OCTOBER)
    assert found is not None
    assert found.value == 30


def test_the_latest_signed_target_counts_and_leaves_with_its_batch(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    targets.insert_targets(
        db, [TargetRow(county, "pm25", "2026-10", 35.0, "〔2026〕1号", "2026-01-05")],
        by="甲", at=NOW,
    )  # fmt: skip
    batch = store(db, name="目标2026年.xlsx")
    targets.insert_targets(
        db, [TargetRow(county, "pm25", "2026-10", 34.0, "〔2026〕9号", "2026-06-05", "目标", "E4")],
        batch_id=batch, by="甲", at=NOW,
    )  # fmt: skip
    found = load(db, catalogue).target(county, "pm25", OCTOBER)
    assert found is not None
    assert (found.value, found.document, found.signed_on) == (34, "〔2026〕9号", date(2026, 6, 5))
    assert found.source == Source("目标2026年.xlsx", "目标", "E4", batch)
    observations.withdraw_batch(db, batch, by="甲", why="错", at=NOW)
    found = load(db, catalogue).target(county, "pm25", OCTOBER)
    assert found is not None
    assert (found.value, found.source) == (35, None)


def test_a_voided_target_is_gone_from_the_facts_and_kept_on_record(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    targets.insert_targets(db, [TargetRow(county, "pm25", "2026-10", 35.0)], by="甲", at=NOW)
    (kept,) = targets.list_targets(db)
    targets.void_target(db, kept["id"], by="乙", why="录错", at=NOW)
    assert load(db, catalogue).target(county, "pm25", OCTOBER) is None
    assert targets.list_targets(db) == []
    assert [r["voided_why"] for r in targets.list_targets(db, with_voided=True)] == ["录错"]


def test_an_unfound_incident_stays_open_until_a_person_finds_and_the_newest_finding_holds(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    incident = incidents.insert_incident(
        db,
        IncidentRow(county, "heavy_pollution_day", "2026-01-08", "重污染日", confirmed=None),
        evidence=["AQI 213"],
        by="甲",
        at=NOW,
    )
    year = Period.year_of(2026)
    (found,) = load(db, catalogue).incidents(county, "heavy_pollution_day", year)
    assert (found.confirmed, found.evidence) == (None, ("AQI 213",))
    for confirmed, day in ((True, 12), (False, 20)):
        told = FindingRow(confirmed, "市环委办", date(2026, 1, day))
        incidents.record_finding(db, incident, told, basis="会商", at=NOW)
    (found,) = load(db, catalogue).incidents(county, "heavy_pollution_day", year)
    assert (found.confirmed, found.found_by, found.found_on) == (
        False,
        "市环委办",
        date(2026, 1, 20),
    )
    kept = db.execute("SELECT confirmed FROM human_finding ORDER BY id")
    assert [bool(row["confirmed"]) for row in kept] == [True, False]


def test_incidents_leave_with_their_batch_or_when_voided(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    batch = store(db, name="事项登记2026年.xlsx")
    incidents.insert_incident(
        db, IncidentRow(county, "accident_general", "2026-03-01", sheet="事项", cell="A5"),
        batch_id=batch, by="甲", at=NOW,
    )  # fmt: skip
    by_hand = incidents.insert_incident(
        db, IncidentRow(county, "accident_general", "2026-04-01"), by="甲", at=NOW
    )
    year = Period.year_of(2026)
    found = load(db, catalogue).incidents(county, "accident_general", year)
    assert [i.source for i in found] == [Source("事项登记2026年.xlsx", "事项", "A5", batch), None]
    effect = observations.withdraw_batch(db, batch, by="甲", why="错", at=NOW)
    assert (effect.targets, effect.incidents) == (0, 1)
    incidents.void_incident(db, by_hand, by="甲", why="重复", at=NOW)
    assert load(db, catalogue).incidents(county, "accident_general", year) == ()


def test_exemptions_are_loaded_until_voided(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    wanted = Exemption(
        0,
        county,
        "6.1",
        Period.year_of(2026),
        "特大暴雨",
        "防指通报",
        "市环委办",
        date(2026, 7, 24),
    )
    number = incidents.insert_exemption(db, wanted, by="甲", at=NOW)
    (found,) = load(db, catalogue).exemptions
    assert (found.id, found.rule, found.period, found.cause) == (
        number,
        "6.1",
        Period.year_of(2026),
        "特大暴雨",
    )
    incidents.void_exemption(db, number, by="甲", why="撤销", at=NOW)
    assert load(db, catalogue).exemptions == ()


def test_days_of_one_place_are_read_by_the_month_and_the_newest_import_counts(
    db: sqlite3.Connection, county: int, catalogue: Catalogue
) -> None:
    store(db, *(ObservationRow(county, "pm25", f"2026-10-{day:02}", 20.0) for day in range(1, 32)))
    store(db, ObservationRow(county, "pm25", "2026-10-03", 25.0, "", "日", "C4"), name="更正.xlsx")
    found = load(db, catalogue).days(county, "pm25", OCTOBER)
    assert [str(o.value) for o in found] == ["20", "20", "25", *["20"] * 28]
    assert found[2].source is not None
    assert found[2].source.file == "更正.xlsx"
    assert load(db, catalogue).days(county, "pm10", OCTOBER) == ()


@pytest.mark.parametrize(
    ("period", "asked", "lacks"),
    [
        (OCTOBER, {"do", "nh3n"}, True),
        (OCTOBER, {"do", "pm25"}, False),  # a value of its own
        (Period.month(2026, 9), {"do"}, False),  # days of the month, whatever they are of
        (Period.months(2026, 9, 10), {"do"}, True),  # a longer period has no days of its own
    ],
)
def test_what_a_place_lacks_is_known_at_once(
    db: sqlite3.Connection,
    county: int,
    catalogue: Catalogue,
    period: Period,
    asked: set[str],
    lacks: bool,
) -> None:
    store(db, ObservationRow(county, "pm25", "2026-10", 20.0))
    store(db, ObservationRow(county, "pm10", "2026-09-03", 20.0))
    facts = load(db, catalogue)
    assert facts.lacks(county, asked, period) is lacks
    assert facts.lacks(county + 1, asked, period)
    store(db, ObservationRow(county, "do", "2026-10", 8.0))
    facts.forget([OCTOBER])
    assert not facts.lacks(county, {"do"}, OCTOBER)
