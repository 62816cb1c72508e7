"""The check of a notice: what was asked for and is not named there."""

from dataclasses import replace

import pytest

from app.petitions.letter_checking.checking import check_letter
from tests.petitions.letter_checking.letters import FILE, found, library, sound

ASKED = ("恢复供水。", "公开机井水费标准。")


@pytest.mark.parametrize("kind", ["W04", "W05", "W06", "W07", "W08", "W11"])
def test_a_notice_that_leaves_out_a_request_is_to_be_looked_at(kind):
    file = replace(FILE, requested=ASKED)
    slips = check_letter(sound(kind, matter="请求恢复供水。"), file, library)
    told = [(one.level, one.field, one.values) for one in slips if one.rule == "requests_told"]
    assert told == [("warning", "matter", {"position": 2})]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("1. 恢复供水。\n2. 公开机井水费标准。", "as the file has them"),
        ("恢复供水，公 开机井水费标准", "in one sentence, with a space"),
        ("一是尽快通水；二是公布水费。", "as many, in other words"),
    ],
)
def test_a_notice_may_say_the_requests_in_its_own_way(text, because):
    assert found(sound("W04", matter=text), replace(FILE, requested=ASKED)) == set(), because


def test_a_single_request_may_be_said_in_other_words_but_not_be_left_out():
    file = replace(FILE, requests=(1,), requested=ASKED[:1])
    assert found(sound("W04", matter="反映停水。"), file) == set()
    assert found(sound("W04", matter=" "), file) == {("requests_told", "matter")}
