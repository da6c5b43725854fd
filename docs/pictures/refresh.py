"""Take the pictures of README and docs anew from the sample data: `python3 dev.py pictures`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent
SMALL, LARGE = "1366x768", "1440x900"
LARGEST_FILE = 150 * 1024  # bytes, so that the repository stays small


@dataclass(frozen=True)
class Look:
    """How a run of `shots` looks: its pages by the name the documents link to, and the sizes
    that are kept. The mark comes after that name."""

    pages: dict[str, str]
    mark: str = ""
    sizes: tuple[str, ...] = (SMALL,)
    options: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


PAGES = {
    "dashboard": "dashboard", "import": "data", "browse": "browse", "cases": "cases",
    "case": "case", "calendar": "duecalendar", "ledger": "rectification", "papers": "papers",
    "paper": "paper", "rules": "rules", "statistics": "statistics", "settings": "settings",
    "backup": "backup", "help": "help", "welcome": "welcome", "empty": "empty",
    "components": "components",
}  # fmt: skip
FIRST = {"dashboard": "dashboard", "case": "case"}
LOOKS = (
    Look(PAGES),
    Look(FIRST, sizes=(LARGE,)),
    Look(FIRST, mark="large", options=("--text-size", "large")),
    Look(FIRST, mark="125", environment={"QT_SCALE_FACTOR": "1.25"}),
    Look({"dashboard": "dashboard"}, mark="contrast", options=("--contrast", "black")),
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        for look in LOOKS:
            _take(look, Path(folder))
            for name, page in look.pages.items():
                for size in look.sizes:
                    mark = f"-{look.mark}" if look.mark else ""
                    (taken,) = Path(folder).glob(f"*-{page}{mark}-{size}.png")
                    print(_keep(taken, FOLDER / f"{name}{mark}-{size}.png"))
    return 0


def _take(look: Look, folder: Path) -> None:
    command = [sys.executable, "-m", "yuetan_desktop.shots", str(folder), *look.options]
    for page in look.pages.values():
        command += ["--page", page]
    subprocess.run(
        [*command, "--mark", look.mark, "--data", str(folder / "data")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **look.environment},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _keep(taken: Path, kept: Path) -> str:
    """As many colours as fit the size; 256 are enough for a window."""
    picture = Image.open(taken).convert("RGB")
    for colours in (256, 128, 64, 32):
        reduced = picture.quantize(colours, dither=Image.Dither.NONE)
        reduced.save(kept, optimize=True)
        if kept.stat().st_size <= LARGEST_FILE:
            break
    return f"{kept.name}  {kept.stat().st_size // 1024} kB"


if __name__ == "__main__":
    raise SystemExit(main())
