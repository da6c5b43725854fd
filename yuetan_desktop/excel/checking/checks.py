"""Checks across what a file says: impossible, inconsistent, twice; complete ranking lists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from yuetan_desktop.domain.indicator import Catalogue, Quantity
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.quality.standards import Standards
from yuetan_desktop.excel.checking.daychecks import (
    DAYS,
    Columns,
    columns_of,
    row_doubts,
    rows_to_count,
)
from yuetan_desktop.excel.checking.dayseries import series_of_days
from yuetan_desktop.excel.checking.serieschecks import series_doubts
from yuetan_desktop.excel.checking.standardchecks import against_standards
from yuetan_desktop.excel.results import (
    DayTable,
    FileReading,
    More,
    Problem,
    Seen,
    SeenTarget,
    Severity,
    at_cell,
)
from yuetan_desktop.excel.sheet import position
from yuetan_desktop.excel.tablerows.gathereddays import gather_days

# Values looked at one by one: a year of a hundred stations. Of a larger file the days are looked at
# by the row, whether they stand in long tables or one in a cell.
MAX_CHECKED = 400_000
TICKS = 5000  # rows
MAX_OF_COLUMN = 100  # warnings or hints; a column full of them is one matter
MAX_DOUBLED = 2000  # cells told one by one; a file pasted twice is one matter
_PART = re.compile(r"前\d+|后\d+|前[一二三五十]+[名位]|top|bottom|part|部分|节选", re.IGNORECASE)
_SMALLEST_PROVINCIAL_LIST = 50
_RANKED = {
    **dict.fromkeys(("air_index_rank", "air_index_rank_city"), "air_index"),
    **dict.fromkeys(("cwqi_rank", "cwqi_rank_city"), "cwqi"),
}


def check(
    reading: FileReading,
    catalogue: Catalogue,
    standards: Standards,
    tick: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Add what is impossible, inconsistent, doubled or odd to the reading's problems."""
    _set_aside_doubled_rows(reading)
    reading.problems.extend(_doubled(reading))
    reading.problems.extend(_doubtful_targets(reading))
    reading.problems.extend(_not_too_many(_doubts(reading, catalogue, standards, tick)))


def _doubts(
    reading: FileReading,
    catalogue: Catalogue,
    standards: Standards,
    tick: Callable[[int, int], None],
) -> Iterator[Problem | More]:
    if reading.count_values() <= MAX_CHECKED:
        yield from _across(reading, reading.values(), catalogue, standards, tick)
        return
    gathered, others = gather_days(reading.observations)
    for table in (*reading.day_tables, *gathered):
        columns = columns_of(table)
        yield from _days_of_rows(table, columns)
        yield from row_doubts(table, columns, standards, catalogue, MAX_OF_COLUMN, tick)
        names = [place.name for place in reading.places]
        yield from series_of_days(
            table, columns, names.__getitem__, catalogue, MAX_OF_COLUMN, lambda: tick(0, 0)
        )
    yield from _across(reading, others, catalogue, standards, tick)


def _days_of_rows(table: DayTable, columns: Columns) -> Iterator[Problem]:
    """`_days_of` for the rows of a long table."""
    for row in rows_to_count(table, columns):
        yield from _days_of(Period.parse(row[1]), {s.indicator: s for s in table.values(row)})


def _across(
    reading: FileReading,
    values: Iterable[Seen],
    catalogue: Catalogue,
    standards: Standards,
    tick: Callable[[int, int], None],
) -> Iterator[Problem]:
    """What values of one row, one series or one list say about each other."""
    rows: dict[tuple[int, str], dict[str, Seen]] = defaultdict(dict)
    for seen in values:
        rows[seen.place, seen.period][seen.indicator] = seen
    for count, ((_, period), row) in enumerate(rows.items()):
        if count % TICKS == 0:
            tick(count, len(rows))
        if not row.keys().isdisjoint(DAYS):
            yield from _days_of(Period.parse(period), row)
        yield from against_standards(row, standards, catalogue)
    yield from series_doubts(reading, rows, catalogue)
    yield from _shared_ranks(reading, rows)


