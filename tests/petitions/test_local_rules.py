"""What a local rule set adds beside its limits: grounds of its own law, what keeps D06."""

import pytest

from app.petitions.limits import book
from app.petitions.limits.reading import BadRules, read_rules
from tests.petitions.limits.test_rule_sets import SHIPPED
from tests.petitions.walks import File, refused

pytestmark = pytest.mark.usefixtures("db")

LINE = "370000-2022,Shandong,370000,2022,2022-05-01,"
HEAD = "code,name,region,base,valid_from,valid_to,grounds,answered_by,note\n"
LIMITS = (
    "code,event,owner,amount,unit,window,extend_by,extend_who,pause,roll,instrument,article\n"
    "D06,Accepted,Competent unit,60,day,no,30,Head of the unit,,yes,Shandong,\n"
)
R05 = "R05:《山东省信访条例》第二十六条"
N02_N03 = "N02:《山东省信访条例》第四十六条 N03:《山东省信访条例》第四十六条"
WORDS = {"reason": "依地方条例。"}


@pytest.fixture
def shandong(tmp_path):
    """Install rules of a division with these grounds and this end of the handling."""

    def install(grounds="", answered_by="", on=True):
        sets = HEAD + LINE + f",{grounds},{answered_by},\n"
        (tmp_path / "rule_sets.csv").write_text(sets, "utf-8")
        (tmp_path / "370000-2022.csv").write_text(LIMITS, "utf-8")
        if on:
            book.configure({"RULES_DIR": str(tmp_path), "LOCAL_RULES": "370000"})
        return tmp_path

    yield install
    book.configure({})


def decline(code):
    return ("decline", "2026-03-03", "Triage officer"), {"reason_code": code, **WORDS}


@pytest.mark.parametrize("code", ["R05", "R06"])
def test_a_local_ground_is_refused_where_the_rules_name_none(code):
    (verb, on, by), given = decline(code)
    refused(File(), verb, on, by, "ground of local law", **given)


def test_a_local_ground_holds_where_the_rules_name_it(shandong):
    shandong(R05)
    file = File()
    (verb, on, by), given = decline("R05")
    file.move(verb, on, by, second="Reviewer", **given)
    assert (file.state, file.petition.reason_code) == ("declined", "R05")
    (verb, on, by), given = decline("R06")
    refused(File(), verb, on, by, "ground of local law", **given)


def test_barring_by_a_local_ground_asks_for_no_re_examination(shandong):
    refused(File(), "bar", "2026-03-03", "Triage officer", "ground of local law",
            reason_code="N03", **WORDS)  # fmt: skip
    shandong(N02_N03)
    file = File()
    file.move("bar", "2026-03-03", "Triage officer", second="Reviewer", reason_code="N03", **WORDS)
    assert file.state == "barred"


def test_a_petition_keeps_the_grounds_of_its_own_rules(shandong):
    file = File()
    shandong(R05)
    (verb, on, by), given = decline("R05")
    refused(file, verb, on, by, "ground of local law", **given)


def test_the_form_offers_what_holds(page, shandong):
    from tests.factories import a_petition, an_officer

    def offered(file):
        dom = page(an_officer("Triage officer")).get(f"/petitions/{file.id}/decline").dom
        return {one.get("value") for one in dom.iter("option")}

    assert "R05" not in offered(a_petition())
    shandong(R05)
    found = offered(a_petition())
    assert "R05" in found
    assert "R06" not in found


def test_the_handling_is_kept_by_the_service_unless_the_rules_say_issue(shandong):
    assert File().replied("2026-04-20").running().keys() == {"D06"}
    shandong(answered_by="issue")
    file = File().replied("2026-04-20")
    assert file.running() == {}
    assert file.ended("D06") == ("2026-04-20", "met")
    file.serve("2026-04-24")
    assert file.ended("D06") == ("2026-04-20", "met")
    assert file.running().keys() == {"D07"}


@pytest.mark.parametrize(
    ("grounds", "answered_by", "words"),
    [("R01", "", "a ground is R05"), ("", "reply", "answered_by must be"), ("X", "", "“X”")],
)
def test_what_such_a_file_cannot_say_stops_the_start(shandong, grounds, answered_by, words):
    folder = shandong(grounds, answered_by, on=False)
    with pytest.raises(BadRules, match=words):
        read_rules(folder, read_rules(SHIPPED))


def test_a_national_law_names_no_local_ground(tmp_path):
    (tmp_path / "rule_sets.csv").write_text(
        HEAD + "2030,Law of 2030,,,2030-01-01,,R05,,\n", "utf-8"
    )
    (tmp_path / "2030.csv").write_text(LIMITS, "utf-8")
    with pytest.raises(BadRules, match="stand in a local rule set"):
        read_rules(tmp_path)
