"""移送材料包（第十九条）: the letter, copies of the evidence it lists, and their hashes.

Opens on any computer: plain files, names that sort in the order of the catalogue, one text file of
hashes that `sha256sum -c` reads. Made under another name first, so nothing half-made stays.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.documents.kinds.transfer import CATALOGUE
from yuetan_desktop.documents.rowtext import rows
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.packing import free_name, safe_name, write_hashes, zip_folder
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import archive, cases

LETTER = "问题线索移送函"
EVIDENCE = "证据材料"


@dataclass(frozen=True, slots=True)
class TransferPack:
    """What was made: the folder, the zip beside it, and what the catalogue lists on paper only."""

    folder: Path
    archive: Path
    copies: int
    without_copy: tuple[str, ...]


def make_pack(
    ws: Workspace, case_id: int, values: Mapping[str, str], target: Path, *, formal: bool = False
) -> TransferPack:
    """Issue the letter and put it with its evidence under `target`. Raises AppError when the
    letter may not go out or listed evidence is gone; then nothing is made."""
    _evidence(ws, case_id, values.get("证据目录", ""))
    return pack_letter(ws, paperwork.issue(ws, case_id, LETTER, values, formal=formal), target)


def pack_letter(ws: Workspace, letter: IssuedPaper, target: Path) -> TransferPack:
    """A letter that was made, with the evidence it lists."""
    file = casefiles.load_case(ws, letter.case_id)
    wanted = _evidence(ws, file.id, _catalogue(ws, letter))
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".移送-", dir=target) as staging:
            folder = Path(staging) / "包"
            copies = _fill(folder, letter.path, wanted)
            hashes = write_hashes(folder)
            final = free_name(target, safe_name(f"移送 {file.number} {file.unit}"))
            zip_folder(folder, final.with_name(f"{final.name}.zip"), final.name, hashes)
            folder.rename(final)
    except OSError as error:
        raise AppError(
            f"不能写入“{target}”。",
            kept=f"移送函已生成并存档：{letter.path}。",
            hint="请清理磁盘空间或换一个有写入权限的位置后重试。",
            detail=str(error),
        ) from error
    on_paper = tuple(name for name, source in wanted if source is None)
    return TransferPack(final, final.with_name(f"{final.name}.zip"), copies, on_paper)


def _catalogue(ws: Workspace, letter: IssuedPaper) -> str:
    rows_made = cases.list_papers(ws.db, letter.case_id)
    row = next(row for row in rows_made if row.id == letter.id)
    return str(row.context.get("values", {}).get("证据目录", ""))


def _fill(folder: Path, letter: Path, wanted: list[tuple[str, Path | None]]) -> int:
    evidence = folder / EVIDENCE
    evidence.mkdir(parents=True)
    shutil.copyfile(letter, folder / f"{LETTER}{letter.suffix}")
    copies = 0
    for number, (name, source) in enumerate(wanted, start=1):
        if source is not None:
            stem = name.removesuffix(source.suffix)
            shutil.copyfile(source, evidence / f"{number:02} {safe_name(stem)}{source.suffix}")
            copies += 1
    return copies


def _evidence(ws: Workspace, case_id: int, catalogue: str) -> list[tuple[str, Path | None]]:
    """The catalogue's lines with the file of each; None for what exists on paper only."""
    found: list[tuple[str, Path | None]] = []
    gone: list[str] = []
    for row in rows(catalogue, CATALOGUE):
        sha256 = row["校验值"].replace(" ", "").lower()
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            found.append((row["材料名称"], None))
        elif (source := _file_of(ws, case_id, sha256)) is not None:
            found.append((row["材料名称"], source))
        else:
            gone.append(row["材料名称"])
    if gone:
        raise AppError(
            f"证据目录里的“{'”“'.join(gone)}”不在存档中，或已被改动。",
            kept="没有生成移送函和材料包。",
            hint="请从备份找回；只有纸质的，校验值填“纸质”。",
        )
    return found


def _file_of(ws: Workspace, case_id: int, sha256: str) -> Path | None:
    """The unchanged file of this hash: a paper of the case, or something in the archive."""
    papers = (ws.folders.data / p.path for p in cases.list_papers(ws.db, case_id)
              if p.sha256 == sha256)  # fmt: skip
    kept = archive.archived(ws.folders.archive, sha256)
    for file in (*papers, *([kept] if kept else [])):
        if file.exists() and archive.sha256_of(file) == sha256:
            return file
    return None
