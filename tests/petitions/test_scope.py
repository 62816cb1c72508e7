"""Who sees a petition: every scope from both sides, and what no scope opens."""

import pytest
import sqlalchemy as sa

from app.accounts.roles import ROLES
from app.dictionaries.models import Region
from app.petitions.scope import ROW_SCOPES, beginning, countable_by, recognisable_by, visible_to
from tests.factories import an_officer, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.onlookers import of, with_scope
from tests.petitions.walks import File, day

TODAY = "2026-03-02"


# --- own ----------------------------------------------------------------------------------------


def test_own_a_leader_sees_what_was_laid_before_him_and_nothing_else(session, sees):
    leader, file, other = an_officer("Party and government leader"), File(), File(name="李秀英")
    assert not sees(leader, file)
    file.move("submit", TODAY, "Triage officer", leader_id=leader.id, text="请阅示。")
    assert sees(leader, file)
    assert not sees(leader, other)
    assert not sees(of("Party and government leader", "LT-GOV"), file), "his colleague does not"


# --- desk today ---------------------------------------------------------------------------------


def test_desk_today_a_clerk_sees_what_he_registered_today(session, sees):
    file = File()
    assert sees(an_officer("Window clerk"), file)
    assert not sees(an_officer("Letter clerk"), file), "a colleague's window"
    assert not sees(an_officer("Window clerk"), file, on="2026-03-03"), "yesterday's"


def test_a_clerk_recognises_earlier_petitions_of_his_own_unit_only(session, sees):
    clerk, file = an_officer("Window clerk"), File()
    elsewhere = File(by=("Window clerk", "YL"))
    assert sees(clerk, file, recognisable_by, on="2026-09-01")
    assert not sees(clerk, elsewhere, recognisable_by, on="2026-09-01")
    assert not sees(an_officer("Archivist", the_unit("YL")), file, recognisable_by)


# --- unit ---------------------------------------------------------------------------------------


def test_unit_what_a_unit_takes_part_in_its_officers_see(session, sees):
    file = File()
    intake = an_officer("Unit intake")
    assert sees(an_officer("Triage officer"), file)
    assert not sees(intake, file), "not yet handed over"
    file.transfer("2026-03-02")
    assert sees(intake, file)
    assert sees(an_officer("Triage officer"), file), "the sender keeps an eye on it"
    assert not sees(of("Unit intake", "LT-HOUSING"), file)


def test_unit_who_assists_sees_it_too(session, sees):
    file = File()
    file.transfer(TODAY, assisting_ids=[the_unit("LT-HOUSING").id], assisting_on=day("2026-03-20"))
    assert sees(of("Handler", "LT-HOUSING"), file)


def test_unit_who_had_it_once_still_sees_what_became_of_it(session, sees):
    file = File().transfer(TODAY).signed(TODAY)
    objection = {"return_reason": "1", **REASON}
    file.move("object", TODAY, ("Head of unit", "LT-WATER"), **objection)
    file.move("agree_objection", TODAY, "Triage officer")
    assert sees(an_officer("Unit intake"), file)


def test_unit_to_which_it_was_sent_by_mistake_sees_nothing_of_it_any_more(session, sees):
    file = File().transfer(TODAY)
    assert sees(an_officer("Unit intake"), file)
    file.move("recall", TODAY, "Triage officer", **REASON)
    assert not sees(an_officer("Unit intake"), file)
    file.transfer(TODAY)
    assert sees(an_officer("Unit intake"), file)


def test_unit_a_superior_with_the_scope_of_his_unit_sees_no_subordinates(session, sees):
    file = File().transfer(TODAY)
    assert not sees(with_scope(session, "unit", unit="LT-GOV"), file)


# --- unit below ---------------------------------------------------------------------------------


def test_unit_below_a_head_sees_his_unit_and_those_under_it(session, sees):
    file = File().transfer(TODAY)
    assert sees(an_officer("Head of unit"), file)
    assert sees(of("Head of unit", "LT-GOV"), file), "above"
    assert not sees(of("Head of unit", "LT-WATER-1"), file), "below"
    assert not sees(of("Head of unit", "LT-HOUSING"), file), "beside"


# --- region below -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "region", "sees_it", "because"),
    [
        ("LT", "610115", True, "the district itself"),
        ("XA", "610100", True, "the city above"),
        ("SN", "610000", True, "the province above"),
        ("YL", "610114", False, "the next district"),
        ("LT", "610114", False, "the region of the account counts, not the unit's"),
        ("LT", "620000", False, "another province"),
    ],
)
def test_region_below(session, sees, unit, region, sees_it, because):
    officer = with_scope(session, "region_below", unit=unit, region=region)
    assert sees(officer, File()) is sees_it, because


def test_the_beginning_of_every_division_is_its_path(session):
    divisions = session.execute(sa.select(Region.code, Region.path)).all()
    assert len(divisions) > 4000
    assert [code for code, path in divisions if beginning(code) != path] == []


