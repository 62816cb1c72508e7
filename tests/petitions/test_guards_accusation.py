"""Accusations: never to the accused, never where a petition goes (art. 30)."""

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Permission, PermissionView, Role, ViewMenu

from app.core.errors import Invalid
from app.extensions import db as database
from app.petitions.case.offers import offers
from app.petitions.models import Petition
from app.petitions.parties import open_party
from app.petitions.scope import visible_to
from tests.factories import SIX, an_officer, officer_at, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")


# --- accusations (art. 30) ----------------------------------------------------------------------


@pytest.fixture
def accusation():
    """An accusation of somebody at the water station, below the water bureau."""
    file = File(
        purpose="04", content="反映某站长收受礼金。", accused_unit_id=the_unit("LT-WATER-1").id
    )
    for code in ("LT-GOV", "LT-WATER", "LT-WATER-1", "LT-HOUSING"):
        an_officer("Accusation officer", the_unit(code))
    return file


@pytest.mark.parametrize("code", ["LT-WATER-1", "LT-WATER", "LT-GOV"])
def test_an_accusation_never_goes_to_the_accused_nor_to_the_line_above(accusation, code):
    refused(accusation, "transfer", "2026-03-03", "Accusation officer", "art. 30(3)",
            **accusation.down(code))  # fmt: skip


def test_nor_to_the_line_below_the_accused():
    file = File(purpose="04", content="反映某局长。", accused_unit_id=the_unit("LT-WATER").id)
    an_officer("Accusation officer", the_unit("LT-WATER-1"))
    refused(file, "transfer", "2026-03-03", "Accusation officer", "art. 30(3)",
            **file.down("LT-WATER-1"))  # fmt: skip


def test_a_unit_that_is_written_out_is_checked_like_one_of_the_list():
    an_officer("Accusation officer", the_unit("LT-WATER"))
    said = f"反映的是{the_unit('LT-WATER').name}供水科"
    file = File(purpose="04", content="反映某科长。", accused_unit_name=said)
    assert file.petition.accusation.accused_unit == the_unit("LT-WATER")
    assert file.petition.accusation.accused_unit_name == said
    refused(file, "transfer", "2026-03-03", "Accusation officer", "art. 30(3)",
            **file.down("LT-WATER"))  # fmt: skip


def test_where_the_unit_is_not_known_somebody_checks_and_says_so():
    an_officer("Accusation officer", the_unit("LT-HOUSING"))
    file = File(purpose="04", content="反映某科长。", accused_unit_name="不清楚")
    unchecked = {"unit_id": the_unit("LT-HOUSING").id, "opinion": "请依法核查。"}
    error = refused(file, "transfer", "2026-03-03", "Accusation officer", "yourself", **unchecked)
    assert error.field == "conflict_checked"
    checked = unchecked | {"conflict_checked": True}
    file.move("transfer", "2026-03-03", "Accusation officer", **checked)
    assert file.state == "transferred"


def test_an_accusation_without_any_unit_is_not_registered():
    with pytest.raises(Invalid) as error:
        File(purpose="04", content="反映某科长。", accused_unit_name=" ")
    assert error.value.field == "accused_unit_name"


# --- against the office itself ------------------------------------------------------------------


def test_what_accuses_the_office_itself_goes_to_another_desk(db):
    own, beside = an_officer("Accusation officer"), officer_at("Accusation officer", "LT-HOUSING")
    officer_at("Accusation officer", "XA")  # stands above the accused
    file = File(purpose="04", content="反映本局某科长。", accused_unit_id=the_unit("LT").id)
    assert file.petition.registering_unit == the_unit("LT")
    assert (seen_by(db, own, file), seen_by(db, beside, file)) == (False, True)
    assert file.petition.clocks[0].owner == the_unit("LT-HOUSING")
    officer_at("Accusation officer", "LT-LABOUR")
    desk = ("Accusation officer", "LT-HOUSING")
    file.move("transfer", "2026-03-03", desk, **file.down("LT-LABOUR"))
    file.move("recall", "2026-03-04", desk, **REASON)
    assert (file.state, file.petition.unit) == ("registered", the_unit("LT-HOUSING"))


def test_without_another_desk_the_papers_are_not_taken():
    with pytest.raises(Invalid, match="accused itself") as error:
        File(purpose="04", content="反映本局某科长。", accused_unit_id=the_unit("LT").id)
    assert error.value.field == "accused_unit_id"


def test_the_accused_unit_sees_nothing_even_if_it_takes_part(db):
    accused = officer_at("Accusation officer", "LT-WATER")
    file = File(purpose="04", content="反映某局长。", accused_unit_id=the_unit("LT-WATER").id)
    open_party(file.petition, the_unit("LT-WATER"), "lead")
    db.session.flush()
    assert not seen_by(db, accused, file)


def seen_by(db, officer, file):
    return (
        db.session.scalar(
            sa.select(Petition.id).where(Petition.id == file.petition.id, visible_to(officer))
        )
        is not None
    )


def test_nor_to_the_accused_as_the_one_that_assists(accusation):
    refused(accusation, "transfer", "2026-03-03", "Accusation officer", "art. 30(3)",
            **accusation.down("LT-HOUSING"), assisting_ids=[the_unit("LT-WATER").id])  # fmt: skip


def test_beside_the_line_of_the_accused_there_is_no_conflict(accusation):
    accusation.move("transfer", "2026-03-03", "Accusation officer", **accusation.down("LT-HOUSING"))
    assert accusation.state == "transferred"


def test_an_accusation_is_not_handed_over_again_to_the_accused_through_a_channel(accusation):
    refused(accusation, "redirect", "2026-03-03", "Accusation officer", "art. 30(3)",
            route="72", organ="区水务局纪检组", organ_unit_id=the_unit("LT-WATER").id,
            **REASON)  # fmt: skip


def test_an_accusation_goes_only_to_a_unit_with_a_desk_of_its_own(accusation):
    refused(accusation, "transfer", "2026-03-03", "Accusation officer", "no accusation desk",
            **accusation.down("LT-LABOUR"))  # fmt: skip


def test_an_accusation_is_answered_by_no_window_and_accepted_by_nobody(accusation):
    clerk = "Window clerk"
    refused(accusation, "reply_on_the_spot", "2026-03-03", clerk, "roles", reply="好", consent=True)
    for offer in offers(accusation.petition, an_officer("Accusation officer")):
        assert offer.move.name not in {"accept", "conclude", "propose_public_reply", "join"}


def may_with_accusations(verbs):
    """Return an officer whose office has given him what no seeded role has."""
    noun = database.session.scalar(sa.select(ViewMenu).where(ViewMenu.name == "Accusation"))
    role = Role(name="An office's own")
    for verb in verbs.split():
        permission = database.session.scalar(
            sa.select(Permission).where(Permission.name == f"can_{verb}")
        )
        role.permissions.append(PermissionView(permission=permission, view_menu=noun))
    database.session.add(role)
    database.session.flush()
    return an_officer(role.name, the_unit(), full_name="特设人员")


def test_not_even_a_petition_officer_of_everything_joins_or_publishes_an_accusation(accusation):
    everybody = may_with_accusations("join reply_on_the_spot conclude accept")
    other = File().petition.number
    for verb, given in (
        ("join", {"other_number": other}),
        ("reply_on_the_spot", {"reply": "好", "consent": True}),
        ("conclude", {"close_way": "A3", "result": "1", "reply": "好"}),
        ("accept", SIX),
    ):
        refused(accusation, verb, "2026-03-03", everybody, "art. 30", **given)
