"""What an opinion supported is followed to its end (art. 32), and pressed for (art. 40(1))."""

from io import BytesIO

import pytest

from app.core import clock
from app.extensions import db as database
from app.petitions.forms.oversight import SuperviseForm
from app.petitions.models import Attachment, Execution
from app.petitions.queries.executions import overdue_of, to_carry_out
from tests.factories import an_officer, officer_at, the_unit
from tests.petitions.attempts import PNG, REASON, answers
from tests.petitions.walks import File, day, refused
from tests.reading import rows

pytestmark = pytest.mark.usefixtures("db")
PROOF = {"text": "验收单在卷。"}


def replied(conclusion="1", **given):
    return File().accepted("2026-03-10").reply("2026-04-20", conclusion=conclusion, **given)


def tasks(file, status="open"):
    database.session.flush()
    query = database.session.query(Execution).filter_by(petition_id=file.petition.id, status=status)
    return query.order_by(Execution.id).all()


def finish(file, on="2026-05-06", **given):
    first = tasks(file)[0].id
    return file.move("finish_execution", on, "Handler", execution_id=first, **PROOF, **given)


def test_each_supported_request_is_a_task_of_the_unit_with_a_day():
    first, second = tasks(replied())
    assert (first.unit.code, first.due_on) == ("LT-WATER", day("2026-05-20"))
    assert [first.request.position, second.request.position] == [1, 2]


def test_the_reply_may_name_the_day():
    file = File().accepted("2026-03-10")
    given = {"answers": answers(file.petition), "conclusion": "1", "facts": "实", "basis": "条例"}
    error = refused(file, "reply", "2026-04-20", "Handler", "later day", **given,
                    execute_by_on=day("2026-04-19"))  # fmt: skip
    assert error.field == "execute_by_on"
    file.reply("2026-04-20", execute_by_on=day("2026-06-30"))
    assert {one.due_on for one in tasks(file)} == {day("2026-06-30")}


@pytest.mark.parametrize("conclusion", ["3", "4"])
def test_what_is_explained_or_refused_is_no_task(conclusion):
    assert tasks(replied(conclusion)) == []


def test_partly_supported_is_carried_out_too():
    assert len(tasks(replied("2"))) == 2


def test_progress_then_proof_with_papers():
    file = replied()
    first = tasks(file)[0].id
    file.move("report_execution", "2026-05-01", "Handler", execution_id=first, text="管件已到货。")
    assert tasks(file)[0].progress == "管件已到货。"
    finish(file, uploads=[("验收.png", BytesIO(PNG))], done_on=day("2026-05-05"))
    (done,) = tasks(file, "done")
    assert (done.done_on, done.proof) == (day("2026-05-05"), PROOF["text"])
    assert database.session.query(Attachment).one().name == "验收.png"


@pytest.mark.parametrize("on", ["2026-04-19", "2026-05-07"])
def test_it_is_carried_out_after_the_reply_and_not_tomorrow(on):
    file = replied()
    first = tasks(file)[0].id
    error = refused(file, "finish_execution", "2026-05-06", "Handler", "date lies", **PROOF,
                    execution_id=first, done_on=day(on))  # fmt: skip
    assert error.field == "done_on"


def test_of_several_one_says_which_and_another_unit_says_nothing():
    file = replied()
    error = refused(file, "finish_execution", "2026-05-06", "Handler", "which request", **PROOF)
    assert error.field == "execution_id"
    refused(file, "finish_execution", "2026-05-06", ("Handler", "LT-HOUSING"), "not with your unit",
            **PROOF)  # fmt: skip


@pytest.mark.parametrize("taken_back", ["withdrawn", "redone", "changed"])
def test_what_no_longer_stands_is_not_carried_out(taken_back):
    file = replied()
    if taken_back == "withdrawn":
        file.move("withdraw_opinion", "2026-04-21", "Head of unit", **REASON)
        assert tasks(file) == []
    else:
        file.serve("2026-04-24").ask_review("2026-05-06")
        outcome = {"redone": "2", "changed": "3"}[taken_back]
        file.decide_review("2026-05-28", outcome=outcome, conclusion="4")
        assert tasks(file) == []
    assert len(tasks(file, "dropped")) == 2


def test_a_review_that_supports_opens_them_anew():
    file = replied("4").serve("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28", outcome="3", conclusion="1")
    assert {one.unit.code for one in tasks(file)} == {"LT-WATER"}
    assert len(tasks(file)) == 2


def concluded():
    file = replied().serve("2026-04-24")
    given = {"close_way": "A3", "result": "1"}
    return file.move("conclude", "2026-05-27", "Handler", **given)


def test_it_is_followed_beyond_the_conclusion_and_lights_no_lamp_of_the_petition():
    file = concluded()
    assert len(tasks(file)) == 2
    assert file.petition.lamp_due_on is None
    assert finish(file, on="2026-05-28").state == "concluded"


def press(file, on):
    given = {"rung": "supervise", "reason_code": "08", "text": "请执行意见。"}
    return file.move("issue_supervision", on, "Supervisor", unit_id=the_unit("LT-WATER").id,
                     due_on=day("2026-06-30"), **given)  # fmt: skip


def test_what_is_overdue_is_supervised_even_when_concluded():
    file = concluded()
    with clock.at("2026-05-28"):
        assert overdue_of(file.petition).due_on == day("2026-05-20")
        proposed = SuperviseForm.prefill(file.petition)
    assert proposed == {"unit_id": str(the_unit("LT-WATER").id), "reason_code": "08"}
    assert press(file, "2026-05-28").petition.supervised


def test_a_concluded_petition_is_not_supervised_where_nothing_is_overdue():
    file = concluded()
    for number in range(2):
        finish(file, on=f"2026-05-2{8 + number}")
    given = {"rung": "urge", "reason_code": "08", "text": "请办", "due_on": day("2026-06-30")}
    refused(file, "issue_supervision", "2026-05-30", "Supervisor", "art. 40(1)",
            unit_id=the_unit("LT-WATER").id, **given)  # fmt: skip


# --- the list -------------------------------------------------------------------------------------


@pytest.fixture
def listed(page):
    def look(officer, tab, on="2026-05-28"):
        database.session.commit()  # noqa: TID251 - what the page reads
        with clock.at(on):
            return "\n".join(rows(page(officer).get(f"/executions/?tab={tab}")))

    return look


def test_the_unit_and_who_supervises_find_it(listed):
    number = concluded().petition.number
    for role, tab in (("Handler", "ours"), ("Supervisor", "overdue"), ("Supervisor", "open")):
        assert number in listed(an_officer(role), tab), tab
    assert number not in listed(an_officer("Supervisor"), "done")
    assert number not in listed(an_officer("Supervisor"), "overdue", on="2026-05-20")


@pytest.mark.parametrize("tab", ["ours", "overdue", "open", "done"])
def test_an_outsider_learns_nothing_of_it(listed, tab):
    number = concluded().petition.number
    for stranger in (officer_at("Supervisor", "YL"), officer_at("Handler", "LT-HOUSING")):
        assert number not in listed(stranger, tab)


def test_who_has_no_part_in_supervision_does_not_open_the_list(page):
    assert page(an_officer("Window clerk")).get("/executions/").status_code == 403
    assert page(an_officer("Handler")).get("/executions/?tab=all").status_code == 404


def test_tasks_of_the_file_are_read_in_their_order():
    file = replied(execute_by_on=day("2026-06-30"))
    tasks(file)[1].due_on = day("2026-05-01")
    assert [one.request.position for one in to_carry_out(file.petition)] == [2, 1]