def _not_too_many(problems: Iterable[Problem | More]) -> Iterator[Problem]:
    """The first doubts of each column, and how many more there are. Errors are told one by one."""
    counts: Counter[tuple[str, str, Severity]] = Counter()
    last: dict[tuple[str, str, Severity], Problem] = {}
    for found in problems:
        if isinstance(found, More):
            counts[found[:3]] += found.number
            continue
        key = (found.sheet, found.cell.rstrip("0123456789"), found.severity)
        counts[key] += 1
        if found.severity is Severity.ERROR or counts[key] <= MAX_OF_COLUMN:
            yield found
        else:
            last.setdefault(key, found)
    for key, problem in last.items():
        more = counts[key] - MAX_OF_COLUMN
        words = f"这一列另有{more}处同类的{problem.severity}，从此格起不再逐一列出。"
        yield Problem(problem.severity, problem.sheet, problem.cell, words)


def _set_aside_doubled_rows(reading: FileReading) -> None:
    """Rows of long tables that may say a value for the second time go among the single values,
    in the order of the file, to be looked at one by one."""
    doubtful = _doubtful_days(reading)
    if not doubtful:
        return
    for place, day in tuple(doubtful):  # a doubled day is told by the days beside it
        beside = (date.fromisoformat(day) + timedelta(days=n) for n in (-2, -1, 1, 2))
        doubtful.update((place, near.isoformat()) for near in beside)
    sheets = {name: at for at, name in enumerate(reading.grids)}
    looked_at = [seen for seen in reading.observations if (seen.place, seen.period) in doubtful]
    others = [seen for seen in reading.observations if (seen.place, seen.period) not in doubtful]
    for table in reading.day_tables:
        for row in table.rows:
            if row[:2] in doubtful:
                looked_at.extend(table.values(row))
        table.rows = [row for row in table.rows if row[:2] not in doubtful]
    looked_at.sort(key=lambda seen: (sheets.get(seen.sheet, 0), position(seen.cell)))
    reading.observations = others + looked_at
    reading.day_tables = [table for table in reading.day_tables if table.rows]


def _doubtful_days(reading: FileReading) -> set[tuple[int, str]]:
    """Places and days with two rows in a long table, or a row and the same value elsewhere."""
    found: set[tuple[int, str]] = set()
    known: dict[str, set[tuple[int, str]]] = {}
    for table in reading.day_tables:
        days = {row[:2] for row in table.rows}
        if len(days) < len(table.rows):
            counts = Counter(row[:2] for row in table.rows)
            found.update(day for day, count in counts.items() if count > 1)
        for indicator in table.indicators:
            before = known.get(indicator)
            if before is not None:
                found |= before & days
            known[indicator] = days if before is None else before | days
    for seen in reading.observations if known else ():
        day = (seen.place, seen.period)
        if day in known.get(seen.indicator, ()):
            found.add(day)
    return found


def _doubled(reading: FileReading) -> Iterator[Problem]:
    """The same place, indicator and period twice with different values; the first one is kept."""
    first: dict[tuple[int, str, str], Seen] = {}
    kept: list[Seen] = []
    again: list[tuple[Seen, Seen]] = []
    setdefault = first.setdefault
    for seen in reading.observations:
        known = setdefault(seen[:3], seen)
        if known is seen:
            kept.append(seen)
        else:
            again.append((known, seen))
    undecided, again = _beside_each_other(again)
    refused = {id(known) for known, _ in undecided}
    reading.observations = [seen for seen in kept if id(seen) not in refused] if refused else kept
    yield from _ask_which(reading, undecided)
    told: set[tuple[str, str]] = set()
    for known, seen in again:
        where = f"{known.sheet}!{known.cell}" if known.sheet != seen.sheet else known.cell
        name = reading.places[seen.place].name
        if known.value != seen.value or known.text != seen.text:
            reading.doubled.append(seen)
            if len(reading.doubled) > MAX_DOUBLED:
                continue
            yield at_cell(
                seen,
                Severity.ERROR,
                f"{name} {Period.parse(seen.period).label()}的同一项数据在{where}已有另一个值，"
                f"两者不同，此格未读取{_left_out(first, seen)}。",
            )
        elif (missing := _left_out(first, seen)) and (name, seen.period) not in told:
            told.add((name, seen.period))
            words = f"{name} {Period.parse(seen.period).label()}的数据在{where}已有一次{missing}。"
            yield at_cell(seen, Severity.WARNING, words)
    if more := reading.doubled[MAX_DOUBLED:]:
        words = f"从此格起另有{len(more)}格也是写了两次、两者不同，未读取，不再逐一列出。"
        yield at_cell(more[0], Severity.ERROR, words)


