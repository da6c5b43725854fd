"""Parts that templates share: title, matters, numbered items, signature, the annex of sources."""

from __future__ import annotations

from yuetan_desktop.documents.formtables import Cell, FormTable
from yuetan_desktop.documents.gbt9704 import Page

PAGE_BREAK = "<w:pageBreakBefore/>"
KEEP_NEXT = "<w:keepNext/>"  # words that lead over to what follows


def title(page: Page) -> list[str]:
    """The title on its lines, two lines under the rule."""
    return [
        page.paragraph("", "标题间隔"),
        page.control("for 行 in 标题", "文件标题"),
        page.paragraph("{{ 行 }}", "文件标题"),
        page.control("endfor", "文件标题"),
    ]


def letter_head(page: Page) -> list[str]:
    """What a 信函格式 begins with: its number, the title and whom it goes to."""
    return [page.paragraph("{{ 文号 }}", "信函文号"), *title(page), _addressee(page)]


def file_head(page: Page) -> list[str]:
    """What a 文件格式 begins with: the red head, its number, the title and whom it goes to."""
    return [
        page.paragraph("{{ 发文机关 }}", "发文机关标志"),
        page.number("{{ 文号 }}"),
        *title(page),
        _addressee(page),
    ]


def _addressee(page: Page) -> str:
    return page.paragraph("{{ 主送 }}：", "主送机关")


def contact(page: Page) -> str:
    """The last line of the text, before its annexes are named."""
    return page.paragraph("联系人：{{ 联系人 }}；联系电话：{{ 联系电话 }}。", "正文末行")


def upward_number(page: Page) -> str:
    """The number line of a 上行文: 签发人 on the right, the name in 楷体 (7.2.6)."""
    pieces = (("\t{{ 文号 }}\t签发人：", ""), ("{{ 签发人 }}", "kai"))
    return page.number(pieces, "上行文号")


def form_title(page: Page) -> list[str]:
    """The title of a table form, without the lines that a red rule wants above it."""
    return [
        page.control("for 行 in 标题", "表格标题"),
        page.paragraph("{{ 行 }}", "表格标题"),
        page.control("endfor", "表格标题"),
    ]


def matters_cell(form: FormTable, span: int) -> Cell:
    """The met items inside a table form: article, facts and readings. Who decides on a form is
    also told what other readings make of them; who is interviewed is told what holds."""
    page = form.page
    tagged = (
        page.control("for 事项 in 触发事项", "栏文"),
        page.paragraph("{{ 事项.序号 }}{{ 事项.条款 }}", "栏文"),
        page.control("for 事实 in 事项.事实", "栏文"),
        page.paragraph("{{ 事实 }}", "栏文"),
        page.control("endfor", "栏文"),
        page.control("for 口径 in 事项.口径", "栏文"),
        page.paragraph("研判口径：{{ 口径 }}", "栏文"),
        page.control("endfor", "栏文"),
        # Papers made before it was told apart from the readings in force store none.
        page.control("for 口径 in 事项.其他口径|default([])", "栏文"),
        page.paragraph("其他口径：{{ 口径 }}", "栏文"),
        page.control("endfor", "栏文"),
        page.control("endfor", "栏文"),
    )
    return Cell("".join(tagged), span, top=True)


def form_end(page: Page) -> str:
    """Word wants a paragraph after the last table; this one takes no room."""
    return page.paragraph("", "文末")


def matters(page: Page) -> list[str]:
    """Each met item: article, its wording, the numbers, the reading it stands on."""
    return [
        page.control("for 事项 in 触发事项"),
        # Papers made before there were families have none in what was stored of them.
        page.control("if 事项.分组|default"),
        page.paragraph("{{ 事项.分组 }}", "二级标题"),
        page.control("endif"),
        page.control("if 事项.组名|default"),
        page.paragraph("{{ 事项.组内序号 }}{{ 事项.条款 }}", own=KEEP_NEXT),
        page.control("else"),
        page.paragraph("{{ 事项.序号 }}{{ 事项.条款 }}", "二级标题"),
        page.control("endif"),
        page.paragraph("《办法》规定：“{{ 事项.原文 }}”。"),
        page.control("for 事实 in 事项.事实"),
        page.paragraph("{{ 事实 }}"),
        page.control("endfor"),
        page.control("for 口径 in 事项.口径"),
        page.paragraph("研判口径：{{ 口径 }}"),
        page.control("endfor"),
        page.control("endfor"),
        *lower(page),
    ]


def lower(page: Page) -> list[str]:
    """The lower items that go along with the met ones (一并通报)."""
    return [
        page.control("if 一并通报"),
        page.paragraph("同时存在下列较低等级的情形，一并通报：", own=KEEP_NEXT),
        page.control("for 项 in 一并通报"),
        page.paragraph("{{ 项.序号 }}{{ 项.内容 }}"),
        page.control("endfor"),
        page.control("endif"),
    ]


