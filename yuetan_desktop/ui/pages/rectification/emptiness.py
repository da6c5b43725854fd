"""What the ledger shows instead of lines: nothing yet, or nothing that passes the filters."""

from __future__ import annotations

from collections.abc import Callable

from yuetan_desktop.ui.widgets.containers import EmptyState


def nothing_passes(clear: Callable[[], None]) -> EmptyState:
    return EmptyState(
        "filter", "没有符合条件的任务", "换一个范围，或清除筛选。", primary=("清除筛选", clear)
    )


def nothing_yet(add: Callable[[], None], bring: Callable[[], None]) -> EmptyState:
    return EmptyState(
        "list-checks",
        "还没有整改任务",
        "整改方案审核同意后，把每一项措施登记到台账：做什么、多少、何时完成、谁负责。"
        "进展、佐证、核查和销号都记在这里。",
        primary=("新增措施", add),
        others=[("导入台账", bring)],
    )
