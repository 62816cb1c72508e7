"""The form of acceptance: the class of art. 31 is asked for like every other required field."""

import re

import pytest

from tests.factories import a_petition, an_officer

TYPED = {"occurred_on": "2026-03-06", "procedure": "1", "reason": "信访人补交了材料"}


@pytest.fixture
def asked(db, page):
    """A petition that waits for acceptance, and a browser before its form."""
    return f"/petitions/{a_petition('transferred').id}/accept", page(an_officer("Handler"))


def test_the_class_is_marked_as_required(asked):
    address, client = asked
    line = _line_of_the_class(client.get(address).text)
    assert "field__must" in line
    assert re.search(r"<select[^>]* required", line)


def test_a_class_left_empty_is_named_beside_it_and_keeps_what_was_typed(asked):
    address, client = asked
    answer = client.post(address, data=TYPED)
    assert answer.status_code == 422
    beside = _line_of_the_class(answer.text)
    assert "field__error" in beside
    assert "此项必填" in beside
    assert TYPED["reason"] in answer.text


def _line_of_the_class(html: str) -> str:
    box = html.index('name="art31_class"')
    return html[html.rindex("<div class=", 0, box) : html.index("</div></div>", box)]