def triggers(page: Page) -> list[str]:
    """Several units in one table, what each met; then the articles and readings, each once."""
    heads = {"序号": 12, "单位": 30, "依据条款": 38, "情形": 76}
    row = ("{{ 行.序号 }}", "{{ 行.单位 }}", "{{ 行.条款 }}", "{{ 行.情形 }}")
    return [
        page.table(heads, row, "行 in 触发情况", heading="行.分组"),
        page.paragraph("《办法》有关规定如下：", own=KEEP_NEXT),
        *lines(page, "条款原文"),
        page.control("for 口径 in 研判口径"),
        page.paragraph("研判口径：{{ 口径 }}"),
        page.control("endfor"),
    ]


def matters_of_all(page: Page) -> list[str]:
    """The met items of one unit as paragraphs, of a 集体约谈 as one table by unit."""
    return [
        page.control("if 触发情况"),
        page.paragraph("各单位出现的情形如下。", own=KEEP_NEXT),
        *triggers(page),
        *lower(page),
        page.control("else"),
        *matters(page),
        page.control("endif"),
    ]


def brief(page: Page) -> list[str]:
    """The met items in brief, for papers that follow the interview. They stand before the first
    heading (一、), so none is numbered (一): each begins with its article."""
    return [
        page.control("for 项 in 事项简述"),
        page.paragraph("{{ 项.内容 }}"),
        page.control("endfor"),
    ]


def interviewed(page: Page) -> list[str]:
    """What letters after the interview begin with: that the unit was interviewed, and for what."""
    said = (
        "{{ 约谈日期 }}，因出现《{{ 依据名称 }}》（{{ 依据文号 }}，以下简称《办法》）"
        "{{ 条款合称 }}规定的情形，对你单位进行了约谈。约谈所依据的事项如下。"
    )
    return [page.paragraph(said), *brief(page)]


def row_table(page: Page, field: str, columns: dict[str, int]) -> list[str]:
    """A field that holds a table: its columns with their widths in mm."""
    cells = tuple(f"{{{{ 行.{column} }}}}" for column in columns)
    return [page.table(columns, cells, f"行 in {field}")]


def numbered(page: Page, field: str) -> list[str]:
    """（一）… the items of a field, each a paragraph."""
    return [
        page.control(f"for 项 in {field}"),
        page.paragraph("{{ 项.序号 }}{{ 项.内容 }}"),
        page.control("endfor"),
    ]


def lines(page: Page, field: str) -> list[str]:
    """The paragraphs of a field."""
    return [
        page.control(f"for 段 in {field}"),
        page.paragraph("{{ 段 }}"),
        page.control("endfor"),
    ]


def annex_note(page: Page) -> list[str]:
    """附件说明 of the table of sources."""
    return [
        page.control("if 数据来源"),
        page.paragraph("附件：研判数据来源表", "附件说明"),
        page.control("endif"),
    ]


def signature(page: Page, note: str = "") -> list[str]:
    """署名 and 成文日期; a 附注 stands under them, on the same page (7.3.6)."""
    dated = page.paragraph("{{ 成文日期 }}", "成文日期", KEEP_NEXT if note else "")
    below = [page.paragraph(note)] if note else []
    return [page.paragraph("{{ 发文机关 }}", "署名"), dated, *below]


def annex_note_of_notice(page: Page) -> list[str]:
    """附件说明 of the table of sources and of what the interviewed bring along (第十四条)."""
    return [
        page.control("if 数据来源 and 应备材料"),
        page.paragraph("附件：1. 研判数据来源表", "附件说明"),
        page.paragraph("2. 约谈应备材料清单", "附件续项"),
        page.control("elif 应备材料"),
        page.paragraph("附件：约谈应备材料清单", "附件说明"),
        page.control("elif 数据来源"),
        page.paragraph("附件：研判数据来源表", "附件说明"),
        page.control("endif"),
    ]


def materials_annex(page: Page) -> list[str]:
    """第十四条: the materials to bring, each with a box to tick on the day."""
    return [
        page.control("if 应备材料"),
        page.paragraph("{{ 材料附件 }}", "附件序号", PAGE_BREAK),
        page.paragraph("约谈应备材料清单", "附件标题"),
        page.control("for 项 in 应备材料"),
        page.paragraph("□ {{ 项.序号 }}{{ 项.内容 }}"),
        page.control("endfor"),
        page.control("endif"),
    ]


def annex(page: Page, name: str = "附件") -> list[str]:
    """The numbers the paper stands on, each down to file, sheet and cell."""
    heads = {"序号": 10, "依据条款": 36, "指标": 36, "数值": 22, "来源": 52}
    row = ("{{ 行.序号 }}", "{{ 行.条款 }}", "{{ 行.指标 }}", "{{ 行.数值 }}", "{{ 行.来源 }}")
    return [
        page.control("if 数据来源"),
        page.paragraph(name, "附件序号", PAGE_BREAK),
        page.paragraph("研判数据来源表", "附件标题"),
        page.table(heads, row, "行 in 数据来源"),
        page.paragraph("{{ 来源说明 }}", "注"),
        page.control("endif"),
    ]
