"""The pyramid of ages hides what could be a person, and what would give it away."""

from app.dashboard.leader.ages import pyramid

BANDS = ("0", "31", "41", "51", "61")


def told(counts: dict) -> dict[str, str]:
    found = pyramid(counts, BANDS)
    sides = {band: f"{men.text} {women.text}" for band, (men, women) in found.bands.items()}
    return sides | ({"": found.unstated.text} if sides else {})


def test_counts_of_three_and_more_are_told():
    counts = {("31", "1"): 3, ("61", "2"): 12, ("", ""): 4, ("41", ""): 3}
    assert told(counts) == {
        "0": "0 0", "31": "3 0", "41": "0 0", "51": "0 0", "61": "0 12", "": "7"
    }  # fmt: skip


def test_one_small_count_takes_the_next_smallest_with_it():
    counts = {("31", "1"): 2, ("41", "1"): 5, ("61", "2"): 12}
    assert told(counts) == {
        "0": "0 0", "31": "<3 0", "41": "* 0", "51": "0 0", "61": "0 12", "": "0"
    }  # fmt: skip


def test_two_small_counts_hide_each_other():
    counts = {("31", "1"): 2, ("41", "1"): 1, ("61", "2"): 12}
    assert told(counts)["31"] == "<3 0"
    assert told(counts)["41"] == "<3 0"
    assert told(counts)["61"] == "0 12"


def test_where_the_sum_tells_everything_nothing_is_told():
    assert told({("31", "1"): 1, ("41", "1"): 1, ("61", "2"): 1}) == {}
    assert told({("31", "1"): 2}) == {}
    assert told({}) == {}


def test_three_and_one_that_the_sum_would_tell_are_not_told():
    assert told({("51", "1"): 3, ("41", "2"): 1}) == {}
    assert told({("51", "1"): 4, ("41", "2"): 1})["51"] == "* 0", "could be three and two"
