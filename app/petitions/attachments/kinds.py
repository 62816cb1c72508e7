"""Which kinds of file may be kept, and whether a file is what its ending says."""

import codecs
import mmap
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import filetype

from app.core.errors import Invalid
from app.core.i18n import N_

HEAD = 8192  # as much of a file as its kind is recognised by
MACROS = ("vbaproject.bin", "macrosheets/")
MOST_UNPACKED = 100  # times the packed size: more is a bomb, not a document
UNPACKED_AT_MOST = 1024**3
SMALL = 64 * 1024  # a package of almost nothing may swell a little more


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, how its content is recognised, and what must be inside.

    ``parts`` are names of which a package or compound file holds at least one; without them any
    archive could be renamed to a document.
    """

    media_type: str
    sniffed: tuple[str, ...]
    inline: bool = False
    parts: tuple[str, ...] = ()


_ZIP = ("application/zip",)
_OLE = ("ole",)
_OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD, _SHEET, _SLIDES = ("WordDocument",), ("Workbook", "Book"), ("PowerPoint Document",)
# The office suite of the same name writes either container.
_WPS_PARTS = ("[Content_Types].xml", *_WORD, *_SHEET)
_NO_MEDIA_TYPE = "application/octet-stream"

KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", ("application/pdf",), inline=True),
    "jpg": Kind("image/jpeg", ("image/jpeg",), inline=True),
    "jpeg": Kind("image/jpeg", ("image/jpeg",), inline=True),
    "png": Kind("image/png", ("image/png",), inline=True),
    "gif": Kind("image/gif", ("image/gif",), inline=True),
    "webp": Kind("image/webp", ("image/webp",), inline=True),
    "bmp": Kind("image/bmp", ("image/bmp",), inline=True),
    "tif": Kind("image/tiff", ("image/tiff",)),
    "tiff": Kind("image/tiff", ("image/tiff",)),
    "doc": Kind("application/msword", _OLE, parts=_WORD),
    "xls": Kind("application/vnd.ms-excel", _OLE, parts=_SHEET),
    "ppt": Kind("application/vnd.ms-powerpoint", _OLE, parts=_SLIDES),
    "wps": Kind(_NO_MEDIA_TYPE, (*_OLE, *_ZIP), parts=_WPS_PARTS),
    "et": Kind(_NO_MEDIA_TYPE, (*_OLE, *_ZIP), parts=_WPS_PARTS),
    "docx": Kind(f"{_OFFICE}wordprocessingml.document", _ZIP, parts=("word/",)),
    "xlsx": Kind(f"{_OFFICE}spreadsheetml.sheet", _ZIP, parts=("xl/",)),
    "pptx": Kind(f"{_OFFICE}presentationml.presentation", _ZIP, parts=("ppt/",)),
    "ofd": Kind("application/ofd", _ZIP, parts=("OFD.xml",)),
    "mp3": Kind("audio/mpeg", ("audio/mpeg",), inline=True),
    "wav": Kind("audio/wav", ("audio/wav",), inline=True),
    "m4a": Kind("audio/mp4", ("audio/mp4", "video/mp4"), inline=True),
    "mp4": Kind("video/mp4", ("video/mp4",), inline=True),
    "avi": Kind("video/x-msvideo", ("video/x-msvideo",)),
    "mov": Kind("video/quicktime", ("video/quicktime", "video/mp4")),
    "txt": Kind("text/plain", ("text/plain",), inline=True),
}


def shows_inline(media_type: str) -> bool:
    """Say whether the page itself may show such a file."""
    return any(kind.inline and kind.media_type == media_type for kind in KINDS.values())


def how_shown(media_type: str) -> str:
    """Return how the page shows a file: image, pdf, audio, video, text, or nothing."""
    if not shows_inline(media_type):
        return ""
    family, _slash, name = media_type.partition("/")
    return {"application": name, "text": "text"}.get(family, family)


def check_content(path: Path, name: str, ending: str) -> None:
    """Refuse a file that is not what its ending says, carries macros, or swells beyond reason.

    :raises Invalid: naming the file and what is wrong with it.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = KINDS[ending]
    if _sniff(head, ending) not in kind.sniffed:
        raise _not_what_it_says(name)
    if head[:2] == b"PK":
        _check_package(path, name, kind)
    elif head.startswith(_OLE_MARK):
        _check_compound(path, name, kind)


def text_of(path: Path, *, most: int = 200_000) -> str:
    """Return the beginning of a text file, whichever of the usual encodings it has."""
    with path.open("rb") as file:
        return _decoded(file.read(most * 4)) or ""


def _not_what_it_says(name: str) -> Invalid:
    return Invalid(
        N_("“%(name)s”: the content is not what the ending says."), field="files", name=name
    )


def _sniff(head: bytes, ending: str) -> str:
    if ending == "txt":  # a text that begins with BM is no picture
        return "text/plain" if _is_text(head) else "unknown"
    if head.startswith(_OLE_MARK):
        return "ole"
    if head[:4] == b"PK\x03\x04":
        return "application/zip"
    guessed = filetype.guess(head)
    mime = str(guessed.mime) if guessed is not None else "unknown"
    return {"image/x-ms-bmp": "image/bmp", "audio/x-wav": "audio/wav"}.get(mime, mime)


def _is_text(head: bytes) -> bool:
    # Whatever stands in it: it is shown escaped, and given out as a text to keep.
    text = _decoded(head, final=len(head) < HEAD)
    return text is not None and "\0" not in text


def _decoded(data: bytes, *, final: bool = False) -> str | None:
    encodings: tuple[str, ...] = ("utf-8-sig", "gb18030")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            # The last character may be cut through.
            return codecs.getincrementaldecoder(encoding)().decode(data, final)
        except UnicodeDecodeError:
            continue
    return None


def _check_package(path: Path, name: str, kind: Kind) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, RuntimeError, ValueError) as error:
        raise Invalid(N_("“%(name)s” is damaged."), field="files", name=name) from error
    reasonable = min(max(path.stat().st_size, SMALL) * MOST_UNPACKED, UNPACKED_AT_MOST)
    if sum(entry.file_size for entry in entries) > reasonable:
        raise Invalid(N_("“%(name)s” is packed too densely."), field="files", name=name)
    if not any(entry.filename.startswith(kind.parts) for entry in entries):
        raise _not_what_it_says(name)
    if any(mark in entry.filename.lower() for entry in entries for mark in MACROS):
        raise _macros(name)


def _check_compound(path: Path, name: str, kind: Kind) -> None:
    """Look for the names in the file's own directory, which are kept in UTF-16."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if not any(data.find(part.encode("utf-16-le")) >= 0 for part in kind.parts):
            raise _not_what_it_says(name)
        if data.find("_VBA_PROJECT".encode("utf-16-le")) >= 0:
            raise _macros(name)


def _macros(name: str) -> Invalid:
    return Invalid(N_("“%(name)s” contains macros."), field="files", name=name)
