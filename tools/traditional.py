"""Write Traditional Chinese (Taiwan's words) from the Simplified, where it has no words yet."""

from babel.messages.catalog import Catalog

from tools import catalogue


def fill(traditional: Catalog, simplified: Catalog) -> None:
    """Convert the Simplified words of every message that has no Traditional ones.

    What a person wrote is never touched: a converter does not know the trade's terms.
    """
    from opencc import OpenCC

    convert = OpenCC("s2twp").convert
    for message in traditional:
        source = simplified.get(message.id, message.context) if message.id else None
        if source is None or catalogue.is_translated(message):
            continue
        if catalogue.is_translated(source):
            converted = tuple(map(convert, catalogue.words(source)))
            message.string = converted[0] if isinstance(source.string, str) else converted


def main() -> None:
    """Fill the gaps of the catalogue on disk."""
    catalog = catalogue.read("zh_Hant_TW")
    fill(catalog, catalogue.read("zh"))
    catalogue.write(catalogue.path_of("zh_Hant_TW"), catalog)


if __name__ == "__main__":
    main()
