"""`letters`: 交办函 and 催报函 of the sample cases in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.documents import printing

from .conftest import Run


@pytest.fixture
def sample(sample: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    return sample


def test_every_case_with_something_overdue_is_listed_with_its_letter(
    sample: Run, tmp_path: Path
) -> None:
    answer = sample("letters", "交办函", "--until", "2026-11-30", "-o", tmp_path)
    assert answer.code == 0
    made = list(tmp_path.glob("交办函*.docx"))
    assert made
    assert answer.out.count("逾期") == len(made)


def test_only_the_cases_asked_for(sample: Run, tmp_path: Path) -> None:
    letters = ("letters", "催报函", "--until", "2026-11-30", "-o", tmp_path)
    assert "岚溪县人民政府 逾期1项" in sample(*letters, "--case", "云约〔2026〕02号").out
    assert sample(*letters, "--case", "云约〔2025〕01号").out == "没有逾期事项。\n"
