"""G2: an outsider walks everywhere and never meets a word that only one petition contains."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from tests.architecture.walking import addresses, somebody_who_may_everything
from tests.factories import a_petition, the_unit

#: What the outsider looks for is in the petition, and so is what he must never see.
SOUGHT, SECRET = "独角兽", "麒麟瑞兽"
STATES = ("registered", "accepted", "replied", "archived")
#: Without a question, and with one by every name under which a list takes it.
QUESTIONS = ("", f"?q={SOUGHT}&words={SOUGHT}&content={SOUGHT}&name={SOUGHT}")


def petitions(*, accusation: bool = False) -> list:
    told = {"name": SOUGHT, "content": f"{SOUGHT}与{SECRET}", "summary": f"{SOUGHT}{SECRET}"}
    states = ("registered",) if accusation else STATES  # a unit never accepts an accusation
    return [a_petition(state, accusation=accusation, **told) for state in states]


def shown(answer) -> str:
    """Return what an answer shows, that of a workbook or a bundle unpacked."""
    if answer.data[:2] != b"PK":
        return answer.data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def ways(app, hidden: list) -> list[str]:
    """Return every address once: the lists with each question, what has a number with each id."""
    lists = {address for _, address in addresses(app, number=0)}  # no petition bears it
    every = {address for one in hidden for _, address in addresses(app, number=one.id)}
    asked = [address + question for address in lists & every for question in QUESTIONS]
    return sorted([*asked, *(every - lists)])


def meets(app, client, hidden: list) -> Iterator[str]:
    """Walk to every address; yield where one of the petitions shone through."""
    secrets = [SECRET, *(petition.number for petition in hidden)]
    for way in ways(app, hidden):
        text = shown(client.get(way))
        if any(secret in text for secret in secrets):
            yield way


def test_an_officer_of_another_district_meets_nothing(app, as_, db):
    outsider = somebody_who_may_everything(the_unit("YL"), ("unit_below", "region_below", "own"))
    found = list(meets(app, as_(outsider), petitions()))
    assert not found, f"start these from petitions.scope.visible_to: {found}"


def test_an_accusation_is_nowhere_but_at_its_own_desk(app, as_, db):
    colleague = somebody_who_may_everything(the_unit("LT"), ("all", "unit_below", "own"))
    found = list(meets(app, as_(colleague), petitions(accusation=True)))
    assert not found, f"start these from petitions.scope.visible_to: {found}"


@pytest.mark.parametrize("accusation", [False, True])
def test_who_may_see_them_meets_them(app, as_, db, accusation):
    """The walk is worth something only if it finds what is there."""
    scopes = ("accusations",) if accusation else ("all",)
    insider = somebody_who_may_everything(the_unit("LT"), scopes)
    for petition in petitions(accusation=accusation):
        assert any(meets(app, as_(insider), [petition]))
