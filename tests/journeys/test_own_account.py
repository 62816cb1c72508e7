"""One's own account: a password refused and taken, logins ended, a telephone as second factor."""

import pyotp
from playwright.sync_api import expect

from tests.factories import people

NEW = "Lishan-summer-7k"


def test_a_new_password_is_explained_refused_and_taken(come_in):
    officer = come_in("Triage officer", full_name="周改密")
    with officer.office.stage():
        from app.accounts import passwords
        from app.accounts.models import Officer
        from app.extensions import db

        one = db.session.query(Officer).filter_by(last_name="周改密").one()
        one.password = passwords.hashed(people.PASSWORD)
    page = officer.page
    officer.go("/me/password")
    officer.check_axe()
    expect(page.locator("#new-rules")).to_contain_text("不少于10位")
    page.fill("#old", people.PASSWORD)
    page.fill("#new", "Password@2025")
    expect(page.locator(".strength [data-part=word]")).to_have_text("弱")
    page.fill("#again", "Password@2025")
    with officer.turned():
        page.get_by_role("button", name="修改密码").click()
    expect(page.locator("#new-error")).to_contain_text("容易被猜中")
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
    officer.go("/me/second-factor/")
    officer.check_axe()
    with officer.turned():
        page.get_by_role("button", name="开始设置").click()
    expect(page.locator(".qr svg")).to_be_visible()
    officer.check_axe()
    secret = page.locator("[data-part=secret]").inner_text().replace(" ", "")
    page.fill("#code", pyotp.TOTP(secret).now())
    with officer.turned():
        page.get_by_role("button", name="确认", exact=True).click()
    expect(page.locator(".codes li")).to_have_count(10)
    officer.check_axe()
    recovery = page.locator(".codes li").first.inner_text()
    page.context.clear_cookies()
    officer.go("/login/")
    page.fill("input[name=username]", "triage-officer")
    page.fill("input[name=password]", people.PASSWORD)
    with officer.turned():
        page.click("main form [type=submit]")
    officer.check_axe()
    page.fill("#code", "000000")
    with officer.turned():
        page.click("main form [type=submit]")
    expect(page.locator("main")).to_contain_text("验证码不正确")
    page.fill("#code", recovery)
    with officer.turned():
        page.click("main form [type=submit]")
    officer.go("/me/second-factor/")
    expect(page.locator("main")).to_contain_text("剩余9个备用码")
    officer.check_axe()
    for path in ("/me/", "/me/preferences/", "/me/activity/"):
        officer.go(path)
        officer.check_axe()
        officer.check_width()
