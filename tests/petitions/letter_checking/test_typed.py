"""The letter check against what a clerk types: other digits, other days, other words."""

import pytest

from tests.petitions.letter_checking.letters import file_for, found, sound

#: rule, kind, field, what is written there, because
SPOILT = [
    ("no_lawsuit", "W14", "facts", "可向有管辖权的人民法院起诉。", "words between"),
    ("no_lawsuit", "W14", "facts", "不服本意见的，可通过诉讼途径解决。", "not by its name"),
    ("no_lawsuit", "W14", "facts", "也可以通过司法途径解决。", "nor by another one"),
    ("no_lawsuit", "W14", "facts", "不服可到法院打官司。", "as people say it"),
    ("no_lawsuit", "W14", "facts", "可以提起行 政 诉 讼。", "spaces"),
    ("no_lawsuit", "W14", "remedy_unit", "临潼区人民政府，或者行政诉讼", "in the remedy itself"),
    ("no_lawsuit", "W14", "facts", "救济：\n1. 复查\n2. 行政诉讼", "a list of remedies"),
    ("agrees_with_file", "W14", "addressee", "张建国华", "a name goes on"),
    ("agrees_with_file", "W14", "addressee", "李张建国", "a name began before"),
    ("agrees_with_file", "W14", "case_number", "LT20260302000170", "a digit more"),
    ("agrees_with_file", "W15", "against_number", "西临水信答〔2026〕17号1", "a number goes on"),
    ("agrees_with_file", "W14", "accepted_on", "二〇二六年三月十一日", "another day, in numerals"),
    ("agrees_with_file", "W14", "accepted_on", "3月10日", "no year"),
    ("day_not_ahead", "W14", "received", "二〇二六年五月九日通过来信", "tomorrow, in numerals"),
    ("day_not_ahead", "W14", "received", "２０２６年５月９日", "tomorrow, full-width"),
    ("day_not_ahead", "W14", "received", "20260509通过来信", "tomorrow, without signs"),
    ("day_not_ahead", "W04", "got_on", "上月底", "no day at all"),
    ("days_in_order", "W04", "got_on", "二○二六年三月一日", "before it was received"),
    ("answer_concluded", "W14", "answers", "1. 支持。\n2. 群众支持该项目。", "no conclusion"),
    ("extension_within", "W11", "days", "三十一日", "in numerals"),
    ("extension_within", "W11", "days", "３１日", "full-width"),
    ("extension_within", "W11", "days", "若干", "no number"),
]

#: kind, field, what is written there, because: none of it is a slip.
RIGHT = [
    ("W14", "accepted_on", "二〇二六年三月十日", "in numerals"),
    ("W14", "accepted_on", "２０２６．０３．１０", "full-width"),
    ("W14", "accepted_on", "20260310", "without signs"),
    ("W14", "case_number", "ＬＴ2026030200017", "full-width letters"),
    ("W14", "addressee", "李四、张建国先生", "with a courtesy"),
    ("W14", "addressee", "张建国等5人", "with others"),
    ("W14", "facts", "该纠纷正在人民法院审理。", "a court may be named"),
    ("W14", "answers", "经研究，答复如下：\n1. 予以支持。\n2. 不予支持。", "words before"),
    ("W14", "answers", "（一）予以支持；（二）不予支持。", "both in one line"),
    ("W14", "answers", "①予以支持②不予支持", "numbers in circles"),
    (
        "W14",
        "answers",
        "1. 予以支持：\n（一）供水；\n（二）公开。\n2. 不支持。",
        "within an answer",
    ),
    ("W14", "requests", "①恢复供水②公开收支", "numbers in circles"),
    ("W14", "requests", "一是恢复供水；二是公开收支。", "as people count"),
]


@pytest.mark.parametrize(("rule", "kind", "field", "text", "because"), SPOILT)
def test_a_slip_is_found_however_it_is_typed(rule, kind, field, text, because):
    assert (rule, field) in found(sound(kind, **{field: text})), because


@pytest.mark.parametrize(("kind", "field", "text", "because"), RIGHT)
def test_what_is_right_may_be_typed_in_many_ways(kind, field, text, because):
    assert found(sound(kind, **{field: text})) == set(), because


LISTED = {"requests": (1,), "requested": ["请求：1. 恢复供水；2. 公开收支。"]}


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("1. 支持。\n2. 不支持。", set()),
        ("支持：闸门已修复。", {("request_answered", "answers")}),
        ("1. 支持。\n2. 收支已公开。", {("answer_concluded", "answers")}),
        ("支持。\n2. 不支持。", set()),
    ],
)
def test_one_text_that_lists_its_requests_is_answered_one_by_one(answers, told):
    written = "1. 恢复供水。\n2. 公开收支。"
    paper = sound("W14", answers=answers, requests=written)
    assert found(paper, file_for("W14", **LISTED)) == told


def test_who_answers_one_request_may_number_the_reasons():
    one = file_for("W14", requests=(1,), requested=["恢复供水。"])
    answers = "支持，理由如下：\n1. 闸门已修复。\n2. 渠道已疏通。"
    assert found(sound("W14", answers=answers), one) == set()
