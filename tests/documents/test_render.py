"""Filling templates: every name as typed, every error with its field and place."""

from __future__ import annotations

import copy
import io
import itertools
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from yuetan_desktop.documents.compose import compose, readable
from yuetan_desktop.documents.doctor import check_template
from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.kinds import KINDS, NOTICE
from yuetan_desktop.documents.render import render
from yuetan_desktop.documents.sample import sample_context
from yuetan_desktop.documents.templates import TEMPLATES, write_all
from yuetan_desktop.errors import AppError


def text_of(path: Path) -> str:
    return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)


def edited(source: Path, folder: Path, old: str, new: str) -> Path:
    """A copy of a template as someone left it in WPS."""
    target = folder / source.name
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            after.writestr(name, content)
    return target


@pytest.fixture
def notice(shipped: Path) -> Path:
    return shipped / NOTICE.template


# -- values -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        "A&B <公司>",
        "“引号”与'撇号'\"",
        "𠮷野家（罕见字：㛃、䶮、𬭎）",
        "{{ 文号 }}",
        "{% for x in y %}",
        "=SUM(A1)",
        "a\\b\\n",
    ],
)
def test_a_name_is_printed_exactly_as_typed(notice: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "paper.docx"
    compose(notice, sample_context("约谈通知") | {"约谈地点": name}, out)
    assert f"\n{name}。\n" in text_of(out)


def test_control_characters_and_unseen_marks_never_reach_the_file(
    notice: Path, tmp_path: Path
) -> None:
    out = tmp_path / "paper.docx"
    unseen = "\x00\x07\x0c\x0b\ud800\u202e\u2066\u200b"
    compose(notice, sample_context("约谈通知") | {"约谈地点": f"一{unseen}楼"}, out)
    assert "一楼。" in text_of(out)


def test_a_template_cannot_reach_into_python(notice: Path, tmp_path: Path) -> None:
    attack = edited(notice, tmp_path, "{{ 约谈地点 }}", "{{ 约谈地点.__class__.__mro__ }}")
    with pytest.raises(AppError):
        render(attack, sample_context("约谈通知"))


# -- errors with their place --------------------------------------------------------------------
def test_an_unknown_field_is_named_with_its_paragraph(notice: Path, tmp_path: Path) -> None:
    broken = edited(notice, tmp_path, "{{ 约谈地点 }}", "{{ 约谈地址 }}")
    with pytest.raises(AppError) as caught:
        render(broken, sample_context("约谈通知"))
    assert "约谈地址" in caught.value.message
    assert "段" in caught.value.message


def test_an_unknown_part_of_an_item_is_named(notice: Path, tmp_path: Path) -> None:
    broken = edited(notice, tmp_path, "{{ 事项.原文 }}", "{{ 事项.原话 }}")
    (problem,) = check_template(broken, NOTICE)
    assert "原话" in problem.message


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_shipped_templates_are_sound(shipped: Path, kind: Any) -> None:
    assert check_template(shipped / kind.template, kind) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{{ 约谈地点 }}", "{{ 约谈地址 }}", "是否应为“约谈地点”"),
        ("{{ 约谈地点 }}", "{{ 约谈地点 }", "花括号"),
        ("{{ 约谈地点 }}", "约谈地点 }}", "花括号没有成对"),
        ("{{ 约谈地点 }}", "｛｛ 约谈地点 ｝｝", "花括号没有成对"),
        ("{{ 约谈地点 }}", "市政府", "没有用到字段“约谈地点”"),
        ("{%p endfor %}", "", "没有成对"),
        ("{%p for 行 in 标题 %}", "{%p fro 行 in 标题 %}", "不认识的语句"),
        ("{{ 约谈时间 }}", "{{ 约谈时间 | 大写 }}", "标记写法有误"),
        ("{{ 文号 }}", "{{ 文号.encode.__globals__ }}", "文号"),
    ],
)
def test_what_wps_broke_is_diagnosed(
    notice: Path, tmp_path: Path, old: str, new: str, expected: str
) -> None:
    problems = check_template(edited(notice, tmp_path, old, new), NOTICE)
    assert problems
    assert any(expected in str(problem) for problem in problems)


def test_every_unknown_field_is_listed_with_its_own_place(notice: Path, tmp_path: Path) -> None:
    once = edited(notice, tmp_path, "{{ 约谈地点 }}", "{{ 地点甲 }}")
    (tmp_path / "二").mkdir()
    twice = edited(once, tmp_path / "二", "{{ 联系电话 }}", "{{ 电话乙 }}")
    problems = check_template(twice, NOTICE)
    assert ["地点甲" in problems[0].message, "电话乙" in problems[1].message] == [True, True]
    assert problems[0].place != problems[1].place


def test_a_file_that_would_fill_the_memory_is_not_opened(notice: Path, tmp_path: Path) -> None:
    content = bytearray(notice.read_bytes())
    part = content.index(b"PK\x01\x02")  # the first line of the list of contents
    content[part + 24 : part + 28] = (2**31).to_bytes(4, "little")
    bomb = tmp_path / "通知.docx"
    bomb.write_bytes(content)
    with pytest.raises(AppError, match=r"解压后有 2\d{3} MB"):
        render(bomb, {})
    assert not readable(bomb)
    assert readable(notice)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"<html></html>"])
def test_a_file_that_is_no_word_document_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "约谈通知.docx"
    path.write_bytes(content)
    (problem,) = check_template(path, NOTICE)
    assert "不是可用的 Word 文档" in problem.message


