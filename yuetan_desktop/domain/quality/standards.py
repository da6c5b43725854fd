"""The standards that values are checked and computed by, in all their versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.quality.air_standard import AirStandard, in_force
from yuetan_desktop.domain.quality.water_standard import WaterStandard


@dataclass(frozen=True, slots=True)
class Standards:
    """GB 3095 with HJ 633 by date, and GB 3838."""

    air: tuple[AirStandard, ...] = ()
    water: WaterStandard | None = None

    def air_on(self, day: date) -> AirStandard | None:
        """The text in force on a day; None before the first one known."""
        return in_force(self.air, day)
