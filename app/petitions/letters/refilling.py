"""Drafts that wait while the file goes on: they take up what was written meanwhile."""

from app.petitions.engine import Act
from app.petitions.letters.filling import filled
from app.petitions.letters.kinds import kind_of
from app.petitions.letters.possible import letters_of
from app.petitions.letters.signing import refreshed
from app.petitions.letters.sources.drafting import Drafting
from app.petitions.letters.versions import newest, texts_of

#: The 呈批表: what the leader writes on it, and what comes of it, follows after it was drafted.
SUBMISSION = "W20"
#: By what the paper of one submission is known from that of the next.
OF_ONE = "submitted_at"


def refill_submission(act: Act) -> None:
    """Fill the drafts of the newest submission anew where nobody has written in them himself."""
    for letter in letters_of(act.petition):
        if (letter.kind, letter.status) != (SUBMISSION, "draft"):
            continue
        of = Drafting(
            petition=act.petition,
            kind=kind_of(SUBMISSION),
            unit=letter.unit,
            by=newest(letter).by,
            calendar=act.known_calendar,
        )
        if filled(of)[OF_ONE] == texts_of(newest(letter)).get(OF_ONE):
            refreshed(letter, of)
