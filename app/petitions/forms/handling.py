"""Forms of the unit's moves."""

from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import Field, MultipleFileField
from wtforms.validators import Optional

from app.petitions.attachments.queries import attachments_of
from app.petitions.clocks.running import running_clock
from app.petitions.codes import APPEALS, SIMPLE
from app.petitions.endings import results_of
from app.petitions.forms import fields
from app.petitions.forms.fields import key_of
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.with_papers import PapersMoveForm
from app.petitions.letters import LETTERS, USUAL
from app.petitions.letters.issued import papers
from app.petitions.letters.kinds import kind_of
from app.petitions.letters.words import NAMES
from app.petitions.lists.unserved import waiting_letters
from app.petitions.models import Letter, Petition, Request
from app.petitions.queries.contributions import owing
from app.petitions.words.days import short_day

ANSWER, CONCLUSION = "answer_", "conclusion_"


class SignForm(MoveForm):
    """When it came, and who takes it on."""

    occurred_on = fields.today_or_before(_l("Signed for on"))
    officer_id = fields.officer(_l("Handled by"))

    def fit(self) -> None:
        """Offer the own colleagues."""
        self.officer_id.of(self.officer.unit_id)


class ObjectForm(MoveForm):
    """Why the unit is not competent."""

    return_reason = fields.choice(_l("Ground"), "return_reason")
    reason = fields.text(_l("Reason"))


class AcceptForm(MoveForm):
    """By which procedure, by whom, from when."""

    wide = frozenset({"art31_class", "simple_ground", "oral"})
    shown_when = dict.fromkeys(("simple_ground", "oral"), f"procedure={SIMPLE}")

    occurred_on = fields.today_or_before(_l("Accepted on"))
    officer_id = fields.officer(_l("Handled by"))
    procedure = fields.options(_l("Procedure"), "procedure", default="1")
    simple_ground = fields.simple_ground()
    art31_class = fields.choice(
        _l("Class under article 31"),
        "art31_class",
        description=_l("Only class 6 is accepted; the others are led to their statutory channel."),
    )
    art31_reason = fields.text(_l("Reason for the class"))
    oral = fields.BooleanField(_l("Told by word of mouth or telephone"))
    reason = fields.text(_l("Note"), required=False)

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Keep the procedure, its ground and the person that the file has."""
        kept = {"procedure": petition.procedure, "simple_ground": petition.simple_ground}
        return {**kept, "officer_id": petition.handler_id}

    def fit(self) -> None:
        """Ask for the class only where the law sorts."""
        self.officer_id.of(self.officer.unit_id)
        if self.petition.purpose not in APPEALS:
            del self.art31_class
            del self.art31_reason


class DaysField(fields.IntegerField):
    """A number of days."""

    def in_words(self) -> str:
        """Return the number with what is counted."""
        return ngettext("%(num)d day", "%(num)d days", self.data)


class ExtendForm(MoveForm):
    """By how many days, and why."""

    days = DaysField(_l("Days"), fields.needed())
    reason_code = fields.choice(_l("Ground"), "extension_reason")
    reason = fields.text(_l("Reason"))

    def fit(self) -> None:
        """Say how many days are left."""
        running = running_clock(self.petition, "D06")
        left = running.limit.extend_by - running.extended_days if running else 0
        self.days.description = _("At most %(left)s days", left=max(left, 0))


class DelayForm(MoveForm):
    """To which day the report is to move, and why."""

    until_on = fields.day(_l("Report by"))
    reason = fields.text(_l("Reason"))

    def fit(self) -> None:
        """Say which day holds now."""
        running = running_clock(self.petition, "D05")
        if running is not None:
            self.until_on.description = _("It is due on %(day)s", day=short_day(running.due_on))


class ReplyForm(MoveForm):
    """An answer to each request, the facts, the basis and the conclusion."""

    wide = frozenset({"oral"})
    shown_when = {"oral_manner": "oral=y"}

    occurred_on = fields.today_or_before(_l("Issued on"))
    conclusion = fields.choice(_l("Conclusion"), "close_result")
    facts = fields.text(_l("Facts found"))
    basis = fields.text(_l("Legal basis"))
    oral = fields.BooleanField(
        _l("Answered by word of mouth"),
        description=_l("Not where the petitioner asks for a written answer."),
    )
    oral_manner = fields.choice(_l("Answered how"), "oral_manner", required=False)
    execute_by_on = fields.day(
        _l("Supported requests carried out by"),
        required=False,
        description=_l("What is supported is followed to its end; empty: the office's usual days."),
    )
    without_reason = fields.text(_l("Why without the contributions"))

    @classmethod
    def shaped(cls, petition: Petition) -> type[Self]:
        """Add an answer and a conclusion for each request."""
        added: dict[str, Any] = {}
        for request in petition.requests:
            place = {"position": request.position}
            added[f"{ANSWER}{request.id}"] = fields.text(
                _("Answer to request %(position)s", **place), description=request.text
            )
            added[f"{CONCLUSION}{request.id}"] = fields.choice(
                _("Conclusion on request %(position)s", **place),
                "close_result",
                required=len(petition.requests) > 1,
            )
        return type(cls.__name__, (cls,), added)

    @classmethod
    def untold(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Return the answers as the fields of their requests."""
        data = {name: value for name, value in given.items() if name != "answers"}
        for number, answer in given.get("answers", {}).items():
            data[f"{ANSWER}{number}"] = answer.get("text")
            data[f"{CONCLUSION}{number}"] = answer.get("conclusion")
        return data

    def is_wide(self, field: Field) -> bool:
        """Leave room for the conclusion beside each answer."""
        return super().is_wide(field) and not field.name.startswith(ANSWER)

    def size_of(self, field: Field) -> int | None:
        """Put each answer and its conclusion into one line."""
        if field.name.startswith(ANSWER):
            return 8
        return 4 if field.name.startswith(CONCLUSION) else None

    def fit(self) -> None:
        """Offer the conclusions of the purpose; let only the simple procedure answer by word."""
        offered = fields.only("close_result", results_of(self.petition.purpose))
        for field in self:
            if field.name == "conclusion" or field.name.startswith(CONCLUSION):
                field.choices = offered
        missing = owing(self.petition)
        if missing:
            units = _(", ").join(one.owner.name for one in missing)
            self.without_reason.description = _("Still owing: %(units)s", units=units)
        else:
            del self.without_reason
        if self.petition.procedure != SIMPLE:
            del self.oral
            del self.oral_manner

    def given(self) -> dict[str, Any]:
        """Return the answers by request, beside the other arguments."""
        found = super().given()
        answers = {str(one.id): self._answer(found, one) for one in self.petition.requests}
        return {**found, "answers": answers}

    @staticmethod
    def _answer(found: dict[str, Any], request: Request) -> dict[str, str]:
        return {
            "text": found.pop(f"{ANSWER}{request.id}", None) or "",
            "conclusion": found.pop(f"{CONCLUSION}{request.id}", None) or "",
        }

    def field_for(self, name: str) -> Field | None:
        """Return the first answer that is missing."""
        if name != "answers":
            return super().field_for(name)
        answers = [self[f"{ANSWER}{one.id}"] for one in self.petition.requests]
        return next((one for one in answers if not one.data), answers[0] if answers else None)


