"""What an office counts for a month: the six tables, and the petitions with what they were."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import sqlalchemy as sa
from flask import current_app, has_request_context
from flask_babel import force_locale

from app.accounts.models import Unit
from app.core.sheet import Sheet
from app.extensions import db
from app.petitions.models import Petition
from app.reports import making
from app.reports.asked import Asked
from app.reports.catalog import REPORTS
from app.reports.counting import of_source, pool
from app.reports.period import Period
from app.reports.reader import Reader

#: A ranking keeps all issues: the first ten of two days are not the same ones.
CHOICE = {"top": "all"}
#: What was said of a petition when it was registered; what becomes of it later is no correction.
TOLD = (
    Petition.registered_on,
    Petition.channel,
    Petition.source,
    Petition.purpose,
    Petition.issue,
    Petition.problem_region,
    Petition.head_count,
    Petition.level,
    Petition.skip_level,
    Petition.is_repeat,
    Petition.is_group,
    Petition.anonymous,
    Petition.off_site,
)
#: The id of each petition as text, and what was said of it.
Facts = Mapping[str, list[str]]


@contextmanager
def in_the_offices_language() -> Iterator[None]:
    """Let words be those of the installation, whoever is at the keyboard, or nobody."""
    language = current_app.config["BABEL_DEFAULT_LOCALE"]
    if has_request_context():
        with force_locale(language):
            yield
        return
    with current_app.test_request_context(), force_locale(language):
        yield


@dataclass(frozen=True)
class OfficeMonth:
    """A month of an office and its days; ``signed`` is who fills it in."""

    office: Unit
    month: int
    period: Period
    first_day: int
    signed: str = ""

    @property
    def asked(self) -> Asked:
        """The question that every report of the month answers."""
        return Asked(self.period, first_day=self.first_day)

    @property
    def reader(self) -> Reader:
        """The office itself, as who counts."""
        return replace(Reader.of_office(self.office), name=self.signed)

    def sheet(self, name: str) -> Sheet:
        """Count one report."""
        return making.make(REPORTS[name], self.reader, self.asked, CHOICE)

    def sheets(self) -> dict[str, Sheet]:
        """Count all reports."""
        return {name: self.sheet(name) for name in REPORTS}

    def facts(self) -> dict[str, list[str]]:
        """Return the petitions registered in the month, with what was said of each."""
        query = sa.select(Petition.id, *TOLD).where(*pool(self.asked), self.reader.counted)
        return {str(key): [str(one) for one in told] for key, *told in db.session.execute(query)}

    def entered_later(self) -> list[int]:
        """Return the petitions received in the month that count by a later day of registering."""
        query = sa.select(Petition.id).where(
            Petition.received_on.between(self.period.since, self.period.until),
            Petition.registered_on > self.period.until,
            *of_source(self.asked),
            self.reader.counted,
        )
        return sorted(db.session.scalars(query))
