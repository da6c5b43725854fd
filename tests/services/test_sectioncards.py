"""断面卡片: river, 河长, the counties above and below, the target; what came from upstream."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from yuetan_desktop.domain.cases.causes import LeadingCause
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import paperwork, places, summaries
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseview, causes
from yuetan_desktop.services.places import Contacts
from yuetan_desktop.services.reports import sectioncards
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import targets
from yuetan_desktop.store.targets import TargetRow


@pytest.fixture
def section(ws: Workspace, yanjiang: int) -> int:
    """A section of 雁江区 with everything that a card says."""
    new = Place(
        0, "望麓桥", PlaceKind.SECTION, yanjiang, grade="国控", river="岚江",
        upstream="岚溪县", downstream="青禾县",
    )  # fmt: skip
    (place,) = places.register(ws, [new])
    places.set_contacts(ws, place, Contacts("周远", "区级河长", phone="000-0000001"))
    places.set_contacts(ws, yanjiang, Contacts(deputy="何静", deputy_title="副区长", phone="000-2"))
    with ws.transaction():
        targets.insert_targets(
            ws.db, [TargetRow(place, "water_class", "2026", 3, "环委办〔2026〕1号")],
            by="李敏", at=ws.now(),
        )  # fmt: skip
    return place


def words(file: Path) -> str:
    cells = [c.text for t in docx.Document(str(file)).tables for r in t.rows for c in r.cells]
    return "\n".join(cells)


def test_a_printed_card_names_the_river_head_with_the_telephone(
    ws: Workspace, section: int, tmp_path: Path
) -> None:
    said = words(sectioncards.write_cards(ws, tmp_path / "卡片.docx", [section]))

    for what in (
        "岚江",
        "区级河长周远",
        "000-0000001",
        "岚溪县",
        "青禾县",
        "Ⅲ",
        "副区长何静　000-2",
    ):
        assert what in said


def test_no_card_is_divided_between_pages(ws: Workspace, section: int, tmp_path: Path) -> None:
    made = docx.Document(str(sectioncards.write_cards(ws, tmp_path / "卡片.docx", [section])))
    title = next(p for p in made.paragraphs if p.text == "望麓桥")
    (table,) = made.tables
    rows = [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    assert all(p.paragraph_format.keep_with_next for p in (title, *rows))


def test_what_is_not_registered_says_so(ws: Workspace, yanjiang: int, tmp_path: Path) -> None:
    places.register(ws, [Place(0, "无名桥", PlaceKind.SECTION, yanjiang)])

    said = dict(sectioncards.cards(ws)[0].lines)

    assert said["河长"] == said["上游县（区）"] == said["考核目标"] == sectioncards.NONE
    assert words(summaries.make_summary(ws, "断面卡片", tmp_path / "全部.docx")).count("未登记") > 4


def test_without_sections_nothing_is_printed(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="没有可以打印的断面"):
        sectioncards.write_cards(ws, tmp_path / "卡片.docx")


def test_an_edit_keeps_the_counties_above_and_below(ws: Workspace, section: int) -> None:
    (card,) = sectioncards.cards(ws, [section])
    places.edit(ws, replace(card.place, upstream="外市甲县"))

    (card,) = sectioncards.cards(ws, [section])
    assert (card.place.upstream, card.place.downstream) == ("外市甲县", "青禾县")


@pytest.mark.parametrize("share", ["0", "40", "100"])
def test_the_share_from_upstream_is_noted_with_the_cause(
    ws: Workspace, case: CaseFile, section: int, share: str
) -> None:
    said = _assess(ws, case, Decimal(share))

    assert causes.cause_of(ws, case.id) == said
    words = f"上游来水影响约 {share}%"
    assert words in caseview.get_case(ws, case.id).cause
    printed = paperwork.draft(ws, case.id, "约谈建议审批单").values["首要原因"]
    assert printed.endswith(words)
    assert sectioncards.upstream_of(ws, case.row.place_id) == "望麓桥上游为岚溪县"


def test_without_a_share_nothing_is_said_of_upstream(ws: Workspace, case: CaseFile) -> None:
    _assess(ws, case, None)

    assert caseview.get_case(ws, case.id).cause == "上游来水（水利领域）"
    assert sectioncards.upstream_of(ws, case.row.place_id) == ""


@pytest.mark.parametrize("share", ["-1", "100.1"])
def test_a_share_beside_the_scale_is_refused(ws: Workspace, case: CaseFile, share: str) -> None:
    with pytest.raises(AppError, match="0 至 100"):
        _assess(ws, case, Decimal(share))


def _assess(ws: Workspace, case: CaseFile, share: Decimal | None) -> LeadingCause:
    said = LeadingCause(
        ("上游来水",), "上游来水", "上游超标", "市环委办", ws.today(), "水利", upstream_share=share
    )
    return causes.assess_cause(ws, case.id, said)
