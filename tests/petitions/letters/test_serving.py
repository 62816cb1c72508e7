"""Service is of a signed letter, with its number and its receipt; what has none comes up."""

import io
from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import DomainError
from app.petitions.commands.acts import perform
from app.petitions.letters.kinds import kind_of
from app.petitions.letters.possible import letters_of
from app.petitions.letters.versions import lacking, newest, texts_of
from app.petitions.lists import inbox, worklists
from app.petitions.lists.filters import Filter
from app.petitions.lists.unserved import waiting_letters
from app.petitions.models import Attachment, Letter, Service
from app.settings.commands import change_setting
from app.settings.queries import SYSTEM
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.attempts import PNG
from tests.petitions.walks import File, read_aloud, refused

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")
BY_HAND = {"manner": "11", "receipt": "1"}

pytestmark = pytest.mark.usefixtures("db")


def served(db):
    return db.session.scalars(sa.select(Service).order_by(Service.id.desc())).first()


def test_the_service_names_the_letter_and_the_history_its_number(db):
    file = File().served("2026-04-24")
    letter = db.session.get(Letter, served(db).letter_id)
    assert letter.kind == "W14"
    told = [one for one in file.petition.events if one.tag == "petition.serve"][-1]
    assert letter.number in str(told.facts["paper"])
    assert read_aloud(told)


def test_each_letter_is_served_for_itself():
    file = File().accepted("2026-03-10").extend("2026-04-01", 10).extend("2026-04-10", 5)
    assert [one.kind for one in waiting_letters(file.petition)] == ["W11", "W11", "W04"]
    newest, first, _acceptance = waiting_letters(file.petition)
    file.move("serve", "2026-04-13", HANDLER, letter="extension", letter_id=first.id, **BY_HAND)
    assert waiting_letters(file.petition)[0] is newest
    words = "no signed letter of the file that still has to be served"
    again = {"letter": "extension", "letter_id": first.id}
    refused(file, "serve", "2026-04-13", HANDLER, words, **again, **BY_HAND)


def test_a_letter_of_another_file_is_not_served_here():
    other = File().accepted("2026-03-10")
    [foreign] = waiting_letters(other.petition)
    file = File().accepted("2026-03-10")
    words = "no signed letter of the file"
    named = {"letter": "acceptance", "letter_id": foreign.id}
    refused(file, "serve", "2026-03-11", HANDLER, words, **named, **BY_HAND)


def test_a_letter_signed_by_hand_is_not_served_before_that_day():
    file = File().accepted("2026-03-10")
    file.ask("draft_letter", "2026-03-12", HANDLER, kind="W04")
    [letter] = [one for one in letters_of(file.petition) if one.status == "draft"]
    file.ask("sign_letter", "2026-03-16", HEAD, letter_id=letter.id)
    early = {"letter": "acceptance", "occurred_on": date(2026, 3, 15)}
    refused(file, "serve", "2026-03-17", HANDLER, "The date lies before", **early, **BY_HAND)


def chosen(client, file):
    form = client.get(f"/petitions/{file.petition.id}/serve").dom
    return form.find(".//select[@id='letter']/option[@selected]").get("value")


def test_each_unit_is_proposed_its_own_letter(page, db):
    file = File().served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="2")
    db.session.commit()
    assert chosen(page(officer_at("Review officer", "LT")), file) == "opinion"
    assert chosen(page(officer_at("Handler", "LT-WATER")), file) == "acceptance"


def test_a_try_that_failed_leaves_the_letter_to_be_served():
    file = File().accepted("2026-03-10")
    given = {"letter": "acceptance", "manner": "13", "receipt": "4"}
    file.move("serve", "2026-03-11", HANDLER, **given)
    assert [one.kind for one in waiting_letters(file.petition)] == ["W04"]


# --- the scan -------------------------------------------------------------------------------------


def test_the_scan_of_the_receipt_hangs_on_the_service(page, db):
    file = a_petition("replied", served=False)
    handler = officer_at(*HANDLER)
    perform(file, "attach", by=handler, uploads=[("送达回证.png", io.BytesIO(PNG))], kind="14")
    scan = db.session.scalars(sa.select(Attachment)).one()
    client = page(handler)
    opened = client.get(f"/petitions/{file.id}/serve")
    assert "送达回证.png" in opened.text
    assert db.session.scalars(sa.select(Letter.number)).all()[-1] in opened.text
    today = clock.today().isoformat()
    given = {"version": file.version, "letter": "opinion", "scan_id": scan.id, "occurred_on": today}
    client.post(f"/petitions/{file.id}/serve", data=given | BY_HAND)
    shown = client.get(f"/petitions/{file.id}?tab=opinions").text
    assert f"/attachments/{scan.id}" in shown


