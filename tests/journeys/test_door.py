"""Coming in and going out again."""


def test_an_officer_comes_in_and_leaves(walker):
    walker.go("/login/")
    walker.check_axe()
    walker.check_width()
    walker.log_in("Triage officer")
    walker.check_axe()
    walker.check_width()
    walker.page.locator("form[action='/logout/'] button").click()
    walker.page.wait_for_url("**/login/**")


def test_a_wrong_password_is_said_and_the_name_is_kept(walker):
    walker.go("/login/")
    walker.page.fill("input[name=username]", "handler")
    walker.page.fill("input[name=password]", "wrong")
    walker.page.click("main form [type=submit]")
    walker.page.wait_for_selector(".notice--bad, .notice--warn, .errors")
    assert walker.page.input_value("input[name=username]") == "handler"
    assert not walker.page.input_value("input[name=password]")
    walker.check_axe()
