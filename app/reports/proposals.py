"""三项建议 counted: when they were made, what the units said of them, by kind and by unit.

A proposal stands on no petition. It is put down to the unit to which it is made, to the office
that made it, or to that unit's place.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Unit
from app.core.i18n import N_
from app.petitions.models import Advice
from app.petitions.models.advice import KINDS, OUTCOMES
from app.reports.measure import Measure
from app.reports.traits import Where

SOURCE = "proposal"


def _rows(day: Any, what: Any) -> sa.Select[Any]:
    found = sa.select(Advice.id.label("advice_id"), day.label("day"), what.label("what"))
    return found.where(day.is_not(None))


#: Made on the day on which it was signed and delivered, judged on that of the written feedback.
PROPOSED = sa.union_all(
    _rows(Advice.delivered_on, sa.literal("made")),
    _rows(Advice.answered_on, sa.func.coalesce(Advice.outcome, "")),
).subquery("proposed")

TRAITS: dict[str, Any] = {"what": PROPOSED.c.what, "proposal": Advice.kind}

#: Where a proposal is put down, by what the lines of a table are.
TO_UNIT, BY_OFFICE = Advice.unit_id, Advice.office_unit_id
AT_PLACE = (
    sa.select(Unit.region_code).where(Unit.id == Advice.unit_id).correlate(Advice).scalar_subquery()
)

_MADE = N_("Proposals of article 40 signed and delivered in these days.")
_SAID = {
    "answered": (N_("Feedback given"), N_("Proposals whose unit gave feedback in these days."),
                 tuple(OUTCOMES)),
    "adopted": (N_("Adopted"), N_("Proposals adopted in these days, in whole or in part."),
                ("adopted", "partly")),
    "wholly": (N_("Adopted"), N_("Proposals adopted in whole in these days."), ("adopted",)),
    "partly": (N_("Adopted in part"), N_("Proposals adopted in part in these days."), ("partly",)),
    "refused": (N_("Not adopted"), N_("Proposals refused in these days, with the reason."),
                ("refused",)),
}  # fmt: skip


def _measures() -> Iterable[Measure]:
    for kind in (None, *KINDS):
        where: Where = {} if kind is None else {"proposal": (kind,)}
        name = "proposals" if kind is None else f"proposals.{kind}"
        yield _measure(name, N_("Proposals"), _MADE, {"what": ("made",), **where})
        for part, (label, about, outcomes) in _SAID.items():
            yield _measure(f"{name}.{part}", label, about, {"what": outcomes, **where})


def _measure(name: str, label: str, about: str, where: Where) -> Measure:
    return Measure(
        name=name, label=label, about=about, counts="rows", where=where, source="proposal"
    )


PROPOSALS: tuple[Measure, ...] = tuple(_measures())
