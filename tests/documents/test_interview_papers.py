"""Papers of the interview itself: delay, agenda, sign-in sheet, receipt, what to bring along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from yuetan_desktop.documents.checks import check
from yuetan_desktop.documents.compose import compose
from yuetan_desktop.documents.context import Issue
from yuetan_desktop.documents.course import Course, IssuedRef
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.remark import Days
from yuetan_desktop.documents.sample import CASE, VALUES
from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.workday import Counting, WorkCalendar
from yuetan_desktop.paths import templates_docx

from .earlycase import ISSUE, TODAY, blocking, filled, remarks, sample, text_of


# -- 延期 ---------------------------------------------------------------------------------------
def test_a_new_day_needs_three_working_days_too(calendar: WorkCalendar) -> None:
    (remark,) = blocking(
        "延期约谈答复",
        calendar,
        原定日期="2026-11-17",
        成文日期="2026-11-17",
        来函日期="2026-11-16",
        改期时间="2026-11-20 15:00",
    )
    assert remark.field == "改期时间"
    assert remark.offer == "2026-11-23 15:00"


def test_an_agreed_delay_names_the_new_hour_a_refused_one_the_old_day(
    shipped: Path, tmp_path: Path, calendar: WorkCalendar
) -> None:
    agreed = text_of("延期约谈答复", shipped, tmp_path)
    assert "推迟至2026年11月27日（星期五）下午3:00" in agreed
    refusal = {"约谈人意见": "不同意推迟", "改期时间": ""}
    assert blocking("延期约谈答复", calendar, **refusal) == []
    refused = text_of("延期约谈答复", shipped, tmp_path, **refusal)
    assert "不同意推迟约谈" in refused
    assert "于2026年11月24日准时到场" in refused
    assert "推迟至" not in refused


def test_an_agreed_delay_without_a_new_day_or_to_an_earlier_one_is_refused(
    calendar: WorkCalendar,
) -> None:
    (missing,) = blocking("延期约谈答复", calendar, 改期时间="")
    assert missing.message.startswith("缺改期时间")
    (early,) = blocking("延期约谈答复", calendar, 改期时间="2026-11-24 09:30")
    assert early.message == "改期时间应晚于原定日期。"


def test_a_recorded_delay_fills_its_answer() -> None:
    course = Course(
        agreed_on=date(2026, 11, 24),
        put_off_on=date(2026, 11, 18),
        put_off_to=date(2026, 11, 27),
        put_off_why="参加省级会议",
        put_off_by="市政府分管领导",
    )
    values = filled("延期约谈答复", replace(CASE, course=course))
    assert (values["原定日期"], values["改期时间"]) == ("2026-11-24", "2026-11-27")
    assert (values["约谈人意见"], values["申请原因"]) == ("同意推迟", "参加省级会议")


# -- the day itself -----------------------------------------------------------------------------
def test_an_agenda_has_the_three_steps_of_article_13_in_their_order(
    shipped: Path, tmp_path: Path
) -> None:
    text = text_of("会议议程与主持词", shipped, tmp_path)
    steps = ["（一）约谈人说明约谈事由和目的", "（二）被约谈人说明情况", "（三）签署约谈纪要"]
    assert [text.index(step) for step in steps] == sorted(text.index(step) for step in steps)
    assert "第二部分　主持词" in text
    assert "本次约谈公开进行" in text
    assert "38.4μg/m³" in text


def test_an_internal_interview_is_not_announced_as_public(shipped: Path, tmp_path: Path) -> None:
    text = text_of("会议议程与主持词", shipped, tmp_path, 约谈形式="内部约谈", 列席="")
    assert "公开进行" not in text
    assert "列席" not in text


@pytest.mark.parametrize(
    ("form", "present", "told"),
    [
        ("内部约谈", "市电视台记者、市人大代表", True),
        ("内部约谈", "市人大代表、市政协委员", False),
        ("公开约谈", "市电视台记者", False),
    ],
)
def test_the_press_on_an_internal_agenda_or_minutes_is_asked_about(
    calendar: WorkCalendar, form: str, present: str, told: bool
) -> None:
    """第二十条."""
    case = replace(CASE, course=replace(CASE.course, form=form))
    for kind in ("会议议程与主持词", "约谈纪要"):
        values = {"约谈形式": form, "列席": present}
        says = [one.message for one in remarks(kind, calendar, case, **values)]
        assert ("内部约谈不邀请媒体列席（第二十条），请核对。" in says) is told


def test_another_day_than_the_agreed_one_is_refused(calendar: WorkCalendar) -> None:
    agreed = replace(CASE, planned_on=date(2026, 11, 25))
    (remark,) = blocking("会议议程与主持词", calendar, agreed)
    assert remark.message == "与案件登记的约谈日期（2026年11月25日）不一致。"


def test_people_sign_in_by_category_in_the_order_of_the_regulation() -> None:
    typed = "媒体｜市级媒体\n被约谈人｜示例县人民政府｜某某\n约谈人｜市政府\n参加方｜市生态环境局"
    context = KINDS["签到表"].context(CASE, sample("签到表", 签到人员=typed), ISSUE)
    parts = context["签到栏"]
    assert [part["类别"] for part in parts] == [
        *("一、约谈人", "二、被约谈人", "三、参加方", "四、媒体"),
    ]
    # 参加方 keeps two lines for those whom nobody announced.
    assert [line["单位"] for line in parts[2]["人员"]] == ["市生态环境局", "", ""]


@pytest.mark.parametrize(
    ("units", "free"),
    [(7, 2), (8, 1), (9, 0), (11, 0), (12, 2)],
    ids=["fits", "one", "none", "may fit", "two pages"],
)
def test_no_free_line_of_a_sign_in_sheet_goes_on_to_another_page_alone(
    units: int, free: int
) -> None:
    called = "".join(f"被约谈人｜示例{n}县人民政府｜某某\n" for n in range(units))
    typed = f"约谈人｜市政府\n{called}参加方｜市生态环境局\n参加方｜市环委办"
    parts = KINDS["签到表"].context(CASE, sample("签到表", 签到人员=typed), ISSUE)["签到栏"]
    assert [line["单位"] for line in parts[2]["人员"]][2:] == [""] * free


def test_a_sign_in_sheet_without_the_interviewee_or_of_an_unknown_sort_is_refused(
    calendar: WorkCalendar,
) -> None:
    missing, strange = blocking("签到表", calendar, 签到人员="约谈人｜市政府\n来宾｜某单位")
    assert missing.message == "签到人员中没有被约谈人（第十三条）。"
    assert strange.message.startswith("没有“来宾”这一类别")


def test_registered_participants_fill_the_sign_in_sheet() -> None:
    course = Course(
        attendants=(
            Participant(Category.INTERVIEWER, "某某", "副市长", "市政府"),
            Participant(Category.INTERVIEWEE, "张某", "副县长", "示例县人民政府"),
            Participant(Category.PARTY, title="有关负责同志", unit="市水利局"),
            Participant(Category.MEDIA, unit="市级新闻媒体"),
        )
    )
    case = replace(CASE, course=course)
    assert filled("签到表", case)["签到人员"].splitlines() == [
        "约谈人｜市政府｜某某｜副市长",
        "被约谈人｜示例县人民政府｜张某｜副县长",
        "参加方｜市水利局｜｜有关负责同志",
        "媒体｜市级新闻媒体｜｜",
        "参加方｜资阳市生态环境保护委员会办公室｜｜",
    ]
    agenda = filled("会议议程与主持词", case)
    assert (agenda["约谈人"], agenda["被约谈人"]) == (
        "市政府副市长某某",
        "示例县人民政府副县长张某",
    )
    assert (agenda["参加人员"], agenda["列席"]) == ("市水利局有关负责同志", "市级新闻媒体")
    minutes = filled("约谈纪要", case)
    assert minutes["出席"] == "市政府副市长某某，示例县人民政府副县长张某，市水利局有关负责同志"


def test_in_a_joint_interview_each_unit_reads_of_its_own_people() -> None:
    people = tuple(
        Participant(Category.INTERVIEWEE, "某某", "副县长", unit)
        for unit in ("邻县人民政府", "示例县人民政府")
    )
    case = replace(CASE, course=Course(attendants=people))
    assert filled("约谈通知", case)["被约谈人"] == "示例县人民政府副县长某某"
    assert filled("签到表", case)["签到人员"].count("被约谈人｜") == 2


def test_a_receipt_is_filled_with_the_paper_that_went_out_last(calendar: WorkCalendar) -> None:
    issued = tuple(
        IssuedRef(kind, f"资环委办〔2026〕{n}号", TODAY)
        for n, kind in enumerate(("约谈通知", "延期约谈答复"), start=7)
    )
    values = filled("送达回证", replace(CASE, course=Course(issued=issued)))
    assert values["送达文书"] == "延期约谈答复｜资环委办〔2026〕8号｜1"
    (remark,) = blocking("送达回证", calendar, 送达文书="约谈通知｜资环委办〔2026〕7号")
    assert remark.message == "送达文书第1项缺份数。"


def test_a_receipt_of_a_later_paper_is_not_dated_by_the_service_of_the_notice() -> None:
    days = ((StepKind.SERVICE, date(2026, 11, 17)),)
    notice = IssuedRef("约谈通知", "资环委办〔2026〕7号", date(2026, 11, 16))
    opinion = IssuedRef("核查意见通知", "资环委办〔2026〕9号", date(2026, 12, 16))

    def dated(*issued: IssuedRef) -> str:
        case = replace(CASE, course=Course(days=days, issued=issued))
        return filled("送达回证", case)["成文日期"]

    assert dated(notice) == "2026-11-17"
    assert dated(notice, opinion) == "2026-12-16"


@pytest.mark.parametrize(
    ("name", "title", "placed"),
    [
        ("", "市政府分管领导", "市政府｜｜分管领导"),
        ("", "市生态环境保护委员会办公室负责人", "市生态环境保护委员会办公室｜｜负责人"),
        ("某某", "市长", "市政府｜某某｜市长"),
        ("某某", "二级巡视员", "｜某某｜二级巡视员"),
    ],
)
def test_an_interviewer_known_by_office_alone_stands_in_both_columns_of_the_sheet(
    name: str, title: str, placed: str
) -> None:
    attendants = (Participant(Category.INTERVIEWER, name, title),)
    case = replace(CASE, course=Course(attendants=attendants))
    assert filled("签到表", case)["签到人员"].splitlines()[0] == f"约谈人｜{placed}"


@pytest.mark.parametrize(
    ("form", "guest", "told"),
    [
        ("内部约谈", "媒体｜市级新闻媒体", True),
        ("内部约谈", "列席｜云岭日报社｜某某｜记者", True),
        ("内部约谈", "列席｜市纪委监委", False),
        ("公开约谈", "媒体｜市级新闻媒体", False),
    ],
)
def test_the_sheet_of_an_internal_interview_asks_about_the_press(
    calendar: WorkCalendar, form: str, guest: str, told: bool
) -> None:
    """第二十条."""
    case = replace(CASE, course=Course(form=form))
    people = f"约谈人｜市政府\n被约谈人｜示例县人民政府\n{guest}"
    values = {**sample("签到表", 签到人员=people)}
    days = Days(calendar, Counting.THREE_CLEAR_DAYS, TODAY)
    said = [one.message for one in check(KINDS["签到表"], case, values, days)]
    assert any("内部约谈不邀请媒体" in one for one in said) is told


@pytest.mark.parametrize("long", [False, True])
def test_a_signature_however_long_stays_between_the_margins(tmp_path: Path, long: bool) -> None:
    name = "阿坝藏族羌族自治州" * 4 if long else "资阳市生态环境局"
    issue = Issue(name, "资环委办〔2026〕7号")
    out = tmp_path / "通知.docx"
    context = KINDS["约谈通知"].printed(CASE, VALUES, issue)
    compose(templates_docx() / "约谈通知.docx", context, out)
    signed = [p for p in docx.Document(str(out)).paragraphs if p.style.name in ("署名", "成文日期")]
    assert [p.text.replace("\n", "") for p in signed] == [name, "2026年11月16日"]
    for paragraph in signed:
        left = paragraph.paragraph_format.left_indent
        assert left is not None
        assert 0 <= left < Mm(156)


# -- 应备材料（第十四条） -----------------------------------------------------------------------
def test_the_notice_has_a_checklist_of_materials_as_its_annex(
    shipped: Path, tmp_path: Path
) -> None:
    materials = filled("约谈通知")["应备材料"]
    text = text_of("约谈通知", shipped, tmp_path, 应备材料=materials)
    note = "附件：1. 研判数据来源表\n2. 约谈应备材料清单"
    assert note in text
    assert text.index("附件1\n研判数据来源表") < text.index("附件2\n约谈应备材料清单")
    ticked = text[text.index("附件2\n") :]
    assert [line[:4] for line in ticked.splitlines() if line.startswith("□")] == [
        f"□ {n}." for n in range(1, 6)
    ]
    assert "就落实整改要求的表态材料" in ticked


def test_a_notice_without_materials_has_one_annex_without_number(
    shipped: Path, tmp_path: Path
) -> None:
    text = text_of("约谈通知", shipped, tmp_path, 应备材料="")
    assert "附件：研判数据来源表" in text
    assert "附件\n研判数据来源表" in text
    assert "应备材料" not in text
