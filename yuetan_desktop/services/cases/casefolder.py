"""案卷: everything of a case in one folder and one zip, numbered, indexed, hashed, ready to print.

A folder is made under a name of its own and takes its real name when it is whole: cancelled or
failed, nothing half-made stays. What exists is never overwritten.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.caseindex import EvidenceEntry, PaperEntry, write_index
from yuetan_desktop.documents.compose import readable, settle
from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.ledger.supervision import attachments
from yuetan_desktop.domain.papercheck.parties import parties_of
from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.excel.books.casefolder import (
    DataLine,
    MeasureLine,
    PrintLine,
    write_data_annex,
    write_print_list,
)
from yuetan_desktop.services import casefiles, paperwork, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseproofs, linkedmeasures
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.packing import free_name, safe_name, write_hashes, zip_folder
from yuetan_desktop.services.papers.paperfiles import faces_of
from yuetan_desktop.services.papers.paperissuer import FORMAL
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import archive, cases, observations
from yuetan_desktop.store.cases import PaperRow

NOT_STORED = "未存稿"  # a draft made for the folder only


@dataclass(frozen=True, slots=True)
class FolderMade:
    """One case file that was made."""

    case: str
    folder: Path
    archive: Path
    papers: int
    files: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paper:
    """One paper as it lies in the folder."""

    kind: str
    number: str
    state: str
    version: int
    dated: str
    parties: tuple[str, ...]
    file: Path


def make_folders(
    ws: Workspace,
    case_ids: Sequence[int],
    target: Path,
    *,
    pdf: bool = True,
    drafts: bool = False,
    progress: Progress = ignore,
) -> tuple[FolderMade, ...]:
    """The case files of these cases under `target`, one folder and one zip each.

    `pdf` adds a PDF beside each paper where an office suite is installed; `drafts` adds the papers
    that were not made yet but whose forms are complete, as drafts for this folder only.
    """
    if not case_ids:
        raise AppError("没有选择案件。", hint="请至少选择一个案件。")
    faces, total = faces_of(read_office(ws)), len(case_ids)
    has_suite = pdf and printing.find_suite() is not None
    folders = [
        _Folder(
            ws, casefiles.load_case(ws, case_id), faces, drafts=drafts, has_suite=has_suite,
            report=partial(_say, progress, n, total),
        )
        for n, case_id in enumerate(case_ids)
    ]  # fmt: skip
    made: list[FolderMade] = []
    try:
        with _storing(target, made):
            for folder in folders:
                folder.gather(target)
            pages = _pages(folders, faces, progress) if has_suite else {}
            for folder in folders:
                if pdf and not has_suite:
                    folder.notes.append("本机没有办公软件，案卷中没有 PDF。")
                made.append(folder.finish(target, pages))
    except (Cancelled, KeyboardInterrupt) as stopped:
        raise Cancelled(_kept(made)) from stopped
    finally:
        for folder in folders:
            folder.clear()
    return tuple(made)


def _say(progress: Progress, done: int, total: int, words: str) -> None:
    progress(words, done, total)


def _kept(made: Sequence[FolderMade]) -> str:
    done = f"已制成的 {len(made)} 个案卷保留，" if made else "没有制成案卷，"
    return f"{done}未完成的已清除，案件和文书未受影响。"


def _pages(folders: Sequence[_Folder], faces: Faces, progress: Progress) -> dict[Path, int]:
    """A PDF beside each paper of all the case files, and the pages of each: one start of the office
    suite for all of them, another for new drafts whose 版记 had to come to an even page."""

    def convert(papers: Sequence[Path]) -> dict[Path, int]:
        progress("转换 PDF", 0, len(papers))
        return printing.to_pdfs(papers, faces, lambda done: progress("转换 PDF", done, len(papers)))

    papers = [paper for folder in folders for paper in folder.papers if folder.is_word(paper)]
    issued = {paper.file for paper in papers if paper.version}
    return settle([paper.file for paper in papers], convert, kept=issued) if papers else {}


@contextmanager
def _storing(target: Path, made: Sequence[FolderMade]) -> Iterator[None]:
    """A full or vanished disk as a sentence that says what was kept."""
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise AppError(
            "磁盘已满，案卷没有制成。" if full else f"不能写入“{target}”。",
            kept=_kept(made),
            hint="请清理磁盘空间或换一个位置后重试。" if full else "请换一个有写入权限的位置。",
            detail=str(error),
        ) from error


class _Folder:
    """The making of one case file: its papers gathered, then all that depends on their pages."""

    def __init__(
        self,
        ws: Workspace,
        file: CaseFile,
        faces: Faces,
        *,
        drafts: bool,
        has_suite: bool,
        report: Callable[[str], None],
    ) -> None:
        self._ws, self._case, self._faces = ws, file, faces
        self._with_drafts, self._has_suite, self._say = drafts, has_suite, report
        self._part: Path | None = None
        self.papers: list[_Paper] = []
        self.notes: list[str] = []

    def _report(self, words: str) -> None:
        self._say(f"{self._case.number}：{words}")

    def gather(self, target: Path) -> None:
        """The papers, in a folder that has no name yet."""
        self._report("整理文书")
        target.mkdir(parents=True, exist_ok=True)
        self._part = part = Path(tempfile.mkdtemp(prefix=".案卷-", dir=target))
        part.chmod(0o755)  # a folder to be handed on, not a private one
        self.papers += self._stored(part)
        if self._with_drafts:
            self.papers += self._made_now(part)

    def is_word(self, paper: _Paper) -> bool:
        """Whether it can be opened; a file that somebody broke goes into the folder as it is."""
        if readable(paper.file):
            return True
        self.notes.append(f"{paper.kind}（第{paper.version}稿）的文件打不开，没有 PDF。")
        return False

    def finish(self, target: Path, pages: Mapping[Path, int]) -> FolderMade:
        """Index, evidence, annex, print list, hashes and zip; then it gets its name."""
        part = self._part
        assert part is not None, "gathered first"
        self._fill(part, pages)
        hashes = write_hashes(part)
        folder = free_name(target, safe_name(f"案卷 {self._case.number} {self._case.unit}"))
        self._report("打包")
        packed = part / "案卷.zip"
        zip_folder(part, packed, folder.name, hashes)
        zipped = packed.replace(target / f"{folder.name}.zip")
        try:
            part.rename(folder)
        except BaseException:
            zipped.unlink()
            raise
        self._part = None
        return FolderMade(
            self._case.number, folder, zipped, len(self.papers), len(hashes) + 1,
            tuple(self.notes),
        )  # fmt: skip

    def clear(self) -> None:
        """Nothing half-made stays."""
        if self._part is not None:
            shutil.rmtree(self._part, ignore_errors=True)

    def _fill(self, part: Path, pages: Mapping[Path, int]) -> None:
        papers = self.papers
        evidence = list(self._evidence(part))
        number, unit, today = self._case.number, self._case.unit, self._ws.today()
        self._report("编写目录")
        write_index(
            part / "00 目录.docx",
            number,
            unit,
            written_date(today),
            [
                PaperEntry(p.kind, p.number, p.dated, p.state, p.version, pages.get(p.file))
                for p in papers
            ],
            evidence,
            self._faces,
        )
        annex, person = part / "90 数据附表.xlsx", self._ws.person
        write_data_annex(number, person, list(self._data()), annex, list(self._measures()))
        lines = [
            PrintLine(
                paper.file.name,
                paper.kind,
                paper.number,
                pages.get(paper.file),
                len(paper.parties) + 1,
                "、".join((*paper.parties, "存档")),
            )
            for paper in papers
        ]
        write_print_list(number, self._ws.person, lines, part / "91 打印清单.xlsx")

    # -- papers ---------------------------------------------------------------------------------
    def _stored(self, part: Path) -> Iterator[_Paper]:
        """The newest version of each kind and every one that went out, in the order of a case."""
        rows = cases.list_papers(self._ws.db, self._case.id)
        newest = {row.kind: row.id for row in rows}
        chosen = [row for row in rows if row.state == FORMAL or newest[row.kind] == row.id]
        order = list(KINDS)
        chosen.sort(
            key=lambda row: (
                order.index(row.kind) if row.kind in order else len(order),
                row.version,
            )
        )
        for n, row in enumerate(chosen, start=1):
            self._report(row.kind)
            unnumbered = FORMAL if row.state == FORMAL else f"第{row.version}稿"
            name = safe_name(f"{n:02} {row.kind} {row.number or unnumbered}")
            yield _described(row, self._copied(row, part / f"{name}.docx"))

    def _copied(self, row: PaperRow, out: Path) -> Path:
        """The stored file; made again from what it printed when it is gone."""
        stored = self._ws.folders.data / row.path
        if stored.exists():
            shutil.copyfile(stored, out)
            if archive.sha256_of(out) != row.sha256:
                self.notes.append(
                    f"{row.kind}（第{row.version}稿）在生成后被改动过，案卷收的是改动后的。"
                )
            return out
        context = row.context.get("context", {})
        paperwork.render_again(self._ws, row.kind, context, out, settled=self._has_suite)
        self.notes.append(f"{row.kind}（第{row.version}稿）的文件已不在，按存档的内容重新生成。")
        return out

    def _made_now(self, part: Path) -> Iterator[_Paper]:
        """Drafts of what is still missing and could be made as the case stands."""
        have = {row.kind for row in cases.list_papers(self._ws.db, self._case.id)}
        n = 50
        for choice in paperwork.kinds(self._ws, self._case.id):
            if choice.kind in have or choice.obstacle:
                continue
            self._report(choice.kind)
            draft = paperwork.draft(self._ws, self._case.id, choice.kind)
            if not draft.ready:
                continue
            n += 1
            out = part / f"{n} {safe_name(choice.kind)} {NOT_STORED}.docx"
            context = paperwork.printed(self._ws, self._case.id, choice.kind, draft.values)
            paperwork.render_again(self._ws, choice.kind, context, out, settled=False)
            yield _Paper(
                choice.kind, "", draft.mark, 0,
                str(context.get("成文日期", "")), _parties(context), out,
            )  # fmt: skip

    # -- evidence and data ----------------------------------------------------------------------
    def _sources(self) -> Iterable[tuple[str, str, str, Source]]:
        """(cite, label, value, source) of every number of the frozen basis, once."""
        basis = self._case.basis
        found = (
            (item.cite, evidence.label, f"{evidence.text}{evidence.unit}", source)
            for item in (*basis.items, *basis.also)
            for fact in item.facts
            for evidence in fact.evidence
            for source in evidence.sources
        )
        return dict.fromkeys(found)

    def _hash_of(self, source: Source) -> str:
        batch = observations.get_batch(self._ws.db, source.batch) if source.batch else None
        return batch.sha256 if batch else ""

    def _data(self) -> Iterator[DataLine]:
        for cite, label, value, source in self._sources():
            yield DataLine(
                cite, label, value, source.file, source.sheet, source.cell, self._hash_of(source)
            )

    def _measures(self) -> Iterator[MeasureLine]:
        """Linked measures that were not voided."""
        for one in linkedmeasures.measures(self._ws, self._case.id):
            if one.voided_why is None:
                yield MeasureLine(
                    one.head, one.day, one.body, one.document, one.content, one.until,
                    one.who, one.sanction, one.authority or "", one.basis,
                )  # fmt: skip

    def _evidence(self, part: Path) -> Iterator[EvidenceEntry]:
        """Imported originals and evidence of the rectification, copied where they are kept."""
        listed = {
            self._hash_of(source): (source.file, "原始数据") for *_, source in self._sources()
        }
        for task in rectification.tasks(self._ws, self._case.id):
            for one in attachments(task.state):
                listed.setdefault(one.sha256, (one.name, f"整改佐证 {task.code}"))
        steps = {step.id: step.kind.label for step in self._case.steps}
        for proof in caseproofs.proofs(self._ws, self._case.id):
            what = f"{steps[proof.step_id]}附件" if proof.step_id else f"尽责 {proof.circumstance}"
            listed.setdefault(proof.sha256, (proof.name, what))
        listed.pop("", None)
        for n, (sha256, (name, what)) in enumerate(listed.items(), start=1):
            self._report(f"证据：{name}")
            kept = archive.archived(self._ws.folders.archive, sha256)
            file = f"证据/{n:02} {safe_name(Path(name).stem)}{kept.suffix}" if kept else ""
            if kept is not None:
                (part / "证据").mkdir(exist_ok=True)
                shutil.copyfile(kept, part / file)
            else:
                self.notes.append(f"“{name}”不在存档中，证据目录只列出校验值。")
            yield EvidenceEntry(name, what, sha256, file)
        yield from self._matter_evidence()

    def _matter_evidence(self) -> Iterator[EvidenceEntry]:
        """What was recorded as proof of the logged matters: documents outside the program."""
        basis = self._case.basis
        found = (
            f"{evidence.label}：{piece}"
            for item in (*basis.items, *basis.also)
            for fact in item.facts
            for evidence in fact.evidence
            if evidence.role == "事项"
            for piece in evidence.note.split("；")
            if piece
        )
        yield from (EvidenceEntry(name, "事项证据", "—") for name in dict.fromkeys(found))


def _described(row: PaperRow, file: Path) -> _Paper:
    context = row.context.get("context", {})
    dated = str(context.get("成文日期", "")) or written_date(row.issued_at.date())
    parties = _parties(context)
    return _Paper(row.kind, row.number, row.state, row.version, dated, parties, file)


def _parties(context: dict[str, object]) -> tuple[str, ...]:
    """Who gets a copy: addressees and copies, each once."""
    named = [
        name for key in ("主送", "抄送") for name in parties_of(str(context.get(key, "") or ""))
    ]
    return tuple(dict.fromkeys(name for name in named if "【" not in name))
