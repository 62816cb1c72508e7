"""Each rule of the letter check: what it lets pass, what it finds, and in which field."""

from dataclasses import replace
from datetime import date

import pytest

from app.petitions.letter_checking.checking import check_letter
from app.petitions.letter_checking.tables import rule_lines
from tests.petitions.letter_checking.letters import (
    END,
    FILE,
    RE_EXAMINATION,
    REVIEW,
    SOUND,
    file_for,
    found,
    library,
    sound,
)

#: rule, kind, field, what is written there, because
SPOILT = [
    ("placeholder_left", "W04", "matter", "反映{{ matter }}", "the template was not filled"),
    ("placeholder_left", "W04", "matter", "反映}一事", "a brace left over"),
    ("placeholder_left", "W14", "facts", "经查，×××系本村村民。", "somebody meant to write a name"),
    ("placeholder_left", "W14", "facts", "经查，____元已退。", "a line to write on"),
    ("placeholder_left", "W14", "facts", "经查【待填】。", "says itself that it is open"),
    ("requests_whole", "W14", "requests", "1. 恢复供水。", "the second was cut"),
    ("requests_whole", "W14", "requests", "恢复供水。", "cut, and its number too"),
    (
        "requests_whole",
        "W14",
        "requests",
        "1. 供水。\n2. 公开。\n3. 赔偿。",
        "nobody asked a third",
    ),
    ("request_answered", "W14", "answers", "1. 支持：已修复。", "the second is missing"),
    ("request_answered", "W14", "answers", "1. 支持：已修复。\n2.  ", "spaces answer nothing"),
    ("request_answered", "W14", "answers", None, "nothing at all"),
    ("answer_belongs", "W14", "answers", "1. 支持。\n2. 支持。\n3. 支持。", "nobody asked a third"),
    ("answer_concluded", "W14", "answers", "1. 支持。\n2. 收支已公开。", "supported or not?"),
    ("basis_cited", "W14", "basis", "有关政策规定", "no law, no article"),
    ("basis_cited", "W16", "basis", "《信访工作条例》", "a law without its article"),
    ("agrees_with_file", "W14", "addressee", "张建军", "another name"),
    ("agrees_with_file", "W14", "case_number", "LT2026030200018", "another number"),
    ("agrees_with_file", "W09", "addressee", "区住建局", "another unit"),
    ("agrees_with_file", "W14", "accepted_on", "2026年3月11日", "a day later than in the file"),
    ("agrees_with_file", "W14", "accepted_on", "2026年13月1日", "a day of no calendar"),
    ("agrees_with_file", "W04", "due_on", "2026年5月9日", "the limit rolled to Monday"),
    ("agrees_with_file", "W15", "against_number", "临水信答〔2026〕18号", "another opinion"),
    ("agrees_with_file", "W15", "respondent", "区住建局", "another unit gave it"),
    ("law_known", "W14", "basis", "《石桥镇供水公约》第三条", "nobody entered it"),
    ("law_known", "W14", "basis", "《水费管理办法》第三条", "entered without its articles"),
    ("law_known", "W14", "basis", "《监察法》第十二条", "only an excerpt of it was entered"),
    ("law_known", "W06", "basis", "《监察法》第二条", "between the articles of an excerpt"),
    ("law_known", "W14", "basis", "《行政复议法》第四条", "its first three articles were entered"),
    ("law_in_force", "W14", "basis", "《信访条例》第三十二条", "repealed in 2022"),
    ("article_exists", "W14", "basis", "《信访工作条例》第三十二条、第五十一条", "it has 50"),
    ("article_exists", "W14", "basis", "《信访工作条例》第 51 条", "with spaces"),
    ("article_exists", "W14", "basis", "《信访工作条例》第三十二、五十一条", "two in one"),
    ("no_lawsuit", "W06", "reason", "你可向人民法院起诉。", "advice"),
    ("day_not_ahead", "W14", "received", "2026年5月9日通过来信", "after the letter was signed"),
    ("days_in_order", "W04", "got_on", "2026年3月1日", "handed on before it was received"),
    ("number_written_right", "W14", "number", "临水信答[2026]17号", "half-width brackets"),
    ("number_written_right", "W14", "number", "临水信答（2026）17号", "round brackets"),
    ("number_written_right", "W14", "number", "临水信答〔2026〕017号", "no zeros before"),
    ("number_written_right", "W14", "number", "临水信答〔2026〕第17号", "no 第"),
    (
        "number_cited_right",
        "W14",
        "facts",
        "区政府临政发[2025]3号文件规定",
        "of another document too",
    ),
    ("declining_grounded", "W06", "basis", "不归我们管。", "by no article"),
    ("barring_grounded", "W07", "reason", "已经终结。", "why, but by no article"),
    ("extension_within", "W11", "days", "31日", "art. 34: thirty days at most"),
    ("extension_within", "W11", "days", "0", "none is no extension"),
    ("extension_reckoned", "W11", "due_on", "2026年6月10日", "30 days from the unrolled end"),
    ("extension_reckoned", "W11", "old_due_on", "2026年5月9日", "it rolled to Monday"),
    ("extension_explained", "W11", "reason", "复杂", "a word explains nothing"),
    ("extension_explained", "W11", "reason", None, "art. 34 asks for the reason"),
    (
        "id_number_masked",
        "W09",
        "matter",
        "张建国（610115197803150017）反映",
        "it leaves the office",
    ),
]


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_letter_passes_every_rule(kind):
    assert found(sound(kind)) == set()


