"""The faces of official papers: their names in the file, and what a computer has instead."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile


@dataclass(frozen=True, slots=True)
class Faces:
    """The font names written into papers (GB/T 9704—2012 names the kinds, offices the fonts)."""

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    kai: str = "楷体_GB2312"
    hei: str = "黑体"
    song: str = "宋体"

    def renaming(self) -> dict[str, str]:
        """From the names in the shipped templates to these."""
        shipped = Faces()
        pairs = ((getattr(shipped, f.name), getattr(self, f.name)) for f in fields(self))
        return {old: new for old, new in pairs if old != new}


@dataclass(frozen=True, slots=True)
class Substitute:
    """A face that is not installed and what stands in for it; empty `by` when nothing does."""

    face: str
    by: str
    bold: bool = False

    def says(self) -> str:
        if not self.by:
            return f"本机没有字体“{self.face}”，也没有相近的字体。"
        return f"本机没有字体“{self.face}”，预览和打印时以“{self.by}”代替。"


def summary(missing: Collection[Substitute]) -> tuple[str, ...]:
    """What is missing in one sentence, or nothing."""
    if not missing:
        return ()
    listed = "、".join(
        f"{one.face}（{f'以{one.by}代替' if one.by else '无可代替'}）" for one in missing
    )
    return (f"本机缺少公文字体：{listed}。",)


# Nearest first. The last names of each row come with Linux systems; a regular serif stands in for
# 小标宋 only when emboldened.
_FANGSONG = (
    *("仿宋_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋"),
    *("STFangsong", "朱雀仿宋", "Zhuque Fangsong", "FandolFang", "FandolFang R"),
)
_KAI = (
    *("楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "华文楷体", "STKaiti"),
    *("FandolKai", "霞鹜文楷", "LXGW WenKai", "AR PL KaitiM GB", "AR PL UKai CN"),
)
_HEI = (
    *("黑体", "SimHei", "方正黑体_GBK", "华文黑体", "STHeiti", "FandolHei", "思源黑体 CN"),
    *("Source Han Sans CN", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
)
_SONG = (
    *("宋体", "SimSun", "NSimSun", "方正书宋_GBK", "华文宋体", "STSong", "思源宋体 CN"),
    *("Source Han Serif CN", "Noto Serif CJK SC", "AR PL UMing CN", "AR PL SungtiL GB"),
)
_TITLE = (
    *("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    *("华文中宋", "STZhongsong"),
)

NEAREST: Mapping[str, tuple[str, ...]] = {
    "方正小标宋简体": (*_TITLE, *_SONG),
    "仿宋_GB2312": (*_FANGSONG, *_SONG),
    "楷体_GB2312": (*_KAI, *_SONG),
    "黑体": _HEI,
    "宋体": _SONG,
}


def substitutes(faces: Faces, installed: Collection[str] | None = None) -> list[Substitute]:
    """What stands in for each face that this computer lacks, in the order of `Faces`."""
    have = installed_families() if installed is None else frozenset(installed)
    shipped = Faces()
    found = []
    for field in fields(faces):
        face = getattr(faces, field.name)
        if face in have:
            continue
        near = NEAREST[getattr(shipped, field.name)]
        by = next((name for name in near if name in have), "")
        found.append(Substitute(face, by, bold=field.name == "title" and by in _SONG))
    return found


def installed_families() -> frozenset[str]:
    """Names of all font families of this computer, in every language they carry."""
    if sys.platform == "win32":
        return _windows_families()
    lister = shutil.which("fc-list")
    return _listed_families(lister) if lister else frozenset()


@lru_cache(maxsize=1)
def _listed_families(lister: str) -> frozenset[str]:
    listed = subprocess.run(
        [lister, "--format", "%{family}\n"], capture_output=True, text=True, check=False
    ).stdout
    return frozenset(name.strip() for line in listed.splitlines() for name in line.split(","))


@lru_cache(maxsize=1)
def _windows_families() -> frozenset[str]:
    import winreg  # only on Windows

    names: set[str] = set()
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):  # type: ignore[attr-defined]
        try:
            key = winreg.OpenKey(  # type: ignore[attr-defined]
                root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
            )
        except OSError:
            continue
        with key:
            count = winreg.QueryInfoKey(key)[1]  # type: ignore[attr-defined]
            for index in range(count):
                # "SimSun & NSimSun (TrueType)", "方正小标宋简体 (TrueType)"
                title = winreg.EnumValue(key, index)[0]  # type: ignore[attr-defined]
                names.update(part.strip() for part in title.rpartition(" (")[0].split("&"))
    # The registry names the system's own faces in English or Chinese, depending on the system.
    for english, chinese in _BOTH_NAMES:
        if {english, chinese} & names:
            names |= {english, chinese}
    return frozenset(names)


_BOTH_NAMES = (
    ("FangSong", "仿宋"),
    ("KaiTi", "楷体"),
    ("SimHei", "黑体"),
    ("SimSun", "宋体"),
    ("SimSun", "宋体"),
    ("STFangsong", "华文仿宋"),
    ("STKaiti", "华文楷体"),
    ("STZhongsong", "华文中宋"),
    ("STSong", "华文宋体"),
)


def write_with_substitutes(document: Path, copy: Path, substitutes: Iterable[Substitute]) -> None:
    """A copy of a Word file in which faces this computer lacks are replaced by their stand-ins.

    Office suites choose stand-ins arbitrarily; for preview and print we choose.
    """
    chosen = [one for one in substitutes if one.by]
    with ZipFile(document) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                content = _substituted(content.decode("utf-8"), chosen).encode("utf-8")
            target.writestr(name, content)


def _substituted(xml: str, chosen: Iterable[Substitute]) -> str:
    for one in chosen:
        bold = "<w:b/>" if one.bold else ""
        by = one.by.replace("\\", "")
        xml = re.sub(
            rf'<w:rFonts [^>]*"{re.escape(one.face)}"[^>]*/>',
            lambda found: found[0].replace(f'"{one.face}"', f'"{by}"') + bold,  # noqa: B023
            xml,
        )
    return xml
