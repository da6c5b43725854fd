"""一票否决: which units the hint is about and the case it stands on, a click away."""

from __future__ import annotations

from functools import partial

from yuetan_desktop.services.reports.statistics import Statistics
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.widgets.containers import Action, Banner

_LINKS = 2  # as many as a banner has room for


class VetoBanner(Banner):
    """Hidden while no unit of the period has a case under 第九条."""

    def show_found(self, desk: Desk, found: Statistics) -> None:
        units = [unit for unit in found.units if unit.has_veto]
        if not units:
            self.hide()
            return
        says = "；".join(f"{unit.name} {'、'.join(unit.veto_says)}" for unit in units)
        numbers = [number for unit in units for number in unit.veto_cases]
        links: list[Action] = [
            (number, partial(desk.go, "case", number)) for number in numbers[:_LINKS]
        ]
        self.show_fact(
            f"一票否决提示 {len(units)} 个单位",
            f"{says}。是否否决由考评机关认定。",
            kind="bad",
            links=links,
        )
