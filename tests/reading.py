"""What a test reads off a page: rows of a list, numbers that lead somewhere, links."""

import re


def words(element) -> str:
    """Return the text of an element without its line breaks."""
    return " ".join("".join(element.itertext()).split())


def rows(response) -> list[str]:
    """Return the rows of the page's lists."""
    return [words(row) for body in response.dom.iter("tbody") for row in body.iter("tr")]


def numbers(response) -> list[tuple[str, int]]:
    """Return every number of the strip on the home page, with the address it leads to."""
    strip = [s for s in response.dom.iter("section") if "stats" in s.get("class", "").split()]
    links = [link for section in strip for link in section.iter("a")]
    return [(link.get("href"), int(re.search(r"\d+$", words(link))[0])) for link in links]


def link(response, text: str) -> str | None:
    """Return where the first link with this text leads."""
    return next((a.get("href") for a in response.dom.iter("a") if words(a) == text), None)
