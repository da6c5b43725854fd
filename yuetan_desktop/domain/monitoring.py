"""Who owns the monitoring behind a value, and how far the value was audited.

环境监测数据 are published first as they come in and audited afterwards (初审 by the city or the
province, 国家审核 by the China National Environmental Monitoring Centre). What rests on a value
that was not audited to the end is 暂判: it may come out otherwise once it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Audit(StrEnum):
    """审核状态, the least audited first. 未注明 says nothing either way."""

    NONE = "未审核"
    FIRST = "初审"
    NATIONAL = "国家审核"
    UNSAID = "未注明"

    @property
    def is_provisional(self) -> bool:
        """Whether the value may still be changed by an audit that is to come."""
        return self in {Audit.NONE, Audit.FIRST}


class Owner(StrEnum):
    """监测归属: at whose charge the station or section is monitored."""

    NATIONAL = "国控"
    PROVINCIAL = "省控"
    CITY = "市控"
    COUNTY = "县控"
    UNSAID = "未注明"


PROVISIONAL = "暂判"


@dataclass(frozen=True, slots=True)
class Monitoring:
    """What a file says of its values' audit and of who monitors."""

    audit: Audit = Audit.UNSAID
    owner: Owner = Owner.UNSAID

    @property
    def is_provisional(self) -> bool:
        return self.audit.is_provisional

    @property
    def says(self) -> str:
        """国控，未审核; 审核状态未注明."""
        audit = "审核状态未注明" if self.audit is Audit.UNSAID else self.audit.value
        return audit if self.owner is Owner.UNSAID else f"{self.owner.value}，{audit}"

    def over(self, other: Monitoring) -> Monitoring:
        """This one, completed by what else is known."""
        return Monitoring(
            other.audit if self.audit is Audit.UNSAID else self.audit,
            other.owner if self.owner is Owner.UNSAID else self.owner,
        )


UNSAID = Monitoring()

# In this order: what says that an audit is still to come names that audit too.
_AUDITS = (
    (
        Audit.NONE,
        re.compile(
            r"(?:未|没有|尚未|待)(?:经|通过|完成)?(?:数据|国家|国|总站)?审核?"
            r"|未审|审核前|实时|原始数据"
        ),
    ),
    (Audit.FIRST, re.compile(r"初审|初步审核|预审|[一二]级审核|[市省]级?(?:站)?审核")),
    (
        Audit.NATIONAL,
        re.compile(r"国家审核|国审|总站审核|三级审核|终审|复核后|审核后|已审核?|经审核|审核通过"),
    ),
)
_OWNERS = {
    Owner.NATIONAL: re.compile(r"国控|国家?事权"),
    Owner.PROVINCIAL: re.compile(r"省控|省级?事权"),
    Owner.CITY: re.compile(r"市控|市级?事权"),
    Owner.COUNTY: re.compile(r"[县区]控|[县区]级?事权"),
}


def audit_in(text: str) -> Audit:
    """What words say of the audit: 10月空气质量（未审核） → 未审核; 未注明 where they do not."""
    return next((audit for audit, words in _AUDITS if words.search(text)), Audit.UNSAID)


def owner_in(text: str) -> Owner:
    """Who monitors, by the words; 未注明 where they name several, or none."""
    found = [owner for owner, words in _OWNERS.items() if words.search(text)]
    return found[0] if len(found) == 1 else Owner.UNSAID


def monitoring_in(text: str) -> Monitoring:
    return Monitoring(audit_in(text), owner_in(text))
