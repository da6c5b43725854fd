"""The wording of 月度通报: tables of the month, charts, and the source of each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import (
    PAGE_BREAK,
    file_head,
    lines,
    numbered,
    signature,
)

if TYPE_CHECKING:
    from docx.document import Document

# An exact line would cut a chart off.
_AS_HIGH_AS_IT_IS = '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
_AIR = {
    "序号": 8,
    "单位": 22,
    "PM2.5": 13,
    "同比": 16,
    "目标": 13,
    "优良天数率%": 17,
    "同比 ": 20,
    "目标 ": 13,
    "综合指数": 17,
    "全省排名": 17,
}
_SECTION = {
    "序号": 12,
    "断面": 28,
    "单位": 28,
    "本月": 16,
    "目标": 16,
    "上年同期": 18,
    "情形": 38,
}
_AIR_ROW = (
    *("{{ 行.序号 }}", "{{ 行.单位 }}", "{{ 行['PM2.5'] }}", "{{ 行['PM2.5同比'] }}"),
    *("{{ 行['PM2.5目标'] }}", "{{ 行.优良率 }}", "{{ 行.优良率同比 }}", "{{ 行.优良率目标 }}"),
    *("{{ 行.综合指数 }}", "{{ 行.排名 }}"),
)


_WATER = {
    "序号": 12,
    "单位": 34,
    "水质优良率%": 24,
    "上年同期%": 22,
    "同比": 22,
    "水质全省排名": 22,
    "排名同比": 20,
}
_WATER_ROW = (
    *("{{ 行.序号 }}", "{{ 行.单位 }}", "{{ 行.优良率 }}", "{{ 行.同期 }}", "{{ 行.同比 }}"),
    *("{{ 行.全省排名 }}", "{{ 行.排名同比 }}"),
)


def monthly(faces: Faces) -> Document:
    """月度通报: 文件格式, in the name of the 环委办."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *file_head(page),
        p("现将{{ 月份 }}生态环境质量和约谈工作情况通报如下。"),
        p("一、总体情况", "一级标题"),
        p("{{ 总体情况 }}"),
        *_air(page),
        *_water(page),
        *_interviews(page),
        page.control("if 亮点"),
        p("五、改善情况", "一级标题"),
        *numbered(page, "亮点"),
        page.control("endif"),
        p("{% if 亮点 %}六{% else %}五{% endif %}、有关要求", "一级标题"),
        *numbered(page, "工作要求"),
        p("附件：数据来源表", "附件说明"),
        *signature(page),
        *_sources(page),
        page.imprint(),
    ]
    return document(Form.FILE, "".join(body), faces)


def _air(page: Page) -> list[str]:
    return [
        page.paragraph("二、空气环境质量", "一级标题"),
        page.paragraph("县（区）、园区按PM2.5平均浓度由低到高排列如下。"),
        page.table(_AIR, _AIR_ROW, "行 in 空气排名"),
        *_chart(page, "空气"),
        *lines(page, "空气说明"),
    ]


def _water(page: Page) -> list[str]:
    return [
        page.paragraph("三、水环境质量", "一级标题"),
        page.table(_WATER, _WATER_ROW, "行 in 水质情况"),
        *_chart(page, "水质"),
        *_if_rows(
            page,
            "断面情况",
            "下列国、省考核断面水质低于考核目标或同比下降。",
            _SECTION,
            ("序号", "断面", "单位", "类别", "目标", "同期", "情形"),
        ),
    ]


def _interviews(page: Page) -> list[str]:
    return [
        page.paragraph("四、研判和约谈情况", "一级标题"),
        *_if_rows(
            page,
            "处置情况",
            "下列单位达到处置等级（所列为其最高等级的情形）。",
            {"序号": 12, "单位": 34, "等级": 14, "条款": 30, "情形": 66},
            ("序号", "单位", "等级", "条款", "情形"),
        ),
        page.paragraph("{{ 案件情况 }}"),
        *_if_rows(
            page,
            "逾期情况",
            "下列期限已经逾期。",
            {"序号": 12, "单位": 28, "案件": 34, "事项": 34, "到期日": 24, "状态": 24},
            ("序号", "单位", "案件", "事项", "到期日", "状态"),
        ),
    ]


def _sources(page: Page) -> list[str]:
    """The annex: every number of the text with its cell."""
    return [
        page.paragraph("附件", "附件序号", PAGE_BREAK),
        page.paragraph("数据来源表", "附件标题"),
        page.table(
            {"序号": 12, "数值": 26, "内容": 48, "来源": 70},
            ("{{ 行.序号 }}", "{{ 行.数值 }}", "{{ 行.内容 }}", "{{ 行.来源 }}"),
            "行 in 数字来源",
        ),
        page.paragraph("注：序号与正文中数字后的标号对应；来源为“文件名 › 工作表!单元格”。", "注"),
    ]


def _chart(page: Page, name: str) -> list[str]:
    """The paragraph that a chart takes the place of; none where there is nothing to draw."""
    return [
        page.control(f"if '{name}' in 有图", "表头"),
        page.paragraph(f"{{{{ 图.{name} }}}}", "表头", _AS_HIGH_AS_IT_IS),
        page.control("endif", "表头"),
    ]


def _if_rows(
    page: Page, field: str, words: str, heads: dict[str, int], keys: tuple[str, ...]
) -> list[str]:
    """A sentence and its table, or neither."""
    row = tuple(f"{{{{ 行.{key} }}}}" for key in keys)
    return [
        page.control(f"if {field}"),
        page.paragraph(words),
        page.table(heads, row, f"行 in {field}"),
        page.control("endif"),
    ]


TEMPLATES = {"月度通报.docx": monthly}
