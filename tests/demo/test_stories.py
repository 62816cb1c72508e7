"""The ten stories reach the state they tell of, on any day on which they are told."""

import csv
from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.accounts.seed import UNITS
from app.core import clock
from app.demo import office as moving
from app.demo import play
from app.demo.invention import data
from app.extensions import db as _db
from app.messages.models import Message
from app.notices.models import Information
from app.notices.queries import articles_of
from app.petitions.lists.desks import DESKS
from app.petitions.lists.worklists import count
from app.petitions.models import (
    AccessEvent,
    Advice,
    Event,
    FollowUp,
    Hearing,
    Petition,
    PublicReply,
    Reception,
    UrgentMatter,
)
from app.petitions.scope import visible_to
from tests.demo.conftest import become_the_district

# A Monday; a Sunday within the national holidays, in a year whose successor has no calendar yet.
DAYS = (date(2026, 3, 16), date(2026, 10, 4))


@pytest.fixture(scope="module", params=DAYS, ids=str)
def told(app, database, request):
    """Return the demonstration of a day, played once: these tests only read."""
    with app.app_context(), clock.at(request.param):
        become_the_district(_db)
        yield play.play()
        _db.session.remove()
    database.restore()


@pytest.fixture
def petition(told):
    def find(name):
        return _db.session.scalar(sa.select(Petition).where(Petition.number == told.stories[name]))

    yield find
    _db.session.rollback()


def moves(petition):
    return [event.move for event in petition.events if event.step == "done"]


def tone(petition):
    return petition.lamp(clock.today()).tone


def test_twenty_six_owners_send_five_speakers_and_the_unit_works(petition):
    story = petition("group_visit")
    assert (story.state, story.head_count, len(story.people)) == ("accepted", 26, 5)
    assert moves(story).count("record_progress") == 2
    assert {party.role for party in story.parties} >= {"registering", "sender", "lead", "assisting"}


def test_the_second_visit_knows_the_first(petition):
    story = petition("repeat_visit")
    assert (story.state, story.is_repeat) == ("registered", True)
    assert (story.first_petition.state, story.first_petition.close_way) == ("archived", "A1")
    assert story.matter_id == story.first_petition.matter_id


def test_the_letter_without_a_name_has_little_time_left(petition):
    story = petition("anonymous_letter")
    assert (story.state, story.anonymous, story.people) == ("registered", True, [])
    assert story.lamp_code == "D01"
    assert tone(story) in ("orange", "yellow")


def test_the_accusation_went_to_nobody_and_waits_for_a_colleague(petition):
    story = petition("accusation")
    assert story.state == "registered"
    assert story.is_accusation
    assert "transfer" not in moves(story), "the accused's own street did not get it"
    assert [approval.status for approval in story.approvals] == ["asked"]


def test_the_assigned_matter_waits_for_the_report_upward(petition):
    story = petition("assigned_by_city")
    assert (story.form, story.state) == ("assigned", "replied")
    assert [leg.report for leg in story.handovers] == ["passed"]
    assert [a.move for a in story.approvals if a.status == "asked"] == ["report_upward"]
    assert story.lamp_code == "D05I"


def test_the_lift_is_overdue_instructed_and_supervised(petition):
    story = petition("overdue")
    assert (story.state, story.supervised, story.instructed) == ("accepted", True, True)
    assert {"answer_instruction", "confirm_instruction", "take_charge"} <= set(moves(story))
    assert tone(story) == "red"


def test_the_railway_is_declined_by_two_people(petition):
    story = petition("declined")
    assert (story.state, story.reason_code) == ("declined", "R02")
    decided = next(event for event in story.events if event.to_state == "declined")
    assert decided.approved_by_id not in (None, decided.by_id)


def test_the_hearing_stops_the_last_clock(petition):
    story = petition("re_examination")
    assert story.state == "under_re_examination"
    assert _db.session.scalar(sa.select(Hearing.id).where(Hearing.petition_id == story.id))
    running = next(one for one in story.clocks if one.code == "D10")
    assert running.paused_days > 0
    assert tone(story) != "red"


def test_the_wheat_is_in_the_archive_satisfied_and_published(petition):
    story = petition("to_the_archive")
    assert (story.state, story.close_way) == ("archived", "A3")
    rating = sa.select(FollowUp.satisfaction).where(FollowUp.petition_id == story.id)
    assert _db.session.scalar(rating) == "0"
    public = sa.select(PublicReply.status).where(PublicReply.petition_id == story.id)
    assert _db.session.scalar(public) == "published"


def test_the_second_copy_is_joined_to_the_first(petition):
    story = petition("joined")
    assert (story.state, story.joined_into.state) == ("joined", "transferred")


# --- all of it ----------------------------------------------------------------------------------


def test_about_three_hundred_petitions_are_there_and_none_of_tomorrow(told):
    assert told.petitions > 300
    newest = _db.session.scalar(sa.select(sa.func.max(Event.recorded_at)))
    assert newest <= clock.now()


def test_every_state_and_every_lamp_is_alive(told):
    petitions = list(_db.session.scalars(sa.select(Petition)))
    assert len({one.state for one in petitions}) == 13
    assert {tone(one) for one in petitions} >= {"red", "today", "orange", "yellow", "green", "none"}


