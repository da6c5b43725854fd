"""征求意见 by the command line."""

from __future__ import annotations

from pathlib import Path

from .conftest import Run


def test_opinions_are_logged_decided_counted_and_printed(sample: Run, tmp_path: Path) -> None:
    paper = ("case", "opinions", "6", "约谈通知")
    added = sample(*paper, "--add", "时间宜推迟", "--unit", "市水务局").out
    number = added.splitlines()[-2].split()[0]
    assert added.endswith("共1条，采纳0，部分0，未采纳0，待研究1。\n")
    assert sample(*paper, "--decide", number).code == 64
    decided = sample(*paper, "--decide", number, "--as", "未采纳", "--reason", "时限不足").out
    assert decided.endswith("共1条，采纳0，部分0，未采纳1。\n")
    out = tmp_path / "表.docx"
    sample(*paper, "-o", str(out))
    assert out.stat().st_size > 0
