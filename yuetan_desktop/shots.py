"""Pictures of every page from the sample data: `python -m yuetan_desktop.shots OUT`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SIZES = ((1366, 768), (1440, 900))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="yuetan-shots", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--page", action="append", help="只拍这一页，例如 dashboard；可写多次")
    parser.add_argument("--mark", default="", help="写进文件名，例如 large")
    parser.add_argument("--data", type=Path, help="已有的示例数据文件夹")
    parser.add_argument("--text-size", default="standard", choices=["standard", "large", "huge"])
    parser.add_argument("--contrast", default="off", choices=["off", "black", "white"])
    options = parser.parse_args(arguments)
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or Path(folder) / "data"
        camera = Camera(options.out, options.mark)
        look = (options.text_size, options.contrast)
        for file in take(data, camera, only=options.page or (), look=look):
            print(file)
    return 0


@dataclass(frozen=True)
class Camera:
    """Where pictures go, and what their names tell of how they were taken."""

    out: Path
    mark: str = ""

    def grab(self, window: Any, name: str) -> Path:
        window.show()
        _settle()
        _leave_alone(window)
        _settle()
        name = "-".join(filter(None, (name, self.mark, f"{window.width()}x{window.height()}")))
        file = self.out / f"{name}.png"
        window.grab().save(str(file))
        return file


def take(
    data_dir: Path,
    camera: Camera,
    *,
    only: Sequence[str] = (),
    look: tuple[str, str] = ("standard", "off"),
) -> Iterator[Path]:
    """Make each picture in turn, or `only` those; missing sample data is made. `look` is 字号 and
    高对比度, instead of the sample office's own."""
    from yuetan_desktop import app as program
    from yuetan_desktop.services import workspace
    from yuetan_desktop.services.sample import samples
    from yuetan_desktop.ui import charts
    from yuetan_desktop.ui.main_window import MainWindow
    from yuetan_desktop.ui.page import Desk
    from yuetan_desktop.ui.tasks import InlineExecutor, TaskRunner
    from yuetan_desktop.ui.theme import Contrast, TextSize, theme

    if not workspace.exists(data_dir):
        samples.create_sample(data_dir).close()
    with tempfile.TemporaryDirectory() as window_state:
        program.make_application(Path(window_state))
        charts.draw_with(InlineExecutor())
        reader = workspace.open_workspace(data_dir, read_only=True)
        tasks = TaskRunner(
            reader, lambda: workspace.open_workspace(data_dir), executor=InlineExecutor()
        )
        window = MainWindow()
        for width, height in SIZES:
            window.resize(width, height)
            window.attach(Desk(reader, tasks))
            theme().set_text_size(TextSize(look[0]))
            theme().set_contrast(Contrast(look[1]))
            yield from _take_pages(window, camera, only)
            yield from _take_bare(window, data_dir, camera, only)
            yield from _take_without_cases(window, data_dir, camera, only)
        window.close()
        tasks.close()
        reader.close()


Scene = Callable[[Any], None]


def _take_pages(window: Any, camera: Camera, only: Sequence[str]) -> Iterator[Path]:
    from yuetan_desktop.ui.navigation import PAGES

    for number, entry in enumerate(PAGES, 1):
        if only and entry.key not in only:
            continue
        what = _item(entry.key, window.desk)
        if entry.under and what is None:
            continue
        window.go(entry.key, what)
        yield _take_scene(window, camera, f"{number:02}-{entry.key}", SCENES.get(entry.key))
    if not only or "browse" in only:
        window.go("data")
        yield _take_scene(window, camera, "22-browse", lambda page: page.show_view("units"))


def _take_scene(window: Any, camera: Camera, name: str, scene: Scene | None) -> Path:
    if scene is not None:
        window.show()
        _settle()
        scene(window.current_page)
    return camera.grab(window, name)


