"""Pages of information as tests arrange them."""

from app.notices.commands.facts import PageFacts
from app.notices.commands.writing import add_page, publish
from tests.factories import an_officer

WRITER = "Triage officer"


def a_page(by=None, *, published=True, uploads=(), **facts):
    """Write a page for everyone, unless told otherwise, and publish it."""
    by = by or an_officer(WRITER)
    told = {"kind": "01", "title": "防汛值班安排", "body": "<p>各单位落实值守。</p>"} | facts
    if not {"unit_ids", "role_ids", "officer_ids"} & set(facts):
        told.setdefault("everyone", True)
    page = add_page(PageFacts(**told), by=by, uploads=uploads)
    if published:
        publish(page, by=by)
    return page


def form_of(**given):
    """Return what the form of a page sends."""
    return {"kind": "01", "title": "防汛值班安排", "body": "<p>内容</p>", "everyone": "y"} | given


def inputs(response, name):
    """Return the inputs of a page that have a name."""
    return [one for one in response.dom.iter("input") if one.get("name") == name]
