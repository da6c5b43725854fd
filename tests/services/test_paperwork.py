"""From a case to its papers: what is filled in, what is refused, what is stored and numbered."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.domain.assessment import RuleFinding, assess
from yuetan_desktop.domain.basisjson import to_json
from yuetan_desktop.domain.casebasis import freeze
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.facts import Facts, Observation, Source, Target
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, papercase, paperfiles, paperwork, upkeep
from yuetan_desktop.services.office import (
    Viewpoint,
    read_office,
    readings_in_force,
    save_office,
)
from yuetan_desktop.services.places import list_places
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases

PROGRAMS = os.environ.get("PATH", "")
NOW = datetime(2026, 11, 10, 9, 30)
HALF, OCTOBER = Period.half(2026, 1), Period.month(2026, 6)


@pytest.fixture
def without_office_suite(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a computer with neither WPS nor LibreOffice: papers are made, pages not counted."""
    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    yield
    printing.find_suite.cache_clear()


@pytest.fixture
def office_suite(
    without_office_suite: None, monkeypatch: pytest.MonkeyPatch
) -> printing.OfficeSuite:
    monkeypatch.setenv("PATH", PROGRAMS)
    printing.find_suite.cache_clear()
    found = printing.find_suite()
    if found is None:
        pytest.skip("needs LibreOffice")
    return found


