"""The wording of the interviewed side's papers: 整改方案, 整改进展报告, 整改报告 (第十七条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import (
    PAGE_BREAK,
    brief,
    contact,
    file_head,
    letter_head,
    numbered,
    row_table,
    signature,
)

if TYPE_CHECKING:
    from docx.document import Document

_FIGURES = {"指标": 26, "约谈时": 32, "最新": 32, "上年同期": 22, "目标": 22, "同比": 22}
_PLANNED = {
    "序号": 10,
    "问题": 25,
    "措施": 33,
    "数量": 18,
    "时限": 33,  # 2027年12月31日 on one line
    "责任单位": 22,
    "责任人": 15,
}
# 7.3.6: 附注 stands in brackets under the date.
_NOTE = "（联系人：{{ 联系人 }}，联系电话：{{ 联系电话 }}）"
_BACKGROUND = (
    "{{ 约谈日期 }}，因出现《{{ 依据名称 }}》（{{ 依据文号 }}，以下简称《办法》）"
    "{{ 条款合称 }}规定的情形，我单位接受了约谈。"
)


def plan(faces: Faces) -> Document:
    """整改方案: a letter to the department that reviews it, the plan with its tasks annexed."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *letter_head(page),
        p(
            f"{_BACKGROUND}根据《办法》第十七条规定，我单位制定了《{{{{ 方案名称 }}}}》，"
            "现予报送，请审核。"
        ),
        contact(page),
        p("附件：{{ 方案名称 }}", "附件说明"),
        *signature(page),
        p("附件", "附件序号", PAGE_BREAK),
        p("", "标题间隔"),
        page.control("for 行 in 方案标题", "文件标题"),
        p("{{ 行 }}", "文件标题"),
        page.control("endfor", "文件标题"),
        p("", "顶格"),
        p("一、约谈指出的问题", "一级标题"),
        *numbered(page, "事项简述"),
        p("二、整改目标", "一级标题"),
        *numbered(page, "整改目标"),
        p("三、整改任务", "一级标题"),
        p("共{{ 任务数 }}项，逐项明确措施、数量、时限、责任单位和责任人。", "正文末行"),
        *row_table(page, "整改任务", _PLANNED),
        p("四、保障措施", "一级标题"),
        *numbered(page, "保障措施"),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


def progress(faces: Faces) -> Document:
    """整改进展报告: 文件格式, with tasks and the latest figures."""
    page = Page(faces)
    p = page.paragraph
    columns = {"序号": 10, "整改任务": 50, "时限": 33, "责任单位": 28, "进展": 35}
    body = [
        *_report_head(page),
        p(f"{_BACKGROUND}约谈指出的问题如下。"),
        *brief(page),
        p("根据《办法》第十七条规定，现将{{ 报告时段 }}整改工作进展情况报告如下。"),
        p("一、整改工作进展", "一级标题"),
        *numbered(page, "工作进展"),
        p("二、整改任务进展", "一级标题"),
        *row_table(page, "任务进展", columns),
        p("三、有关指标情况", "一级标题"),
        *_figures(page, "指标情况"),
        p("四、存在问题", "一级标题"),
        *numbered(page, "存在问题"),
        p("五、下一步措施", "一级标题"),
        *numbered(page, "下一步措施"),
        p("特此报告。", "正文末行"),
        *signature(page, _NOTE),
        page.imprint(),
    ]
    return document(Form.FILE, "".join(body), faces)


def completion(faces: Faces) -> Document:
    """整改报告: 文件格式, each required measure with its result, figures before and after."""
    page = Page(faces)
    p = page.paragraph
    columns = {"序号": 10, "整改要求": 50, "完成情况": 48, "结果": 18, "佐证材料": 30}
    body = [
        *_report_head(page),
        p(f"{_BACKGROUND}约谈指出的问题如下。"),
        *brief(page),
        p("整改任务已经完成，根据《办法》第十七条规定，现将整改情况报告如下。"),
        p("一、整改工作开展情况", "一级标题"),
        *numbered(page, "整改工作"),
        p("二、整改要求逐项完成情况", "一级标题"),
        p("约谈要求和整改任务共{{ 要求数 }}项，已完成{{ 完成数 }}项。", "正文末行"),
        *row_table(page, "逐项完成情况", columns),
        p("三、整改前后对比", "一级标题"),
        *_figures(page, "前后对比"),
        p("四、长效措施", "一级标题"),
        *numbered(page, "长效措施"),
        p("特此报告，请组织现场核查。", "正文末行"),
        *signature(page, _NOTE),
        page.imprint(),
    ]
    return document(Form.FILE, "".join(body), faces)


def _report_head(page: Page) -> list[str]:
    return [
        *file_head(page),
    ]


def _figures(page: Page, field: str) -> list[str]:
    """The indicators then and now; a sentence where none was measured."""
    return [
        page.control(f"if {field}"),
        *row_table(page, field, _FIGURES),
        page.control("else"),
        page.paragraph("目前没有与约谈事由对应的新监测数据。"),
        page.control("endif"),
    ]


TEMPLATES = {
    "整改方案.docx": plan,
    "整改进展报告.docx": progress,
    "整改报告.docx": completion,
}
