"""Cancelling: the paper of an act that stands is corrected first; a refused act drops its draft."""

import pytest

from app.core import clock
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import refuse, withdraw
from app.petitions.engine import MoveRefused
from app.petitions.letters.gates import gates
from app.petitions.letters.possible import letters_of
from app.petitions.workflow import PETITION
from tests.factories import SIX, a_petition, an_officer, officer_at
from tests.petitions.letters.office import completed, drafted, signed, signed_of
from tests.petitions.walks import File, read_aloud

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")
REASON = {"reason": "事项摘要有误。"}

pytestmark = pytest.mark.usefixtures("db")


def cancelled(letter, by=HEAD):
    perform(letter.petition, "cancel_letter", by=officer_at(*by), letter_id=letter.id, **REASON)
    return letter.status


LT = ("Reviewer", "LT")


@pytest.mark.parametrize(
    ("state", "kind", "by"),
    [("accepted", "W04", HEAD), ("replied", "W14", HEAD), ("declined", "W06", LT),
     ("barred", "W07", LT)],
)  # fmt: skip
def test_the_paper_of_an_act_that_stands_is_not_cancelled(state, kind, by):
    letter = signed_of(a_petition(state), kind)
    with pytest.raises(MoveRefused, match="sign a corrected one in its place"):
        cancelled(letter, by)
    assert letter.status == "signed"


def test_it_is_cancelled_once_a_corrected_one_is_signed_and_that_one_stays():
    first = signed_of(a_petition("accepted"), "W04")
    corrected = signed(completed(drafted(first.petition, "W04")))
    assert cancelled(first) == "cancelled"
    with pytest.raises(MoveRefused, match="stands on this"):
        cancelled(corrected)
    assert corrected.number != first.number


def test_a_draft_stands_in_nobodys_place():
    first = signed_of(a_petition("accepted"), "W04")
    completed(drafted(first.petition, "W04"))
    with pytest.raises(MoveRefused):
        cancelled(first)


def test_each_extension_keeps_a_notice_of_its_own():
    file = File().accepted("2026-03-10").extend("2026-04-01", 10).extend("2026-04-10", 5)
    second, first = (one for one in letters_of(file.petition) if one.kind == "W11")
    for one in (first, second):
        with pytest.raises(MoveRefused):
            cancelled(one)


def test_when_the_act_was_undone_its_paper_may_go():
    file = File().replied("2026-04-20")
    letter = signed_of(file.petition, "W14")
    file.move("withdraw_opinion", "2026-04-21", HEAD, reason="认定有误")
    with clock.at("2026-04-22"):
        assert cancelled(letter) == "cancelled"


def test_of_an_opinion_issued_anew_the_newer_paper_stays():
    file = File().replied("2026-04-20").move("withdraw_opinion", "2026-04-21", HEAD, reason="有误")
    file.reply("2026-04-23")
    newer, older = (one for one in letters_of(file.petition) if one.kind == "W14")
    with clock.at("2026-04-24"):
        with pytest.raises(MoveRefused):
            cancelled(newer)
        assert cancelled(older) == "cancelled"


def test_a_paper_that_no_act_needs_is_cancelled_freely():
    letter = signed(completed(drafted(a_petition("transferred"), "W23")))
    assert cancelled(letter) == "cancelled"


def test_the_page_says_what_to_do(page, db):
    letter = signed_of(a_petition("accepted"), "W04")
    db.session.commit()
    address = f"/petitions/{letter.petition_id}/cancel-letter"
    answer = page(officer_at(*HEAD)).post(address, data={"letter_id": letter.id, **REASON})
    assert answer.status_code == 409
    assert "“受理”以这份“受理告知书”为准" in answer.text
    assert "事项摘要有误。" in answer.text, "what was typed is kept"


# --- with the act ---------------------------------------------------------------------------------


def test_a_refused_act_drops_its_draft_and_the_history_says_so():
    petition = a_petition("transferred")
    asked = perform(petition, "accept", by=officer_at(*HANDLER), **SIX)
    [draft] = letters_of(petition)
    event = refuse(asked, by=officer_at(*HEAD), note="先查清职责。")
    assert (draft.status, draft.cancelled_reason, draft.number) == (
        "cancelled",
        "先查清职责。",
        None,
    )
    assert "草稿作废：信访事项受理告知书" in read_aloud(event)["zh"]


def test_a_draft_of_another_act_stays():
    petition = a_petition("accepted")
    other = drafted(petition, "W27")
    asked = {"days": 5, "reason_code": "1", "reason": "须鉴定。"}
    approval = perform(petition, "extend", by=officer_at(*HANDLER), **asked)
    refuse(approval, by=officer_at(*HEAD), note="不需要。")
    assert other.status == "draft"
    assert [one.status for one in letters_of(petition) if one.kind == "W11"] == ["cancelled"]


def test_who_takes_his_request_back_goes_on_with_his_draft():
    petition = a_petition("transferred")
    approval = perform(petition, "accept", by=officer_at(*HANDLER), **SIX)
    withdraw(approval, by=officer_at(*HANDLER))
    assert [one.status for one in letters_of(petition)] == ["draft"]


def test_what_is_dropped_of_an_accusation_tells_nothing_of_it():
    sealed, desk = a_petition(accusation=True), an_officer("Accusation officer")
    given = {"reason_code": "R02", "reason": "不属本级管辖。", "organ": "市纪委监委"}
    approval = perform(sealed, "decline", by=desk, **given)
    second = an_officer("Accusation officer", full_name="第二专办员")
    event = refuse(approval, by=second, note="张建国反映的不属于此类。")
    assert event.facts == {"dropped": "信访事项不予受理告知书"}


def test_every_gate_names_what_undoes_it():
    known = {move.name for move in PETITION.moves}
    assert all(gate.undone and gate.undone <= known for gate in gates().values())
