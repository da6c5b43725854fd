"""`yuetan-cli ledger record`: what happens to a task, from a late start to its closing."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from .conftest import Answer, Run
from .test_ledger import added as added  # a fixture

FIVE = "裸土未覆盖、围挡破损、喷淋停用、车辆带泥、台账缺页"


def record(run: Run, kind: str, *said: str) -> Answer:
    return run("ledger", "record", "交-001", kind, *(w for one in said for w in ("--set", one)))


def test_a_task_goes_from_its_extension_to_its_closing(added: Run, tmp_path: Path) -> None:
    proof = tmp_path / "验收单.pdf"
    proof.write_bytes(b"%PDF")
    assert record(added, "申请延期", "延期至=2037-01-31", "理由=枯水期施工").code == 0
    assert record(added, "延期审批", "结论=同意", "批准人=市环委办").code == 0
    assert record(added, "催办", "方式=电话", "说明=请于月底前报送").code == 0
    (task,) = added("ledger", "list", "--json").json
    assert task["due"] == "2037-01-31"

    assert record(added, "检查", "检查人=周立", f"发现={FIVE}", "暗访=是").code == 0
    second = record(added, "检查", "检查人=周立", "已改=裸土未覆盖、围挡破损")
    assert "上次问题未改 3/5" in second.out
    record(added, "检查", "检查人=周立", "已改=喷淋停用、车辆带泥、台账缺页")

    assert "共 1 项" in added("ledger", "list").out
    assert added("ledger", "progress", "交-001", "3.2").code == 0
    early = record(added, "销号", "批准人=市环委办主任", "理由=已完成")
    assert (early.code, "没有已采信的佐证" in early.err) == (1, True)
    assert added("ledger", "attach", "交-001", proof).code == 0
    assert record(added, "采信认定", "佐证=验收单.pdf", "结论=已采信").code == 0
    passed = record(added, "核查", "结论=通过", "核查人员=周立、李敏", "核查意见=属实")
    assert "待销号" in passed.out
    assert record(added, "会签", "责任单位主要负责人=石青").code == 0
    assert record(added, "群众满意", "评价=满意").code == 0
    sheet = tmp_path / "会签单.xlsx"
    assert added("ledger", "sheet", "交-001", "-o", sheet).code == 0
    words = [str(c.value) for row in openpyxl.load_workbook(sheet).active.rows for c in row]
    assert "石青" in "".join(words)
    closed = record(added, "销号", "批准人=市环委办主任", "理由=核查属实")
    assert closed.out.strip() == "已登记销号：交-001 100% 已销号"


def test_the_three_gates_are_passed_one_after_another(added: Run) -> None:
    first = record(added, "关口核对", "清单=复工三道关")
    assert "复工三道关：已过 0/3 关" in first.out
    keys = first.out.split("缺 ")[1].strip().split("、")
    skipped = record(added, "关口核对", f"已过={keys[-1]}")
    assert (skipped.code, "还没有过" in skipped.err) == (1, True)
    gate = [key for key in keys if key.startswith("企业自查关/")]
    assert "已过 1/3 关" in record(added, "关口核对", f"已过={'、'.join(gate)}").out
    rest = "、".join(key for key in keys if key not in gate)
    assert "已过 3/3 关" in record(added, "关口核对", f"已过={rest}").out


def test_what_is_missing_or_unknown_is_said_and_nothing_is_recorded(added: Run) -> None:
    before = added("ledger", "list", "--json").json
    for kind, said, says in (
        ("延期审批", ("结论=同意", "批准人=市环委办"), "没有待审批的延期申请"),
        ("核查", ("结论=属实",), "结论应为：通过、不通过"),
        ("检查", ("检查人=周立", "已改=裸土"), "上次检查没有“裸土”这个问题"),
        ("会签", ("责任人=石青",), "“会签”没有“责任人”这一项"),
        ("采信认定", ("佐证=照片.jpg", "结论=已采信"), "没有这个佐证，已有的是：无"),
        ("关口核对", (), "缺清单，可写的有：复工三道关"),
        ("安排核查", ("核查人员=周立",), "缺核查日期"),
        ("催办", (), "缺催办方式"),
        ("撤销", (), "缺撤销原因"),
    ):
        answer = record(added, kind, *said)
        assert (answer.code, says in answer.err) == (1, True), f"{kind}: {answer.err}"
    assert added("ledger", "list", "--json").json == before


def test_terms_change_with_a_reason_and_the_date_only_by_extension(added: Run) -> None:
    assert added("ledger", "progress", "交-001", "1.6").code == 0
    amend = ("ledger", "amend", "交-001", "--set")
    for said, why, says in (
        ("数量=6.4", "", "调整任务要写明原因"),
        ("时限=2037-06-30", "工期紧", "时限不能直接改"),
        ("河长=某某", "补充", "没有“河长”这一项"),
    ):
        answer = added(*amend, said, "--why", why)
        assert (answer.code, says in answer.err) == (1, True), answer.err
    answer = added(*amend, "数量=6.4", "--set", "责任人=黎川", "--why", "清淤范围扩大")
    assert (answer.code, "25%" in answer.out) == (0, True), answer.err
    (task,) = added("ledger", "list", "--json").json
    assert (task["quantity"], task["person"], task["unit"]) == ("6.4", "黎川", "km")


def test_the_newest_entry_of_a_kind_is_voided_with_a_reason(added: Run) -> None:
    for done in ("1.6", "3.2"):
        assert added("ledger", "progress", "交-001", done).code == 0
    void = ("ledger", "void", "交-001")
    assert "作废原因" in added(*void, "进展").err
    assert added(*void, "进展", "--why", "填错").out.strip() == "已作废进展：交-001 50% 整改中"
    assert "立项内容不能作废" in added(*void, "任务", "--why", "填错").err
    assert "没有登记过检查" in added(*void, "检查", "--why", "填错").err


def test_what_is_late_is_urged_on_one_sheet(added: Run, tmp_path: Path) -> None:
    out = tmp_path / "催办单.xlsx"
    assert added("ledger", "sheet", "交-001", "交-001", "-o", out).code == 1
    assert added("ledger", "sheet", "交-001", "--urge", "-o", out).code == 0
    words = [str(c.value) for row in openpyxl.load_workbook(out).active.rows for c in row]
    assert "整改任务催办单" in words
