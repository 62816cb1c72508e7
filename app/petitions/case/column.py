"""What can be done now: the column beside the case, and the decisions that stand above it."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.web.errors import say
from app.core.workflow import Move
from app.petitions.case import offers, turns
from app.petitions.case.awaited import awaited
from app.petitions.case.casefile import History
from app.petitions.case.offers import Offer
from app.petitions.commands.approvals import given_of
from app.petitions.forms.moves import FORMS
from app.petitions.letters.gates import gate_of
from app.petitions.models import Approval, Petition
from app.petitions.queries.files import roles_that_may
from app.petitions.words.days import long_day, moment
from app.petitions.words.sentences import signed
from app.petitions.workflow import ENDED, PETITION

#: Moves that are made at once, without a form: nothing need be given.
AT_ONCE = frozenset({"mark_seen"})
TOUCHING_RECORDS = frozenset(
    {
        "submit",
        "instruct",
        "issue_supervision",
        "recuse",
        "propose_public_reply",
        "take_charge",
        "draft_letter",
        "sign_letter",
        "ask_waiver",
        "call_hearing",
        "open_mediation",
        "reply",
    }
)
#: Refused because there is nothing of the kind in the file: then the act is left out, not greyed.
ONLY_WHERE_DUE = frozenset(
    {
        "agree_objection",
        "ask_report_delay",
        "contribute",
        "grant_report_delay",
        "mark_simple",
        "open_round",
        "pass_report",
        "receive_by_leader",
        "refuse_objection",
        "refuse_report_delay",
        "report_back",
        "report_upward",
        "return_report",
        "sign_for",
        "to_ordinary",
    }
)
#: Against which opinion each remedy is.
REMEDIES = {"ask_review": "handling", "ask_re_examination": "review"}


def kebab(verb: str) -> str:
    """Return how a move is written in an address."""
    return verb.replace("_", "-")


class Column:
    """The offers of a file for an officer, sorted to where they stand."""

    def __init__(self, petition: Petition, officer: Officer, past: History, query: str) -> None:
        self.petition, self.officer, self.query = petition, officer, query
        found = [one for one in offers.offers(petition, officer) if one.move.name in FORMS]
        self.ready = self._ready(past)
        self.offers = [one for one in found if self._belongs(one, self.ready)]
        self.who: dict[str, str] = {}

    def _belongs(self, offer: Offer, ready: frozenset[str]) -> bool:
        name = offer.move.name
        if name in turns.ON_RECORDS:
            return name in ready
        if name == "take_charge" and "release_charge" in ready:
            return False  # one leader answers for it already
        if name in REMEDIES:
            return self.petition.opinion_level == REMEDIES[name]
        return offer.allowed or name not in ONLY_WHERE_DUE

    def _ready(self, past: History) -> frozenset[str]:
        # Most files have no record that waits: then nothing is asked.
        if past.older is None and not past.moves() & TOUCHING_RECORDS:
            return frozenset()
        return turns.waiting_acts(self.petition, self.officer)

    def as_shown(self, opened: str = "") -> dict[str, Any]:
        """Return the arguments of the macro that draws the column."""
        primary, due = self._primary(), self._awaited(opened)
        taken = {primary.move.name if primary else "", *(one["move"] for one in due)}
        allowed = [one for one in self.offers if one.allowed and one.move.name not in taken]
        by_place: dict[str, list[dict[str, Any]]] = {"more": [], "danger": [], "record": []}
        for one in allowed:
            place = one.move.place if one.move.place in by_place else "more"
            by_place[place].append(self._button(one.move, opened))
        return {
            "awaited": due,
            "primary": self._button(primary.move, opened) if primary else None,
            "others": by_place["more"],
            "danger": by_place["danger"],
            "records": [*by_place["record"], *self._outputs()],
            "refused": [self._refused(one) for one in self.offers if one.refusal],
        }

    def _awaited(self, opened: str) -> list[dict[str, Any]]:
        """Return what awaits the reader here, each with the button that answers it."""
        allowed = {one.move.name: one.move for one in self.offers if one.allowed}
        return [
            {
                "move": one.move,
                "text": one.text,
                "note": one.note,
                "offer": self._button(allowed[one.move], opened),
            }
            for one in awaited(self.petition, self.officer, self.ready)
            if one.move in allowed
        ]

    def _outputs(self) -> list[dict[str, Any]]:
        """Return the ways out of the system: paper and Excel."""
        address = f"/petitions/{self.petition.id}"
        noun = "Accusation" if self.petition.is_accusation else "Petition"
        found: list[dict[str, Any]] = [{"label": _("Print"), "href": f"{address}/print"}]
        if self.officer.may("edit", "Plan"):
            planned = url_for("PlanView.add", number=self.petition.number)
            found.append({"label": _("Plan this"), "href": planned})
        if self.officer.may("export", noun):
            excel = f"{address}/export.xlsx"
            found.append({"label": _("Export to Excel"), "href": excel, "download": True})
        return found

    def _primary(self) -> Offer | None:
        main = [one for one in self.offers if one.allowed and one.move.place == "main"]
        served = self.petition.served_on is not None or self.petition.state in ENDED
        return next((one for one in main if not (served and one.move.name == "serve")), None)

    def _button(self, move: Move, opened: str) -> dict[str, Any]:
        address = f"/petitions/{self.petition.id}/{kebab(move.name)}{self.query}"
        label = _(move.label)
        if move.name == "instruct" and not self.officer.may("return_submission"):
            # Only a leader writes here; for him it is recorded where the scan is asked for.
            recorded = url_for("InstructionView.add", number=self.petition.number)
            return {"label": _("Record an instruction"), "href": recorded}
        if move.name in AT_ONCE:
            return {"label": label, "post": address}
        return {"label": label, "href": f"{address}#move", "open": move.name == opened}

    def _refused(self, offer: Offer) -> dict[str, Any]:
        refusal = offer.refusal
        if refusal is None:
            raise ValueError("this offer is open")
        return {
            "label": _(offer.move.label),
            "reason": say(refusal),
            "who": self.helpers(refusal.who) if refusal.who else "",
        }

    def helpers(self, verb: str) -> str:
        """Return the roles that may do something, asked once for all that it stops."""
        if verb not in self.who:
            noun = "Accusation" if self.petition.is_accusation else "Petition"
            self.who[verb] = _(", ").join(_(name) for name in roles_that_may(verb, noun))
        return self.who[verb]


# --- what waits for a second person ---------------------------------------------------------------


def decisions(petition: Petition, officer: Officer, column: Column) -> list[dict[str, Any]]:
    """Return the requests that wait, with what this officer can do about each."""
    deciding = offers.decisions(petition, officer)
    own = offers.own_requests(petition, officer)
    return [
        {
            "id": approval.id,
            "act": _("Decide: %(move)s", move=_move_label(approval)),
            "title": _("Waits for a second person: %(move)s", move=_move_label(approval)),
            "asked": _(
                "%(name)s asked on %(day)s",
                name=signed(
                    approval.asked_by.full_name,
                    approval.on_behalf_of.full_name if approval.on_behalf_of else None,
                ),
                day=moment(approval.asked_at),
            ),
            "facts": _facts(approval, petition, officer),
            "decide": approval in deciding,
            "paper": gate_of(approval.move) is not None,
            "withdraw": approval in own,
            "who": ""
            if approval in deciding
            else column.helpers(approval.permission.removeprefix("can_")),
        }
        for approval in petition.approvals
        if approval.status == "asked"
    ]


def _move_label(approval: Approval) -> str:
    return _(PETITION.move(approval.move).label)


def _facts(approval: Approval, petition: Petition, officer: Officer) -> list[tuple[str, str]]:
    shape = FORMS.get(approval.move)
    if shape is None:  # a late entry: the day is all there is to decide
        return [
            (_("Received"), long_day(petition.received_on)),
            (_("Registered on"), long_day(petition.registered_on)),
        ]
    form = shape.telling(petition, officer, given_of(approval))
    told = form.told()
    if "occurred_on" in form and not form["occurred_on"].data:
        label = str(form["occurred_on"].label.text)
        told.insert(0, (label, _("The day on which it is agreed")))
    return told
