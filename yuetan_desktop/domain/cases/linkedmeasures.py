"""What accompanies an interview: 限期治理, 挂牌督办, 区域限批 and 责任追究.

Nobody is sanctioned to show determination: an entry of 责任追究 needs the investigation it rests on
and a body that has the authority over that cadre. “按照干部管理权限，及时拿出问责建议”.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yuetan_desktop.domain.place import PlaceKind


class MeasureKind(StrEnum):
    """Values are the words shown."""

    RECTIFICATION = "限期治理"
    SUPERVISION = "挂牌督办"
    RESTRICTION = "区域限批"
    ACCOUNTABILITY = "责任追究"


class Nature(StrEnum):
    """The office proposes; who manages the cadre decides."""

    PROPOSAL = "问责建议"
    DECISION = "处理决定"


class CadreAuthority(StrEnum):
    """干部管理权限: who manages a cadre, and so who receives a proposal about him."""

    PROVINCE = "省管干部"
    CITY = "市管干部"
    COUNTY = "县（区）管干部"
    UNIT = "单位自管干部"

    @property
    def receivers(self) -> tuple[str, ...]:
        return _RECEIVERS[self]


_RECEIVERS = {
    CadreAuthority.PROVINCE: ("省纪委监委", "省委组织部"),
    CadreAuthority.CITY: ("市纪委监委", "市委组织部"),  # 第十九条
    CadreAuthority.COUNTY: ("县（区）纪委监委", "县（区）委组织部"),
    CadreAuthority.UNIT: ("所在单位党委（党组）", "派驻纪检监察组"),
}
_RANK = {level: 4 - place for place, level in enumerate(CadreAuthority)}

SANCTIONS = (
    "谈话提醒", "责令书面检查", "通报批评", "诫勉", "停职检查", "调整职务",
    "责令辞职", "免职", "降职", "党纪处分", "政务处分",
)  # fmt: skip
_NO_BASIS = frozenset({"无", "没有", "暂无", "待补", "待查", "略", "/", "-", "—"})
# 环委办和生态环境部门只提出建议。
_ONLY_PROPOSES = re.compile(r"环委|环境保护委员会|生态环境[厅局]|约谈办")
_BODIES = (
    (CadreAuthority.PROVINCE, re.compile(r"(省|自治区党?)(委|政府|人民政府|人大|纪委|监委)|中央")),
    (CadreAuthority.CITY, re.compile(r"市(委|政府|人民政府|人大|纪委|监委)")),
    (CadreAuthority.COUNTY, re.compile(r"[县区](委|政府|人民政府|人大|纪委|监委)|工委|管委会")),
)
_BELOW_COUNTY = re.compile(r"[镇乡](长|党|人民政府|政府|人大)|街道|[县区].{0,8}[局办站队]")


@dataclass(frozen=True, slots=True)
class LinkedMeasure:
    """One entry; `who`, `sanction`, `authority`, `basis` and `nature` are of 责任追究 only."""

    kind: MeasureKind
    day: date
    body: str  # the body that decided it, or that a proposal goes to
    document: str = ""
    content: str = ""
    until: date | None = None  # 限期治理: to be done by
    nature: Nature = Nature.PROPOSAL
    who: str = ""
    sanction: str = ""
    authority: CadreAuthority | None = None
    basis: str = ""
    id: int = 0
    recorded_by: str = ""
    recorded_at: datetime | None = None
    voided_why: str | None = None

    @property
    def is_accountability(self) -> bool:
        return self.kind is MeasureKind.ACCOUNTABILITY

    @property
    def head(self) -> str:
        """区域限批; 责任追究（问责建议）."""
        return f"{self.kind}（{self.nature}）" if self.is_accountability else self.kind.value

    @property
    def says(self) -> str:
        """责任追究（处理决定）：区住建局局长某某，免职；市管干部，市委决定；调查依据 …"""
        said = [self.content, self.body, self.document]
        if self.until is not None:
            said.append(f"{self.until}前完成")
        if self.is_accountability:
            verb = "决定" if self.nature is Nature.DECISION else "受理"
            said = [
                f"{self.who}{self.sanction}",
                f"{self.authority or ''}，{self.body}{verb}",
                f"调查依据 {self.basis}",
                self.document,
                self.content,
            ]
        return f"{self.head}：{'；'.join(filter(None, said))}"


def complaints(said: LinkedMeasure) -> dict[str, str]:
    """A sentence for each field that stands in the way, by its key."""
    found: dict[str, str] = {}
    if not said.body.strip():
        found["body"] = "缺决定（受理）机关。"
    if said.kind is MeasureKind.RECTIFICATION and said.until is None:
        found["until"] = "限期治理要写明完成期限。"
    if said.until is not None and said.until < said.day:
        found["until"] = f"完成期限{said.until}早于决定日期{said.day}。"
    if said.is_accountability:
        found |= _of_accountability(said)
    elif not said.document.strip():
        found["document"] = f"缺{said.kind}的文号或来源文件。"
    return found


def _of_accountability(said: LinkedMeasure) -> dict[str, str]:
    found: dict[str, str] = {}
    if not said.who.strip():
        found["who"] = "缺责任人（单位、职务、姓名）。"
    if not said.sanction.strip():
        found["sanction"] = "缺处理方式。"
    if said.authority is None:
        found["authority"] = "缺干部管理权限，不能判断由谁受理、由谁决定。"
    if not said.basis.strip() or said.basis.strip().rstrip("。") in _NO_BASIS:
        found["basis"] = f"“{said.sanction or '处理'}”缺调查依据：先有责任调查和结论，才能问责。"
    if said.body.strip() and said.nature is Nature.DECISION and (says := _not_competent(said)):
        found["body"] = says
    return found


def _not_competent(said: LinkedMeasure) -> str:
    """Why this body cannot decide about this cadre; empty where nothing speaks against it."""
    if _ONLY_PROPOSES.search(said.body):
        return f"{said.body}没有干部处理权限，只能提出问责建议。"
    level = next((level for level, words in _BODIES if words.search(said.body)), None)
    if level is None or said.authority is None or _RANK[level] >= _RANK[said.authority]:
        return ""
    receivers = "、".join(said.authority.receivers)
    return f"{said.authority}不由{said.body}处理，应按干部管理权限报{receivers}。"


def suggested_authority(kind: PlaceKind, post: str) -> CadreAuthority:
    """Leaders of counties, zones and city departments are managed by the city; posts below a
    county's government by the county. The clerk corrects it by the appointing body."""
    if kind is PlaceKind.COUNTY and _BELOW_COUNTY.search(post):
        return CadreAuthority.COUNTY
    return CadreAuthority.CITY


