"""The wording of ui.md 5 over every string the program can show: window, command line, errors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sourcetrees import SOURCE, nodes

# Papers quote the regulation; words of theirs are compared with it elsewhere.
SHOWN = ("ui", "cli", "services", "excel", "domain", "errors.py", "app.py")
HAN = r"[\u4e00-\u9fff]"

FORBIDDEN = {
    "您": "您",
    "an exclamation mark": r"！|(?<=[\u4e00-\u9fff])!(?!\{|[A-Z])",
    "a judgement": r"严重超标|大幅超标",
    "a certainty": r"必将|必然(?:会)?触发",
    "half-width punctuation": rf"{HAN}[,;?](?![A-Za-z0-9{{]*\))|{HAN}:(?!\S*[/%])|{HAN}\({HAN}",
    "an article in figures": r"第\s*\d+\s*条(?!件|记录|登记)|条\([一二三四五六七八九十]",
}


Parsed = dict[Path, list[ast.AST]]


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    """Every node of every file."""
    return {file: nodes(file) for file in shown_files()}


def shown_files() -> Iterator[Path]:
    for part in SHOWN:
        top = SOURCE / part
        yield from [top] if top.is_file() else sorted(top.rglob("*.py"))


def docstrings(nodes: list[ast.AST]) -> set[int]:
    found = set()
    for node in nodes:
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(id(first.value))
    return found


def strings(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Where, and the words: a text with gaps is read with {} in them."""
    for file, found in parsed.items():
        skipped = docstrings(found)
        for node in found:
            if isinstance(node, ast.JoinedStr):
                parts = [v.value if isinstance(v, ast.Constant) else "{}" for v in node.values]
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", "".join(map(str, parts))
            elif isinstance(node, ast.Constant) and id(node) not in skipped:
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", str(node.value)


@pytest.fixture(scope="module")
def shown(parsed: Parsed) -> list[tuple[str, str]]:
    return list(strings(parsed))


# What a pattern looks for in files, heads of blank forms, English, addresses of cells.
READING = re.compile(
    r"\\[dswb\[(]|\(\?|\[\^|\?\[|\||[?*+]$|\]季度|量\?"
    r"|^[^\u4e00-\u9fff]*$|^[a-z]|表!单元格|草稿!C|^(?:单位|注):$|^\S+\((?:天|位|区)\)$"
)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_string_says_it(shown: list[tuple[str, str]], what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{where}: {words}"
        for where, words in shown
        if pattern.search(words) and not READING.search(words)
    ]
    assert not found, "\n".join(found)


def buttons(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """The words of everything that is pressed: buttons, menu entries, links."""
    names = {"Button", "IconButton", "add_button", "addAction", "set_text"}
    for file, found in parsed.items():
        if not file.is_relative_to(SOURCE / "ui"):
            continue
        for node in found:
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            words = node.args[1 if name == "IconButton" and len(node.args) > 1 else 0]
            if name in names and isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", words.value


def pleads(words: str) -> bool:
    """No 请 in a button, never 是/否, no sentence (ui.md 3, 5)."""
    answers = {"是", "否", "确定", "好的", "OK"}
    return words.startswith("请") or words in answers or words.endswith("。")


def test_no_button_pleads_answers_yes_or_ends_a_sentence(parsed: Parsed) -> None:
    pressed = list(buttons(parsed))
    found = [f"{where}: {words}" for where, words in pressed if pleads(words)]
    assert len(pressed) > 100
    assert not found, "\n".join(found)
