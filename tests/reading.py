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


def badge(response, address: str) -> int:
    """Return the number beside the menu's entry that leads to this address; none is shown for 0."""
    menu = next(nav for nav in response.dom.iter("nav") if nav.get("id") == "menu")
    for entry in menu.iter("a"):
        if entry.get("href") == address:
            number = next((s for s in entry.iter("span") if s.get("class") == "menu__count"), None)
            return 0 if number is None else int(number.text)
    raise LookupError(f"no entry leads to {address}")
