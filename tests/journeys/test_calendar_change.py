"""Next year's holidays over two hundred open petitions: one proposes, another one agrees."""

import re
from datetime import date

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from app.accounts.queries import officer_named
from app.demo.generate import generate
from app.extensions import db
from app.petitions.models import Clock, ClockChange, Petition
from app.petitions.scope import visible_to
from app.petitions.workflow import LIVING
from tests.journeys.live import COOKIE, LiveOffice
from tests.petitions.calendar.conftest import DAYS

NOW = "2026-12-28"
CSV = "date,name,is_off_day\n" + "".join(
    f"{day.isoformat()},{name},{int(off)}\n" for day, off, name in DAYS
)


@pytest.fixture(scope="module")
def _busy(settings, tmp_path_factory):
    """Return an office with three hundred petitions of the last weeks, most of them open."""
    office = LiveOffice(settings, tmp_path_factory.mktemp("busy"), peopled=False)
    office.moment = NOW
    with office.stage():
        generate(petitions=300, years=0.14, seed=7, until=date.fromisoformat(NOW))
        still_open = sa.select(sa.func.count(Petition.id)).where(Petition.state.in_(LIVING))
        assert db.session.scalar(still_open) >= 200
    office.database.snapshot()
    yield office
    office.close()


@pytest.fixture
def live(_busy):
    """Return that office, put back afterwards."""
    yield _busy
    _busy.restore()


@pytest.fixture
def enter(live, come_in):
    """Return a function: a browser at which one of the office's own accounts has logged in."""

    def at_work(username):
        walker = come_in()
        with live.stage():
            client = live.app.test_client()
            client.log_in(officer_named(username))
            cookie = {"name": COOKIE, "value": client.get_cookie(COOKIE).value, "url": live.url}
        walker.page.context.add_cookies([cookie])
        return walker

    return at_work


def counted(live, *conditions):
    with live.stage():
        return db.session.scalar(sa.select(sa.func.count(Clock.id)).where(*conditions))


def number_in(text):
    return int(re.search(r"\d+", text)[0])


def propose(walker, tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text(CSV, "utf-8")
    walker.go("/setup/holidays/")
    walker.page.fill("#year", "2027")
    walker.page.set_input_files("#file", str(path))
    with walker.turned():
        walker.page.get_by_role("button", name="检查文件").click()
    walker.check_axe()
    with walker.turned():
        walker.page.get_by_role("button", name="提请变更").click()


def look_through(walker):
    """Turn every page of what would move; return the rows."""
    rows = walker.page.locator("#list tbody tr")
    seen = rows.all_inner_texts()
    while walker.page.locator("a[rel=next]").count():
        with walker.turned():
            walker.page.locator("a[rel=next]").click()
        seen += rows.all_inner_texts()
    return seen


def test_a_year_is_proposed_looked_at_and_granted(live, enter, tmp_path):
    provisional = (Clock.stopped_on.is_(None), Clock.provisional)
    before = counted(live, *provisional)
    assert before > 50
    asking = enter("system")
    propose(asking, tmp_path)
    expect(asking.page.get_by_role("button", name="同意")).to_have_count(0)
    assert counted(live, *provisional) == before, "nothing changes before a second person agrees"
    deciding = enter("security")
    deciding.go("/")
    with deciding.turned():
        deciding.page.get_by_role("link", name="审批").click()
    moving = number_in(deciding.page.locator(".panel__note").filter(has_text="项期限").inner_text())
    seen = look_through(deciding)
    assert len(seen) == len(set(seen)) > 20
    assert len(seen) <= moving
    deciding.check_axe()
    deciding.check_width()
    with deciding.turned():
        deciding.page.get_by_role("button", name="同意", exact=True).click()
    expect(deciding.page.locator("main")).to_contain_text("2027 年工作日历已生效")
    deciding.check_axe()
    assert granted(live) == moving
    in_2027 = (Clock.due_on >= date(2027, 1, 1), Clock.due_on < date(2027, 12, 29))
    assert counted(live, *provisional, *in_2027) == 0


def granted(live):
    """Return how many ends moved; each is the clock's own end now, and the old one is kept."""
    moved = ClockChange.old_due_on != ClockChange.new_due_on
    with live.stage():
        rows = db.session.execute(
            sa.select(ClockChange.new_due_on, Clock.due_on).join(ClockChange.clock).where(moved)
        ).all()
    assert all(new == due for new, due in rows)
    return len(rows)


def test_the_handler_reads_in_the_file_why_his_limit_moved(live, enter, tmp_path):
    asking, deciding = (
        enter("system"),
        enter("security"),
    )
    propose(asking, tmp_path)
    deciding.go("/calendar-changes/")
    with deciding.turned():
        deciding.page.get_by_role("link", name="2027").click()
    with deciding.turned():
        deciding.page.get_by_role("button", name="同意", exact=True).click()
    triage = enter("triage")
    petition_id, code = a_moved_file(live, "triage")
    triage.go(f"/petitions/{petition_id}")
    triage.page.locator(".due", has_text=LIMITS[code]).locator("summary").click()
    expect(triage.page.locator(".due[open] .due__box")).to_contain_text("日历变更")
    expect(triage.page.locator("#past")).to_contain_text("变更 2027 年工作日历，期限重新计算")
    triage.check_axe()


#: What the case page calls the limits that reach into the new year.
LIMITS = {"D03": "受理告知", "D06": "办理答复"}


def a_moved_file(live, username):
    """Return the lowest file with a moved end that this officer may read, and the limit's code."""
    with live.stage():
        return db.session.execute(
            sa.select(ClockChange.petition_id, Clock.code)
            .join(ClockChange.clock)
            .join(Petition, Petition.id == ClockChange.petition_id)
            .where(
                Clock.code.in_(LIMITS),
                ClockChange.old_due_on != ClockChange.new_due_on,
                visible_to(officer_named(username)),
            )
            .order_by(ClockChange.petition_id, Clock.code)
            .limit(1)
        ).one()
