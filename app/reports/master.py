"""信访数据统计总表: one line of numbers about everything, beside the days it is compared with."""

from collections.abc import Iterable

from app.core.i18n import N_
from app.reports.checks import BY_PURPOSE, BY_WAY
from app.reports.report import Check, Column, Report

_VISITS, _LETTERS, _ONLINE = N_("Visits"), N_("Letters"), N_("Online")


def _group(group: str, *columns: tuple[str, str]) -> Iterable[Column]:
    for measure, label in columns:
        yield Column(measure=measure, group=group, label=label)


def _rate(group: str, measure: str, of: str, label: str) -> Column:
    return Column(measure=measure, how="rate", of=of, group=group, label=label)


def _arrivals() -> Iterable[Column]:
    yield from _group(N_("Petitions in all"), ("all", N_("Pieces")), ("all.people", N_("Heads")))
    yield from _group(
        _LETTERS,
        ("letters", N_("Subtotal")),
        ("letters.first", N_("First")),
        ("letters.repeat", N_("Repeat")),
        ("letters.joint", N_("Joint")),
        ("letters.joint.people", N_("Signers")),
    )
    yield from _group(
        _VISITS,
        ("visits", N_("Occasions")),
        ("visits.people", N_("Heads")),
        ("visits.first", N_("First visits")),
        ("visits.repeat", N_("Repeat visits")),
        ("visits.single", N_("Single")),
        ("visits.single.people", N_("Single heads")),
        ("visits.group", N_("Group")),
        ("visits.group.people", N_("Group heads")),
        ("visits.large", N_("50 people or more")),
    )
    yield from _group(
        _ONLINE,
        ("online", N_("Subtotal")),
        ("online.first", N_("First")),
        ("online.repeat", N_("Repeat")),
    )
    yield _rate(_ONLINE, "online", "all", N_("Share, %"))
    yield Column(measure="calls", label=N_("Calls"))
    yield Column(measure="elsehow", label=N_("Other ways"), sparse=True)


def _above() -> Iterable[Column]:
    group = N_("Assigned from above")
    yield from _group(
        group,
        ("above.nation", N_("By the national office")),
        ("above.province", N_("By the province")),
        ("above.city", N_("By the city")),
    )
    yield Column(measure="above.unsaid", group=group, label=N_("Office not said"), sparse=True)
    yield from _group(
        group, ("above.ended", N_("Concluded")), ("above.in_time", N_("Concluded in time"))
    )


def _handling() -> Iterable[Column]:
    yield from _group(
        N_("Handling of petitions"),
        ("accept", N_("To be accepted")),
        ("accept.kept", N_("Accepted in time")),
        ("answer", N_("To be concluded")),
        ("answer.kept", N_("Concluded in time")),
        ("answer.over", N_("Overdue, not answered")),
        ("extended", N_("Extended")),
        ("declined", N_("Declined")),
        ("barred", N_("No longer accepted")),
        ("redirected", N_("Statutory route")),
        ("to_discipline", N_("To discipline inspection")),
        ("to_legal", N_("To the legal organs")),
    )


def _remedies() -> Iterable[Column]:
    for level, group in (("review", N_("Review")), ("re_examination", N_("Re-examination"))):
        yield from _group(
            group,
            (f"{level}.asked", N_("Applications")),
            (f"{level}.upheld", N_("Upheld")),
            (f"{level}.overturned", N_("Changed or revoked")),
        )
    yield Column(measure="hearing", label=N_("Hearings"))


def _ratings() -> Iterable[Column]:
    group = N_("Rating")
    yield from _group(group, ("to_rate", N_("To be rated")), ("rated", N_("Rated")))
    yield _rate(group, "rated", "to_rate", N_("Rated, %"))
    for by, group in (("unit", N_("Responsible unit")), ("office", N_("Petition office"))):
        yield from _group(
            group,
            (f"{by}.pleased", N_("Satisfied")),
            (f"{by}.content", N_("Mostly satisfied")),
            (f"{by}.unhappy", N_("Not satisfied")),
        )
        yield _rate(group, f"{by}.happy", f"{by}.rated", N_("Satisfied, %"))


MASTER = Report(
    name="master",
    title=N_("Master table"),
    unit=N_("petitions, visits, people"),
    bases=("span", "region", "office", "unit"),
    columns=(
        *_arrivals(),
        *_group(
            N_("Purpose"),
            ("purpose.suggestion", N_("Suggestions")),
            ("purpose.appeal", N_("Appeals")),
            ("purpose.solution", N_("Requests for a solution")),
            ("purpose.accusation", N_("Accusations")),
            ("purpose.inquiry", N_("Inquiries")),
            ("purpose.other", N_("Others")),
        ),
        *_above(),
        *_handling(),
        *_remedies(),
        *_ratings(),
        *_group(
            N_("Supervision"),
            ("supervised", N_("Letters of supervision")),
            ("supervision_closed", N_("Supervision closed")),
            ("proposals", N_("Proposals")),
            ("proposals.adopted", N_("Adopted")),
        ),
        *_group(
            N_("Long-standing matters"),
            ("backlog", N_("Open for long")),
            ("backlog.ended", N_("Settled after long")),
        ),
        Column(measure="charge", label=N_("Charges of leaders")),
        Column(measure="received", label=N_("Receptions")),
        Column(measure="misconduct", label=N_("Incidents, times")),
    ),
    checks=(
        BY_WAY,
        BY_PURPOSE,
        Check(
            whole="visits",
            parts=("visits.single", "visits.group"),
            says=N_("Single and group visits make the visits."),
        ),
    ),
    notes=(
        N_("Limits count by the day on which they end, acts by the day of the act."),
        N_("To be rated: rated in these days, or the limit of rating ended without one."),
        N_("Declined, barred and passed on: of the petitions registered in these days."),
        N_(
            "Long-standing: registered %(backlog)s months before or earlier and still open on the"
            " last day; settled: ended in these days."
        ),
        N_(
            "Proposals: made by the day of signing, adopted by that of the feedback, of any source."
        ),
        N_("Incidents: one and two are shown as <3."),
    ),
)
