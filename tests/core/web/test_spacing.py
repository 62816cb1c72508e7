"""A value in a Chinese sentence: a space beside Latin letters, none beside characters."""

import pytest
from flask import render_template_string
from flask_babel import force_locale, get_domain, gettext

from app.core.web.spacing import fitted


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("%(it)s修改了角色", "admin", "admin 修改了角色"),
        ("%(it)s 修改了角色", "孙晓燕", "孙晓燕修改了角色"),
        ("经 %(it)s 同意", "李四（代张三）", "经李四（代张三）同意"),
        ("转给%(it)s办理", "LT-01", "转给 LT-01 办理"),
        ("转给 %(it)s 办理", "水务局", "转给水务局办理"),
        ("角色“%(it)s”", "admin", "角色“admin”"),
        ("截止%(it)s", "3月17日", "截止3月17日"),
        ("共 %(it)s 件", 12, "共 12 件"),
        ("%(it)s（代）", "admin", "admin（代）"),
        ("changed by%(it)s", "admin", "changed byadmin"),
    ],
)
def test_a_value_fits_into_its_sentence(template, value, said):
    assert fitted(template, {"it": value}) % {"it": value} == said


def test_two_values_stay_apart():
    values = {"unit": "信访局", "name": "孙晓燕"}
    assert fitted("共 %(unit)s %(name)s", values) % values == "共信访局 孙晓燕"


@pytest.fixture
def words(app, monkeypatch):
    with app.test_request_context(), force_locale("zh"):
        catalog = get_domain().get_translations()._catalog
        monkeypatch.setitem(catalog, "%(by)s did it", "%(by)s做了")
        yield


def test_python_and_pages_say_it_alike(words):
    assert gettext("%(by)s did it", by="admin") == "admin 做了"
    page = "{{ _('%(by)s did it', by=by) }}"
    assert render_template_string(page, by="admin") == "admin 做了"
    assert render_template_string(page, by="<i>") == "&lt;i&gt;做了"
