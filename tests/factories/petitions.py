"""Petitions, walked to where they stand by the real commands: `a_petition("accepted")`.

The story ends today unless `on` says on which day it began; every step happens on a day of its
own, so that limits, lamps and histories are true.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.accounts.models import Officer
from app.core import clock
from app.petitions.commands import every, intake  # noqa: F401 - importing fills the table of commands
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.models import Approval, Event, Petition
from tests.factories.ended import an_ended_file
from tests.factories.people import an_officer, the_unit

REGISTRATION = frozenset(intake.Registration.__dataclass_fields__)
PERSON = frozenset(intake.PersonGiven.__dataclass_fields__)

#: What an acceptance says of art. 31.
SIX = {"art31_class": "6", "art31_reason": "不属于第一至第五项情形。"}

VISIT = {
    "form": "visit",
    "channel": "201",
    "source": "01",
    "purpose": "03",
    "issue": "0111",
    "problem_region": "610115",
    "content": "来访人反映，石桥镇某村三组灌溉支渠停水，约180亩冬小麦无法浇灌。请求恢复供水。",
    "summary": "反映石桥镇某村灌溉渠道停水",
    "requests": ("查明支渠停水原因，春灌前恢复供水。", "公开机井水费标准和近两年收支。"),
}
SOMEBODY = {
    "name": "张建国",
    "sex": "1",
    "id_kind": "111",
    "id_number": "610115197803150017",
    "phone": "13812342051",
    "address": "石桥镇某村三组12号",
}
ACCUSED = {
    "purpose": "04",
    "requests": (),
    "content": "反映某局科长收受礼金。",
    "summary": "",
    "accused_name": "钱某",
    "accused_title": "科长",
    "accused_unit_name": "某局某科",
}


@dataclass
class Story:
    """One petition on its way: what was asked for, and the day the calendar shows."""

    day: date
    accusation: bool = False
    to: str = "LT-WATER"
    traits: dict = field(default_factory=dict)
    petition: Petition | None = None

    def move(self, verb: str, days: int, by: Officer, second: Officer | None = None, **given):
        """Let some days pass, make the move, and have the second person agree."""
        self.day += timedelta(days=days)
        with clock.at(self.day):
            made = perform(self.petition, verb, by=by, **given)
            if isinstance(made, Approval) and second is not None:
                made = grant(made, by=second)
        assert second is None or isinstance(made, Event)
        return made

    def desk(self) -> Officer:
        """Return who decides about the petition in the office."""
        return an_officer("Accusation officer" if self.accusation else "Triage officer")

    def second(self) -> Officer:
        """Return who agrees to it."""
        if self.accusation:
            return an_officer("Accusation officer", full_name="第二专办员")
        return an_officer("Reviewer")


def a_petition(
    state: str = "registered",
    *,
    accusation: bool = False,
    served: bool = True,
    signed: bool = True,
    to: str = "LT-WATER",
    on: date | str | None = None,
    by: Officer | None = None,
    **traits,
) -> Petition:
    """Register a petition and walk it to a state.

    ``traits`` are fields of the registration or of its first person (``anonymous=True``,
    ``head_count=12``, ``name="王芳"``, ``people=(…)``). ``to`` is the code of the unit that gets
    it, ``on`` the day of registering (by default such that the last step is today's).
    """
    steps = _steps(state, accusation=accusation, served=served, signed=signed)
    if isinstance(on, str):
        on = date.fromisoformat(on)
    start = on or clock.today() - timedelta(days=sum(days for _, days in steps))
    story = Story(day=start, accusation=accusation, to=to)
    story.traits = dict(traits)
    _register(story, by or an_officer("Window clerk"))
    for step, days in steps:
        step(story, days)
    assert story.petition.state == state, story.petition.state
    return story.petition


def a_registration(received_on: date, *, accusation: bool = False, **traits) -> intake.Registration:
    """Return what the form of a visit would give."""
    strange = set(traits) - REGISTRATION - PERSON
    assert not strange, f"neither of a registration nor of a person: {strange}"
    fields = VISIT | (ACCUSED if accusation else {}) | {"received_on": received_on}
    fields |= {name: value for name, value in traits.items() if name in REGISTRATION}
    if "people" not in fields:
        one = SOMEBODY | {n: v for n, v in traits.items() if n in PERSON}
        nobody = fields.get("anonymous") and "name" not in traits
        fields["people"] = () if nobody else (intake.PersonGiven(**one),)
    return intake.Registration(**fields)


def _register(story: Story, clerk: Officer) -> None:
    given = a_registration(story.day, accusation=story.accusation, **story.traits)
    with clock.at(story.day):
        story.petition = intake.register(given, by=clerk).petition


# --- the steps -----------------------------------------------------------------------------------

Step = Callable[[Story, int], None]


def _transfer(story: Story, days: int) -> None:
    unit = the_unit(story.to)
    if story.accusation:
        an_officer("Accusation officer", unit)  # or nobody there could read it
    story.move("transfer", days, story.desk(), unit_id=unit.id, opinion="请依法办理，按期答复。")


def _sign(story: Story, days: int) -> None:
    role = "Accusation officer" if story.accusation else "Unit intake"
    story.move("sign_for", days, officer_at(role, story.to))


def sorted_six(petition: Petition) -> dict[str, str]:
    """Return the class that the acceptance of a petition gives: only appeals are sorted."""
    return SIX if petition.purpose in ("02", "03") else {}


def _accept(story: Story, days: int) -> None:
    story.move("accept", days, *_unit_pair(story), **sorted_six(story.petition))


def _unit_pair(story: Story) -> tuple[Officer, Officer]:
    return officer_at("Handler", story.to), officer_at("Head of unit", story.to)


def officer_at(role: str, code: str) -> Officer:
    """Return an officer of a role at a unit: the settled one where he sits, else a new one."""
    return an_officer(role, the_unit(code))


def _reply(story: Story, days: int) -> None:
    answers = {
        str(request.id): {
            "text": f"对诉求{request.position}答复如下：予以支持。",
            "conclusion": "1",
        }
        for request in story.petition.requests
    }
    given = {"facts": "经查，支渠闸门损坏。", "basis": "《陕西省水利工程管理条例》第二十条"}
    story.move("reply", days, *_unit_pair(story), answers=answers, conclusion="1", **given)


def _serve(story: Story, days: int) -> None:
    given = {"letter": "opinion", "manner": "11", "receipt": "1"}
    story.move("serve", days, officer_at("Handler", story.to), **given)


def _ask_review(story: Story, days: int) -> None:
    _apply(story, "ask_review", days, "LT")


def _ask_re_examination(story: Story, days: int) -> None:
    _apply(story, "ask_re_examination", days, "XA")


def _apply(story: Story, verb: str, days: int, code: str) -> None:
    # Entered on the day on which the petitioner applied.
    day = story.day + timedelta(days=days)
    given = {"unit_id": the_unit(code).id, "applied_on": day, "reason": "认定事实不清。"}
    story.move(verb, days, officer_at("Review officer", "LT"), **given)


def _decide_review(story: Story, days: int) -> None:
    by, second = officer_at("Review officer", "LT"), officer_at("Head of unit", "LT")
    given = {"outcome": "1", "facts": "经复查，原认定属实。", "basis": "《信访工作条例》第三十五条"}
    story.move("decide_review", days, by, second, **given)


def _serve_review(story: Story, days: int) -> None:
    given = {"letter": "opinion", "manner": "13", "receipt": "1"}
    story.move("serve", days, officer_at("Handler", story.to), **given)


def _conclude(story: Story, days: int) -> None:
    story.move("conclude", days, officer_at("Handler", story.to), close_way="A3", result="1")


def _decline(story: Story, days: int) -> None:
    given = {"reason_code": "R02", "reason": "不属于本级职权。", "organ": "区自然资源局"}
    story.move("decline", days, story.desk(), story.second(), **given)


def _bar(story: Story, days: int) -> None:
    served_on = story.day - timedelta(days=200)
    given = {
        "reason_code": "N01",
        "same_facts": True,
        "reason": "复核意见已经作出。",
        "ended_number": an_ended_file(served_on, **story.traits).number,
        "opinion_number": "临复核〔2025〕3号",
        "served_on": served_on,
    }
    story.move("bar", days, story.desk(), story.second(), **given)


def _redirect(story: Story, days: int) -> None:
    given = {"route": "72", "organ": "区纪委监委", "reason": "涉及党员干部违纪。"}
    story.move("redirect", days, story.desk(), story.second(), **given)


def _join(story: Story, days: int) -> None:
    same = a_registration(story.day, name="李秀英")
    with clock.at(story.day):
        other = intake.register(same, by=an_officer("Window clerk")).petition
    story.move("join", days, story.desk(), other_number=other.number)


def _void(story: Story, days: int) -> None:
    by = story.desk()
    story.move("void", days, by, story.second(), reason="重复登记。")


def _archive(story: Story, days: int) -> None:
    by = story.desk() if story.accusation else officer_at("Archivist", "LT")
    given = {"archive_unit_id": the_unit().id, "region_code": "610115", "issue": "0111"}
    story.move("archive", days, by, **given)


# What leads to a state: each step with the days that pass before it.
_HANDED: tuple[tuple[Step, int], ...] = ((_transfer, 2),)
_TAKEN = (*_HANDED, (_sign, 1), (_accept, 3))
_ANSWERED = (*_TAKEN, (_reply, 20))
_SERVED = (*_ANSWERED, (_serve, 2))
_REVIEWED = (*_SERVED, (_ask_review, 10))
_DONE = (*_SERVED, (_conclude, 40))

WAYS: dict[str, tuple[tuple[Step, int], ...]] = {
    "registered": (),
    "transferred": _HANDED,
    "accepted": _TAKEN,
    "replied": _ANSWERED,
    "under_review": _REVIEWED,
    "under_re_examination": (
        *_REVIEWED,
        (_decide_review, 20),
        (_serve_review, 2),
        (_ask_re_examination, 10),
    ),
    "concluded": _DONE,
    "declined": ((_decline, 3),),
    "barred": ((_bar, 3),),
    "redirected": ((_redirect, 3),),
    "joined": ((_join, 1),),
    "archived": (*_DONE, (_archive, 5)),
    "voided": ((_void, 1),),
}


def _steps(state: str, *, accusation: bool, served: bool, signed: bool) -> list[tuple[Step, int]]:
    steps = WAYS[state]
    if accusation and state == "archived":
        # No opinion, no conclusion: an accusation ends where the law sends it.
        steps = (*WAYS["redirected"], (_archive, 5))
    if state == "replied" and served:
        steps = _SERVED
    if state == "transferred" and signed:
        steps = (*_HANDED, (_sign, 1))
    return list(steps)
