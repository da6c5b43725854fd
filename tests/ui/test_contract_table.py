"""docs/contract.md says which test shows which line of the design: each of them exists."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_every_test_that_the_table_names_exists() -> None:
    table = (TESTS.parent / "docs" / "contract.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)::(test_\w+)`", table))
    there = {
        (file.stem, name)
        for file in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert len(named) > 80
    assert named - there == set()


# How many rows each letter of the table of features has.
FEATURES = {"A": 10, "B": 8, "C": 11, "D": 12, "E": 19, "F": 20, "G": 15, "H": 9, "I": 16}


def test_every_feature_has_its_line_and_every_case_that_is_named_exists() -> None:
    contract = (TESTS.parent / "docs" / "contract.md").read_text("utf-8")
    features = contract.split("\n## Features\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([A-I]\d+) \|.*\| (.*) \|$", features, re.MULTILINE)
    assert [row for row, _ in rows] == [
        f"{letter}{n}" for letter, count in FEATURES.items() for n in range(1, count + 1)
    ]
    assert all("`test_" in shown or shown == "*context*" for _, shown in rows)
    cases = [
        name
        for file in (TESTS / "regulation" / "cases").glob("*.toml")
        for name in re.findall(r'^name = "(.*)"$', file.read_text("utf-8"), re.MULTILINE)
    ]
    assert set(re.findall(r"「([^」]*)」", features)) <= {*cases, ""}
