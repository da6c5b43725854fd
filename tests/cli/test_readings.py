"""口径 by the command line: chosen with who and basis, saved as versions, compared, gone back to."""

from __future__ import annotations

import pytest

from .conftest import Run

SETTLED = ("--who", "市环委办", "--on", "2026-11-01", "--basis", "会议纪要〔2026〕3号")


def option(run: Run, reading: str) -> tuple[str, bool]:
    (found,) = [one for one in run("readings", "list", "--json").json if one["id"] == reading]
    return found["option"], found["decided"]


def test_a_choice_is_listed_with_who_when_and_basis(sample: Run) -> None:
    assert option(sample, "R1") == ("both", False)
    done = sample("readings", "choose", "R1", "either", *SETTLED)
    assert done.out == "R1 现行：任一未达到\n"
    assert option(sample, "R1") == ("either", True)
    line = next(row for row in sample("readings", "list").out.splitlines() if row.startswith("R1 "))
    assert "市环委办 2026-11-01 会议纪要〔2026〕3号" in line
    assert sample("readings", "choose", "R1", "默认", *SETTLED).out == "R1 现行：同时未达到\n"
    assert option(sample, "R1") == ("both", False)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("choose", "R1", "neither", *SETTLED), "口径 R1 没有“neither”这个选项。"),
        (("choose", "R99", "both", *SETTLED), "没有口径“R99”。"),
        (("choose", "R1", "either", "--basis", " "), "改变口径要写明决定人和依据。"),
        (("save", " ", *SETTLED), "口径版本要写明名称、决定人和依据。"),
        (("compare", "没有这一版"), "没有名为“没有这一版”的口径版本。"),
        (("apply", "没有这一版", *SETTLED), "没有名为“没有这一版”的口径版本。"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    sample: Run, arguments: tuple[str, ...], says: str
) -> None:
    refused = sample("readings", *arguments)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(says)


def test_a_choice_without_a_basis_is_wrongly_written(sample: Run) -> None:
    assert sample("readings", "choose", "R1", "either").code == 64


def test_versions_are_saved_compared_and_gone_back_to(sample: Run) -> None:
    assert sample("readings", "versions").out.endswith("还没有保存过口径版本。\n")
    saved = sample("readings", "save", "2026年版", *SETTLED)
    assert saved.out.startswith("已保存口径版本：2026年版（")
    sample("readings", "choose", "R1", "either", *SETTLED)
    sample("readings", "choose", "R3", "默认", *SETTLED)
    assert sample("readings", "versions").out.endswith("现行：2026年版，其后改 2 项\n")

    compared = sample("readings", "compare", "2026年版", "--period", "2026-10", "--json").json
    assert [one["id"] for one in compared["readings"]] == ["R1", "R3"]
    triggered = compared["triggered"]
    assert triggered["after"] > triggered["before"]  # 任一未达到 catches more
    assert any(one["after"] == "触发" for one in compared["outcomes"])
    words = sample("readings", "compare", "2026年版", "--period", "2026-10").out
    assert f"{triggered['before']} → {triggered['after']} 条次。" in words

    done = sample("readings", "apply", "2026年版", *SETTLED)
    assert done.out == "已改回 2 项：R1、R3\n"
    assert sample("readings", "versions").out.endswith("现行：2026年版\n")
    assert option(sample, "R1") == ("both", False)  # the version had not decided it
    assert option(sample, "R3")[1]
    again = sample("readings", "apply", "2026年版", *SETTLED)
    assert again.out == "现行口径与“2026年版”相同。\n"


def test_an_answer_to_a_question_settles_the_reading_until_it_is_voided(sample: Run) -> None:
    asked = sample("readings", "ask", "R1", "须两项同时未达到吗", "--on", "2026-10-08")
    number = asked.out.removesuffix("。\n").split()[-1]
    assert "未答复" in sample("readings", "questions").out
    letter = ("--document", "云环委办函〔2026〕4号", "--on", "2026-11-02")
    sample("readings", "answer", number, "任一即符合", "--option", "either", *letter)
    assert option(sample, "R1") == ("either", True)
    (told,) = sample("readings", "questions", "--json").json
    assert told["answers"][0]["document"] == "云环委办函〔2026〕4号"
    sample("readings", "void-answer", number, "--why", "登记有误")
    assert option(sample, "R1") == ("both", False)
