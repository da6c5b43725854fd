"""A long read is waited for; who gives up goes at once, and errors come through."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.files.waiting import wait_for
from yuetan_desktop.excel.parse import read_file


class GivenUp(Exception):
    pass


def test_what_the_work_gives_is_given() -> None:
    assert wait_for(lambda: 42, lambda: None) == 42


def test_who_gives_up_does_not_wait_for_the_end() -> None:
    ended, asked = threading.Event(), list[int]()

    def give_up() -> None:
        asked.append(1)
        if len(asked) == 2:
            raise GivenUp

    started = time.monotonic()
    with pytest.raises(GivenUp):
        wait_for(lambda: ended.wait(30), give_up)
    assert time.monotonic() - started < 10
    ended.set()


def test_an_error_of_the_work_is_raised_where_it_is_waited_for(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    file = tmp_path / "坏.xlsx"
    file.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(AppError, match="已损坏"):
        read_file(file, catalogue)