class ServeForm(PapersMoveForm):
    """Which letter reached the petitioner, when and how, with the scan of its receipt."""

    wide = frozenset({"letter"})

    # A letter that was never issued is refused by its rule, which says what is missing.
    letter = fields.SelectField(_l("Letter served"), fields.needed(), validate_choice=False)
    occurred_on = fields.today_or_before(_l("Served on"))
    manner = fields.choice(_l("Manner of service"), "service_manner")
    receipt = fields.choice(_l("Receipt"), "receipt")
    receipt_number = fields.line(_l("Number of the receipt"), required=False, most=64)
    scan_id = fields.NumberOf(
        _l("Scan among the attachments"),
        [Optional()],
        description=_l("Where it has been added already; else add it below."),
    )
    files = MultipleFileField(_l("Scan of the receipt"))

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Propose the letter that is due."""
        usual = USUAL.get(petition.state, "other")
        return {"letter": "other" if usual == "opinion" and petition.served_on else usual}

    def fit(self) -> None:
        """Offer what was issued: the signed letters that have not arrived, with their numbers.

        The opinion only while it is to be served, or a signed one waits.
        """
        super().fit()
        waiting = waiting_letters(self.petition)
        due = self.petition.opinion_level and not self.petition.served_on
        found, signed = papers(self.petition, self.officer.unit_id), _by_code(waiting)
        out = (found.issued - found.settled) | set(signed)
        self.letter.choices = [
            one
            for code, label in LETTERS.items()
            if code in out and (code != "opinion" or due or code in signed)
            for one in signed.get(code) or [(code, _(label))]
        ]
        self._propose([one for one in waiting if one.unit_id == self.officer.unit_id], signed)
        if self.letter.data not in dict(self.letter.choices):
            if self.letter.raw_data:  # no other letter takes the place of one that is refused
                self.letter.choices = [fields.NOT_CHOSEN, *self.letter.choices]
            else:
                self.letter.data = self.letter.choices[0][0]
        added = [(str(one.id), one.name) for one in attachments_of(self.petition)]
        self.scan_id.choices = [("", _("None")), *added]

    def _propose(self, ours: list[Letter], signed: dict[str, list[tuple[str, str]]]) -> None:
        """Propose the newest letter of the own unit, unless the usual one of it waits as well."""
        codes = [kind_of(one.kind).served for one in ours]
        if ours and self.letter.data not in codes and not self.letter.raw_data:
            self.letter.data = next(
                value for value, words in signed[codes[0]] if words == _words(ours[0])
            )

    def given(self) -> dict[str, Any]:
        """Return which letter, where several of its kind wait."""
        found = super().given()
        code, _sign, number = str(found.get("letter", "")).partition(":")
        # What is no number names no letter: it is refused like any that is not there.
        return {**found, "letter": code} | ({"letter_id": key_of(number) or 0} if number else {})

    @classmethod
    def untold(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Return the letter as its choice."""
        number = given.get("letter_id")
        return {**given, "letter": f"{given['letter']}:{number}"} if number else given


def _by_code(letters: list[Letter]) -> dict[str, list[tuple[str, str]]]:
    """Return the choices of letters by the code of their service: the newest stands for it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in letters:
        code = kind_of(one.kind).served
        choices = found.setdefault(code, [])
        choices.append((f"{code}:{one.id}" if choices else code, _words(one)))
    return found


def _words(one: Letter) -> str:
    return " ".join(part for part in (_(NAMES[one.kind]), one.number) if part)
