"""A printer for a computer that has none: it keeps what it is given.

CUPS' own two commands are where our program ends; everything before them is real.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from yuetan_desktop.documents import printing

NAME = "二楼文印室"
LPSTAT = """#!/bin/sh
case "$1" in
  -e) echo "走廊"; echo "{name}";;
  -d) echo "system default destination: {name}";;
esac
"""
LP = """#!/bin/sh
n=$(ls "{jobs}" | wc -l)
mkdir "{jobs}/$n"
for word in "$@"; do last=$word; printf '%s\\n' "$word" >> "{jobs}/$n/arguments"; done
cp "$last" "{jobs}/$n/paper.pdf"
"""


@dataclass(frozen=True)
class Job:
    """What was printed: the arguments of lp, the words on the paper."""

    arguments: list[str]
    words: str


class Printer:
    def __init__(self, folder: Path) -> None:
        self._jobs = folder / "jobs"
        self._programs = folder / "programs"
        self._jobs.mkdir(parents=True)
        self._programs.mkdir()
        for name, script in (("lpstat", LPSTAT), ("lp", LP)):
            program = self._programs / name
            program.write_text(script.format(name=NAME, jobs=self._jobs), "utf-8")
            program.chmod(0o755)
        self._path = f"{self._programs}{os.pathsep}{os.environ['PATH']}"

    @contextmanager
    def connected(self) -> Iterator[None]:
        """With this printer and the computer's own office suite."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", self._path)
            printing.find_suite.cache_clear()
            yield
        printing.find_suite.cache_clear()

    def jobs(self) -> list[Job]:
        return [self._job(folder) for folder in sorted(self._jobs.iterdir())]

    def _job(self, folder: Path) -> Job:
        command = ["pdftotext", "-layout", str(folder / "paper.pdf"), "-"]
        words = subprocess.run(command, capture_output=True, check=True, env={"PATH": self._path})
        said = (folder / "arguments").read_text("utf-8").splitlines()
        return Job(said, words.stdout.decode().replace(" ", ""))
