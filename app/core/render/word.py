"""Letters in Word: a template filled with plain texts, a watermark, a code; bytes that repeat.

A template may come from anybody. It is looked at as an archive before it is parsed, and of Jinja
it may use names, and ``if`` with names, and nothing else; what fills it are texts.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.render.word_archive import NOT_WORD, look_at
from app.core.render.word_place import UNREADABLE, faulty_place

__all__ = ["CODE_PICTURE", "MEDIA_TYPE", "About", "fill", "names_in", "repeatable"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The name or description of the picture in a template that the code takes the place of.
CODE_PICTURE = "code.png"
TORN = N_(
    "Filled, the template is no Word document any more: between “if” and “endif” must stand whole"
    " paragraphs, rows or cells."
)
log = logging.getLogger("app.render")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And,
    nodes.Or,
)  # fmt: skip
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}\Z")
_STOP = "\u3002"
_STOPS = re.compile(f"{_STOP}{{2,}}")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WATERMARK = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
    "<w:r><w:pict>"
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject" o:spid="_x0000_s2049" type="#_x0000_t136"'
    ' style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:140pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f"'
    ' fillcolor="#d0d0d0" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;SimSun&quot;;font-size:1pt" string="{text}"/></v:shape>'
    "</w:pict></w:r></w:p>"
)


def names_in(template: bytes) -> frozenset[str]:
    """Return the names that a template wants to be filled.

    :raises Invalid: if it is no .docx, hides something, or uses more of Jinja than names.
    """
    look_at(template)
    try:
        found = {name for tree in _trees(_opened(template)) for name in _checked(tree)}
    except DomainError:
        raise
    except TemplateError as error:
        raise _unreadable(error) from error
    except Exception as error:  # a foreign file breaks a parser in ways that nobody can list
        raise Invalid(NOT_WORD, field="file") from error
    return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class About:
    """What a document says of itself: what it is, who made it, and when (its properties)."""

    title: str
    author: str
    created: datetime
    modified: datetime


def fill(
    template: bytes,
    texts: Mapping[str, str],
    *,
    watermark: str = "",
    code: bytes = b"",
    about: About | None = None,
) -> bytes:
    """Return the template with its places filled; the same texts give the same bytes.

    A line end in a text begins a new paragraph. ``watermark`` lies behind every page, ``code`` is
    a PNG that takes the place of the picture called ``code.png``. ``about`` takes the place of the
    properties of the template, which tell of whoever wrote that.

    :raises Invalid: if the template names what ``texts`` has not, or is none that we fill.
    """
    names_in(template)
    try:
        filled = _filled(template, texts, code, about)
        return repeatable(_with_behind(filled, watermark) if watermark else filled)
    except TemplateError as error:
        raise _unreadable(error) from error
    except Exception as error:  # torn apart, a document breaks in as many ways as a foreign one
        log.warning("a template cannot be filled", exc_info=True)
        raise Invalid(TORN, field="file") from error


def _filled(template: bytes, texts: Mapping[str, str], code: bytes, about: About | None) -> bytes:
    document = _opened(template)
    document.allow_missing_pics = True
    if code:
        document.replace_pic(CODE_PICTURE, BytesIO(code))
    legal = {name: _legal(text) for name, text in texts.items()}
    # docxtpl mends a torn document and loses what it cannot place; we do not.
    parse_xml(document.build_xml(legal, _jinja()))
    document.render(legal, _jinja())
    _stop_once(document.docx)
    if about is not None:
        _tell(document.docx, about)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


# ---- reading a template -------------------------------------------------------------------------


def _opened(template: bytes) -> Any:
    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    return document


def _jinja() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, extensions=(), cache_size=0
    )


def _unreadable(error: TemplateError) -> Invalid:
    return Invalid(UNREADABLE, field="file", place=faulty_place(error, _jinja().parse))


def _trees(document: Any) -> Iterator[nodes.Template]:
    """Yield every place where docxtpl runs Jinja: body, headers, footers, notes, properties."""
    jinja = _jinja()
    yield jinja.parse(document.patch_xml(document.get_xml()))
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            yield jinja.parse(document.patch_xml(document.get_part_xml(part)))
    for part in document.docx.part.package.parts:
        if part.content_type.endswith("footnotes+xml"):
            yield jinja.parse(document.patch_xml(part.blob.decode()))
    for name in _PROPERTIES:
        yield jinja.parse(getattr(document.docx.core_properties, name) or "")


def _checked(tree: nodes.Template) -> Iterator[str]:
    """Yield the names of a tree; refuse whatever else could do something."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise Invalid(
                N_(
                    "A template may only name fields, as {{ name }}, or ask whether one is filled,"
                    " as {%%p if name %%} … {%%p endif %%}."
                ),
                field="file",
                found=type(node).__name__,
            )
        if isinstance(node, nodes.Name):
            if not _NAME.match(node.name):
                raise Invalid(
                    N_("The template names an unknown field: %(names)s."),
                    field="file",
                    names=node.name[:60],
                )
            yield node.name


def _legal(text: str) -> str:
    r"""Return a text that XML bears; ``\a`` is how docxtpl is told of a new paragraph."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "\a")


# ---- what is put right --------------------------------------------------------------------------


def _stop_once(document: Any) -> None:
    """Leave one full stop where a text brings its own and the template has one behind its place."""
    for paragraph in document.element.body.iter(qn("w:p")):
        before = ""
        for piece in paragraph.iter(qn("w:t")):
            text = _STOPS.sub(_STOP, piece.text or "")
            if before.endswith(_STOP) and text.startswith(_STOP):
                text = text[1:]
            piece.text, before = text, text or before


def _tell(document: Any, about: About) -> None:
    """Write the properties: those of the template name whoever wrote that, and when."""
    said = document.core_properties
    said.title, said.author, said.last_modified_by = about.title, about.author, about.author
    said.created = about.created.astimezone(UTC).replace(tzinfo=None)
    said.modified = about.modified.astimezone(UTC).replace(tzinfo=None)
    for name in ("comments", "keywords", "subject", "category"):
        setattr(said, name, "")
    said.revision = 1


# ---- what is added ------------------------------------------------------------------------------


def _with_behind(filled: bytes, text: str) -> bytes:
    """Lay a word behind every page of every section, that of the first page too."""
    # Opened anew: docxtpl leaves the headers it filled where python-docx does not look for them.
    document = Document(BytesIO(filled))
    escaped = re.sub(r"[^\w ]", "", text)
    for section in document.sections:
        headers = [section.header]
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            header.is_linked_to_previous = False
            header._element.append(parse_xml(_WATERMARK.format(text=escaped)))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def repeatable(document: bytes) -> bytes:
    """Return the archive without the hour at which it was packed."""
    stream = BytesIO()
    with ZipFile(BytesIO(document)) as packed, ZipFile(stream, "w", ZIP_DEFLATED) as again:
        for part in packed.infolist():
            named = ZipInfo(part.filename, _LONG_AGO)
            named.compress_type, named.external_attr = ZIP_DEFLATED, 0o600 << 16
            again.writestr(named, packed.read(part.filename))
    return stream.getvalue()
