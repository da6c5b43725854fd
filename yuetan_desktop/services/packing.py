"""Folders to be handed on: names that every file system takes, hashes, and the zip beside them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from yuetan_desktop.store import archive

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
