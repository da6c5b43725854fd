"""Where shipped things and the office's data are, in each form of the program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from yuetan_desktop import paths


def test_source_tree() -> None:
    top = Path(__file__).resolve().parents[1]
    assert paths.resources() == top / "resources"
    assert paths.templates_docx() == top / "templates_docx"


def test_installed_program_carries_its_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "paths.py"))
    assert paths.resources() == tmp_path / "resources"


def test_frozen_program_on_a_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.DATA_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "yuetan"))
    assert paths.resources() == tmp_path / "_internal" / "resources"
    assert paths.default_data_dir().parent != tmp_path
    (tmp_path / paths.PORTABLE_FOLDER).mkdir()
    assert paths.default_data_dir() == tmp_path / paths.PORTABLE_FOLDER


def test_named_data_folder_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    assert paths.default_data_dir() == tmp_path
