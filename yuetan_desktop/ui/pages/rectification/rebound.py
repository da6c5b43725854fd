"""反弹: one line across a page when a closed case is back at the level of its trigger."""

from __future__ import annotations

from yuetan_desktop.services.ledger import lookback
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import pretty
from yuetan_desktop.ui.widgets.containers import Action, Banner


class ReboundBanner(Banner):
    """Hidden while nothing under watch has rebounded."""

    def show_all(self, desk: Desk) -> None:
        """Whatever has rebounded, with a link to its newest case."""
        found = lookback.alerts(desk.ws)
        if not found:
            self.hide()
            return
        first = found[0]
        more = f"　另有 {len(found) - 1} 件" if len(found) > 1 else ""
        links: list[Action] = [(first.case.number, lambda: desk.go("case", first.case.id))]
        self.show_fact("反弹", pretty(first.says) + more, kind="bad", links=links)

    def show_case(self, desk: Desk, case_id: int) -> None:
        """The watch over one closed case: an alert, or that it has held so far."""
        watch = lookback.watch_of(desk.ws, case_id)
        if watch is None:
            self.hide()
        elif watch.rebounds:
            self.show_fact("反弹", pretty(watch.says), kind="bad")
        else:
            self.show_fact("回头看", pretty(watch.says), kind="info")