def test_a_scan_of_another_file_is_refused():
    file, other = a_petition("replied", served=False), a_petition()
    clerk = an_officer("Window clerk")
    perform(other, "attach", by=clerk, uploads=[("x.png", io.BytesIO(PNG))])
    given = {"letter": "opinion", "scan_id": 1, **BY_HAND}
    with pytest.raises(DomainError, match="no such file on this petition"):
        perform(file, "serve", by=officer_at(*HANDLER), **given)


# --- without receipt ------------------------------------------------------------------------------


def listed(officer):
    page = worklists.page(officer, "unserved", Filter())
    return [one.id for one in page.rows]


@pytest.mark.parametrize(("day", "comes_up"), [("2026-03-17", False), ("2026-03-18", True)])
def test_a_letter_without_receipt_comes_up_after_seven_days(at, day, comes_up):
    file = File().accepted("2026-03-10")
    with at(day):
        assert (file.petition.id in listed(officer_at(*HANDLER))) is comes_up
        waiting = [one for one in inbox.waiting_for(officer_at(*HANDLER)) if one.kind == "unserved"]
        assert bool(waiting) is comes_up


def test_its_receipt_takes_it_away_and_a_failed_try_does_not(at):
    file = File().accepted("2026-03-10")
    failed = {"letter": "acceptance", "manner": "13", "receipt": "4"}
    file.move("serve", "2026-03-20", HANDLER, **failed)
    with at("2026-03-21"):
        assert listed(officer_at(*HANDLER)) == [file.petition.id]
    file.move("serve", "2026-03-22", HANDLER, letter="acceptance", **BY_HAND)
    with at("2026-03-23"):
        assert listed(officer_at(*HANDLER)) == []


def test_an_office_sets_its_own_days(at):
    file = File().accepted("2026-03-10")
    admin = an_officer("System administrator")
    change_setting("receipt_days", 3, unit_id=SYSTEM, by=admin)
    with at("2026-03-14"):
        assert listed(officer_at(*HANDLER)) == [file.petition.id]


def test_only_the_unit_that_signed_it_is_told_and_who_may_serve(at):
    File().accepted("2026-03-10")
    with at("2026-04-01"):
        assert listed(officer_at("Handler", "LT-HOUSING")) == []
        assert listed(an_officer("Triage officer")) == [], "another unit's letter"
        assert listed(officer_at(*HEAD)) == [], "he does not serve"


def test_an_accusation_comes_up_at_its_desk_only(at):
    with at("2026-03-02"):
        sealed = a_petition(accusation=True)
        desk = an_officer("Accusation officer")
        second = an_officer("Accusation officer", full_name="第二专办员")
        perform(sealed, "draft_letter", by=desk, kind="W05")
        [draft] = letters_of(sealed)
        needed = dict.fromkeys(lacking(kind_of("W05"), texts_of(newest(draft))), "区纪委监委")
        needed["sent_on"] = "2026年3月2日"
        perform(sealed, "revise_letter", by=desk, letter_id=draft.id, fields=needed)
        perform(sealed, "sign_letter", by=second, letter_id=draft.id)
    with at("2026-03-20"):
        assert listed(desk) == [sealed.id]
        assert listed(an_officer("Triage officer")) == []


def test_the_home_page_and_my_work_lead_to_it(page, at):
    with at("2026-03-30"):
        letter = waiting_letters(a_petition("accepted", on="2026-03-02"))[0]
        client = page(officer_at(*HANDLER))
        home = client.get("/").text
        assert "尚未登记送达" in home
        assert letter.number in home
        assert letter.petition.number in client.get("/work/?tab=unserved").text
    assert the_unit("LT-WATER").id == letter.unit_id


def test_the_history_names_what_was_served_with_its_number_or_by_its_kind():
    file = File().served("2026-04-24")
    [number] = [one.number for one in letters_of(file.petition) if one.kind == "W14"]
    assert f"送达信访事项处理意见书（{number}）：" in read_aloud(file.petition.events[-1])["zh"]
    file.serve("2026-04-27", letter="other")
    assert "送达其他文书：" in read_aloud(file.petition.events[-1])["zh"]
