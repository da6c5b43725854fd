"""The State Council's notice pasted as text: its days, and refusals instead of guesses."""

from __future__ import annotations

from datetime import date

import pytest

from yuetan_desktop import paths
from yuetan_desktop.domain.holidaynotice import parse_notice
from yuetan_desktop.domain.workday import Holiday, YearNotice
from yuetan_desktop.errors import AppError

OF_2026 = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
　　鼓励单位和个人结合落实带薪年休假等制度，实际形成较长假期，推动错峰出行。
国务院办公厅
2025年11月4日"""


def test_the_notice_of_2026_gives_the_shipped_year() -> None:
    shipped = (paths.resources() / "workdays" / "2026.toml").read_text("utf-8")
    assert parse_notice(OF_2026) == YearNotice.from_toml(shipped)


def test_half_width_marks_and_lost_line_breaks_make_no_difference() -> None:
    pasted = OF_2026.translate(str.maketrans("，：（）；", ",:();")).replace("\n", " ")
    assert parse_notice(pasted) == parse_notice(OF_2026)


def test_joint_holidays_days_in_other_years_and_single_days() -> None:
    # wordings of the notices of 2023, 2024 and 2025
    notice = parse_notice(
        "现将2023年元旦、春节、端午节、国庆节的具体安排通知如下。"
        "一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。"
        "五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。"
        "六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。"
    )
    assert [(h.name, h.first, h.last) for h in notice.holidays] == [
        ("元旦", date(2022, 12, 31), date(2023, 1, 2)),
        ("端午节", date(2023, 6, 22), date(2023, 6, 24)),
        ("中秋节、国庆节", date(2023, 9, 29), date(2023, 10, 6)),
    ]
    assert notice.make_up_workdays == (date(2023, 6, 25), date(2023, 10, 7), date(2023, 10, 8))
    single = parse_notice("现将2025年元旦安排通知如下。一、元旦：1月1日（周三）放假1天，不调休。")
    assert single.holidays == (Holiday("元旦", date(2025, 1, 1), date(2025, 1, 1)),)
    assert single.make_up_workdays == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("至23日（农历", "至13日（农历", "春节"),  # ends before it begins
        ("共9天", "共8天", "通知写共8天"),
        ("5月1日（周五）至5日（周二）放假", "五一放假", "没有读出劳动节的放假日期"),
        ("6月19日（周五）至21日", "6月31日（周五）至32日", "不是一个日期"),
    ],
)
def test_what_does_not_add_up_is_refused(old: str, new: str, says: str) -> None:
    broken = OF_2026.replace(old, new)
    assert broken != OF_2026
    with pytest.raises(AppError, match=says):
        parse_notice(broken)


def test_any_other_text_is_refused() -> None:
    with pytest.raises(AppError, match="没有读出节假日安排"):
        parse_notice("关于做好2026年度考核工作的通知")
