"""The template doctor: what is wrong in a Word template, and in which paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError, meta, nodes

from yuetan_desktop.documents.kinds import PaperKind
from yuetan_desktop.documents.render import ENVIRONMENT, Paper, open_template, place_of, what_of
from yuetan_desktop.documents.sample import sample_context
from yuetan_desktop.errors import AppError


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One problem: where it stands (第 12 段), the words there, and what is wrong."""

    place: str
    text: str
    message: str

    def __str__(self) -> str:
        where = f"{self.place}（{self.text}）" if self.text else self.place
        return f"{where}：{self.message}" if where else self.message


def check_template(path: Path, kind: PaperKind) -> list[TemplateProblem]:
    """Every problem found; an empty list means that papers of this kind can be made with it."""
    must = f"{kind.name}必须载明（{kind.cite}）"
    return check_words(path, sample_context(kind.name), kind.demanded, must)


def check_words(
    path: Path, context: dict[str, Any], demanded: Iterable[str], must: str
) -> list[TemplateProblem]:
    """Every problem of a template that is filled with such a context; `must` says why the
    demanded fields may not be missing."""
    try:
        paper = open_template(path)
    except AppError as error:
        return [TemplateProblem("", "", error.one_line())]
    used: set[str] = set()
    problems: list[TemplateProblem] = []
    for story, source in _sources(paper):
        found, names = _check_source(story, source, set(context))
        problems += found
        used |= names
    if not problems:
        problems += _check_rendering(path, context)
        problems += [
            TemplateProblem("", "", f"模板没有用到字段“{field}”，{must}。")
            for field in demanded
            if field not in used
        ]
    return problems


def _sources(paper: Paper) -> Iterator[tuple[str, str]]:
    """The body and each head and foot, as the text that Jinja compiles."""
    yield "", paper.source_of(paper.docx.element)
    names = {".header": "页眉", ".footer": "页脚"}
    for relation in paper.docx.part.rels.values():
        for kind, title in names.items():
            if relation.reltype.endswith(kind.replace(".", "/")):
                yield title, paper.source_of(relation.target_part.element)


def _check_source(
    story: str, source: str, known: set[str]
) -> tuple[list[TemplateProblem], set[str]]:
    try:
        tree = ENVIRONMENT.parse(source)
        names = meta.find_undeclared_variables(tree)  # unknown filters show only here
    except TemplateSyntaxError as error:
        return [_problem(story, source, error.lineno, f"{what_of(error)}。")], set()
    problems = [
        _problem(
            story,
            source,
            name.lineno,
            f"用了程序不提供的字段“{name.name}”。{_nearest(name.name, known)}",
        )
        for name in tree.find_all(nodes.Name)
        if name.name in names - known
    ]
    return problems, names


def _check_rendering(path: Path, context: dict[str, Any]) -> list[TemplateProblem]:
    paper = open_template(path)
    try:
        paper.fill(context)
    except AppError as error:
        return [TemplateProblem("", "", error.message)]
    return [
        TemplateProblem(_place_in(path, text), text[:40], "花括号没有成对，会原样印出。")
        for text in _paragraphs(paper)
        if _LEFTOVER.search(text)
    ]


def _place_in(path: Path, text: str) -> str:
    texts = _paragraphs(open_template(path))
    return f"第 {texts.index(text) + 1} 段" if text in texts else ""


def _paragraphs(paper: Paper) -> list[str]:
    paragraphs = paper.docx.element.body.iter(_W_P)
    return ["".join(t.text or "" for t in paragraph.iter(_W_T)) for paragraph in paragraphs]


_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|｛%")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_P, _W_T = f"{_W}p", f"{_W}t"


def _problem(story: str, source: str, line: int, message: str) -> TemplateProblem:
    place, text = place_of(source, line)
    return TemplateProblem(story + place, text, message)


def _nearest(name: str, known: set[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    return f"是否应为“{close[0]}”？" if close else ""
