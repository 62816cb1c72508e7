"""What is counted of incidents, and of what was done about petitions, as data."""

from collections.abc import Iterable
from dataclasses import replace

from app.core.i18n import N_
from app.petitions.models.counted import NO, YES
from app.reports.measure import Measure, one
from app.reports.traits import Where

_LEVELS = {"1": "township", "2": "county", "3": "city", "4": "province", "5": "nation"}
_CALLED = {
    "120": N_("Ambulance 120"),
    "119": N_("Fire brigade 119"),
    "110": N_("Police 110"),
}
_LEVEL = N_("Petitions with an incident, visits to this level.")


def _incident(
    name: str, label: str, about: str, where: Where | None = None, counts: str = "pieces"
) -> Measure:
    return Measure(
        name=name,
        label=label,
        about=about,
        counts=counts,  # type: ignore[arg-type]
        where=where or {},
        source="incident",
        guarded=True,
    )


def _incidents() -> Iterable[Measure]:
    said = N_("Incidents, each kind of conduct once; announcing a visit is none.")
    yield _incident("incidents", N_("Times it happened"), said, counts="rows")
    yield _incident("misconduct", N_("Incidents, times"), said, {"aside": (NO,)}, "rows")
    said = N_("Petitions with an incident, each once however many it had.")
    yield _incident("incidents.pieces", N_("Occasions"), said)
    said = N_("The heads of the petitions with an incident.")
    yield _incident("incidents.pieces.people", N_("Heads"), said, counts="people")
    for name, label, where in _SPLIT:
        yield _incident(f"incidents.{name}", label, N_("Petitions with an incident."), where)
    for code, name in _LEVELS.items():
        yield _incident(f"incidents.{name}", name, _LEVEL, {"level": (code,)})
    said = N_("Petitions with an incident, of another level or none.")
    yield _incident("incidents.elsewhere", N_("Level not stated"), said, {"level": ("9",)})
    called = N_("Incidents to which they were called.")
    for number, label in _CALLED.items():
        where = {f"called_{number}": (YES,)}
        yield _incident(f"incidents.{number}", label, called, where, "rows")
    said = N_("Incidents of which somebody had warned.")
    yield _incident("incidents.warned", N_("Warned of"), said, {"forewarned": (YES,)}, "rows")


_SPLIT: tuple[tuple[str, str, Where], ...] = (
    ("first", N_("First"), {"repeat": (NO,)}),
    ("repeat", N_("Repeat"), {"repeat": (YES,)}),
    ("single", N_("Single"), {"group": (NO,)}),
    ("group", N_("Group"), {"group": (YES,)}),
    ("inside", N_("At the reception place"), {"outside": (NO,)}),
    ("outside", N_("Elsewhere"), {"outside": (YES,)}),
)


def _of(name: str, label: str, about: str, *what: str) -> Measure:
    """Return a measure of acts: by their names, or by the measure's own."""
    made = next(iter(one(name, label, about, what=what or (name,))))
    return replace(made, counts="rows", source="record")


_REVIEWS = {
    "review": N_("Applications for review, and what was decided."),
    "re_examination": N_("Applications for re-examination, and what was decided."),
}
_RATED = N_("Last ratings of petitions, given in these days.")


_TOOK = N_("Of first petitions: such limits that were met in these days, in time or late.")
_DUTIES = {
    "send": N_("To be handed over"),
    "accept": N_("To be accepted"),
    "answer": N_("To be concluded"),
}