def test_region_below_without_a_region_there_is_nothing(session, sees):
    officer = with_scope(session, "region_below")
    officer.region_code = None
    assert not sees(officer, File())


# --- all, none, several -------------------------------------------------------------------------


def test_all_sees_every_petition_but_no_accusation(session, sees):
    officer = with_scope(session, "all", unit="YL")
    assert sees(officer, File())
    assert not sees(officer, File(purpose="04", content="反映某站长。"))


def test_without_a_scope_a_permission_opens_nothing(session, sees):
    assert not sees(with_scope(session), File())


def test_two_scopes_add_up(session, sees):
    file = File(by=("Window clerk", "LT"))
    officer = with_scope(session, "own", "desk_today", unit="YL")
    assert not sees(officer, file)
    assert sees(with_scope(session, "own", "unit"), file)


def test_every_scope_of_the_roles_is_known_to_the_rule():
    named = {scope for role in ROLES for scope in role.scopes}
    assert named <= {*ROW_SCOPES, "counts", "accusations"}


@pytest.mark.parametrize(
    "role",
    ["Statistician", "System administrator", "Security administrator", "Audit administrator"],
)
def test_who_reads_no_petitions_sees_none_of_his_own_office(session, sees, role):
    assert not sees(an_officer(role), File())


def test_nobody_and_a_locked_officer_see_nothing(session, sees):
    file, officer = File(), an_officer("Triage officer")
    assert sees(officer, file)
    assert not sees(None, file)
    officer.active = False
    session.flush()
    assert not sees(officer, file)
    assert not sees(officer, file, countable_by)
    assert not sees(officer, file, recognisable_by)


# --- accusations --------------------------------------------------------------------------------


def test_an_accusation_is_seen_by_no_role_but_the_desks(session, sees):
    file = File(purpose="04", content="反映某站长。")
    for role in ROLES:
        officer = of(role.name)
        for rule in (visible_to, countable_by, recognisable_by):
            assert sees(officer, file, rule) is (role.code == "accusation_officer"), role.code


def test_an_accusation_is_seen_by_the_desk_of_a_unit_that_takes_part(session, sees):
    file = File(purpose="04", content="反映某站长。")
    there = of("Accusation officer", "LT-HOUSING")
    assert sees(an_officer("Accusation officer"), file)
    assert not sees(there, file)
    file.move("transfer", TODAY, "Accusation officer", **file.down("LT-HOUSING"))
    assert sees(there, file)
    assert not sees(of("Head of unit", "LT-HOUSING"), file)


def test_the_accusation_desk_sees_no_petition(session, sees):
    assert not sees(an_officer("Accusation officer"), File())


def test_who_registered_an_accusation_does_not_see_it_again(session, sees):
    file = File(purpose="04", content="反映某站长。")
    assert not sees(an_officer("Window clerk"), file)


# --- recusal ------------------------------------------------------------------------------------


def test_who_steps_aside_loses_the_file_at_once(session, sees):
    file = File().accepted("2026-03-10")
    handler = an_officer("Handler")
    file.petition.handler = handler
    file.move("recuse", "2026-03-11", "Handler", reason="与信访人是亲属")
    assert sees(handler, file), "asked is not granted"
    other = of("Handler", "LT-WATER")
    file.move("decide_recusal", "2026-03-11", "Head of unit", grant=True, officer_id=other.id)
    assert not sees(handler, file)
    assert not sees(handler, file, recognisable_by)
    assert file.petition.handler == other
    assert sees(of("Handler", "LT-WATER"), file), "his colleague goes on"


def test_a_refused_recusal_changes_nothing(session, sees):
    file = File().accepted("2026-03-10")
    file.move("recuse", "2026-03-11", "Handler", reason="怕麻烦")
    file.move("decide_recusal", "2026-03-11", "Head of unit", grant=False)
    assert sees(an_officer("Handler"), file)


def test_the_accusation_desk_decides_on_its_own_recusals(session, sees):
    file = File(purpose="04", content="反映某站长。")
    second = of("Accusation officer")
    file.move("recuse", TODAY, "Accusation officer", reason="与被反映人是同学")
    file.move("decide_recusal", TODAY, second, grant=True)
    assert not sees(an_officer("Accusation officer"), file)
    assert sees(second, file)


# --- sums ---------------------------------------------------------------------------------------


def test_a_statistician_counts_his_region_and_reads_nothing(session, sees):
    officer = an_officer("Statistician")
    assert sees(officer, File(), countable_by)
    assert not sees(officer, File(by=("Window clerk", "YL")), countable_by)


def test_who_has_no_sums_of_his_own_counts_what_he_sees(session, sees):
    mine, other = File(), File(by=("Window clerk", "YL"))
    officer = an_officer("Triage officer")
    assert sees(officer, mine, countable_by)
    assert not sees(officer, other, countable_by)
