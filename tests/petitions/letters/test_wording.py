"""The words of a letter as its signer wants them: basis, full stops, names, how it came."""

import io
from datetime import UTC, datetime

import docx
import pytest

from app.core.errors import Invalid
from app.core.render.word import fill
from app.dictionaries.queries import work_calendar
from app.petitions.commands.acts import perform
from app.petitions.letters.documents import document_of
from app.petitions.letters.kinds import kinds
from app.petitions.letters.points import pointed
from app.petitions.letters.samples import samples_of
from app.petitions.letters.signing import begin
from app.petitions.letters.sources.drafting import Drafting
from app.petitions.letters.versions import kept_texts, newest, texts_of
from tests.factories import a_petition, officer_at, the_unit
from tests.petitions.attempts import answers
from tests.petitions.letters.office import a_signed, drafted, marked, on
from tests.petitions.letters.test_papers import opened, sample, words

pytestmark = pytest.mark.usefixtures("db")


def written(petition, kind, unit="LT", role="Triage officer", **given):
    """Return the texts of a letter that is drafted with an act that is given so."""
    by = officer_at(role, unit)
    of = Drafting(
        petition=petition,
        kind=kinds()[kind],
        unit=by.unit,
        by=by,
        calendar=work_calendar(),
        given=given,
    )
    return texts_of(newest(begin(of)))


#: Kind, what the act is given, by which article it stands: written from domain 1.4 and 1.3.
BASES = [
    ("W06", {"reason_code": "R01"}, "《信访工作条例》第十九条第三款"),
    ("W06", {"reason_code": "R02"}, "《信访工作条例》第二十三条第一款"),
    ("W06", {"reason_code": "R03"}, "《信访工作条例》第二十二条第二款、第二十八条第二款"),
    ("W06", {"reason_code": "R05"}, ""),
    ("W07", {"reason_code": "N01"}, "《信访工作条例》第三十六条第三款"),
    ("W07", {"reason_code": "N05"}, ""),
    ("W08", {"route": "11"}, "《信访工作条例》第三十一条第一项"),
    ("W08", {"route": "21"}, "《信访工作条例》第三十一条第二项"),
    ("W08", {"route": "31"}, "《信访工作条例》第三十一条第三项"),
    ("W08", {"route": "41"}, "《信访工作条例》第三十一条第四项"),
    ("W08", {"route": "51"}, "《信访工作条例》第三十一条第五项"),
    ("W08", {"route": "72"}, "《信访工作条例》第二十二条第二款"),
]


@pytest.mark.parametrize(("kind", "given", "basis"), BASES)
def test_the_basis_names_the_article_its_paragraph_and_its_item(kind, given, basis):
    assert written(a_petition("registered"), kind, **given)["basis"] == basis


@pytest.mark.parametrize(
    ("purpose", "basis"),
    [
        ("01", "《信访工作条例》第二十三条、第二十九条"),
        ("03", "《信访工作条例》第二十三条、第三十一条"),
        ("05", "《信访工作条例》第二十三条"),
    ],
)
def test_only_an_appeal_is_accepted_under_article_31(purpose, basis):
    assert written(a_petition("transferred", purpose=purpose), "W04")["basis"] == basis


def test_a_channel_is_named_by_itself_not_by_its_place_in_the_list():
    assert written(a_petition("registered"), "W08", route="21")["route"] == "劳动人事争议仲裁"


def test_a_ground_is_printed_without_the_note_for_the_office():
    texts = written(a_petition("registered"), "W06", reason_code="R05")
    assert texts["ground"] == "跨越本级和上一级机关、单位走访"
    assert written(a_petition("registered"), "W07", reason_code="N03")["ended"] == (
        "已经达成协议并履行完毕"
    )


# ---- full stops ----------------------------------------------------------------------------------

