"""Files of one run that contradict each other: of two values for one unit, indicator and period
only one can hold, and the clerk has to know which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.results import Problem, Seen, Severity, at_cell
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.workspace import Workspace

_Key = tuple[
    int | str, str, str
]  # place (by its name where it is not registered), indicator, period


def contradictions(ws: Workspace, files: Sequence[ImportPreview]) -> dict[int, list[Problem]]:
    """By the number of the later file: one doubt for each earlier one that says otherwise, at the
    first cell that differs. Long tables of days are not looked through."""
    kinds = [
        {(seen.indicator, seen.period) for seen in file.reading.observations} for file in files
    ]
    found: dict[int, list[Problem]] = {}
    for later in range(1, len(files)):
        for earlier in range(later):
            shared = kinds[earlier] & kinds[later]
            if shared and (told := _told(ws, files[earlier], files[later], shared)):
                found.setdefault(later, []).append(told)
    return found


def _told(
    ws: Workspace, earlier: ImportPreview, later: ImportPreview, shared: set[tuple[str, str]]
) -> Problem | None:
    before = {key: seen.value for key, seen in _values(earlier, shared)}
    unlike = [
        (seen, before[key])
        for key, seen in _values(later, shared)
        if key in before and before[key] != seen.value
    ]
    if not unlike:
        return None
    seen, other = unlike[0]
    indicator = ws.library.catalogue[seen.indicator]
    what = f"{later.reading.places[seen.place].name}{Period.parse(seen.period).label()}"
    holds = f"“{earlier.file}”" if later.mode is Mode.ADD else "本文件"
    more = f"（共 {len(unlike)} 处不同）" if len(unlike) > 1 else ""
    return at_cell(
        seen,
        Severity.WARNING,
        f"{what}{indicator.name}这里是{seen.value:g}，同时导入的“{earlier.file}”里是{other:g}{more}；"
        f"一起入库以{holds}的为准，请核对是不是同一项。",
    )


def _values(file: ImportPreview, shared: set[tuple[str, str]]) -> Iterable[tuple[_Key, Seen]]:
    ids, names = file.resolved.ids, file.reading.places
    for seen in file.reading.observations:
        if seen.value is not None and (seen.indicator, seen.period) in shared:
            place = ids[seen.place]
            of = names[seen.place].name if place is None else place
            yield (of, seen.indicator, seen.period), seen