def _duties() -> Iterable[Measure]:
    """Yield what the indicators ask of limits: what is due, missed, open; how long it took."""
    for name, label in _DUTIES.items():
        due, missed = ("kept", "late", "over", "open"), ("late", "over")
        said = N_("Limits that end in these days, those still open included.")
        yield _of(f"{name}.due", label, said, *(f"{name}.{part}" for part in due))
        said = N_("Limits that were not kept: met late, or over and still not met.")
        yield _of(f"{name}.missed", N_("Late"), said, *(f"{name}.{part}" for part in missed))
        said = N_("Limits that are not over and not met yet.")
        yield _of(f"{name}.open", N_("Still open"), said)
        took = {"what": (f"{name}.took",), "repeat": (NO,)}
        done = Measure(name=f"{name}.took", label=N_("Pieces"), about=_TOOK, where=took)
        yield replace(done, counts="rows", source="record")
        yield replace(done, name=f"{name}.days", label=N_("Days in all"), counts="days",
                      source="record")  # fmt: skip


def _limits() -> Iterable[Measure]:
    said = N_("Limits of handing over or answering that ended in these days.")
    yield _of("send", N_("To be handed over"), said, "send.kept", "send.late", "send.over")
    yield _of("send.kept", N_("Handed over in time"), N_("Such limits that were kept."))
    parts = ("kept", "late", "over")
    said = N_("Limits of telling about acceptance that ended in these days.")
    yield _of("accept", N_("To be accepted"), said, *(f"accept.{part}" for part in parts))
    yield _of("accept.kept", N_("Accepted in time"), N_("Such limits that were kept."))
    said = N_("Limits of the answer that ended in these days.")
    yield _of("answer", N_("To be concluded"), said, *(f"answer.{part}" for part in parts))
    yield _of("answer.kept", N_("Concluded in time"), N_("Limits of the answer that were kept."))
    said = N_("Limits of the answer that are over, the answer still owed.")
    yield _of("answer.over", N_("Overdue, not answered"), said)
    yield _of("extended", N_("Extended"), N_("Limits of the answer that were extended."))


def _remedies() -> Iterable[Measure]:
    for level, said in _REVIEWS.items():
        yield _of(f"{level}.asked", N_("Applications"), said)
        yield _of(f"{level}.upheld", N_("Upheld"), said)
        yield _of(f"{level}.overturned", N_("Changed or revoked"), said)
    yield _of("hearing", N_("Hearings"), N_("Hearings held."))


def _ratings() -> Iterable[Measure]:
    said = N_("Ratings given, and limits that ended without one.")
    yield _of("to_rate", N_("To be rated"), said, "rated", "unrated")
    yield _of("rated", N_("Rated"), _RATED)
    for by in ("unit", "office"):
        yield _of(f"{by}.pleased", N_("Satisfied"), _RATED, f"{by}.0")
        yield _of(f"{by}.content", N_("Mostly satisfied"), _RATED, f"{by}.1")
        yield _of(f"{by}.unhappy", N_("Not satisfied"), _RATED, f"{by}.3")
        yield _of(f"{by}.happy", N_("Satisfied"), _RATED, f"{by}.0", f"{by}.1")
        yield _of(f"{by}.rated", N_("Rated"), _RATED, f"{by}.0", f"{by}.1", f"{by}.3")


def _pressing() -> Iterable[Measure]:
    yield _of("supervised", N_("Letters of supervision"), N_("Supervisions by letter."))
    said = N_("Supervisions by letter that were closed.")
    yield _of("supervision_closed", N_("Supervision closed"), said)
    yield _of("charge", N_("Charges of leaders"), N_("Petitions that a leader took charge of."))
    yield _of("received", N_("Receptions"), N_("Petitions whose people a leader received."))


def _long_standing() -> Iterable[Measure]:
    said = N_("Registered %(backlog)s months before the last day or earlier, and not ended then.")
    yield Measure(name="backlog", label=N_("Open for long"), about=said, source="backlog")
    said = N_("Ended in these days, %(backlog)s months or more after the registering.")
    name, where = "backlog.ended", {"long": (YES,)}
    yield Measure(
        name=name, label=N_("Settled after long"), about=said, where=where, source="ended"
    )


HAPPENINGS: tuple[Measure, ...] = (
    *_incidents(),
    *_limits(),
    *_duties(),
    *_remedies(),
    *_ratings(),
    *_pressing(),
    *_long_standing(),
)
