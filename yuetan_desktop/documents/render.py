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

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from yuetan_desktop.errors import AppError

ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
# XML 1.0 knows no other control characters; docxtpl gives \a, \f and \t meanings of its own.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def render(template: Path, context: Mapping[str, Any]) -> Paper:
    """The filled document, not yet saved. Raises AppError naming field and place."""
    paper = open_template(template)
    paper.fill(context)
    return paper


def open_template(template: Path) -> Paper:
    try:
        content = template.read_bytes()
    except OSError as error:
        raise AppError(
            f"找不到或无法读取模板“{template.name}”。",
            hint="请确认模板没有被移走或被其他程序占用。",
            detail=str(error),
        ) from error
    return Paper(content, template.name)


class Paper(DocxTemplate):
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
        return _by_paragraph(self.patch_xml(self.xml_to_string(element)))

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        source = _by_paragraph(src_xml)
        try:
            filled = _compiled(source).render(context)
        except (TemplateError, TypeError, ValueError) as error:
            raise explain(error, self.name, source) from error
        return self.resolve_listing(filled.replace("\n<w:p", "<w:p"))


def _by_paragraph(xml: str) -> str:
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)


@lru_cache(maxsize=64)
def _patched(source: str) -> str:
    return DocxTemplate.patch_xml(None, source)  # type: ignore[arg-type]


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
    what = _what(error)
    line = _line(error)
    return AppError(
        f"模板“{name}”{_where(source, line)}{what}。",
        hint="请在 WPS 中改正该处，或恢复随程序提供的模板。",
        detail=repr(error),
    )


def _what(error: Exception) -> str:
    message = str(error)
    if isinstance(error, UndefinedError):
        names = re.findall(r"'([^']+)'", message)
        return f"用了程序不提供的字段“{names[-1] if names else message}”"
    if isinstance(error, SecurityError):
        return "用了不允许的写法"
    if isinstance(error, TemplateSyntaxError):
        return "的标记写法有误：" + _syntax(message)
    return "的标记无法计算"


_SYNTAX = (
    (re.compile(r"end of print statement|unexpected '}'"), "双花括号 {{ }} 不完整"),
    (re.compile(r"'(\w+)' expects? .*|end of statement block"), "{% %} 内的语句不完整"),
    (re.compile(r"unknown tag 'end(\w*)'|[Uu]nexpected end of template"), "循环或条件没有成对"),
    (re.compile(r"unknown tag '([^']*)'"), "有不认识的语句"),
    (re.compile(r"unexpected char"), "有多余的符号"),
)


def _syntax(message: str) -> str:
    return next((words for form, words in _SYNTAX if form.search(message)), "花括号标记不完整")


def _line(error: Exception) -> int | None:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    trace = error.__traceback__
    line = None
    while trace is not None:  # jinja2 rewrites the frames of its code to lines of the template
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _where(source: str, line: int | None) -> str:
    if line is None:
        return ""
    rows = source.splitlines()
    text = re.sub(r"<[^>]+>", "", rows[min(line, len(rows)) - 1]).strip()
    # Line 1 precedes the first paragraph.
    place = f"第 {max(line - 1, 1)} 段"
    return f"{place}（{text[:40]}）" if text else place
