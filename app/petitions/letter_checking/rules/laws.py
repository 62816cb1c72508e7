"""The laws that a letter cites: in our library, in force, and with that article."""

from collections.abc import Collection, Iterator

from app.core.i18n import N_
from app.petitions.letter_checking.citations import Citation, article_named, citations
from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Case
from app.petitions.letter_checking.register import rule
from app.petitions.letter_checking.tables import field_with, grounds, lengths


def _cited(case: Case) -> Iterator[tuple[str, Citation]]:
    """Return each law with articles, once for a field."""
    for name, text in case.paper.texts():
        for one in dict.fromkeys(citations(text)):
            if one.articles:
                yield name, one


def _lacking(case: Case, *, whole: bool) -> Iterator[tuple[str, Citation, str]]:
    """Return each article that the library lacks of a law: of whole ones, or of excerpts."""
    for name, one in _cited(case):
        known, closed = _articles(case, one.title)
        if known and closed is whole:
            yield from ((name, one, article) for article in one.articles if article not in known)


def _articles(case: Case, title: str) -> tuple[set[str], bool]:
    """Return the articles that a law is known to have, and whether these are all of them.

    An office may keep an excerpt of the law that our own letters cite: its length is known.
    """
    if title in lengths():
        return {str(number) for number in range(1, lengths()[title] + 1)}, True
    law = case.laws.get(title)
    known = {article_named(number) for number in law.articles} if law else set()
    return known, bool(law and law.closed and _is_whole(known))


def _is_whole(known: Collection[str]) -> bool:
    """Say whether the articles run from the first without a gap; that they end is told apart."""
    plain = {int(article) for article in known if article.isdecimal()}
    return plain == set(range(1, len(plain) + 1))


@rule
def law_known(case: Case) -> Iterator[Slip]:
    """What the library does not know cannot be checked: somebody should look."""
    for name, one in _cited(case):
        if not _articles(case, one.title)[0]:
            yield Slip(
                sentence=N_("“%(law)s” is not in our library with its articles; check it."),
                values={"law": one.written},
                field=name,
            )
    for name, one, article in _lacking(case, whole=False):
        yield Slip(
            sentence=N_("Article %(article)s of “%(law)s” is not in our library; check it."),
            values={"law": one.written, "article": article},
            field=name,
        )


@rule
def law_in_force(case: Case) -> Iterator[Slip]:
    """A law that was repealed before the day of the letter; an old file may still go by it."""
    for name, one in _cited(case):
        law = case.laws.get(one.title)
        if law is not None and law.repealed_on and law.repealed_on <= case.issued_on:
            yield Slip(
                sentence=N_("“%(law)s” was repealed on %(day)s."),
                values={"law": one.written, "day": law.repealed_on.isoformat()},
                field=name,
            )


@rule
def article_exists(case: Case) -> Iterator[Slip]:
    """An article that a law of the library does not have; an excerpt of a law proves nothing."""
    for name, one, article in _lacking(case, whole=True):
        yield Slip(
            sentence=N_("“%(law)s” has no article %(article)s."),
            values={"law": one.written, "article": article},
            field=name,
        )


def _grounded(case: Case) -> Iterator[Slip]:
    """Ask for a law with its article, in the field or in what the template says."""
    name = field_with(case.paper.kind, "ground")
    if not any(one.articles for one in _said_of_ground(case)):
        yield Slip(sentence=N_("The reason names no law with its article."), field=name)


def _said_of_ground(case: Case) -> Iterator[Citation]:
    yield from citations(case.paper.fields.get(field_with(case.paper.kind, "ground"), ""))
    yield from citations(case.paper.body)


@rule
def declining_grounded(case: Case) -> Iterator[Slip]:
    """Who is not accepted is told why and by which article."""
    return _grounded(case)


@rule
def barring_grounded(case: Case) -> Iterator[Slip]:
    """Art. 36(3): who is accepted no longer is told why and by which article."""
    return _grounded(case)


@rule
def ground_fits(case: Case) -> Iterator[Slip]:
    """The reason that was chosen rests on an article of its own; another one is asked about."""
    law, articles = grounds().get(case.facts.reason_code, ("", frozenset[str]()))
    name = field_with(case.paper.kind, "ground")
    cited = list(_said_of_ground(case))
    if not law or not any(one.articles for one in cited):
        return
    if not any(one.title == law and articles & set(one.articles) for one in cited):
        yield Slip(
            sentence=N_("This reason rests on article %(article)s of “%(law)s”."),
            values={"law": law, "article": " / ".join(sorted(articles))},
            field=name,
        )
