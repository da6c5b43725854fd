"""In whose name a paper goes out, and whether this office may issue it or only draft it."""

from __future__ import annotations

from collections.abc import Mapping

from yuetan_desktop.documents.context import PaperCase
from yuetan_desktop.documents.kinds import Issuer, PaperKind
from yuetan_desktop.documents.remark import Remark
from yuetan_desktop.services.office import Office, Viewpoint

DRAFT, DRAFTED_FOR_ISSUER, FORMAL = "草稿", "代拟稿", "正式"


def issuer_of(kind: PaperKind, office: Office, values: Mapping[str, str], case: PaperCase) -> str:
    """The office of the kind; the other two sides may write their own name into the form."""
    if kind.issuer is Issuer.COMMITTEE_OFFICE:
        return office.issuer
    own_name = case.unit if kind.issuer is Issuer.INTERVIEWED else office.issuer
    return values.get("发文机关", "").strip() or own_name


def mark_of(kind: PaperKind, office: Office) -> str:
    """草稿 of this office's own papers, 代拟稿 of what a county drafts for the city."""
    return DRAFT if _is_own(kind, office) else DRAFTED_FOR_ISSUER


def formal_remarks(
    kind: PaperKind, case: PaperCase, office: Office, values: Mapping[str, str]
) -> list[Remark]:
    """What keeps a paper from being issued with its number, though a draft may be made."""
    found = []
    if not _is_own(kind, office):
        found.append(
            Remark(
                "", f"县级自查只能代拟：{kind.name}由{issuer_of(kind, office, values, case)}印发。"
            )
        )
    elif kind.issuer is Issuer.INTERVIEWED and office.viewpoint is Viewpoint.ISSUER:
        found.append(Remark("", f"{kind.name}由被约谈方印发，这里只能生成草稿供其参考。"))
    waiting = [f"{one.number}（{one.unit}）" for one in case.together if not one.is_approved]
    if kind.approved_first and (waiting or case.approved_on is None):
        which = "、".join(waiting) or "案件"
        says = f"{which}尚未登记约谈人批准（第十一条），不能正式印发{kind.name}。"
        found.append(Remark("", says))
    missing = [step.label for step in kind.after if step not in case.follow.recorded]
    if missing:
        steps = "、".join(missing)
        found.append(Remark("", f"案件尚未登记{steps}（{kind.cite}），不能正式印发{kind.name}。"))
    if kind.has_number_field and not values.get("文号", "").strip():
        found.append(Remark("文号", "正式印发须有发文机关编定的文号。"))
    return found


def _is_own(kind: PaperKind, office: Office) -> bool:
    """自查的县起草市里的文书是代拟；整改方案、报告是它自己的。"""
    return office.viewpoint is not Viewpoint.SELF_WATCH or kind.issuer is Issuer.INTERVIEWED
