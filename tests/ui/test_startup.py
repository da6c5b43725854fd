"""What a clerk waits for at the start: no library is loaded before it is wanted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LATER = {
    *("docx", "docxtpl", "jinja2", "lxml", "matplotlib", "numpy", "openpyxl", "pandas"),
    *("pypdfium2", "pypinyin", "python_calamine", "sqlite_utils"),
}

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from yuetan_desktop import app
from yuetan_desktop.ui.main_window import MainWindow

data, fill = Path(sys.argv[1]), sys.argv[2] == "dashboard"
qt = app.make_application(data)
program = app.Program(data, MainWindow())
program.window.show()
qt.processEvents()
if fill:
    program.start()
    qt.processEvents()
    assert program.window.current_page.matrix.view.matrix.rows
loaded = sorted({name.split(".")[0] for name in sys.modules} | {
    name for name in sys.modules if name.startswith("yuetan_desktop.")
})
program.close()
print(json.dumps(loaded))
"""


def loaded_by(scene: str, data: Path) -> set[str]:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(data), scene],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return set(json.loads(found.stdout.splitlines()[-1]))


def test_the_frame_is_painted_before_the_database_is_even_imported(tmp_path: Path) -> None:
    loaded = loaded_by("frame", tmp_path)
    assert "yuetan_desktop.ui.main_window" in loaded
    assert not loaded & (LATER | {"yuetan_desktop.store.database"})


@pytest.mark.gui
def test_the_filled_dashboard_needs_no_charts_papers_or_workbooks(data_dir: Path) -> None:
    loaded = loaded_by("dashboard", data_dir)
    assert "yuetan_desktop.services.assessing" in loaded
    assert not loaded & {"yuetan_desktop.services.paperwork", "yuetan_desktop.documents.kinds"}
    assert not loaded & LATER


def test_the_values_are_shown_before_what_reads_spreadsheets_is_loaded() -> None:
    program = "import json, sys; import yuetan_desktop.ui.pages.data as page; page.load(page.VIEWS[0][2]);"
    program += "print(json.dumps(sorted(sys.modules)))"
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(json.loads(found.stdout))
    assert "yuetan_desktop.ui.pages.browse.values" in loaded
    assert not loaded & {"openpyxl", "yuetan_desktop.ui.pages.import_wizard.wizard"}


def test_the_list_of_cases_waits_for_nothing_that_writes_workbooks_or_papers() -> None:
    """Each page offers 导出; what it writes with is loaded when something is exported."""
    program = "import json, sys; import yuetan_desktop.ui.pages.cases.list_page;"
    program += "print(json.dumps(sorted(sys.modules)))"
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(json.loads(found.stdout))
    assert "yuetan_desktop.services.summaries" in loaded
    assert not loaded & LATER


def test_the_command_line_waits_for_no_library_that_its_command_does_not_use() -> None:
    program = "import json, sys; import yuetan_desktop.cli; print(json.dumps(sorted(sys.modules)))"
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    assert not set(json.loads(found.stdout)) & LATER
