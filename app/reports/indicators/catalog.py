"""Which indicators there are, as data: of which two numbers each is made, and what it means.

Nobody is ranked: the lines are units in the office's own order, never persons, and no indicator
counts how often people go up to the province or Beijing (domain 5.8).
"""

from dataclasses import dataclass
from typing import Literal

from app.core.i18n import N_

GROUPS = {
    "limits": N_("Limits kept"),
    "ratings": N_("Ratings"),
    "matters": N_("First, repeat, settled, proposals"),
    "periods": N_("Average days"),
}
BASES = ("unit", "office")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator: a measure in per cent of another, or the days that one took on the average.

    ``part`` and ``whole`` name measures. What only the petition office owes is told by office.
    """

    name: str
    label: str
    group: str
    part: str
    whole: str
    part_says: str
    whole_says: str
    day: str
    left_out: str
    law: str
    how: Literal["rate", "mean"] = "rate"
    by: tuple[str, ...] = BASES
    target: str = ""


_ENDS = N_("Day on which the limit ends")
_ACT = N_("Day of the act")
_RATING = N_("Day of the rating; without one, day on which the time for rating ends")
_RATED = N_("Day of the rating")
_REGISTERED = N_("Day of registering")
_CLOSED = N_("Day on which the petition ended")
_LEGS = N_("Voided petitions, accusations, legs taken back or returned, limits not over yet")
_DONE = N_("Repeats, voided petitions, accusations, legs taken back or returned")
_WAITING = N_("Voided petitions, accusations, ratings that may still come")
_UNSAID = N_("Voided petitions, accusations, petitions not rated")
_VOID = N_("Voided petitions, accusations")
_HOUSE = N_("Definition of this system")
_FIRST_OF_ALL = N_("All petitions registered")
_LIMIT = N_("Limits kept: met on the last day or before")
_OVER = N_("Limits that are over: kept, met late, not met")
_DAYS = N_("Days from the beginning of each limit to the act, calendar days")
_MET = N_("Limits of first petitions that were met, in time or late")
_HAPPY = N_("Last ratings: satisfied or mostly satisfied")
_SAID = N_("Last ratings: satisfied, mostly satisfied, not satisfied")

_LIMITS = tuple(
    Indicator(
        name=name,
        label=label,
        group="limits",
        part=f"{name}.kept",
        whole=name,
        part_says=_LIMIT,
        whole_says=_OVER,
        day=_ENDS,
        left_out=_LEGS,
        law=law,
        by=by,
        target=f"target_{name}",
    )
    for name, label, law, by in (
        ("send", N_("Handed over in time, petition office"), N_("Regulation, art. 22"), BASES[1:]),
        ("accept", N_("Accepted in time, responsible unit"), N_("Regulation, art. 23"), BASES),
        ("answer", N_("Concluded in time, share"), N_("Regulation, art. 34"), BASES),
    )
)
_HAPPINESS = tuple(
    Indicator(
        name=f"{by}_happy",
        label=label,
        group="ratings",
        part=f"{by}.happy",
        whole=f"{by}.rated",
        part_says=_HAPPY,
        whole_says=_SAID,
        day=_RATED,
        left_out=_UNSAID,
        law=_HOUSE,
        by=bases,
        target=f"target_{by}_happy",
    )
    for by, label, bases in (
        ("unit", N_("Satisfied with the unit, share"), BASES),
        ("office", N_("Satisfied with the office, share"), BASES[1:]),
    )
)
_MATTERS = (
    Indicator(
        name="repeat",
        label=N_("Share of repeats"),
        group="matters",
        part="repeat",
        whole="all",
        part_says=N_("Petitions on a matter known"),
        whole_says=_FIRST_OF_ALL,
        day=_REGISTERED,
        left_out=_VOID,
        law=_HOUSE,
    ),
    Indicator(
        name="first",
        label=N_("Share of first petitions"),
        group="matters",
        part="first",
        whole="all",
        part_says=N_("First petitions of a matter"),
        whole_says=_FIRST_OF_ALL,
        day=_REGISTERED,
        left_out=_VOID,
        law=_HOUSE,
    ),
    Indicator(
        name="settled",
        label=N_("Settled at once, share"),
        group="matters",
        part="closed.settled",
        whole="closed.first",
        part_says=N_(
            "Of these, those on which nobody came again within %(settled)s months, as far as is"
            " known today"
        ),
        whole_says=N_("First petitions that ended in these days"),
        day=_CLOSED,
        left_out=_VOID,
        law=_HOUSE,
        target="target_settled",
    ),
)
_PERIODS = tuple(
    Indicator(
        name=f"{name}_days",
        label=label,
        group="periods",
        part=f"{name}.days",
        whole=f"{name}.took",
        part_says=_DAYS,
        whole_says=_MET,
        day=_ACT,
        left_out=_DONE,
        law=_HOUSE,
        how="mean",
        by=by,
    )
    for name, label, by in (
        ("send", N_("Days until handed over"), BASES[1:]),
        ("accept", N_("Days until told of acceptance"), BASES),
        ("answer", N_("Days from acceptance to the answer"), BASES),
    )
)
INDICATORS: dict[str, Indicator] = {
    one.name: one
    for one in (
        *_LIMITS,
        Indicator(
            name="rated",
            label=N_("Share rated"),
            group="ratings",
            part="rated",
            whole="to_rate",
            part_says=N_("Petitions rated, each by its last rating"),
            whole_says=N_("Rated, or the time for rating is over without one"),
            day=_RATING,
            left_out=_WAITING,
            law=_HOUSE,
            target="target_rated",
        ),
        *_HAPPINESS,
        *_MATTERS,
        Indicator(
            name="adopted",
            label=N_("Proposals adopted, share"),
            group="matters",
            part="proposals.adopted",
            whole="proposals.answered",
            part_says=N_("Proposals of article 40 adopted, in whole or in part"),
            whole_says=N_("Proposals on which the unit gave feedback in writing"),
            day=N_("Day of the feedback"),
            left_out=N_("Drafts, proposals whose feedback has not come"),
            law=N_("Regulation, art. 40 and 41"),
        ),
        *_PERIODS,
    )
}


def shown(group: str, basis: str) -> list[Indicator]:
    """Return the indicators of a group that are told by unit, or by office."""
    return [one for one in INDICATORS.values() if one.group == group and basis in one.by]
