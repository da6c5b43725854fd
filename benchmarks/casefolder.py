"""The whole case files of eight counties in one run, against a plain docxtpl loop.

    python -m benchmarks.casefolder

Plain: for each paper DocxTemplate, render, save — the papers alone, as a script would make them
from contexts that somebody prepared. Ours finds out which papers the cases allow, fills their
forms, checks them, renders them, and adds index, evidence, data annex, print list, hashes and the
zip. Both make the same papers in one process; no PDF, which is the office suite's time and told
apart: seconds a folder with it, and how often the suite was started.

Eight counties, each with a case of its own that has come to its reviewed plan.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.printing import LibreOffice
from yuetan_desktop.documents.sample import VALUES
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import casefiles, paperwork, places
from yuetan_desktop.services.cases import casefolder, caseopening
from yuetan_desktop.services.papers import paperstages
from yuetan_desktop.services.papers.paperfiles import template_path
from yuetan_desktop.services.sample import samples
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

ROUNDS = 3
COUNTIES = ("望川县", "清溪县", "白石县", "松林县", "长坪县", "河口县", "石桥县", "云岗区")
LIMIT = 1.5  # all that lies around the papers may cost half of what the papers themselves do

Work = list[tuple[Path, dict[str, object]]]


# A course that leads to the reviewed plan; 国庆 to 10-07, 10-10 is a make-up Saturday.
COURSE = (
    (StepKind.PROPOSAL, date(2026, 10, 13), {"department": "市生态环境局", "cause": "扬尘"}),
    (StepKind.APPROVAL, date(2026, 10, 15), {"approver": "市政府分管领导"}),
    (StepKind.NOTICE, date(2026, 10, 16), {"interview_on": "2026-10-22"}),
    (StepKind.INTERVIEW, date(2026, 10, 22), {"venue": "市政府3号会议室"}),
    (StepKind.MINUTES, date(2026, 10, 23), {}),
    (StepKind.PLAN, date(2026, 10, 30), {}),
    (StepKind.REVIEW, date(2026, 11, 2), {"conclusion": "同意实施", "reporting": "按月"}),
)
# Off target for January–September and for September alone.
VALUES_OF = {"pm25": ("28.3", "28.0"), "good_day_rate": ("78.8", "79.5")}


@dataclass(frozen=True)
class Measured:
    """Papers made; best seconds of ours and of the plain loop; with PDF, and the papers laid out by
    each start of the office suite: all, then those that had to be laid out once more."""

    papers: int
    ours: float
    plain: float
    with_pdf: float | None
    starts: tuple[int, ...]


def measure(*, pdf: bool = True) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with samples.create_sample(place / "data") as ws:
            ids = [_open(ws, name) for name in COUNTIES]
            _fill_forms(ws, ids)
            work = _papers(ws, ids)
            ours, plain, made = [], [], 0
            for n in range(ROUNDS):
                start = time.perf_counter()
                folders = casefolder.make_folders(
                    ws, ids, place / f"out{n}", pdf=False, drafts=True
                )
                ours.append(time.perf_counter() - start)
                made = sum(one.papers for one in folders)
                start = time.perf_counter()
                _plain(work, place / f"plain{n}")
                plain.append(time.perf_counter() - start)
                shutil.rmtree(place / f"out{n}")
            with_pdf, starts = _with_pdf(ws, ids, place / "pdf") if pdf else (None, ())
        if made != len(work):
            raise SystemExit(f"文书数不同：{made} 与 {len(work)}")
        return Measured(made, min(ours), min(plain), with_pdf, starts)


def _open(ws: Workspace, name: str) -> int:
    """A county of its own with a case that has come to its reviewed plan."""
    kind = PlaceKind.COUNTY
    (place,) = places.register(ws, [Place(id=0, name=name, kind=kind)])
    september, year_to_date = Period.month(2026, 9), Period.parse("2026-9M")
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name=f"{name}空气月报.xlsx", imported_by=ws.person, imported_at=ws.now()
        )
        periods = (str(september), str(year_to_date))
        observations.insert_observations(
            ws.db,
            batch,
            [
                ObservationRow(place, indicator, period, float(value), "", "Sheet1", "C5")
                for indicator, (value, _) in VALUES_OF.items()
                for period in periods
            ],
        )
        rows = [
            TargetRow(place, indicator, period, float(target), "环委办〔2026〕1号")
            for indicator, (_, target) in VALUES_OF.items()
            for period in periods
        ]
        targets.insert_targets(ws.db, rows, by=ws.person, at=ws.now())
    case = caseopening.open_case(
        ws, place, month=september, day=date(2026, 10, 13), note="经会商确认"
    ).case
    for kind_, day, data in COURSE:
        casefiles.record_step(ws, case.id, kind_, day, data=data)
    return case.id


def _with_pdf(ws: Workspace, ids: list[int], target: Path) -> tuple[float | None, tuple[int, ...]]:
    """Seconds with a PDF beside each paper, and what each start of the office suite laid out."""
    if printing.find_suite() is None:
        return None, ()
    starts: list[int] = []
    really_run = LibreOffice._run

    def count(suite: LibreOffice, *words: str, **how: Any) -> None:
        starts.append(sum(word.endswith(".docx") for word in words))
        really_run(suite, *words, **how)

    LibreOffice._run = count  # type: ignore[method-assign]
    try:
        start = time.perf_counter()
        casefolder.make_folders(ws, ids, target, drafts=True)
        return time.perf_counter() - start, tuple(starts)
    finally:
        LibreOffice._run = really_run  # type: ignore[method-assign]


def _fill_forms(ws: Workspace, ids: list[int]) -> None:
    """What a clerk would have typed, from the samples of the template doctor, put aside."""
    for case_id in ids:
        for choice in paperwork.kinds(ws, case_id):
            if choice.obstacle:
                continue
            typed = {**VALUES, **KINDS[choice.kind].sample}
            held = paperwork.draft(ws, case_id, choice.kind).values
            values = {key: text or typed.get(key, "") for key, text in held.items()}
            if not any(r.blocking for r in paperwork.check(ws, case_id, choice.kind, values)):
                paperstages.save_draft(ws, case_id, choice.kind, values)


def _papers(ws: Workspace, ids: list[int]) -> Work:
    """The same papers as templates with their contexts."""
    return [
        (template_path(ws, choice.kind), paperwork.printed(ws, case_id, choice.kind, draft.values))
        for case_id in ids
        for choice in paperwork.kinds(ws, case_id)
        if not choice.obstacle
        if (draft := paperwork.draft(ws, case_id, choice.kind)).ready
    ]


def _plain(work: Work, folder: Path) -> None:
    folder.mkdir()
    for n, (template, context) in enumerate(work):
        paper = DocxTemplate(template)
        paper.render(context, autoescape=True)
        paper.save(folder / f"{n}.docx")


def main() -> int:
    found = measure()
    ratio, folders = found.ours / found.plain, len(COUNTIES)
    print(
        f"{folders} 个县（区）的案卷，{found.papers} 件文书：{found.ours:.2f} 秒"
        f"（每秒 {found.papers / found.ours:.1f} 件，每个案卷 {found.ours / folders:.2f} 秒），"
        f"单纯 docxtpl 循环 {found.plain:.2f} 秒（每秒 {found.papers / found.plain:.1f} 件），"
        f"比值 {ratio:.2f}"
    )
    if found.with_pdf is not None:
        print(
            f"连同 PDF：{found.with_pdf:.1f} 秒，每个案卷 {found.with_pdf / folders:.1f} 秒，"
            f"办公软件启动 {len(found.starts)} 次，各排 {'、'.join(map(str, found.starts))} 件"
        )
    return int(ratio > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
