"""问题线索接收回执: a clue that came in is receipted with number, day, sender and hashes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.doctor import check_template
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.paths import templates_docx
from yuetan_desktop.services import paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseproofs
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.workspace import Workspace

from .casestory import record
from .papersmade import issuing_office

RECEIPT = "问题线索接收回执"
SENDER = "市生态环境保护综合行政执法支队"


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    with issuing_office(tmp_path / "data") as workspace:
        yield workspace


def came(ws: Workspace, case: CaseFile, files: list[Path], **said: str) -> CaseFile:
    told = {"sender": SENDER, "clue": "某企业在线监测数据造假", "document": "资环执函〔2026〕9号"}
    file = record(ws, case, StepKind.CLUE_RECEIVED, "2026-10-14", **{**told, **said})
    step = file.state.last(StepKind.CLUE_RECEIVED)
    assert step is not None
    if files:
        caseproofs.attach_to_step(ws, case.id, step.id, files)
    return file


@pytest.fixture
def copies(tmp_path: Path) -> list[Path]:
    files = [tmp_path / "现场检查笔录.pdf", tmp_path / "监测数据.csv"]
    for n, file in enumerate(files):
        file.write_bytes(b"record %d" % n)
    return files


def words(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def test_the_receipt_says_from_whom_when_under_which_number_and_lists_hashes(
    ws: Workspace, case: CaseFile, copies: list[Path]
) -> None:
    came(ws, case, copies)
    drafted = paperwork.draft(ws, case.id, RECEIPT)
    assert drafted.ready, drafted.remarks
    made = paperwork.issue(ws, case.id, RECEIPT, drafted.values, formal=True)
    assert made.number == "资环委办函〔2026〕1号"
    text = words(made.path)
    assert "你单位以资环执函〔2026〕9号移来的问题线索，我办已于2026年10月14日收到" in text
    assert f"{SENDER}：" in text
    assert "共2件，由李敏接收。清点情况：与移送清单相符。" in text
    for one in caseproofs.proofs(ws, case.id):
        assert one.name in text
        assert one.sha256 in text.replace(" ", "")


def test_a_clue_without_letter_and_without_copies_is_receipted_too(
    ws: Workspace, case: CaseFile
) -> None:
    came(ws, case, [], document="")
    drafted = paperwork.draft(ws, case.id, RECEIPT)
    made = paperwork.issue(ws, case.id, RECEIPT, drafted.values, formal=True)
    text = words(made.path)
    assert "你单位移来的问题线索" in text
    assert "由李敏接收，未附材料。" in text
    assert "共0件" not in text
    assert "校验值" not in text
    assert "办理说明" not in text


def test_before_a_clue_is_recorded_there_is_no_receipt_with_a_number(
    ws: Workspace, case: CaseFile
) -> None:
    typed = {**KINDS[RECEIPT].sample, "成文日期": "2026-10-16", "接收日期": "2026-10-14"}
    values = {**paperwork.draft(ws, case.id, RECEIPT).values, **typed}
    with pytest.raises(AppError, match="尚未登记线索接收（第十九条）"):
        paperwork.issue(ws, case.id, RECEIPT, values, formal=True)


def test_the_newest_clue_is_receipted_and_the_paper_is_offered_when_it_has_come(
    ws: Workspace, case: CaseFile, copies: list[Path]
) -> None:
    came(ws, case, copies)
    came(ws, case, [], sender="市公安局", clue="非法倾倒", document="")
    assert paperwork.draft(ws, case.id, RECEIPT).values["主送"] == "市公安局"
    line = next(one for one in get_case(ws, case.id).papers if one.kind == RECEIPT)
    assert line.is_due


@pytest.mark.parametrize(
    ("field", "typed", "says", "blocking"),
    [
        ("成文日期", "2026-10-13", "成文日期早于接收日期", True),
        ("接收日期", "2026-10-15", "登记的线索接收日期（2026年10月14日）不一致", False),
        ("来文文号", "资环执函〔2026〕8号", "登记的来文文号（资环执函〔2026〕9号）不一致", False),
        (
            "材料清单",
            f"现场检查笔录.pdf｜1份｜{'0' * 64}",
            "第1项校验值与存档的材料都不相同",
            False,
        ),
    ],
)
def test_what_differs_from_the_record_is_told(
    ws: Workspace,
    case: CaseFile,
    copies: list[Path],
    field: str,
    typed: str,
    says: str,
    blocking: bool,
) -> None:
    came(ws, case, copies)
    drafted = paperwork.draft(ws, case.id, RECEIPT, {field: typed})
    (remark,) = [one for one in drafted.remarks if one.field == field]
    assert says in remark.message
    assert remark.blocking is blocking


def test_each_required_field_is_missed(ws: Workspace, case: CaseFile, copies: list[Path]) -> None:
    came(ws, case, copies)
    for field in KINDS[RECEIPT].fields:
        remarks = paperwork.draft(ws, case.id, RECEIPT, {field.key: " "}).remarks
        missed = {one.field for one in remarks if one.blocking}
        assert (field.key in missed) is field.required, field.key


def test_the_shipped_template_is_sound() -> None:
    kind = KINDS[RECEIPT]
    assert check_template(templates_docx() / kind.template, kind) == []


def test_the_day_of_the_clue_and_of_the_receipt_may_be_one(
    ws: Workspace, case: CaseFile, copies: list[Path]
) -> None:
    came(ws, case, copies)
    said = paperwork.draft(ws, case.id, RECEIPT, {"成文日期": date(2026, 10, 14).isoformat()})
    assert [one for one in said.remarks if one.blocking] == []
