"""Which days the page is asked for, and the months in which its trend and base lines lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.dashboard.leader.rising import RULE
from app.reports.asked import Asked
from app.reports.period import PRESETS, Period, month_of, month_span, preset

#: Spans that a leader chooses from; the page opens with the first.
SPANS = {name: PRESETS[name] for name in ("month", "last_month", "quarter", "year")}
#: Months of the trend: the running one stands beside the same one of the year before.
TREND = 13


@dataclass(frozen=True, slots=True)
class Question:
    """The days asked for, as of a day, by the office's own month."""

    named: str
    today: date
    first_day: int

    @property
    def asked(self) -> Asked:
        """The question as every report understands it."""
        return Asked(preset(self.named, self.today, self.first_day), first_day=self.first_day)

    @property
    def running(self) -> int:
        """The number of the month that runs."""
        return month_of(self.today, self.first_day)

    @property
    def trend(self) -> range:
        """The numbers of the months of the trend, the running one last."""
        return range(self.running - TREND + 1, self.running + 1)

    @property
    def judged(self) -> range:
        """The months of the base lines, and the last full one, which is judged by them."""
        return range(self.running - 1 - RULE.months, self.running)

    @property
    def all_months(self) -> Asked:
        """Every day that trend and base lines have need of."""
        first = min(self.trend[0], self.judged[0])
        since = month_span(first, self.first_day).since
        return Asked(Period(since, self.today), first_day=self.first_day)

    @property
    def last_month(self) -> Asked:
        """The last full month."""
        span = month_span(self.running - 1, self.first_day)
        return Asked(span, first_day=self.first_day)


def read(args: Mapping[str, str], today: date, first_day: int) -> Question:
    """Read which span is asked for; what is none of them is the usual one."""
    named = args.get("period", "")
    return Question(named if named in SPANS else "month", today, first_day)