@pytest.mark.parametrize(("rule", "kind", "field", "text", "because"), SPOILT)
def test_a_slip_is_found_where_it_stands(rule, kind, field, text, because):
    assert (rule, field) in found(sound(kind, **{field: text})), because


@pytest.mark.parametrize("text", [None, "", " \n　"])
def test_what_a_kind_of_letter_must_say_is_asked_for(text):
    assert found(sound("W04", matter=text, required=("matter",))) == {("field_filled", "matter")}
    assert found(sound("W04", matter=text)) == set(), "nothing asks for it"


#: kind, field, what is written there, because: none of it is a slip.
RIGHT = [
    ("W14", "addressee", "张 建 国、李秀英等12人：", "others may be named beside him"),
    ("W09", "addressee", "西安市临潼区水务局", "the full name as well as the short one"),
    ("W14", "accepted_on", "2026/3/10", "a day may be typed in several ways"),
    (
        "W14",
        "answers",
        "（一）予以支持。\n已修复。\n（二）不予支持，理由如下。",
        "Chinese numerals",
    ),
    ("W14", "requests", "1. 恢复供水。\n2. 公开收支。", "both"),
    ("W14", "requests", "（一）恢复供水；（二）公开收支1.5万元。", "both in one line"),
    ("W14", "requests", "1. 恢复供水。\n2. 赔偿；请求三倍赔偿。", "three times is no third"),
    ("W14", "requests", "诉求一：恢复供水。诉求二：公开收支。", "numbers in words"),
    ("W14", "requests", "第一项：恢复供水；第二项：公开收支。", "counted as items"),
    ("W14", "answers", "1、部分支持。\n2、不支持。", "another sign behind the number"),
    ("W14", "basis", "《中华人民共和国民法典》第一千零三十四条", "with the name of the state"),
    ("W14", "basis", "《民法典》第一千一百八十八条之一第二款", "an article put in later"),
    ("W14", "basis", "《信访工作条例》（2022年修订）第23条第（一）项和第三十四条", "digits, items"),
    ("W14", "facts", "你于2025年已提起行政诉讼，法院判决驳回。", "what happened may be told"),
    ("W14", "facts", "该事项不得申请行政复议。", "what is not possible may be told"),
    ("W14", "facts", "区应急管理局在行政诉讼中败诉，规划许可被撤销。", "an office, a permit"),
    ("W16", "respondent", "区水务局（原区应急办、行政许可科）", "nobody is offered anything"),
    ("W14", "facts", "依据临政发〔2025〕3号文件。", "the right brackets"),
    ("W08", "route", "可以向人民法院提起行政诉讼。", "the statutory channel may be a court"),
    ("W09", "matter", "张建国（6101**********0017）反映", "masked"),
    ("W09", "matter", "卷号610115197803150018", "a number that no card has"),
    ("W11", "days", "三十日（30日）", "figures beside numerals"),
]


