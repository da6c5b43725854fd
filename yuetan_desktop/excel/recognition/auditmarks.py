"""What a file says of its values' audit, of who monitors and of 沙尘: in titles, notes, the names
of sheet and file, in the heads of columns, and row by row in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator

from yuetan_desktop.domain.monitoring import (
    UNSAID,
    Audit,
    Monitoring,
    audit_in,
    dust_in,
    monitoring_in,
)
from yuetan_desktop.excel.recognition.column import Meaning
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import AuditMark
from yuetan_desktop.excel.sheet import letters, plain


def audit_marks(table: Table, file_name: str) -> Iterator[AuditMark]:
    """Of one table of values; what comes later says it more closely, and holds."""
    block = table.block
    rows = (block.sheet.top + block.data.start + 1, block.sheet.top + block.data.stop)
    around = _around(table, file_name)
    if around != UNSAID:
        yield AuditMark(block.sheet.name, *rows, "", around)
    for c, column in zip(block.column_range(), block.columns, strict=True):
        if c not in table.values:
            continue
        said = monitoring_in(plain(column.head))
        if said != UNSAID:
            yield AuditMark(block.sheet.name, *rows, letters(block.sheet.left + c), said)
    yield from _by_row(table)


def _around(table: Table, file_name: str) -> Monitoring:
    """The nearest words hold: the title's, then a note's, the sheet's and the file's. A note may
    speak of other stations too, so it is asked for audit and dust only."""
    title = monitoring_in(plain(" ".join(table.block.titles)))
    notes = plain(" ".join(table.block.notes))
    note = Monitoring(audit_in(notes), dust=dust_in(notes))
    sheet, stem = plain(table.block.sheet.name), plain(file_name.rpartition(".")[0])
    return title.over(note).over(monitoring_in(sheet)).over(monitoring_in(stem))


def _by_row(table: Table) -> Iterator[AuditMark]:
    """Rows that say it themselves, runs of the same together."""
    wanted = (table.keys.get(Meaning.AUDIT), table.keys.get(Meaning.OWNER), table.grade)
    columns = [c for c in wanted if c is not None]
    if not columns:
        return
    sheet = table.block.sheet
    known: dict[str, Monitoring] = {}
    run: AuditMark | None = None
    for r in table.block.data:
        row = sheet.rows[r]
        text = " ".join(str(row[c]) for c in columns if c < len(row))
        said = known.get(text)
        if said is None:
            said = known[text] = _of_row(table, row)
        line = sheet.top + r + 1
        if run is not None and run.monitoring == said:
            run = run._replace(last_row=line)
            continue
        if run is not None and run.monitoring != UNSAID:
            yield run
        run = AuditMark(sheet.name, line, line, "", said)
    if run is not None and run.monitoring != UNSAID:
        yield run


def _of_row(table: Table, row: list[object]) -> Monitoring:
    def cell(column: int | None) -> str:
        return plain(str(row[column])) if column is not None and column < len(row) else ""

    audit = audit_in(cell(table.keys.get(Meaning.AUDIT)))
    owner = monitoring_in(cell(table.keys.get(Meaning.OWNER))).owner
    return Monitoring(audit, owner).over(
        Monitoring(Audit.UNSAID, monitoring_in(cell(table.grade)).owner)
    )
