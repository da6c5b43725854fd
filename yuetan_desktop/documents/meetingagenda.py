"""例会议程: what is late, what falls due before the next meeting, what was done since the last one,
and room for what is agreed (Word)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.tablepage import template_of, write_page

_HEADS = {"序号": 10, "单位": 24, "事项": 36, "编号": 35, "日期": 23, "情况": 28}
_AGREED = {"序号": 10, "议定事项": 80, "责任单位": 38, "完成时限": 28}
_BLANK_ROWS = 4


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One limit: whose, what, the number of its case or task, its day, how it stands."""

    unit: str
    what: str
    number: str
    day: str
    state: str


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """One part with its heading; `none` is said where it has no lines."""

    heading: str
    none: str
    lines: Sequence[AgendaLine]


def write_agenda(
    out: Path, title: str, remark: str, parts: Sequence[AgendaPart], agreed: str, faces: Faces
) -> Path:
    """`agreed` heads the empty table at the end."""
    values = {
        "标题": title,
        "表首": remark,
        "部分": [
            {
                "题": part.heading,
                "无": "" if part.lines else part.none,
                "各行": [
                    {
                        "序号": str(n),
                        "单位": line.unit,
                        "事项": line.what,
                        "编号": line.number,
                        "日期": line.day,
                        "情况": line.state,
                    }
                    for n, line in enumerate(part.lines, 1)
                ],
            }
            for part in parts
        ],
        "议定": agreed,
        "空行": [{"序号": str(n)} for n in range(1, _BLANK_ROWS + 1)],
    }
    return write_page(_template(faces), title, values, out)


@lru_cache(maxsize=4)
def _template(faces: Faces) -> bytes:
    page = Page(faces)
    body = [
        page.paragraph("{{ 标题 }}", "表格标题"),
        page.paragraph("{{ 表首 }}", "表首"),
        page.control("for 段 in 部分"),
        page.paragraph("{{ 段.题 }}", "表首"),
        page.control("if 段.无"),
        page.paragraph("{{ 段.无 }}", "表首"),
        page.control("else"),
        page.table(_HEADS, tuple(f"{{{{ 行.{key} }}}}" for key in _HEADS), "行 in 段.各行"),
        page.control("endif"),
        page.control("endfor"),
        page.paragraph("{{ 议定 }}", "表首"),
        page.table(_AGREED, ("{{ 行.序号 }}", "", "", ""), "行 in 空行"),
        page.paragraph("", "文末"),
    ]
    return template_of(body, faces)
