"""The blocks of the 呈批表: what is laid before the leader, and the room for his hand."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.core.paper import Block, Entry, Form
from app.core.privacy import mask_name, redact
from app.dictionaries import queries as dictionary
from app.petitions.models import Instruction, Petition, Submission
from app.petitions.words.days import long_day

ROOM_FOR_THE_LEADER = 12
ROOM_FOR_A_HAND = 5
NATURAL = "1"


def submission_form(record: Submission, answers: Sequence[Instruction], *, by: Officer) -> Form:
    """Return the paper of a submission as an officer prints it now."""
    petition = record.petition
    blocks = (
        Block(_("Submission"), _head(record)),
        Block(_("Matter"), _matter(petition)),
        Block(_("What is proposed"), [[Entry(_("Proposal"), record.text, 12, ROOM_FOR_A_HAND)]]),
        Block(_("Instruction of the leader"), _written(answers)),
        Block(_("What was done on it"), _done(answers)),
        Block(_("Signatures"), _signatures(record)),
    )
    printed = _("Printed %(time)s by %(name)s", time=_moment(), name=by.full_name)
    return Form(title=_("Form of submission to a leader"), note=printed, blocks=blocks)


def _moment() -> str:
    return f"{clock.office_time(clock.now()):%Y-%m-%d %H:%M}"


def _head(record: Submission) -> list[list[Entry]]:
    petition, leader = record.petition, record.leader
    day = petition.registered_on
    return [
        [
            Entry(_("Number"), petition.number, 6),
            Entry(_("Urgency"), dictionary.label("urgency", petition.urgency, on=day), 6),
        ],
        [
            Entry(_("Submitted to"), " ".join(filter(None, (leader.full_name, leader.title))), 6),
            Entry(_("Wanted by"), long_day(record.wanted_on), 6),
        ],
        [
            Entry(_("Petitioner or sender"), _origin(petition), 6),
            Entry(
                _("Note on secrecy"),
                _("Keep the petitioner secret") if petition.confidential else "",
                6,
            ),
        ],
        [
            Entry(_("Received"), long_day(petition.received_on), 6),
            Entry(_("Head-count"), petition.head_count, 6),
        ],
    ]


def _origin(petition: Petition) -> str:
    if petition.form == "assigned" and petition.assigning_unit:
        return petition.assigning_unit
    if petition.anonymous or not petition.people:
        return _("Anonymous")
    first = petition.people[0]
    return mask_name(first.shown_name, organisation=first.kind != NATURAL)


def _matter(petition: Petition) -> list[list[Entry]]:
    asked = "\n".join(f"{one.position}. {redact(one.text)}" for one in petition.requests)
    return [
        [Entry(_("Summary"), redact(petition.summary), 12)],
        [Entry(_("Requests"), asked, 12)],
    ]


def _written(answers: Sequence[Instruction]) -> list[list[Entry]]:
    """Return what the leader wrote in the house; else the paper is empty for his hand."""
    words = [
        _("%(text)s (%(name)s, %(day)s)", text=one.text, name=one.leader_name,
          day=long_day(one.instructed_on))
        for one in answers
    ]  # fmt: skip
    return [[Entry(_("Instruction"), "\n".join(words), 12, ROOM_FOR_THE_LEADER)]]


def _done(answers: Sequence[Instruction]) -> list[list[Entry]]:
    words = []
    for one in answers:
        unit = one.passed_to.called if one.passed_to else ""
        parts = (unit, long_day(one.answered_on), one.answer or "")
        words.append(" ".join(part for part in parts if part))
    return [[Entry(_("Feedback"), "\n".join(filter(None, words)), 12, ROOM_FOR_A_HAND)]]


def _signatures(record: Submission) -> list[list[Entry]]:
    at = f"{clock.office_time(record.asked_at):%Y-%m-%d %H:%M}"
    return [
        [
            Entry(_("Prepared by"), record.asked_by.full_name, 4),
            Entry(_("Checked by"), "", 4),
            Entry(_("Submitted at"), at, 4),
        ]
    ]
