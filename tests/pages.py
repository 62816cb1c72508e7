"""What every page owes to everybody: checked on each page that any test fetches with `page`."""

import gettext
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from flask_babel import force_locale, get_domain
from lxml import etree
from lxml.etree import _Element as Element

SQL_BUDGET = 17
#: A page that answers an act at once: what the act read and wrote is counted with it.
ACT_BUDGET = 22
ZH = Path(__file__).parents[1] / "translations/zh/LC_MESSAGES/messages.po"
FOREIGN = re.compile(r"^(?:https?:)?//(?!127\.0\.0\.1|localhost)")
LOADING = ("script/src", "link/href", "img/src", "form/action", "iframe/src", "source/src")
WITHOUT_LABEL = {"hidden", "submit", "button", "reset", "image"}


class Unknown(gettext.NullTranslations):
    """Stands behind the Chinese catalogue and notes what it was asked for in vain."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        self.messages.add(singular)
        return singular if number == 1 else plural


def listen_for_untranslated(app) -> Unknown:
    """Put the listener behind the application's Chinese catalogue."""
    unknown = Unknown()
    with app.test_request_context(), force_locale("zh"):
        get_domain().get_translations().add_fallback(unknown)
    return unknown


@cache
def catalogue_is_complete() -> bool:
    """While the catalogue has gaps, G8 names them once; pages need not repeat them."""
    with ZH.open("rb") as file:
        return all(message.string and not message.fuzzy for message in read_po(file) if message.id)


def tree(text: str) -> Element:
    """Return a page as a tree, without its comments."""
    return etree.fromstring(text, etree.HTMLParser(remove_comments=True, remove_pis=True))


def inspect(response, statements: list[str], untranslated: set[str]) -> Element:
    """Return the page as a tree, or fail with everything that is wrong with it."""
    dom = tree(response.text)
    problems = [problem for check in CHECKS for problem in check(dom)]
    allowed = ACT_BUDGET if response.request.method == "POST" else SQL_BUDGET
    if len(statements) > allowed:
        problems.append(f"{len(statements)} SQL statements, {allowed} are allowed:")
        problems += [
            f"    {count} x {' '.join(statement.split())[:150]}"
            for statement, count in Counter(statements).most_common()
        ]
    if catalogue_is_complete():
        problems += [f"not translated: {message!r}" for message in sorted(untranslated)]
    assert not problems, "\n".join([f"{response.request.path}:", *problems])
    return dom


def _headings(dom: Element) -> Iterator[str]:
    html = dom if dom.tag == "html" else dom.find("html")
    if not html.get("lang"):
        yield "<html> says no lang"
    if not (dom.findtext(".//title") or "").strip():
        yield "no <title>"
    if (count := len(dom.findall(".//h1"))) != 1:
        yield f"{count} <h1>, one is right"


def _ids(dom: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in dom.iter() if element.get("id"))
    yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1)


def _labels(dom: Element) -> Iterator[str]:
    named = {label.get("for") for label in dom.iter("label")}
    wrapped = {field for label in dom.iter("label") for field in label.iter()}
    for field in (f for tag in ("input", "select", "textarea") for f in dom.iter(tag)):
        if field.get("type", "").lower() in WITHOUT_LABEL:
            continue
        if not (
            field.get("aria-label")
            or field.get("aria-labelledby")
            or field.get("id") in named
            or field in wrapped
        ):
            yield f"field {field.get('name')!r} has no label"


def _foreign(dom: Element) -> Iterator[str]:
    for tag, attribute in (pair.split("/") for pair in LOADING):
        for element in dom.iter(tag):
            if FOREIGN.match(element.get(attribute, "")):
                yield f"<{tag}> reaches another host: {element.get(attribute)}"


def _raw_values(dom: Element) -> Iterator[str]:
    for element in dom.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "textarea"}:
            continue
        for text in (element.text, element.tail):
            if (text or "").strip() in {"None", "True", "False", "nan", "Undefined"}:
                yield f"a raw {text.strip()} in <{element.tag}>"


CHECKS = (_headings, _ids, _labels, _foreign, _raw_values)
