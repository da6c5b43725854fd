"""Fill a Word template: docxtpl in a sandbox, strict about names, escaping everything.

Template and clerk both come from outside: the template may be edited in WPS, the values may hold
any character. So: no attribute of Python is reachable, an unknown name is an error that names it
and its paragraph, and `<`, `&` and line ends survive as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from yuetan_desktop.errors import AppError

ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
MAX_UNPACKED = 300_000_000  # bytes; a paper full of photographs has some tens of millions
# XML 1.0 knows no other control characters; docxtpl gives \a, \f and \t meanings of its own. Marks
# of direction and width come with what is pasted: unseen, they would turn words round on paper.
_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def render(template: Path, context: Mapping[str, Any]) -> Paper:
    """The filled document, not yet saved. Raises AppError naming field and place."""
    paper = open_template(template)
    paper.fill(context)
    return paper


def open_template(template: Path) -> Paper:
    """Raises AppError where it cannot be read, is no Word document, or unpacks to far too much."""
    try:
        content = template.read_bytes()
    except OSError as error:
        raise AppError(
            f"找不到或无法读取模板“{template.name}”。",
            hint="请确认模板没有被移走或被其他程序占用。",
            detail=str(error),
        ) from error
    try:
        size = unpacked_size(BytesIO(content))
    except BadZipFile:
        size = 0  # `Paper` says what is wrong with it
    if size > MAX_UNPACKED:
        raise AppError(
            f"“{template.name}”解压后有 {size / 1e6:.0f} MB，不像正常的文书，为安全起见没有打开。",
            kept="没有改动任何数据。",
            hint="请在 WPS 中压缩文中的图片，另存后再试。",
        )
    return Paper(content, template.name)


def unpacked_size(file: Path | BytesIO) -> int:
    """How many bytes a Word file says it holds."""
    with ZipFile(file) as package:
        return sum(part.file_size for part in package.infolist())


class Paper(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """DocxTemplate that compiles each part of a template once and explains its errors."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(BytesIO(content))
        self.name = name
        try:
            self.init_docx()
        except Exception as error:  # zip, XML and package errors are of many kinds
            raise AppError(
                f"模板“{name}”不是可用的 Word 文档（.docx）。",
                hint="请用 WPS 打开并另存为 .docx，或恢复随程序提供的模板。",
                detail=repr(error),
            ) from error

    def fill(self, context: Mapping[str, Any]) -> None:
        self.render(_printable(context), ENVIRONMENT, autoescape=True)

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)

    def source_of(self, element: Any) -> str:
        """What Jinja sees of a part: one line before, then one line per paragraph."""
        return self.patch_xml(self.xml_to_string(element))

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        try:
            filled = _compiled(src_xml).render(context)
        except (TemplateError, TypeError, ValueError) as error:
            raise explain(error, self.name, src_xml) from error
        resolved: str = self.resolve_listing(filled.replace("\n<w:p", "<w:p"))
        return resolved


@lru_cache(maxsize=64)
def _patched(source: str) -> str:
    # A line per paragraph, so that Jinja's line numbers say which one; before patch_xml, because
    # that takes the paragraphs of {%p … %} away.
    lined = re.sub(r"<w:p([ >])", r"\n<w:p\1", source)
    patched: str = DocxTemplate.patch_xml(None, lined)
    return patched


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    return ENVIRONMENT.from_string(source)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value.replace("\r\n", "\n"))
    if isinstance(value, Mapping):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    return value


# -- errors in words ----------------------------------------------------------------------------
def explain(error: Exception, name: str, source: str) -> AppError:
    """Which field or tag is wrong, and in which paragraph of the template it stands."""
    line = line_of(error)
    place, text = place_of(source, line) if line else ("", "")
    words = f"（{text}）" if text else ""
    return AppError(
        f"模板“{name}”{place}{words}：{what_of(error)}。",
        hint="请在 WPS 中改正该处，或恢复随程序提供的模板。",
        detail=repr(error),
    )


def place_of(source: str, line: int) -> tuple[str, str]:
    """The paragraph of a line of the source and the words in it; line 1 precedes the first."""
    rows = source.splitlines()
    text = re.sub(r"<[^>]+>", "", rows[min(line, len(rows)) - 1]).strip()
    return f"第 {max(line - 1, 1)} 段", text[:40]


def what_of(error: Exception) -> str:
    """What is wrong with a mark of a template, in the words of who wrote it."""
    message = str(error)
    if isinstance(error, UndefinedError):
        names = re.findall(r"'([^']+)'", message)
        return f"用了程序不提供的字段“{names[-1] if names else message}”"
    if isinstance(error, SecurityError):
        return "用了不允许的写法"
    if isinstance(error, TemplateSyntaxError):
        return "标记写法有误，" + _syntax(message)
    return "标记无法计算"


_SYNTAX = (
    (re.compile(r"end of print statement|unexpected '}'"), "双花括号 {{ }} 不完整"),
    (re.compile(r"'(\w+)' expects? .*|end of statement block"), "{% %} 内的语句不完整"),
    (re.compile(r"unknown tag 'end(\w*)'|[Uu]nexpected end of template"), "循环或条件没有成对"),
    (re.compile(r"unknown tag '([^']*)'"), "有不认识的语句"),
    (re.compile(r"unexpected char"), "有多余的符号"),
)


def _syntax(message: str) -> str:
    return next((words for form, words in _SYNTAX if form.search(message)), "花括号标记不完整")


def line_of(error: Exception) -> int | None:
    """The line of the template an error came from; None where it does not say."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    trace = error.__traceback__
    line = None
    while trace is not None:  # jinja2 rewrites the frames of its code to lines of the template
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
