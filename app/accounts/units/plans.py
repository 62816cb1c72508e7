"""What an act on the tree would change, told before it is done; nothing here writes."""

from dataclasses import dataclass
from zlib import crc32

from app.accounts.models import Officer, Unit
from app.accounts.units import succession, tree

Counts = list[tuple[str, int]]


@dataclass(frozen=True)
class MovePlan:
    """A unit that goes under another superior, or to another place among its siblings."""

    unit: Unit
    above_before: list[Unit]
    above_after: list[Unit]
    siblings: list[Unit]
    #: The unit and all below it.
    moved: int
    officers: int
    review_before: Unit | None
    review_after: Unit | None
    work: Counts

    @property
    def elsewhere(self) -> bool:
        """Say whether the superior changes, and not only the order."""
        return self.above_before != self.above_after

    @property
    def review_changes(self) -> bool:
        """Say whether the unit that reviews is another one afterwards."""
        return self.review_before != self.review_after


def move_plan(unit: Unit, parent: Unit | None, after: Unit | None) -> MovePlan:
    """Return what a move would change."""
    ids = tree.ids_below(unit)
    own = unit.review_unit
    return MovePlan(
        unit=unit,
        above_before=tree.line_above(unit)[:-1],
        above_after=tree.line_above(parent),
        siblings=order_after(unit, parent, after),
        moved=len(ids),
        officers=len(tree.officers_in(ids)),
        # The form of a review offers the superior where no unit is named.
        review_before=own or unit.parent,
        review_after=own or parent,
        work=succession.weighed(ids),
    )


def order_after(unit: Unit, parent: Unit | None, after: Unit | None) -> list[Unit]:
    """Return the units below the new superior in their new order; first without ``after``."""
    others = [one for one in tree.children_of(parent.id if parent else None) if one is not unit]
    place = others.index(after) + 1 if after in others else 0
    return [*others[:place], unit, *others[place:]]


@dataclass(frozen=True)
class EndPlan:
    """What moves when units end: by merging, or by splitting one."""

    ending: list[Unit]
    officers: list[Officer]
    below: list[Unit]
    reviewed: list[Unit]
    work: Counts
    #: What takes the place, where that is one unit; another one is another plan.
    heir: str = ""

    @property
    def mark(self) -> str:
        """A short sign of what was shown: another one means that it changed meanwhile."""
        shown = [
            [one.id for one in rows]
            for rows in (self.ending, self.officers, self.below, self.reviewed)
        ]
        return f"{crc32(repr([shown, self.work, self.heir]).encode()):08x}"


def end_plan(ending: list[Unit], heir: str = "") -> EndPlan:
    """Return what hangs on units that are to end."""
    ids = [unit.id for unit in ending]
    below = [one for id_ in ids for one in tree.children_of(id_) if one.id not in ids]
    return EndPlan(
        ending=ending,
        officers=tree.officers_in(ids),
        below=below,
        reviewed=tree.reviewed_by(ids),
        work=succession.weighed(ids),
        heir=heir,
    )
