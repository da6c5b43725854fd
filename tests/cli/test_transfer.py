"""`case transfer`: the letter with its evidence in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs import verify
from yuetan_desktop.documents import printing

from .conftest import Run


@pytest.fixture
def sample(sample: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    return sample


def test_the_letter_goes_with_copies_of_what_it_lists(sample: Run, tmp_path: Path) -> None:
    clue = "问题线索=巡查记录不实｜某镇｜6处日期不一｜《环境保护法》第六十八条"
    answer = sample("case", "transfer", "云约〔2026〕03号", "-o", tmp_path / "移送", "--set", clue)
    assert answer.code == 0
    (folder,) = (path for path in (tmp_path / "移送").iterdir() if path.is_dir())
    assert verify(folder) == []
    assert (folder / "问题线索移送函.docx").exists()
    assert len(list((folder / "证据材料").iterdir())) > 1


def test_without_a_clue_nothing_is_made(sample: Run, tmp_path: Path) -> None:
    answer = sample("case", "transfer", "云约〔2026〕03号", "-o", tmp_path / "移送")
    assert answer.code == 1
    assert "缺问题线索" in answer.err
    assert not (tmp_path / "移送").exists()
