"""Recusal (art. 28(3)): who may ask it of whom, who decides, and what the decision takes away."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.extensions import db as database
from app.petitions.case.record_cards import record_cards
from app.petitions.case.turns import waiting_acts
from app.petitions.lists.filters import Filter
from app.petitions.lists.worklists import page as listed
from app.petitions.models import Recusal
from app.petitions.words.sentences import sentence
from tests.factories import an_officer, officer_at, the_unit
from tests.petitions.onlookers import of
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")
WHY = {"reason": "与信访人是亲属"}
GRANT = {"grant": True}


@pytest.fixture
def file():
    """Accepted, with the settled handler of the water bureau."""
    found = File().accepted("2026-03-10")
    found.petition.handler = an_officer("Handler")
    return found


def asked(file):
    return file.move("recuse", "2026-03-11", "Handler", **WHY)


def decide(file, by="Head of unit", **given):
    return file.move("decide_recusal", "2026-03-12", by, **given)


# --- asking ---------------------------------------------------------------------------------------


def test_the_clerk_records_that_the_petitioner_asked_for_it(file, only_recusal):
    handler = an_officer("Handler")
    given = {"officer_id": handler.id, "by_petitioner": True}
    file.move("recuse", "2026-03-11", "Window clerk", **WHY, **given)
    one = only_recusal()
    assert (one.user, one.origin) == (handler, "petitioner")
    assert one.asked_by_id == an_officer("Window clerk").id
    assert "信访人" in sentence(file.petition.events[-1])


@pytest.fixture
def only_recusal():
    return lambda: database.session.query(Recusal).one()


def test_its_card_waits_for_a_decision_and_for_no_leader(file, app):
    asked(file)
    with app.test_request_context():
        [group] = record_cards(file.petition, ["recusal"], an_officer("Head of unit"))
    assert [card["status"] for card in group["cards"]] == ["待决定"]


def test_he_says_whom_he_means_and_it_is_one_of_a_unit_that_takes_part(file):
    given = WHY | {"by_petitioner": True}
    error = refused(file, "recuse", "2026-03-11", "Window clerk", "who shall step aside", **given)
    assert error.field == "officer_id"
    stranger = officer_at("Handler", "LT-LABOUR")
    error = refused(file, "recuse", "2026-03-11", "Window clerk", "no part in the petition",
                    **given, officer_id=stranger.id)  # fmt: skip
    assert error.field == "officer_id"


def test_without_him_a_clerk_cannot_claim_it_of_another_units_officer(file):
    refused(file, "recuse", "2026-03-11", "Window clerk", "from the list", **WHY,
            officer_id=an_officer("Handler").id)  # fmt: skip


def test_it_is_asked_for_once(file):
    refused(asked(file), "recuse", "2026-03-11", "Handler", "already and waits", **WHY)


# --- deciding -------------------------------------------------------------------------------------


def test_the_head_of_another_unit_does_not_decide(file):
    for by in ("Bureau leader", ("Head of unit", "LT-HOUSING")):
        refused(asked_once(file), "decide_recusal", "2026-03-12", by, "The head of", **GRANT)


def asked_once(file):
    if not database.session.query(Recusal).count():
        asked(file)
    return file


def test_on_the_head_himself_the_unit_above_decides(file):
    head, above = an_officer("Head of unit"), officer_at("Head of unit", "LT-GOV")
    assert head.unit.parent_id == above.unit_id
    file.move("recuse", "2026-03-11", head, **WHY)
    database.session.flush()
    assert "decide_recusal" in waiting_acts(file.petition, above)
    decide(file, above, **GRANT)
    assert file.petition.handler == an_officer("Handler"), "the handler stays"


def test_the_unit_above_does_not_decide_on_a_handler(file):
    above = officer_at("Head of unit", "LT-GOV")
    refused(asked(file), "decide_recusal", "2026-03-12", above, "The head of", **GRANT)
    assert "decide_recusal" not in waiting_acts(file.petition, above)


def test_a_file_whose_handler_steps_aside_gets_another(file):
    error = refused(asked(file), "decide_recusal", "2026-03-12", "Head of unit",
                    "who handles it instead", **GRANT)  # fmt: skip
    assert error.field == "officer_id"
    other = of("Handler", "LT-WATER")
    decide(file, **GRANT, officer_id=other.id)
    assert file.petition.handler == other
    assert "回避" in sentence(file.petition.events[-1])
    assert other.full_name in sentence(file.petition.events[-1])


def test_he_who_steps_aside_is_not_his_own_successor_nor_named_again(file):
    handler = an_officer("Handler")
    refused(asked(file), "decide_recusal", "2026-03-12", "Head of unit", "stepped aside", **GRANT,
            officer_id=handler.id)  # fmt: skip


def test_whose_recusal_is_undecided_takes_over_nothing(file):
    other = of("Handler", "LT-WATER")
    file.move("recuse", "2026-03-11", other, **WHY)
    asked(file)
    mine = file.petition.handler.id
    record = database.session.scalar(sa.select(Recusal.id).where(Recusal.user_id == mine))
    error = refused(file, "decide_recusal", "2026-03-12", "Head of unit", "waits for a decision",
                    recusal_id=record, officer_id=other.id, **GRANT)  # fmt: skip
    assert error.field == "officer_id"


def test_nobody_hands_the_file_to_who_stepped_aside():
    file = File().transfer("2026-03-04")
    file.move("recuse", "2026-03-04", "Handler", **WHY)
    file.move("decide_recusal", "2026-03-04", "Head of unit", **GRANT)
    refused(file, "sign_for", "2026-03-05", "Unit intake", "has stepped aside",
            officer_id=an_officer("Handler").id)  # fmt: skip


def test_he_no_longer_opens_the_file_and_what_he_asked_for_waits_no_longer(file, page):
    file.ask("extend", "2026-03-11", "Handler", days=10, reason_code="1", reason="情况复杂")
    decide(asked(file), **GRANT, officer_id=of("Handler", "LT-WATER").id)
    database.session.commit()  # noqa: TID251 - what the page reads
    assert [one.status for one in file.petition.approvals][-1] == "withdrawn"
    with clock.at("2026-03-12"):
        address = f"/petitions/{file.petition.id}"
        assert page(an_officer("Handler")).get(address).status_code == 404
        rows = listed(an_officer("Handler"), "unit", Filter()).rows
    assert not rows


def test_the_limits_run_on(file):
    before = file.running()
    decide(asked(file), **GRANT, officer_id=of("Handler", "LT-WATER").id)
    assert file.running() == before == {"D06": "2026-05-09"}
    assert not any(one.pauses for one in file.petition.clocks)


def test_a_refusal_says_that_he_stays_and_why(file):
    decide(asked(file), grant=False, note="并非近亲属。")
    assert "不回避" in sentence(file.petition.events[-1])
    assert file.petition.handler == an_officer("Handler")
    assert the_unit("LT-WATER") == file.petition.unit
