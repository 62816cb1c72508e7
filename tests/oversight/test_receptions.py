"""Receptions of leaders and their charges: the schedule, who was received, who answers for what."""

import re
from datetime import time, timedelta

import pytest

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.petitions.commands import leaders
from app.petitions.commands.acts import perform
from app.petitions.commands.leaders import ReceptionGiven
from app.petitions.engine import MoveRefused
from app.petitions.models import LeaderCharge, Petition, Reception
from app.petitions.queries.receptions import open_charge, reception_of
from tests.factories import a_petition, an_officer, officer_at
from tests.reading import rows
from tests.registration import filled


def a_reception(by=None, **traits) -> Reception:
    given = {
        "day": clock.today(), "begins": time(9), "ends": time(12), "place": "接访一室",
        "leader_id": an_officer("Party and government leader").id, "topic": "春灌供水",
    }  # fmt: skip
    return leaders.plan_reception(
        ReceptionGiven(**(given | traits)), by=by or an_officer("Triage officer")
    )


def today_at(record) -> dict:
    return {"received_on": clock.today().isoformat(), "reception_id": record.id}


def charged(file=None, **traits) -> Petition:
    file = file or a_petition("accepted")
    given = {"leader_id": an_officer("Party and government leader").id, "aim": "恢复供水。"}
    perform(file, "take_charge", by=an_officer("Triage officer"), **(given | traits))
    return file


# --- the schedule ---------------------------------------------------------------------------------


def test_a_reception_is_entered_and_stands_on_the_board(page, db):
    triage = page(an_officer("Triage officer"))
    data = {
        "leader_id": "", "leader_name": "王区长", "day": clock.today().isoformat(),
        "begins": "09:00", "ends": "11:30", "place": "接访一室", "topic": "供水",
    }  # fmt: skip
    triage.post("/receptions/add", data=data)
    assert "王区长" in "\n".join(rows(triage.get("/receptions/")))
    board = page(an_officer("Window clerk")).get("/receptions/board").text
    assert "王区长" in board
    assert "09:00-11:30" in board


