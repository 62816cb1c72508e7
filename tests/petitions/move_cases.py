"""Every move once, as an officer's browser sends it: file, person, entries, second person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.core import clock
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.models import Approval, Petition
from tests.factories import SIX, a_petition, an_ended_file, officer_at, the_unit

Made = Callable[[], Petition]
REASON = {"reason": "情况属实。"}
TEXT = {"text": "已经办理。"}


@dataclass
class Case:
    """One move: on which file, by whom, with what, and who must agree."""

    verb: str
    made: Made
    by: tuple[str, str]
    given: dict | Callable[[Petition], dict] = field(default_factory=dict)
    second: tuple[str, str] | None = None

    def entries(self, petition: Petition) -> dict:
        """Return what is typed."""
        return self.given(petition) if callable(self.given) else self.given


def a(state: str, **traits) -> Made:
    """Return a maker of a petition in a state."""
    return lambda: a_petition(state, **traits)


def after(made: Made, verb: str, by: tuple[str, str], second=None, **given) -> Made:
    """Return a maker of a petition on which one more move was made today."""

    def make() -> Petition:
        petition = made()
        values = {name: one() if callable(one) else one for name, one in given.items()}
        result = perform(petition, verb, by=officer_at(*by), **values)
        if isinstance(result, Approval) and second:
            grant(result, by=officer_at(*second))
        return petition

    return make


CLERK, TRIAGE = ("Window clerk", "LT"), ("Triage officer", "LT")
REVIEWER, LEADER = ("Reviewer", "LT"), ("Bureau leader", "LT")
INTAKE, HANDLER, HEAD = (
    ("Unit intake", "LT-WATER"),
    ("Handler", "LT-WATER"),
    (
        "Head of unit",
        "LT-WATER",
    ),
)
REVIEW, ARCHIVIST = ("Review officer", "LT"), ("Archivist", "LT")
LT_HEAD, XA_REVIEW, XA_HEAD = (
    ("Head of unit", "LT"),
    ("Review officer", "XA"),
    (
        "Head of unit",
        "XA",
    ),
)


def water() -> int:
    return the_unit("LT-WATER").id


def later(days: int = 10):
    return clock.today() + timedelta(days=days)


def handed(_petition) -> dict:
    return {"unit_id": water(), "opinion": "请依法办理。", "procedure": "1"}


def assigned(petition) -> dict:
    return handed(petition) | {"report_due_on": later().isoformat()}


def answers(petition) -> dict:
    given = {f"answer_{one.id}": "予以支持。" for one in petition.requests}
    given |= {f"conclusion_{one.id}": "1" for one in petition.requests}
    today = clock.today().isoformat()
    return given | {"occurred_on": today, "facts": "属实", "basis": "条例", "conclusion": "1"}


def filing(_petition) -> dict:
    return {"archive_unit_id": the_unit().id, "region_code": "610115", "issue": "0111"}


def application(code: str):
    return lambda _petition: {
        "unit_id": the_unit(code).id,
        "applied_on": clock.today().isoformat(),
        **REASON,
    }


def decision(_petition) -> dict:
    today = clock.today().isoformat()
    return {"occurred_on": today, "outcome": "1", "facts": "属实", "basis": "条例"}


def other(_petition) -> dict:
    return {"other_number": a_petition().number}


def served(letter: str):
    return lambda _petition: {
        "letter": letter,
        "occurred_on": clock.today().isoformat(),
        "manner": "11",
        "receipt": "1",
    }


def today_and(**given):
    return lambda _petition: {"occurred_on": clock.today().isoformat(), **given}


objected = after(a("transferred"), "object", HEAD, return_reason="1", reason="不属职权。")
owing = after(
    a("registered"), "assign", TRIAGE, LEADER,
    unit_id=water, opinion="请报结果。", report_due_on=later,
)  # fmt: skip
delayed = after(owing, "ask_report_delay", INTAKE, until_on=lambda: later(60), reason="未结。")
reported = after(owing, "report_back", INTAKE, text="已经办结。")
simple = after(
    a("registered", purpose="05"), "transfer", TRIAGE,
    unit_id=water, opinion="请答复。", procedure="2",
)  # fmt: skip
simple = after(after(simple, "sign_for", INTAKE), "accept", HANDLER, HEAD, procedure="2")
again = after(a("under_review"), "decide_review", REVIEW, LT_HEAD,
              outcome="1", facts="属实", basis="条例")  # fmt: skip
again = after(again, "serve", HANDLER, letter="opinion", manner="11", receipt="1")
from_above = a("registered", form="assigned", source="02", assigned_due_on=later(40))

helped = after(
    a("accepted"), "ask_contribution", HANDLER,
    unit_id=lambda: the_unit("LT-HOUSING").id, wanted_on=later, text="请提供权属意见。",
)  # fmt: skip

mediated = after(
    a("accepted"), "open_mediation", HANDLER, mediator="马调解", sides="双方", consent=True
)
settled = after(mediated, "agree_mediation", HANDLER, text="十日内恢复。", perform_by_on=later)
called = after(
    a("under_review"), "call_hearing", REVIEW, LT_HEAD, begins_on=lambda: later(9), place="三楼",
    chair_id=lambda: officer_at(*LT_HEAD).id, recorder="王会", participants="双方", reason="复杂",
)  # fmt: skip


def convened() -> Petition:
    """A hearing was called nine days ago, for today."""
    petition, today = a_petition("under_review"), clock.today()
    given = {"place": "三楼", "recorder": "王会", "participants": "双方", "reason": "复杂"}
    with clock.at(today - timedelta(days=9)):
        chair = officer_at(*LT_HEAD)
        asked = perform(petition, "call_hearing", by=officer_at(*REVIEW), begins_on=today,
                        chair_id=chair.id, **given)  # fmt: skip
        grant(asked, by=chair)
    return petition


def come_again() -> Petition:
    """A repeat of a petition that ended at the last level."""
    first = ended()
    return a_petition("registered", is_repeat=True, first_number=first.number)


def ended() -> Petition:
    """Re-examined and upheld."""
    petition = a_petition("under_re_examination")
    asked = perform(petition, "decide_re_examination", by=officer_at(*XA_REVIEW), outcome="1",
                    facts="属实", basis="条例")  # fmt: skip
    grant(asked, by=officer_at(*XA_HEAD))
    return petition


MAIN_LINE = (
    Case("reply-on-the-spot", a("registered"), CLERK, {"reply": "当面答复。", "consent": "y"}),
    Case("open-round", come_again, TRIAGE, REASON),
    Case("mark-simple", a("registered"), TRIAGE, {"simple_ground": "1"}),
    Case("transfer", a("registered"), TRIAGE, handed),
    Case("assign", a("registered"), TRIAGE, assigned, LEADER),
    Case("recall", a("transferred", signed=False), TRIAGE, REASON),
    Case("agree-objection", objected, TRIAGE, {}),
    Case("refuse-objection", objected, TRIAGE, REASON),
    Case("join", a("registered"), TRIAGE, other),
    Case("part", a("joined"), TRIAGE, REASON),
    Case("redirect", a("registered"), TRIAGE,
         {"route": "72", "organ": "区纪委监委", **REASON}, REVIEWER),
    Case("decline", a("registered"), TRIAGE,
         {"reason_code": "R02", "organ": "区林业局", **REASON}, REVIEWER),
    Case("bar", a("registered"), TRIAGE,
         lambda _p: {"reason_code": "N01", "opinion_number": "1号", "served_on": "2025-01-02",
                     "ended_number": an_ended_file(date(2025, 1, 2)).number, "same_facts": "y",
                     **REASON},
         REVIEWER),
    Case("void", a("registered"), TRIAGE, REASON, REVIEWER),
    Case("reopen", a("declined"), TRIAGE, REASON, REVIEWER),
    Case("sign-for", a("transferred", signed=False), INTAKE, today_and()),
    Case("forward", a("transferred"), INTAKE,
         lambda _p: {"unit_id": the_unit("LT-WATER-1").id, "opinion": "请办理。"}),
    Case("object", a("transferred"), HEAD, {"return_reason": "1", **REASON}),
    Case("accept", a("transferred"), HANDLER, today_and(procedure="1", **SIX), HEAD),
    Case("to-ordinary", simple, HEAD, REASON),
    Case("record-progress", a("accepted"), HANDLER, TEXT),
    Case("ask-contribution", a("accepted"), HANDLER,
         lambda _p: {"unit_id": the_unit("LT-HOUSING").id, "wanted_on": later().isoformat(),
                     **TEXT}),
    Case("contribute", helped, ("Handler", "LT-HOUSING"), TEXT),
    Case("extend", a("accepted"), HANDLER, {"days": "３０", "reason_code": "1", **REASON}, HEAD),
    Case("reply", a("accepted"), HANDLER, answers, HEAD),
    Case("serve", a("replied", served=False), HANDLER, served("opinion")),
    Case("withdraw-opinion", a("replied"), HEAD, REASON),
    Case("report-back", owing, INTAKE, TEXT),
    Case("ask-report-delay", owing, INTAKE,
         lambda _p: {"until_on": later(60).isoformat(), **REASON}),
    Case("grant-report-delay", delayed, TRIAGE, {}),
    Case("refuse-report-delay", delayed, TRIAGE, REASON),
    Case("pass-report", reported, TRIAGE, {"note": "同意。"}),
    Case("return-report", reported, TRIAGE, REASON),
    Case("report-upward", from_above, TRIAGE, TEXT, LEADER),
    Case("conclude", a("registered"), TRIAGE, {"close_way": "A1", "result": "3", "reply": "已答"}),
    Case("terminate", a("accepted"), HANDLER, {"close_way": "A12", "result": "10", **REASON}, HEAD),
    Case("archive", a("concluded"), ARCHIVIST, filing),
    Case("unarchive", a("archived"), ARCHIVIST, REASON, REVIEWER),
    Case("ask-review", a("replied"), REVIEW, application("LT")),
    Case("ask-re-examination", again, REVIEW, application("XA")),
    Case("refuse-application", a("under_review"), REVIEW, REASON, REVIEWER),
    Case("open-mediation", a("accepted"), HANDLER,
         today_and(mediator="马调解", sides="双方", consent="y")),
    Case("agree-mediation", mediated, HANDLER,
         lambda _p: {"agreed_on": clock.today().isoformat(),
                     "perform_by_on": later().isoformat(), **TEXT}),
    Case("fulfil-mediation", settled, HANDLER,
         lambda _p: {"fulfilled_on": clock.today().isoformat(), **TEXT}),
    Case("fail-mediation", mediated, HANDLER, REASON),
    Case("call-hearing", a("under_review"), REVIEW,
         lambda _p: {"begins_on": later(9).isoformat(), "place": "三楼", "recorder": "王会",
                     "chair_id": officer_at(*LT_HEAD).id, "participants": "双方", **REASON},
         LT_HEAD),
    Case("put-off-hearing", called, REVIEW,
         lambda _p: {"begins_on": later(30).isoformat(), **REASON}),
    Case("cancel-hearing", called, REVIEW, REASON),
    Case("hold-hearing", convened, REVIEW,
         lambda _p: {"begins_on": later(0).isoformat(), "ends_on": later(0).isoformat(),
                     "report": "维持。", "outcome": "1", **TEXT}),
    Case("decide-review", a("under_review"), REVIEW, decision, LT_HEAD),
    Case("decide-re-examination", a("under_re_examination"), XA_REVIEW, decision, XA_HEAD),
)  # fmt: skip
