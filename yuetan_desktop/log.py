"""The log file, and the hooks that bring every unexpected error into it."""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

logger = logging.getLogger("yuetan_desktop")

LOG_NAME = "yuetan.log"
MAX_BYTES = 1_000_000
OLD_FILES = 3

# The words of these speak of the program. Any other error's words may quote a cell or a name, and
# a clerk should be able to hand the log to anyone.
SPEAKS_OF_PROGRAM = (sqlite3.Error, ImportError, AttributeError, NameError, TypeError)

Reporter = Callable[[BaseException], None]


def install(folder: Path, report: Reporter | None = None) -> Path:
    """Log to a rotating file in `folder`; `report` is told of each unexpected error.

    `report` runs in the thread in which the error arose. Returns the log file.
    """
    path = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _QuietHandler(
            path, maxBytes=MAX_BYTES, backupCount=OLD_FILES, encoding="utf-8"
        )
    except OSError:
        # A full or read-only disk is told where data is written, not by failing to start.
        handler = logging.NullHandler()
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    uninstall()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    _hook(report)
    return path


def uninstall() -> None:
    """Undo `install`, for tests and for a change of the data folder."""
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__


def describe(error: BaseException) -> str:
    """Where an error arose and what kind it is, causes first, without words about data."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = describe(cause) + "\n" if cause else ""
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    words = f": {error}" if isinstance(error, SPEAKS_OF_PROGRAM) else ""
    return before + "".join(traceback.format_tb(error.__traceback__)) + name + words


class _QuietHandler(RotatingFileHandler):
    """A log that cannot be written, as on a disk that filled up meanwhile, says nothing of it."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Neither a traceback to the terminal nor an end of the work."""

    def close(self) -> None:
        with suppress(OSError):  # what could not be written is tried once more
            super().close()


class _Formatter(logging.Formatter):
    def formatException(self, ei: Any) -> str:
        return describe(ei[1])


def _hook(report: Reporter | None) -> None:
    def unexpected(error: BaseException) -> None:
        logger.error("unexpected", exc_info=error)
        if report:
            report(error)

    def in_main(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, Exception):
            unexpected(error)
        sys.__excepthook__(kind, error, trace)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            unexpected(args.exc_value)
        threading.__excepthook__(args)

    sys.excepthook = in_main
    threading.excepthook = in_thread
