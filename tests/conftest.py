"""What every test stands on: no screen, and `gui` on each test that uses Qt."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.keptoffice import KeptOffice

# Before any test imports Qt: windows are laid out and painted in memory.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Bytecode is kept: else every process of a run rewrites and compiles all modules anew, 12 s each.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

SAMPLE_SECONDS = 180
PATIENCE_MS = 60_000


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample database. Tests that write copy it. Processes of a run share the making: the
    first that asks makes it, each has a copy of its own, since reading leaves files beside it."""
    own = tmp_path_factory.mktemp("sample") / "data"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return _make_sample(own)
    place = tmp_path_factory.getbasetemp().parent / "sample-of-all"
    try:
        place.mkdir()
    except FileExistsError:
        _await_sample(place)
    else:
        try:
            _make_sample(place / "making").rename(place / "made")
        except BaseException:
            (place / "failed").touch()
            raise
    return Path(shutil.copytree(place / "made", own))


def _make_sample(folder: Path) -> Path:
    """As `yuetan-cli init --sample` makes it."""
    from yuetan_desktop import log, paths
    from yuetan_desktop.cli import main

    assert main(["--data", str(folder), "init", "--sample"]) == 0
    log.uninstall()
    shutil.rmtree(paths.backups(folder))  # of each import: most of what each copy would carry
    return folder


def _await_sample(place: Path) -> None:
    until = time.monotonic() + SAMPLE_SECONDS
    while not (place / "made").exists():
        if (place / "failed").exists() or time.monotonic() > until:
            pytest.fail("The sample database did not come about in the process that made it.")
        time.sleep(0.05)


@pytest.fixture(scope="session", autouse=True)
def kept_office() -> Iterator[None]:
    """LibreOffice, once it is asked for, stays open until the last test."""
    from yuetan_desktop.documents import printing

    kept = KeptOffice()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "profile_folder", kept.profile)
        yield
    kept.close()


class PatientBot(QtBot):
    """Waits as long as a loaded computer takes; what comes about ends the waiting at once."""

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **options: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def without_office_suite(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a computer with neither WPS nor LibreOffice: papers are made, pages not counted."""
    from yuetan_desktop.documents import printing

    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    yield
    printing.find_suite.cache_clear()


# The files that take longest, the longest first: one of them begun last keeps one core waiting.
LONGEST = (
    "ui/test_accessibility.py", "e2e/test_window_procedure.py", "ui/test_dashboard.py",
    "ui/test_frame.py", "papercheck/test_papercheck.py", "ui/test_keyboard.py",
    "ui/test_settings.py", "ui/importing/test_import_wizard.py", "ui/test_undo.py",
    "ui/test_cases.py", "cli/test_line.py", "e2e/test_line_by_keyboard.py",
    "ui/importing/test_import_mapping.py", "services/test_summaries.py", "test_architecture.py",
    "ui/test_rules.py", "ui/test_contrast.py", "ui/test_empty.py", "ui/test_drafts.py",
    "ui/test_statistics.py", "documents/test_render.py", "ui/papers/test_paper_form.py",
    "ui/test_reading_versions.py", "ui/test_dialogs.py", "test_safety.py",
    "papercheck/test_prose.py", "services/test_officepapers.py", "services/test_pastcases.py",
    "documents/test_page.py", "ui/ledger/test_rectification.py",
    "services/test_import_audits.py", "ui/test_keyboard_focus.py",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    # Run in several processes, files would be handed out by their number of tests.
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: no search for garbage need look at it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)  # as rare as such a heap bears; windows are let go in `ui`


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    order = {here / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(LONGEST)))
    for item in items:
        if {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")
