"""One's own account: a password refused and taken, logins ended, a telephone as second factor."""

import pyotp
import sqlalchemy as sa
from playwright.sync_api import expect

from app.accounts import passwords
from app.accounts.models import Officer
from app.extensions import db
from tests.factories import people

NEW = "Lishan-summer-7k"


def _give_password(officer, name):
    with officer.office.stage():
        one = db.session.scalar(sa.select(Officer).where(Officer.full_name == name))
        one.password = passwords.hashed(people.PASSWORD)


def _send(walker, **given):
    for name, text in given.items():
        walker.page.fill(f"#{name}", text)
    with walker.turned():
        walker.page.click("main form [type=submit]")


def test_a_new_password_is_explained_refused_and_taken(come_in):
    officer = come_in("Triage officer", full_name="周改密")
    _give_password(officer, "周改密")
    page = officer.page
    officer.go("/me/password")
    officer.check_axe()
    expect(page.locator("#new-rules")).to_contain_text("不少于10位")
    page.fill("#old", people.PASSWORD)
    page.fill("#new", "Password@2025")
    expect(page.locator(".strength [data-part=word]")).to_have_text("弱")
    expect(page.locator("#new-rules .is-met")).to_have_count(2)
    page.fill("#again", "Password@2025")
    with officer.turned():
        page.get_by_role("button", name="修改密码").click()
    expect(page.locator("#new-error")).to_contain_text("容易被猜到")
    officer.check_axe()
    page.fill("#old", people.PASSWORD)
    page.fill("#new", NEW)
    page.fill("#again", NEW)
    with officer.turned():
        page.get_by_role("button", name="修改密码").click()
    expect(page.locator(".notice--ok")).to_contain_text("密码已修改")


def test_the_other_browser_is_ended_and_told(come_in):
    here, there = come_in(), come_in()
    here.log_in("Triage officer")
    there.log_in("Triage officer")
    here.go("/me/sessions/")
    here.check_axe()
    expect(here.page.locator("table.work tbody tr")).to_have_count(2)
    with here.turned():
        here.page.get_by_role("button", name="退出其他登录").click()
    expect(here.page.locator("table.work tbody tr")).to_have_count(1)
    there.go("/me/")
    assert "/login/" in there.page.url
    expect(there.page.locator("main")).to_contain_text("您已从其他浏览器退出此登录")


def test_the_telephone_is_set_up_and_asked_at_the_door(come_in):
    officer = come_in()
    officer.log_in("Triage officer")
    page = officer.page
    recovery = _set_up(officer)
    page.context.clear_cookies()
    officer.go("/login/")
    _send(officer, username="triage-officer", password=people.PASSWORD)
    officer.check_axe()
    _send(officer, code="000000")
    expect(page.locator("main")).to_contain_text("验证码不正确")
    _send(officer, code=recovery)
    officer.go("/me/second-factor/")
    expect(page.locator("main")).to_contain_text("剩余9个备用码")
    for path in ("/me/second-factor/", "/me/", "/me/preferences/", "/me/activity/"):
        officer.go(path)
        officer.check_axe()
        officer.check_width()


def _set_up(officer):
    page = officer.page
    officer.go("/me/second-factor/")
    officer.check_axe()
    with officer.turned():
        page.get_by_role("button", name="开始设置").click()
    expect(page.locator(".qr svg")).to_be_visible()
    officer.check_axe()
    secret = page.locator("[data-part=secret]").inner_text().replace(" ", "")
    page.fill("#code", pyotp.TOTP(secret).now())
    with officer.turned():
        page.get_by_role("button", name="确定", exact=True).click()
    expect(page.locator(".codes li")).to_have_count(10)
    officer.check_axe()
    return page.locator(".codes li").first.inner_text()
