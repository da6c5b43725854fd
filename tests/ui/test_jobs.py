"""While a job runs only the controls it depends on are blocked, with the reason (ui.md 4.5)."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

import yuetan_desktop
from tests.sourcetrees import nodes_within
from tests.ui.ledger.tasks import task
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles, upkeep
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.stepping import VoidDialog
from yuetan_desktop.ui.pages.rectification import acts
from yuetan_desktop.ui.pages.rules.versions import SaveVersionDialog

pytestmark = pytest.mark.looking
UI = Path(yuetan_desktop.__file__).parent / "ui"

# Jobs that block nothing, by module, and why pressing again does no harm.
READS = "reads what is shown; a newer answer takes the place of the older one"
ASKS = "asks for a file, a printer or a choice first, each time"
TELLS = "says itself that it runs, and blocks by what stands in its foot"
ANOTHER = "each press is another act"
NO_CONTROL = "nothing was pressed"
WITHOUT = {
    "drafts.py": NO_CONTROL,
    "page.py": ASKS,
    "source_preview.py": READS,
    "undo.py": ANOTHER,
    "windowkeys.py": ANOTHER,
    "pages/browse/enterprises.py": READS,
    "pages/browse/yeartasks.py": ASKS,
    "pages/cases/attaching.py": ASKS,
    "pages/cases/folder_dialog.py": ASKS,
    "pages/cases/past_dialog.py": ASKS,
    "pages/import_wizard/folderrun.py": TELLS,
    "pages/import_wizard/layoutbar.py": ASKS,
    "pages/import_wizard/reading.py": TELLS,
    "pages/import_wizard/start.py": ASKS,
    "pages/import_wizard/storing.py": TELLS,
    "pages/papers/issuing.py": ASKS,
    "pages/papers/layout_run.py": READS,
    "pages/papers/letters_dialog.py": ASKS,
    "pages/papers/packing.py": ASKS,
    "pages/papers/printing.py": ASKS,
    "pages/papers/quotes.py": READS,
    "pages/papers/readback_dialog.py": ASKS,
    "pages/rectification/books.py": ASKS,
    "pages/rectification/evidence.py": ASKS,
    "pages/rectification/reading.py": READS,
    "pages/rules/packs.py": READS,
    "pages/rules/page.py": ASKS,
    "pages/rules/versions.py": READS,
    "pages/settings/papers_part.py": ASKS,
    "pages/statistics/briefing.py": READS,
    "pages/welcome.py": TELLS,
}


def test_every_job_blocks_what_it_depends_on_or_is_known_to_do_no_harm() -> None:
    blind = {
        file.relative_to(UI).as_posix()
        for file, call in nodes_within(UI)
        if isinstance(call, ast.Call)
        if ast.unparse(call.func).endswith(("tasks.run", "tasks.run_alone"))
        if "blocks" not in {keyword.arg for keyword in call.keywords}
    }
    assert blind == set(WITHOUT)


@pytest.fixture
def waiting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """Jobs that were begun; each runs when it is called."""
    begun: list[Callable[[], object]] = []
    monkeypatch.setattr(
        desk.tasks._executor, "submit", lambda work, *what: begun.append(partial(work, *what))
    )
    return begun


Blocked = tuple[Any, Callable[[], object], set[QAbstractButton]]  # where, press, what is blocked


def of_settings(window: MainWindow, _desk: Desk) -> Blocked:
    page = at(window, "settings", "papers")
    part = page.parts["papers"]
    return page, part.check.click, {part.check}


def of_saved_settings(window: MainWindow, _desk: Desk) -> Blocked:
    page = at(window, "settings", "look")
    part = page.parts["look"]
    return page, part.save_button.click, {part.save_button}


def of_a_backup(window: MainWindow, _desk: Desk) -> Blocked:
    page = at(window, "backup")
    return page, page.now.click, {page.now}


def of_a_check(window: MainWindow, _desk: Desk) -> Blocked:
    page = at(window, "backup")
    return page, page.check_button.click, {page.check_button}


def of_bringing_back(window: MainWindow, _desk: Desk) -> Blocked:
    page = at(window, "backup")
    page.restore_button.block("")  # as where a backup is chosen
    file = Path("约谈备份.db")
    held = upkeep.Contents(places=1, batches=1, observations=1, cases=1, papers=1)
    every = {page.now, page.elsewhere, page.check_button, page.restore_button, page.other_button}
    return page, lambda: page._restore(file, held), every


def of_a_paper(window: MainWindow, desk: Desk) -> Blocked:
    case = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待书面通知")
    page = at(window, "paper", (case.id, "约谈建议审批单"))
    page.layout_run.stop()
    return page, page.form.save.click, {page.form.save, page.form.issue}


def of_a_task(window: MainWindow, desk: Desk) -> Blocked:
    form = acts.progress(desk, task(desk, "老城区雨污管网混接改造"), window)
    form.fields["done"].editor.setText("36")  # type: ignore[attr-defined]
    return form, form.save.click, {form.save}


def of_a_voided_step(window: MainWindow, desk: Desk) -> Blocked:
    case = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待整改方案")
    step = next(step for step in case.steps if step.kind is StepKind.MINUTES)
    form = VoidDialog(desk, case, step.id, "纪要", parent=window)
    form.why.setText("误登")
    return form, form.save.click, {form.save}


def of_a_version(window: MainWindow, desk: Desk) -> Blocked:
    form = SaveVersionDialog(desk, parent=window)
    form.basis.setText("会议纪要")
    return form, form.go.click, {form.go}


def at(window: MainWindow, key: str, what: Any = None) -> Any:
    window.go(key, what)
    return window.current_page


JOBS = (
    of_settings, of_saved_settings, of_a_backup, of_a_check, of_bringing_back, of_a_paper,
    of_a_task, of_a_voided_step, of_a_version,
)  # fmt: skip


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.__name__)
def test_only_these_are_blocked_and_say_why_until_it_ends(
    window: MainWindow,
    desk: Desk,
    waiting: list[Callable[[], object]],
    monkeypatch: pytest.MonkeyPatch,
    job: Callable[[MainWindow, Desk], Blocked],
) -> None:
    monkeypatch.setattr(messages, "ask", lambda *_a, **_k: True)
    place, press, expected = job(window, desk)
    waiting.clear()
    desk.tasks.jobs.clear()
    usable = {one for one in place.findChildren(QAbstractButton) if one.isEnabled()}
    assert expected <= usable
    press()
    assert {one for one in usable if not one.isEnabled()} == expected
    (running,) = desk.tasks.jobs
    assert {one.toolTip() for one in expected} == {f"正在{running.title}"}
    for one in expected:
        one.click()
    assert desk.tasks.jobs == [running]
    running.cancel()
    waiting.pop()()
    assert all(one.isEnabled() for one in expected)


def test_the_keyboard_comes_back_to_what_was_pressed_unless_it_was_moved_on(
    window: MainWindow, desk: Desk, waiting: list[Callable[[], object]]
) -> None:
    page = at(window, "backup")
    for moved_on in (False, True):
        page.now.setFocus()
        page.now.click()
        assert window.focusWidget() is not page.now
        if moved_on:
            page.table.setFocus()
        desk.tasks.cancel_all()
        waiting.pop()()
        assert (window.focusWidget() is page.now) is not moved_on


def test_what_was_said_of_a_control_meanwhile_holds_when_the_job_ends(
    window: MainWindow, desk: Desk, waiting: list[Callable[[], object]]
) -> None:
    page = at(window, "backup")
    job = desk.tasks.run("恢复备份", lambda _ws, _: None, blocks=[page.restore_button])
    page.restore_button.block("")
    assert not page.restore_button.isEnabled()
    page.restore_button.block("先选择一个备份")
    assert page.restore_button.toolTip() == "正在恢复备份"
    job.cancel()
    waiting.pop()()
    assert page.restore_button.toolTip() == "先选择一个备份"
