"""Places are registered once and found by whatever a workbook calls them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, observations, places
from yuetan_desktop.services.places import Contacts
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations as stored_observations


def names(ws: Workspace, written: str, **more) -> list[str]:
    return [place.name for place in places.place_names(ws).find(written, **more)]


def test_a_new_office_starts_with_its_units_as_names_and_no_value(ws: Workspace) -> None:
    units = places.list_places(ws, {PlaceKind.COUNTY, PlaceKind.ZONE})
    assert [unit.name for unit in units] == ["雁江区", "安岳县", "乐至县", "高新区", "临空经济区"]
    assert [unit.addressee for unit in units][-2:] == ["高新区管委会", "临空经济区管委会"]
    assert len(places.list_places(ws, {PlaceKind.DEPARTMENT})) >= 12
    assert observations.find_values(ws) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("雁江区", "雁江区"),
        ("雁江", "雁江区"),
        ("资阳市雁江区", "雁江区"),
        ("四川省资阳市雁江区", "雁江区"),
        ("雁江区人民政府", "雁江区"),
        ("资阳市雁江区人民政府", "雁江区"),
        ("安　岳　县", "安岳县"),
        ("高新区管委会", "高新区"),
        ("资阳高新区", "高新区"),
        ("资阳临空经济区管理委员会", "临空经济区"),
        ("住建局", "市住房城乡建设局"),
        ("资阳市住房和城乡建设局", "市住房城乡建设局"),
    ],
)
def test_a_unit_is_found_as_offices_write_it(ws: Workspace, written: str, expected: str) -> None:
    assert names(ws, written) == [expected]


@pytest.mark.parametrize("written", ["成都市高新区", "成都高新区", "江阳区", "县", "资阳市", "资阳", "", "全市", "平均"])  # fmt: skip
def test_another_citys_unit_or_a_total_is_never_taken_for_ours(ws: Workspace, written: str) -> None:
    assert names(ws, written) == []


def test_sections_of_one_name_are_told_apart_by_river_or_parent(ws: Workspace) -> None:
    counties = [p.id for p in places.list_places(ws, {PlaceKind.COUNTY})]
    for parent, river in ((counties[0], "沱江"), (counties[1], "岳阳河")):
        places.register(ws, [Place(0, "两河口", PlaceKind.SECTION, parent=parent, river=river)])
    assert len(names(ws, "两河口")) == 2
    found = places.place_names(ws)
    assert [p.river for p in found.find("两河口断面", river="沱江")] == ["沱江"]
    assert [p.river for p in found.find("两河口（国控）", parent=counties[1])] == ["岳阳河"]


def test_the_kind_wanted_decides_between_a_unit_and_a_section_of_one_name(ws: Workspace) -> None:
    places.register(ws, [Place(0, "雁江区", PlaceKind.STATION)])
    assert len(names(ws, "雁江区")) == 2
    assert names(ws, "雁江区", kinds={PlaceKind.COUNTY}) == ["雁江区"]


def test_a_short_name_that_fits_two_units_is_left_to_the_clerk(ws: Workspace) -> None:
    places.register(ws, [Place(0, "雁江县", PlaceKind.PEER)])
    assert names(ws, "雁江") == ["雁江区", "雁江县"]
    assert names(ws, "雁江区") == ["雁江区"]


def test_a_county_with_another_last_word_is_near_and_not_the_same(ws: Workspace) -> None:
    """雁江县 may be what 雁江区 was called, a slip, or another county: nobody but the clerk knows."""
    assert names(ws, "雁江县") == names(ws, "资阳市雁江市") == []
    near = places.place_names(ws).near
    assert [place.name for place in near("资阳市雁江县", kinds={PlaceKind.COUNTY})] == ["雁江区"]
    assert near("雁江", kinds={PlaceKind.COUNTY}) == near("江阳县", kinds={PlaceKind.COUNTY}) == ()
    places.register(ws, [Place(0, "临江", PlaceKind.PEER)])
    assert names(ws, "临江市") == ["临江"]  # registered by its short name alone


def test_a_zone_of_a_county_is_never_taken_for_the_county(ws: Workspace) -> None:
    assert names(ws, "安岳经济技术开发区") == []
    places.register(ws, [Place(0, "安岳经济技术开发区", PlaceKind.PEER)])
    assert names(ws, "安岳县") == ["安岳县"]
    assert names(ws, "安岳经济技术开发区") == ["安岳经济技术开发区"]
    assert names(ws, "安岳") == ["安岳县", "安岳经济技术开发区"]


def test_an_alias_is_found_from_then_on(ws: Workspace) -> None:
    place = places.find_place(ws, "乐至县")
    places.edit(ws, replace(place, aliases=(*place.aliases, "乐至 （旧称）")))
    assert names(ws, "乐至(旧称)") == ["乐至县"]


def test_a_place_is_registered_once(ws: Workspace) -> None:
    with pytest.raises(AppError, match="已经登记过"):
        places.register(
            ws, [Place(0, "新津区", PlaceKind.PEER), Place(0, "雁江区", PlaceKind.COUNTY)]
        )
    assert names(ws, "新津区") == []  # all or nothing


def test_editing_keeps_the_place_and_replaces_its_names(ws: Workspace) -> None:
    place = places.find_place(ws, "高新区")
    places.edit(ws, replace(place, official_name="资阳高新区管委会", aliases=("高新",)))
    found = places.find_place(ws, "高新区")
    assert found.id == place.id
    assert (found.addressee, found.aliases) == ("资阳高新区管委会", ("高新",))
    assert names(ws, "资阳市高新区管委会") == ["高新区"]


def test_a_place_with_data_is_retired_not_deleted(ws: Workspace) -> None:
    place = places.find_place(ws, "乐至县")
    batch = stored_observations.create_batch(
        ws.db, file_name="一.xlsx", imported_by="李敏", imported_at=ws.now()
    )
    stored_observations.insert_observations(ws.db, batch, [(place.id, "pm25", "2026-10", 35.0, "", "", "", "", None)])  # fmt: skip
    with pytest.raises(AppError, match="不能删除"):
        places.remove(ws, place.id)
    assert place.id in {p.id for p in assessing.subjects(assessing.facts_for(ws))}
    places.retire(ws, place.id)
    assert place.id not in {p.id for p in assessing.subjects(assessing.facts_for(ws))}
    assert place.id not in {p.id for p in places.list_places(ws, with_retired=False)}
    assert {p.id: p.name for p in places.list_places(ws)}[place.id] == "乐至县"


def test_a_place_without_data_can_be_deleted_with_its_aliases(ws: Workspace) -> None:
    place = places.find_place(ws, "市公安局")
    places.remove(ws, place.id)
    with pytest.raises(AppError, match="没有找到单位"):
        places.find_place(ws, "公安局")


def test_who_leads_a_unit_is_kept_apart_from_its_name(ws: Workspace) -> None:
    place = places.find_place(ws, "雁江区")
    assert places.contacts(ws, place.id) == Contacts()
    people = Contacts("张三", "区长", "李四", "副区长", "028-26110000")
    places.set_contacts(ws, place.id, people)
    places.edit(ws, places.find_place(ws, "雁江区"))
    assert places.contacts(ws, place.id) == people
