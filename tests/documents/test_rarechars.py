"""Names with characters outside GB2312: kept, in a face that has them; what is missing is said."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from yuetan_desktop.documents import rarechars
from yuetan_desktop.documents.compose import Composed, compose
from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.rarechars import is_rare, stand_ins
from yuetan_desktop.documents.sample import sample_context

NAME = "王喆、李镕堃、赵䶮、周𬭎"


def made(shipped: Path, out: Path, faces: Faces | None = None, **words: str) -> Composed:
    context = sample_context("约谈通知") | {"参加人员": NAME} | words
    return compose(shipped / "约谈通知.docx", context, out, faces=faces)


def faces_of(path: Path) -> dict[str, str]:
    """The face of each character of the body; of one that stands twice, the last."""
    found = {}
    for run in docx.Document(str(path)).element.body.iter(qn("w:r")):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        slots = {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(slots) == 1
        for text in run.iter(qn("w:t")):
            found.update(dict.fromkeys(text.text or "", min(slots)))
    return found


@pytest.mark.parametrize(
    ("character", "rare"),
    [
        *(("喆", True), ("镕", True), ("䶮", True), ("𬭎", True), ("〇", True)),
        *(("王", False), ("A", False), ("，", False), ("³", False), ("－", False)),
    ],
)
def test_only_ideographs_that_gb2312_lacks_are_rare(character: str, rare: bool) -> None:
    assert is_rare(character) is rare


def test_each_rare_character_gets_the_face_that_has_it(shipped: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    made(shipped, out)
    faces = faces_of(out)
    assert faces["喆"] == faces["镕"] == faces["堃"] == "仿宋"
    assert (faces["䶮"], faces["𬭎"]) == ("宋体", "SimSun-ExtB")
    assert faces["王"] == faces["赵"] == "仿宋_GB2312"


def test_no_character_is_lost_or_moved(shipped: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    made(shipped, out, 约谈地点="堃园\n二楼 <喆> & 三楼")
    paragraphs = [p.text for p in docx.Document(str(out)).paragraphs]
    assert f"（三）参加方：{NAME}。" in paragraphs
    assert any("堃园\n二楼 <喆> & 三楼。" in words for words in paragraphs)


def test_a_rare_title_and_heading_keep_their_kind_of_face(shipped: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    context = sample_context("约谈通知") | {"标题": ["关于约谈堃县的通知"]}
    compose(shipped / "约谈通知.docx", context, out)
    assert faces_of(out)["堃"] == "方正小标宋_GBK"


def test_a_paper_without_rare_characters_stays_as_it_was(shipped: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    assert made(shipped, out, 参加人员="市生态环境局").rare == ()
    assert set(faces_of(out).values()) <= {getattr(Faces(), name) for name in Faces.__slots__}


def test_an_office_whose_face_has_the_character_needs_no_other(
    shipped: Path, tmp_path: Path
) -> None:
    out = tmp_path / "paper.docx"
    made(shipped, out, Faces(body="仿宋"))
    faces = faces_of(out)
    assert faces["喆"] == faces["王"] == "仿宋"
    assert faces["𬭎"] == "SimSun-ExtB"


def test_what_has_no_face_here_is_listed_with_its_characters(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rarechars, "installed_families", lambda: frozenset({"仿宋", "宋体"}))
    monkeypatch.setattr(rarechars, "_families_with", lambda c: frozenset())
    said = [one.says() for one in made(shipped, tmp_path / "paper.docx").rare]
    assert said[0].startswith("“喆”、“镕”、“堃”不在 GB2312 字符集内，以“仿宋”排印")
    assert said[-1] == (
        "“𬭎”不在 GB2312 字符集内，以“SimSun-ExtB”排印；"
        "本机没有含这些字的字体，打印前请先安装“SimSun-ExtB”。"
    )


@pytest.mark.office
def test_the_pages_show_every_rare_character(shipped: Path, tmp_path: Path, open_pdf: Any) -> None:
    out = tmp_path / "rare.docx"
    composed = made(shipped, out)
    assert {one.face for one in composed.rare} == {"仿宋", "宋体", "SimSun-ExtB"}
    assert all(one.by for one in composed.rare)
    pdf = open_pdf(out)
    text = "".join(page.extract_text() for page in pdf.pages)
    assert all(character in text for character in "喆镕堃䶮𬭎")
    chars = [c for page in pdf.pages for c in page.chars if c["text"] in "喆镕堃䶮𬭎"]
    chosen = {s.face: s.by for s in stand_ins(out, Faces())}
    assert chosen["仿宋"]
    assert {round(c["size"]) for c in chars} == {16}


def test_the_copy_to_print_names_no_face_that_is_not_here(shipped: Path, tmp_path: Path) -> None:
    from yuetan_desktop.documents.fonts import installed_families, write_with_substitutes

    out, copy = tmp_path / "paper.docx", tmp_path / "copy.docx"
    made(shipped, out)
    write_with_substitutes(out, copy, stand_ins(out, Faces()))
    with zipfile.ZipFile(copy) as package:
        body = package.read("word/document.xml").decode()
    for face in ("仿宋", "宋体", "SimSun-ExtB"):
        assert face in installed_families() or f'"{face}"' not in body
