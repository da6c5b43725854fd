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
