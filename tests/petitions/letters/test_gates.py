"""No act without its letter: drafted while it is asked for, signed when it is granted."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.petitions.commands import acts
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant, refuse
from app.petitions.engine import MoveRefused
from app.petitions.letters.gates import gates
from app.petitions.letters.kinds import kind_of, kinds
from app.petitions.letters.possible import letters_of
from app.petitions.letters.versions import newest, texts_of
from app.petitions.models import Approval, Waiver
from app.petitions.workflow import PETITION
from tests.factories import SIX, a_petition, an_officer, officer_at
from tests.petitions.attempts import OPINION, answers
from tests.petitions.letters.office import signed_of
from tests.petitions.walks import File, read_aloud

HANDLER, HEAD = ("Handler", "LT-WATER"), ("Head of unit", "LT-WATER")

pytestmark = pytest.mark.usefixtures("db")

#: In which state of a file each act is made, and which letter it is made with.
ACTS = [
    ("declined", "W06"),
    ("barred", "W07"),
    ("accepted", "W04"),
    ("replied", "W14"),
]


@pytest.mark.parametrize(("state", "kind"), ACTS)
def test_whoever_walks_the_line_leaves_a_signed_letter(state, kind):
    letter = signed_of(a_petition(state), kind)
    assert letter is not None
    assert (letter.status, bool(letter.sha256)) == ("signed", True)
    assert letter.number is not None


def accept_asked(**traits):
    file = File(**traits).transfer("2026-03-04").signed("2026-03-05")
    return file, file.ask("accept", "2026-03-09", HANDLER, **SIX)


def test_granted_on_another_day_the_letter_says_that_day():
    file, asked = accept_asked()
    [draft] = letters_of(file.petition)
    assert texts_of(newest(draft))["accepted_on"] == "2026年3月9日"
    file.grant(asked, "2026-03-11", HEAD)
    assert texts_of(newest(draft))["accepted_on"] == "2026年3月11日"
    assert texts_of(newest(draft))["due_on"] == "2026年5月11日", "the 10th is a Sunday"


def test_what_an_officer_wrote_himself_stays_and_is_signed():
    file, asked = accept_asked()
    [draft] = letters_of(file.petition)
    own = {"matter": "反映石桥镇支渠停水一事。"}
    file.ask("revise_letter", "2026-03-10", HANDLER, letter_id=draft.id, fields=own)
    file.grant(asked, "2026-03-11", HEAD)
    assert texts_of(newest(draft))["matter"] == "反映石桥镇支渠停水一事。"
    assert texts_of(newest(draft))["accepted_on"] == "2026年3月11日"
    assert draft.status == "signed"


def test_an_error_stops_the_granting_and_is_named_with_its_field():
    file, asked = accept_asked()
    [draft] = letters_of(file.petition)
    wrong = {"addressee": "张建军"}
    file.ask("revise_letter", "2026-03-10", HANDLER, letter_id=draft.id, fields=wrong)
    with pytest.raises(Invalid, match="信访事项受理告知书.*not the one in the file|姓名与案卷不符"):
        file.grant(asked, "2026-03-11", HEAD)
    assert (file.state, draft.status, draft.number) == ("transferred", "draft", None)


def test_a_letter_that_was_cancelled_is_missed():
    file, asked = accept_asked()
    [draft] = letters_of(file.petition)
    file.ask("cancel_letter", "2026-03-10", HANDLER, letter_id=draft.id, reason="不必告知。")
    with pytest.raises(MoveRefused, match=r"was cancelled and not drafted again.*第二十三条"):
        file.grant(asked, "2026-03-11", HEAD)
    file.ask("draft_letter", "2026-03-11", HANDLER, kind="W04")
    file.grant(asked, "2026-03-11", HEAD)
    assert file.state == "accepted"


def test_asked_again_after_a_refusal_the_letter_says_what_is_asked_now(at):
    file = File().accepted("2026-03-10")
    first = OPINION | {"answers": answers(file.petition), "conclusion": "1"}
    asked = file.ask("reply", "2026-04-20", HANDLER, **first)
    with at("2026-04-20"):
        refuse(asked, by=officer_at(*HEAD), note="事实不清。")
    again = file.ask("reply", "2026-04-21", HANDLER, **first | {"facts": "经再次核查属实。"})
    file.grant(again, "2026-04-21", HEAD)
    letter = signed_of(file.petition, "W14")
    assert texts_of(newest(letter))["facts"] == "经再次核查属实。"
    kept = [one.status for one in letters_of(file.petition) if one.kind == "W14"]
    assert kept == ["signed", "cancelled"], "the refused draft was dropped with its act"


def test_what_was_asked_for_before_there_were_letters_gets_its_own_when_granted(monkeypatch):
    monkeypatch.setattr(acts, "draft_with", lambda _act: None)
    file, asked = accept_asked()
    assert letters_of(file.petition) == []
    file.grant(asked, "2026-03-11", HEAD)
    assert signed_of(file.petition, "W04") is not None


def test_each_extension_has_its_own_notice_with_the_days_of_its_own():
    file = File().accepted("2026-03-10").extend("2026-04-01", 10).extend("2026-04-10", 20)
    notices = [texts_of(newest(one)) for one in letters_of(file.petition) if one.kind == "W11"]
    told = [(one["old_due_on"], one["days"], one["due_on"]) for one in reversed(notices)]
    assert told == [
        ("2026年5月9日", "10", "2026年5月19日"),
        ("2026年5月19日", "20", "2026年6月8日"),
    ]


def test_the_letter_of_an_act_is_not_signed_ahead_of_it():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    file.ask("draft_letter", "2026-03-06", HANDLER, kind="W04")
    [letter] = letters_of(file.petition)
    with pytest.raises(MoveRefused, match="goes with"):
        file.ask("sign_letter", "2026-03-06", HEAD, letter_id=letter.id)
    file.accept("2026-03-06")
    assert (letter.status, letters_of(file.petition)) == ("signed", [letter])


def test_what_the_act_decides_stands_in_its_letter_whoever_wrote_otherwise():
    file = File().transfer("2026-03-04").signed("2026-03-05").accept("2026-03-06")
    extend = {"days": 5, "reason_code": "1", "reason": "须鉴定。"}
    asked = file.ask("extend", "2026-04-20", HANDLER, **extend)
    letter = next(one for one in letters_of(file.petition) if one.kind == "W11")
    wrong = {"days": "30", "due_on": "2026年6月4日"}
    file.ask("revise_letter", "2026-04-20", HANDLER, letter_id=letter.id, fields=wrong)
    with clock.at("2026-04-20"):
        grant(asked, by=officer_at("Head of unit", "LT-WATER"))
    texts = texts_of(newest(letter))
    assert (letter.status, texts["days"]) == ("signed", "5")
    assert "6月4日" not in texts["due_on"]


def test_facts_and_basis_of_an_opinion_are_those_of_the_decision():
    file = File().transfer("2026-03-04").signed("2026-03-05").accept("2026-03-06")
    given = {"answers": answers(file.petition), "conclusion": "1", **OPINION}
    asked = file.ask("reply", "2026-04-20", HANDLER, **given | {"facts": "未完成验收。"})
    letter = next(one for one in letters_of(file.petition) if one.kind == "W14")
    wrong = {"facts": "已完成验收。", "basis": "《物业管理条例》"}
    file.ask("revise_letter", "2026-04-20", HANDLER, letter_id=letter.id, fields=wrong)
    with clock.at("2026-04-20"):
        grant(asked, by=officer_at("Head of unit", "LT-WATER"))
    texts = texts_of(newest(letter))
    assert (letter.status, texts["facts"]) == ("signed", "未完成验收。")
    assert "物业管理条例" not in texts["basis"]


# --- who needs none -------------------------------------------------------------------------------


def test_nobody_can_be_told_of_an_anonymous_petition_and_the_history_says_so():
    file = File(anonymous=True)
    file.transfer("2026-03-04").signed("2026-03-05").accept("2026-03-10")
    assert letters_of(file.petition) == []
    said = read_aloud(file.petition.events[-1])
    assert "第二十三条第二款" in said["zh"]
    assert "art. 23(2)" in said["en"]


def test_who_left_neither_address_nor_telephone_need_not_be_told_but_gets_an_opinion():
    file = File(address="", phone="")
    file.transfer("2026-03-04").signed("2026-03-05").accept("2026-03-10")
    assert letters_of(file.petition) == []
    file.reply("2026-04-20")
    assert [one.kind for one in letters_of(file.petition)] == ["W14"], "art. 32 exempts nobody"


def test_the_simple_procedure_may_tell_by_word_and_only_it():
    file = File().transfer("2026-03-04", procedure="2", simple_ground="1").signed("2026-03-04")
    told = {"procedure": "2", "oral": True}
    file.accept("2026-03-05", **told).reply("2026-03-09", oral=True, oral_manner="2")
    assert letters_of(file.petition) == []
    [told] = [one for one in file.petition.events if one.tag == "petition.accept"]
    assert "口头告知" in read_aloud(told)["zh"]
    other = File().transfer("2026-03-04").signed("2026-03-05")
    with pytest.raises(Invalid, match="Only the simple procedure may tell"):
        other.accept("2026-03-09", oral=True)


def test_an_organ_of_art_22_is_no_statutory_channel_of_an_appeal():
    assert letters_of(a_petition("redirected")) == []


def test_an_appeal_is_led_to_its_channel_with_a_letter():
    file = File().transfer("2026-03-04").signed("2026-03-05")
    given = {"route": "41", "organ": "区司法局", "reason": "应当申请行政复议。"}
    file.move("redirect", "2026-03-09", HANDLER, second=HEAD, **given)
    assert signed_of(file.petition, "W08") is not None


def test_a_waiver_is_used_up_by_one_act(db):
    file, asked = accept_asked()
    why = {"kind": "W04", "reason": "信访人已当面知悉。"}
    file.move("ask_waiver", "2026-03-10", HANDLER, **why).move("grant_waiver", "2026-03-10", HEAD)
    file.grant(asked, "2026-03-11", HEAD)
    assert signed_of(file.petition, "W04") is None
    assert "第二人同意" in read_aloud(file.petition.events[-1])["zh"]
    assert db.session.scalars(sa.select(Waiver.used_on)).one() == date(2026, 3, 11)


def test_a_waiver_that_was_refused_opens_nothing():
    file, asked = accept_asked()
    why = {"kind": "W04", "reason": "信访人已当面知悉。"}
    file.move("ask_waiver", "2026-03-10", HANDLER, **why)
    file.move("refuse_waiver", "2026-03-10", HEAD, reason="应当告知。")
    file.grant(asked, "2026-03-11", HEAD)
    assert signed_of(file.petition, "W04") is not None


# --- the table ------------------------------------------------------------------------------------


def test_every_gate_is_an_act_with_a_second_person_and_its_letter_belongs_to_it():
    for gate in gates().values():
        move = PETITION.move(gate.move)
        assert move.second, f"{gate.move}: who would sign?"
        assert "letter_there" in move.guards
        assert gate.move in kind_of(gate.kind).moves
    named = {move.name for move in PETITION.moves if "letter_there" in move.guards}
    assert named == set(gates())


def test_the_check_knows_every_kind_of_letter():
    from app.petitions.letter_checking import tables

    readers = {code: tables.kind_of(code).reader for code in tables.kinds()}
    told = {"petitioner": "petitioner", "unit": "unit", "leader": "leader", "own": "office"}
    for kind in kinds().values():
        assert readers[kind.code] in (told[kind.to], "petitioner" if kind.code == "W02" else "")
        named = {line.name for line in tables.fields_of(kind.code)} - {"number"}
        own = {row for row in named if row in kind.names or row in COMMON}
        assert named == own, f"{kind.code}: the check names fields that it has not"


#: Fields of the check's lines for every letter, which some kinds do not have.
COMMON = {"case_number", "received", "received_on", "accepted_on", "got_on", "sent_on"}


def test_who_may_not_grant_signs_nothing():
    file, asked = accept_asked()
    with pytest.raises(MoveRefused):
        file.grant(asked, "2026-03-11", ("Handler", "LT-HOUSING"))
    assert isinstance(asked, Approval)
    assert signed_of(file.petition, "W04") is None


def test_an_accusation_is_declined_with_a_letter_that_says_nothing_of_it():
    sealed = a_petition(accusation=True)
    desk = an_officer("Accusation officer")
    given = {"reason_code": "R02", "reason": "不属本级管辖。", "organ": "市纪委监委"}
    perform(sealed, "decline", by=desk, **given)
    [draft] = letters_of(sealed)
    texts = " ".join(text for name, text in texts_of(newest(draft)).items() if name != "addressee")
    assert draft.kind == "W06"
    assert not any(word in texts for word in ("张建国", "13812342051", "钱某", "礼金"))
