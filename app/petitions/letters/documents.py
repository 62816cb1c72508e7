"""A letter as a file: the one that was signed, or a draft drawn now with its watermark."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.render.word import MEDIA_TYPE
from app.petitions.attachments import storage
from app.petitions.letters.drawing import drawn
from app.petitions.letters.kinds import kind_of
from app.petitions.letters.versions import newest, texts_of
from app.petitions.models import Letter


@dataclass(frozen=True)
class Document:
    """The bytes of a letter, and what the file is called."""

    name: str
    data: bytes
    sha256: str
    media_type: str = MEDIA_TYPE

    def stream(self) -> BytesIO:
        """Return the bytes to be sent."""
        return BytesIO(self.data)


def document_of(letter: Letter) -> Document:
    """Return the file of a letter: what was signed is never drawn again.

    :raises NotFound: if somebody took the signed file away, or changed it behind our back.
    """
    kind = kind_of(letter.kind)
    name = f"{kind.name}-{letter.number or letter.petition.number}"
    if letter.stored_name is None:
        data = drawn(letter, kind, letter.petition, texts_of(newest(letter)))
        return Document(name, data, hashlib.sha256(data).hexdigest())
    path = storage.path_of(letter.stored_name)
    if not path.is_file():
        raise NotFound(N_("This file is not in the cabinet any more; tell the administrator."))
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != letter.sha256:
        raise NotFound(
            N_("This letter is not the one that was signed any more; tell the administrator.")
        )
    return Document(name, data, found)
