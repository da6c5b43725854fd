"""What no module may do, whatever it is for: run text as code, use a shell, fill templates outside
the sandbox, hold SQL beside the store, write data into the log."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.sourcetrees import SOURCE, nodes_within

Look = Callable[[ast.AST], bool]

RUNS_TEXT = {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
READS_CODE = {"pickle", "marshal", "shelve", "dill", "yaml", "code", "runpy"}
# The office suite, its faces and printers; the demonstration opens what it made.
STARTS_PROGRAMS = {
    "cli/demo.py",
    "documents/fonts.py",
    "documents/printing.py",
    "documents/rarechars.py",
}
SQL = re.compile(r"\s*(SELECT|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA) ")


def called(node: ast.AST) -> str:
    """The name of what is called, as it is written; empty for anything else."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return set()


def uses_a_shell(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "shell"


def fills_outside_the_sandbox(node: ast.AST) -> bool:
    """Any environment of Jinja but the sandboxed one, and templates made without one."""
    return called(node).split(".")[-1] in {"Environment", "NativeEnvironment"} or (
        isinstance(node, ast.ImportFrom)
        and node.module == "jinja2"
        and any(alias.name in {"Environment", "FileSystemLoader"} for alias in node.names)
    )


def logs_data(node: ast.AST) -> bool:
    """A line of the log is words of the program, never text with values in it."""
    if not re.fullmatch(r"(log\.)?logger\.(debug|info|warning|error|exception)", called(node)):
        return False
    assert isinstance(node, ast.Call)
    return not all(isinstance(argument, ast.Constant) for argument in node.args)


def holds_sql(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and SQL.match(node.value) is not None
    )


def where(look: Look) -> Iterator[str]:
    yield from sorted(
        {file.relative_to(SOURCE).as_posix() for file, node in nodes_within() if look(node)}
    )


@pytest.mark.parametrize(
    ("source", "look"),
    [
        ("eval(text)", lambda node: called(node) in RUNS_TEXT),
        ("from pickle import loads", lambda node: bool(imported(node) & READS_CODE)),
        ("run(line, shell=True)", uses_a_shell),
        ("jinja2.Environment()", fills_outside_the_sandbox),
        ("from jinja2 import Environment", fills_outside_the_sandbox),
        ("logger.info(f'{name}')", logs_data),
        ("log.logger.warning('%s', name)", logs_data),
        ("db.execute('PRAGMA data_version')", holds_sql),
        ("db.execute(f'SELECT * FROM {table}')", holds_sql),
    ],
)
def test_each_look_sees_what_it_looks_for(source: str, look: Look) -> None:
    assert any(map(look, ast.walk(ast.parse(source))))


def test_no_text_is_run_as_code() -> None:
    assert [*where(lambda node: called(node) in RUNS_TEXT)] == []
    assert [*where(lambda node: bool(imported(node) & READS_CODE))] == []


def test_other_programs_are_started_in_few_places_and_never_by_a_shell() -> None:
    assert {*where(lambda node: "subprocess" in imported(node))} == STARTS_PROGRAMS
    assert [*where(uses_a_shell)] == []


def test_templates_are_filled_in_the_sandbox_only() -> None:
    assert [*where(fills_outside_the_sandbox)] == []
    assert [*where(lambda node: called(node) == "SandboxedEnvironment")] == ["documents/render.py"]


def test_sql_stands_in_the_store_alone() -> None:
    assert [name for name in where(holds_sql) if not name.startswith("store/")] == []


def test_the_log_takes_no_values() -> None:
    # What to install for Chinese input: names of packages and of an environment variable's value.
    assert [*where(logs_data)] == ["app.py"]
