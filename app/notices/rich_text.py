"""Rich text: what an editor or a word processor sends becomes a few harmless elements."""

import re
from html import escape
from html.parser import HTMLParser

import nh3
from markupsafe import Markup

TAGS = {"p", "br", "h2", "h3", "strong", "em", "ul", "ol", "li", "blockquote", "a"}
#: How editors and word processors call what we keep under one name.
_NAMES = {"h1": "h2", "h4": "h3", "b": "strong", "i": "em", "div": "p", "pre": "p", "tr": "p"}
_RENAMED = re.compile(rf"<(/?)({'|'.join(_NAMES)})>")
_EMPTY = re.compile(r"<(p|h2|h3|strong|em|li|a|blockquote)>(?:\s|&nbsp;|\u00a0|<br>)*</\1>")
_INSIDE = re.compile(r"(?:/(?![/\\])|#)[^\s\\]*")
_BLOCKS = {"p", "br", "h2", "h3", "li", "blockquote"}


def clean(text: str) -> str:
    """Return the text with the allowed elements only; a text without any becomes paragraphs."""
    if "<" not in text:
        return _paragraphs(text)
    # Twice: what the first pass renames may not stand where it stands.
    first = _allowed(text, TAGS | set(_NAMES))
    once = _allowed(_RENAMED.sub(lambda found: f"<{found[1]}{_NAMES[found[2]]}>", first), TAGS)
    while (emptied := _EMPTY.sub("", once)) != once:
        once = emptied
    once = once.strip()
    return f"<p>{once}</p>" if once and "<" not in once else once


def shown(text: str) -> Markup:
    """Return kept rich text for a template; it is cleaned again, whoever wrote the row."""
    return Markup(_allowed(text, TAGS))


def words_of(text: str) -> str:
    """Return rich text without its marks, a line for each block."""
    reader = _Words()
    reader.feed(text)
    reader.close()
    lines = (line.strip() for line in "".join(reader.said).splitlines())
    return "\n".join(line for line in lines if line)


def _allowed(text: str, tags: set[str]) -> str:
    return nh3.clean(
        text,
        tags=tags,
        attributes={"a": {"href"}},
        attribute_filter=_own_links,
        url_schemes=set(),
        link_rel=None,
    )


def _own_links(_tag: str, _name: str, value: str) -> str | None:
    """Keep links within the installation: it is an intranet, and a page leads nowhere else."""
    return value if _INSIDE.fullmatch(value) else None


def _paragraphs(text: str) -> str:
    parts = re.split(r"\n\s*\n", text.replace("\r", "").strip())
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts if part)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        self.said.append(data)
