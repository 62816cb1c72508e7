"""The published replies as a bundle for the office's public site: pages, data, checksums.

It holds title, question, answer, unit and day, nothing that leads back to a file or a person; the
same replies always give the same bytes, so that two officers can compare what they carried over.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from app.accounts.units.names import CalledOn
from app.core import clock
from app.core.privacy import mask_name, redact
from app.petitions.models import PublicReply

# A zip must carry some date; a fixed one keeps equal bundles equal.
NO_DATE = (1980, 1, 1, 0, 0, 0)
PAGE, DATA, SUMS = "index.html", "replies.json", "SHA256SUMS"


@dataclass(frozen=True)
class Published:
    """One reply as the public reads it."""

    title: str
    question: str
    answer: str
    unit: str
    day: str


def made_public(
    replies: Iterable[PublicReply], names: Mapping[int, Iterable[str]]
) -> list[Published]:
    """Return replies as they may leave the house.

    A last guard behind the person who redacted: numbers that look personal, and the names of who
    petitioned (``names`` by petition), are masked once more.
    """
    called = CalledOn(short=False)
    return [_masked(reply, names.get(reply.petition_id, ()), called) for reply in replies]


def _masked(reply: PublicReply, names: Iterable[str], called: CalledOn) -> Published:
    if reply.published_at is None:
        raise ValueError("only what is published leaves the house")
    names = tuple(names)
    day = clock.office_time(reply.published_at).date()
    return Published(
        title=_mask(reply.title, names),
        question=_mask(reply.question, names),
        # Only what was redacted and approved, never the first proposal.
        answer=_mask(reply.redacted or "", names),
        unit=called(reply.unit_id, reply.unit.name, day),
        day=day.isoformat(),
    )


def _mask(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, mask_name(name))
    return redact(text)


def pack(replies: Iterable[Published], page: str) -> bytes:
    """Return the zip of a page, the data and their checksums."""
    data = json.dumps([asdict(reply) for reply in replies], ensure_ascii=False, indent=1)
    files = {PAGE: page.encode(), DATA: (data + "\n").encode()}
    sums = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()]
    files[SUMS] = "".join(sums).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            package.writestr(entry, content)
    return out.getvalue()
