"""Places: who is judged (counties, zones, departments), where is measured (sections, …)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is; only subjects can be warned, circularised or interviewed."""

    COUNTY = "county"  # 县（区）
    ZONE = "zone"  # 高新区、临空经济区等管委会
    DEPARTMENT = "department"  # 市级部门
    SECTION = "section"  # 考核断面
    WATER_SOURCE = "water_source"  # 集中式饮用水水源地
    STATION = "station"  # 空气监测点位
    PEER = "peer"  # 本市以外、只为排名而登记的单位

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_subject(self) -> bool:
        """Whether the regulation can warn, circularise or interview such a place."""
        return self in {PlaceKind.COUNTY, PlaceKind.ZONE, PlaceKind.DEPARTMENT}


_LABELS = {
    PlaceKind.COUNTY: "县（区）",
    PlaceKind.ZONE: "园区",
    PlaceKind.DEPARTMENT: "市级部门",
    PlaceKind.SECTION: "断面",
    PlaceKind.WATER_SOURCE: "饮用水水源地",
    PlaceKind.STATION: "空气点位",
    PlaceKind.PEER: "外地单位",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `parent` is the id of the county a section or station belongs to.

    `official_name` is what papers print (雁江区人民政府); empty means the name itself.
    `grade` is 国控/省控/市控 for a section; `lake` tells that lake limits apply (总磷).
    `upstream` and `downstream` name the counties its waters come from and go to, of other cities
    too. A `retired` one is out of use: not assessed any more, kept where it stands in records.
    """

    id: int
    name: str
    kind: PlaceKind
    parent: int | None = None
    official_name: str = ""
    aliases: tuple[str, ...] = ()
    grade: str = ""
    river: str = ""
    lake: bool = False
    upstream: str = ""
    downstream: str = ""
    retired: bool = False

    @property
    def addressee(self) -> str:
        return self.official_name or self.name
