"""One phone, one address: however they were written."""

import pytest

from app.core.chinese import number_of
from app.core.contact import normalise_address, normalise_phone, phone_tail


@pytest.mark.parametrize(
    ("typed", "normal", "tail"),
    [
        ("138 0000 2051", "13800002051", "2051"),
        ("+86-138-0000-2051", "13800002051", "2051"),
        ("008613800002051", "13800002051", "2051"),
        ("８６１３８００００２０５１", "13800002051", "2051"),
        ("029-83812345", "02983812345", "2345"),
        ("(029) 8381 2345", "02983812345", "2345"),
        ("+86 29 8381 2345", "2983812345", "2345"),
        ("029-83812345 转 805", "02983812345", "2345"),
        ("029-83812345-805", "02983812345", "2345"),
        ("0912-3812345", "09123812345", "2345"),
        ("12345", "12345", ""),
        ("", "", ""),
    ],
)
def test_a_phone(typed, normal, tail):
    assert normalise_phone(typed) == normal
    assert phone_tail(typed) == tail


@pytest.mark.parametrize(
    "typed",
    [
        "石桥镇某村3组12号",
        "石桥镇 某村 三组 十二号",
        "石桥镇，某村，３组１２号",
        "石桥镇某村三组12号。",
    ],
)
def test_an_address(typed):
    assert normalise_address(typed) == "石桥镇某村3组12号"


@pytest.mark.parametrize(
    ("numerals", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百零五", 105),
        ("一百一十", 110),
        ("两百", 200),
        ("一〇二", 102),
        ("二零八", 208),
    ],
)
def test_numerals(numerals, value):
    assert number_of(numerals) == value
