"""What an editor, a word processor or an attacker sends, and what is kept of it."""

import pytest

from app.notices.rich_text import clean, shown, words_of

ATTACKS = (
    "<script>alert(1)</script>",
    "<p onclick=alert(1)>x</p>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&#58;alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//evil.example/">x</a>',
    '<a href="/\\evil.example/">x</a>',
    '<a href="https://evil.example/">x</a>',
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<style>@import 'https://evil.example/x.css';</style>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><style><img src=x onerror=alert(1)></style></table></mtext></math>",
    '<svg></p><style><a title="</style><img src=x onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input name=x></form>",
    "<base href=https://evil.example/>",
    "<p><!--><img src=x onerror=alert(1)>--></p>",
)
DANGERS = ("<script", "onclick=", "<img", "javascript:", 'evil.example/"', "style", "<svg", "href=")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_acts_or_leads_outside_is_kept(attack):
    for kept in (clean(attack), str(shown(attack))):
        assert not [danger for danger in DANGERS if danger in kept.lower()], kept


@pytest.mark.parametrize("attack", ATTACKS)
def test_cleaning_twice_changes_nothing_more(attack):
    assert clean(clean(attack) or "<p></p>") == clean(attack)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<div>一</div><div>二</div>", "<p>一</p><p>二</p>"),
        (
            "<h1>标题</h1><div><b>粗</b><i>斜</i></div>",
            "<h2>标题</h2><p><strong>粗</strong><em>斜</em></p>",
        ),
        ('<a href="/information/3#article-2">条</a>', '<a href="/information/3#article-2">条</a>'),
        ('<p class="MsoNormal" style="mso-x:1">文<o:p></o:p></p><p>&nbsp;</p>', "<p>文</p>"),
        ("<ul><li>甲</li><li>乙</li></ul>", "<ul><li>甲</li><li>乙</li></ul>"),
        ("第一段\n同段\n\n第二段 & 完", "<p>第一段<br>同段</p><p>第二段 &amp; 完</p>"),
    ],
)
def test_what_was_meant_is_kept(sent, kept):
    assert clean(sent) == kept


def test_a_search_reads_the_words_without_the_marks():
    assert words_of("<h2>通知</h2><p>请<strong>各单位</strong>&amp;街道<br>阅读</p>") == (
        "通知\n请各单位&街道\n阅读"
    )
