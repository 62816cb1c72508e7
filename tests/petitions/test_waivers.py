"""An act without its letter: asked for with a reason, granted by another, seen by leaders."""

import pytest

from app.petitions.case.waiting import waivers
from app.petitions.commands.acts import perform
from app.petitions.engine import MoveRefused
from app.petitions.lists import worklists
from tests.factories import a_petition, an_officer, officer_at
from tests.petitions.walks import File, read_aloud, refused

HEAD = ("Head of unit", "LT-WATER")
WHY = {"kind": "W04", "reason": "信访人已当面知悉，不要书面告知。"}


@pytest.fixture
def file(db):
    return File().transfer("2026-03-04").signed("2026-03-05")


def asked(file, on="2026-03-06", **given):
    return file.move("ask_waiver", on, "Handler", **WHY | given)


def test_it_waits_for_somebody_who_may_decide(file):
    asked(file)
    [one] = waivers(file.petition)
    assert (one.kind, one.status, one.unit_id) == ("W04", "asked", file.petition.unit_id)
    head = officer_at(*HEAD)
    assert worklists.count(head, "waivers") == 1
    assert worklists.count(an_officer("Handler"), "waivers") == 0
    assert worklists.count(an_officer("Reviewer"), "waivers") == 0, "of another unit"


def test_granted_it_is_told_with_the_name_of_the_letter(file, db):
    asked(file).move("grant_waiver", "2026-03-06", HEAD, note="同意")
    assert waivers(file.petition) == []
    made = file.petition.events[-1]
    assert "信访事项受理告知书" in read_aloud(made)["zh"]


def test_who_asked_does_not_decide(file):
    both = an_officer("Head of unit + Handler", full_name="一肩挑")
    file.move("ask_waiver", "2026-03-06", both, **WHY)
    refused(file, "grant_waiver", "2026-03-06", both, "Another person must decide")
    refused(file, "refuse_waiver", "2026-03-06", both, "Another person", reason="应当告知。")


def test_another_unit_does_not_decide(file):
    asked(file)
    other = an_officer("Reviewer")
    refused(file, "grant_waiver", "2026-03-06", other, "addressed to another unit")


def test_one_question_at_a_time_and_only_about_what_is_needed_now(file):
    with pytest.raises(MoveRefused, match="Nobody asked"):
        file.ask("grant_waiver", "2026-03-06", HEAD)
    why = {"reason": "不需要。"}
    needless = "No act that is possible now needs this letter"
    refused(file, "ask_waiver", "2026-03-06", "Handler", needless, kind="W14", **why)
    asked(file)
    refused(file, "ask_waiver", "2026-03-06", "Handler", "asked already", kind="W06", **why)
    file.move("grant_waiver", "2026-03-06", HEAD)
    refused(file, "ask_waiver", "2026-03-06", "Handler", "granted already", **WHY)


def test_refused_it_may_be_asked_again(file):
    asked(file).move("refuse_waiver", "2026-03-06", HEAD, reason="应当书面告知。")
    asked(file, "2026-03-07")
    assert len(waivers(file.petition)) == 1


# --- the list -------------------------------------------------------------------------------------


def test_leaders_read_the_list_within_their_scope(page, file):
    asked(file).move("grant_waiver", "2026-03-06", HEAD)
    for reader in (an_officer("Bureau leader"), officer_at(*HEAD), an_officer("Supervisor")):
        shown = page(reader).get("/waivers/").text
        assert file.petition.number in shown
        assert "信访人已当面知悉" in shown
    elsewhere = officer_at("Head of unit", "LT-HOUSING")
    assert file.petition.number not in page(elsewhere).get("/waivers/").text


def test_each_tab_shows_its_own(page, file):
    asked(file)
    reader = an_officer("Bureau leader")
    assert file.petition.number not in page(reader).get("/waivers/").text
    assert file.petition.number in page(reader).get("/waivers/?tab=asked").text
    assert page(reader).get("/waivers/?tab=unknown").status_code == 404


def test_who_may_not_read_the_list_is_kept_out(as_, db):
    answer = as_(an_officer("Handler")).get("/waivers/")
    assert answer.status_code in (302, 403)


def test_the_accusation_desk_decides_on_its_own_and_no_list_tells_of_it(page, db):
    sealed = a_petition(accusation=True)
    desk = an_officer("Accusation officer")
    second = an_officer("Accusation officer", full_name="第二专办员")
    perform(sealed, "ask_waiver", by=desk, kind="W06", reason="书面告知会暴露举报人。")
    perform(sealed, "grant_waiver", by=second)
    for reader in ("Bureau leader", "Supervisor", "Reviewer"):
        assert sealed.number not in page(an_officer(reader)).get("/waivers/").text
