"""The pool: what stands in it, how it is narrowed, what is done with several at once."""

from datetime import date

import pytest

from app.extensions import db as _db
from app.petitions.commands.acts import perform
from app.petitions.models import Petition, SavedFilter, SeenMark
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.walks import File


def numbers(answer) -> set[str]:
    return {link.text for link in answer.dom.iter("a") if link.get("class") == "code"}


def test_the_pool_shows_what_nobody_has_decided(page, db):
    waiting, gone, sealed = a_petition(), a_petition("transferred"), a_petition(accusation=True)
    answer = page(an_officer("Triage officer")).get("/triage/")
    assert answer.status_code == 200
    assert numbers(answer) == {waiting.number}
    assert gone.number not in answer.text
    assert sealed.number not in answer.text


def test_what_a_second_person_must_confirm_first_says_so(page, db, at):
    pool = page(an_officer("Triage officer"))
    with at("2026-03-09"):
        a_petition(on=date(2026, 3, 2))
        assert "待审批" not in pool.get("/triage/").text.partition("<table")[2]
        File(on="2026-03-09", name="李秀英", received_on=date(2026, 3, 2))
        assert "待审批" in pool.get("/triage/").text.partition("<table")[2]


@pytest.mark.parametrize("role", ["Handler", "Window clerk", "Archivist", "Accusation officer"])
def test_the_pool_is_for_those_who_have_it(as_, db, role):
    client = as_(an_officer(role))
    assert client.get("/triage/").status_code == 403
    assert client.post("/triage/together", data={"act": "seen", "keys": "1"}).status_code == 403
    assert client.get("/triage/filters").status_code == 403


def test_the_pool_of_another_office_is_not_shown(page, db):
    a_petition()
    other = an_officer("Triage officer", the_unit("YL"), full_name="阎良分流员")
    assert numbers(page(other).get("/triage/")) == set()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"plain", "group", "letter"}),
        ("group=1", {"group"}),
        ("channel=1", {"letter"}),
        ("lamp=orange", {"group"}),
        ("words=电梯", {"letter"}),
        ("issue=05", {"letter"}),
        ("region=610114", set()),
        ("purpose=03", {"plain", "group", "letter"}),
        ("supervised=1", set()),
        ("since=2026-03-10", {"plain", "letter"}),
        ("since=not-a-day", set()),
    ],
)
def test_every_condition_narrows_the_pool(page, db, at, query, found):
    with at("2026-03-20"):
        made = {
            "plain": a_petition(on="2026-03-18"),
            "group": a_petition(on="2026-03-07", head_count=8),
            "letter": a_petition(
                on="2026-03-18", form="letter", channel="101", issue="0502", content="加装电梯。"
            ),
        }
        answer = page(an_officer("Triage officer")).get(f"/triage/?{query}")
        assert numbers(answer) == {made[name].number for name in found}


def test_the_tabs_count_what_they_show(page, db, at):
    with at("2026-03-20"):
        a_petition(on="2026-03-18")
        a_petition(on="2026-03-18", head_count=9)
        a_petition(on="2026-02-01")
        client = page(an_officer("Triage officer"))
        tabs = {
            link.text: (link.findtext("span"), link.get("href"))
            for link in client.get("/triage/").dom.find(".//nav[@class='views']")
        }
        counts = {name: count for name, (count, _href) in tabs.items() if count}
        assert list(counts.values()) == ["3", "1", "0", "1", "0", "0"]
        for count, href in tabs.values():
            if count:
                assert len(numbers(client.get(href))) == int(count)


def test_a_joint_letter_says_so(page, db):
    a_petition(form="letter", channel="101", letter_nature="02", head_count=3)
    assert "联名" in page(an_officer("Triage officer")).get("/triage/").text


def test_a_long_pool_is_turned_page_by_page(page, db):
    made = {a_petition(on="2026-01-05").number for _ in range(25)}
    client = page(an_officer("Triage officer"))
    first = client.get("/triage/")
    following = next(link for link in first.dom.iter("a") if link.get("rel") == "next")
    second = client.get(following.get("href"))
    assert len(numbers(first)) == 20
    assert numbers(first) | numbers(second) == made


