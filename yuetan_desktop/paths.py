"""Where things are: what ships with the program, and what an office keeps."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_FOLDER = "yuetan"
DATA_VARIABLE = "YUETAN_DATA"
# Beside a program on a USB stick: keeps its data on the stick as well.
PORTABLE_FOLDER = "数据"


def resources() -> Path:
    """Regulations, indicators, layouts, samples, icons."""
    return _shipped("resources")


def templates_docx() -> Path:
    """The Word templates as shipped; an office's own edited copies live in its data folder."""
    return _shipped("templates_docx")


def default_data_dir() -> Path:
    """The data folder when none is named: variable, then portable, then the user's own place.

    Only says where; whoever opens it creates it.
    """
    if named := os.environ.get(DATA_VARIABLE):
        return Path(named).expanduser()
    if is_frozen():
        portable = Path(sys.executable).resolve().parent / PORTABLE_FOLDER
        if portable.is_dir():
            return portable
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / APP_FOLDER


def database(data_dir: Path) -> Path:
    return data_dir / "yuetan.ytdb"


def backups(data_dir: Path) -> Path:
    return data_dir / "backups"


def archive(data_dir: Path) -> Path:
    """Original workbooks as imported, named by their sha256."""
    return data_dir / "archive"


def papers(data_dir: Path) -> Path:
    """Issued Word papers; never overwritten."""
    return data_dir / "papers"


def logs(data_dir: Path) -> Path:
    return data_dir / "logs"


def is_frozen() -> bool:
    """Whether this is the PyInstaller build."""
    return bool(getattr(sys, "frozen", False))


def _shipped(name: str) -> Path:
    package = Path(__file__).resolve().parent
    if is_frozen():
        return Path(sys._MEIPASS) / name  # type: ignore[attr-defined]
    # A wheel carries the folder inside the package; in the source tree it lies beside it.
    installed = package / name
    return installed if installed.is_dir() else package.parent / name
