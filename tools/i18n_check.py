"""Say what is wrong with the translations: gaps, doubts, lost placeholders, a stale template."""

import re
import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools import catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sdf]|\{\w*\}")
HAN = re.compile(r"[\u3400-\u9fff]")
SHOWN = 20


def problems() -> Iterator[str]:
    """Find everything that is wrong, one sentence each."""
    wanted = {key(message) for message in catalogue.collected() if message.id}
    with (catalogue.FOLDER / "messages.pot").open("rb") as file:
        template = {key(message) for message in read_po(file) if message.id}
    if wanted != template:
        sample = sorted(map(str, wanted ^ template))[:3]
        yield f"messages.pot is stale ({', '.join(sample)} …): make i18n-update"
    for locale in catalogue.LOCALES:
        yield from _problems_of(locale, catalogue.read(locale), wanted)


def key(message) -> str:
    """Return what a message is known by, the singular of a plural one."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _problems_of(locale: str, catalog: Catalog, wanted: set[str]) -> Iterator[str]:
    messages = {key(message): message for message in catalog if message.id}
    for missing in sorted(wanted - messages.keys()):
        yield f"{locale}: not in the catalogue: {missing!r}"
    for name, message in sorted(messages.items()):
        if message.fuzzy:
            yield f"{locale}: fuzzy: {name!r}"
        elif not catalogue.is_translated(message):
            yield f"{locale}: no words for {name!r}"
        else:
            yield from _differences(locale, name, catalogue.words(message))


def _differences(locale: str, name: str, forms: tuple[str, ...]) -> Iterator[str]:
    for words in forms:
        if set(PLACEHOLDER.findall(name)) != set(PLACEHOLDER.findall(words)):
            yield f"{locale}: placeholders differ: {name!r} / {words!r}"
        if (name.endswith("\n"), name.startswith("\n")) != (
            words.endswith("\n"), words.startswith("\n"),
        ):  # fmt: skip
            yield f"{locale}: line breaks at the ends differ: {name!r}"
        if locale == "en" and HAN.search(words):
            yield f"en: Chinese words for {name!r}"


def main() -> int:
    """Print what is wrong; the exit code says whether anything was."""
    found = list(problems())
    for problem in found[:SHOWN]:
        print(problem)
    if len(found) > SHOWN:
        print(f"… and {len(found) - SHOWN} more")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
