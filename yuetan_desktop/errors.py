"""Errors a clerk can meet: one sentence on what happened, what was kept, what to do."""

from __future__ import annotations

import errno
from enum import Enum

# What Windows says of a file that another program holds, and of a drive that is no longer there.
# It makes PermissionError of most of either, so that the number itself has to be looked at.
_HELD = frozenset({32, 33})  # sharing violation, lock violation
_AWAY = frozenset({21, 31, 53, 55, 59, 64, 67, 121, 433, 1005, 1006, 1110, 1117, 1167})
_AWAY_ELSEWHERE = frozenset({errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ENOTCONN})


class AppError(Exception):
    """An error with words for the clerk.

    `message` says what happened, `kept` what was preserved, `hint` what to do next; all three are
    Chinese sentences. `detail` is for the log and the folded part of a dialog only. `act` names
    what was being done; whoever ran it says so, for the title of the dialog.
    """

    act = ""

    def __init__(self, message: str, *, kept: str = "", hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.kept = kept
        self.hint = hint
        self.detail = detail

    def one_line(self) -> str:
        """All three parts as one line, as the command line prints it."""
        return "".join(part for part in (self.message, self.kept, self.hint) if part)


class DiskTrouble(Enum):
    """Why a file cannot be read or written."""

    HELD = "held by another program, or not allowed"
    AWAY = "the drive or the network is gone"
    MISSING = "there is no such file"
    OTHER = "full, or anything else"


def disk_trouble(error: OSError) -> DiskTrouble:
    """What an error of the file system means for the clerk, on Windows and elsewhere."""
    number = getattr(error, "winerror", None)
    if number in _AWAY or (number is None and error.errno in _AWAY_ELSEWHERE):
        return DiskTrouble.AWAY
    if number in _HELD or isinstance(error, PermissionError):
        return DiskTrouble.HELD
    return DiskTrouble.MISSING if isinstance(error, FileNotFoundError) else DiskTrouble.OTHER


class Cancelled(AppError):
    """The clerk cancelled a running job; nothing was changed, or what `kept` says."""

    def __init__(self, kept: str = "数据未改动。") -> None:
        super().__init__("已取消。", kept=kept)
