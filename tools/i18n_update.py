"""Collect the messages and bring every catalogue up to date (`make i18n-update`).

Chinese gaps that the framework has words for are filled from it, Traditional ones from the
Simplified words, English ones with the message itself; what is left empty waits for a person.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools import catalogue, traditional

Words = Mapping[Any, Any]  # babel keeps a plural message as a tuple, any other as a text


def main() -> None:
    """Write both templates and the three catalogues."""
    catalogue.write(catalogue.FOLDER / "framework.pot", catalogue.framework_messages())
    template = catalogue.collected()
    catalogue.write(catalogue.FOLDER / "messages.pot", template)
    catalogs = {locale: catalogue.read(locale) for locale in catalogue.LOCALES}
    for catalog in catalogs.values():
        # A copy: update() would put the template's own messages into all three.
        catalog.update(deepcopy(template), no_fuzzy_matching=True, update_header_comment=False)
    fill(catalogs["zh"], framework_words())
    traditional.fill(catalogs["zh_Hant_TW"], catalogs["zh"])
    fill(catalogs["en"], {message.id: message.id for message in catalogs["en"]})
    for locale, catalog in catalogs.items():
        catalogue.write(catalogue.path_of(locale), catalog)
        empty = sum(1 for m in catalog if m.id and not catalogue.is_translated(m))
        print(f"{locale:12} {len(catalog)} messages, {empty} without words")


def fill(catalog: Catalog, words: Words) -> None:
    """Give words to the messages that have none."""
    for message in catalog:
        if message.id and not catalogue.is_translated(message) and words.get(message.id):
            message.string = words[message.id]


def framework_words() -> Words:
    """Return what the framework itself says in Chinese, doubtful entries left out."""
    path = catalogue.FRAMEWORK / "translations/zh/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        return {m.id: m.string for m in read_po(file, locale="zh") if m.id and not m.fuzzy}


if __name__ == "__main__":
    main()
