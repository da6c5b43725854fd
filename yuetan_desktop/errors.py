"""Errors a clerk can meet: one sentence on what happened, what was kept, what to do."""

from __future__ import annotations


class AppError(Exception):
    """An error with words for the clerk.

    `message` says what happened, `kept` what was preserved, `hint` what to do next; all three are
    Chinese sentences. `detail` is for the log and the folded part of a dialog only.
    """

    def __init__(self, message: str, *, kept: str = "", hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.kept = kept
        self.hint = hint
        self.detail = detail

    def one_line(self) -> str:
        """All three parts as one line, as the command line prints it."""
        return "".join(part for part in (self.message, self.kept, self.hint) if part)


class Cancelled(AppError):
    """The clerk cancelled a running job; nothing was changed, or what `kept` says."""

    def __init__(self, kept: str = "数据未改动。") -> None:
        super().__init__("已取消。", kept=kept)
