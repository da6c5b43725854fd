"""The command line as it is called: arguments in; exit code, answer and sentence out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop import log
from yuetan_desktop.cli import main


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    def call(*arguments: object) -> Answer:
        code = main(["--data", str(data), "--person", "李敏", *map(str, arguments)])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    yield call
    log.uninstall()


@pytest.fixture
def sample(run: Run, data: Path, sample_folder: Path) -> Run:
    """The sample database in a folder of one's own."""
    shutil.copytree(sample_folder, data)
    return run