Pair = tuple[Seen, Seen]


def _beside_each_other(again: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of one row that differ, and the rest: two columns (实况 and 标况, 手工 and 自动) were
    taken for the same, and nobody has said which of them counts."""
    undecided: list[Pair] = []
    others: list[Pair] = []
    for known, seen in again:
        differ = known.value != seen.value or known.text != seen.text
        same_row = known.cell != seen.cell and _line(known.cell) == _line(seen.cell)
        is_pair = differ and same_row and known.sheet == seen.sheet
        (undecided if is_pair else others).append((known, seen))
    return undecided, others


def _line(cell: str) -> str:
    """12 of AB12."""
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _ask_which(reading: FileReading, undecided: list[Pair]) -> Iterator[Problem]:
    """Neither is stored; the first pairs are told at both cells, the rest is counted."""
    for known, seen in undecided[:MAX_DOUBLED]:
        name, when = reading.places[seen.place].name, Period.parse(seen.period).label()
        for one, other in ((known, seen), (seen, known)):
            words = (
                f"{name} {when}的同一项数据在{other.cell}还有另一个值，两列没有说明用哪一列，"
                "两格都未读取；请在字段匹配里把不用的一列改为不导入。"
            )
            yield at_cell(one, Severity.ERROR, words)
    if more := undecided[MAX_DOUBLED:]:
        words = f"从此格起另有{len(more)}格也是两列各有一个值，都未读取，不再逐一列出。"
        yield at_cell(more[0][1], Severity.ERROR, words)


def _doubtful_targets(reading: FileReading) -> Iterator[Problem]:
    """Targets of a single day, which nobody sets, and two of one document for the same period;
    neither is kept."""
    first: dict[tuple[int, str, str, str], SeenTarget] = {}
    kept: list[SeenTarget] = []
    for target in reading.targets:
        known = first.setdefault((*target[:3], target.document), target)
        period = Period.parse(target.period)
        if period.kind is PeriodKind.DAY:
            words = f"目标的时期读作{period.label()}这一天，请核对表头和标题中的时期，此格未读取。"
        elif known.value != target.value:
            words = (
                f"{reading.places[target.place].name} {period.label()}的同一项目标在{known.cell}"
                "已有另一个值，两者不同，此格未读取。"
            )
        else:
            kept.append(target)
            continue
        yield Problem(Severity.ERROR, target.sheet, target.cell, words)
    reading.targets = kept


def _left_out(first: Mapping[tuple[int, str, str], Seen], seen: Seen) -> str:
    """The day beside a doubled one that has no value: its date was probably written wrong."""
    period = Period.parse(seen.period)
    if period.kind is not PeriodKind.DAY:
        return ""
    for near, beyond in ((1, 2), (-1, -2)):
        missing, after = (period.start + timedelta(days=n) for n in (near, beyond))
        key = seen.place, seen.indicator
        if (*key, missing.isoformat()) not in first and (*key, after.isoformat()) in first:
            return f"，而{missing.month}月{missing.day}日没有数据，请核对日期"
    return ""


def _days_of(period: Period, found: Mapping[str, Seen]) -> Iterator[Problem]:
    """优良天数、有效天数、优良天数率、重污染天数 against each other and the calendar."""
    length = (period.end - period.start).days + 1
    for key in ("good_days", "valid_days", "heavy_days"):
        seen = found.get(key)
        if seen and seen.value is not None and seen.value > length:
            yield at_cell(
                seen, Severity.ERROR, f"{seen.value:g}天，超过{period.label()}的{length}天。"
            )
    good, valid, rate = (found.get(k) for k in ("good_days", "valid_days", "good_day_rate"))
    if not good or good.value is None:
        return
    if valid and valid.value is not None and good.value > valid.value:
        yield at_cell(
            good, Severity.ERROR, f"优良天数{good.value:g}天，大于有效天数{valid.value:g}天。"
        )
        return
    if rate and rate.value is not None and not (valid and valid.value):
        least = good.value / length * 100
        if good.value <= length and rate.value < least - 0.06:
            words = (
                f"优良天数{good.value:g}天，优良天数率至少为{least:.1f}%，表中为{rate.value:g}%。"
            )
            yield at_cell(rate, Severity.WARNING, words)
    if valid and valid.value and rate and rate.value is not None:
        right = good.value / valid.value * 100
        if abs(right - rate.value) > 0.06:
            yield at_cell(
                rate,
                Severity.WARNING,
                f"{good.value:g}÷{valid.value:g}＝{right:.1f}%，与表中{rate.value:g}%不一致。",
                f"{right:.1f}",
            )


def _shared_ranks(
    reading: FileReading, rows: Mapping[tuple[int, str], Mapping[str, Seen]]
) -> Iterator[Problem]:
    """Ranks of a list against the values they rank: a better value never stands behind."""
    lists: dict[tuple[str, str, str, str], list[tuple[float, float, Seen]]] = defaultdict(list)
    for seen in reading.observations:
        of = _RANKED.get(seen.indicator)
        ranked = rows[seen.place, seen.period].get(of) if of else None
        if ranked is None or ranked.value is None or seen.value is None:
            continue
        if ranked.sheet == seen.sheet:
            key = (seen.indicator, seen.period, seen.list_name, seen.sheet)
            lists[key].append((seen.value, ranked.value, seen))
    for members in lists.values():
        members.sort(key=lambda member: (member[0], member[1]))
        worst = float("-inf")
        for _, value, seen in members:
            if value < worst - 1e-9:
                yield at_cell(
                    seen,
                    Severity.WARNING,
                    f"名次与指数的次序不符：指数{value:g}却排在{worst:g}之后。",
                )
            worst = max(worst, value)


# -- ranking lists ------------------------------------------------------------------------------
def complete_lists(
    observations: list[Seen], catalogue: Catalogue, around: Iterable[str]
) -> list[Seen]:
    """Give ranks their list's size where the sheet shows the whole list (1, 2, 2, 4 … N)."""
    ranks: dict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
    for seen in observations:
        if seen.list_size is None and seen.value is not None and _is_rank(seen, catalogue):
            ranks[seen.indicator, seen.period, seen.list_name][int(seen.value)] += 1
    in_part = any(_PART.search(text) for text in around)
    sizes = {key: _size(key, held) for key, held in ranks.items() if not in_part}
    if not any(sizes.values()):
        return observations
    return [
        seen._replace(list_size=sizes.get((seen.indicator, seen.period, seen.list_name)))
        if seen.list_size is None and _is_rank(seen, catalogue)
        else seen
        for seen in observations
    ]


def _is_rank(seen: Seen, catalogue: Catalogue) -> bool:
    return catalogue[seen.indicator].quantity is Quantity.RANK


def _size(key: tuple[str, str, str], held: Counter[int]) -> int | None:
    total = held.total()
    expected = 1
    for rank in sorted(held):
        if rank != expected:
            return None
        expected += held[rank]
    indicator, _, name = key
    counties = not indicator.endswith("_city") and "市（州）" not in name and "城市" not in name
    # 19 counties ranked 1 to 19 are the head of a provincial list, not the list.
    if name.startswith("全省分区域"):
        return None
    return None if counties and total < _SMALLEST_PROVINCIAL_LIST else total
