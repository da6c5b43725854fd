"""How soon the window is there: painted frame and filled dashboard against an empty Qt window.

    python -m benchmarks.startup

Baseline: a fresh process that shows an empty PySide6 main window and ends at its first paint.
Ours: a fresh process up to the first paint of the frame, and up to the painted, filled dashboard
of the sample data. Times are of the whole process, the median of several runs, taken in turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS = 7
FRAME_LIMIT = 2.5
DASHBOARD_LIMIT = 5.0


def main(arguments: list[str]) -> int:
    if arguments and arguments[0] in _SCENES:
        _SCENES[arguments[0]](Path(arguments[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        from yuetan_desktop.services.sample.samples import create_sample

        create_sample(data).close()
        times: dict[str, list[float]] = {scene: [] for scene in _SCENES}
        for run in range(RUNS + 1):
            for scene in _SCENES:
                seconds = _time(scene, data)
                if run:  # the first run warms the disk cache
                    times[scene].append(seconds)
    empty, frame, dashboard = (statistics.median(times[s]) for s in ("empty", "frame", "dashboard"))
    print(f"空的 Qt 窗口 {empty:.2f} 秒，框架 {frame:.2f} 秒，填满的总览 {dashboard:.2f} 秒")
    print(f"框架 ÷ 空窗口 = {frame / empty:.2f}（要求 ≤ {FRAME_LIMIT}）")
    print(f"总览 ÷ 空窗口 = {dashboard / empty:.2f}（要求 ≤ {DASHBOARD_LIMIT}）")
    met = frame <= FRAME_LIMIT * empty and dashboard <= DASHBOARD_LIMIT * empty
    return 0 if met else 1


def _time(scene: str, data: Path) -> float:
    # As installed: the warming run leaves bytecode, also where the caller's setting forbids it.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.startup", scene, str(data)]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def _empty(_data: Path) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    _leave_at_paint(app, window)


def _frame(data: Path) -> None:
    from yuetan_desktop import app as program
    from yuetan_desktop.ui.main_window import MainWindow

    app = program.make_application(data)
    started = program.Program(data, MainWindow())
    started.window.show()
    _leave_at_paint(app, started.window.centralWidget())


def _dashboard(data: Path) -> None:
    from PySide6.QtCore import QTimer

    from yuetan_desktop import app as program
    from yuetan_desktop.ui.main_window import MainWindow

    app = program.make_application(data)
    started = program.Program(data, MainWindow())
    started.window.show()

    def fill() -> None:
        started.start()
        app.processEvents()
        page: Any = started.window.current_page
        assert page.seen is not None
        assert page.seen.board.rows
        page.matrix.view.viewport().repaint()
        os._exit(0)  # what follows is closing, not opening

    QTimer.singleShot(0, fill)
    app.exec()


def _leave_at_paint(app: Any, widget: Any) -> None:
    from PySide6.QtCore import QEvent, QObject

    class AtPaint(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                os._exit(0)
            return False

    watcher = AtPaint()
    widget.installEventFilter(watcher)
    app.exec()


_SCENES = {"empty": _empty, "frame": _frame, "dashboard": _dashboard}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
