"""第二十条: nothing of a private person and no secret goes to the public."""

from __future__ import annotations

import pytest

from yuetan_desktop.domain.papers.redaction import masked, private_in, redacted, secrecy_mark


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("联系电话13800001234", "手机号码"),
        ("电话 138-0000-1234", "手机号码"),
        ("值班电话028-26110000", "电话号码"),
        ("电话（0832）2611000", "电话号码"),
        ("身份证51200019800101123X", "身份证号码"),
        ("邮箱 li.min@example.cn", "电子邮箱"),
        ("身份证512000800101123", "身份证号码"),
        ("开户账号：5100 1234 5678 9012 345", "银行账号"),
        ("卡号6217001234567890123", "银行账号"),
        ("转入6217 0012 3456 7890", "银行账号"),
        ("微信号：li_min2026", "网络账号"),
        ("川M·A1234的渣土车", "车牌号码"),
        ("住址：云麓区幸福路12号", "住址"),
        ("联系人：张三", "姓名"),
        ("举报人：欧阳小敏。", "姓名"),
    ],
)
def test_numbers_of_persons_are_found_and_taken_out(text: str, kind: str) -> None:
    (found,) = private_in(text)
    assert found.kind == kind
    assert found.words not in redacted(text)
    assert private_in(redacted(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2026年11月24日",
        "资环委办〔2026〕12号",
        "PM2.5平均浓度38.4μg/m³，排第154位",
        "涉及资金12345678901元",
        "举报热线12345",
        "涉及PM10、SO2和CO",
        "责任人：分管负责人",
        "责任单位负责人：云麓区人民政府",
        "负责人：高新区管委会",
        "账户余额1200万元",
        "统一社会信用代码91512000MA62K1A23X",
    ],
)
def test_dates_document_numbers_and_measured_values_stay(text: str) -> None:
    assert private_in(text) == []
    assert redacted(text) == text


def test_names_are_shortened_to_the_family_name() -> None:
    names = ["李敏", "李敏华", "欧阳小敏", "王"]
    assert redacted("李敏华、李敏和欧阳小敏参加", names) == "李某某、李某和欧阳某某参加"
    assert [found.words for found in private_in("李敏华参加", names)] == ["李敏华", "李敏"]
    assert masked("欧阳") == "欧某"


def test_several_names_after_a_label_are_each_shortened() -> None:
    text = "核查人员：张三、李小明和县生态环境局，经办人：王某"
    assert redacted(text) == "核查人员：张某、李某某和县生态环境局，经办人：王某"
    assert [one.words for one in private_in(text)] == ["李小明", "张三"]


def test_a_name_once_told_by_its_label_is_shortened_wherever_it_stands() -> None:
    assert redacted("举报人：张三。张三称夜间施工") == "举报人：张某。张某称夜间施工"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("机密★10年", "机密"),
        ("秘密 ★", "秘密"),
        ("保守国家秘密", ""),
        ("内部资料，注意保存", "内部资料"),
        ("此件不予公开", "不予公开"),
    ],
)
def test_a_mark_of_secrecy_is_told_from_the_word(text: str, mark: str) -> None:
    assert secrecy_mark(text) == mark
