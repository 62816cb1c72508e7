"""Service is of what is not served yet: not of what arrived, nor of what was waived."""

import pytest

from app.core import clock
from app.petitions.forms.handling import ServeForm
from app.petitions.letters.possible import letters_of
from tests.factories import officer_at
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")
BY_HAND = {"manner": "11", "receipt": "1"}
RETURNED = {"manner": "13", "receipt": "4"}


def offered(file):
    with clock.at("2026-04-30"):
        form = ServeForm.on(file.petition, officer_at(*HANDLER), formdata=None)
    return {code.partition(":")[0] for code, _words in form.letter.choices}


def test_what_arrived_is_neither_offered_nor_served_again(app):
    file = File().accepted("2026-03-10")
    file.move("serve", "2026-03-11", HANDLER, letter="acceptance", **BY_HAND)
    with app.test_request_context():
        assert offered(file) == {"other"}
    refused(file, "serve", "2026-03-12", HANDLER, "has been served already",
            letter="acceptance", **BY_HAND)  # fmt: skip


def test_what_was_returned_is_offered_and_served_again(app):
    file = File().accepted("2026-03-10")
    file.move("serve", "2026-03-11", HANDLER, letter="acceptance", **RETURNED)
    with app.test_request_context():
        assert offered(file) == {"acceptance", "other"}
    file.move("serve", "2026-03-12", HANDLER, letter="acceptance", **BY_HAND)


def test_a_paper_written_elsewhere_is_served_once_too(app):
    file = File().transfer("2026-03-04", procedure="2", simple_ground="1").signed("2026-03-04")
    file.accept("2026-03-05", procedure="2", oral=True)
    file.move("serve", "2026-03-06", HANDLER, letter="acceptance", **BY_HAND)
    with app.test_request_context():
        assert "acceptance" not in offered(file)


def waived(kind="W14", **file):
    """Return a file whose opinion was waived, although a draft lay there."""
    one = File(**file).accepted("2026-03-10")
    one.move("ask_waiver", "2026-04-19", HANDLER, kind=kind, reason="信访人下落不明。")
    one.ask("draft_letter", "2026-04-19", HANDLER, kind=kind)
    one.move("grant_waiver", "2026-04-19", HEAD)
    return one.reply("2026-04-20")


def test_what_was_waived_is_not_served(app):
    file = waived()
    with app.test_request_context():
        assert "opinion" not in offered(file)
    error = refused(file, "serve", "2026-04-24", HANDLER, "cannot be served",
                    letter="opinion", **BY_HAND)  # fmt: skip
    assert error.field == "letter"


def test_its_unused_draft_is_dropped_with_the_reason_of_the_waiver():
    [draft] = [one for one in letters_of(waived().petition) if one.kind == "W14"]
    assert (draft.status, draft.cancelled_reason) == ("cancelled", "信访人下落不明。")


def test_what_nobody_can_be_told_of_ends_without_a_service():
    file = waived()
    file.move("conclude", "2026-04-30", HANDLER, close_way="A3", result="1")
    assert file.state == "concluded"


def test_who_is_found_after_all_is_written_to_and_served():
    file = waived()
    file.ask("draft_letter", "2026-04-21", HANDLER, kind="W14")
    [draft] = [one for one in letters_of(file.petition) if one.status == "draft"]
    file.ask("sign_letter", "2026-04-22", HEAD, letter_id=draft.id)
    refused(file, "conclude", "2026-04-23", HANDLER, "has not been served",
            close_way="A3", result="1")  # fmt: skip
    file.move("serve", "2026-04-24", HANDLER, letter="opinion", **BY_HAND)
    assert file.petition.served_on is not None