def test_a_missing_template_gets_a_sentence(tmp_path: Path) -> None:
    (problem,) = check_template(tmp_path / "没有.docx", NOTICE)
    assert "找不到" in problem.message


# -- what is in the file ------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_run_names_its_face_in_all_four_slots(
    shipped: Path, tmp_path: Path, kind: Any
) -> None:
    out = tmp_path / "paper.docx"
    compose(shipped / kind.template, sample_context(kind.name), out)
    document = docx.Document(str(out))
    section = document.sections[0]
    stories = [document.element.body, section.header._element, section.footer._element]
    stories += [section.even_page_footer._element, section.first_page_footer._element]
    runs = [run for story in stories for run in story.iter(qn("w:r"))]
    assert len(runs) > 20
    known = {getattr(Faces(), name) for name in Faces.__slots__}
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        faces = {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(faces) == 1
        assert faces <= known


def test_an_office_may_name_other_faces(notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    compose(
        notice, sample_context("约谈通知"), out, faces=Faces(body="仿宋", title="方正小标宋_GBK")
    )
    with zipfile.ZipFile(out) as package:
        stories = [n for n in package.namelist() if "/fontTable" not in n and n.endswith(".xml")]
        written = b"".join(package.read(name) for name in stories)
    assert "仿宋_GB2312" not in written.decode()
    assert '"仿宋"' in written.decode()
    assert '"方正小标宋_GBK"' in written.decode()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_tables_have_fixed_widths_for_wps(shipped: Path, tmp_path: Path, kind: Any) -> None:
    out = tmp_path / "paper.docx"
    compose(shipped / kind.template, sample_context(kind.name), out)
    for table in docx.Document(str(out)).element.body.iter(qn("w:tbl")):
        grid = [int(c.get(qn("w:w"))) for c in table.iter(qn("w:gridCol"))]
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblLayout')}").get(qn("w:type")) == "fixed"
        for row in table.iter(qn("w:tr")):
            columns = iter(grid)
            for cell in row.iter(qn("w:tcPr")):
                joined = cell.find(qn("w:gridSpan"))
                span = 1 if joined is None else int(joined.get(qn("w:val")))
                width = int(cell.find(qn("w:tcW")).get(qn("w:w")))
                assert width == sum(islice(columns, span))
            assert not list(columns)


def test_the_paper_prints_article_numbers_reading_and_sources(
    shipped: Path, tmp_path: Path
) -> None:
    for kind in (kind for kind in KINDS.values() if "数据来源" in kind.demanded):
        out = tmp_path / kind.template
        compose(shipped / kind.template, sample_context(kind.name), out)
        text = "\n".join(t.text or "" for t in docx.Document(str(out)).element.iter(qn("w:t")))
        assert "第七条第（一）项第1目" in text
        assert "38.4μg/m³，阶段目标36.0μg/m³，超2.4μg/m³" in text
        assert "研判口径：" in text
        # Who decides is told what other readings make of it; who is interviewed is not.
        assert ("其他口径：" in text) == (kind.name in ("约谈建议审批单", "不可抗力认定表"))
        cells = [c.text for t in docx.Document(str(out)).tables for c in t._cells]
        assert "空气上半年.xlsx › 空气!C5" in cells


def test_an_empty_list_of_copies_leaves_no_empty_row(notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    compose(notice, sample_context("约谈通知") | {"抄送": ""}, out)
    imprint = docx.Document(str(out)).tables[-1]
    assert [row.cells[0].text for row in imprint.rows] == [
        "示例市生态环境保护委员会办公室\t2026年11月16日印发"
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_table_is_ever_without_rows(shipped: Path, tmp_path: Path, kind: Any) -> None:
    """Word calls such a file damaged."""
    out = tmp_path / "paper.docx"
    empty = {"抄送": "", "数据来源": [], "触发事项": [], "一并通报": ""}
    compose(shipped / kind.template, sample_context(kind.name) | empty, out)
    for table in docx.Document(str(out)).element.body.iter(qn("w:tbl")):
        assert table.findall(qn("w:tr"))


def test_the_committed_templates_are_what_the_code_makes(shipped: Path, tmp_path: Path) -> None:
    for path in write_all(tmp_path):
        fresh, committed = (docx.Document(str(f / path.name)) for f in (tmp_path, shipped))
        assert fresh.element.xml == committed.element.xml
        assert fresh.styles.element.xml == committed.styles.element.xml
    assert set(TEMPLATES) == {kind.template for kind in KINDS.values()}


def test_the_line_before_a_signature_goes_with_it_to_the_next_page(shipped: Path) -> None:
    """GB/T 9704 7.3.5: no page holds a signature alone, whatever annexes are named before it."""
    alone = []
    for path in shipped.glob("*.docx"):
        words = [p for p in docx.Document(str(path)).paragraphs if not p.text.startswith("{%p")]
        for before, after in itertools.pairwise(words):
            if after.style and after.style.name == "署名":
                assert before.style is not None
                kept = (before.style.paragraph_format, before.paragraph_format)
                if not any(one.keep_with_next for one in kept):
                    alone.append(f"{path.stem}：{before.text}（{before.style.name}）")
    assert alone == []


def test_rendering_twice_gives_the_same_words(notice: Path) -> None:
    context = sample_context("约谈通知")
    made = [io.BytesIO(), io.BytesIO()]
    for target in made:
        render(notice, copy.deepcopy(context)).save(target)
    texts = [[p.text for p in docx.Document(target).paragraphs] for target in made]
    assert texts[0] == texts[1]


def test_the_manual_names_every_field_an_office_can_use() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
    for kind in KINDS:
        for field in sample_context(kind):
            assert field in manual
