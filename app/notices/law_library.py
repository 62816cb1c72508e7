"""Our laws as the letter check asks for them: which articles each has, and until when it held."""

from collections.abc import Collection, Mapping
from datetime import date

import sqlalchemy as sa

from app.extensions import db
from app.notices.models import Article, Audience, Information, Law
from app.notices.queries import classes_of
from app.petitions.letter_checking.citations import title_key
from app.petitions.letter_checking.paper import KnownLaw


def known_laws(titles: Collection[str]) -> Mapping[str, KnownLaw]:
    """Return the laws with these titles that are told to everyone, by title, in one statement.

    What is told to a few only is not known here: a check must not tell the others of it. Of two
    editions of a law the one that holds longest counts.
    """
    editions: dict[tuple[str, int], tuple[date | None, set[str]]] = {}
    for page_id, title, repealed_on, number in db.session.execute(_asked(titles)):
        _, articles = editions.setdefault((title_key(title), page_id), (repealed_on, set()))
        articles |= {number} if number else set()
    found: dict[str, KnownLaw] = {}
    for (key, _), (repealed_on, articles) in editions.items():
        law = KnownLaw(articles=articles, repealed_on=repealed_on)
        if key in titles and (key not in found or _holds_longer(law, found[key])):
            found[key] = law
    return found


def _holds_longer(law: KnownLaw, other: KnownLaw) -> bool:
    if law.repealed_on is None or other.repealed_on is None:
        return law.repealed_on is None and other.repealed_on is not None
    return law.repealed_on > other.repealed_on


def _asked(titles: Collection[str]) -> sa.Select[int, str, date | None, str]:
    everyone = sa.exists().where(
        Audience.information_id == Information.id, Audience.kind == "everyone"
    )
    return (
        sa.select(Information.id, Information.title, Law.repealed_on, Article.number)
        .outerjoin(Law, Law.information_id == Information.id)
        .outerjoin(Article, Article.information_id == Information.id)
        .where(
            Information.state == "published",
            Information.kind.in_(classes_of("laws")),
            everyone,
            sa.or_(*(Information.title.contains(title, autoescape=True) for title in titles)),
        )
        .order_by(Information.id)
    )
