"""Every number that is counted of petitions, as data; those of other sources join them below."""

from collections.abc import Iterable

from app.core.i18n import N_
from app.petitions.models.counted import FROM_ABOVE, NO, NONE, YES
from app.reports.happenings import HAPPENINGS
from app.reports.measure import Measure, both, one
from app.reports.proposals import PROPOSALS

LETTER, VISIT, ONLINE, CALL = ("1",), ("2",), ("3",), ("4",)
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
    yield from one("all", N_("Petitions"), N_("Every registration counts once; voided ones never."))
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
    yield from _closed()
    for name, (label, code) in PURPOSES.items():
        yield from one(f"purpose.{name}", label, _PURPOSE, purpose=(code,))
    yield from _from_above()
    yield from _ways_out()


def _letters() -> Iterable[Measure]:
    yield from one("letters", N_("Subtotal"), N_("Letters, faxes and e-mail."), kind=LETTER)
    yield from one(
        "letters.first", N_("First"), N_("First letters of a matter."), kind=LETTER, repeat=(NO,)
    )
    yield from one(
        "letters.repeat", N_("Repeat"), N_("Letters on a matter known."), kind=LETTER, repeat=(YES,)
    )
    joint = {"kind": LETTER, "group": (YES,)}
    yield from one("letters.joint", N_("Joint"), N_("Letters signed by a group."), **joint)
    yield Measure(
        name="letters.joint.people",
        label=N_("Signers"),
        about=N_("The signatures of joint letters."),
        counts="people",
        where=joint,
    )
    yield from one(
        "letters.anonymous",
        N_("Anonymous"),
        N_("Letters without a name."),
        kind=LETTER,
        anonymous=(YES,),
    )


def _visits() -> Iterable[Measure]:
    yield from both("visits", N_("Visits of whatever size, each once."), kind=VISIT)
    for code, name in LEVELS.items():
        yield from both(f"visits.{name}", _LEVEL, kind=VISIT, level=(code,))
    yield from both(
        "visits.elsewhere",
        N_("Visits to another level, or to one that was not stated."),
        kind=VISIT,
        level=("9",),
    )
    yield from both("visits.group", N_("Group visits."), kind=VISIT, group=(YES,))
    yield from both("visits.single", N_("Visits of less than a group."), kind=VISIT, group=(NO,))
    yield from both("visits.large", N_("Visits of 50 people or more."), kind=VISIT, large=(YES,))
    yield from both("visits.first", N_("First visits of a matter."), kind=VISIT, repeat=(NO,))
    yield from both("visits.repeat", N_("Visits on a matter known."), kind=VISIT, repeat=(YES,))
    yield from both("visits.skip", N_("Visits above the competent level."), kind=VISIT, skip=(YES,))


def _others() -> Iterable[Measure]:
    yield from one("online", N_("Subtotal"), N_("Online petitions."), kind=ONLINE)
    yield from one(
        "online.first",
        N_("First"),
        N_("First online petitions of a matter."),
        kind=ONLINE,
        repeat=(NO,),
    )
    yield from one(
        "online.repeat",
        N_("Repeat"),
        N_("Online petitions on a matter known."),
        kind=ONLINE,
        repeat=(YES,),
    )
    calls = N_("Calls")
    yield from one("calls", calls, N_("Petitions by telephone."), kind=CALL)
    yield from one("calls.first", calls, N_("First calls of a matter."), kind=CALL, repeat=(NO,))
    said = N_("Petitions that came in another way.")
    yield from one("elsehow", N_("Other ways"), said, kind=("9",))


def _matters() -> Iterable[Measure]:
    first = {"repeat": (NO,)}
    ended = first | {"ended": (YES,)}
    yield from one("first", N_("First"), N_("First petitions of a matter."), **first)
    yield from one("repeat", N_("Repeat"), N_("Petitions on a matter known."), repeat=(YES,))
    yield from one("first.ended", N_("Concluded"), N_("First petitions that ended."), **ended)
    yield from one(
        "first.in_time",
        N_("Concluded in time"),
        N_("First petitions that ended and whose limits of the answer were all kept."),
        **ended,
        late=(NO,),
    )
    yield from one(
        "first.settled",
        N_("Settled at once"),
        N_("First petitions that ended and on which nobody came again within %(settled)s months."),
        **ended,
        again=(NO,),
    )


def _closed() -> Iterable[Measure]:
    """Yield what ended in the days asked for, whenever it was registered."""
    said = N_("First petitions that ended in these days.")
    yield Measure(name="closed.first", label=N_("Concluded"), about=said, source="closed")
    yield Measure(
        name="closed.settled",
        label=N_("Settled at once"),
        about=N_(
            "First petitions that ended in these days and on which nobody came again within"
            " %(settled)s months."
        ),
        where={"again": (NO,)},
        source="closed",
    )


def _from_above() -> Iterable[Measure]:
    said = N_("Assigned by this office above.")
    yield from one("above.nation", N_("By the national office"), said, above=("06",))
    yield from one("above.province", N_("By the province"), said, above=("07",))
    yield from one("above.city", N_("By the city"), said, above=("08",))
    said = N_("Assigned from above, by which office was not said.")
    yield from one("above.unsaid", N_("Office not said"), said, above=("02",))
    above = {"above": FROM_ABOVE, "ended": (YES,)}
    said = N_("Assigned from above and ended.")
    yield from one("above.ended", N_("Concluded"), said, **above)
    said = N_("Assigned from above, ended, and the limits of the answer were all kept.")
    yield from one("above.in_time", N_("Concluded in time"), said, **above, late=(NO,))


def _ways_out() -> Iterable[Measure]:
    """Yield how petitions registered in these days left the ordinary way."""
    yield from one("declined", N_("Declined"), N_("Petitions declined."), fate=("declined",))
    yield from one("barred", N_("Barred"), N_("Petitions no longer accepted."), fate=("barred",))
    gone = ("redirected",)
    said = N_("Petitions led into a statutory route.")
    yield from one("redirected", N_("Statutory route"), said, fate=gone, organ=(NONE,))
    said = N_("Petitions passed on to the discipline inspection (art. 22).")
    yield from one("to_discipline", N_("To discipline inspection"), said, fate=gone, organ=("72",))
    said = N_("Petitions passed on to the legal organs (art. 22).")
    yield from one("to_legal", N_("To the legal organs"), said, fate=gone, organ=("71",))


MEASURES: dict[str, Measure] = {each.name: each for each in (*_all(), *HAPPENINGS, *PROPOSALS)}
