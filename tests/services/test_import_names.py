"""Names of a file: what the clerk confirmed is known next time; rivers, parents and codes help."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import imports, observations, places
from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.workspace import Workspace

from .filesmade import save


def place_of(ws: Workspace, name: str) -> int:
    return places.find_place(ws, name).id


@pytest.fixture
def confluences(ws: Workspace) -> tuple[int, int]:
    """Two sections of one name on two rivers."""
    counties = [p.id for p in places.list_places(ws, {PlaceKind.COUNTY})]
    return tuple(
        places.register(ws, [Place(0, "两河口", PlaceKind.SECTION, parent=parent, river=river)])[0]
        for parent, river in zip(counties, ("沱江", "岳阳河"), strict=False)
    )  # type: ignore[return-value]


def air(path: Path, unit: str, value: float = 30.3, *, code: str = "") -> Path:
    if code:
        heads, row = ["区划代码", "县区", "PM2.5"], [code, unit, value]
    else:
        heads, row = ["县区", "PM2.5"], [unit, value]
    return save(path, ["2026年10月环境空气质量"], heads, row)


def test_a_county_with_another_last_word_is_asked_about_and_then_known(
    ws: Workspace, tmp_path: Path
) -> None:
    first = air(tmp_path / "甲2610.xlsx", "雁江县")
    (unknown,) = importpreview.preview(ws, first).unknown_places
    assert unknown.message == "“雁江县”可能是：雁江区（县（区）），请选定。"
    said = Said(choices={"雁江县": place_of(ws, "雁江区")})
    imports.commit(ws, importpreview.preview(ws, first, said))
    again = importpreview.preview(ws, air(tmp_path / "乙2610.xlsx", "雁江县", 31))
    assert again.resolved.ids == [place_of(ws, "雁江区")]


def test_a_name_the_clerk_settled_is_known_next_time(ws: Workspace, tmp_path: Path) -> None:
    first = air(tmp_path / "甲2610.xlsx", "东城片")
    (unknown,) = importpreview.preview(ws, first).unknown_places
    assert unknown.key == "东城片"
    found = importpreview.preview(ws, first, Said(choices={"东城片": place_of(ws, "雁江区")}))
    made = imports.commit(ws, found)
    assert made.aliases == ("东城片",)
    again = importpreview.preview(ws, air(tmp_path / "乙2610.xlsx", "东城片", 31))
    assert not again.unknown_places
    assert again.resolved.ids == [place_of(ws, "雁江区")]
    assert observations.list_batches(ws)[0].report["aliases"] == ["东城片"]


def test_a_name_of_a_file_that_was_not_stored_is_not_learned(ws: Workspace, tmp_path: Path) -> None:
    file = air(tmp_path / "甲2610.xlsx", "东城片")
    importpreview.preview(ws, file, Said(choices={"东城片": place_of(ws, "雁江区")}))
    assert importpreview.preview(ws, file).unknown_places


def test_a_name_that_was_known_is_not_learned_again(ws: Workspace, tmp_path: Path) -> None:
    file = air(tmp_path / "甲2610.xlsx", "资阳市雁江区")
    assert imports.commit(ws, importpreview.preview(ws, file)).aliases == ()


def test_a_unit_with_its_city_before_it_is_the_unit_of_that_city(
    ws: Workspace, tmp_path: Path
) -> None:
    (city,) = places.register(ws, [Place(0, "成都市", PlaceKind.PEER)])
    (unit,) = places.register(ws, [Place(0, "新都区", PlaceKind.PEER, parent=city)])
    for number, written in enumerate(("成都市新都区", "成都新都区", "新都区")):
        found = importpreview.preview(ws, air(tmp_path / f"{number}2610.xlsx", written))
        assert found.resolved.ids == [unit], written


def test_sections_of_one_name_are_told_apart_by_their_river(
    ws: Workspace, tmp_path: Path, confluences: tuple[int, int]
) -> None:
    file = save(
        tmp_path / "断面2610.xlsx",
        ["2026年10月断面水质"],
        ["河流", "断面名称", "水质类别"],
        ["沱江", "两河口", "Ⅲ"],
        ["岳阳河", "两河口", "Ⅳ"],
    )
    found = importpreview.preview(ws, file)
    assert found.resolved.ids == list(confluences)


def test_a_river_written_otherwise_is_asked_once_and_learned_with_its_section(
    ws: Workspace, tmp_path: Path, confluences: tuple[int, int]
) -> None:
    def file(name: str) -> Path:
        return save(
            tmp_path / name,
            ["2026年10月断面水质"],
            ["河流", "断面名称", "水质类别"],
            ["沱江干流", "两河口", "Ⅲ"],
            ["岳阳河支流", "两河口", "Ⅳ"],
        )

    asked = importpreview.preview(ws, file("断面2610.xlsx")).unknown_places
    assert [place.key for place in asked] == ["两河口（沱江干流）", "两河口（岳阳河支流）"]
    choices = dict(zip([place.key for place in asked], confluences, strict=True))
    made = imports.commit(
        ws, importpreview.preview(ws, file("断面2610.xlsx"), Said(choices=choices))
    )
    assert made.aliases == ("沱江干流·两河口", "岳阳河支流·两河口")
    again = importpreview.preview(ws, file("断面2610b.xlsx"))
    assert again.resolved.ids == list(confluences)


def test_a_code_is_learned_beside_its_name_and_finds_the_unit_under_another_name(
    ws: Workspace, tmp_path: Path
) -> None:
    imports.commit(
        ws, importpreview.preview(ws, air(tmp_path / "a2610.xlsx", "雁江区", code="512002"))
    )
    found = importpreview.preview(ws, air(tmp_path / "b2610.xlsx", "雁江东城", 31, code="512002"))
    assert found.resolved.ids == [place_of(ws, "雁江区")]


def test_a_code_and_a_name_of_two_units_are_left_to_the_clerk(
    ws: Workspace, tmp_path: Path
) -> None:
    imports.commit(
        ws, importpreview.preview(ws, air(tmp_path / "a2610.xlsx", "雁江区", code="512002"))
    )
    found = importpreview.preview(ws, air(tmp_path / "b2610.xlsx", "安岳县", 31, code="512002"))
    (asked,) = found.unknown_places
    assert {place.name for place in asked.candidates} == {"雁江区", "安岳县"}


def test_a_serial_number_is_no_code(ws: Workspace, tmp_path: Path) -> None:
    found = importpreview.preview(ws, air(tmp_path / "a2610.xlsx", "雁江区", code="12"))
    assert imports.commit(ws, found).aliases == ()
