"""The program's own modules as trees: what tests look for in all of them is read in once."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yuetan_desktop

SOURCE = Path(yuetan_desktop.__file__).parent


@cache
def nodes(file: Path) -> list[ast.AST]:
    """Every node of a file. They are many and all stay: there is no garbage to look for."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    finally:
        if was_collecting:
            gc.enable()


def nodes_within(top: Path = SOURCE) -> Iterator[tuple[Path, ast.AST]]:
    """Each node of each file of a folder."""
    for file in sorted(top.rglob("*.py")):
        yield from ((file, node) for node in nodes(file))
