"""Sentences one after the other: a full-width point has its own space."""

import pytest
from markupsafe import Markup

from app.core.web.spacing import sentences


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("您的角色没有此项权限。", "可办理：分流员"), "您的角色没有此项权限。可办理：分流员"),
        (("Refused.", "Who can: A"), "Refused. Who can: A"),
        (("只有一句。", None, ""), "只有一句。"),
        ((None, "后一句。"), "后一句。"),
        ((), ""),
    ],
)
def test_one_after_the_other(parts, said):
    assert sentences(*parts) == said


def test_what_was_typed_stays_escaped_beside_markup():
    assert sentences("<b>。", Markup("可办理：&amp;")) == Markup("&lt;b&gt;。可办理：&amp;")
