"""Who may import whom: the table of docs/architecture.md, row by row."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_archon import archrule
from pytest_archon.failure import pop_failures
from pytest_archon.rule import RuleTargets

import yuetan_desktop
from tests.sourcetrees import nodes_within

SOURCE = Path(yuetan_desktop.__file__).parent
OURS = "yuetan_desktop"

# sqlite3 is named where it is allowed, so that no SQL strays out of the store.
STDLIB = {*sys.stdlib_module_names} - {"sqlite3"}
IMPURE = {"http", "random", "socket", "ssl", "subprocess", "threading", "time", "urllib"}
QT = ("PySide6", "shiboken6")


@dataclass(frozen=True)
class Row:
    """`may`: all that the package itself imports; `never`: not even through something else."""

    package: str
    may: tuple[str, ...]
    never: tuple[str, ...] = ()
    stdlib: frozenset[str] = frozenset(STDLIB)


ROWS = [
    Row("errors", may=(), never=(*QT,)),
    Row("wholefile", may=("errors",), never=(*QT,)),
    Row("paths", may=(), never=(*QT,)),
    Row("log", may=("paths", "sqlite3"), never=(*QT,)),
    Row(
        "domain",
        may=("domain", "errors"),
        never=(*QT, "sqlite3", "sqlite_utils", "openpyxl", "docx", "docxtpl", "python_calamine"),
        stdlib=frozenset(STDLIB - IMPURE),
    ),
    Row(
        "store",
        may=("store", "domain", "errors", "sqlite3", "sqlite_utils"),
        never=(*QT, "excel", "documents", "services", "ui"),
    ),
    Row(
        "excel",
        may=("excel", "domain", "errors", "wholefile", "python_calamine", "openpyxl", "lxml"),
        never=(*QT, "store", "documents", "services", "ui"),
    ),
    Row(
        "documents",
        may=(
            *("documents", "domain", "errors", "paths", "wholefile"),
            *(
                "docxtpl",
                "docx",
                "jinja2",
                "lxml",
                "pypdfium2",
                "pythoncom",
                "win32com",
                "win32print",
            ),
        ),
        never=(*QT, "store", "excel", "services", "ui"),
    ),
    Row(
        "services",
        may=(
            *("services", "store", "excel", "documents", "domain", "errors", "paths", "log"),
            *("wholefile", "sqlite_utils", "pypinyin"),
        ),
        never=(*QT, "matplotlib", "ui", "cli", "app"),
    ),
    Row(
        "cli",
        may=("cli", "services", "domain", "errors", "paths", "log", "click"),
        never=(*QT, "matplotlib", "ui", "app"),
    ),
    Row(
        "ui",
        may=(
            *("ui", "services", "domain", "errors", "paths", "log", "wholefile"),
            *(*QT, "matplotlib"),
        ),
        never=("cli", "app"),
    ),
]
# These put the program together and may import everything.
UNBOUND = {"__init__", "__main__", "app", "shots"}


def exists(package: str) -> bool:
    return (SOURCE / f"{package}.py").exists() or any((SOURCE / package).rglob("*.py"))


def anything_of(*names: str) -> str:
    """One expression for packages and all in them, ours by their short names: hundreds of single
    patterns would each be compiled again for every import."""
    ours = {row.package for row in ROWS} | UNBOUND
    full = [f"{OURS}.{name}" if name in ours else name for name in names]
    return rf"^({'|'.join(map(re.escape, full))})(\..*)?$"


def rule(name: str, *packages: str) -> RuleTargets:
    return archrule(name, use_regex=True).match(anything_of(*packages))


def check_direct(row: Row) -> None:
    (
        rule(f"{row.package} imports only what its row allows", row.package)
        .should_not_import("")
        # The package itself holds nothing but the version.
        .may_import(rf"^{OURS}$", anything_of(*row.stdlib, *row.may))
        .check(OURS, only_direct_imports=True)
    )


PRESENT = [pytest.param(row, id=row.package) for row in ROWS if exists(row.package)]


@pytest.mark.parametrize("row", PRESENT)
def test_a_package_imports_only_what_its_row_allows(row: Row) -> None:
    check_direct(row)


@pytest.mark.parametrize("row", [param for param in PRESENT if param.values[0].never])
def test_a_package_never_reaches_what_its_row_bans(row: Row) -> None:
    (
        rule(f"{row.package} never reaches {', '.join(row.never)}", row.package)
        .should_not_import(anything_of(*row.never))
        .check(OURS)
    )


def test_every_module_stands_in_the_table() -> None:
    found = {path.stem for path in SOURCE.glob("*.py")} | {
        path.relative_to(SOURCE).parts[0] for path in SOURCE.glob("*/**/*.py")
    }
    assert found - {row.package for row in ROWS} <= UNBOUND
    assert {"domain", "errors"} <= {param.id for param in PRESENT}


def test_a_broken_rule_is_noticed() -> None:
    check_direct(Row("domain", may=()))
    assert pop_failures()


def test_the_program_is_offline() -> None:
    (
        rule("no network", OURS)
        .should_not_import(
            anything_of("socket", "http", "ftplib", "smtplib", "urllib.request", "requests"),
            r"^PySide6\.QtNetwork",
        )
        .check(OURS)
    )


def clock_readings(source: str) -> list[str]:
    """Uses of datetime.now, date.today and the like, whatever name the import gave them."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and node.module == "datetime")
        or isinstance(node, ast.Import)
        for alias in node.names
        if isinstance(node, ast.ImportFrom) or alias.name == "datetime"
    }
    return [
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        for text in [ast.unparse(node)]
        if text.split(".")[0] in names
    ]


