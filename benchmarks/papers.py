"""One paper from its template, against a plain docxtpl render of the same template.

    python -m benchmarks.papers

Plain: DocxTemplate, render, save — what a script without checks would do. Ours adds the sandbox,
strict names, escaping, the fitting of red head and signature, and the office's faces. Both run in
one process, alternating, so that the machine's mood hits both; the median counts.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docxtpl import DocxTemplate

from yuetan_desktop.documents.compose import compose
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.sample import sample_context
from yuetan_desktop.paths import templates_docx

ROUNDS = 15
LIMIT = 1.0


def measure(rounds: int = ROUNDS) -> dict[str, tuple[float, float]]:
    """Median seconds of (ours, plain) for each kind of paper."""
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "paper.docx"
        for name, kind in KINDS.items():
            template = templates_docx() / kind.template
            context = sample_context(name)

            def ours(template: Path = template, context: dict[str, object] = context) -> None:
                compose(template, context, out)

            def plain(template: Path = template, context: dict[str, object] = context) -> None:
                paper = DocxTemplate(template)
                paper.render(context, autoescape=True)
                paper.save(out)

            results[name] = _alternating(ours, plain, rounds)
    return results


def _alternating(
    ours: Callable[[], None], plain: Callable[[], None], rounds: int
) -> tuple[float, float]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for act, times in zip((ours, plain), taken, strict=True):
            start = time.perf_counter()
            act()
            times.append(time.perf_counter() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])


def main() -> int:
    slow = False
    for name, (ours, plain) in measure().items():
        ratio = ours / plain
        slow |= ratio > LIMIT
        print(f"{name}：{ours * 1000:.1f} ms，单纯 docxtpl {plain * 1000:.1f} ms，比值 {ratio:.2f}")
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main())
