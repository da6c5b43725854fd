"""月度通报: its template, its tables and charts, and the marks that lead to the sources."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from yuetan_desktop import paths
from yuetan_desktop.documents.compose import compose
from yuetan_desktop.documents.doctor import check_words
from yuetan_desktop.documents.monthly import DEMANDED, TEMPLATE, mark, sample_month, token
from yuetan_desktop.documents.wordchart import BarChart, Series, chart_xml, place_chart

SHIPPED = paths.templates_docx() / TEMPLATE
CHART = BarChart(
    "PM2.5平均浓度（μg/m³）",
    ("青禾县", "云<麓>区"),
    (
        Series("本月", (Decimal("25.1"), Decimal("30.3"))),
        Series("阶段目标", (Decimal("28.4"), None)),
    ),
    "青禾县25.1；云麓区30.3",
)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def made(tmp_path: Path, **changed: object) -> Path:
    out = tmp_path / "通报.docx"
    compose(SHIPPED, sample_month() | changed, out)
    return out


def words(path: Path) -> str:
    return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)


def test_the_doctor_finds_nothing_in_the_shipped_template() -> None:
    assert check_words(SHIPPED, sample_month(), DEMANDED, "必须载明") == []


def test_the_doctor_misses_the_table_of_sources(tmp_path: Path) -> None:
    document = docx.Document(str(SHIPPED))
    tables = document.element.body.findall(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tbl"
    )
    (sources,) = [t for t in tables if "数字来源" in "".join(t.itertext())]
    sources.getparent().remove(sources)
    lost = tmp_path / "缺来源.docx"
    document.save(str(lost))
    problems = check_words(lost, sample_month(), DEMANDED, "月度通报必须载明")
    assert [str(p) for p in problems] == ["模板没有用到字段“数字来源”，月度通报必须载明。"]


def test_the_circular_says_its_month_and_where_each_number_stands(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert "现将2026年10月生态环境质量和约谈工作情况通报如下。" in words(path)
    tables = docx.Document(str(path)).tables
    sources = next(t for t in tables if t.cell(0, 1).text == "数值")
    assert [cell.text for cell in sources.rows[1].cells] == [
        "①", "30.3", "示例县PM2.5平均浓度", "空气月报.xlsx › 10月!C5",
    ]  # fmt: skip


@pytest.mark.parametrize(("field", "head"), [("断面情况", "断面"), ("逾期情况", "到期日")])
def test_what_did_not_happen_has_neither_sentence_nor_table(
    tmp_path: Path, field: str, head: str
) -> None:
    def heads(path: Path) -> list[str]:
        return [cell.text for t in docx.Document(str(path)).tables for cell in t.rows[0].cells]

    assert head in heads(made(tmp_path))
    assert head not in heads(made(tmp_path, **{field: []}))


def test_without_improvements_the_parts_are_numbered_without_a_gap(tmp_path: Path) -> None:
    assert "六、有关要求" in words(made(tmp_path))
    without = words(made(tmp_path, 亮点=[]))
    assert "五、有关要求" in without
    assert "改善情况" not in without


def test_marks_count_on_after_twenty() -> None:
    assert (mark(1), mark(20), mark(21)) == ("①", "⑳", "（21）")


# -- charts -------------------------------------------------------------------------------------
def test_a_chart_takes_the_place_of_its_paragraph(tmp_path: Path) -> None:
    path = made(tmp_path)
    document = docx.Document(str(path))
    assert token("空气") in [p.text for p in document.paragraphs]
    assert place_chart(document, token("空气"), CHART, "黑体")
    assert not place_chart(document, token("没有"), CHART, "黑体")
    document.save(str(path))
    assert token("空气") not in words(path)
    with zipfile.ZipFile(path) as package:
        assert "word/charts/chart1.xml" in package.namelist()
        assert "drawingml.chart+xml" in package.read("[Content_Types].xml").decode()
        body = package.read("word/document.xml").decode()
    assert 'descr="青禾县25.1；云麓区30.3"' in body, "said in words for those who cannot see it"


def test_the_chart_holds_its_values_and_leaves_out_what_is_missing() -> None:
    tree = ElementTree.fromstring(chart_xml(CHART, "黑体"))
    series = tree.findall(f".//{C}ser")
    values = [[v.text for v in s.findall(f"{C}val//{C}v")] for s in series]
    assert values == [["25.1", "30.3"], ["28.4"]]
    counts = [s.find(f"{C}val//{C}ptCount").get("val") for s in series]  # type: ignore[union-attr]
    assert counts == ["2", "2"]
    names = [v.text for v in series[0].findall(f"{C}cat//{C}v")]
    assert names == ["青禾县", "云<麓>区"]
