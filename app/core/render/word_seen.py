"""What stands in a Word document: every paragraph of it, or what a reader of the paper sees."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

#: The parts that hold paragraphs which are printed.
_PRINTED = tuple(f"{name}+xml" for name in ("main", "header", "footer", "footnotes", "endnotes"))
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
#: What is printed in another place or not at all: the other reading of a shape, a text moved away.
_TWICE = frozenset(
    ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:moveFrom"))
)
_NO = frozenset(("0", "false", "off"))


def whole_text(document: bytes) -> str:
    """Return every paragraph of a document: of its body, headers, footers and notes."""
    parts = Document(BytesIO(document)).part.package.iter_parts()
    roots = (parse_xml(one.blob) for one in parts if one.content_type.endswith(_PRINTED))
    return "\n".join(line for root in roots for line in lines_of(root))


def seen_in(document: bytes) -> str:
    """Return what a reader of the paper sees: no hidden text, no header that is not printed."""
    opened = Document(BytesIO(document))
    hidden = _hidden_styles(opened)
    return "\n".join(line for root in _shown_roots(opened) for line in lines_of(root, hidden))


def lines_of(root: Any, hidden: frozenset[str] | None = None) -> Iterator[str]:
    """Yield the paragraphs below an element, those of tables, controls and text boxes too.

    ``hidden`` are the styles that hide their text; where they are given, hidden text is left out.
    """
    for paragraph in root.iter(qn("w:p")):
        yield "".join(
            piece.text or "" if piece.tag == qn("w:t") else _BREAKS.get(piece.tag, "")
            for run in paragraph.iter(qn("w:r"))
            if _belongs(run, paragraph) and not (hidden is not None and _is_hidden(run, hidden))
            for piece in run
        )


def _belongs(run: Any, paragraph: Any) -> bool:
    """Say whether a run is this paragraph's own, and not that of a text box in it."""
    for above in run.iterancestors():
        if above.tag in _TWICE:
            return False
        if above.tag == qn("w:p"):
            return above is paragraph
    return False


# ---- hidden text --------------------------------------------------------------------------------


def _is_hidden(run: Any, hidden: frozenset[str]) -> bool:
    """Say whether Word prints a run: by its own word, else by its style or its paragraph's."""
    if any(_said(row.find(qn("w:trPr")), "w:hidden") for row in run.iterancestors(qn("w:tr"))):
        return True
    own = _said(run.find(qn("w:rPr")), "w:vanish")
    if own is not None:
        return own
    paragraph = next(run.iterancestors(qn("w:p")))
    used = (
        _style(run.find(qn("w:rPr")), "w:rStyle"),
        # A paragraph without a style has the default one, which bears the empty name here.
        _style(paragraph.find(qn("w:pPr")), "w:pStyle"),
    )
    return used[0] in hidden - {""} or used[1] in hidden


def _said(properties: Any, name: str) -> bool | None:
    mark = None if properties is None else properties.find(qn(name))
    return None if mark is None else mark.get(qn("w:val"), "1") not in _NO


def _style(properties: Any, name: str) -> str:
    found = None if properties is None else properties.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _hidden_styles(document: Any) -> frozenset[str]:
    """Return the styles that hide text, themselves or through those they are based on."""
    styles = {one.get(qn("w:styleId")): one for one in document.styles.element.iter(qn("w:style"))}
    found = {name for name in styles if _hides(name, styles)}
    default = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rPr')}")
    plain = {
        name
        for name, one in styles.items()
        if one.get(qn("w:type")) == "paragraph" and one.get(qn("w:default")) not in {None, *_NO}
    }
    nothing = {""} if _said(default, "w:vanish") or plain & found else set()
    return frozenset(found | nothing)


def _hides(name: str, styles: dict[str, Any]) -> bool:
    passed: set[str] = set()
    while name in styles and name not in passed:
        passed.add(name)
        own = _said(styles[name].find(qn("w:rPr")), "w:vanish")
        if own is not None:
            return own
        name = _style(styles[name], "w:basedOn")
    return False


# ---- what is printed ----------------------------------------------------------------------------


def _shown_roots(document: Any) -> Iterator[Any]:
    """Yield the body, the headers and footers that a page has, and the notes that it refers to."""
    body = document.element.body
    yield body
    both = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        shown = [section.header, section.footer]
        if section.different_first_page_header_footer:
            shown += [section.first_page_header, section.first_page_footer]
        if both:
            shown += [section.even_page_header, section.even_page_footer]
        yield from (one._element for one in shown if not one.is_linked_to_previous)
    for name in ("footnote", "endnote"):
        wanted = {one.get(qn("w:id")) for one in body.iter(qn(f"w:{name}Reference"))}
        for part in document.part.package.iter_parts():
            if part.content_type.endswith(f"{name}s+xml"):
                notes = parse_xml(part.blob).iter(qn(f"w:{name}"))
                yield from (one for one in notes if one.get(qn("w:id")) in wanted)
