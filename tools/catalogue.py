"""Messages: collected from the code, and read from and written to the catalogues."""

import io
from functools import cache
from pathlib import Path

import flask_appbuilder
import wtforms
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "translations"
LOCALES = ("zh", "zh_Hant_TW", "en")
OWN_KEYWORDS = ("_l", "N_", "lazy_gettext", "lazy_ngettext", "lazy_formatter_gettext")
KEYWORDS = {**DEFAULT_KEYWORDS, **dict.fromkeys(OWN_KEYWORDS)}
KEYWORDS["lazy_ngettext"] = (1, 2)
# The framework's own catalogues are left alone: one of them crashes babel's reader.
FRAMEWORK_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
FRAMEWORK = Path(flask_appbuilder.__file__).parent
FIELDS = Path(wtforms.__file__).parent


@cache
def collected() -> Catalog:
    """Return every message that the application can show, the framework's included."""
    catalog = framework_messages()
    with (FOLDER / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    _collect(catalog, ROOT, methods, options)
    return catalog


def framework_messages() -> Catalog:
    """Return the messages of framework and form fields: their catalogues have gaps, ours none."""
    catalog = Catalog(fuzzy=False)
    _collect(catalog, FRAMEWORK, FRAMEWORK_METHODS, {}, prefix="flask_appbuilder/")
    _collect(catalog, FIELDS, FRAMEWORK_METHODS, {}, prefix="wtforms/")
    return catalog


def _collect(
    catalog: Catalog, folder: Path, methods: list, options: dict, *, prefix: str = ""
) -> None:
    found = extract_from_dir(folder, methods, options, KEYWORDS, comment_tags=("i18n:",))
    for name, _line, message, comments, context in found:
        if message and message != ("", ""):
            catalog.add(
                message, context=context, locations=[(prefix + name, 0)], auto_comments=comments
            )


def path_of(locale: str) -> Path:
    """Return where a language's catalogue is kept."""
    return FOLDER / locale / "LC_MESSAGES" / "messages.po"


def read(locale: str) -> Catalog:
    """Return a language's catalogue; a language that has none yet begins empty."""
    path = path_of(locale)
    if not path.exists():
        return Catalog(locale=locale, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue without line numbers and dates, so that it changes when its words do."""
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True,
        omit_header=True,
    )  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_header(catalog).encode() + buffer.getvalue())


def _header(catalog: Catalog) -> str:
    lines = ["Content-Type: text/plain; charset=utf-8"]
    if catalog.locale is not None:
        lines += [f"Language: {catalog.locale}", f"Plural-Forms: {catalog.plural_forms}"]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def is_translated(message: Message) -> bool:
    """Say whether a message has words in every plural form, and nobody doubts them."""
    return bool(words(message)) and all(words(message)) and not message.fuzzy


def words(message: Message) -> tuple[str, ...]:
    """Return a message's words, one for each plural form."""
    if message.string is None or isinstance(message.string, str):
        return (message.string or "",)
    return tuple(message.string)
