"""The command line: the same services as the window, for scripts, support and tests."""

from yuetan_desktop.cli.program import main

__all__ = ["main"]