#: Kind, field, as it was typed, as it is kept and printed.
POINTS = [
    ("W11", "reason", "因案情复杂", "因案情复杂。"),
    ("W11", "reason", "因案情复杂。。", "因案情复杂。"),
    ("W11", "reason", "因案情复杂；", "因案情复杂。"),
    ("W11", "reason", "因案情复杂.", "因案情复杂。"),
    ("W11", "reason", "因案情复杂！", "因案情复杂！"),
    ("W11", "reason", "他说：“来不及。”", "他说：“来不及。”"),
    ("W11", "reason", "（见附件）", "（见附件）。"),
    ("W14", "answers", "1. 已修\n2. 不支持；\n3. 支持", "1. 已修。\n2. 不支持；\n3. 支持。"),
    ("W14", "basis", "《信访工作条例》第三十二条", "《信访工作条例》第三十二条。"),
    ("W06", "basis", "《信访工作条例》第二十三条。", "《信访工作条例》第二十三条"),
    ("W06", "ground", "不属于本机关职权范围。", "不属于本机关职权范围"),
    ("W14", "addressee", "张建国：", "张建国"),
    ("W09", "enclosures", "来访登记单1份。", "来访登记单1份"),
    ("W01", "matter", "反映停水", "反映停水"),
    ("W14", "facts", "", ""),
    ("W14", "facts", "。", ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field", "typed", "kept"), POINTS)
def test_a_text_ends_as_its_place_in_the_paper_asks_for(kind, field, typed, kept):
    assert pointed(field, typed, kinds()[kind]) == kept
    assert pointed(field, kept, kinds()[kind]) == kept, "it stays so"


@pytest.mark.parametrize("kind", ["W04", "W06", "W07", "W08", "W11", "W14", "W23", "W27"])
@pytest.mark.parametrize("end", ["", "。"])
def test_no_paragraph_of_a_letter_lacks_its_end_or_has_two(kind, end):
    kind = kinds()[kind]
    typed = {name: text.rstrip("。") + end for name, text in samples_of(kind).items()}
    fixed = {name: samples_of(kind)[name] for name in ("unit", "number_text", "signed_day")}
    said = words(opened(fill(kind.template.read_bytes(), kept_texts(typed, kind) | fixed)))
    assert "。。" not in said
    assert "因因" not in said
    body = [one for one in said.splitlines() if len(one) > 24 and "联系人" not in one]
    assert [one for one in body if one[-1] not in "。："] == []


def test_a_template_of_the_office_with_a_full_stop_of_its_own_prints_one():
    document = docx.Document()
    document.add_paragraph("理由：{{ reason }}。")
    split = document.add_paragraph("主要内容为：{{ reason }}")
    split.add_run("。现予告知。")
    stream = io.BytesIO()
    document.save(stream)
    said = words(opened(fill(stream.getvalue(), {"reason": "案情复杂。"})))
    assert said.strip() == "理由：案情复杂。\n主要内容为：案情复杂。现予告知。"


def test_a_letter_without_a_telephone_has_no_empty_place_for_it():
    assert "（联系人：李军）" in words(opened(sample(kinds()["W11"], phone="")))


# ---- how it came, and by which procedure ---------------------------------------------------------


def test_a_report_names_the_transfer_or_the_assignment_that_it_answers():
    transferred = texts_of(newest(drafted(a_petition("replied"), "W27")))
    assert transferred["handed"] == "转送"
    assert "你单位转送的信访事项" in words(opened(sample(kinds()["W27"], handed="转送")))
    with on("2026-03-02"):
        petition = a_petition("registered", on="2026-03-02")
        given = {"unit_id": the_unit("LT-WATER").id, "opinion": "请办理。"}
        due = datetime(2026, 5, 15, tzinfo=UTC).date()
        assigned = written(petition, "W05", report_due_on=due, **given)
    assert assigned["handed"] == "交办"
    assert written(petition, "W05", **given)["handed"] == "转送"


def test_the_simple_procedure_promises_no_extension():
    petition = a_petition("transferred")
    general, simple = (written(petition, "W04", procedure=one) for one in ("1", "2"))
    assert general["later"] == "情况复杂需要延长办理期限的，将依法告知你（你们）延期理由"
    assert (simple["procedure"], simple["later"]) == ("简易程序", "")
    said = words(opened(sample(kinds()["W04"], later="", procedure="简易程序")))
    assert "前办结并答复你（你们）。" in said
    assert "延期" not in said


def test_the_slip_of_a_visit_has_room_for_the_code_on_the_visitors_half_only():
    said = [one.text for one in opened(sample(kinds()["W02"])).paragraphs]
    assert [one[:12] for one in said if "查询码：" in one] == ["查询码：□□□□□□□□"]
    assert said.index(next(one for one in said if "第二联" in one)) < said.index(
        next(one for one in said if "查询码：" in one)
    )


# ---- nobody's name -------------------------------------------------------------------------------


def test_an_anonymous_petitioner_is_no_name():
    petition = a_petition("registered", anonymous=True)
    assert written(petition, "W09")["petitioner"] == "（匿名）"
    assert written(petition, "W06")["addressee"] == "匿名信访人"


def test_of_an_accusation_the_unit_learns_no_name_and_no_promise_of_15_days_is_made():
    named = a_petition("registered", accusation=True)
    role = "Accusation officer"
    assert written(named, "W09", role=role)["petitioner"] == "（姓名保密）"
    told = written(named, "W05", role=role)
    assert told["promise"] == "有关告知事项由该单位按照有关规定办理"
    said = words(opened(sample(kinds()["W05"], promise=told["promise"], matter="")))
    assert "处理，有关告知事项由该单位按照有关规定办理。" in said
    assert "15日" not in said


def test_an_anonymous_accusation_is_sent_on_without_a_name():
    sealed = a_petition("registered", accusation=True)
    sealed.people.clear()
    sealed.anonymous = True
    letter = drafted(sealed, "W09", "LT", by=officer_at("Accusation officer", "LT"))
    texts = texts_of(newest(letter))
    assert texts["petitioner"] == "（匿名）"
    told = {(one["rule"], one["field"]) for one in newest(letter).findings["found"]}
    assert ("agrees_with_file", "petitioner") not in told


# ---- what a file says of itself ------------------------------------------------------------------


def test_the_properties_are_those_of_the_office_and_the_day():
    marked()
    with on("2026-03-02"):
        letter = a_signed("W04")
    said = opened(document_of(letter).data).core_properties
    assert (said.title, said.author) == ("信访事项受理告知书", "临潼区水务局")
    assert said.last_modified_by == "临潼区水务局"
    assert said.created.date().isoformat() == said.modified.date().isoformat() == "2026-03-02"


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_a_template_is_chinese_and_says_nothing_of_2013(kind):
    document = opened(kind.template.read_bytes())
    assert 'w:eastAsia="zh-CN"' in document.styles.element.xml
    assert 'w:eastAsia="en-US"' not in document.styles.element.xml
    assert 'w:eastAsia="ja-JP"' not in document.settings.element.xml
    assert "2013" not in document.core_properties._element.xml


# ---- a conclusion on each request ----------------------------------------------------------------

OPINION = {"facts": "属实。", "basis": "《信访工作条例》第三十二条", "conclusion": "2"}


def test_each_request_is_concluded_on_its_own():
    petition = a_petition("accepted")
    given = answers(petition)
    second = petition.requests[1]
    given[str(second.id)] = {"text": "收支已公开。"}
    by = officer_at("Handler", "LT-WATER")
    with pytest.raises(Invalid, match="Request 2 has no conclusion") as refused:
        perform(petition, "reply", by=by, answers=given, **OPINION)
    assert refused.value.field == f"conclusion_{second.id}"


def test_the_reasons_of_a_single_answer_may_be_numbered():
    petition = a_petition("accepted")
    petition.requests[1:] = []
    given = {str(petition.requests[0].id): {"text": "1. 已修。\n2. 已通。", "conclusion": "1"}}
    perform(petition, "reply", by=officer_at("Handler", "LT-WATER"), answers=given,
            **OPINION | {"conclusion": "1"})  # fmt: skip
    assert texts_of(newest(drafted(petition, "W14")))["answers"] == "支持：1. 已修。\n2. 已通。"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("闸门已修复，予以支持。", "Number 2"),
        ("1. 支持：已修复。\n2. 收支已公开。", "Number 2"),
        ("1. 支持：已修复。\n2. 解释说明：收支已公开。", ""),
    ],
)
def test_one_request_that_lists_two_is_answered_twice(text, missing):
    petition = a_petition("accepted")
    petition.requests[0].text = "1. 恢复供水。2. 公开收支。"
    petition.requests[1:] = []
    given = {str(petition.requests[0].id): {"text": text, "conclusion": "2"}}
    by = officer_at("Handler", "LT-WATER")
    if missing:
        with pytest.raises(Invalid, match=missing) as refused:
            perform(petition, "reply", by=by, answers=given, **OPINION)
        assert refused.value.field == f"answer_{petition.requests[0].id}"
        return
    perform(petition, "reply", by=by, answers=given, **OPINION)
    assert texts_of(newest(drafted(petition, "W14")))["answers"] == text
