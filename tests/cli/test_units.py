"""Units by the command line: another city's own, and those out of use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.office import text_of

from .conftest import Run


def test_another_city_begins_without_units_and_registers_its_own(run: Run) -> None:
    assert run("init", "--no-units").code == 0
    assert run("units", "list", "--json").json == []
    told = run("units", "add", "清溪县", "--kind", "县（区）", "--official", "清溪县人民政府")
    assert (told.code, told.out) == (0, "已登记县（区） 清溪县。\n")
    (unit,) = run("units", "list", "--json").json
    assert (unit["name"], unit["kind"], unit["official_name"]) == (
        *("清溪县", "county", "清溪县人民政府"),
    )
    assert "已经登记过" in run("units", "add", "清溪县", "--kind", "县（区）").err
    assert len(run("units", "list", "--json").json) == 1


@pytest.mark.parametrize("issuer", ["", "清溪市生态环境保护委员会办公室"])
def test_another_city_makes_no_paper_in_the_shipped_city_s_name(
    run: Run, tmp_path: Path, without_office_suite: None, issuer: str
) -> None:
    assert run("init", "--no-units", "--city", "清溪市", "--issuer", issuer).code == 0
    made = run("paper", "2026-10", "月度通报", "-o", tmp_path / "通报.docx")
    if issuer:
        assert made.code == 0, made.err
        assert issuer in text_of(next(tmp_path.glob("通报*.docx")))
    else:
        assert "没有填写发文机关，请到“设置 › 办公室”填写。" in made.err
    assert "不能同时写" in run("init", "--sample", "--no-units").err
    assert "与 --no-units 一起写" in run("init", "--city", "清溪市").err


def test_a_unit_goes_out_of_use_and_comes_back(run: Run) -> None:
    run("init")
    assert run("units", "retire", "雁江").out == "已停用 雁江区，记录、案件和文书都保留。\n"
    states = {one["name"]: one["retired"] for one in run("units", "list", "--json").json}
    assert [name for name, retired in states.items() if retired] == ["雁江区"]
    assert "停用" in run("units", "list").out
    assert run("units", "use", "雁江区").out == "已恢复使用 雁江区。\n"
    assert "停用" not in run("units", "list").out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["units", "retire", "没有县"], 1, "没有找到单位“没有县”。"),
        (["init", "--sample", "--no-units"], 64, "不能同时写"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    run: Run, arguments: list[str], code: int, sentence: str
) -> None:
    run("init")
    answer = run(*arguments)
    assert answer.code == code
    assert sentence in answer.err
