"""案卷目录 and 证据目录: what lies in a whole case file, as Word tables of fixed columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.tablepage import template_of, write_page


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One line of the 目录."""

    name: str
    number: str
    dated: str
    state: str
    version: int
    pages: int | None


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One line of the 证据目录; `file` is empty where only its hash is known."""

    name: str
    what: str
    sha256: str
    file: str = ""


_PAPERS = {"序号": 10, "文书": 34, "文号": 38, "日期": 37, "状态": 12, "页数": 10, "稿次": 15}
_EVIDENCE = {"序号": 10, "材料名称": 52, "类别": 20, "案卷内": 12, "SHA-256 校验值": 62}


def write_index(
    out: Path,
    case: str,
    unit: str,
    made_on: str,
    papers: Sequence[PaperEntry],
    evidence: Sequence[EvidenceEntry],
    faces: Faces,
) -> None:
    """目录 of the case file with the 证据目录 after it."""
    values = {
        "标题": f"{unit}约谈案卷目录",
        "案件": f"案件编号：{case}",
        "制卷": f"制卷日期：{made_on}",
        "文书": [_paper_row(n, entry) for n, entry in enumerate(papers, start=1)],
        "证据": [
            {
                "序号": str(n),
                "名称": entry.name,
                "类别": entry.what,
                "案卷内": "有" if entry.file else "另存",
                "校验值": entry.sha256,
            }
            for n, entry in enumerate(evidence, start=1)
        ],
    }
    write_page(_template(faces), f"{case} 案卷目录", values, out)


def _paper_row(n: int, entry: PaperEntry) -> dict[str, str]:
    return {
        "序号": f"{n:02}",
        "文书": entry.name,
        "文号": entry.number or "—",
        "日期": entry.dated,
        "状态": entry.state,
        "页数": str(entry.pages) if entry.pages else "",
        "稿次": f"第{entry.version}稿" if entry.version else "未存稿",
    }


@lru_cache(maxsize=4)
def _template(faces: Faces) -> bytes:
    page = Page(faces)
    papers = tuple(f"{{{{ 行.{key} }}}}" for key in _PAPERS)
    proofs = ("序号", "名称", "类别", "案卷内", "校验值")
    body = [
        page.paragraph("{{ 标题 }}", "表格标题"),
        page.paragraph("{{ 案件 }}　　{{ 制卷 }}", "表首"),
        page.table(_PAPERS, papers, "行 in 文书"),
        page.control("if 证据"),
        page.paragraph("证据目录", "附件标题"),
        page.table(_EVIDENCE, tuple(f"{{{{ 行.{key} }}}}" for key in proofs), "行 in 证据"),
        page.control("endif"),
        page.paragraph("", "文末"),
    ]
    return template_of(body, faces)
