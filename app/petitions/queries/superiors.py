"""Who the next higher unit is (上一级机关、单位): it reviews, and above it stands the last level.

The order of units says it: the unit named for review, else the superior. Above a province nobody
looks again, and the opinion there is the last (arts. 35, 36).
"""

from dataclasses import dataclass

from app.accounts.models import Unit
from app.petitions.models import Petition
from app.petitions.queries.earlier import reviewing_unit

#: The level of a province; what stands above it reviews no single matter.
PROVINCE = 2
#: How often units were merged at most while a file lay with one of them.
MERGERS = 10


@dataclass(frozen=True)
class Above:
    """The unit whose opinion it is, and the one that decides about it, if there is one."""

    decided: Unit
    right: Unit | None

    @property
    def highest(self) -> bool:
        """True if the law knows nobody above; else somebody forgot to enter who it is."""
        return self.right is None and self.decided.level <= PROVINCE


def reviewer_of(unit: Unit) -> Unit | None:
    """Return who reviews what a unit decided: the unit named for it, else the superior."""
    for one in (unit.review_unit, unit.parent):
        found = _standing(one)
        if found is not None and found.id != unit.id:
            return found
    return None


def re_examiner_of(handled: Unit, reviewed: Unit) -> Unit | None:
    """Return who looks for the last time: the next higher unit of the one that reviewed.

    Who is named for what the first unit handled comes first, as long as the review went the way
    that was meant with it.
    """
    named, first = _standing(handled.re_examination_unit), reviewer_of(handled)
    as_meant = first is not None and first.id == reviewed.id
    if named is not None and as_meant and named.id not in (handled.id, reviewed.id):
        return named
    return reviewer_of(reviewed)


def _standing(unit: Unit | None) -> Unit | None:
    """Return the unit, or who took its place."""
    for _merger in range(MERGERS):
        if unit is None or unit.active:
            return unit
        unit = unit.successor
    return None


def above(petition: Petition) -> Above | None:
    """Return who decides about the opinion that stands; None where no opinion does."""
    handled = petition.unit
    if handled is None or petition.opinion_level not in ("handling", "review"):
        return None
    if petition.opinion_level == "handling":
        return Above(handled, reviewer_of(handled))
    reviewed = _standing(reviewing_unit(petition))
    return Above(reviewed, re_examiner_of(handled, reviewed)) if reviewed else None
