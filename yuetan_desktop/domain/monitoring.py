"""Who owns the monitoring behind a value, how far it was audited, whether dust was deducted.

环境监测数据 are published first as they come in and audited afterwards (初审 by the city or the
province, 国家审核 by the China National Environmental Monitoring Centre). What rests on a value
that was not audited to the end is 暂判: it may come out otherwise once it is. Days of 沙尘 are
deducted from concentrations and the index by the Centre alone (环办监测〔2016〕120号); a value with
them and one without are not the same value.
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


class Dust(StrEnum):
    """沙尘: whether its days were taken out of a value. 未注明 says nothing either way."""

    DEDUCTED = "扣除沙尘"
    KEPT = "未扣除沙尘"
    UNSAID = "未注明"


# 优良天数、重污染天数 keep the days of dust, whatever a title says (环办监测〔2016〕120号).
DEDUCTED_FROM = frozenset({"pm10", "pm25", "air_index"})
PROVISIONAL = "暂判"
MIXED_DUST = "本期与上年同期，一个扣除了沙尘、一个没有，同比仅供参考"


@dataclass(frozen=True, slots=True)
class Monitoring:
    """What a file says of its values' audit, of who monitors, and of 沙尘."""

    audit: Audit = Audit.UNSAID
    owner: Owner = Owner.UNSAID
    dust: Dust = Dust.UNSAID

    @property
    def is_provisional(self) -> bool:
        return self.audit.is_provisional

    @property
    def says(self) -> str:
        """国控，未审核; 审核状态未注明，扣除沙尘."""
        audit = "审核状态未注明" if self.audit is Audit.UNSAID else self.audit.value
        owner = "" if self.owner is Owner.UNSAID else self.owner.value
        dust = "" if self.dust is Dust.UNSAID else self.dust.value
        return "，".join(filter(None, (owner, audit, dust)))

    def over(self, other: Monitoring) -> Monitoring:
        """This one, completed by what else is known."""
        return Monitoring(
            other.audit if self.audit is Audit.UNSAID else self.audit,
            other.owner if self.owner is Owner.UNSAID else self.owner,
            other.dust if self.dust is Dust.UNSAID else self.dust,
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


_DUST_KEPT = re.compile(
    r"(?:未|没有|尚未|不)(?:扣除?|剔除?)沙|(?:扣除?|剔除?)沙尘?(?:天气)?(?:影响)?前|含沙尘"
)
_DUST_DEDUCTED = re.compile(r"(?:扣除?|剔除?)沙")


def dust_in(text: str) -> Dust:
    """PM10（扣除沙尘） → 扣除沙尘; 未剔除沙尘 → 未扣除沙尘; 未注明 where both are said, or none."""
    kept = _DUST_KEPT.search(text)
    deducted = _DUST_DEDUCTED.search(_DUST_KEPT.sub("", text))
    if bool(kept) is bool(deducted):
        return Dust.UNSAID
    return Dust.KEPT if kept else Dust.DEDUCTED


def monitoring_in(text: str) -> Monitoring:
    return Monitoring(audit_in(text), owner_in(text), dust_in(text))
