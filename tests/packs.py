"""What the office that gets a folder does with its list of hashes (`sha256sum -c`)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from yuetan_desktop.services.packing import HASHES


def verify(folder: Path) -> list[str]:
    """Files of a folder that are gone or were changed since it was made."""
    found = []
    for line in (folder / HASHES).read_text("utf-8").splitlines():
        sha256, name = line.split("  ", 1)
        file = folder / name
        if not file.exists():
            found.append(f"缺“{name}”。")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            found.append(f"“{name}”被改动过。")
    return found
