"""Faces: what is missing is said, what stands in for it is ours to choose."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from yuetan_desktop.documents.fonts import (
    Faces,
    installed_families,
    substitutes,
    write_with_substitutes,
)


def test_nothing_is_missing_where_all_faces_are_installed() -> None:
    faces = Faces()
    installed = {getattr(faces, name) for name in Faces.__slots__}
    assert substitutes(faces, installed) == []


def test_windows_without_the_gb2312_faces_uses_its_own() -> None:
    found = substitutes(Faces(), {"仿宋", "楷体", "黑体", "宋体"})
    assert [(one.face, one.by) for one in found] == [
        ("方正小标宋简体", "宋体"),
        ("仿宋_GB2312", "仿宋"),
        ("楷体_GB2312", "楷体"),
    ]
    assert [one.bold for one in found] == [True, False, False]


def test_a_face_that_nothing_can_stand_in_for_is_said() -> None:
    found = substitutes(Faces(), set())
    assert len(found) == 5
    assert found[3].says() == "本机没有字体“黑体”，也没有相近的字体。"


def test_the_copy_for_printing_names_only_faces_that_are_here(
    shipped: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.docx"
    found = substitutes(Faces(), {"Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN"})
    write_with_substitutes(shipped / "约谈通知.docx", copy, found)
    with zipfile.ZipFile(copy) as package:
        written = package.read("word/document.xml").decode()
    assert "仿宋_GB2312" not in written
    assert "方正小标宋简体" not in written
    assert 'w:eastAsia="Noto Serif CJK SC"' in written
    assert "<w:b/>" in written


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists its fonts itself")
def test_a_moment_without_the_lister_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a paper made later would be printed in faces that the computer chooses by chance."""
    before = installed_families()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("PATH", "")
        assert installed_families() == frozenset()
    assert installed_families() == before
