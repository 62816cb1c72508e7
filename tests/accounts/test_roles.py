"""What the seeded roles may do, which exclude each other, and what a seeding leaves alone."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Permission, PermissionView, Role

from app.accounts import queries, seed
from app.accounts.commands import officers
from app.accounts.commands import roles as role_commands
from app.accounts.exclusive import EXCLUSIVE, conflict, reads_petitions
from app.accounts.models import RoleScope
from app.accounts.petition_verbs import MOVES
from app.accounts.roles import ROLES
from app.accounts.roles_table import as_markdown
from app.accounts.verbs import NOUNS, VERBS
from app.core.db import atomic
from app.core.errors import Invalid
from tests.factories import an_officer

DOCS = Path(__file__).parents[2] / "docs/roles.md"
BY_NAME = {role.name: role for role in ROLES}
LINE = {
    "Window clerk", "Letter clerk", "Triage officer", "Reviewer", "Bureau leader",
    "Party and government leader", "Unit intake", "Handler", "Head of unit", "Supervisor",
    "Review officer", "Archivist", "Station operator",
}  # fmt: skip
ADMINISTRATORS = {"System administrator", "Security administrator", "Audit administrator"}

#: Written by hand from the table of moves in the design: who asks, who approves.
ASK = {
    "transfer": {"Triage officer"},
    "assign": {"Triage officer"},
    "forward": {"Unit intake", "Station operator"},
    "sign_for": {"Unit intake", "Station operator"},
    "object": {"Head of unit"},
    # Who forwards decides on what comes back to him.
    "agree_objection": {"Triage officer", "Unit intake", "Station operator"},
    "accept": {"Handler", "Station operator"},
    "extend": {"Handler", "Station operator"},
    "reply": {"Handler", "Station operator"},
    "bar": {"Triage officer"},
    "decide_review": {"Review officer"},
    # 办结归档 is a button of the customer's triage desk (S6).
    "archive": {"Archivist", "Triage officer"},
    "withdraw_opinion": {"Head of unit"},
    "reply_on_the_spot": {"Window clerk", "Letter clerk", "Station operator"},
}
APPROVE = {
    "assign": {"Bureau leader"},
    "report_upward": {"Bureau leader"},
    "accept": {"Head of unit"},
    "extend": {"Head of unit"},
    "reply": {"Head of unit"},
    "decline": {"Reviewer", "Head of unit"},
    "bar": {"Reviewer"},
    "void": {"Reviewer"},
    "refuse_application": {"Reviewer"},
    "decide_review": {"Head of unit"},
    "ask_review": {"Reviewer", "Head of unit"},
    "ask_re_examination": {"Reviewer", "Head of unit"},
}


def _holders(verb):
    return {role.name for role in ROLES if (verb, "Petition") in role.grants}


@pytest.mark.parametrize(("move", "who"), ASK.items())
def test_a_move_starts_with_the_roles_of_the_design(move, who):
    assert _holders(move) == who


@pytest.mark.parametrize(("move", "who"), APPROVE.items())
def test_a_second_person_comes_from_the_roles_of_the_design(move, who):
    assert _holders(f"approve_{move}") == who


def test_nobody_who_asks_for_a_move_approves_it_in_the_same_role():
    for role in ROLES:
        if role.name == "Accusation officer":
            continue  # one desk; its second person is another officer
        both = [
            move
            for move in MOVES
            if {(move, "Petition"), (f"approve_{move}", "Petition")} <= role.grants
        ]
        assert not both, role.name


def test_every_move_can_be_made_by_somebody():
    assert [move for move in MOVES if not _holders(move)] == []


def test_accusations_are_for_their_desk_alone():
    readers = {r.name for r in ROLES if any(noun == "Accusation" for _, noun in r.grants)}
    assert readers == {"Accusation officer"}
    assert {r.name for r in ROLES if "accusations" in r.scopes} == {"Accusation officer"}
    assert not any(noun == "Petition" for _, noun in BY_NAME["Accusation officer"].grants)


@pytest.mark.parametrize("name", sorted(ADMINISTRATORS | {"Statistician"}))
def test_an_administrator_and_a_statistician_open_no_petition(name):
    assert not reads_petitions(BY_NAME[name].grants)
    # The words of the lists name nobody: only they may leave with an administrator.
    personal = {verb for verb, noun in BY_NAME[name].grants if noun != "Dictionary"}
    assert not {"unmask", "export"} & personal


def test_the_pairs_that_exclude_each_other():
    for name in LINE:
        assert frozenset({name, "Accusation officer"}) in EXCLUSIVE
        for administrator in ADMINISTRATORS:
            assert frozenset({name, administrator}) in EXCLUSIVE
    for one in ADMINISTRATORS:
        assert frozenset({one, "Accusation officer"}) in EXCLUSIVE
        for other in ADMINISTRATORS - {one}:
            assert frozenset({one, other}) in EXCLUSIVE
    for one in LINE:
        for other in LINE - {one}:
            assert frozenset({one, other}) not in EXCLUSIVE, "small offices combine the rest"


def test_a_role_an_office_made_itself_is_judged_by_what_it_may_do():
    admin = BY_NAME["System administrator"]
    reader = {admin.name: admin.grants, "Our own": frozenset({("read", "Petition")})}
    harmless = {admin.name: admin.grants, "Our own": frozenset({("count", "Petition")})}
    assert conflict(reader) == ("Our own", "System administrator")
    assert conflict(harmless) is None


def test_the_published_table_of_roles_is_up_to_date():
    assert DOCS.read_text("utf-8").strip() == as_markdown().strip(), (
        "write it anew: flask roles --write docs/roles.md"
    )


def test_every_permission_has_a_name_that_people_read(db):
    for verb, noun in queries.permissions():
        assert noun in NOUNS or noun in {"UtilView", "Region"}, f"name {noun} in accounts/verbs.py"
        act = verb.removeprefix("approve_")
        assert verb in VERBS or act in VERBS, f"name {verb} in accounts/verbs.py"


def test_nobody_holds_the_frameworks_all_powerful_role(app, db):
    assert db.session.scalar(sa.select(Role).where(Role.name == "Admin")) is None
    assert db.session.scalar(sa.select(Role).where(Role.name == "Public")) is None
    assert (
        db.session.scalar(sa.select(Role).where(Role.name == app.config["AUTH_ROLE_ADMIN"])) is None
    )


# ---- seeding --------------------------------------------------------------------------------


def _role(db, name):
    return db.session.scalar(sa.select(Role).where(Role.name == name))


def test_an_offices_change_of_a_role_survives_the_next_seeding(db):
    role = _role(db, "Archivist")
    by = an_officer("Security administrator")
    held = queries.grants_of([role])[role.name] - {("archive", "Petition")}
    role_commands.change_role(
        role, grants=held | {("join", "Petition")}, scopes={"unit_below"}, by=by
    )
    atomic(seed.seed_roles)()
    db.session.expire_all()
    grants = queries.grants_of([role])[role.name]
    assert ("archive", "Petition") not in grants
    assert ("join", "Petition") in grants
    assert queries.scopes_of(role) == {"unit_below"}


def test_what_a_release_adds_to_a_role_arrives_and_what_it_takes_goes(db, monkeypatch):
    role = _role(db, "Archivist")
    data = BY_NAME["Archivist"]
    changed = type(data)(
        code=data.code,
        name=data.name,
        scopes=("unit", "own"),
        grants=(data.grants | {("bar", "Petition")}) - {("attach", "Petition")},
    )
    monkeypatch.setattr(seed, "ROLES", (changed,))
    atomic(seed.seed_roles)()
    grants = queries.grants_of([role])[role.name]
    assert ("bar", "Petition") in grants
    assert ("attach", "Petition") not in grants
    assert queries.scopes_of(role) == {"unit", "own"}


def test_permissions_that_no_page_knows_any_more_go_away(app, db):
    permission = Permission(name="can_dance")
    noun = db.session.scalars(sa.select(PermissionView)).first().view_menu
    link = PermissionView(permission=permission, view_menu=noun)
    db.session.add(link)
    archivist = _role(db, "Archivist")
    archivist.permissions.append(link)
    db.session.flush()
    atomic(seed.seed_permissions)(app.appbuilder.baseviews)
    assert "dance" not in {verb for verb, _ in queries.permissions()}


# ---- changing a role ------------------------------------------------------------------------


def test_a_role_is_not_widened_into_what_its_holder_must_not_have(db):
    statistician = _role(db, "Statistician")
    officer = an_officer("System administrator + Statistician", full_name="兼任")
    db.session.commit()
    with pytest.raises(officers.RolesConflict):
        role_commands.change_role(
            statistician,
            grants={("read", "Petition")},
            scopes={"unit"},
            by=an_officer("Security administrator"),
        )
    assert not officer.may("read")
    assert queries.scopes_of(statistician) == {"counts"}


def test_a_role_is_given_only_permissions_that_there_are(db):
    role = _role(db, "Statistician")
    by = an_officer("Security administrator")
    with pytest.raises(Invalid):
        role_commands.change_role(role, grants={("fly", "Petition")}, scopes=set(), by=by)
    with pytest.raises(Invalid):
        role_commands.change_role(role, grants=set(), scopes={"everything"}, by=by)


def test_an_officer_sees_as_far_as_the_roles_together(db):
    officer = an_officer("Triage officer + Supervisor", full_name="两岗")
    db.session.flush()
    assert officer.scopes == {"unit", "region_below"}
    assert officer.may("transfer")
    assert officer.may("issue_supervision")
    assert not officer.may("approve_decline")
    assert db.session.scalars(sa.select(RoleScope.scope)).all()


def test_taking_a_role_away_is_felt_at_once(db):
    officer = an_officer("Triage officer", full_name="刚调岗")
    db.session.commit()
    assert officer.may("transfer")
    officers.set_roles(officer, roles=[], by=an_officer("Security administrator"))
    assert not officer.may("transfer")
    assert officer.scopes == frozenset()
