"""What a notice of acceptance promises: its end, and the reason of an extension if there is any."""

import pytest

from tests.factories import a_petition
from tests.petitions.letters.office import on
from tests.petitions.letters.test_wording import written

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    ("purpose", "traits", "promised"),
    [
        ("01", {}, False),
        ("05", {}, False),
        ("05", {"is_group": True}, True),
        ("03", {}, True),
    ],
)
def test_only_what_can_be_extended_promises_the_reason_of_an_extension(purpose, traits, promised):
    waiting = a_petition("transferred", purpose=purpose)
    accepted = a_petition("accepted", purpose=purpose)
    for petition in (waiting, accepted) if not traits else (waiting,):
        for name, value in traits.items():
            setattr(petition, name, value)
        assert bool(written(petition, "W04")["later"]) is promised


def test_the_end_of_a_suggestion_is_that_of_its_own_limit():
    with on("2026-03-02"):
        petition = a_petition("transferred", purpose="01", on="2026-03-02")
        assert written(petition, "W04")["due_on"] == "2026年4月1日"
