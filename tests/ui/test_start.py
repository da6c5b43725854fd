"""The start stays quick: what takes long to import is imported by the work that needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "docx",
    "docxtpl",
    "jinja2",
    "lxml",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "pypdfium2",
    "pypinyin",
    "python_calamine",
    "sqlite_utils",
}

IMPORT_WINDOW = "import yuetan_desktop.app"
OPEN_DASHBOARD = """
import sys
from pathlib import Path
from yuetan_desktop import app as program
from yuetan_desktop.ui.main_window import MainWindow

data = Path(sys.argv[1])
app = program.make_application(data)
started = program.Program(data, MainWindow())
started.window.show()
started.start()
app.processEvents()
assert started.window.current_page.seen.board.rows
"""
TELL = "\nimport sys; print(*{name.split('.')[0] for name in sys.modules}, flush=True)"
# The open window would wait for its worker; this process has told what it was asked for.
LEAVE = "\nimport os; os._exit(0)"


def loaded(program: str, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", program + TELL + LEAVE, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_window_loads_no_heavy_module() -> None:
    seen = loaded(IMPORT_WINDOW)
    assert "PySide6" in seen
    assert not seen & HEAVY


def test_opening_the_filled_dashboard_loads_no_heavy_module(data_dir: Path) -> None:
    seen = loaded(OPEN_DASHBOARD, str(data_dir))
    assert "sqlite3" in seen
    assert not seen & HEAVY
