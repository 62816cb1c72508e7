"""Looking at a .docx that somebody sent, before anything of it is parsed."""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.render.word_fields import foreign_field
from app.core.render.word_parts import CONTENTS, foreign_part, linked, loaded, pointed, runs

MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_PARTS = 500
_CHUNK = 1024 * 1024
_ZIP = b"PK\x03\x04"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_HIDING = ("word/embeddings/", "word/activex/", "word/afchunk")

_OBJECTS = N_("The document contains macros or embedded objects; take them out.")
NOT_WORD = N_("This is not a Word document (.docx). Save it as one and send it again.")


def look_at(data: bytes) -> None:
    """Refuse what is no plain .docx: renamed, too large, a bomb, with macros or things inside.

    :raises Invalid: with the reason.
    """
    if len(data) > MOST_BYTES:
        raise _refusal(N_("The file is larger than %(size)s MB."), size=MOST_BYTES // 1024 // 1024)
    if not data.startswith(_ZIP):
        raise _refusal(NOT_WORD)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _look_at_parts(archive)
    except DomainError:
        raise
    except Exception as error:  # a broken archive fails in as many ways as a broken document
        raise _refusal(NOT_WORD) from error


def _look_at_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise _refusal(N_("Unpacked, the document is too large."))
    # Two parts of one name: Word might read the other one than we do.
    if {CONTENTS, "word/document.xml"} - names or len(names) < len(parts):
        raise _refusal(NOT_WORD)
    if any(name.endswith(_MACROS) or name.startswith(_HIDING) for name in names):
        raise _refusal(_OBJECTS)
    left, contents = _MOST_UNPACKED, b""
    for part in parts:
        content = _unpacked(archive, part.filename, left)
        left -= len(content)
        _look_at_part(content, part.filename.lower())
        contents = content if part.filename.lower() == CONTENTS else contents
    strange = foreign_part(contents, archive.namelist())
    if strange:
        raise _refusal(
            N_(
                "The document contains “%(part)s”, which is neither text nor layout nor a picture;"
                " take it out."
            ),
            part=strange[-60:],
        )


def _look_at_part(content: bytes, name: str) -> None:
    plain, xml = content.replace(b"\0", b""), name.endswith((".xml", ".rels"))
    if xml:
        _look_at_xml(plain)
    if name.endswith(".rels"):
        _look_at_relationships(content)
    elif xml and name.startswith("word/"):
        _refuse_link(pointed(content))
    # A part may be called anything; the list of contents says what it is.
    if xml or b"instrText" in plain or b"fldSimple" in plain:
        _look_at_fields(content)


def _look_at_xml(content: bytes) -> None:
    if b"macroenabled" in content.lower():
        raise _refusal(_OBJECTS)
    # A declared entity may grow without end when it is read; no document needs one.
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise _refusal(NOT_WORD)


def _look_at_relationships(content: bytes) -> None:
    # A picture or a template from elsewhere would tell its host whenever somebody opens a letter.
    if loaded(content):
        raise _refusal(
            N_("The document loads something from another place; put it into the document.")
        )
    _refuse_link(linked(content))
    if runs(content):
        raise _refusal(_OBJECTS)


def _refuse_link(link: str) -> None:
    # A letter of the office leads nobody to an address that its signer has not read.
    if link:
        raise _refusal(
            N_("The document contains a link to “%(place)s”; take it out, its words may stay."),
            place=link[:60],
        )


def _look_at_fields(content: bytes) -> None:
    # A field may start a program or fetch a file when the letter is opened.
    code = foreign_field(content)
    if code:
        raise _refusal(
            N_("The document contains the field “%(code)s”; only page numbers may be fields."),
            code=code,
        )


def _unpacked(archive: ZipFile, name: str, most: int) -> bytes:
    content = bytearray()
    with archive.open(name) as stream:
        # Read in pieces: the size that stands in the archive may be a lie.
        while piece := stream.read(_CHUNK):
            content += piece
            if len(content) > most:
                raise BadZipFile(name)
    return bytes(content)


def _refusal(message: str, **params: Any) -> Invalid:
    return Invalid(message, field="file", **params)
