"""The parts of a Word document: text, layout and pictures, and nothing that runs or leads away."""

from collections.abc import Iterable, Iterator

from docx.oxml import parse_xml

CONTENTS = "[content_types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "application/vnd.openxmlformats-package."
_WORD = f"{_OFFICE}wordprocessingml."
#: What a part may be. An object of another program, a page of the web, a drawing that runs: none.
_HARMLESS = frozenset(
    one.lower()
    for one in (
        "application/xml",
        "application/vnd.ms-word.stylesWithEffects+xml",
        f"{_PACKAGE}relationships+xml",
        f"{_PACKAGE}core-properties+xml",
        f"{_OFFICE}extended-properties+xml",
        f"{_OFFICE}custom-properties+xml",
        f"{_OFFICE}customXmlProperties+xml",
        f"{_OFFICE}theme+xml",
        f"{_OFFICE}themeOverride+xml",
        f"{_OFFICE}obfuscatedFont",
        *(
            f"{_WORD}{name}+xml"
            for name in ("document.main", "document.glossary", "styles", "settings", "webSettings")
            + ("fontTable", "numbering", "header", "footer", "footnotes", "endnotes")
            + ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
        ),
        *(f"image/{name}" for name in ("png", "jpeg", "jpg", "gif", "bmp", "tiff")),
        *(f"image/{name}" for name in ("x-emf", "x-wmf", "emf", "wmf")),
    )
)
#: What a relationship may not be, whatever its part calls itself.
_RUNNING = frozenset(
    ("oleobject", "package", "control", "activexcontrolbinary", "vbaproject", "attachedtemplate")
    + ("afchunk", "subdocument", "frame", "mailmergesource", "recipientdata", "externallink")
)


def foreign_part(contents: bytes, names: Iterable[str]) -> str:
    """Return the first part that is neither text nor layout nor a picture, or nothing.

    ``contents`` is the list of contents, which says of each part what it is.
    """
    kinds = dict(_listed(contents))
    for name in names:
        lower = name.lower()
        if lower == CONTENTS or lower.endswith("/"):
            continue
        kind = kinds.get(f"/{lower}") or kinds.get(lower.rpartition(".")[2], "")
        if kind not in _HARMLESS:
            return name
    return ""


def _listed(contents: bytes) -> Iterator[tuple[str, str]]:
    """Yield what each part (by its path) and each ending of a name is said to be."""
    for line in parse_xml(contents):
        place = line.get("PartName") or line.get("Extension") or ""
        yield place.lower(), (line.get("ContentType") or "").lower()


def loaded(relationships: bytes) -> str:
    """Return what is loaded from another place, or nothing; an address to click at is not."""
    return next((target for kind, target in _outside(relationships) if kind != "hyperlink"), "")


def linked(relationships: bytes) -> str:
    """Return the address to which a reader would be led, or nothing."""
    return next((target for kind, target in _outside(relationships) if kind == "hyperlink"), "")


def pointed(part: bytes) -> str:
    """Return the address that a shape of a part names without a relationship, or nothing."""
    for element in parse_xml(part).iter():
        for name, place in element.attrib.items():
            outside = "//" in place or "\\\\" in place
            if outside and name.rpartition("}")[2] in ("href", "src"):
                return str(place)
    return ""


def runs(relationships: bytes) -> bool:
    """Say whether a part is one that another program opens, or that stands for another file."""
    return any(_kind(one) in _RUNNING for one in _related(relationships))


def _outside(relationships: bytes) -> Iterator[tuple[str, str]]:
    for one in _related(relationships):
        if (one.get("TargetMode") or "").strip().lower() == "external":
            yield _kind(one), one.get("Target") or "?"


def _related(relationships: bytes) -> Iterator[dict[str, str]]:
    for one in parse_xml(relationships).iter("{*}Relationship"):
        yield dict(one.attrib)


def _kind(relationship: dict[str, str]) -> str:
    return relationship.get("Type", "").rpartition("/")[2].lower()