@dataclass
class StoppedClock:
    """Stands still until a test sets it."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def ws(tmp_path: Path, without_office_suite: None, clock: StoppedClock) -> Iterator[Workspace]:
    with upkeep.create(tmp_path / "data", person="李敏", clock=clock) as workspace:
        office = replace(
            read_office(workspace),
            viewpoint=Viewpoint.ISSUER,
            contact_name="李敏",
            contact_phone="028-26110000",
        )
        save_office(workspace, office)
        yield workspace


def unit(ws: Workspace, name: str) -> Place:
    return next(place for place in list_places(ws) if place.name == name)


def findings(ws: Workspace, place: Place) -> list[RuleFinding]:
    """Half a year above its targets, and a month as well."""
    values = {"pm25": ("38.4", "36.0"), "good_day_rate": ("85.2", "90.1")}
    observations, targets = {}, []
    for n, (indicator, (value, target)) in enumerate(values.items(), start=5):
        for period in (HALF, OCTOBER):
            source = Source("空气上半年.xlsx", "空气", f"C{n}", 1)
            observation = Observation(place.id, indicator, period, Decimal(value), source)
            observations[place.id, indicator, period] = observation
            targets.append(
                Target(place.id, indicator, period, Decimal(target), "资府发〔2026〕2号")
            )
    facts = Facts(
        catalogue=ws.library.catalogue,
        places=[place],
        observations=observations,
        targets=targets,
    )
    found = assess(ws.library.regulations, facts, place, date(2026, 6, 30), readings_in_force(ws))
    return list(found.triggered)


@pytest.fixture
def case_id(ws: Workspace) -> int:
    return open_case(ws, "雁江区")


def open_case(ws: Workspace, name: str, number: str = "资约〔2026〕1号") -> int:
    place = unit(ws, name)
    found = findings(ws, place)
    assert {f.rule.id for f in found} == {"7.1.1", "4.1"}
    level = found[0].rule.level
    basis = freeze(
        [f for f in found if f.rule.level is level],
        [f for f in found if f.rule.level is not level],
        regulation=ws.library.regulations[0],
        readings=readings_in_force(ws),
        place=place,
        level=level,
        month=OCTOBER,
        day=NOW.date(),
    )
    with ws.transaction():
        return cases.insert_case(
            ws.db,
            number=number,
            place_id=place.id,
            level=level.number,
            regulation="ziyang-2022-42",
            opened_on=NOW.date(),
            opened_by="李敏",
            basis=to_json(basis),
            at=NOW,
        )


def approve(ws: Workspace, case_id: int) -> None:
    proposer = {"department": "资阳市生态环境局"}
    casefiles.record_step(ws, case_id, StepKind.PROPOSAL, day=date(2026, 11, 10), data=proposer)
    casefiles.record_step(
        ws, case_id, StepKind.APPROVAL, day=date(2026, 11, 10), data={"approver": "某某某"}
    )


LAWFUL = {
    "约谈时间": "2026-11-24 09:30",
    "约谈地点": "市政府3号会议室",
    "参加人员": "市生态环境局有关负责同志",
}


def notice(ws: Workspace, case_id: int, **typed: str) -> dict[str, str]:
    return paperwork.draft(ws, case_id, "约谈通知", LAWFUL | typed).values


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for cell in table._cells]
    header = [p.text for p in document.sections[0].header.paragraphs]
    return "\n".join([*header, *(p.text for p in document.paragraphs), *cells])


# -- the form -----------------------------------------------------------------------------------
def test_the_form_is_filled_from_the_case(ws: Workspace, case_id: int) -> None:
    approve(ws, case_id)
    values = paperwork.draft(ws, case_id, "约谈通知").values
    assert values["被约谈单位"] == "雁江区人民政府"
    assert values["被约谈人"] == "雁江区人民政府分管负责人"
    assert values["约谈人"] == "市政府分管领导"
    assert values["参加人员"] == "资阳市生态环境局有关负责同志"
    assert values["主送"] == "雁江区人民政府，资阳市生态环境局"
    assert values["联系电话"] == "028-26110000"
    assert values["成文日期"] == "2026-11-10"
    assert values["约谈时间"] == values["约谈地点"] == ""  # never guessed


def test_what_article_12_misses_is_named_at_its_field(ws: Workspace, case_id: int) -> None:
    draft = paperwork.draft(ws, case_id, "约谈通知", {"联系电话": ""})
    messages = {field.key: field.message for field in draft.fields if field.message}
    assert messages == {
        key: f"缺{key}，约谈通知要素不完整（第十二条）。"
        for key in ("约谈时间", "约谈地点", "参加人员", "联系电话")
    }
    assert not draft.ready


def test_an_edited_field_is_told_from_an_automatic_one(ws: Workspace, case_id: int) -> None:
    draft = paperwork.draft(ws, case_id, "约谈通知", {"约谈人": "市政府副市长某某"})
    edited = {field.key for field in draft.fields if field.edited}
    assert edited == {"约谈人"}
    assert next(f for f in draft.fields if f.key == "约谈人").automatic == "市政府分管领导"


def test_what_was_filled_in_once_comes_back_with_the_next_version(
    ws: Workspace, case_id: int
) -> None:
    paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paperwork.draft(ws, case_id, "约谈通知").values["约谈地点"] == "市政府3号会议室"
    assert paperwork.draft(ws, case_id, "约谈纪要").values["约谈地点"] == "市政府3号会议室"


def test_an_unknown_kind_is_a_sentence(ws: Workspace, case_id: int) -> None:
    with pytest.raises(AppError, match="没有“判决书”这种文书"):
        paperwork.draft(ws, case_id, "判决书")


def test_an_unknown_case_is_a_sentence(ws: Workspace) -> None:
    with pytest.raises(AppError, match="没有找到这个案件"):
        paperwork.kinds(ws, 99)


# -- issue --------------------------------------------------------------------------------------
def test_a_draft_prints_article_numbers_reading_and_source(ws: Workspace, case_id: int) -> None:
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    text = text_of(paper.path)
    assert "第七条第（一）项第1目" in text
    assert "空气质量综合指数半年排名全省县级行政区域后30名" in text
    assert "38.4" in text
    assert "36.0" in text
    assert "同时未达到" in text  # R1, the reading in force
    assert "空气上半年.xlsx › 空气!C5" in text
    assert "第四条第（一）项" in text  # the lower item, 一并通报
    assert "2026年11月24日（星期二）上午9:30。" in text
    assert "《资阳市生态环境保护行政约谈办法》（资府办发〔2022〕42号，以下简称《办法》）" in text


def test_a_draft_has_its_mark_and_no_number(ws: Workspace, case_id: int) -> None:
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert (paper.state, paper.number) == ("草稿", "")
    assert text_of(paper.path).startswith("草稿")
    assert "资环委办〔2026〕　号" in text_of(paper.path)


def test_a_notice_with_gaps_is_not_made_and_takes_no_number(ws: Workspace, case_id: int) -> None:
    approve(ws, case_id)
    with pytest.raises(AppError) as caught:
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id, 约谈地点=""), formal=True)
    assert "缺约谈地点" in caught.value.message
    assert paperwork.papers(ws, case_id) == []
    assert paperwork.draft(ws, case_id, "约谈通知").number == "资环委办〔2026〕1号"


def test_a_date_inside_the_three_working_days_is_refused_with_the_last_lawful_one(
    ws: Workspace, case_id: int
) -> None:
    with pytest.raises(AppError) as caught:
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id, 约谈时间="2026-11-13 09:30"))
    assert "最早可于2026年11月16日约谈" in caught.value.message


def test_a_formal_notice_needs_the_approval_of_article_11(ws: Workspace, case_id: int) -> None:
    with pytest.raises(AppError, match="第十一条"):
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)
    approve(ws, case_id)
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)
    assert (paper.state, paper.number) == ("正式", "资环委办〔2026〕1号")
    text = text_of(paper.path)
    assert "资环委办〔2026〕1号" in text
    assert "草稿" not in text


def test_numbers_follow_one_another_and_are_never_used_twice(ws: Workspace, case_id: int) -> None:
    approve(ws, case_id)
    other = open_case(ws, "安岳县", "资约〔2026〕2号")
    approve(ws, other)
    numbers = [
        paperwork.issue(ws, case, "约谈通知", notice(ws, case), formal=True).number
        for case in (case_id, other, case_id)
    ]
    assert numbers == ["资环委办〔2026〕1号", "资环委办〔2026〕2号", "资环委办〔2026〕3号"]
    assert paperwork.draft(ws, case_id, "约谈纪要").number == "资环委办纪〔2026〕1号"


def test_nothing_is_overwritten(ws: Workspace, case_id: int, tmp_path: Path) -> None:
    out = tmp_path / "通知.docx"
    first = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), out)
    second = paperwork.issue(
        ws, case_id, "约谈通知", notice(ws, case_id, 约谈地点="市政府5号会议室"), out
    )
    assert first.path == out
    assert second.path != out
    assert "3号会议室" in text_of(out)
    assert "5号会议室" in text_of(second.path)
    kept = paperwork.papers(ws, case_id)
    assert [paper.version for paper in kept] == [1, 2]
    for paper in kept:
        assert hashlib.sha256(paper.path.read_bytes()).hexdigest() == paper.sha256


def test_a_paper_that_cannot_be_written_leaves_neither_row_nor_number_nor_file(
    ws: Workspace, case_id: int
) -> None:
    approve(ws, case_id)
    template = paperfiles.edit_template(ws, "约谈通知")
    template.write_bytes(b"broken")
    with pytest.raises(AppError, match="不是可用的 Word 文档"):
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)
    assert paperwork.papers(ws, case_id) == []
    assert list(ws.folders.papers.rglob("*.docx")) == []
    template.unlink()
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)
    assert paper.number == "资环委办〔2026〕1号"


def test_without_an_office_suite_the_paper_says_that_pages_were_not_checked(
    ws: Workspace, case_id: int
) -> None:
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paper.pages is None
    assert any("未核对版记" in note for note in paper.notes)


@pytest.mark.office
def test_with_an_office_suite_the_paper_ends_on_an_even_page(
    ws: Workspace, case_id: int, office_suite: printing.OfficeSuite
) -> None:
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paper.pages is not None
    assert paper.pages % 2 == 0
    assert office_suite.pages(paper.path) == paper.pages


@pytest.mark.office
def test_a_preview_shows_what_is_still_blank_and_stores_nothing(
    ws: Workspace, case_id: int, office_suite: printing.OfficeSuite, tmp_path: Path
) -> None:
    import pdfplumber

    pdf = tmp_path / "preview.pdf"
    values = paperwork.draft(ws, case_id, "约谈通知").values
    paperwork.preview(ws, case_id, "约谈通知", values, pdf)
    with pdfplumber.open(pdf) as opened:
        text = "".join(page.extract_text() for page in opened.pages)
    assert text.count("【待填写】") == 3  # 时间、地点、参加人员
    assert paperwork.papers(ws, case_id) == []


# -- points of view -----------------------------------------------------------------------------
def test_a_county_only_drafts_and_the_issuer_stays(ws: Workspace, case_id: int) -> None:
    save_office(
        ws, replace(read_office(ws), viewpoint=Viewpoint.SELF_WATCH, name="雁江区生态环境局")
    )
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paper.state == "代拟稿"
    text = text_of(paper.path)
    assert text.startswith("代拟稿")
    assert "资阳市生态环境保护委员会办公室" in text
    assert "雁江区生态环境局" not in text
    approve(ws, case_id)
    with pytest.raises(AppError, match="县级自查只能代拟"):
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)


def test_the_office_names_its_own_faces(ws: Workspace, case_id: int) -> None:
    save_office(ws, replace(read_office(ws), font_body="仿宋"))
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert '"仿宋_GB2312"' not in docx.Document(str(paper.path)).element.xml


# -- minutes and review -------------------------------------------------------------------------
@pytest.fixture
def interviewed(ws: Workspace, case_id: int, clock: StoppedClock) -> int:
    approve(ws, case_id)
    clock.time = datetime(2026, 12, 16, 9, 0)
    record = casefiles.record_step
    record(
        ws, case_id, StepKind.NOTICE, day=date(2026, 11, 16), data={"interview_on": "2026-11-24"}
    )
    record(
        ws, case_id, StepKind.INTERVIEW, day=date(2026, 11, 24), data={"venue": "市政府3号会议室"}
    )
    return case_id


def test_minutes_take_day_and_place_from_the_interview(ws: Workspace, interviewed: int) -> None:
    draft = paperwork.draft(ws, interviewed, "约谈纪要")
    missing = {field.key for field in draft.fields if field.message}
    assert missing == {"约谈时间", "表态情况"}  # the hour, and what was said
    typed = {"约谈时间": "2026-11-24 09:30", "表态情况": "诚恳接受约谈，按期整改"}
    values = paperwork.draft(ws, interviewed, "约谈纪要", typed).values
    paper = paperwork.issue(ws, interviewed, "约谈纪要", values, formal=True)
    text = text_of(paper.path)
    assert paper.number == "资环委办纪〔2026〕1号"
    assert "在市政府3号会议室对雁江区人民政府分管负责人进行了约谈" in text
    assert "诚恳接受约谈，按期整改。" in text
    assert "被约谈人（签字）：" in text


def test_the_review_goes_out_in_the_name_of_the_proposing_department(
    ws: Workspace, interviewed: int
) -> None:
    record = casefiles.record_step
    record(ws, interviewed, StepKind.MINUTES, day=date(2026, 11, 25))
    record(ws, interviewed, StepKind.PLAN, day=date(2026, 12, 10))
    typed = {"审核结论": "同意实施", "审核意见": "措施具体、责任明确"}
    draft = paperwork.draft(ws, interviewed, "整改方案审核意见", typed)
    assert draft.ready
    with pytest.raises(AppError, match="文号"):
        paperwork.issue(ws, interviewed, "整改方案审核意见", draft.values, formal=True)
    values = draft.values | {"文号": "资环函〔2026〕12号"}
    paper = paperwork.issue(ws, interviewed, "整改方案审核意见", values, formal=True)
    text = text_of(paper.path)
    assert "资环函〔2026〕12号" in text
    assert "2026年11月24日，因出现《办法》第七条第（一）项第1目规定的情形" in text
    assert "你单位于2026年12月10日报送整改方案" in text
    assert docx.Document(str(paper.path)).sections[0].first_page_header.paragraphs[1].text == (
        "资阳市生态环境局"
    )


# -- templates ----------------------------------------------------------------------------------
def test_templates_are_checked_and_an_office_may_keep_its_own(ws: Workspace, case_id: int) -> None:
    found = paperfiles.check_templates(ws)
    assert {*KINDS, "月度通报"} == set(found)
    assert not any(found.values()), found
    own = paperfiles.edit_template(ws, "约谈通知")
    document = docx.Document(str(own))
    document.paragraphs[0].insert_paragraph_before("本机关自拟的一段")
    document.save(str(own))
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert "本机关自拟的一段" in text_of(paper.path)


def test_a_template_that_lost_a_content_of_article_12_makes_no_notice(
    ws: Workspace, case_id: int
) -> None:
    own = paperfiles.edit_template(ws, "约谈通知")
    document = docx.Document(str(own))
    place = next(p for p in document.paragraphs if "{{ 约谈地点 }}" in p.text)
    place.clear()
    document.save(str(own))
    with pytest.raises(AppError, match="没有用到字段“约谈地点”"):
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paperwork.papers(ws, case_id) == []


def test_points_are_spelled_out_on_paper(ws: Workspace, case_id: int) -> None:
    (matter,) = papercase.paper_case(ws, case_id).matters
    assert matter.facts[1] == "2026年上半年优良天数率为85.2%，阶段目标90.1%，低4.9个百分点"


def test_papers_know_their_case(ws: Workspace, case_id: int) -> None:
    case = papercase.paper_case(ws, case_id)
    assert (case.unit, case.level, case.number) == ("雁江区人民政府", 4, "资约〔2026〕1号")
    assert [matter.cite for matter in case.matters] == ["第七条第（一）项第1目"]
