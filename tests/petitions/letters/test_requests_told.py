"""Every notice to the petitioner names all that he asked for, a single thing without a number."""

import pytest

from app.petitions.letters.kinds import kinds
from tests.factories import a_petition
from tests.petitions.letters.test_papers import opened, sample, words
from tests.petitions.letters.test_wording import written

pytestmark = pytest.mark.usefixtures("db")
BOTH = "1. 查明支渠停水原因，春灌前恢复供水。\n2. 公开机井水费标准和近两年收支。"
NOTICES = ("W04", "W05", "W06", "W07", "W08", "W11")


@pytest.mark.parametrize("kind", NOTICES)
def test_a_notice_names_every_request_with_its_number(kind):
    assert written(a_petition("accepted"), kind)["matter"] == BOTH


@pytest.mark.parametrize("kind", NOTICES)
def test_a_single_request_has_no_number(kind):
    petition = a_petition("accepted", requests=("恢复供水。",))
    assert written(petition, kind)["matter"] == "恢复供水。"


@pytest.mark.parametrize("kind", NOTICES)
def test_without_requests_the_summary_tells_what_it_is_about(kind):
    petition = a_petition("accepted")
    petition.requests[:] = []
    assert written(petition, kind)["matter"] == f"{petition.summary.rstrip('。')}。"


def test_what_goes_to_a_unit_or_stays_in_the_office_has_the_summary():
    petition = a_petition("accepted")
    for kind in ("W12", "W20"):
        assert written(petition, kind)["matter"].rstrip("。") == petition.summary.rstrip("。")


def test_a_notice_of_an_accusation_tells_nothing_of_it():
    petition = a_petition("registered", accusation=True)
    assert written(petition, "W05", role="Accusation officer")["matter"] == ""


@pytest.mark.parametrize("kind", NOTICES)
def test_on_paper_each_request_stands_on_a_line_of_its_own(kind):
    paper = opened(sample(kinds()[kind], matter=BOTH))
    assert set(BOTH.split("\n")) <= {one.strip() for one in words(paper).split("\n")}
