"""总台账 and its four lists: views of the one ledger, told by the columns each of them has.

Window and workbook show the same columns under the same heads.
"""

from __future__ import annotations

from enum import StrEnum


class LedgerList(StrEnum):
    """Values are the words in the window and the names of the sheets."""

    WHOLE = "总台账"
    PROBLEMS = "问题清单"
    DUTIES = "责任清单"
    MEASURES = "措施清单"
    LIMITS = "时限清单"


# 四张清单各取总台账的哪些列。
LIST_COLUMNS: dict[LedgerList, tuple[str, ...]] = {
    LedgerList.PROBLEMS: (
        "编号", "单位", "来源", "类别", "督政/查企", "问题", "项目", "企业",
    ),
    LedgerList.DUTIES: ("编号", "单位", "整改措施", "责任单位", "责任人", "责任人职务"),
    LedgerList.MEASURES: (
        "编号", "单位", "问题", "整改措施", "量化目标", "数量", "计量单位", "项目", "企业",
    ),
    LedgerList.LIMITS: (
        "编号", "单位", "整改措施", "原时限", "时限", "期限状态", "环节", "销号日期",
    ),
}  # fmt: skip
