"""Take the pictures of README and docs anew from the sample data: `python3 dev.py pictures`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent
SIZE = "1366x768"
# The name that the documents link to; the page as `shots` names it, and how it is taken.
PICTURES: dict[str, tuple[str, ...]] = {
    "dashboard": ("dashboard",),
    "import": ("data",),
    "case": ("case",),
    "paper": ("paper",),
    "rules": ("rules",),
    "ledger": ("rectification",),
    "statistics": ("statistics",),
    "contrast": ("dashboard", "--contrast", "black", "--mark", "contrast"),
}


def main() -> int:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        for name, (page, *how) in PICTURES.items():
            command = [sys.executable, "-m", "yuetan_desktop.shots", folder, "--page", page, *how]
            subprocess.run(
                [*command, "--data", str(data)],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            mark = how[-1] + "-" if how else ""
            (taken,) = Path(folder).glob(f"*-{page}-{mark}{SIZE}.png")
            print(_keep(taken, FOLDER / f"{name}-{SIZE}.png"))
    return 0


def _keep(taken: Path, kept: Path) -> str:
    """256 colours are enough for a window and keep the repository small."""
    colours = Image.open(taken).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    colours.save(kept, optimize=True)
    return f"{kept.name}  {kept.stat().st_size // 1024} kB"


if __name__ == "__main__":
    raise SystemExit(main())
