"""The whole case files of eight cases in one run, against a plain docxtpl loop.

    python -m benchmarks.casefolder

Plain: for each paper DocxTemplate, render, save — the papers alone, as a script would make them
from contexts that somebody prepared. Ours finds out which papers the cases allow, fills their
forms, checks them, renders them, and adds index, evidence, data annex, print list, hashes and the
zip. Both make the same papers in one process; no PDF, which is the office suite's time.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from docxtpl import DocxTemplate

from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.sample import VALUES
from yuetan_desktop.services import casefiles, casefolder, paperstages, paperwork, samples
from yuetan_desktop.services.paperfiles import template_path
from yuetan_desktop.services.workspace import Workspace

CASES, ROUNDS = 8, 3
LIMIT = 1.5  # all that lies around the papers may cost half of what the papers themselves do

Work = list[tuple[Path, dict[str, object]]]


def measure() -> tuple[int, float, float]:
    """Papers made, best seconds of ours and of the plain loop."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with samples.create_sample(place / "data") as ws:
            ids = [file.id for file in casefiles.list_cases(ws)][:CASES]
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
        if made != len(work):
            raise SystemExit(f"文书数不同：{made} 与 {len(work)}")
        return made, min(ours), min(plain)


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
    made, ours, plain = measure()
    ratio = ours / plain
    print(
        f"{CASES} 个案卷，{made} 件文书：{ours:.2f} 秒（每秒 {made / ours:.1f} 件），"
        f"单纯 docxtpl 循环 {plain:.2f} 秒（每秒 {made / plain:.1f} 件），比值 {ratio:.2f}"
    )
    return int(ratio > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
