"""三项建议 (art. 40): drafted, signed by another, answered in writing, closed; scope and sums."""

from datetime import date

import pytest

from app.accounts.units.succession import Succession
from app.core import clock
from app.core.errors import DomainError, Invalid
from app.extensions import db as _db
from app.oversight.advice import acts
from app.oversight.advice.acts import AdviceGiven
from app.oversight.advice.estate import ADVICE
from app.petitions.models import Advice
from app.settings.commands import change_setting
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.letters.office import marked
from tests.reading import rows

DAY = "2026-03-12"


@pytest.fixture(autouse=True)
def _a_thursday(at):
    with at(DAY):
        yield


def given(**changes):
    words = {
        "kind": "work",
        "unit_id": the_unit("LT-WATER").id,
        "subject": "规范灌溉停水告知",
        "problem": "停水前没有告知村组，引发多件信访。",
        "proposal": "建立停水告知制度。",
    }
    return AdviceGiven(**{**words, **changes})


@pytest.fixture
def drafted(db):
    marked()
    return acts.draft(given(), by=an_officer("Supervisor"))


@pytest.fixture
def delivered(drafted):
    acts.ask_signature(drafted, by=an_officer("Supervisor"))
    acts.sign(drafted, by=an_officer("Bureau leader"))
    return drafted


def test_signed_it_has_a_number_and_a_day_for_the_feedback(delivered):
    assert delivered.number == "临信建〔2026〕1号"
    assert (delivered.status, delivered.delivered_on) == ("delivered", date(2026, 3, 12))
    assert delivered.due_on == date(2026, 4, 11), "thirty days (D12), and no roll"


def test_an_office_can_set_another_day(drafted):
    change_setting(
        "advice_days", 20, unit_id=the_unit("LT").id, by=an_officer("System administrator")
    )
    acts.ask_signature(drafted, by=an_officer("Supervisor"))
    acts.sign(drafted, by=an_officer("Bureau leader"))
    assert drafted.due_on == date(2026, 4, 1)


def test_who_drafted_it_does_not_sign_it(db):
    both = an_officer("Supervisor + Bureau leader", full_name="兼任者")
    advice = acts.draft(given(), by=both)
    acts.ask_signature(advice, by=both)
    with pytest.raises(DomainError, match="Another person"):
        acts.sign(advice, by=both)


def test_a_draft_is_given_back_with_a_reason_and_written_anew(drafted):
    supervisor, leader = an_officer("Supervisor"), an_officer("Bureau leader")
    acts.ask_signature(drafted, by=supervisor)
    with pytest.raises(Invalid):
        acts.give_back(drafted, by=leader, reason=" ")
    acts.give_back(drafted, by=leader, reason="请写明依据。")
    assert (drafted.status, drafted.returned_reason) == ("drafted", "请写明依据。")
    acts.change(drafted, given(subject="改后"), by=supervisor)
    assert drafted.subject == "改后"


@pytest.mark.parametrize("outcome", ["adopted", "partly", "refused"])
def test_the_unit_says_in_writing_what_it_adopts(delivered, outcome):
    head = an_officer("Head of unit")
    with pytest.raises(Invalid, match="art. 40"):
        acts.answer(delivered, by=head, outcome=outcome, text=" ")
    acts.answer(delivered, by=head, outcome=outcome, text="已制定制度。")
    acts.close(delivered, by=an_officer("Supervisor"))
    assert (delivered.status, delivered.outcome) == ("closed", outcome)


WRONG = [
    ("unit_id", "unit_id", lambda: the_unit("LT").id),
    ("kind", "kind", lambda: "other"),
    ("problem", "problem", lambda: "反映人电话13812342051。"),
    ("proposal", "proposal", lambda: "请答复610115197803150017。"),
    ("subject", "subject", lambda: " "),
    ("numbers", "numbers", lambda: "LF610115202603010009"),
]


@pytest.mark.parametrize(("name", "field", "value"), WRONG)
def test_bad_input_is_refused_beside_its_field(db, name, field, value):
    with pytest.raises(Invalid) as refusal:
        acts.draft(given(**{name: value()}), by=an_officer("Supervisor"))
    assert refusal.value.field == field


def test_an_accusation_shows_nothing(db):
    sealed = a_petition(accusation=True)
    with pytest.raises(Invalid) as refusal:
        acts.draft(given(numbers=sealed.number), by=an_officer("Supervisor"))
    assert refusal.value.field == "numbers"