@pytest.mark.parametrize(("kind", "field", "text", "because"), RIGHT)
def test_what_is_right_is_left_alone(kind, field, text, because):
    assert found(sound(kind, **{field: text})) == set(), because


@pytest.mark.parametrize("basis", ["《监察法》第十二条", "《监察法》第三条、第十一条"])
def test_an_excerpt_of_a_law_hinders_nobody(basis):
    told = check_letter(sound("W14", basis=basis), file_for("W14"), library)
    assert [(one.rule, one.level) for one in told] == [("law_known", "warning")]


def test_each_answer_has_a_basis_of_its_own_or_that_of_the_letter():
    answers = "1. 支持，依据《民法典》第1034条。\n2. 不支持。"
    paper = sound("W14", answers=answers, basis=None)
    assert found(paper) == {("answer_founded", "answers")}, "the second has none of its own"
    assert found(sound("W14", answers=answers)) == set()


@pytest.mark.parametrize(
    ("requests", "written", "cut"),
    [
        (["恢复供水。"], "恢复供水。", False),
        (["1. 恢复供水。\n2. 公开收支。"], "1. 恢复供水。\n2. 公开收支。", False),
        (["1. 恢复供水。\n2. 公开收支。"], "1. 恢复供水。", True),
        (["恢复供水。", "1. 公开。2. 赔偿。3. 道歉。"], "1. 供水。\n2. 公开；3. 道歉。", False),
        (["恢复供水。", ""], "恢复供水。", False),
    ],
)
def test_a_request_with_numbers_of_its_own_is_reckoned_as_the_file_writes_it(
    requests, written, cut
):
    facts = file_for("W14", requests=range(1, len(requests) + 1), requested=requests)
    told = found(sound("W14", requests=written), facts)
    assert (("requests_whole", "requests") in told) is cut


def test_one_request_needs_no_number():
    one = file_for("W14", requests=(1,))
    assert found(sound("W14", answers="支持：闸门已修复。"), one) == set()


# --- the remedy -----------------------------------------------------------------------------------

HUNDRED = REVIEW.replace("30日", "130日")
UNTIL = REVIEW.replace("自收到本意见书之日起30日内", "于2026年6月30日前")
SIXTY = REVIEW.replace("30日", "60日")
#: rule, kind, what the template says beside the fields, because
REMEDIES = [
    ("review_offered", "W14", "", "no paragraph at all"),
    (
        "review_offered",
        "W14",
        RE_EXAMINATION.replace("西安市", "临潼区"),
        "a re-examination, at first",
    ),
    ("review_offered", "W14", SIXTY, "art. 35 gives thirty days"),
    ("review_offered", "W14", HUNDRED, "a hundred and thirty"),
    ("review_offered", "W14", UNTIL, "a day that ends in thirty"),
    ("reviewer_named", "W14", REVIEW.replace("临潼区人民政府", "区信访局"), "the next higher unit"),
    (
        "re_examination_offered",
        "W15",
        REVIEW.replace("临潼区", "西安市"),
        "a review after a review",
    ),
    ("re_examiner_named", "W15", RE_EXAMINATION.replace("西安市", "渭南市"), "the wrong city"),
    ("remedy_ended", "W16", END + RE_EXAMINATION, "nothing follows the last level"),
    ("remedy_ended", "W16", f"{END}不服的，可以向省政府申请复核。", "nor without a period"),
    ("closing_said", "W16", "本意见为最终意见。", "the words of art. 36(3) are missing"),
    ("no_lawsuit", "W14", f"{REVIEW}不服的，也可以依法提起行政诉讼。", "no court hears it"),
    ("no_lawsuit", "W14", REVIEW.replace("请求复查", "请求复查或者申请行政复议"), "nor that"),
]


