"""The log tells where an error arose and nothing about the data."""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from yuetan_desktop import log

FULL = Path("/dev/full")


@pytest.fixture(autouse=True)
def clean_hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    monkeypatch.setattr(threading, "__excepthook__", lambda *_: None)
    yield
    monkeypatch.undo()
    log.uninstall()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def test_unexpected_error_is_logged_and_reported(tmp_path: Path) -> None:
    seen: list[BaseException] = []
    path = log.install(tmp_path / "logs", seen.append)
    error = raised(ValueError("乐至县 张三"))
    sys.excepthook(type(error), error, error.__traceback__)
    text = path.read_text(encoding="utf-8")
    assert seen == [error]
    assert "builtins.ValueError" in text
    assert "test_log.py" in text
    assert "张三" not in text


def test_error_in_a_thread_is_logged(tmp_path: Path) -> None:
    path = log.install(tmp_path)

    def work() -> None:
        raise KeyError("张三")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    text = path.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert text.count("张三") == text.count('raise KeyError("张三")')


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_log_on_a_full_disk_says_nothing_to_the_clerk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / log.LOG_NAME).symlink_to(FULL)
    log.install(tmp_path)
    log.logger.error("unexpected", exc_info=raised(ValueError("张三")))
    log.uninstall()
    assert capsys.readouterr() == ("", "")


def test_ctrl_c_is_not_an_error(tmp_path: Path) -> None:
    path = log.install(tmp_path, lambda _: pytest.fail("reported"))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert path.read_text(encoding="utf-8") == ""


def test_what_the_database_says_is_kept_and_causes_come_first() -> None:
    try:
        try:
            raise sqlite3.OperationalError("no such column: rank")
        except sqlite3.Error as error:
            raise RuntimeError("雁江区") from error
    except RuntimeError as outer:
        text = log.describe(outer)
    assert text.index("no such column: rank") < text.index("builtins.RuntimeError")
    assert not text.endswith("雁江区")


def test_unwritable_folder_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log.install(tmp_path / "file" / "logs")
    logging.getLogger("yuetan_desktop.store").info("goes nowhere")
