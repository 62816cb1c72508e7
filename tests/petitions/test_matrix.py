"""Every move tried in every state, and every role asked about every move.

What is right stands in matrix.csv and roles.csv, written by hand from the workflow's description
and readable by an officer; neither is made from the code.
"""

import csv
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.roles import ROLES
from app.core import clock
from app.extensions import db
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.commands.intake import register, register_and_reply
from app.petitions.engine import MoveRefused
from app.petitions.models import Approval
from app.petitions.parties import open_party
from app.petitions.workflow import PETITION
from tests.architecture.walking import somebody_who_may_everything
from tests.factories import a_petition, a_registration, an_officer, the_unit
from tests.petitions.attempts import given_for
from tests.petitions.prepared import PREPARED
from tests.petitions.walks import read_aloud

HERE = Path(__file__).parent
CAPACITIES = ("registering", "sender", "lead", "assisting", "reviewing")
NOT_THERE = "The petition is in the state"
ADMINISTRATORS = ("system_administrator", "security_administrator", "audit_administrator")


def read(name):
    """Return {move: {column: cell}} of a table; the second line is for people."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        _for_people, *rows = csv.DictReader(file)
    return {row["move"]: row for row in rows}


MATRIX, MAY = read("matrix.csv"), read("roles.csv")
STATES = [name for name in MATRIX["register"] if name not in ("move", "办理动作", "none")]


class Try:
    """One petition in one state, and a unit that holds every capacity at once."""

    def __init__(self, state):
        self.petition = a_petition(state)
        self.by = somebody_who_may_everything(the_unit("LT-GOV"))
        self.by.unit.review_unit = the_unit("XA")  # whom its letters name
        self.second = an_officer("Everything", the_unit("LT-GOV"), full_name="第二人")
        self.by.other_number = a_petition(name="李秀英").number
        for role in CAPACITIES:
            open_party(self.petition, self.by.unit, role)
        db.session.commit()  # noqa: TID251 - what every attempt returns to
        self.state = state

    def move(self, verb, **more):
        """Make the move, with a second person where one is needed; return where it led."""
        given = given_for(verb, self.petition, self.by) | more
        made = perform(self.petition, verb, by=self.by, **given)
        if isinstance(made, Approval):
            made = grant(made, by=self.second)
        read_aloud(made)
        return made.to_state


@contextmanager
def undone():
    """Let commands join a transaction that is taken back: each attempt begins anew."""
    session = db.session()
    session.info["atomic"] = True
    try:
        yield
    finally:
        session.info.pop("atomic")
        session.rollback()


def expected(verb, state):
    """Return the targets that the matrix allows, empty if the move is not possible there."""
    cell = MATRIX[verb][state]
    return [state if one == "=" else one for one in cell.split("|")] if cell else []


# What decides where a move with two ends leads.
ENDS = {
    ("decide_review", "accepted"): {"outcome": "2"},
    ("decide_re_examination", "accepted"): {"outcome": "2"},
}
# After the remedy period.
LATER = {("conclude", "replied"): 40}


def attempt(tried, verb, **more):
    with undone():
        if verb in PREPARED:
            PREPARED[verb](tried.petition, tried.by)
            db.session.flush()
        days = LATER.get((verb, tried.state), 0)
        with clock.at(clock.today() + timedelta(days=days)):
            return tried.move(verb, **more)


@pytest.mark.parametrize("state", STATES)
def test_each_move_is_possible_exactly_where_the_matrix_says(db, at, state):
    wrong = []
    verbs = set(MATRIX) - {"register", "ask_re_examination"}
    with at("2026-03-31"):
        tried = Try(state)
        with undone():  # one transaction for all that is refused: it leaves nothing behind
            for verb in sorted(verbs):
                if not expected(verb, state):
                    wrong += impossible(tried, verb)
        for verb in sorted(verbs):
            if expected(verb, state):
                wrong += possible(tried, verb, expected(verb, state))
    assert not wrong, "\n".join(wrong)


def impossible(tried, verb):
    """Say what happened if the move was made, or refused for another reason than the state."""
    try:
        end = tried.move(verb)
    except MoveRefused as refusal:
        right = refusal.message.startswith(NOT_THERE)
        return [] if right else [f"{verb} from {tried.state}: refused because {refusal}"]
    return [f"{verb} from {tried.state} led to {end}, the matrix allows nothing"]


def possible(tried, verb, allowed):
    """Say what happened if the move led elsewhere."""
    if verb == "unarchive":  # back to where it was archived from: the walk concluded it
        allowed = ["concluded"]
    found = [attempt(tried, verb, **ENDS.get((verb, end), {})) for end in allowed]
    return [] if found == allowed else [f"{verb} from {tried.state}: {found}, not {allowed}"]


@pytest.mark.parametrize("state", STATES)
def test_a_re_examination_is_asked_for_only_after_a_review(db, at, state):
    with at("2026-03-31"):
        tried = Try(state)
        if not expected("ask_re_examination", state):
            assert impossible(tried, "ask_re_examination") == []
            return
        with undone():
            tried.move("ask_review")
            open_party(tried.petition, tried.by.unit, "reviewing")  # it was asked of another unit
            tried.move("decide_review")
            tried.move("serve", letter="opinion")
            assert tried.move("ask_re_examination") == "under_re_examination"


def test_registering_leads_to_where_the_matrix_says(db, at):
    with at("2026-03-31"):
        clerk, given = an_officer("Window clerk"), a_registration(clock.today())
        assert register(given, by=clerk).petition.state == MATRIX["register"]["none"]
        answered = register_and_reply(given, by=clerk, reply="已当面答复。", consent=True)
        assert answered.petition.state == MATRIX["reply_on_the_spot"]["none"]


def test_the_matrix_knows_every_move():
    assert sorted(MATRIX) == sorted(move.name for move in PETITION.moves)
    assert [state.name for state in PETITION.states] == STATES


# --- roles ---------------------------------------------------------------------------------------


def test_each_role_may_exactly_what_its_column_says(db):
    for role in ROLES:
        officer = an_officer(role.name)
        noun = "Accusation" if role.code == "accusation_officer" else "Petition"
        said = {(verb, mark) for verb in MAY for mark in "xa" if mark in MAY[verb][role.code]}
        found = {(verb, "x") for verb in MAY if officer.may(verb, noun)}
        found |= {(verb, "a") for verb in MAY if officer.may(f"approve_{verb}", noun)}
        assert found == said, f"{role.code} more: {found - said}; less: {said - found}"


def test_accusations_and_petitions_never_meet_in_one_role(db):
    for role in ROLES:
        other = "Petition" if role.code == "accusation_officer" else "Accusation"
        assert not [verb for verb, noun in an_officer(role.name).grants if noun == other]


def test_the_administrators_may_no_move_at_all():
    for verb, row in MAY.items():
        assert not any(row[name] for name in ADMINISTRATORS), verb


def test_each_act_that_is_asked_for_has_who_asks_and_who_agrees():
    second = {verb for verb, row in MAY.items() if any("a" in row[role.code] for role in ROLES)}
    assert second == {
        "assign", "accept", "redirect", "extend", "reply", "report_upward", "refuse_application",
        "ask_review", "ask_re_examination", "call_hearing",
        "decide_review", "decide_re_examination", "terminate", "decline", "bar", "reopen",
        "unarchive", "void", "backdate",
    }  # fmt: skip
    for verb in second - {"backdate"}:
        assert any("x" in MAY[verb][role.code] for role in ROLES), verb


def test_a_role_without_the_permission_is_refused_by_the_engine(db, at):
    """Denied, for every permission and every role: the engine asks before anything else."""
    with at("2026-03-31"):
        petition = a_petition()
        officers = [(role, an_officer(role.name)) for role in ROLES]
    with at("2026-03-31"), undone():
        for role, officer in officers:
            officer.other_number = petition.number
            for verb in MAY:
                if verb not in ("register", "backdate") and "x" not in MAY[verb][role.code]:
                    denied(petition, verb, officer)


def denied(petition, verb, officer):
    given = given_for(verb, petition, officer)
    with pytest.raises(MoveRefused, match="Your roles do not include this act"):
        perform(petition, verb, by=officer, **given)
