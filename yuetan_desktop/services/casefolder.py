"""案卷: everything of a case in one folder and one zip, numbered, indexed, hashed, ready to print.

A folder is made under a name of its own and takes its real name when it is whole: cancelled or
failed, nothing half-made stays. What exists is never overwritten.
"""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.caseindex import EvidenceEntry, PaperEntry, write_index
from yuetan_desktop.documents.compose import settle
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.papercheck.parties import parties_of
from yuetan_desktop.domain.supervision import attachments
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.casefolder import (
    DataLine,
    PrintLine,
    write_data_annex,
    write_print_list,
)
from yuetan_desktop.services import casefiles, caseproofs, paperwork, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.paperfiles import faces_of
from yuetan_desktop.services.paperissuer import FORMAL
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import archive, cases, observations
from yuetan_desktop.store.cases import PaperRow

PDF_BATCH = 8  # papers turned into PDF by one start of the office suite
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
    made: list[FolderMade] = []
    for n, case_id in enumerate(case_ids):
        file = casefiles.load_case(ws, case_id)

        def report(words: str, n: int = n, number: str = file.number) -> None:
            progress(f"{number}：{words}", n, len(case_ids))

        report("整理文书")
        with _storing(target, made):
            made.append(_Folder(ws, file, pdf=pdf, drafts=drafts, report=report).make(target))
    return tuple(made)


@contextmanager
def _storing(target: Path, made: Sequence[FolderMade]) -> Iterator[None]:
    """A full or vanished disk as a sentence that says what was kept."""
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        done = f"已制成 {len(made)} 个案卷，" if made else ""
        raise AppError(
            "磁盘已满，案卷没有制成。" if full else f"不能写入“{target}”。",
            kept=f"{done}未完成的案卷已清除，案件和文书未受影响。",
            hint="请清理磁盘空间或换一个位置后重试。" if full else "请换一个有写入权限的位置。",
            detail=str(error),
        ) from error


class _Folder:
    """The making of one case file."""

    def __init__(
        self,
        ws: Workspace,
        file: CaseFile,
        *,
        pdf: bool,
        drafts: bool,
        report: Callable[[str], None],
    ) -> None:
        self._ws, self._case, self._report = ws, file, report
        self._pdf = pdf and printing.find_suite() is not None
        self._with_drafts = drafts
        self._faces = faces_of(read_office(ws))
        self._notes: list[str] = []
        if pdf and not self._pdf:
            self._notes.append("本机没有办公软件，案卷中没有 PDF。")

    def make(self, target: Path) -> FolderMade:
        target.mkdir(parents=True, exist_ok=True)
        name = safe_name(f"案卷 {self._case.number} {self._case.unit}")
        part = Path(tempfile.mkdtemp(prefix=".案卷-", dir=target))
        part.chmod(0o755)  # a folder to be handed on, not a private one
        try:
            papers = self._fill(part)
            hashes = write_hashes(part)
            folder = free_name(target, name)
            self._report("打包")
            packed = part / "案卷.zip"
            zip_folder(part, packed, folder.name, hashes)
            zipped = packed.replace(target / f"{folder.name}.zip")
            part.rename(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        return FolderMade(
            self._case.number, folder, zipped, papers, len(hashes) + 1, tuple(self._notes)
        )

    def _fill(self, part: Path) -> int:
        papers = [*self._stored(part), *(self._made_now(part) if self._with_drafts else ())]
        pages = self._pdfs(papers)
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
        write_data_annex(number, self._ws.person, list(self._data()), part / "90 数据附表.xlsx")
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
        return len(papers)

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
            name = safe_name(f"{n:02} {row.kind} {row.number or f'第{row.version}稿'}")
            yield _described(row, self._copied(row, part / f"{name}.docx"))

    def _copied(self, row: PaperRow, out: Path) -> Path:
        """The stored file; made again from what it printed when it is gone."""
        stored = self._ws.folders.data / row.path
        if stored.exists():
            shutil.copyfile(stored, out)
            if archive.sha256_of(out) != row.sha256:
                self._notes.append(
                    f"{row.kind}（第{row.version}稿）在生成后被改动过，案卷收的是改动后的。"
                )
            return out
        context = row.context.get("context", {})
        paperwork.render_again(self._ws, row.kind, context, out, settled=self._pdf)
        self._notes.append(f"{row.kind}（第{row.version}稿）的文件已不在，按存档的内容重新生成。")
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

    def _pdfs(self, papers: Sequence[_Paper]) -> dict[Path, int]:
        """A PDF beside each paper; the pages of each. All are turned into PDF by a few starts of
        the office suite, and the 版记 of a new draft is brought to an even page after that."""
        if not self._pdf:
            return {}
        issued = {paper.file for paper in papers if paper.version}
        return settle([paper.file for paper in papers], self._converted, kept=issued)

    def _converted(self, files: Sequence[Path]) -> dict[Path, int]:
        pages: dict[Path, int] = {}
        for n in range(0, len(files), PDF_BATCH):
            batch = files[n : n + PDF_BATCH]
            self._report(f"转换 PDF {n + len(batch)}／{len(files)}")
            pages |= printing.to_pdfs(batch, self._faces)
        return pages

    # -- evidence and data ----------------------------------------------------------------------
    def _sources(self) -> Iterable[tuple[str, str, str, Source]]:
        """(cite, label, value, source) of every number of the frozen basis, once."""
        basis = self._case.basis
        found = (
            (item.cite, evidence.label, f"{evidence.text}{evidence.unit}", evidence.source)
            for item in (*basis.items, *basis.also)
            for fact in item.facts
            for evidence in fact.evidence
            if evidence.source is not None
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
                self._notes.append(f"“{name}”不在存档中，证据目录只列出校验值。")
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


# -- files --------------------------------------------------------------------------------------
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST = 80
HASHES = "99 校验值.txt"


def safe_name(name: str) -> str:
    """A name that every file system takes: no separators, no dot or space at its ends."""
    return re.sub(r"\s+", " ", _UNSAFE.sub("_", name))[:_LONGEST].strip(" .") or "_"


def free_name(target: Path, name: str) -> Path:
    """A folder that does not exist, nor a zip of its name."""
    n, candidate = 1, target / name
    while candidate.exists() or (target / f"{candidate.name}.zip").exists():
        n += 1
        candidate = target / f"{name}（{n}）"
    return candidate


def write_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file, in the form that `sha256sum -c` reads."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): archive.sha256_of(path) for path in files}
    lines = "".join(f"{sha256}  {name}\n" for name, sha256 in hashes.items())
    (folder / HASHES).write_text(lines, encoding="utf-8")
    return hashes


def zip_folder(folder: Path, out: Path, name: str, hashes: dict[str, str]) -> None:
    """All files under the folder's name; names in UTF-8."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in (*hashes, HASHES):
            packed.write(folder / file, f"{name}/{file}")


def verify(folder: Path) -> list[str]:
    """Files of a case file that are gone or were changed since it was made."""
    found = []
    for line in (folder / HASHES).read_text("utf-8").splitlines():
        sha256, name = line.split("  ", 1)
        file = folder / name
        if not file.exists():
            found.append(f"缺“{name}”。")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            found.append(f"“{name}”被改动过。")
    return found
