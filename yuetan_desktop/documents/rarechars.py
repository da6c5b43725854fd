"""Characters outside GB2312, as in names of people and places: kept, in a face that has them.

仿宋_GB2312, 楷体_GB2312 and 方正小标宋简体 hold the 6763 characters of GB2312 and no more. What
else a name needs (喆、镕、堃、𬭎) an office program takes from a face of its own choice, or prints
as a box. So such characters get runs of their own, with the face that has them.
"""

from __future__ import annotations

import copy
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from yuetan_desktop.documents.fonts import (
    NEAREST,
    Faces,
    Substitute,
    installed_families,
    substitutes,
)

_GB2312_ONLY = frozenset(
    ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "方正仿宋简体", "方正楷体简体", "方正黑体简体")
)
# The same kind of face with the 21003 characters of GBK; 宋体 also has extension A, and its
# companion everything from extension B on.
_WIDER = {"title": "方正小标宋_GBK", "body": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}
_EXTENSION_A = "宋体"
_BEYOND = "SimSun-ExtB"
_BEYOND_NEAREST = (
    *(_BEYOND, "宋体-ExtB", "SimSun-ExtG", "方正宋体S-超大字符集", "HanaMinB"),
    *("Noto Serif CJK SC", "Source Han Serif CN", "Noto Sans CJK SC"),
)


@dataclass(frozen=True, slots=True)
class RareText:
    """Characters of a paper that GB2312 lacks, and the face they are printed in."""

    face: str
    characters: str
    by: str  # what this computer has for it; empty when no face has them

    def says(self) -> str:
        """One sentence for the clerk."""
        told = f"“{'”、“'.join(self.characters)}”不在 GB2312 字符集内，以“{self.face}”排印"
        if self.by == self.face:
            return f"{told}。"
        if self.by:
            return f"{told}（本机没有该字体，以“{self.by}”代替）。"
        return f"{told}；本机没有含这些字的字体，打印前请先安装“{self.face}”。"


def is_rare(character: str) -> bool:
    """A Chinese character that GB2312 does not have."""
    code = ord(character)
    ideograph = (
        character == "〇" or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000
    )
    return ideograph and not _encodes(character, "gb2312")


def set_faces(document: Any, faces: Faces) -> list[RareText]:
    """Give every rare character of the document a run in a face that has it; says which."""
    from docx.oxml.ns import qn

    from yuetan_desktop.documents.layout import stories

    roles = {getattr(faces, field.name): field.name for field in fields(faces)}
    found: dict[str, dict[str, None]] = {}
    for story in stories(document):
        for run in list(story.iter(qn("w:r"))):
            role = roles.get(_face_of(run), "body")
            for face, characters in _split(run, _face_of(run), role):
                found.setdefault(face, {}).update(dict.fromkeys(characters))
    return [_rare_text(face, "".join(characters)) for face, characters in found.items()]


def stand_ins(document: Path, faces: Faces) -> list[Substitute]:
    """What replaces the faces this computer lacks in a copy to look at or print: those of every
    paper, and those that rare characters of this one need."""
    from docx import Document

    from yuetan_desktop.documents.layout import stories

    ordinary = substitutes(faces)
    known = {getattr(faces, field.name) for field in fields(faces)}
    with ZipFile(document) as package:
        named = package.read("word/document.xml").decode("utf-8")
    special = [face for face in (*_WIDER.values(), _BEYOND) if face not in known]
    if not any(f'"{face}"' in named for face in special):
        return ordinary
    texts = _texts_by_face(stories(Document(str(document))))
    rare = [_rare_text(face, texts[face]) for face in special if texts.get(face)]
    return ordinary + [Substitute(one.face, one.by) for one in rare if one.by not in ("", one.face)]


