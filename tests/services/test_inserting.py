"""Recipients that a paper may go to, and citations that can be put into one."""

from __future__ import annotations

import pytest

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases.legalbasis import citations, find_citations
from yuetan_desktop.services.papers.addressees import addressees, joined, party_of
from yuetan_desktop.services.workspace import Workspace


def test_the_party_committee_of_the_unit_stands_beside_its_government(
    ws: Workspace, case: CaseFile
) -> None:
    names = [one.name for one in addressees(ws, case.id)]
    assert names[:2] == [case.unit, party_of(case.basis.place)]
    assert names[1] == "中共雁江区委员会"
    assert {"市委组织部", "市纪委监委", "市发展改革委", "市住房城乡建设局"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("kind", "official", "party"),
    [
        (PlaceKind.COUNTY, "云麓区人民政府", "中共云麓区委员会"),
        (PlaceKind.COUNTY, "", "中共云麓区委员会"),
        (PlaceKind.ZONE, "云麓区管理委员会", "中共云麓区工作委员会"),
        (PlaceKind.DEPARTMENT, "云岭市水务局", "中共云岭市水务局党组"),
    ],
)
def test_each_kind_of_unit_has_its_party_side(kind: PlaceKind, official: str, party: str) -> None:
    assert party_of(Place(1, "云麓区", kind, official_name=official)) == party


def test_what_was_typed_beside_the_list_stays() -> None:
    offered = ("甲县人民政府", "中共甲县委员会", "市发展改革委")
    text = joined("甲县人民政府，某企业。", ("中共甲县委员会", "市发展改革委"), offered)
    assert text == "某企业，中共甲县委员会，市发展改革委"
    assert joined("", (), offered) == ""


@pytest.mark.parametrize(
    "query", ["环境保护法 第十条", "环境保护法 第10条", "《环境保护法》第十条"]
)
def test_article_ten_of_the_protection_law_is_found(ws: Workspace, query: str) -> None:
    (found, *_) = find_citations(ws, query)
    assert found.cite == "《环境保护法》第十条"
    assert not found.is_verbatim  # told by a study, not the text of the law
    assert "转引" in found.origin


def test_every_article_of_the_regulation_can_be_quoted_word_for_word(ws: Workspace) -> None:
    regulation = ws.library.regulations[-1]
    found = {one.article: one for one in citations(ws) if one.is_verbatim}
    assert set(found) >= {article.number for article in regulation.articles}
    twelfth = found["第十二条"]
    assert "3 个工作日书面通知被约谈方" in twelfth.text
    assert twelfth.quotation == f"《{regulation.title}》第十二条规定：“{twelfth.text}”"


def test_a_law_named_by_article_one_is_there_and_nothing_is_found_for_nonsense(
    ws: Workspace,
) -> None:
    assert find_citations(ws, "中华人民共和国环境保护法")
    assert find_citations(ws, "不存在的法") == ()
