"""What is wrong with a page as its writer wants it: all of it at once, each beside its field."""

from collections import Counter
from collections.abc import Iterator

from app.accounts.models import Officer
from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.queries import known_codes
from app.notices import rich_text
from app.notices.articles import read_articles
from app.notices.commands.facts import LawFacts, PageFacts
from app.notices.models import Information
from app.notices.queries import CLASSES, files_of, section_of, visible_title

LONGEST_BODY = 200_000


def faults(
    facts: PageFacts,
    *,
    by: Officer,
    page: Information | None = None,
    files: bool = False,
    publishes: bool = False,
) -> Iterator[Invalid]:
    """Find what is wrong; ``files`` tells of files that are sent along."""
    if not facts.title.strip():
        yield Invalid(N_("This must be filled in."), field="title")
    if facts.kind not in known_codes(CLASSES):
        yield Invalid(N_("Choose an entry of the list."), field="kind")
    elif (facts.law is not None) != (section_of(facts.kind) == "laws"):
        yield Invalid(N_("Only laws and policies have a number and articles."), field="kind")
    if facts.law is not None:
        yield from _law_faults(page, facts.law, by)
    yield from _text_faults(page, facts, files)
    yield from _audience_faults(facts)
    yield from _time_faults(facts, publishes)


def _text_faults(page: Information | None, facts: PageFacts, files: bool) -> Iterator[Invalid]:
    if len(facts.body) > LONGEST_BODY:
        yield Invalid(N_("The text is too long; attach it as a file."), field="body")
    if rich_text.words_of(facts.body) or (facts.law and facts.law.articles.strip()):
        return
    if files or (page is not None and files_of(page)):
        return
    if facts.law is not None:
        yield Invalid(N_("Give the articles, a text or a file."), field="articles")
    else:
        yield Invalid(N_("Write a text or choose a file."), field="body")


def _audience_faults(facts: PageFacts) -> Iterator[Invalid]:
    chosen = facts.unit_ids or facts.role_ids or facts.officer_ids
    if facts.everyone and chosen:
        yield Invalid(N_("Either everyone, or those chosen: not both."), field="everyone")
    if not (facts.everyone or chosen):
        yield Invalid(N_("Say who may see it."), field="everyone")


def _time_faults(facts: PageFacts, publishes: bool) -> Iterator[Invalid]:
    first, last = facts.visible_from, facts.visible_until
    if first and last and last < first:
        yield Invalid(N_("The last day lies before the first."), field="visible_until")
    elif publishes and last and last < clock.today():
        yield Invalid(N_("Its time is over; change the last day first."), field="visible_until")


def _law_faults(page: Information | None, law: LawFacts, by: Officer) -> Iterator[Invalid]:
    if law.effective_on and law.repealed_on and law.repealed_on < law.effective_on:
        yield Invalid(N_("It cannot end before it begins."), field="repealed_on")
    if law.issued_on and law.effective_on and law.effective_on < law.issued_on:
        yield Invalid(N_("It cannot be in force before it is issued."), field="effective_on")
    other, own = law.replaced_by_id, page.id if page is not None else None
    if other is not None and (other == own or visible_title(by, other) is None):
        yield Invalid(N_("Choose another law of the list."), field="replaced_by_id")
    numbers = Counter(one.number for one in read_articles(law.articles))
    for number, count in numbers.items():
        if count > 1:
            said = N_("“%(number)s” stands %(count)s times; each article has one number.")
            yield Invalid(said, field="articles", number=number, count=count)