#: Where each account finds something when it logs in.
SOMETHING = {
    "window": "today",
    "letters": "today",
    "triage": "pool",
    "reviewer": "approvals",
    "bureau": "approvals",
    "leader": "submissions",
    "intake": "pending",
    "handler": "pending",
    "head": "recusals",
    "supervisor": "passed",
    "review": "pending",
    "accusation": "approvals",
    "archivist": "to_archive",
    "station": "today",
}


@pytest.mark.parametrize("username", SOMETHING)
def test_something_lies_on_the_desk_of(told, username):
    officer = _db.session.scalar(sa.select(Officer).where(Officer.username == username))
    assert SOMETHING[username] in DESKS
    assert count(officer, SOMETHING[username]) > 0


def test_there_is_an_account_for_every_role_and_administrators_see_no_petition(told):
    accounts = {account.username: account for account in told.accounts}
    assert {row["role"] for row in data("accounts")} == {one.role for one in told.accounts}
    assert len({account.password for account in told.accounts}) == len(accounts)
    for username in ("system", "security", "audit", "statistics"):
        officer = _db.session.scalar(sa.select(Officer).where(Officer.username == username))
        seen = sa.select(sa.func.count()).select_from(Petition).where(visible_to(officer))
        assert _db.session.scalar(seen) == 0, username


#: By whom a petition goes from the window to 终结: the role, and the unit that has it.
TO_THE_END = [
    ("Window clerk", "610115-XF"), ("Triage officer", "610115-XF"),
    ("Unit intake", "610115-ZJ"), ("Handler", "610115-ZJ"), ("Head of unit", "610115-ZJ"),
    # Above the housing bureau, then above the streets.
    ("Review officer", "610100-ZJ"), ("Head of unit", "610100-ZJ"),
    ("Review officer", "610115-ZF"), ("Head of unit", "610115-ZF"),
    ("Review officer", "610100-ZF"), ("Head of unit", "610100-ZF"),
    ("Reviewer", "610115-XF"), ("Archivist", "610115-XF"),
]  # fmt: skip


def test_the_printed_accounts_walk_a_petition_to_its_end(told):
    units = {unit.name: unit.code for unit in _db.session.scalars(sa.select(Unit))}
    printed = {(account.role, units[account.unit]) for account in told.accounts}
    assert set(TO_THE_END) <= printed
    rows = csv.DictReader(UNITS.read_text("utf-8").splitlines())
    [housing] = [row for row in rows if row["code"] == "610115-ZJ"]
    assert (housing["review"], housing["re_examination"]) == ("610100-ZJ", "610100-ZF")


def test_nothing_was_taken_out(told):
    assert _db.session.scalar(sa.select(sa.func.count(AccessEvent.id))) == 0


def test_the_second_start_says_so_and_prints_no_password(app, told):
    runner = app.test_cli_runner()
    again = runner.invoke(args=["demo"], catch_exceptions=False)
    assert again.exit_code == 0
    assert "already" in again.output
    assert not any(account.password in again.output for account in told.accounts)


def test_new_passwords_are_given_when_asked_for(app, told):
    with app.app_context():
        given = moving.new_passwords()
    assert {account.username for account in given} == {row["username"] for row in data("accounts")}


def test_the_wall_has_news_knowledge_and_the_regulation(told):
    pages = _db.session.scalars(sa.select(Information)).all()
    assert {page.state for page in pages} == {"published"}
    assert [page.title for page in pages if page.must_confirm] == ["关于规范书面告知工作的通知"]
    assert len([page for page in pages if page.kind.startswith("03")]) == 3
    (law,) = (page.law for page in pages if page.law)
    assert (law.effective_on, len(articles_of(law.page))) == (date(2022, 5, 1), 11)
    assert all(one.text.startswith("（要点）") for one in articles_of(law.page))


def test_a_message_with_a_file_waits_for_one_of_two(told):
    message = _db.session.scalars(sa.select(Message)).one()
    assert [file.name for file in message.files] == ["办证情况核对表.txt"]
    assert sorted(one.read_at is None for one in message.receipts) == [False, True]


def test_a_leader_receives_today_and_yesterdays_urgent_matter_is_over(told):
    ahead = _db.session.scalars(sa.select(Reception.day).order_by(Reception.day)).all()
    assert len(ahead) == 2
    matter = _db.session.scalars(sa.select(UrgentMatter)).one()
    assert (matter.status, [one.kind for one in matter.reports]) == ("closed", ["first", "closing"])


def test_five_proposals_stand_where_a_leader_looks_for_them(told):
    found = _db.session.scalars(sa.select(Advice).order_by(Advice.drafted_on)).all()
    stands = [(one.status, one.outcome) for one in found]
    assert stands == [
        ("closed", "adopted"),
        ("closed", "partly"),
        ("closed", "refused"),
        ("delivered", None),
        ("asked", None),
    ]
    assert [one.number is not None for one in found] == [True] * 4 + [False]
    assert any(one.shown_by for one in found)
    for one in found:
        days = [row.petition.registered_on for row in one.shown_by]
        assert all(day <= one.drafted_on for day in days), one.subject
