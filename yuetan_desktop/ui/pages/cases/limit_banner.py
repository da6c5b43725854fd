"""The line over a case that says its next limit, with the acts that remind the unit of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services.cases.caseview import BannerKind, CaseView
from yuetan_desktop.ui.theme import pretty
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
    told = view.banner
    links = _reminders(view, write, record) or _either_way(view, record)
    banner.show_fact(told.text, told.detail, kind=_LOOKS[told.kind], links=links)


def show_changed(banner: Banner, view: CaseView) -> None:
    """Numbers that the case was opened on and that are no longer in force."""
    banner.setVisible(bool(view.changed))
    if view.changed:
        banner.show_fact(
            "立案依据的数据有变化", pretty(view.changed), kind="warn", icon="triangle-alert"
        )


def _either_way(view: CaseView, record: Callable[[StepKind], None]) -> list[Action]:
    """第十九条: the limit on handing over is met by handing over or by finding nothing to."""
    limit = view.file.next_deadline
    if limit is None or limit.key != "transfer":
        return []
    ways = (StepKind.TRANSFER, StepKind.NO_TRANSFER)
    allowed = {one.kind: one.label for one in view.next_steps}
    return [(f"登记{allowed[kind]}", partial(record, kind)) for kind in ways if kind in allowed]


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