# -- runs ---------------------------------------------------------------------------------------
def _split(run: Any, face: str, role: str) -> Iterator[tuple[str, str]]:
    """Cut a run where its face has to change; yields each new face with its characters."""
    from docx.oxml.ns import qn

    pieces = [
        (child, part, to) for child in _content(run) for part, to in _parts(child, face, role)
    ]
    if not any(to for _, _, to in pieces):
        return
    properties = run.find(qn("w:rPr"))
    for to, group in groupby(pieces, key=lambda piece: piece[2]):
        made = run.makeelement(run.tag, run.attrib)
        if properties is not None:
            made.append(copy.deepcopy(properties))
        written = list(group)
        for child, part, _ in written:
            made.append(_with_text(child, part))
        if to:
            _set_face(made, to)
            yield to, "".join(part or "" for _, part, _ in written)
        run.addprevious(made)
    run.getparent().remove(run)


def _content(run: Any) -> list[Any]:
    from docx.oxml.ns import qn

    return [child for child in run if child.tag != qn("w:rPr")]


def _parts(child: Any, face: str, role: str) -> list[tuple[str | None, str]]:
    """The text of a child in parts, each with the face it has to change to; others as they are."""
    from docx.oxml.ns import qn

    if child.tag != qn("w:t") or not child.text:
        return [(None, "")]
    grouped = groupby(child.text, key=lambda character: _face_for(character, face, role))
    return [("".join(characters), to) for to, characters in grouped]


def _face_for(character: str, face: str, role: str) -> str:
    """The face that has the character, or nothing when the run's own one does."""
    if not is_rare(character):
        return ""
    if _encodes(character, "gbk"):
        return _WIDER[role] if face in _GB2312_ONLY else ""
    wanted = _EXTENSION_A if ord(character) <= 0x9FFF else _BEYOND
    return "" if face == wanted else wanted


def _with_text(child: Any, text: str | None) -> Any:
    made = copy.deepcopy(child)
    if text is not None:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _face_of(run: Any) -> str:
    from docx.oxml.ns import qn

    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return "" if fonts is None else str(fonts.get(qn("w:eastAsia")) or "")


def _set_face(run: Any, face: str) -> None:
    from docx.oxml.ns import qn

    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), face)


def _texts_by_face(roots: Iterable[Any]) -> dict[str, str]:
    from docx.oxml.ns import qn

    texts: dict[str, str] = {}
    for root in roots:
        for run in root.iter(qn("w:r")):
            written = "".join(t.text or "" for t in run.iter(qn("w:t")))
            texts[_face_of(run)] = texts.get(_face_of(run), "") + written
    return texts


# -- faces of this computer ---------------------------------------------------------------------
def _rare_text(face: str, characters: str) -> RareText:
    return RareText(face, characters, _installed_for(face, characters))


def _installed_for(face: str, characters: str) -> str:
    """The face itself or the nearest one here that has all the characters."""
    near = _BEYOND_NEAREST if face == _BEYOND else (face, *_nearest(face), *_BEYOND_NEAREST)
    have = installed_families()
    return next((name for name in near if name in have and _covers(name, characters)), "")


def _nearest(face: str) -> tuple[str, ...]:
    shipped = Faces()
    role = next(role for role, wider in _WIDER.items() if wider == face)
    return NEAREST[getattr(shipped, role)]


def _covers(family: str, characters: str) -> bool:
    """Whether a face has the characters. Where nothing can be asked, what is known of faces."""
    if family in _GB2312_ONLY:
        return False
    if sys.platform != "win32" and shutil.which("fc-list"):
        return all(family in _families_with(character) for character in characters)
    beyond = family in _BEYOND_NEAREST
    return beyond or all(_encodes(character, "gbk") for character in characters)


@lru_cache(maxsize=256)
def _families_with(character: str) -> frozenset[str]:
    listed = subprocess.run(
        ["fc-list", f":charset={ord(character):x}", "--format", "%{family}\n"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    return frozenset(name.strip() for line in listed.splitlines() for name in line.split(","))


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