def test_a_browser_asks_for_the_time_of_day_only(page, db):
    form = page(an_officer("Triage officer")).get("/receptions/add").text
    for name in ("begins", "ends"):
        control = re.search(rf'<input[^>]*name="{name}"[^>]*>', form).group()
        assert 'type="time"' in control
    assert "datetime-local" not in form
    assert re.search(r'<label[^>]*for="window"[^>]*>\s*窗口\s*<', form)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": clock.today() - timedelta(days=1)}, "day"),
        ({"ends": time(9)}, "ends"),
        ({"leader_id": None}, "leader_id"),
        ({"place": " "}, "place"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(db, wrong, field):
    with pytest.raises(Invalid) as refusal:
        a_reception(**wrong)
    assert refusal.value.field == field


def test_a_cancelled_reception_leaves_the_board(page, db):
    record, triage = a_reception(topic="取消的主题"), page(an_officer("Triage officer"))
    triage.post(f"/receptions/{record.id}/cancel", data={"reason": "领导出差"})
    assert "取消的主题" not in triage.get("/receptions/board").text
    assert "领导出差" in triage.get(f"/receptions/{record.id}").text


@pytest.mark.parametrize("role", ["Window clerk", "Handler", "Archivist"])
def test_a_role_without_the_permission_enters_and_cancels_nothing(page, db, role):
    record, by = a_reception(), an_officer(role)
    with pytest.raises(DomainError, match="Your roles"):
        a_reception(by=by)
    with pytest.raises(DomainError, match="Your roles"):
        leaders.cancel_reception(record, by=by, reason="x")
    assert page(by).get("/receptions/add").status_code == 403


def test_another_office_reads_no_schedule_of_ours(page, db):
    record = a_reception()
    elsewhere = page(officer_at("Triage officer", "YL"))
    assert elsewhere.get(f"/receptions/{record.id}").status_code == 404
    assert "春灌供水" not in elsewhere.get("/receptions/").text


# --- who was received -----------------------------------------------------------------------------


def test_the_window_ties_a_visit_to_the_reception_of_that_day(page, db):
    clerk, record = page(an_officer("Window clerk")), a_reception()
    assert "接访一室" in clerk.get("/registration/visit").text
    clerk.post("/registration/visit", data=filled.VISIT | today_at(record))
    petition = db.session.query(Petition).one()
    assert reception_of(petition) is record
    leader = page(an_officer("Party and government leader"))
    assert petition.number in leader.get(f"/receptions/{record.id}").text


def test_without_a_reception_the_window_is_asked_nothing(page, db):
    text = page(an_officer("Window clerk")).get("/registration/visit").text
    assert 'name="reception_id"' not in text


def test_an_accusation_is_never_tied_to_a_reception(page, db):
    record = a_reception()
    sent = filled.ACCUSATION | today_at(record)
    answer = page(an_officer("Window clerk")).post("/registration/visit", data=sent)
    assert 'id="reception_id-error' in answer.text
    assert db.session.query(Petition).count() == 0


def test_another_day_or_another_offices_reception_is_refused(db):
    file, triage = a_petition(), an_officer("Triage officer")
    tomorrow = a_reception(day=clock.today() + timedelta(days=1))
    with pytest.raises(Invalid, match="another day"):
        perform(file, "receive_by_leader", by=triage, reception_id=tomorrow.id)
    elsewhere = a_reception(by=officer_at("Triage officer", "YL"))
    with pytest.raises(Invalid, match="Choose"):
        perform(file, "receive_by_leader", by=triage, reception_id=elsewhere.id)
    letter = a_petition(form="letter", channel="101")
    afternoon = {"begins": time(14), "ends": time(16)}
    with pytest.raises(MoveRefused, match="in person"):
        perform(letter, "receive_by_leader", by=triage, reception_id=a_reception(**afternoon).id)


def test_a_visit_is_received_once(db):
    file, triage, record = a_petition(), an_officer("Triage officer"), a_reception()
    perform(file, "receive_by_leader", by=triage, reception_id=record.id)
    with pytest.raises(MoveRefused, match="already"):
        perform(file, "receive_by_leader", by=triage, reception_id=record.id)


OVERLAPS = [
    (time(9), time(12), True, "the same hours"),
    (time(11), time(13), True, "the last hour"),
    (time(8), time(9), False, "it ends when the other begins"),
    (time(12), time(13), False, "it begins when the other ends"),
]


@pytest.mark.parametrize(("begins", "ends", "refused", "because"), OVERLAPS)
@pytest.mark.parametrize("who", [{}, {"leader_id": None, "leader_name": "王区长"}])
def test_one_leader_does_not_receive_twice_in_the_same_hours(
    db, who, begins, ends, refused, because
):
    a_reception(**who)
    if not refused:
        assert a_reception(**who, begins=begins, ends=ends), because
        return
    with pytest.raises(Invalid, match="from 09:00 to 12:00 on that day already") as caught:
        a_reception(**who, begins=begins, ends=ends)
    assert caught.value.field == "begins", because


def test_another_leader_another_day_or_a_cancelled_one_is_no_hindrance(db):
    first = a_reception()
    a_reception(leader_id=an_officer("Bureau leader").id)
    a_reception(day=clock.today() + timedelta(days=1))
    leaders.cancel_reception(first, by=an_officer("Triage officer"), reason="会议")
    assert a_reception()


def test_no_telephone_number_stands_on_the_public_board(page, db):
    phone = "13812345678"
    a_reception(
        place=f"接访一室 联系{phone}", window="咨询029-83820000", topic=f"供水，请打{phone}"
    )
    board = page(an_officer("Window clerk")).get("/receptions/board").text
    assert "接访一室" in board
    assert phone not in board
    assert "83820000" not in board


# --- charges --------------------------------------------------------------------------------------


def test_a_leader_in_charge_sees_the_file_and_its_progress(page, db):
    leader, file = an_officer("Party and government leader"), a_petition("accepted")
    assert page(leader).get(f"/petitions/{file.id}").status_code == 404
    state = file.state
    charged(file)
    perform(file, "report_charge", by=an_officer("Handler"), text="已约谈水务局。")
    assert file.state == state
    assert "已约谈水务局。" in page(leader).get(f"/petitions/{file.id}").text
    assert file.number in page(leader).get("/charges/").text


def test_one_leader_alone_answers_for_a_petition(page, db):
    file, other = charged(), an_officer("Bureau leader")
    with pytest.raises(MoveRefused, match="answers for it since"):
        charged(file, leader_id=other.id)
    perform(file, "release_charge", by=other, result="已化解。")
    assert open_charge(file) is None
    charged(file, leader_id=other.id)
    assert db.session.query(LeaderCharge).count() == 2


def test_the_act_is_not_offered_while_a_leader_answers(page, db):
    file, triage = charged(), page(an_officer("Triage officer"))
    text = triage.get(f"/petitions/{file.id}").text
    assert f"/petitions/{file.id}/take-charge" not in text
    assert f"/petitions/{file.id}/release-charge" in text


def test_who_is_no_leader_takes_no_charge_and_an_accusation_has_none(db):
    with pytest.raises(Invalid, match="leader who gives"):
        charged(leader_id=an_officer("Handler").id)
    with pytest.raises(DomainError):
        charged(a_petition(accusation=True))


def test_an_overdue_charge_is_marked(page, db, at):
    charged(until_on=clock.today() + timedelta(days=2))
    with at((clock.today() + timedelta(days=3)).isoformat()):
        text = page(an_officer("Triage officer")).get("/charges/?tab=overdue").text
    assert "恢复供水。" in text


def test_charges_are_listed_by_leader_and_only_on_files_one_sees(page, db):
    file = charged()
    leader = an_officer("Party and government leader").full_name
    triage = page(an_officer("Triage officer"))
    assert file.number in triage.get(f"/charges/?leader={leader}").text
    assert file.number not in triage.get("/charges/?leader=诸葛").text
    assert file.number not in page(officer_at("Triage officer", "YL")).get("/charges/").text
    assert page(an_officer("Window clerk")).get("/charges/").status_code == 403
