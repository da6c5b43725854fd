"""The samples of the papers up to the interview, checked and filled in as a test wants them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx

from yuetan_desktop.documents.checks import check
from yuetan_desktop.documents.compose import compose
from yuetan_desktop.documents.context import Issue, PaperCase
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.prefill import Sender, prefill
from yuetan_desktop.documents.remark import Days, Remark
from yuetan_desktop.documents.sample import CASE, VALUES
from yuetan_desktop.domain.workday import Counting, WorkCalendar

TODAY = date(2026, 11, 16)
ISSUE = Issue("资阳市生态环境保护委员会办公室", "资环委办〔2026〕7号")


def sample(name: str, **typed: str) -> dict[str, str]:
    return {**VALUES, **KINDS[name].sample, **typed}


def remarks(
    name: str, calendar: WorkCalendar, case: PaperCase = CASE, **typed: str
) -> list[Remark]:
    days = Days(calendar, Counting.THREE_CLEAR_DAYS, TODAY)
    return check(KINDS[name], case, sample(name, **typed), days)


def blocking(
    name: str, calendar: WorkCalendar, case: PaperCase = CASE, **typed: str
) -> list[Remark]:
    return [remark for remark in remarks(name, calendar, case, **typed) if remark.blocking]


def filled(name: str, case: PaperCase = CASE) -> dict[str, str]:
    return prefill(KINDS[name], case, Sender(ISSUE.issuer, TODAY, "李敏", "0"))


def text_of(name: str, shipped: Path, folder: Path, **typed: str) -> str:
    out = folder / "paper.docx"
    kind = KINDS[name]
    compose(shipped / kind.template, kind.context(CASE, sample(name, **typed), ISSUE), out)
    body = docx.Document(str(out)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
