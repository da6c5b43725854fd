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
# Page as `shots` names it, and the name that the documents link to.
PICTURES = {
    "dashboard": "dashboard",
    "data": "import",
    "case": "case",
    "paper": "paper",
    "rules": "rules",
    "rectification": "ledger",
    "statistics": "statistics",
}


def main() -> int:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        for page, name in PICTURES.items():
            command = [sys.executable, "-m", "yuetan_desktop.shots", folder, "--page", page]
            subprocess.run(
                [*command, "--data", str(data)],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            (taken,) = Path(folder).glob(f"*-{page}-{SIZE}.png")
            print(_keep(taken, FOLDER / f"{name}-{SIZE}.png"))
    return 0


def _keep(taken: Path, kept: Path) -> str:
    """256 colours are enough for a window and keep the repository small."""
    colours = Image.open(taken).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    colours.save(kept, optimize=True)
    return f"{kept.name}  {kept.stat().st_size // 1024} kB"


if __name__ == "__main__":
    raise SystemExit(main())