def test_a_filter_is_saved_counted_and_removed(page, as_, db):
    a_petition(head_count=9)
    triage = an_officer("Triage officer")
    client = page(triage)
    assert client.post("/triage/filters?group=1", data={"name": ""}).status_code == 200
    client.post("/triage/filters?group=1&sort=received", data={"name": "我的集体访"})
    kept = _db.session.scalars(_db.select(SavedFilter)).one()
    assert (kept.user_id, kept.query) == (triage.id, "group=1")
    assert "我的集体访" in client.get("/triage/").text
    stranger = as_(an_officer("Reviewer"))
    assert stranger.post(f"/triage/filters/{kept.id}/remove").status_code == 404
    client.post(f"/triage/filters/{kept.id}/remove")
    assert _db.session.scalar(_db.select(SavedFilter)) is None


def test_an_empty_filter_is_not_saved(page, db):
    answer = page(an_officer("Triage officer")).post("/triage/filters", data={"name": "全部"})
    assert "请先筛选" in answer.text
    assert _db.session.scalar(_db.select(SavedFilter)) is None


def test_several_are_transferred_and_the_refused_ones_are_named(page, db):
    good, also = a_petition(), a_petition()
    waiting = a_petition()
    triage = an_officer("Triage officer")
    given = {"reason_code": "R02", "reason": "不属职权。", "organ": "区林业局"}
    perform(waiting, "decline", by=triage, **given)
    keys = [one.id for one in (good, also, waiting)]
    client = page(triage)
    form = client.post("/triage/together?group=0", data={"act": "transfer", "keys": keys})
    assert numbers(form) == {good.number, also.number, waiting.number}
    bare = client.post("/triage/together", data={"act": "transfer", "keys": keys, "unit_id": ""})
    assert any(one.get("id") == "opinion-error" for one in bare.dom.iter("p"))
    entries = {"unit_id": the_unit("LT-WATER").id, "opinion": "请统一办理。"}
    done = client.post("/triage/together", data={"act": "transfer", "keys": keys, **entries})
    told = "".join(done.dom.find(".//div[@id='flashes']").itertext())
    for number in (good.number, also.number, waiting.number):
        assert number in told
    states = dict(_db.session.execute(_db.select(Petition.number, Petition.state)).all())
    assert states == {
        good.number: "transferred", also.number: "transferred", waiting.number: "registered"
    }  # fmt: skip


def test_several_are_marked_as_seen(page, db):
    keys = [a_petition().id, a_petition().id]
    triage = an_officer("Triage officer")
    page(triage).post("/triage/together", data={"act": "seen", "keys": keys})
    seen = _db.session.scalars(_db.select(SeenMark.petition_id)).all()
    assert sorted(seen) == keys


def test_picked_rows_are_taken_out(as_, db):
    keys = [a_petition().id, a_petition().id]
    client = as_(an_officer("Triage officer"))
    answer = client.post("/triage/together", data={"act": "export", "keys": keys})
    assert answer.status_code == 302
    assert answer.location.endswith(f"desk=pool&keys={keys[0]}&keys={keys[1]}")
    with client.get(answer.location) as workbook:
        assert workbook.status_code == 200


@pytest.mark.parametrize(
    "sent", [{"act": "transfer"}, {"act": "transfer", "keys": "x"}, {"act": "void", "keys": "1"}]
)
def test_nonsense_is_refused(as_, db, sent):
    a_petition()
    answer = as_(an_officer("Triage officer")).post("/triage/together", data=sent)
    assert answer.status_code == 400


def test_a_petition_of_somebody_else_among_the_picked_is_not_found(as_, db):
    a_petition()
    sealed = a_petition(accusation=True)
    answer = as_(an_officer("Triage officer")).post(
        "/triage/together", data={"act": "seen", "keys": [sealed.id]}
    )
    assert answer.status_code == 404


def test_a_filter_names_what_was_picked_as_the_picker_did(page, db):
    answer = page(an_officer("Triage officer")).get("/triage/?region=410202")
    shown = {field.get("id"): field.get("value") for field in answer.dom.iter("input")}
    assert shown["region"] == "河南省 / 开封市 / 龙亭区"
