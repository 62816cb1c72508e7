"""One file on its way, day by day: `File().transfer("2026-03-04").signed("2026-03-05")`.

Every step is a real command of the officer who would make it; a second person agrees on the same
day. What is asked of a file is what its officers see: limits that run, how others ended, the lamp.
"""

from datetime import date, timedelta

import pytest
from flask_babel import force_locale

from app.core import clock
from app.core.errors import DomainError
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.commands.intake import register
from app.petitions.models import Approval
from app.petitions.words.sentences import sentence
from tests.factories import a_registration, an_officer, officer_at, sorted_six, the_unit
from tests.petitions.attempts import OPINION, answers

UNIT = "LT-WATER"


def somebody(who):
    """Return an officer by role, or by role and unit."""
    if isinstance(who, str):
        return an_officer(who)
    if isinstance(who, tuple):
        role, code = who
        return an_officer(role, the_unit(code))
    return who


def read_aloud(event):
    """Return an event's sentence in the three languages; each place of it must be filled."""
    said = {}
    for locale in ("zh", "zh_TW", "en"):
        with force_locale(locale):
            said[locale] = sentence(event)
        assert "—" not in said[locale], f"{event.tag}: {said[locale]}"
        assert "None" not in said[locale], f"{event.tag}: {said[locale]}"
        assert "%(" not in said[locale], f"{event.tag}: {said[locale]}"
    return said


def day(text):
    return date.fromisoformat(text)


def refused(file, verb, on, by, words, **given):
    """Assert that a move is refused with these words, and that nothing changed."""
    state, version = file.state, file.petition.version
    with pytest.raises(DomainError) as error:
        file.ask(verb, on, by, **given)
    assert words in str(error.value)
    assert (file.state, file.petition.version) == (state, version)
    return error.value


