"""离岗与代岗: who leaves hands over and signs a list; who stands in acts under both names."""

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from app.accounts.models import Officer
from app.extensions import db
from app.petitions.commands.acts import perform
from tests.factories import SIX, a_petition, an_officer
from tests.journeys.desks import Case, fill
from tests.journeys.live import COOKIE

pytestmark = pytest.mark.journey


@pytest.fixture
def numbers(live):
    """Two petitions at the water bureau, both handled by 张三, who asks to accept the second."""
    live.moment = "2026-03-10"
    with live.stage():
        handler = an_officer("Handler", full_name="张三")
        an_officer("Handler", full_name="李四")
        taken, fresh = a_petition("accepted"), a_petition("transferred", name="王芳")
        taken.handler = fresh.handler = handler
        perform(fresh, "accept", by=handler, **SIX)
        return taken.number, fresh.number


@pytest.fixture
def come_as(come_in, live):
    """Return a function: somebody at a browser who is in the office already."""

    def come(name):
        with live.stage():
            client = live.app.test_client()
            client.log_in(db.session.scalar(sa.select(Officer).where(Officer.full_name == name)))
            value = client.get_cookie(COOKIE).value
        walker = come_in()
        walker.page.context.add_cookies([{"name": COOKIE, "value": value, "url": live.url}])
        return walker

    return come


def _choose(page, name):
    page.fill(f"#{name}", "李四")
    page.locator(f"#{name}-list [role=option]").filter(has_text="责任单位承办人").click()


def _let_him_leave(admin, numbers):
    page = admin.page
    admin.go("/leaving/?q=张三")
    admin.check_axe()
    with admin.turned():
        page.get_by_role("link", name=re.compile("张三.*离岗移交")).click()
    expect(page.get_by_role("row", name=re.compile("未归档信访件"))).to_contain_text("2")
    with admin.turned():
        _choose(page, "successor")
        page.get_by_role("button", name="预览变化").click()
    expect(page.get_by_text("李四都能办")).to_be_visible()
    assert not any(number in page.content() for number in numbers)
    admin.check_axe()
    fill(page, reason="调往区审计局。")
    with admin.turned():
        page.get_by_role("button", name="移交并锁定账号").click()
        page.locator("#confirm-dialog [data-part=yes]").click()
    expect(page.locator("#flashes")).to_contain_text("张三已离岗，账号已锁定")
    admin.check_axe()


def test_who_leaves_hands_over_and_the_successor_prints_the_list(come_in, come_as, numbers):
    _let_him_leave(come_in("System administrator"), numbers)
    heir = come_as("李四")
    case = Case(heir, numbers[0])
    assert "张三" in case.history[0]
    assert "李四承接" in case.history[0]
    heir.go("/seat/")
    heir.check_axe()
    with heir.turned():
        heir.page.get_by_role("link", name="张三", exact=True).click()
    sheet = heir.page.locator(".sheet")
    for number in numbers:
        expect(sheet).to_contain_text(number)
    expect(sheet).to_contain_text("移交清单")
    expect(sheet).not_to_contain_text("张建国")
    expect(heir.page.get_by_role("button", name="打印")).to_be_visible()
    heir.check_axe()


def _name_a_deputy(head):
    head.go("/seat/")
    head.check_axe()
    _choose(head.page, "deputy_id")
    fill(head.page, since="2026-03-10", until="2026-03-20", reason="外出培训")
    with head.turned():
        head.page.get_by_role("button", name="指定", exact=True).click()
    expect(head.page.locator("#periods")).to_contain_text("代岗中")
    head.check_axe()


def test_a_deputy_acts_and_the_timeline_names_both(come_in, come_as, numbers):
    _name_a_deputy(come_in("Head of unit", full_name="赵主任"))
    deputy = come_as("李四")
    deputy.go("/seat/")
    deputy.check_axe()
    with deputy.turned():
        deputy.page.get_by_role("button", name="代赵主任处理").click()
    banner = deputy.page.locator(".standing-in")
    expect(banner).to_contain_text("您正在代赵主任处理")
    deputy.check_axe()
    case = Case(deputy, numbers[1], listed="/work/?tab=decide").decide("同意")
    assert "经李四（代赵主任）同意" in case.reopen().history[0]
    with deputy.turned():
        case.column.get_by_role("button", name="标记查看", exact=True).click()
    assert "李四（代赵主任）" in case.reopen().history[0]
    deputy.check_axe()
    with deputy.turned():
        deputy.page.get_by_role("button", name="停止代赵主任处理").click()
    expect(banner).to_have_count(0)
    deputy.check_axe()
