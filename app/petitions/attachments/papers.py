"""Attachments in words: what stands in the tab of a case page and around a file that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.dictionaries import queries as dictionary
from app.petitions.attachments import storage
from app.petitions.attachments.kinds import KINDS, how_shown
from app.petitions.attachments.queries import attachments_of
from app.petitions.forms.papers import PapersForm
from app.petitions.models import Attachment, Petition
from app.petitions.words.days import moment
from app.petitions.workflow import PETITION

#: Larger pictures are drawn when they are opened: a tab of scans must not weigh fifty megabytes.
PREVIEW_AT_MOST = 2 * 1024 * 1024


@dataclass(frozen=True)
class Papers:
    """Files as ``ui/files.html`` draws them, and the way to add some."""

    files: list[dict[str, Any]]
    form: PapersForm | None = None
    action: str = ""
    hint: str = ""
    waiting: Sequence[str] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.files)


def papers_of(
    petition: Petition,
    officer: Officer,
    *,
    form: PapersForm | None = None,
    waiting: Sequence[str] = (),
) -> Papers:
    """Return a petition's files, and the form for more where the officer may add some.

    ``waiting`` are the tickets of files that were sent ahead of a form that came back.
    """
    found = attachments_of(petition)
    if not may_add(petition, officer):
        return Papers([listed(one) for one in found])
    form = form or PapersForm(formdata=None)
    form.accept(sorted(storage.cabinet().endings))
    return Papers(
        files=[listed(one, removable=one.uploaded_by.unit_id == officer.unit_id) for one in found],
        form=form,
        action=f"/petitions/{petition.id}/attach",
        hint=limits(),
        waiting=waiting,
    )


def may_add(petition: Petition, officer: Officer) -> bool:
    """Say whether the officer may add files to the petition as it stands."""
    noun = "Accusation" if petition.is_accusation else "Petition"
    move = PETITION.move("attach")
    return officer.may(move.name, noun) and petition.state in move.sources


def listed(attachment: Attachment, *, removable: bool = False) -> dict[str, Any]:
    """Return a file as a line of the list."""
    href = f"/attachments/{attachment.id}"
    return {
        "id": attachment.id,
        "name": attachment.name,
        "href": href,
        "image": f"{href}/content" if drawn(attachment) else None,
        "about": about(attachment),
        "remove": f"{href}/retire" if removable else None,
    }


def drawn(file: Any) -> bool:
    """Say whether a list shows the picture itself beside the name."""
    return how_shown(file.media_type) == "image" and file.size <= PREVIEW_AT_MOST


def about(attachment: Attachment) -> str:
    """Return kind, size, who and when."""
    return " · ".join(
        (
            dictionary.label(
                "enclosure", attachment.kind, on=clock.office_time(attachment.uploaded_at).date()
            ),
            size_text(attachment.size),
            attachment.uploaded_by.full_name,
            moment(attachment.uploaded_at),
        )
    )


def _day(attachment: Attachment) -> date:
    return clock.office_time(attachment.uploaded_at).date()


def size_text(size: int) -> str:
    """Return a size as people say it."""
    if size < 1024 * 1024:
        return f"{max(round(size / 1024), 1)} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def limits() -> str:
    """Return what may be added, in one line."""
    taken = storage.cabinet()
    size, files = storage.limits()
    return _(
        "At most %(files)s files of %(size)s MB each: %(kinds)s",
        files=files,
        size=size // 1024 // 1024,
        kinds=" ".join(ending for ending in KINDS if ending in taken.endings),
    )
