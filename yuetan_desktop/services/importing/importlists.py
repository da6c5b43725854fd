"""Ranks without their list: a county table prints 第150名, the province's list says of how many."""

from __future__ import annotations

from collections.abc import Sequence

from yuetan_desktop.domain.indicator import Catalogue, Quantity
from yuetan_desktop.excel.results import Seen
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations


def with_known_lists(
    ws: Workspace, seen: Sequence[Seen], ids: Sequence[int | None], catalogue: Catalogue
) -> list[Seen]:
    """The rows, ranks without a list being given that of the rank on record for the same place
    and period. Otherwise a county table imported after the list would take N away from the rule."""
    ranks = {key for key, i in catalogue.items() if i.quantity is Quantity.RANK}
    bare = {row.period for row in seen if row.indicator in ranks and row.list_size is None}
    if not bare:
        return list(seen)
    known = observations.lists_on_record(ws.db, bare)
    filled = []
    for row in seen:
        found: tuple[str, int] | None = None
        if row.list_size is None and row.indicator in ranks:
            found = known.get((ids[row.place] or 0, row.indicator, row.period))
        # 全省 may be 全省县级行政区域; a rank among 陕南 never is.
        if found is not None and found[0].startswith(row.list_name):
            row = row._replace(list_name=found[0], list_size=found[1])
        filled.append(row)
    return filled
