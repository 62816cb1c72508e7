"""G2: an outsider walks everywhere and never meets a word that only one petition contains."""

import io
import zipfile

import pytest

from tests.architecture.walking import addresses, somebody_who_may_everything
from tests.factories import a_petition, the_unit

#: What the outsider looks for is in the petition, and so is what he must never see.
SOUGHT, SECRET = "独角兽", "麒麟瑞兽"
STATES = ("registered", "accepted", "replied", "archived")
QUESTIONS = ("", f"?q={SOUGHT}", f"?words={SOUGHT}&content={SOUGHT}&name={SOUGHT}")


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


def meets(app, client, hidden: list) -> list[str]:
    """Walk to every address of every petition; return where the petition shone through."""
    found = []
    for petition in hidden:
        for _, address in addresses(app, number=petition.id):
            for question in QUESTIONS:
                text = shown(client.get(address + question))
                if SECRET in text or petition.number in text:
                    found.append(address + question)
    return found


def test_an_officer_of_another_district_meets_nothing(app, as_, db):
    outsider = somebody_who_may_everything(the_unit("YL"), ("unit_below", "region_below", "own"))
    found = meets(app, as_(outsider), petitions())
    assert not found, f"start these from petitions.scope.visible_to: {found}"


def test_an_accusation_is_nowhere_but_at_its_own_desk(app, as_, db):
    colleague = somebody_who_may_everything(the_unit("LT"), ("all", "unit_below", "own"))
    found = meets(app, as_(colleague), petitions(accusation=True))
    assert not found, f"start these from petitions.scope.visible_to: {found}"


@pytest.mark.parametrize("accusation", [False, True])
def test_who_may_see_them_meets_them(app, as_, db, accusation):
    """The walk is worth something only if it finds what is there."""
    scopes = ("accusations",) if accusation else ("all",)
    insider = somebody_who_may_everything(the_unit("LT"), scopes)
    assert meets(app, as_(insider), petitions(accusation=accusation)[:1])
