"""The days of a letter: in time, not ahead, in their order, and an extension reckoned right."""

import re
from collections.abc import Iterator

from app.core.chinese import WORDS, half_width, number_of
from app.core.i18n import N_
from app.petitions.letter_checking.day_reading import day_in
from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Case
from app.petitions.letter_checking.register import rule
from app.petitions.letter_checking.tables import field_with, fields_of, kind_of

_COUNT = re.compile(rf"\d{{1,4}}|[{WORDS.numerals}]{{1,4}}")
UNREADABLE = N_("Write the day with its year, month and day.")


@rule
def issued_in_time(case: Case) -> Iterator[Slip]:
    """A letter after its day is late (超期), and owed all the same: it is told, not stopped."""
    owed = kind_of(case.paper.kind).duties
    for duty in case.facts.duties:
        if duty.code in owed and case.issued_on > duty.due_on:
            yield Slip(
                sentence=N_("Late: it was due on %(day)s, %(late)s days ago."),
                values={
                    "day": duty.due_on.isoformat(),
                    "late": (case.issued_on - duty.due_on).days,
                },
                field="signed_on",
                instrument=duty.instrument,
                article=duty.article,
            )


@rule
def day_not_ahead(case: Case) -> Iterator[Slip]:
    """What has happened did not happen after the day of the letter."""
    for line in fields_of(case.paper.kind):
        text = case.paper.fields.get(line.name, "")
        day, last = day_in(text), min(case.issued_on, case.facts.today)
        if line.past and text.strip() and day is None:
            yield Slip(sentence=UNREADABLE, field=line.name)
        if line.past and day is not None and day > last:
            yield Slip(
                sentence=N_("%(day)s lies ahead; the letter is of %(issued)s."),
                values={"day": day.isoformat(), "issued": last.isoformat()},
                field=line.name,
            )
    if case.paper.signed_on and case.paper.signed_on > case.facts.today:
        yield Slip(sentence=N_("The day of signing lies ahead."), field="signed_on")


@rule
def days_in_order(case: Case) -> Iterator[Slip]:
    """A day does not precede the one that it follows."""
    for line in fields_of(case.paper.kind):
        day = day_in(case.paper.fields.get(line.name, ""))
        before = day_in(case.paper.fields.get(line.after, "")) if line.after else None
        before = before or case.facts.days.get(line.after)
        if day and before and day < before:
            yield Slip(
                sentence=N_("%(day)s lies before %(before)s, which it follows."),
                values={"day": day.isoformat(), "before": before.isoformat()},
                field=line.name,
            )


@rule
def end_known(case: Case) -> Iterator[Slip]:
    """An end in a year whose holidays are not loaded may still move (暂定)."""
    last = case.facts.loaded_until
    for line in fields_of(case.paper.kind):
        day = None if line.past else day_in(case.paper.fields.get(line.name, ""))
        if last is not None and day is not None and day.year > last:
            yield Slip(
                sentence=N_(
                    "%(day)s is provisional: the holidays of %(year)s are not loaded yet. Tell the"
                    " reader so, or wait until they are."
                ),
                values={"day": day.isoformat(), "year": str(day.year)},
                field=line.name,
            )


@rule
def extension_within(case: Case) -> Iterator[Slip]:
    """Art. 34: thirty days in all, or what local rules give."""
    days, longer = _days(case), case.facts.extension
    name = _named(case, "days")
    if days is None and case.paper.fields.get(name, "").strip():
        yield Slip(sentence=N_("Give the number of days."), field=name)
    if days is not None and longer is not None and not 1 <= days <= longer.most:
        yield Slip(
            sentence=N_("An extension has 1 to %(most)s days, not %(days)s."),
            values={"most": longer.most, "days": days},
            field=name,
        )


@rule
def extension_reckoned(case: Case) -> Iterator[Slip]:
    """The old and the new end are those of the file's reckoning."""
    longer, days = case.facts.extension, _days(case)
    if longer is None:
        return
    ends = {"old_end": longer.old_end}
    if days is not None and 1 <= days <= longer.most:
        ends["new_end"] = longer.end_of(days)
    for role, right in ends.items():
        name = _named(case, role)
        text = case.paper.fields.get(name, "")
        if text.strip() and day_in(text) != right:
            yield Slip(
                sentence=N_("By the reckoning it is %(day)s."),
                values={"day": right.isoformat()},
                field=name,
            )


@rule
def extension_explained(case: Case) -> Iterator[Slip]:
    """Art. 34: the petitioner is told the reason, in more than a word."""
    name = _named(case, "reason")
    text = "".join(case.paper.fields.get(name, "").split())
    if 0 < len(text) < 4:
        yield Slip(
            sentence=N_("Tell the petitioner why, in a sentence he understands."), field=name
        )
    if not text:
        yield Slip(sentence=N_("The reason of the extension is missing."), field=name)


def _named(case: Case, role: str) -> str:
    return field_with(case.paper.kind, role)


def _days(case: Case) -> int | None:
    found = _COUNT.search(half_width(case.paper.fields.get(_named(case, "days"), "")))
    if found is None:
        return None
    return int(found[0]) if found[0].isdecimal() else number_of(found[0])
