"""The first day of an office, step by step, in the words of a language."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

OWN = "Bell-tower-1978"


@dataclass(frozen=True)
class Words:
    """What the pages of the first day say in one language."""

    office: str
    units: str
    roles: str
    accounts: str
    holidays: str
    done: str
    save: str
    step_done: str
    sure: str
    change_password: str
    irrigation: str


ENGLISH = Words(
    office="Office and region",
    units="Units",
    roles="Roles",
    accounts="Accounts",
    holidays="Holidays of the year",
    done="The office is set up",
    save="Save and go on",
    step_done="This step is done, go on",
    sure="Go on although something is missing",
    change_password="Change password",
    irrigation="Water",
)
CHINESE = Words(
    office="单位与区划",
    units="组织机构",
    roles="角色",
    accounts="用户账号",
    holidays="本年节假日",
    done="首次设置已完成",
    save="保存，下一步",
    step_done="本步完成，下一步",
    sure="缺项以后补，继续下一步",
    change_password="修改密码",
    irrigation="水利水电",
)


def enter(walker, username: str, password: str) -> None:
    """Log in through the form."""
    walker.go("/login/")
    walker.page.fill("input[name=username]", username)
    walker.page.fill("input[name=password]", password)
    with walker.turned():
        walker.page.click("main form [type=submit]")


def first_password(live) -> str:
    """Return the one-time password of the first administrator, as the seeding said it."""
    return re.search(r"“admin”: (\S+)", live.said)[1]


def choose_own_password(walker, given: str, words: Words) -> None:
    """Change the one-time password, as everybody must who comes in with one."""
    walker.page.fill("#old", given)
    walker.page.fill("#new", OWN)
    walker.page.fill("#again", OWN)
    with walker.turned():
        walker.page.get_by_role("button", name=words.change_password).click()


def stands_at(walker, title: str) -> None:
    """Expect the page of a step."""
    expect(walker.page.locator("h1")).to_have_text(title)


def go_on(walker, words: Words, *, sure: bool = False) -> None:
    """End a step; ``sure`` says that what is missing comes later."""
    walker.check_axe()
    walker.check_width()
    if sure:
        walker.page.get_by_label(words.sure).check()
    with walker.turned():
        walker.page.get_by_role("button", name=words.step_done).click()


def pick(walker, name: str, typed: str, entry: str) -> None:
    """Choose an entry of a list that is searched while one types."""
    walker.page.fill(f"#{name}", typed)
    walker.page.locator(f"#{name}-list [role=option]").filter(has_text=entry).first.click()


def name_the_office(admin, words: Words, region: str = "") -> None:
    """Do the first step: 长安区信访局."""
    stands_at(admin, words.office)
    admin.check_axe()
    admin.page.fill("#name", "长安区信访局")
    pick(admin, "region_code", "长安区", region)
    with admin.turned():
        admin.page.get_by_role("button", name=words.save).click()
    stands_at(admin, words.units)


def register_a_visit(clerk, words: Words) -> None:
    """Write the first visit into the register of 长安区."""
    clerk.go("/registration/visit")
    clerk.page.fill("#name", "张建国")
    clerk.page.select_option("#purpose", value="03")
    clerk.page.fill("#content", "石桥镇某村支渠停水，请求恢复供水。")
    pick(clerk, "issue", "slsd", words.irrigation)
    with clerk.turned():
        clerk.page.keyboard.press("Control+Enter")
    expect(clerk.page.locator(".receipt__no")).to_have_text(re.compile(r"LF610116\d{12}"))
