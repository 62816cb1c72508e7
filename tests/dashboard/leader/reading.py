"""What a test reads off the dashboard: numbers, tables and drawings, as they are shown."""

from tests.reading import words


def numbers(response) -> list[tuple[str, int]]:
    """Return every number of the page that leads somewhere, with where it leads."""
    found = [one for one in response.dom.iter() if one.get("class", "").startswith("lead__n")]
    return [(one.get("href"), int(words(one))) for one in found if one.get("href")]


def cells(response) -> dict[str, str]:
    """Return the strip of totals: name to number and growth."""
    found = [one for one in response.dom.iter("div") if one.get("class") == "stats__cell"]
    return {words(one[0]): " ".join(words(part) for part in one[1:]) for one in found}


def waits(response) -> dict[str, str]:
    """Return what is open and what waits: name to number."""
    lists = [one for one in response.dom.iter("dl") if one.get("class") == "lead__waits"]
    return {words(row.find("dt")): words(row.find("dd")) for one in lists for row in one}


def table(response, caption: str) -> dict[str, str]:
    """Return a table of the page by its caption: the name of each line to its cells."""
    for one in response.dom.iter("table"):
        if words(one.find("caption")) == caption:
            lines = [row for body in one.iter("tbody") for row in body.iter("tr")]
            return {words(row[0]): " ".join(words(cell) for cell in row[1:]) for row in lines}
    raise LookupError(caption)


def drawn(response, name: str) -> list[str]:
    """Return what a drawing of the page says, word by word."""
    of = {one.get("aria-label"): one for one in response.dom.iter("svg")}
    return [words(one) for one in of[name].iter("text")]
