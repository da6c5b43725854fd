"""LibreOffice kept open for a whole run, so that papers and workbooks do not each start it anew.

A start costs two seconds of work, a paper a tenth of that. LibreOffice itself hands what a second
call in the same profile asks for to the one that runs there: the program and the tests call it as
they always do, in the profile of this one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import docx

READY_SECONDS = 60
OPTIONS = ("--headless", "--norestore", "--nologo")
# Ends with whoever holds its input, however that ends, and when the office suite does.
GUARD = '("$@"; kill -9 -$$) & read -r end; kill -9 -$$'


class KeptOffice:
    """Started when its profile is first asked for, and again when a paper took it down."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._running: subprocess.Popen[bytes] | None = None

    def profile(self) -> Path:
        """The profile to call LibreOffice in, with one already running there."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="yuetan-kept-office-"))
        program = shutil.which("soffice") or shutil.which("libreoffice")
        ended = self._running is None or self._running.poll() is not None
        if program is not None and os.name == "posix" and ended:
            self._start(program, self._folder)
        return self._folder

    def _start(self, program: str, folder: Path) -> None:
        # With a document open it does not end when it has converted another.
        held = folder / "held.docx"
        docx.Document().save(str(held))
        profile = f"-env:UserInstallation={folder.as_uri()}"
        self._running = subprocess.Popen(
            ["sh", "-c", GUARD, "sh", program, profile, *OPTIONS, str(held)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # The lock beside the document tells that it is open.
        lock, until = folder / ".~lock.held.docx#", time.monotonic() + READY_SECONDS
        while not lock.exists() and self._running.poll() is None and time.monotonic() < until:
            time.sleep(0.05)

    def close(self) -> None:
        if self._running is not None:
            self._running.communicate()  # its input ends, and so does the guard
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
