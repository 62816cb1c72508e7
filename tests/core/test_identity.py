"""Identity numbers: published vectors, examples of the standards, and each way to be wrong."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app.core import clock
from app.core.errors import DomainError
from app.core.identity import (
    CENTENARIAN,
    OUT_OF_USE,
    OVER_120,
    UNDER_14,
    UNKNOWN_COUNTY,
    UNREAD_CARD,
    InvalidIdNumber,
    check_character,
    county_name,
    read_credit_code,
    read_id_number,
    years_between,
)

TODAY = date(2026, 3, 2)

# The reason column of the vectors is prose; what we must say stands here, written by hand.
WHAT_IS_WRONG = {
    "44030819990110": "15 or 18 characters, this one has 14",
    # 111111 is no county either, but that alone would be a warning.
    "111111199901101512": "does not agree with the others",
    "440308199901101513": "does not agree with the others",
    "610104620932690": "from digit 7 on, is not a real date",
    "990426199112010074": "Digits 2 and 3 of the ID number are no province",
    "T60426199101010078": "Character 1 of the ID number must be a digit, not T",
    "360426199113010079": "from digit 7 on, is not a real date",
    "345955198706122245": "does not agree with the others",
}


def vectors(expect_valid):
    with Path(__file__).with_name("id_number_vectors.csv").open(encoding="utf-8") as file:
        rows = [
            row["number"] for row in csv.DictReader(file) if row["expect_valid"] == expect_valid
        ]
    assert rows
    return rows


@pytest.mark.parametrize("number", vectors("1"))
def test_a_published_valid_number_is_read(number):
    assert read_id_number(number, today=TODAY).number[6:14].isdigit()


@pytest.mark.parametrize("number", vectors("0"))
def test_a_published_invalid_number_is_refused_with_its_own_reason(number):
    with pytest.raises(InvalidIdNumber, match=WHAT_IS_WRONG[number]):
        read_id_number(number, today=TODAY)


@pytest.mark.parametrize(
    ("text", "number", "born", "sex", "region", "kind", "warnings"),
    [
        ("11010519491231002X", "11010519491231002X", "1949-12-31", "2", "110105", "citizen", ()),
        (
            "440524188001010014",
            "440524188001010014",
            "1880-01-01",
            "1",
            "440524",
            "citizen",
            (OVER_120,),
        ),
        ("610115197803150017", "610115197803150017", "1978-03-15", "1", "610115", "citizen", ()),
        ("61011519650720002X", "61011519650720002X", "1965-07-20", "2", "610115", "citizen", ()),
        (
            "810000199408230021",
            "810000199408230021",
            "1994-08-23",
            "2",
            "810000",
            "hong_kong_permit",
            (),
        ),
        (
            "820000199510230011",
            "820000199510230011",
            "1995-10-23",
            "1",
            "820000",
            "macao_permit",
            (),
        ),
        (
            "830000199201300022",
            "830000199201300022",
            "1992-01-30",
            "2",
            "830000",
            "taiwan_permit",
            (),
        ),
        (
            "911240198108065118",
            "911240198108065118",
            "1981-08-06",
            "1",
            "110000",
            "permanent_residence",
            (),
        ),
        (
            "610115780315001",
            "610115197803150017",
            "1978-03-15",
            "1",
            "610115",
            "citizen",
            (OUT_OF_USE,),
        ),
        (
            "610104620927690",
            "610104196209276908",
            "1962-09-27",
            "2",
            "610104",
            "citizen",
            (OUT_OF_USE,),
        ),
        (
            "441282198101011230",
            "441282198101011230",
            "1981-01-01",
            "1",
            "441282",
            "citizen",
            (UNKNOWN_COUNTY,),
        ),
        ("371001198010082394", "371001198010082394", "1980-10-08", "1", "371001", "citizen", ()),
    ],
)
def test_what_a_number_says(text, number, born, sex, region, kind, warnings):
    read = read_id_number(text, today=TODAY)
    assert read.number == number
    assert read.birth_on == date.fromisoformat(born)
    assert (read.sex, read.region_code, read.kind) == (sex, region, kind)
    assert read.warnings == warnings


@pytest.mark.parametrize(
    "typed",
    [
        "44011320141005001x",
        " 440113 20141005 001x ",
        "４４０１１３２０１４１００５００１Ｘ",
        "４４０１１３\u3000２０１４１００５\u3000００１ｘ",
        "440113\u200b20141005001X\n",
    ],
)
def test_the_ways_of_typing_it_do_not_matter(typed):
    assert read_id_number(typed, today=TODAY).number == "44011320141005001X"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "15 or 18 characters, this one has 0"),
        ("6101151978031500177", "15 or 18 characters, this one has 19"),
        ("61011519780315O017", "Character 15 of the ID number must be a digit, not O"),
        ("61011519780315001A", "The last character of an ID number is a digit or X, not A"),
        ("61011578031500X", "Character 15 of the ID number must be a digit, not X"),
        ("AB1234567890123", "Character 1 of the ID number must be a digit, not A"),
        ("٦10115197803150017", "Character 1 of the ID number must be a digit"),
        ("160115197803150017", "Digits 1 and 2 of the ID number are no province"),
        ("720115780315001", "Digits 1 and 2 of the ID number are no province"),
        ("610115197802300010", "from digit 7 on, is not a real date"),
        ("610115179912310012", "from digit 7 on, is not a real date"),
        ("610115190002290013", "from digit 7 on, is not a real date"),
        ("610115202603030015", "lies in the future"),
        ("610115199011012011", "does not agree with the others"),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong(text, message):
    with pytest.raises(InvalidIdNumber, match=message):
        read_id_number(text, today=TODAY)


def test_the_refusal_is_a_domain_error_whose_msgid_and_params_can_be_translated():
    with pytest.raises(DomainError) as refusal:
        read_id_number("6101151978")
    assert isinstance(refusal.value, ValueError)
    assert refusal.value.message == "An ID number has 15 or 18 characters, this one has %(count)s"
    assert refusal.value.params == {"count": 10}


def test_no_refusal_and_no_representation_repeats_the_number():
    with pytest.raises(InvalidIdNumber) as refusal:
        read_id_number("610115199011012011", today=TODAY)
    assert "1990" not in str(refusal.value)
    assert "610115197803150017" not in repr(read_id_number("610115197803150017"))


def test_a_child_born_today_is_no_future_and_a_warning():
    first17 = "61011520260302001"
    read = read_id_number(first17 + check_character(first17), today=TODAY)
    assert read.warnings == (UNDER_14,)
    assert read.age(TODAY) == 0


@pytest.mark.parametrize(
    ("born", "day", "age", "because"),
    [
        ("1978-03-15", "2026-03-14", 47, "the birthday is tomorrow"),
        ("1978-03-15", "2026-03-15", 48, "the birthday is today"),
        ("2012-02-29", "2026-02-28", 13, "29 February has not come"),
        ("2012-02-29", "2026-03-01", 14, "1 March stands in for 29 February"),
    ],
)
def test_full_years(born, day, age, because):
    assert years_between(date.fromisoformat(born), date.fromisoformat(day)) == age, because


@pytest.mark.parametrize("ending", ["996", "997", "998", "999"])
def test_the_endings_kept_for_centenarians_are_pointed_out(ending):
    warnings = read_id_number("610115200315" + ending, today=TODAY).warnings
    assert warnings == (OUT_OF_USE, CENTENARIAN)


def test_the_residence_card_of_2017_is_taken_by_its_shape_alone():
    read = read_id_number("usa 110081020123", today=TODAY)
    assert (read.number, read.kind) == ("USA110081020123", "permanent_residence_2017")
    assert (read.birth_on, read.sex, read.age(TODAY)) == (None, None, None)
    assert read.warnings == (UNREAD_CARD,)


def test_without_a_day_the_clock_is_asked():
    first17 = "61011520300101001"
    number = first17 + check_character(first17)
    with clock.at("2030-01-01"):
        assert read_id_number(number).birth_on == date(2030, 1, 1)
    with clock.at("2029-12-31"), pytest.raises(InvalidIdNumber, match="future"):
        read_id_number(number)


def test_a_retired_county_still_has_its_name():
    assert county_name("610115") == "临潼区"
    assert county_name("610121") == "长安县"
    assert county_name("999999") is None


@pytest.mark.parametrize(
    ("text", "number", "region"),
    [
        ("91350100M000100Y43", "91350100M000100Y43", "350100"),
        ("９１４４０３００ 7152 6726xg", "9144030071526726XG", "440300"),
        ("91110000802100433B", "91110000802100433B", "110000"),
    ],
)
def test_a_credit_code_is_read(text, number, region):
    code = read_credit_code(text)
    assert (code.number, code.region_code) == (number, region)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("91350100M000100Y44", "last character of the social credit code"),
        ("91350100M000100Y4", "18 characters, this one has 17"),
        ("91350100I000100Y43", "I cannot stand at place 9"),
        ("9135O100M000100Y43", "O cannot stand at place 5"),
        ("9135A100M000100Y43", "A cannot stand at place 5"),
    ],
)
def test_a_wrong_credit_code_is_told_what_is_wrong(text, message):
    with pytest.raises(InvalidIdNumber, match=message):
        read_credit_code(text)
