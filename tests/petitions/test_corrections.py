"""A correction puts right what was registered; it empties nothing that registering asks for."""

import pytest

from app.core.errors import Invalid
from tests.factories import a_petition, officer_at
from tests.petitions.record_cases import CLERK
from tests.petitions.walks import File

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize("name", ["issue", "problem_region", "urgency", "level", "enclosure"])
def test_a_correction_does_not_empty_what_registering_asks_for(name):
    file = File(enclosure="00", level="2")
    with pytest.raises(Invalid, match="must be filled in") as refused:
        file.ask("correct", "2026-03-03", "Window clerk", changes={name: None})
    assert refused.value.field == name
    assert getattr(file.petition, name)


def test_a_correction_leaves_empty_what_was_never_filled_in():
    file = File()
    file.petition.issue = None
    file.move("correct", "2026-03-03", "Window clerk", changes={"urgency": "2", "issue": None})
    assert (file.petition.urgency, file.petition.issue) == ("2", None)


def test_an_emptied_issue_is_told_beside_its_field(page):
    petition = a_petition("registered")
    sent = {"issue": petition.issue, "issue__text": "", "urgency": "2", "publicity": "1"}
    sent |= {"version": petition.version, "summary": petition.summary}
    client = page(officer_at(*CLERK))
    refused = client.post(f"/petitions/{petition.id}/correct", data=sent)
    told = refused.dom.xpath("//p[@id='issue-error']/text()")
    assert told == ["此项必填。"]
    assert refused.dom.xpath("//label[@for='issue']//span[@class='field__must']")
    assert (petition.issue, petition.urgency) == ("0111", "1")
