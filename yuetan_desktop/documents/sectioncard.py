"""断面卡片: a section's river, whom to call about it and its target, one table a section (Word)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.tablepage import template_of, write_page

_HEADS = {"项目": 36, "内容": 120}

Card = tuple[str, Sequence[tuple[str, str]]]  # the section's name, then (项目, 内容)


def write_cards(out: Path, remark: str, cards: Sequence[Card], faces: Faces) -> Path:
    """All cards in one document, in the order given."""
    values = {
        "标题": "断面卡片",
        "表首": remark,
        "卡片": [
            {"名称": name, "各行": [{"项目": what, "内容": said} for what, said in lines]}
            for name, lines in cards
        ],
    }
    return write_page(_template(faces), "断面卡片", values, out)


@lru_cache(maxsize=4)
def _template(faces: Faces) -> bytes:
    page = Page(faces)
    body = [
        page.paragraph("{{ 标题 }}", "表格标题"),
        page.paragraph("{{ 表首 }}", "表首"),
        page.control("for 卡 in 卡片"),
        page.paragraph("{{ 卡.名称 }}", "附件标题", "<w:keepNext/>"),
        page.table(_HEADS, ("{{ 行.项目 }}", "{{ 行.内容 }}"), "行 in 卡.各行", whole=True),
        page.paragraph("", "表首"),
        page.control("endfor"),
        page.paragraph("", "文末"),
    ]
    return template_of(body, faces)
