"""Every number that is counted, as data: its name, what it means, what it counts. Versioned.

A change of meaning is a new version: a month that was closed keeps the words of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from app.core.i18n import N_
from app.reports.traits import NO, YES, Where

#: Of these words every number of a report is made; printed with each of them.
VERSION = "2026.1"

Counts = Literal["pieces", "people"]

LETTER, VISIT, ONLINE, CALL = ("1",), ("2",), ("3",), ("4",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number: how many petitions (件次, of visits 批次), or how many people (人次).

    ``where`` chooses values of traits; without one every petition of the period counts.
    """

    name: str
    label: str
    about: str
    counts: Counts = "pieces"
    where: Where = field(default_factory=dict)


def _one(name: str, label: str, about: str, **where: tuple[str, ...]) -> Iterable[Measure]:
    yield Measure(name=name, label=label, about=about, where=where)


def _both(name: str, about: str, **where: tuple[str, ...]) -> Iterable[Measure]:
    """Yield a measure of visits and, beside it, that of the people who came."""
    yield Measure(name=name, label=N_("Occasions"), about=about, where=where)
    yield Measure(
        name=f"{name}.people",
        label=N_("Heads"),
        about=N_("The heads of the visits or signatures counted beside it."),
        counts="people",
        where=where,
    )


PURPOSES = {
    "suggestion": (N_("Suggestions"), "01"),
    "appeal": (N_("Appeals"), "02"),
    "solution": (N_("Requests for a solution"), "03"),
    "accusation": (N_("Accusations"), "04"),
    "inquiry": (N_("Inquiries"), "05"),
    "other": (N_("Others"), "99"),
}
_PURPOSE = N_("Petitions of this purpose.")
LEVELS = {"1": "township", "2": "county", "3": "city", "4": "province", "5": "nation"}
_LEVEL = N_("Visits to this level.")


def _all() -> Iterable[Measure]:
    yield from _one(
        "all", N_("Petitions"), N_("Every registration counts once; voided ones never.")
    )
    yield Measure(
        name="all.people",
        label=N_("Heads"),
        about=N_("The heads that came or signed; calls and online petitions as registered."),
        counts="people",
    )
    yield from _letters()
    yield from _visits()
    yield from _others()
    yield from _matters()
    for name, (label, code) in PURPOSES.items():
        yield from _one(f"purpose.{name}", label, _PURPOSE, purpose=(code,))


def _letters() -> Iterable[Measure]:
    yield from _one("letters", N_("Subtotal"), N_("Letters, faxes and e-mail."), kind=LETTER)
    yield from _one(
        "letters.first", N_("First"), N_("First letters of a matter."), kind=LETTER, repeat=(NO,)
    )
    yield from _one(
        "letters.repeat", N_("Repeat"), N_("Letters on a matter known."), kind=LETTER, repeat=(YES,)
    )
    joint = {"kind": LETTER, "group": (YES,)}
    yield from _one("letters.joint", N_("Joint"), N_("Letters signed by a group."), **joint)
    yield Measure(
        name="letters.joint.people",
        label=N_("Signers"),
        about=N_("The signatures of joint letters."),
        counts="people",
        where=joint,
    )
    yield from _one(
        "letters.anonymous",
        N_("Anonymous"),
        N_("Letters without a name."),
        kind=LETTER,
        anonymous=(YES,),
    )


def _visits() -> Iterable[Measure]:
    yield from _both("visits", N_("Visits of whatever size, each once."), kind=VISIT)
    for code, name in LEVELS.items():
        yield from _both(f"visits.{name}", _LEVEL, kind=VISIT, level=(code,))
    yield from _both(
        "visits.elsewhere",
        N_("Visits to another level, or to one that was not stated."),
        kind=VISIT,
        level=("9",),
    )
    yield from _both("visits.group", N_("Group visits."), kind=VISIT, group=(YES,))
    yield from _both("visits.single", N_("Visits of less than a group."), kind=VISIT, group=(NO,))
    yield from _both("visits.large", N_("Visits of 50 people or more."), kind=VISIT, large=(YES,))
    yield from _both("visits.first", N_("First visits of a matter."), kind=VISIT, repeat=(NO,))
    yield from _both("visits.repeat", N_("Visits on a matter known."), kind=VISIT, repeat=(YES,))
    yield from _both(
        "visits.skip", N_("Visits above the competent level."), kind=VISIT, skip=(YES,)
    )


def _others() -> Iterable[Measure]:
    yield from _one("online", N_("Subtotal"), N_("Online petitions."), kind=ONLINE)
    yield from _one(
        "online.first",
        N_("First"),
        N_("First online petitions of a matter."),
        kind=ONLINE,
        repeat=(NO,),
    )
    yield from _one(
        "online.repeat",
        N_("Repeat"),
        N_("Online petitions on a matter known."),
        kind=ONLINE,
        repeat=(YES,),
    )
    calls = N_("Calls")
    yield from _one("calls", calls, N_("Petitions by telephone."), kind=CALL)
    yield from _one("calls.first", calls, N_("First calls of a matter."), kind=CALL, repeat=(NO,))
    said = N_("Petitions that came in another way.")
    yield from _one("elsehow", N_("Other ways"), said, kind=("9",))


def _matters() -> Iterable[Measure]:
    first = {"repeat": (NO,)}
    ended = first | {"ended": (YES,)}
    yield from _one("first", N_("First"), N_("First petitions of a matter."), **first)
    yield from _one("repeat", N_("Repeat"), N_("Petitions on a matter known."), repeat=(YES,))
    yield from _one("first.ended", N_("Concluded"), N_("First petitions that ended."), **ended)
    yield from _one(
        "first.in_time",
        N_("Concluded in time"),
        N_("First petitions that ended and whose limits of the answer were all kept."),
        **ended,
        late=(NO,),
    )
    yield from _one(
        "first.settled",
        N_("Settled at once"),
        N_("First petitions that ended and on which nobody came again."),
        **ended,
        again=(NO,),
    )


MEASURES: dict[str, Measure] = {one.name: one for one in _all()}
