"""Dates, lists and titles as papers write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuetan_desktop.documents.wording import (
    cited,
    closed,
    enumeration,
    numbered,
    ordinal,
    title_lines,
    written_date,
    written_moment,
)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 11, 24, 9, 30), "2026年11月24日（星期二）上午9:30"),
        (datetime(2026, 1, 4, 12, 0), "2026年1月4日（星期日）下午12:00"),
        (datetime(2026, 3, 9, 15, 5), "2026年3月9日（星期一）下午3:05"),
        (datetime(2026, 3, 9, 19, 0), "2026年3月9日（星期一）晚上7:00"),
    ],
)
def test_a_moment_is_written_out_with_its_weekday(moment: datetime, written: str) -> None:
    assert written_moment(moment) == written


def test_a_date_has_no_leading_zeros() -> None:
    assert written_date(date(2026, 3, 5)) == "2026年3月5日"


@pytest.mark.parametrize(
    ("n", "word"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (48, "四十八")]
)
def test_ordinals(n: int, word: str) -> None:
    assert ordinal(n) == word


def test_a_single_requirement_is_not_numbered() -> None:
    assert numbered(["准备材料"]) == [{"序号": "", "内容": "准备材料。"}]
    assert [row["序号"] for row in numbered(["甲；", "乙。"])] == ["（一）", "（二）"]
    assert [row["内容"] for row in numbered(["甲；", "乙。"])] == ["甲。", "乙。"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("封闭 3 处堆场，机扫率 ≥ 85%", "封闭3处堆场，机扫率≥ 85%"),
        ("PM2.5 浓度超 0.3 μg/m³", "PM2.5浓度超0.3μg/m³"),
        ("单月水质同比下降, 或连续 3 个月", "单月水质同比下降，或连续3个月"),
        ("附件：1. 证据目录", "附件：1. 证据目录"),
        ("Version 2 of 3, 10:30", "Version 2 of 3, 10:30"),
        ("〔2026〕　号", "〔2026〕　号"),
    ],
)
def test_no_blank_stands_between_chinese_and_digits(typed: str, printed: str) -> None:
    assert closed(typed) == printed


def test_enumeration_joins_the_last_with_and() -> None:
    assert enumeration(["第四条第（一）项"]) == "第四条第（一）项"
    assert enumeration(["甲", "乙", "丙"]) == "甲、乙和丙"


ISSUER = "资阳市生态环境保护委员会办公室"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("关于约谈", "安岳县的纪要"), ["关于约谈安岳县的纪要"]),
        ((ISSUER, "关于约谈", "安岳县人民政府的通知"), [ISSUER, "关于约谈安岳县人民政府的通知"]),
        (
            (ISSUER, "关于约谈", "云岭高新技术产业园区管理委员会的通知"),
            [f"{ISSUER}关于约谈", "云岭高新技术产业园区管理委员会的通知"],
        ),
        (
            (ISSUER, "关于集体约谈", "雁江区人民政府", "等3个单位的通知"),
            [ISSUER, "关于集体约谈雁江区人民政府", "等3个单位的通知"],
        ),
        (
            (ISSUER, "关于", "青禾县人民政府", "生态环境问题的通报"),
            [ISSUER, "关于青禾县人民政府生态环境问题的通报"],
        ),
        (
            (ISSUER, "关于", "2026年10月", "生态环境质量", "和约谈工作情况的", "通报"),
            [ISSUER, "关于2026年10月生态环境质量", "和约谈工作情况的通报"],
        ),
    ],
)
def test_a_title_breaks_between_words_and_never_within_a_name(
    words: tuple[str, ...], lines: list[str]
) -> None:
    assert title_lines(*words) == lines


def test_a_name_longer_than_a_line_is_cut_at_a_seam() -> None:
    zone = "示例省云岭市临江国家级经济技术开发区管理委员会"
    assert title_lines("关于催报", zone, "约谈整改有关材料的函") == [
        "关于催报示例省云岭市临江国家级",
        "经济技术开发区管理委员会",
        "约谈整改有关材料的函",
    ]


def test_a_name_longer_than_a_line_is_cut_evenly_and_loses_nothing() -> None:
    name = "某某某某某某某某某某某某某某某某某某某某某某某某某委员会办公室"
    lines = title_lines(name, "关于约谈", "安岳县人民政府的通知")
    assert "".join(lines) == f"{name}关于约谈安岳县人民政府的通知"
    assert max(map(len, lines)) <= 20


@pytest.mark.parametrize(
    ("cites", "together"),
    [
        (["第八条第（一）项第1目"], "第八条第（一）项第1目"),
        (["第四条第（二）项", "第四条第（三）项"], "第四条第（二）项和第（三）项"),
        (["第七条第（一）项第3目", "第七条第（一）项第4目"], "第七条第（一）项第3目和第4目"),
        (
            ["第七条第（一）项第3目", "第七条第（一）项第4目", "第七条第（四）项"],
            "第七条第（一）项第3目、第4目和第（四）项",
        ),
        (["第七条第（一）项第4目", "第六条第（一）项"], "第七条第（一）项第4目和第六条第（一）项"),
        (["第四条第（二）项", "第四条第（二）项"], "第四条第（二）项"),
        ([], ""),
    ],
)
def test_articles_together_tell_once_what_they_share(cites: list[str], together: str) -> None:
    assert cited(cites) == together