class File:
    """A petition registered on Monday, 2 March 2026, unless told otherwise."""

    def __init__(self, on="2026-03-02", by="Window clerk", unit=UNIT, **traits):
        self.unit = unit
        with clock.at(on):
            traits.setdefault("received_on", clock.today())
            if traits.get("purpose") == "04" and "accused_unit_id" not in traits:
                traits.setdefault("accused_unit_name", "某站")
            received_on = traits.pop("received_on")
            self.registered = register(a_registration(received_on, **traits), by=somebody(by))
        self.petition = self.registered.petition

    # --- making moves -----------------------------------------------------------------------------

    def ask(self, verb, on, by, **given):
        """Make a move and return what came of it: an event, or an approval that waits."""
        with clock.at(on):
            return perform(self.petition, verb, by=somebody(by), **given)

    def grant(self, asked, on, by):
        with clock.at(on):
            return grant(asked, by=somebody(by))

    def move(self, verb, on, by, *, second=None, **given):
        """Make a move; where a second person must agree, he does so on the same day."""
        made = self.ask(verb, on, by, **given)
        if isinstance(made, Approval):
            assert second, f"{verb} waits for a second person"
            self.grant(made, on, second)
        return self

    def down(self, code):
        given = {"unit_id": the_unit(code).id, "opinion": "请依法办理。"}
        sealed = self.petition.accusation
        if sealed is not None and sealed.accused_unit is None:
            given["conflict_checked"] = True
        return given

    def transfer(self, on, **given):
        return self.move("transfer", on, "Triage officer", **self.down(self.unit), **given)

    def assign(self, on, **given):
        down = self.down(self.unit)
        return self.move("assign", on, "Triage officer", second="Bureau leader", **down, **given)

    def signed(self, on, unit=None):
        return self.move("sign_for", on, ("Unit intake", unit or self.unit))

    def objected(self, on, unit=None, ground="1"):
        head = ("Head of unit", unit or self.unit)
        return self.move("object", on, head, return_reason=ground, reason="不属本单位职权")

    def forward(self, on, to="LT-WATER-1"):
        self.move("forward", on, ("Unit intake", self.unit), **self.down(to))
        self.unit = to
        return self

    def _pair(self):
        return {"by": ("Handler", self.unit), "second": ("Head of unit", self.unit)}

    def accept(self, on, **given):
        return self.move("accept", on, **self._pair(), **(sorted_six(self.petition) | given))

    def accepted(self, on):
        return self.transfer("2026-03-04").signed("2026-03-05").accept(on)

    def extend(self, on, days):
        reason = {"days": days, "reason_code": "1", "reason": "情况复杂"}
        return self.move("extend", on, **self._pair(), **reason)

    def reply(self, on, conclusion="1", **given):
        given = {
            "answers": answers(self.petition, conclusion),
            "conclusion": conclusion,
            **OPINION,
            "facts": f"经查属实（{self.petition.redone}）。",  # found anew each time
            **given,
        }
        return self.move("reply", on, **self._pair(), **given)

    def replied(self, on):
        return self.accepted("2026-03-10").reply(on)

    def serve(self, on, by=None, **given):
        given = {"letter": "opinion", "manner": "11", "receipt": "1", **given}
        return self.move("serve", on, by or ("Handler", self.unit), **given)

    def served(self, on):
        return self.replied("2026-04-20").serve(on)

    def apply(self, verb, on, code, applied_on=None):
        given = {"unit_id": the_unit(code).id, "reason": "认定事实不清"}
        given["applied_on"] = applied_on or date.fromisoformat(on)
        return self.move(verb, on, ("Review officer", "LT"), **given)

    def ask_review(self, on, applied_on=None):
        return self.apply("ask_review", on, "LT", applied_on)

    def ask_re_examination(self, on, applied_on=None):
        return self.apply("ask_re_examination", on, "XA", applied_on)

    def decide_review(self, on, outcome="1", **given):
        return self._decide("decide_review", on, "LT", outcome, given)

    def decide_re_examination(self, on, outcome="1", **given):
        return self._decide("decide_re_examination", on, "XA", outcome, given)

    def _decide(self, verb, on, code, outcome, given):
        by, second = ("Review officer", code), ("Head of unit", code)
        return self.move(verb, on, by, second=second, outcome=outcome, **OPINION, **given)

    def call_hearing(self, on, begins, *, at, role="Review officer"):
        given = {
            "begins_on": day(begins), "place": "三楼会议室",
            "chair_id": officer_at("Head of unit", at).id, "recorder": "王会",
            "participants": "信访人、承办单位。", "reason": "案情复杂。",
        }  # fmt: skip
        head = ("Head of unit", at)
        return self.move("call_hearing", on, (role, at), second=head, **given)

    def hearing(self, on, begins, ends, *, at, role="Review officer"):
        """Hold a hearing that was called eight days ahead."""
        called = (day(begins) - timedelta(days=8)).isoformat()
        self.call_hearing(called, begins, at=at, role=role)
        return self.hold(on, begins, ends, at=at, role=role)

    def hold(self, on, begins, ends, *, at, role="Review officer", **given):
        given = {"text": "笔录在卷。", "report": "听证笔录在卷", "outcome": "1"} | given
        days = {"begins_on": day(begins), "ends_on": day(ends)}
        head = ("Head of unit", at)  # asked only where the hearing is told late
        return self.move("hold_hearing", on, (role, at), second=head, **days, **given)

    def settled(self, on):
        """An agreement, made and fulfilled on one day."""
        handler, head = ("Handler", self.unit), {"mediator": "马调解", "sides": "双方"}
        self.move("open_mediation", on, handler, consent=True, **head)
        self.move("agree_mediation", on, handler, text="恢复供水。", perform_by_on=day(on))
        return self.move("fulfil_mediation", on, handler, text="双方确认已恢复。")

    def supervised(self, on, due_on):
        given = {"unit_id": the_unit(self.unit).id, "rung": "urge", "reason_code": "1"}
        return self.move(
            "issue_supervision", on, "Supervisor", text="请加快", due_on=due_on, **given
        )

    # --- asking -----------------------------------------------------------------------------------

    @property
    def state(self):
        return self.petition.state

    def clocks(self, code):
        return [clock for clock in self.petition.clocks if clock.code == code]

    def running(self):
        """Return {code: due day} of the limits that run; the window of the rating apart."""
        found = {c.code: c.due_on.isoformat() for c in self.petition.clocks if c.running}
        found.pop("D18", None)
        return found

    def ended(self, code):
        """Return when and how the newest limit of a code stopped."""
        stopped = self.clocks(code)[-1]
        return (stopped.stopped_on and stopped.stopped_on.isoformat(), stopped.outcome)

    def owner(self, code):
        return self.clocks(code)[-1].owner.code

    @property
    def lamp(self):
        due = self.petition.lamp_due_on
        return (self.petition.lamp_code, due.isoformat() if due else None)
