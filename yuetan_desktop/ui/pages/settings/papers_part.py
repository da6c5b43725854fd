"""文书: number patterns, faces, page numbers, and the template doctor (检查模板)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit

from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.field import ComboBox, Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label

_FIELDS = (
    ("number_pattern", "文号格式", "{year} 为年份，{n} 为序号，已用过的号不再用"),
    ("case_pattern", "案件编号格式", "如 资约〔{year}〕{n}号"),
    ("font_title", "标题与红头（小标宋）", ""),
    ("font_body", "正文（仿宋）", ""),
    ("font_heading", "一级标题（黑体）", ""),
    ("font_subheading", "二级标题（楷体）", ""),
)


class PapersPart(Part):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "文书", "GB/T 9704—2012；模板可在 WPS 中修改", inset=16)
        self.editors = {key: QLineEdit() for key, _label, _hint in _FIELDS}
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for number, (key, label, hint) in enumerate(_FIELDS):
            field = Field(label, self.editors[key], hint=hint)
            grid.addWidget(field, number // 2, number % 2)
        self.page_numbers = ComboBox([(one, one.label) for one in office.PageNumbers])
        grid.addWidget(Field("页码", self.page_numbers), len(_FIELDS) // 2, 0)
        self.review = QCheckBox("定稿前须法制审核")
        said = "打开后，没有通过法制审核的文书不能定稿、编号印发。"
        grid.addWidget(Field("审核", self.review, hint=said), len(_FIELDS) // 2, 1)
        self.body.addLayout(grid)
        self.check = Button("检查模板")
        self.check.clicked.connect(self.check_templates)
        self.template = ComboBox([(name, name) for name in paperfiles.template_names()])
        self.template.setAccessibleName("模板")
        self.edit = Button("修改模板")
        self.edit.setToolTip("用 WPS 或 Word 打开本机关自己的模板；随程序提供的那份不变")
        self.edit.clicked.connect(self.edit_template)
        self.add_foot(self.save, self.template, self.edit, self.check)
        checked = Label("字体与模板检查", Type.SECTION_TITLE)
        checked.setContentsMargins(16, 0, 16, 0)
        self.body.addWidget(checked)
        self.report = TextArea("", lines=3)  # grows with the room there is
        self.report.setReadOnly(True)
        self.report.setAccessibleName("检查结果")
        holder = row()
        holder.setContentsMargins(16, 4, 16, 12)
        holder.addWidget(self.report)
        self.body.addLayout(holder, 1)
        note = "缺少的字体用相近字体代替，文书中的字体名称不变，换到有该字体的电脑即恢复。"
        words = Label(note, Type.SMALL, Color.INK3)
        words.setContentsMargins(16, 0, 16, 12)
        self.body.addWidget(words)

    def refresh(self) -> None:
        stored = office.read_office(self.desk.ws)
        for key, editor in self.editors.items():
            editor.setText(str(getattr(stored, key)))
        self.page_numbers.set_key(stored.page_numbers)
        self.review.setChecked(bool(stored.legal_review))
        self._report_faces()

    def _report_faces(self) -> None:
        missing = paperfiles.missing_faces(self.desk.ws)
        self.report.setPlainText("\n".join(missing) or "文书所用字体本机都有。")

    def save(self) -> None:
        said = {key: editor.text().strip() for key, editor in self.editors.items()}
        choices = {
            "page_numbers": self.page_numbers.key,
            "legal_review": int(self.review.isChecked()),
        }
        self.write_office("保存文书设置", {**said, **choices}, self._report_faces)

    def edit_template(self) -> None:
        """Open the office's own copy of the chosen template, made when there is none yet."""
        name = str(self.template.key)
        self.desk.tasks.run(
            "修改模板",
            lambda ws, _: paperfiles.edit_template(ws, name),
            done=self._open_template,
            failed=lambda error: messages.show_error(error, self, title="修改模板未完成"),
        )

    def _open_template(self, own: Path) -> None:
        self.report.setPlainText(f"模板在{own}。\n改好保存后，请点“检查模板”。")
        try:
            paperfiles.open_paper(own)
        except AppError as error:
            messages.show_error(error, self, title="没有打开模板")

    def check_templates(self) -> None:
        """Fill every template with sample data and name what is broken, and where."""
        self.desk.tasks.run(
            "检查模板",
            lambda ws, _: paperfiles.check_templates(ws),
            done=self._checked,
            failed=lambda error: self._checked({"检查": [str(error)]}),
            blocks=[self.check],
        )

    def _checked(self, found: dict[str, list[str]]) -> None:
        lines = []
        for kind, problems in found.items():
            lines.append(f"{kind}：{'模板可用' if not problems else f'{len(problems)} 处问题'}")
            lines += [f"　　{problem}" for problem in problems]
        self.report.setPlainText("\n".join(lines))
