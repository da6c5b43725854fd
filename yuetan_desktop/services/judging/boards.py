"""The matrix, kept between looks: after an import only the units it is about are assessed anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yuetan_desktop.domain.judging.matrix import MatrixCell
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store.facts import StoredFacts
from yuetan_desktop.store.revision import Revision, revision, touched

Cells = tuple[MatrixCell, ...]
Assess = Callable[[StoredFacts, Sequence[Place], Period], list[Cells]]


class Boards:
    """One for an open workspace. Whatever is not an imported value (targets, matters, readings,
    settings, a new day) makes it start over; an import or its withdrawal only its own units."""

    def __init__(self, ws: Workspace, load: Callable[[], StoredFacts], assess: Assess) -> None:
        self._ws, self._load, self._assess = ws, load, assess
        self._seen: tuple[Revision, object] | None = None
        self._facts: StoredFacts | None = None
        self._rows: dict[Period, dict[int, Cells]] = {}

    @classmethod
    def of(cls, ws: Workspace, load: Callable[[], StoredFacts], assess: Assess) -> Boards:
        """The one of this workspace; made when first asked for."""
        found = ws.kept.get(cls)
        if not isinstance(found, Boards):
            found = ws.kept[cls] = cls(ws, load, assess)
        return found

    def facts(self) -> StoredFacts:
        """The facts as the database stands now; what is known to have moved is forgotten."""
        now, today = revision(self._ws.db), self._ws.today()
        before, self._seen = self._seen, (now, today)
        if (
            self._facts is None
            or before is None
            or (before[0].rest, before[1]) != (now.rest, today)
        ):
            return self._start_over()
        if other := before[0].batches ^ now.batches:
            self._take_in(self._facts, other)
        return self._facts

    def missing(self, places: Sequence[Place], month: Period) -> list[Place]:
        """Those that were not assessed yet."""
        known = self._rows.get(month, {})
        return [place for place in places if place.id not in known]

    def rows(self, facts: StoredFacts, places: Sequence[Place], month: Period) -> list[Cells]:
        """Six cells for each place, in order; `facts` are those of `facts()`."""
        known, missing = self._rows.setdefault(month, {}), self.missing(places, month)
        for place, cells in zip(missing, self._assess(facts, missing, month), strict=True):
            known[place.id] = cells
        return [known[place.id] for place in places]

    def _start_over(self) -> StoredFacts:
        self._rows.clear()
        self._facts = self._load()
        return self._facts

    def _take_in(self, facts: StoredFacts, batches: frozenset[int]) -> None:
        about = touched(self._ws.db, batches)
        if about.registers:
            self._start_over()
            return
        facts.forget(about.periods)
        parents = {place.id: place.parent for place in facts.places}
        owners = {parents.get(place) for place in about.places} - {None}
        units = about.places | owners
        for known in self._rows.values():
            # New ranks move everyone's ties.
            for unit in list(known) if about.lists else units & known.keys():
                known.pop(unit, None)  # type: ignore[arg-type]