def test_the_clock_check_sees_each_way_of_reading_it() -> None:
    assert clock_readings("import datetime as d\nd.datetime.now()") == ["d.datetime.now"]
    assert clock_readings("from datetime import date\nf(default_factory=date.today)") == [
        "date.today"
    ]
    assert clock_readings("def f(case, today):\n    return case.today == today") == []


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "domain").rglob("*.py")), ids=lambda path: path.stem
)
def test_domain_takes_today_as_a_parameter(path: Path) -> None:
    assert clock_readings(path.read_text(encoding="utf-8")) == []


def test_every_module_stands_in_the_list_of_modules() -> None:
    """By its name, or by that of a folder which is told as a whole."""
    told = (SOURCE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = [path.relative_to(SOURCE) for path in SOURCE.rglob("*.py")]
    untold = [
        module.as_posix()
        for module in modules
        if not module.name.startswith("__")
        and f"`{module.name}`" not in told
        and f"`{module.stem}`" not in told
        and not any(f"`{folder}/`" in told for folder in module.parts[1:-1])
    ]
    assert untold == []


def test_every_module_of_the_list_is_there() -> None:
    told = (SOURCE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    there = {path.name for path in SOURCE.rglob("*.py")}
    assert set(re.findall(r"`(\w+\.py)`", told)) <= there


# Where the name to install is not the one to import.
INSTALLED_AS = {
    "docx": "python-docx",
    "PySide6": "PySide6-Essentials",
    "shiboken6": "PySide6-Essentials",
    "pythoncom": "pywin32",
    "win32com": "pywin32",
    "win32print": "pywin32",
}


def test_every_library_imported_is_declared_and_no_other() -> None:
    """Not only brought along by another one, which may drop it."""
    project = tomllib.loads((SOURCE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {re.split(r"[<>=; ]", one)[0] for one in project["project"]["dependencies"]}
    used = {
        name
        for _path, node in nodes_within()
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    libraries = {name.split(".")[0] for name in used} - {*sys.stdlib_module_names, OURS}
    assert {INSTALLED_AS.get(name, name.replace("_", "-")) for name in libraries} == declared
