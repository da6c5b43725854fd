"""征求意见采纳情况表: every opinion on a draft, what became of it and why, totals first (Word)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.tablepage import template_of, write_page
from yuetan_desktop.domain.papers.opinions import Opinion, totals

TITLE = "征求意见采纳情况表"
_HEADS = {"序号": 12, "提出单位": 32, "意见": 56, "采纳情况": 22, "理由": 34}


def write_opinions(
    out: Path, about: str, remark: str, opinions: Sequence[Opinion], faces: Faces
) -> Path:
    """One row an opinion, in the order in which they came in."""
    values = {
        "标题": TITLE,
        "文稿": about,
        "表首": remark,
        "合计": f"{totals(opinions)}。",
        "意见": [
            {
                "序号": str(number),
                "单位": one.unit,
                "内容": one.words,
                "情况": one.adoption.value,
                "理由": one.reason or "—",
            }
            for number, one in enumerate(opinions, start=1)
        ],
    }
    return write_page(_template(faces), TITLE, values, out)


@lru_cache(maxsize=4)
def _template(faces: Faces) -> bytes:
    page = Page(faces)
    cells = ("{{ 行.序号 }}", "{{ 行.单位 }}", "{{ 行.内容 }}", "{{ 行.情况 }}", "{{ 行.理由 }}")
    body = [
        page.paragraph("{{ 标题 }}", "表格标题"),
        page.paragraph("{{ 文稿 }}", "表首"),
        page.paragraph("{{ 表首 }}", "表首"),
        page.paragraph("{{ 合计 }}", "表首"),
        page.table(_HEADS, cells, "行 in 意见"),
        page.paragraph("", "文末"),
    ]
    return template_of(body, faces)
