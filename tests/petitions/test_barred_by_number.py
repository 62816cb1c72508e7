"""Accepted no longer although nobody linked it: the file that ended is named, and proved."""

import io

import pytest

from app.core import clock
from app.extensions import db as database
from app.petitions.case.ended_panel import ended_panel
from app.petitions.case.foresight import effects
from app.petitions.commands.acts import perform
from app.petitions.forms.triage import BarForm
from app.petitions.letters.possible import letters_of
from app.petitions.words.sentences import sentence
from app.petitions.workflow import PETITION
from tests.factories import an_officer, officer_at
from tests.petitions.attachments.uploads import PNG
from tests.petitions.attempts import REASON
from tests.petitions.test_ended import ended
from tests.petitions.walks import File, day, refused

pytestmark = pytest.mark.usefixtures("db")
BAR = {
    "reason_code": "N01",
    "opinion_number": "西安市信访局复核〔2026〕1号",
    "served_on": day("2026-07-06"),
    "same_facts": True,
    **REASON,
}
ANOTHER = {"id_number": "110101199003077395", "name": "王芳"}
NOBODYS = {"id_number": None, "id_kind": None}
UNKNOWN_HOME = {"address": None, "phone": None}


def unlinked(**traits):
    return File(on="2026-08-03", **traits)


def bar(file, **given):
    return file.move("bar", "2026-08-04", "Triage officer", second="Reviewer", **BAR | given)


def no_bar(file, words, **given):
    return refused(file, "bar", "2026-08-04", "Triage officer", words, **BAR | given).field


def test_the_number_of_a_file_that_ended_bars_what_the_same_person_brings_again():
    first = ended()
    file = bar(unlinked(), ended_number=first.petition.number)
    assert file.state == "barred"
    facts = file.petition.events[-1].facts
    assert (facts["number"], "identity" in facts) == (first.petition.number, False)


def test_the_number_of_the_opinion_finds_its_file_too():
    first = ended()
    facts = bar(unlinked()).petition.events[-1].facts
    assert facts["number"] == first.petition.number


def test_an_opinion_that_nobody_issued_proves_nothing():
    assert no_bar(unlinked(), "give the number of the file that ended") == "opinion_number"


def attach_the_copy(file):
    with clock.at("2026-08-03"):
        perform(file.petition, "attach", by=an_officer("Triage officer"),
                uploads=[("复核意见书.png", io.BytesIO(PNG))])  # fmt: skip


def test_an_end_outside_the_system_is_proved_by_an_attached_copy(app):
    file = unlinked()
    attach_the_copy(file)
    bar(file, opinion_number="陕西省信访局复核〔2019〕7号", served_on=day("2019-07-06"))
    facts = file.petition.events[-1].facts
    assert (facts["identity"], "number" in facts) == ("paper", False)
    with app.test_request_context():
        assert "所附复核意见书副本" in sentence(file.petition.events[-1])


def test_an_attached_copy_does_not_stand_for_a_file_that_is_here():
    first = ended()
    file = unlinked(**ANOTHER)
    attach_the_copy(file)
    assert no_bar(file, "another petitioner's") == "opinion_number"
    assert first.petition.finalised


def test_a_number_of_no_file_proves_nothing():
    number = "LF6101152026030299"
    assert no_bar(unlinked(), "no petition with this number", ended_number=number) == "ended_number"


def test_a_file_that_has_not_ended_proves_nothing():
    number = File().served("2026-04-24").petition.number
    words = "not ended with a re-examination opinion"
    assert no_bar(unlinked(), words, ended_number=number) == "ended_number"


def test_nor_does_the_file_itself():
    file = unlinked()
    number = file.petition.number
    assert no_bar(file, "not ended", ended_number=number) == "ended_number"


def test_what_the_officer_does_not_see_is_no_file_for_him():
    first = ended()
    file = File(on="2026-08-03", by=("Window clerk", "YL"))
    error = refused(file, "bar", "2026-08-04", officer_at("Triage officer", "YL"),
                    "no petition with this number", **BAR,
                    ended_number=first.petition.number)  # fmt: skip
    assert error.field == "ended_number"


def test_another_persons_end_is_not_ones_own():
    number = ended().petition.number
    words = "another petitioner"
    assert no_bar(unlinked(**ANOTHER), words, ended_number=number) == "ended_number"


def test_the_opinion_and_its_service_agree_with_that_file():
    number = ended().petition.number
    field = no_bar(unlinked(), "bears the number", ended_number=number, opinion_number="1号")
    assert field == "opinion_number"
    other = day("2026-07-07")
    assert no_bar(unlinked(), "is recorded on", ended_number=number, served_on=other) == "served_on"


def test_without_a_document_number_it_rests_on_the_officers_word_and_says_so(app):
    number = ended().petition.number
    file = unlinked(**NOBODYS)
    given = BAR | {"ended_number": number}
    with app.test_request_context(), clock.at("2026-08-04"):
        form = BarForm.telling(file.petition, an_officer("Reviewer"), given)
        assert "以经办人认定为准" in dict(form.told())["信访人核对"], "the second person reads it"
    event = bar(file, ended_number=number).petition.events[-1]
    assert event.facts["identity"] == "word"
    with app.test_request_context():
        assert "以经办人认定为准" in sentence(event)


# --- the notice -----------------------------------------------------------------------------------


def told(app, file, **given):
    move = PETITION.move("bar")
    with app.test_request_context(), clock.at("2026-08-04"):
        from app.dictionaries.queries import work_calendar

        officer = an_officer("Triage officer")
        return "\n".join(effects(file.petition, move, given, officer, work_calendar()))


def test_where_nobody_can_be_told_the_form_says_it_before(app):
    assert "不出告知书" in told(app, unlinked(**UNKNOWN_HOME, **NOBODYS))
    assert "须向信访人送达告知书" in told(app, unlinked())


def test_the_address_of_the_file_that_ended_is_used(app):
    first = ended()
    given = BAR | {"ended_number": first.petition.number}
    file = unlinked(**UNKNOWN_HOME)
    assert "采用终结件登记的地址" in told(app, file, **given)
    bar(file, ended_number=first.petition.number)
    person = file.petition.people[0]
    assert person.address == first.petition.people[0].address == "石桥镇某村三组12号"
    assert [one.kind for one in letters_of(file.petition)] == ["W07"]
    with app.test_request_context():
        assert "采用终结件登记的地址" in sentence(file.petition.events[-1])


# --- the panel ------------------------------------------------------------------------------------


def panel(app, file, by="Triage officer"):
    database.session.flush()
    with app.test_request_context():
        return ended_panel(file.petition, an_officer(by))


def test_the_panel_shows_the_end_of_the_same_document_number_unlinked(app):
    first = ended()
    shown = panel(app, unlinked())
    assert (shown["number"], shown["linked"]) == (first.petition.number, False)


def test_and_says_nothing_of_anybody_else(app):
    ended()
    assert panel(app, unlinked(**ANOTHER)) is None
    assert panel(app, unlinked(**NOBODYS)) is None


def test_the_page_keeps_its_budget_and_the_form_takes_the_number_over(page):
    first, file = ended(), unlinked()
    database.session.commit()  # noqa: TID251 - what the page reads
    triage = page(an_officer("Triage officer"))
    with clock.at("2026-08-04"):
        assert "尚未关联" in triage.get(f"/petitions/{file.petition.id}").text
        form = triage.get(f"/petitions/{file.petition.id}/bar").text
    assert f'value="{first.petition.number}"' in form
