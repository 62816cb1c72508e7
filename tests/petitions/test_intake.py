"""Registration: numbers, codes, groups, repeats and strange texts."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.petitions.commands.intake import register_and_reply
from app.petitions.models import Petition
from tests.factories import a_registration, an_officer
from tests.petitions.attempts import answers
from tests.petitions.walks import File

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def only(db):
    """Return a function: the one row of a record."""
    return lambda model: db.session.scalars(sa.select(model)).one()


def parties(file, *, now=True):
    return {
        (party.role, party.unit.code)
        for party in file.petition.parties
        if party.until is None or not now
    }


# --- registration -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "prefix"),
    [
        ({"form": "visit", "channel": "201"}, "LF"),
        ({"form": "letter", "channel": "101"}, "LX"),
        ({"form": "letter", "channel": "102"}, "LX"),
        ({"form": "letter", "channel": "103"}, "WX"),
        ({"form": "letter", "channel": "301"}, "WX"),
        ({"form": "visit", "channel": "401"}, "LD"),
        ({"form": "assigned", "channel": "201", "source": "02"}, "JB"),
    ],
)
def test_a_number_tells_form_office_day_and_turn(traits, prefix):
    first, second = File(**traits), File(name="李秀英", **traits)
    assert first.petition.number == f"{prefix}610115202603020001"
    assert second.petition.number == f"{prefix}610115202603020002"


def test_the_query_code_is_shown_once_and_kept_as_a_hash(db):
    file = File()
    assert len(file.registered.query_code) == 8
    kept = str(db.session.execute(sa.text("select * from petition")).all())
    assert file.registered.query_code not in kept


def test_a_failed_registration_leaves_no_gap_in_the_numbers(db):
    File()
    given, clerk = a_registration(date(2026, 3, 2), name="李秀英"), an_officer("Window clerk")
    with clock.at("2026-03-02"), pytest.raises(Invalid):
        register_and_reply(given, by=clerk, reply="好", consent=False)  # numbered, then refused
    assert File(name="王芳").petition.number.endswith("0002")
    assert db.session.scalar(sa.select(sa.func.count(Petition.id))) == 2


def test_without_requests_the_summary_is_the_request():
    file = File(requests=(), summary="", content="请求恢复供水。其余略。")
    assert [one.text for one in file.petition.requests] == ["请求恢复供水"]
    assert file.petition.summary == "请求恢复供水"


@pytest.mark.parametrize(
    ("content", "summary"),
    [
        ("请求复水；修路。另有一事。", "请求复水；修路"),
        ("甲" * 40 + "；" + "乙" * 40 + "。", "甲" * 40),
        ("甲" * 70 + "。", "甲" * 59 + "…"),
        ("甲" * 57 + "2026年。" * 9, "甲" * 57 + "…"),
        ("Mr. Wang wants 3.5 metres of road. He lives there.", "Mr. Wang wants 3.5 metres of road"),
        ("a" + " word" * 20, "a" + " word" * 11 + "…"),
    ],
)
def test_a_summary_is_a_sentence_or_says_that_it_goes_on(content, summary):
    assert File(summary="", content=content).petition.summary == summary


def test_a_group_is_five_and_a_person_without_a_number_is_welcome():
    assert not File(head_count=4).petition.is_group
    assert File(head_count=5).petition.is_group
    nameless = File(id_number=None, id_kind=None).petition.people[0]
    assert (nameless.id_number, nameless.id_digest) == (None, None)


def test_an_anonymous_letter_has_no_person():
    file = File(form="letter", channel="101", anonymous=True)
    assert (file.petition.people, file.petition.petitioner_name) == ([], None)


def test_a_long_and_strange_text_is_kept_whole():
    text = "水" * 9_000 + "😀<script>alert(1)</script>ＡＢＣ１２３\n\t“引号”"
    file = File(content=text)
    assert file.petition.content == text


def test_answers_name_the_requests_of_the_file():
    file = File().accepted("2026-03-10")
    given = answers(file.petition)
    assert len(given) == 2
    file.reply("2026-04-01")
    assert file.state == "replied"