def test_the_unit_reads_only_the_numbers_that_it_may_see(page, db):
    ours = a_petition("transferred", name="张建国")
    other = a_petition("transferred", to="LT-HOUSING", name="李秀英")
    supervisor = an_officer("Supervisor")
    advice = acts.draft(given(numbers=f"{ours.number}，{other.number}"), by=supervisor)
    acts.ask_signature(advice, by=supervisor)
    acts.sign(advice, by=an_officer("Bureau leader"))
    for way in ("", "/print"):
        text = page(an_officer("Head of unit")).get(f"/advice/{advice.id}{way}").text
        assert ours.number in text
        assert other.number not in text
        assert "建国" not in text
    shown = page(an_officer("Head of unit")).get(f"/advice/{advice.id}").text
    assert "另有 1 件" in shown


def test_it_goes_its_way_by_the_pages(page, db):
    marked()
    supervisor, leader = page(an_officer("Supervisor")), page(an_officer("Bureau leader"))
    form = {**vars(given()), "kind": "policy", "numbers": ""}
    assert supervisor.post("/advice/add", data={**form, "subject": ""}).status_code == 422
    assert supervisor.post("/advice/add", data=form).status_code == 200
    pk = _db.session.scalar(_db.select(Advice.id))
    supervisor.post(f"/advice/{pk}/ask")
    assert "规范灌溉停水告知" in "".join(rows(leader.get("/advice/?tab=to_sign")))
    leader.post(f"/advice/{pk}/sign")
    head = page(an_officer("Head of unit"))
    assert "临信建〔2026〕1号" in "".join(rows(head.get("/advice/?tab=to_answer")))
    wrong = head.post(f"/advice/{pk}/answer", data={"feedback-outcome": "adopted"})
    assert wrong.status_code == 422
    words = {"feedback-outcome": "partly", "feedback-text": "已采纳第一条。"}
    assert head.post(f"/advice/{pk}/answer", data=words).status_code == 200
    supervisor.post(f"/advice/{pk}/close")
    assert "部分采纳" in "".join(rows(supervisor.get("/advice/?tab=closed")))


DENIED = [
    ("Handler", "GET", "/advice/"),
    ("Bureau leader", "GET", "/advice/add"),
    ("Bureau leader", "POST", "/advice/{pk}/ask"),
    ("Supervisor", "POST", "/advice/{pk}/sign"),
    ("Supervisor", "POST", "/advice/{pk}/give-back"),
    ("Unit intake", "POST", "/advice/{pk}/answer"),
    ("Head of unit", "POST", "/advice/{pk}/close"),
    ("Head of unit", "GET", "/advice/{pk}/edit"),
]


@pytest.mark.parametrize(("role", "method", "path"), DENIED)
def test_without_the_permission_the_door_is_shut(page, delivered, role, method, path):
    client = page(an_officer(role))
    answer = client.open(path.format(pk=delivered.id), method=method)
    assert answer.status_code == 403


def test_an_outsider_learns_nothing_and_a_draft_is_the_office_s_own(page, drafted):
    for stranger in (officer_at("Supervisor", "YL"), officer_at("Head of unit", "LT-HOUSING")):
        client = page(stranger)
        assert client.get(f"/advice/{drafted.id}").status_code == 404
        for tab in ("by_us", "to_us", "closed"):
            assert drafted.subject not in client.get(f"/advice/?tab={tab}").text
    assert page(an_officer("Head of unit")).get(f"/advice/{drafted.id}").status_code == 404


def test_only_the_unit_it_was_made_to_answers(delivered):
    stranger = officer_at("Head of unit", "LT-HOUSING")
    with pytest.raises(DomainError, match="another unit"):
        acts.answer(delivered, by=stranger, outcome="adopted", text="采纳。")


def test_feedback_that_is_overdue_is_red(page, delivered):
    with clock.at("2026-04-12"):
        assert "lamp--red" in page(an_officer("Supervisor")).get("/advice/?tab=by_us").text


def test_what_is_open_goes_to_the_successor_of_a_unit(delivered):
    old, heir = the_unit("LT-WATER"), the_unit("LT-HOUSING")
    assert ADVICE.weigh([old.id]) == 1
    assert ADVICE.hand_on(Succession(old, heir), an_officer("System administrator")) == 1
    head = officer_at("Head of unit", "LT-HOUSING")
    acts.answer(delivered, by=head, outcome="adopted", text="已采纳。")
    assert (ADVICE.weigh([old.id]), delivered.unit_id) == (0, heir.id)


def test_from_the_paper_a_way_leads_back(page, drafted):
    paper = page(an_officer("Supervisor")).get(f"/advice/{drafted.id}/print")
    back = [one for one in paper.dom.iter("a") if one.get("href") == f"/advice/{drafted.id}"]
    assert "返回建议" in "".join("".join(one.itertext()) for one in back)
