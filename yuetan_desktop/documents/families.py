"""机制责任 and 污染突出: the problems of a notice and its minutes under two headings (study, 2.1).

The regulation's file says which family an item belongs to; the clerk may decide otherwise, and
has to for 其他情形. Where all problems are of one family no heading is printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yuetan_desktop.documents.context import PaperCase
from yuetan_desktop.documents.remark import Remark
from yuetan_desktop.documents.rowtext import row_text, rows
from yuetan_desktop.documents.wording import ordinal
from yuetan_desktop.domain.family import Family

KEY, COLUMNS = "问题分类", ("条款", "类别")
HINT = "机制责任或污染突出，两类都有时分列；清空则不分列"


def prefill(case: PaperCase) -> dict[str, str]:
    """Each item with its family, where they are not all of one."""
    families = {matter.cite: matter.family for matter in case.met}
    told = row_text((cite, family or "") for cite, family in families.items())
    return {KEY: told if len(set(families.values())) > 1 else ""}


def check(case: PaperCase, values: Mapping[str, str]) -> list[Remark]:
    """Every item once, in one of the two."""
    told = rows(values.get(KEY, ""), COLUMNS)
    cites = list(dict.fromkeys(matter.cite for matter in case.met))
    named = [row["条款"] for row in told]
    says = [f"{row['条款']}的类别应为{'或'.join(Family)}。" for row in told if _unknown(row)]
    says += [f"{cite}不是本案的条款。" for cite in named if cite not in cites]
    says += [f"缺{cite}。" for cite in cites if told and cite not in named]
    says += [f"{cite}写了两次。" for cite in dict.fromkeys(named) if named.count(cite) > 1]
    return [Remark(KEY, f"{KEY}：{''.join(says)}")] if says else []


def under_headings(
    items: Sequence[Mapping[str, Any]], values: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The items (rows with their 条款) by family, the first of each with its heading.

    组名 is its family, 分组 the heading, 组内序号 the number under it, none for an item alone; all
    empty where there are no headings.
    """
    family = {row["条款"]: row["类别"] for row in rows(values.get(KEY, ""), COLUMNS)}
    groups = {one: [item for item in items if family.get(item["条款"]) == one] for one in Family}
    if not all(groups.values()) or sum(map(len, groups.values())) < len(items):
        return [{**item, "组名": "", "分组": "", "组内序号": ""} for item in items]
    headed = [
        {
            **item,
            "组名": name.value,
            "分组": f"（{ordinal(g)}）{name}问题" if n == 1 else "",
            "组内序号": f"{n}. " if len(group) > 1 else "",
        }
        for g, (name, group) in enumerate(groups.items(), start=1)
        for n, item in enumerate(group, start=1)
    ]
    ordinals = [item["序号"] for item in items]
    return [{**item, "序号": nth} for item, nth in zip(headed, ordinals, strict=True)]


def _unknown(row: Mapping[str, str]) -> bool:
    return bool(row["类别"]) and row["类别"] not in set(Family)
