"""The tree of units: moved by keyboard, two merged, and the old name stays in the old file."""

from playwright.sync_api import expect

from tests.factories import a_petition, an_officer, the_unit


def test_the_tree_is_moved_by_keyboard_and_two_units_become_one(come_in, live):
    with live.stage():
        petition = a_petition("accepted").id
        housing, water = the_unit("LT-HOUSING").id, the_unit("LT-WATER").id
    admin = come_in("System administrator")
    admin.go("/units/list/")
    admin.check_axe()
    admin.check_width()
    name = admin.page.locator(f"#unit-{housing} > .tree__line [data-part=unit]")
    name.focus()
    with admin.turned():
        name.press("Alt+ArrowRight")
    plan = admin.page.locator("#plan")
    expect(plan).to_contain_text("移动后的上级")
    expect(plan).to_contain_text("临潼区人民政府 / 临潼区水务局")
    admin.check_axe()
    with admin.turned():
        plan.get_by_role("button", name="确认移动").click()
    expect(admin.page.locator(f"#unit-{water} #unit-{housing}")).to_have_count(1)
    fold(admin, water)
    merge(admin, housing, water)
    admin.go(f"/units/show/{housing}")
    expect(admin.page.locator("main")).to_contain_text("住房和城乡建设局")
    expect(admin.page.locator("main")).to_contain_text("合并单位")
    admin.check_axe()
    the_file_says_both_names(come_in, live, petition)


def test_a_unit_is_dragged_under_another(come_in, live):
    with live.stage():
        housing, water = the_unit("LT-HOUSING").id, the_unit("LT-WATER").id
    admin = come_in("System administrator")
    admin.go("/units/list/")
    line, onto = (admin.page.locator(f"#unit-{one} > .tree__line") for one in (housing, water))
    height = onto.bounding_box()["height"]
    with admin.turned():
        line.drag_to(onto, target_position={"x": 40, "y": height / 2})
    expect(admin.page.locator("#plan")).to_contain_text("临潼区人民政府 / 临潼区水务局")
    with admin.turned():
        admin.page.get_by_role("button", name="确认移动").click()
    expect(admin.page.locator(f"#unit-{water} #unit-{housing}")).to_have_count(1)


def test_where_a_unit_cannot_go_is_said(come_in, live):
    with live.stage():
        station, water = the_unit("LT-WATER-1").id, the_unit("LT-WATER").id
    admin = come_in("System administrator")
    admin.go("/units/list/")
    line, onto = (admin.page.locator(f"#unit-{one} > .tree__line") for one in (water, station))
    said = admin.page.locator("#flashes")
    line.drag_to(onto)
    expect(said).to_have_text("上级单位不能是本单位或其下级。")
    name = onto.locator("[data-part=unit]")
    for key, words in (
        ("ArrowUp", "该单位在同级中已排在首位。"),
        ("ArrowDown", "该单位在同级中已排在末位。"),
        ("ArrowRight", "前面没有同级单位可作为上级。"),
    ):
        name.press(f"Alt+{key}")
        expect(said).to_have_text(words)
    admin.check_axe()


def test_a_merger_asks_only_for_what_its_way_needs(come_in, live):
    admin = come_in("System administrator")
    admin.go("/unit-shape/merge")
    heir, name = admin.page.locator("#heir_id"), admin.page.locator("#name")
    expect(heir).to_be_visible()
    expect(name).to_be_hidden()
    admin.page.get_by_label("新设单位").check()
    expect(heir).to_be_hidden()
    expect(name).to_be_visible()
    expect(name).to_be_enabled()
    admin.check_axe()


def fold(admin, unit):
    button = admin.page.locator(f"#unit-{unit} > .tree__line [data-part=fold]")
    button.click()
    expect(admin.page.locator(f"#below-{unit}")).to_be_hidden()
    button.click()
    expect(admin.page.locator(f"#below-{unit}")).to_be_visible()


def merge(admin, housing, water):
    """Put housing beside water again, then merge water into it."""
    name = admin.page.locator(f"#unit-{housing} > .tree__line [data-part=unit]")
    name.focus()
    with admin.turned():
        name.press("Alt+ArrowLeft")
    with admin.turned():
        admin.page.get_by_role("button", name="确认移动").click()
    admin.go(f"/unit-shape/merge?unit={water}")
    admin.page.fill("input[name=heir_id_text], #heir_id", "住房和城乡建设局")
    admin.page.locator("#heir_id-list [role=option]").first.click()
    admin.page.fill("#reason", "机构改革")
    with admin.turned():
        admin.page.get_by_role("button", name="查看变化").click()
    expect(admin.page.locator("main")).to_contain_text("未归档信访件")
    admin.check_axe()
    with admin.turned():
        admin.page.get_by_role("button", name="确认合并").click()


def the_file_says_both_names(come_in, live, petition):
    with live.stage():
        an_officer("Handler", the_unit("LT-HOUSING"), full_name="住建承办人")
    handler = come_in("Handler", at="LT-HOUSING", full_name="承接承办人")
    handler.go(f"/petitions/{petition}")
    said = handler.page.locator(".time")
    expect(said.first).to_contain_text("临潼区水务局")
    expect(said.first).to_contain_text("移交临潼区住房和城乡建设局")
