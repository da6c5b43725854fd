"""A rule file with a mistake is refused, and the clause named."""

from __future__ import annotations

import pytest

from tests.builders import RESOURCES
from yuetan_desktop.domain.judging.rulefile import RuleFileError, read_regulation

TEXT = (RESOURCES / "regulations" / "ziyang-2022-42.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("{ class_drops = { steps = 1 } }", "{ class_falls = { steps = 1 } }", "第四条第（三）项"),
        ("{ class_drops = { steps = 1 } }", "{ class_drops = { stairs = 1 } }", "第四条第（三）项"),
        (
            '{ incident = { kind = "hazard_risk" } }',
            '{ incident = { kind = "hazzard" } }',
            "第六条第（三）项",
        ),
        ('scope_reading = "R11"', 'scope_reading = "R99"', "第七条第（一）项第3目"),
        ('default = "tied_count"', 'default = "tied"', "R3"),
        ('choose = "R2", both', 'choose = "R2", both_of', "第九条第（一）项第2目"),
    ],
)
def test_a_mistake_names_its_clause(right: str, wrong: str, named: str) -> None:
    assert right in TEXT
    with pytest.raises(RuleFileError, match=named):
        read_regulation(TEXT.replace(right, wrong))
