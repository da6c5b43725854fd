"""尽责情况: the six circumstances in which a supervisor counts as having done his duty.

Taken from the 《实施办法》 of a provincial department of ecology and environment on tolerance for
officials who did their duty: four duties that were carried out, two gaps that no one could close.
A circumstance counts only with its proof; one that does not apply is said not to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

NOT_APPLICABLE = "不涉及"


class Proof(StrEnum):
    """How a circumstance stands; values are the words shown."""

    PROVEN = "已有证明"
    MISSING = "尚缺证明"
    NOT_APPLICABLE = "不涉及"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One of the six: its short name and what has to be proven."""

    key: str
    text: str


CIRCUMSTANCES = (
    Circumstance("法定职责", "按照法律法规已履行监督检查职责"),
    Circumstance("事权划分", "按照事权划分规定已履行监督检查职责"),
    Circumstance("年度计划", "按照年度监督检查计划已履行监督检查职责"),
    Circumstance("双随机抽查", "按照“双随机”抽查要求已履行监督检查职责"),
    Circumstance("标准缺失", "因标准缺失不能发现存在问题，导致环境污染问题无法定性"),
    Circumstance("技术限制", "因现有科学技术水平的限制不能发现存在问题，导致环境污染问题无法定性"),
)


@dataclass(frozen=True, slots=True)
class Appraised:
    """A circumstance with what was given as its proof."""

    circumstance: Circumstance
    proof: Proof
    evidence: tuple[str, ...]


def appraise(evidence: Mapping[str, str]) -> tuple[Appraised, ...]:
    """The six in order; `evidence` gives by key the proofs, one a line, or 不涉及."""
    return tuple(_appraise(one, evidence.get(one.key, "")) for one in CIRCUMSTANCES)


def _appraise(one: Circumstance, said: str) -> Appraised:
    lines = tuple(line.strip() for line in said.splitlines() if line.strip())
    if not lines:
        return Appraised(one, Proof.MISSING, ())
    if lines[0].rstrip("。") == NOT_APPLICABLE:
        return Appraised(one, Proof.NOT_APPLICABLE, lines[1:])
    return Appraised(one, Proof.PROVEN, lines)


def missing(appraised: tuple[Appraised, ...]) -> tuple[str, ...]:
    """第四项双随机抽查 … : which of the six have no proof yet."""
    return tuple(
        f"第{'一二三四五六'[n]}项{one.circumstance.key}"
        for n, one in enumerate(appraised)
        if one.proof is Proof.MISSING
    )
