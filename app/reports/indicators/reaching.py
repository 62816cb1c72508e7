"""What is still needed to reach a target until the month ends. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from app.reports.ratios import rate


@dataclass(frozen=True, slots=True)
class Outlook:
    """Limits that end in a month: kept, missed, still open; and how many per cent are wanted."""

    kept: int
    missed: int
    open: int
    target: int

    @property
    def due(self) -> int:
        """How many limits end in the month."""
        return self.kept + self.missed + self.open

    @property
    def needed(self) -> int:
        """How many of the open ones must be kept; more than there are if it is too late."""
        wanted = -(-self.target * self.due // 100)
        return max(0, wanted - self.kept)

    @property
    def spare(self) -> int:
        """How many of the open ones may be late, and the target is reached all the same."""
        return max(0, self.open - self.needed)

    @property
    def best(self) -> Decimal | None:
        """How many per cent it will be if every open one is kept."""
        return rate(self.kept + self.open, self.due)

    @property
    def ends(self) -> str:
        """How the month ends: ``sure``, ``reachable``, ``lost``; empty where nothing is wanted."""
        if not self.target or not self.due:
            return ""
        if not self.needed:
            return "sure"
        return "reachable" if self.needed <= self.open else "lost"
