"""What stands above and below a report: days, source, unit, and who fills it in."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import N_
from app.reports.asked import BASES, SOURCES, Asked
from app.reports.reader import Reader
from app.reports.report import Report
from app.settings.queries import values

#: Instead of a percentage of what was not there before.
NEW = N_("new")


def said(words: str) -> str:
    """Return what a number means in the reader's language, with the months that the office set."""
    months = values(("settled_months", "backlog_months"))
    return _(words, settled=months["settled_months"], backlog=months["backlog_months"])


def spoken_days(since: date, until: date) -> str:
    """Return a span of days as a sentence of the reader's language names it."""
    first, last = format_date(since, "long"), format_date(until, "long")
    return first if since == until else _("%(first)s to %(last)s", first=first, last=last)


def meta(asked: Asked, report: Report) -> tuple[str, ...]:
    """Return the line below the title: which days, which source, by what, counted in what."""
    lines = [
        _("Days: %(days)s", days=spoken_days(asked.period.since, asked.period.until)),
        _("Source: %(source)s", source=_(SOURCES[asked.source])),
        _("Counted in: %(unit)s", unit=_(report.unit)),
    ]
    if report.bases:
        basis = _(BASES[asked.basis_among(report.bases)])
        lines.insert(2, _("By: %(basis)s", basis=basis))
    return tuple(lines)


def foot(reader: Reader) -> tuple[str, ...]:
    """Return the signatures below a report."""
    return (
        _("Filled in for: %(unit)s", unit=reader.unit.name if reader.unit else ""),
        _("Filled in by: %(name)s", name=reader.name),
        _("Checked by:"),
        _("Filled in on: %(day)s", day=format_date(clock.today(), "long")),
    )
