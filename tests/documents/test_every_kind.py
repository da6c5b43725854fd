"""What holds for every kind of paper, and so for one that is added."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from yuetan_desktop.documents.compose import compose
from yuetan_desktop.documents.doctor import check_template
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.sample import sample_context
from yuetan_desktop.domain.workday import WorkCalendar

from . import earlycase, latercase
from .earlycase import W

# Written before the interview of the sample; every other kind after it.
BEFORE = ("约谈通知", "延期约谈答复")
every_kind = pytest.mark.parametrize("name", KINDS)


@every_kind
def test_the_sample_may_go_out_and_each_required_field_is_missed(
    name: str, calendar: WorkCalendar
) -> None:
    blocking = earlycase.blocking if name in BEFORE else latercase.blocking
    assert blocking(name, calendar) == []
    for field in KINDS[name].fields:
        if field.required:
            missed = blocking(name, calendar, **{field.key: " "})
            assert field.key in {remark.field for remark in missed}, field.key


@every_kind
def test_the_shipped_template_is_sound_and_prints_all_that_is_demanded(
    name: str, shipped: Path
) -> None:
    assert check_template(shipped / KINDS[name].template, KINDS[name]) == []


@every_kind
def test_every_table_states_its_grid_and_stays_inside_the_text_area(
    name: str, shipped: Path, tmp_path: Path
) -> None:
    out = tmp_path / "paper.docx"
    compose(shipped / KINDS[name].template, sample_context(name), out)
    for table in docx.Document(str(out)).element.body.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) <= 8850
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        for row in table.iter(f"{W}tr"):
            spans = [s.get(f"{W}val") for s in row.iter(f"{W}gridSpan")]
            cells = len(list(row.iter(f"{W}tc")))
            assert cells + sum(int(s) - 1 for s in spans) == len(grid)