def _take_bare(window: Any, data_dir: Path, camera: Camera, only: Sequence[str]) -> Iterator[Path]:
    """What shows without data: the way to begin and the component sheet."""
    from yuetan_desktop.ui.pages.components import ComponentSheet
    from yuetan_desktop.ui.pages.welcome import WelcomePage

    if not only or "welcome" in only:
        welcome = WelcomePage(Path("/home/李敏/约谈数据"), data_dir / "示例", [])
        welcome.person.setText("李敏")  # a picture tells of no computer it was taken on
        window.show_welcome(welcome)
        yield camera.grab(window, "20-welcome")
    if not only or "components" in only:
        window.show_welcome(ComponentSheet())
        yield camera.grab(window, "21-components")


def _take_without_cases(
    window: Any, data_dir: Path, camera: Camera, only: Sequence[str]
) -> Iterator[Path]:
    """约谈案件 before the first case: what is found already is offered."""
    from yuetan_desktop.services import workspace
    from yuetan_desktop.services.sample import samples
    from yuetan_desktop.ui.page import Desk
    from yuetan_desktop.ui.tasks import InlineExecutor, TaskRunner

    if only and "empty" not in only:
        return
    folder = data_dir.with_name(f"{data_dir.name}-未立案")
    if not workspace.exists(folder):
        samples.create_sample(folder, with_cases=False).close()
    reader = workspace.open_workspace(folder, read_only=True)
    tasks = TaskRunner(reader, lambda: workspace.open_workspace(folder), executor=InlineExecutor())
    window.attach(Desk(reader, tasks), page="cases")
    yield camera.grab(window, "23-empty")
    window.detach()
    tasks.close()
    reader.close()


def _item(key: str, desk: Any) -> Any:
    """What a page that shows one thing shows: a case whose plan is due, the notice of the case
    that is furthest on."""
    from yuetan_desktop.services import casefiles
    from yuetan_desktop.services.casefiles import CaseFilter

    if key == "duecalendar":
        return desk.ws.today()
    if key not in {"case", "paper"}:
        return None
    found = casefiles.list_cases(desk.ws, CaseFilter.OPEN)
    if key == "case":
        by_plan = ((file.next_act == "登记整改方案", file.row.level, file.id) for file in found)
        return max(by_plan, default=(False, 0, None))[2]
    interviews = [file for file in found if file.row.level > 2]  # levels 1 and 2 are told, not met
    furthest = max(interviews, key=lambda file: len(file.steps), default=None)
    return (furthest.id, "约谈通知") if furthest else None


def _open_worst_unit(page: Any) -> None:
    view = page.matrix.view
    best = max(
        view.matrix.rows,
        key=lambda row: sum(cell.state == "已触发" for cell in row.cells),
        default=None,
    )
    if best is not None:
        from yuetan_desktop.ui.widgets.matrix import worst_column

        page.open_unit(best.key, best.cells[worst_column(best)].level)


def _check_a_file(page: Any) -> None:
    folder = page.desk.ws.library.folder / "samples" / "practice"
    page.import_files(sorted(folder.glob("*.xlsx")))
    page.view("wizard").review.next_issue()


def _open_the_task_that_is_late(page: Any) -> None:
    late = next((file for file in page.shown if file.is_overdue), None)
    if late is not None:
        page.open_task(late)
        page.table.space_pressed.emit(late)


def _show_a_clause_with_readings(page: Any) -> None:
    page.show_rule("8.1.1")


SCENES: dict[str, Scene] = {
    "rules": _show_a_clause_with_readings,
    "dashboard": _open_worst_unit,
    "data": _check_a_file,
    "rectification": _open_the_task_that_is_late,
}


def _leave_alone(window: Any) -> None:
    """Neither the pointer nor the keyboard is on the navigation, where a new window has them."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtWidgets import QApplication, QWidget

    from yuetan_desktop.ui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    for entered in window.rail.findChildren(QWidget):
        entered.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        QApplication.sendEvent(entered, QEvent(QEvent.Type.Leave))
    focused = window.focusWidget()
    if focused is not None and window.rail.isAncestorOf(focused):
        focused.clearFocus()


def _settle() -> None:
    """Let layouts, delayed charts and deferred deletions finish. What one turn of the events
    took long for (pages laid out by the office suite) still gets its layout in the next turns."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    deadline, turns = QDeadlineTimer(250), 0
    while turns < 8 or not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        turns += 1


if __name__ == "__main__":
    sys.exit(main())