@pytest.mark.parametrize(("rule", "kind", "said", "because"), REMEDIES)
def test_the_remedy_is_the_one_of_the_law(rule, kind, said, because):
    assert rule in {name for name, _ in found(sound(kind, said=said))}, because


@pytest.mark.parametrize("days", ["30日", "三十日", "３０日", "30 日", "三十个自然日", "30天"])
def test_the_thirty_days_may_be_written_in_several_ways(days):
    assert found(sound("W14", said=REVIEW.replace("30日", days))) == set()


def test_an_opinion_without_remedy_offers_none():
    simple = file_for("W14", remedy=False)
    assert found(sound("W14", said=""), simple) == set()
    assert found(sound("W14"), simple) == {("review_offered", "remedy_unit")}


def test_nobody_is_asked_for_where_the_order_of_units_names_nobody():
    elsewhere = REVIEW.replace("临潼区人民政府", "区信访局")
    assert found(sound("W14", said=elsewhere), replace(FILE, authority=())) == set()


# --- what the template says -----------------------------------------------------------------------


def test_what_the_template_left_open_is_found_too():
    assert found(sound("W05", said="联系电话：{{ phone }}")) == {("placeholder_left", "")}


def test_a_draft_waits_for_its_number():
    draft = sound("W14", signed_on=None, number="临水信答〔2026〕×号")
    assert found(draft) == set()
    signed = replace(draft, signed_on=date(2026, 5, 8))
    assert ("number_written_right", "number") in found(signed)


# --- days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed_on", "late"), [("2026-05-11", False), ("2026-05-12", True), ("2026-04-01", False)]
)
def test_a_letter_after_the_last_day_is_late_and_may_be_signed_all_the_same(signed_on, late):
    paper = sound("W14", signed_on=date.fromisoformat(signed_on))
    told = check_letter(paper, replace(FILE, today=date(2026, 5, 20)))
    [*said] = [one for one in told if one.rule == "issued_in_time"]
    assert bool(said) is late
    if late:
        assert (said[0].level, said[0].article, said[0].values["late"]) == ("warning", "34", 1)


def test_a_letter_is_late_by_its_own_limit_only():
    later = file_for("W15", today=date(2026, 5, 20))
    assert found(sound("W15", signed_on=date(2026, 5, 20)), later) == set(), "D06 is another's"


def test_no_letter_is_signed_tomorrow():
    assert ("day_not_ahead", "signed_on") in found(sound("W09", signed_on=date(2026, 5, 9)))


# --- what a reason rests on -----------------------------------------------------------------------


def test_a_reason_rests_on_its_own_article():
    other = sound("W06", basis="《信访工作条例》第三十四条")
    assert found(other, file_for("W06", reason_code="R02")) == {("ground_fits", "basis")}
    assert found(sound("W06"), file_for("W06", reason_code="R02")) == set()
    assert found(other, file_for("W06", reason_code="R06")) == set(), "a local code: not ours"


def test_the_template_may_name_the_article():
    said = "依据《信访工作条例》第三十六条第三款，不再受理。"
    assert found(sound("W07", reason="已经终结。", said=said)) == set()


# --- the table ------------------------------------------------------------------------------------


def test_every_rule_has_a_slip_that_it_finds():
    shown = {rule for rule, *_ in SPOILT} | {rule for rule, *_ in REMEDIES}
    beside = {"field_filled", "answer_founded", "issued_in_time", "ground_fits"}
    sealed = {"reporter_kept_secret", "accusation_untold"}  # test_secrecy.py
    told = {"requests_told", "end_known", "redo_told"}  # each in a file of its own
    assert shown | beside | sealed | told == set(rule_lines())