def to_value(said: LinkedMeasure) -> dict[str, object]:
    """As it is kept."""
    return {
        "id": said.id,
        "kind": said.kind.value,
        "day": said.day.isoformat(),
        "body": said.body,
        "document": said.document,
        "content": said.content,
        "until": said.until.isoformat() if said.until else None,
        "nature": said.nature.value,
        "who": said.who,
        "sanction": said.sanction,
        "authority": said.authority.value if said.authority else None,
        "basis": said.basis,
        "recorded_by": said.recorded_by,
        "recorded_at": said.recorded_at.isoformat() if said.recorded_at else None,
        "voided_why": said.voided_why,
    }


def from_value(value: Mapping[str, str]) -> LinkedMeasure:
    """What `to_value` made."""
    return LinkedMeasure(
        kind=MeasureKind(value["kind"]),
        day=date.fromisoformat(value["day"]),
        body=value["body"],
        document=value["document"],
        content=value["content"],
        until=date.fromisoformat(value["until"]) if value["until"] else None,
        nature=Nature(value["nature"]),
        who=value["who"],
        sanction=value["sanction"],
        authority=CadreAuthority(value["authority"]) if value["authority"] else None,
        basis=value["basis"],
        id=int(value["id"]),
        recorded_by=value["recorded_by"],
        recorded_at=datetime.fromisoformat(value["recorded_at"]) if value["recorded_at"] else None,
        voided_why=value["voided_why"],
    )
