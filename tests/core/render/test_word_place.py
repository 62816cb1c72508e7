"""The place of a template that cannot be read is named as its author sees it."""

import pytest
from jinja2 import Environment, TemplateError

from app.core.render.word_place import faulty_place

JINJA = Environment(autoescape=True)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("<w:p>{{ unit }}</w:p><w:p>{{ 姓名 电话 }}</w:p>", "{{ 姓名 电话 }}"),
        ("<w:p>{{ unit }} 收到 {{ number</w:p>", "{{ number"),
        ("<w:p>{% if unit %}</w:p><w:p>{{ unit }}</w:p>", "{% if unit %}"),
        ("<w:p>{{ unit }}{% endif %}</w:p>", "{% endif %}"),
        ("<w:p>{% include 'x'</w:p>", "{% include 'x'"),
        ("<w:p>{% unless unit %}</w:p>", "{% unless unit %}"),
        ("<w:p>{{ " + "长 " * 200 + "}}</w:p>", "{{ " + "长 " * 28 + "长"),
    ],
)
def test_the_place_is_named(source, place):
    with pytest.raises(TemplateError) as error:
        JINJA.parse(source)
    named = faulty_place(error.value, JINJA.parse)
    assert named.startswith(place) or place in named
    assert len(named) <= 60
    assert "<w:" not in named
