"""Settings have defaults, are typed, and decisions on readings keep their history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from yuetan_desktop.domain.conditions.base import incident_evidence
from yuetan_desktop.domain.facts import Exemption
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import incidents, office, places, takeback, targets
from yuetan_desktop.services.office import Office, Viewpoint
from yuetan_desktop.services.workspace import Workspace


def test_a_new_office_watches_itself_and_leaves_the_issuer_to_the_city(ws: Workspace) -> None:
    found = office.read_office(ws)
    assert found == Office()
    assert found.viewpoint is Viewpoint.SELF_WATCH
    assert found.issuer == "资阳市生态环境保护委员会办公室"


def test_settings_come_back_as_what_they_are(ws: Workspace) -> None:
    wanted = replace(Office(), name="雁江生态环境局", near_places=3, viewpoint=Viewpoint.ISSUER)
    office.save_office(ws, wanted)
    assert office.read_office(ws) == wanted


def test_a_number_pattern_without_its_number_is_refused(ws: Workspace) -> None:
    with pytest.raises(AppError, match="文号格式"):
        office.save_office(ws, replace(Office(), number_pattern="资环委办〔{year}〕号"))
    assert office.read_office(ws) == Office()


def test_the_newest_decision_on_a_reading_is_in_force_and_can_be_taken_back(ws: Workspace) -> None:
    for choice in ("either", "both", ""):
        office.choose_reading(ws, Choice("R1", choice, "市环委办", date(2026, 1, 15), "答复函"))
        found = office.choices_in_force(ws).get("R1")
        assert (found.option if found else "") == choice
    kept = office.decisions(ws)
    assert [d.choice.option for d in kept] == ["either", "both", ""]
    assert {(d.recorded_by, d.choice.who) for d in kept} == {("李敏", "市环委办")}


def test_an_option_that_the_regulation_does_not_know_is_refused(ws: Workspace) -> None:
    unknown = {
        ("R1", "perhaps"): "口径 R1 没有“perhaps”这个选项",
        ("R99", "both"): "没有口径“R99”",
    }
    for (reading, option), says in unknown.items():
        with pytest.raises(AppError, match=says):
            office.choose_reading(ws, Choice(reading, option, "甲", date(2026, 1, 15), "答复函"))


def test_readings_have_their_default_until_the_office_decides(ws: Workspace) -> None:
    readings = office.readings_in_force(ws)
    assert (readings["R1"], readings.is_decided("R1")) == ("both", False)
    office.choose_reading(ws, Choice("R1", "either", "市环委办", date(2026, 1, 15), "答复函"))
    readings = office.readings_in_force(ws)
    assert (readings["R1"], readings.is_decided("R1")) == ("either", True)


def test_a_decision_on_a_reading_names_who_and_on_what_basis(ws: Workspace) -> None:
    with pytest.raises(AppError, match="决定人和依据"):
        office.choose_reading(ws, Choice("R1", "both", "李敏", date(2026, 1, 15), " "))
    assert office.decisions(ws) == []


def test_a_later_signed_target_comes_first_and_a_voided_one_not_at_all(ws: Workspace) -> None:
    place = places.find_place(ws, "雁江区").id
    october = Period.month(2026, 10)
    for value, document, day in (("35", "〔2026〕1号", 5), ("33.5", "〔2026〕9号", 6)):
        targets.add_target(
            ws, place=place, indicator="pm25", period=october, value=Decimal(value),
            document=document, signed_on=date(2026, 1, day),
        )  # fmt: skip
    found = targets.list_targets(ws, year=2026)
    assert [(t.place_name, t.value, t.document) for t in found] == [
        ("雁江区", Decimal("33.5"), "〔2026〕9号"),
        ("雁江区", Decimal(35), "〔2026〕1号"),
    ]
    targets.void_target(ws, found[0].id, why="录错")
    assert [t.document for t in targets.list_targets(ws)] == ["〔2026〕1号"]
    assert targets.list_targets(ws, year=2025) == []


def test_a_target_needs_the_document_that_sets_it(ws: Workspace) -> None:
    with pytest.raises(AppError, match="文号"):
        targets.add_target(
            ws, place=1, indicator="pm25", period=Period.year_of(2026), value=Decimal(35),
            document="", signed_on=None,
        )  # fmt: skip


def test_an_incident_stays_undecided_until_someone_finds_with_a_basis(ws: Workspace) -> None:
    place = places.find_place(ws, "安岳县").id
    number = incidents.log_incident(
        ws, place=place, kind="heavy_pollution_day", day=date(2026, 1, 8), evidence=["AQI 213"]
    )
    assert [i.confirmed for i in incidents.list_incidents(ws, place=place)] == [None]
    with pytest.raises(AppError, match="认定依据"):
        incidents.record_finding(
            ws, number, confirmed=True, basis="", found_by="李敏", found_on=date(2026, 1, 12)
        )
    incidents.record_finding(
        ws, number, confirmed=True, basis="会商纪要", found_by="李敏", found_on=date(2026, 1, 12)
    )
    assert [i.confirmed for i in incidents.list_incidents(ws, place=place)] == [True]
    assert incidents.list_incidents(ws, place=place + 1) == []


def test_a_circular_counts_from_the_day_it_is_logged_unless_said_otherwise(ws: Workspace) -> None:
    given = {"place": places.find_place(ws, "安岳县").id, "day": date(2026, 1, 8), "title": "通报"}
    for kind in ("exceedance_circular", "straw_burning_circular", "hazard_risk"):
        incidents.log_incident(ws, **given, kind=kind)
    incidents.log_incident(ws, **given, kind="exceedance_circular", confirmed=False)
    found = {(i.kind, i.confirmed) for i in incidents.list_incidents(ws)}
    assert found == {
        ("exceedance_circular", True), ("straw_burning_circular", True), ("hazard_risk", None),
        ("exceedance_circular", False),
    }  # fmt: skip


def test_nothing_is_confirmed_without_an_item_of_evidence(ws: Workspace) -> None:
    place = places.find_place(ws, "安岳县").id
    said = {"basis": "会商", "found_by": "李敏", "found_on": date(2026, 1, 12)}
    given = {"place": place, "kind": "hazard_risk", "day": date(2026, 1, 8), "title": "隐患"}
    bare, numbered = (
        incidents.log_incident(ws, **given, document=number) for number in ("", "资环办〔2026〕1号")
    )
    with pytest.raises(AppError, match="佐证"):
        incidents.record_finding(ws, bare, confirmed=True, **said)
    incidents.record_finding(ws, bare, confirmed=False, **said)  # to rule it out needs none
    assert [i.confirmed for i in incidents.list_incidents(ws)] == [False, None]
    incidents.record_finding(ws, bare, confirmed=True, evidence=[" 检查笔录 ", ""], **said)
    incidents.record_finding(ws, bare, confirmed=True, evidence=["检查笔录"], **said)
    incidents.record_finding(ws, numbered, confirmed=True, **said)
    first, second = incidents.list_incidents(ws)
    assert (first.confirmed, first.evidence, second.confirmed) == (True, ("检查笔录",), True)


def test_a_review_of_a_finding_is_another_persons_and_stands_with_its_evidence(
    ws: Workspace,
) -> None:
    place = places.find_place(ws, "安岳县").id
    number = incidents.log_incident(
        ws, place=place, kind="hazard_risk", day=date(2026, 1, 8), evidence=["检查笔录"]
    )
    found = {"confirmed": True, "basis": "会商", "found_by": "李敏", "found_on": date(2026, 1, 12)}
    for reviewer, on, says in (
        ("李敏", date(2026, 1, 13), "认定人和复核人都是李敏"),
        ("周法", date(2026, 1, 11), "早于认定日期"),
    ):
        with pytest.raises(AppError, match=says):
            incidents.record_finding(ws, number, reviewed_by=reviewer, reviewed_on=on, **found)
    incidents.record_finding(ws, number, reviewed_by="周法", reviewed_on=date(2026, 1, 13), **found)
    (incident,) = incidents.list_incidents(ws)
    assert (incident.reviewed_by, incident.reviewed_on) == ("周法", date(2026, 1, 13))
    assert incident_evidence(incident).note == "检查笔录；李敏认定，周法复核"
    incidents.record_finding(ws, number, **found)  # found anew, and nobody reviewed that yet
    takeback.take_back_finding(ws, number, "撤销")
    assert incidents.list_incidents(ws)[0].reviewed_by == "周法"


@pytest.mark.parametrize(
    "kind", ["other_basis_office", "other_basis_deputy", "other_basis_chief", "other_basis_first"]
)
def test_a_catch_all_item_is_not_saved_without_its_law_and_a_proof(
    ws: Workspace, kind: str
) -> None:
    given = {"place": places.find_place(ws, "安岳县").id, "kind": kind, "day": date(2026, 1, 8)}
    for lacking, said in (
        ({"evidence": ["会议纪要"]}, "法律法规或政策依据"),
        ({"document": "《条例》第五条"}, "佐证"),
    ):
        with pytest.raises(AppError, match=said):
            incidents.log_incident(ws, **given, **lacking)
    assert incidents.list_incidents(ws) == []
    incidents.log_incident(ws, **given, document="《条例》第五条", evidence=["会议纪要"])
    assert [i.document for i in incidents.list_incidents(ws)] == ["《条例》第五条"]


def test_an_exemption_needs_cause_proof_and_approval(ws: Workspace) -> None:
    zone, flood = places.find_place(ws, "高新区").id, ("特大暴雨", "防指通报", "市环委办")
    given = Exemption(0, zone, "6.1", Period.year_of(2026), *flood, date(2026, 7, 24))
    with pytest.raises(AppError, match="证明材料"):
        incidents.exempt(ws, replace(given, evidence=""))
    with pytest.raises(AppError, match=r"没有条款“6\.99”"):
        incidents.exempt(ws, replace(given, rule="6.99"))
    number = incidents.exempt(ws, given)
    assert [(e.id, e.rule) for e in incidents.list_exemptions(ws)] == [(number, "6.1")]
    incidents.void_exemption(ws, number, why="认定有误")
    assert incidents.list_exemptions(ws) == []
