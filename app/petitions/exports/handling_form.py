"""信访事项处理单: one petition as the office files it, from arrival to signature.

The same form becomes a sheet of Excel and a page for the printer. Personal data is masked unless
the caller says that a purpose was written down.
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.models import Officer, Unit
from app.accounts.units.names import name_on
from app.core import clock
from app.core.paper import Block, Entry, Form
from app.core.privacy import mask_address, mask_id_number, mask_name, mask_phone, redact
from app.dictionaries import queries as dictionary
from app.extensions import db
from app.petitions.case import casefile
from app.petitions.case.dossier import LEVELS
from app.petitions.exports.sorting_rows import sorting_rows
from app.petitions.models import Event, Instruction, Opinion, Person, Petition
from app.petitions.queries.files import events_of
from app.petitions.words.sentences import note, sentence
from app.petitions.words.units import unit_of
from app.petitions.workflow import PETITION

Rows = list[list[Entry]]

NATURAL = "1"
ROOM_FOR_A_HAND = 5


class HandlingForm:
    """Puts a petition that was opened (``casefile.open_file``) on paper."""

    def __init__(self, petition: Petition, *, full: bool = False) -> None:
        self.petition, self.full = petition, full

    def form(self, by: Officer) -> Form:
        """Return the form as an officer takes it out now."""
        petition = self.petition
        blocks = (
            Block(_("How it was registered"), self._registration()),
            Block(_("Petitioner"), self._people()),
            Block(_("Accused"), self._accused()),
            Block(_("Assigned from above"), self._assigned()),
            Block(_("Matter"), self._matter()),
            Block(_("Class under article 31"), sorting_rows(petition, self._text)),
            Block(_("Instructions"), self._instructions()),
            Block(_("Course of handling"), self._process()),
            *(Block(_(LEVELS[one.level]), self._opinion(one)) for one in self._opinions()),
            Block(_("How it was concluded"), self._conclusion()),
            Block(_("Opinions and signatures"), self._signatures()),
        )
        return Form(
            title=_("Petition handling form"),
            note=_(
                "No. %(number)s · %(unit)s %(name)s %(time)s",
                number=petition.number,
                unit=by.unit.name if by.unit else "",
                name=by.full_name,
                time=f"{clock.office_time(clock.now()):%Y-%m-%d %H:%M}",
            ),
            blocks=[block for block in blocks if block.rows],
        )

    # ---- how it came ---------------------------------------------------------------------------

    def _registration(self) -> Rows:
        one = self.petition
        rows = [
            pair((_("Number"), one.number), (_("State"), _(PETITION.state(one.state).label))),
            pair(
                (_("Received"), one.received_on),
                (_("Registered on"), f"{one.registered_on} {one.registered_by.full_name}"),
            ),
            pair((_("Channel"), self._word("channel", one.channel)), (_("Source"), self._source())),
            pair(
                (_("Registering unit"), self._unit(one.registering_unit)),
                (_("With"), self._holder()),
            ),
            pair(
                (_("Purpose"), self._word("purpose", one.purpose)),
                (_("Urgency"), self._word("urgency", one.urgency)),
            ),
            pair((_("Head-count"), one.head_count), (_("Repeat"), self._repeat())),
        ]
        if one.national_number or one.old_number:
            rows.append(
                pair(
                    (_("National number"), one.national_number),
                    (_("Former number"), one.old_number),
                )
            )
        return rows

    def _source(self) -> str:
        return self._word("source", self.petition.source)

    def _word(self, list_code: str, code: str | None) -> str:
        """Return what an entry was called when the petition was registered."""
        return dictionary.label(list_code, code, on=self.petition.registered_on)

    def _holder(self) -> str:
        one = self.petition
        names = (unit_of(one, one.unit), one.handler.full_name if one.handler else "")
        return " ".join(name for name in names if name)

    def _unit(self, unit: Unit | None) -> str:
        """Return what a unit was called when the petition was registered."""
        return name_on(unit, self.petition.registered_on) if unit else ""

    def _repeat(self) -> str:
        return _("Yes") if self.petition.is_repeat else _("No")

    # ---- who -----------------------------------------------------------------------------------

    def _people(self) -> Rows:
        people = self.petition.people
        if not people:
            return [[Entry(_("Petitioner"), _("anonymous"))]]
        first, others = people[0], people[1:]
        return [*self._first(first), *([self._other(one)] for one in others)]

    def _first(self, one: Person) -> Rows:
        document = self._word("id_kind", one.id_kind) or _("Document number")
        rows = [
            pair((_("Person's name"), self._name(one)), (_("Sex, age"), self._traits(one))),
            pair((document, self._number(one)), (_("Telephone"), self._phone(one))),
            [Entry(_("Address"), self._address(one))],
        ]
        if one.employer:
            rows.append([Entry(_("Employer"), one.employer)])
        return rows

    def _other(self, one: Person) -> Entry:
        said = (self._name(one), self._traits(one), self._number(one), self._phone(one))
        return Entry(_("Representative"), "  ".join(part for part in said if part))

    def _traits(self, one: Person) -> str:
        age = _("%(age)s years", age=one.age) if one.age else ""
        traits = (self._word("sex", one.sex), age, self._word("ethnicity", one.ethnicity))
        return " ".join(trait for trait in traits if trait)

    def _name(self, one: Person) -> str:
        name = one.shown_name
        return name if self.full else mask_name(name, organisation=one.kind != NATURAL)

    def _number(self, one: Person) -> str:
        return (one.id_number or "") if self.full else mask_id_number(one.id_number)

    def _phone(self, one: Person) -> str:
        return (one.phone or "") if self.full else mask_phone(one.phone)

    def _address(self, one: Person) -> str:
        return (one.address or "") if self.full else mask_address(one.address)

    def _text(self, text: str | None) -> str:
        return (text or "") if self.full else redact(text or "")

    # ---- what ----------------------------------------------------------------------------------

    def _accused(self) -> Rows:
        sealed = self.petition.accusation
        if sealed is None:
            return []
        unit = unit_of(self.petition, sealed.accused_unit) or sealed.accused_unit_name
        return [
            pair((_("Person's name"), sealed.accused_name), (_("Position"), sealed.accused_title)),
            [Entry(_("Unit"), unit)],
        ]

    def _assigned(self) -> Rows:
        one = self.petition
        if one.form != "assigned":
            return []
        leader = " ".join(part for part in (one.assigner_name, one.assigner_title) if part)
        return [
            pair((_("Assigned by"), one.assigning_unit), (_("Leader"), leader)),
            pair(
                (_("Assigned on"), one.assigned_on), (_("To be concluded by"), one.assigned_due_on)
            ),
            [Entry(_("Instruction"), self._text(one.assigned_text))],
        ]

    def _matter(self) -> Rows:
        one, sealed = self.petition, self.petition.accusation
        content = sealed.content if sealed else one.content
        asked = (sealed.requests or "").splitlines() if sealed else [r.text for r in one.requests]
        responsible = (unit_of(one, one.responsible_unit), one.responsible_person or "")
        return [
            [Entry(_("Issue"), dictionary.path_label("issue", one.issue, on=one.registered_on))],
            pair(
                (_("Place of the problem"), dictionary.region_path_label(one.problem_region)),
                (_("Responsible"), " ".join(part for part in responsible if part)),
            ),
            *([[Entry(_("Summary"), self._text(one.summary))]] if one.summary else []),
            [Entry(_("Content"), self._text(content), lines=3)],
            *(
                [Entry(_("Request %(no)s", no=no), self._text(text))]
                for no, text in enumerate(asked, 1)
            ),
            *self._said_at_the_window(),
        ]

    def _said_at_the_window(self) -> Rows:
        one = self.petition
        said = ((_("Opinion of the window"), one.window_opinion), (_("Reply"), one.reply_text))
        return [[Entry(label, self._text(text))] for label, text in said if text]

    # ---- what became of it ---------------------------------------------------------------------

    def _process(self) -> Rows:
        return [[_line(event)] for event in reversed(events_of(self.petition))]

    def _instructions(self) -> Rows:
        return [list(self._instruction(one)) for one in _instructions(self.petition)]

    def _instruction(self, one: Instruction) -> Iterator[Entry]:
        answer = [_("Answer: %(text)s", text=one.answer)] if one.answer else []
        words = "\n".join([one.text, *answer])
        said = _("%(name)s: %(text)s", name=one.leader_name, text=self._text(words))
        yield Entry(str(one.instructed_on), said)

    def _opinions(self) -> Sequence[Opinion]:
        found = casefile.opinions(self.petition)
        return [one for one in reversed(found) if one.withdrawn_on is None]

    def _opinion(self, one: Opinion) -> Rows:
        signed = one.signed_by.full_name if one.signed_by else ""
        return [
            pair((_("Unit"), name_on(one.unit, one.issued_on)), (_("Signed by"), signed)),
            pair((_("Issued on"), one.issued_on), (_("Served on"), _reached(one))),
            [
                Entry(
                    _("Conclusion"),
                    dictionary.label("close_result", one.conclusion, on=one.issued_on),
                )
            ],
            [Entry(_("Facts"), self._text(one.facts))],
            [Entry(_("Basis"), self._text(one.basis))],
            *(
                [
                    Entry(
                        _("Request %(no)s", no=answer.request.position),
                        self._text(answer.text),
                    )
                ]
                for answer in one.answers
            ),
            *([[Entry(_("Text"), self._text(one.text))]] if one.text else []),
        ]

    def _conclusion(self) -> Rows:
        one = self.petition
        if one.closed_on is None and one.archived_at is None:
            return []
        archived = f"{clock.office_time(one.archived_at):%Y-%m-%d}" if one.archived_at else ""
        return [
            pair(
                (
                    _("Manner of conclusion"),
                    dictionary.label("close_way", one.close_way, on=one.closed_on),
                ),
                (_("Result"), dictionary.label("close_result", one.result, on=one.closed_on)),
            ),
            pair((_("Concluded on"), one.closed_on), (_("Archived on"), archived)),
        ]

    def _signatures(self) -> Rows:
        return [
            [Entry(_("Proposed handling"), lines=ROOM_FOR_A_HAND)],
            [Entry(_("Leader's instruction"), lines=ROOM_FOR_A_HAND)],
            pair((_("Signature of the handler"), ""), (_("Date"), "")),
            pair((_("Signature of the head"), ""), (_("Date"), "")),
        ]


def pair(left: tuple[str, object], right: tuple[str, object]) -> list[Entry]:
    """Return two labelled values side by side."""
    return [Entry(*left), Entry(*right)]


def _line(event: Event) -> Entry:
    said = [sentence(event), note(event)]
    return Entry(str(event.occurred_on), "\n".join(part for part in said if part))


def _reached(one: Opinion) -> str:
    manner = dictionary.label("oral_manner", one.oral_manner, on=one.issued_on)
    return " ".join(part for part in (str(one.served_on or ""), manner) if part)


def _instructions(petition: Petition) -> Sequence[Instruction]:
    return db.session.scalars(
        sa.select(Instruction)
        .where(Instruction.petition_id == petition.id)
        .order_by(Instruction.id)
    ).all()
