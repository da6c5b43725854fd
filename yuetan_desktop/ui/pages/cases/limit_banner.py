"""The line over a case that says its next limit, with the acts that remind the unit of it."""

from __future__ import annotations

from collections.abc import Callable

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services.cases.caseview import BannerKind, CaseView
from yuetan_desktop.ui.widgets.containers import Action, Banner

LETTER = "催报函"
_LOOKS = {
    BannerKind.PLAIN: "info",
    BannerKind.NEAR: "warn",
    BannerKind.OVERDUE: "bad",
    BannerKind.ENDED: "ok",
}


def show_limit(
    banner: Banner,
    view: CaseView,
    write: Callable[[str], None],
    record: Callable[[StepKind], None],
) -> None:
    """What is due next. `write` opens a paper, `record` the form of a step."""
    told, links = view.banner, _reminders(view, write, record)
    banner.show_fact(told.text, told.detail, kind=_LOOKS[told.kind], links=links)


def _reminders(
    view: CaseView, write: Callable[[str], None], record: Callable[[StepKind], None]
) -> list[Action]:
    """What the unit owes and is near or late with: it is reminded from here."""
    if not view.banner.owed or view.banner.kind is BannerKind.PLAIN:
        return []
    links: list[Action] = []
    if view.banner.kind is BannerKind.OVERDUE and any(p.kind == LETTER for p in view.papers):
        links.append((f"生成{LETTER}", lambda: write(LETTER)))
    if any(one.kind is StepKind.REMINDER for one in view.next_steps):
        links.append(("登记催办", lambda: record(StepKind.REMINDER)))
    return links
