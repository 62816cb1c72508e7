"""What a reader asks a report for: days, source, whose petitions; read from an address or typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.reports.period import FIRST_YEAR, MOST_YEARS, PRESETS, Period, preset
from app.reports.within import EVERYWHERE, KINDS, Within

SOURCES = {
    "all": N_("All"),
    "own": N_("Letters and visits (online included)"),
    "assigned": N_("Assigned from above"),
}

#: To whom a petition is put down, and what the lines are then.
BASES = KINDS | {
    "month": N_("Month"),
    "span": N_("Spans compared"),
}

#: Of each field what is wrong with it, and the figures of that sentence.
Problems = dict[str, tuple[str, dict[str, int]]]

REVERSED = N_("The first day lies after the last one.")
NOT_YET = N_("This day has not come yet.")
NO_DAY = N_("Choose a day.")
TOO_LONG = N_("A report covers at most %(years)s years.")
TOO_EARLY = N_("Choose a day of %(year)s or later.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A period with everything else that was chosen."""

    period: Period
    source: str = "all"
    basis: str = ""
    named: str = ""
    first_day: int = 1
    problems: Problems = field(default_factory=dict)
    within: Within = EVERYWHERE

    def basis_among(self, bases: tuple[str, ...]) -> str:
        """Return the basis chosen, or the usual one of a report that has it not."""
        return self.basis if self.basis in bases else bases[0]

    def over(self, period: Period) -> "Asked":
        """Return the same question over other days."""
        return replace(self, period=period, named="")

    def query(self) -> dict[str, str]:
        """Return the arguments of an address that asks the same."""
        return {
            "since": self.period.since.isoformat(),
            "until": self.period.until.isoformat(),
            "source": self.source,
            **({"basis": self.basis} if self.basis else {}),
            **({"within": str(self.within)} if self.within.kind else {}),
        }

    def kept(self) -> dict[str, str]:
        """Return the arguments that go along to another report: a usual span by its name."""
        return self.query() | ({"period": self.named} if self.named else {})


def read(args: Mapping[str, str], first_day: int = 1) -> Asked:
    """Read a question from the arguments of an address; what cannot be is told in ``problems``.

    With a problem the period is that of this month, so that a page has something to show.
    """
    today = clock.today()
    named = args.get("period", "")
    if named not in PRESETS and not (args.get("since") or args.get("until")):
        named = "year"
    problems: Problems = {}
    if named in PRESETS:
        period = preset(named, today, first_day)
    else:
        named, period = "", _period(args, today, problems) or preset("month", today, first_day)
    return Asked(
        period,
        _one_of(SOURCES, args.get("source", ""), "all"),
        _one_of(BASES, args.get("basis", ""), ""),
        named,
        first_day,
        problems,
        Within.read(args.get("within", "")),
    )


def _period(args: Mapping[str, str], today: date, problems: Problems) -> Period | None:
    since, until = _day(args, "since", problems), _day(args, "until", problems)
    if since and until:
        _check(since, until, today, problems)
    return Period(since, until) if since and until and not problems else None


def _one_of(known: Mapping[str, str], given: str, usual: str) -> str:
    return given if given in known else usual


def spoken(since: date, until: date, source: str, first_day: int = 1) -> Asked:
    """Return a question that was asked at the command line.

    :raises Invalid: for days that no report covers, or a source that is none.
    """
    if source not in SOURCES:
        raise Invalid(N_("The source is one of: %(names)s"), names=", ".join(SOURCES))
    problems: Problems = {}
    _check(since, until, clock.today(), problems)
    for name, (message, params) in problems.items():
        raise Invalid(message, field=name, **dict[str, Any](params))
    return Asked(Period(since, until), source, first_day=first_day)


def _day(args: Mapping[str, str], name: str, problems: Problems) -> date | None:
    try:
        return date.fromisoformat(args.get(name, ""))
    except ValueError:
        problems[name] = (NO_DAY, {})
        return None


def _check(since: date, until: date, today: date, problems: Problems) -> None:
    if since.year < FIRST_YEAR:
        problems["since"] = (TOO_EARLY, {"year": FIRST_YEAR})
    elif since > until:
        problems["since"] = (REVERSED, {})
    elif until > today:
        problems["until" if since <= today else "since"] = (NOT_YET, {})
    elif (since.year + MOST_YEARS, since.month, since.day) <= (until.year, until.month, until.day):
        problems["since"] = (TOO_LONG, {"years": MOST_YEARS})
