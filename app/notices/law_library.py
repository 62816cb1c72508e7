"""Our laws as the letter check asks for them: which articles each has, and until when it held."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from app.extensions import db
from app.notices.models import Article, Audience, Information, Law
from app.notices.queries import classes_of
from app.petitions.letter_checking.citations import title_key
from app.petitions.letter_checking.paper import KnownLaw
from app.petitions.letter_checking.tables import words


def known_laws(titles: Collection[str]) -> Mapping[str, KnownLaw]:
    """Return the laws with these titles that are told to everyone, by title, in one statement.

    What is told to a few only is not known here: a check must not tell the others of it. Of two
    editions of a law the one that holds longest counts.
    """
    editions: dict[tuple[str, int], list[tuple[date | None, str, bool]]] = {}
    for page_id, title, *article in db.session.execute(_asked(titles)):
        editions.setdefault((title_key(title), page_id), []).append(tuple(article))
    found: dict[str, KnownLaw] = {}
    for (key, _), lines in editions.items():
        law = _law(lines)
        if key in titles and (key not in found or _holds_longer(law, found[key])):
            found[key] = law
    return found


def _law(lines: Sequence[tuple[date | None, str, bool]]) -> KnownLaw:
    """Return one edition; its articles come in their order, the last tells whether it is whole."""
    return KnownLaw(
        articles={number for _, number, _ in lines if number},
        repealed_on=lines[0][0],
        closed=bool(lines[-1][2]),
    )


def _holds_longer(law: KnownLaw, other: KnownLaw) -> bool:
    if law.repealed_on is None or other.repealed_on is None:
        return law.repealed_on is None and other.repealed_on is not None
    return law.repealed_on > other.repealed_on


def _asked(titles: Collection[str]) -> sa.Select[int, str, date | None, str, bool]:
    everyone = sa.exists().where(
        Audience.information_id == Information.id, Audience.kind == "everyone"
    )
    return (
        sa.select(
            Information.id,
            Information.title,
            Law.repealed_on,
            Article.number,
            Article.text.contains(words().in_force),
        )
        .outerjoin(Law, Law.information_id == Information.id)
        .outerjoin(Article, Article.information_id == Information.id)
        .where(
            Information.state == "published",
            Information.kind.in_(classes_of("laws")),
            everyone,
            sa.or_(*(Information.title.contains(title, autoescape=True) for title in titles)),
        )
        .order_by(Information.id, Article.position)
    )
