"""The text of a law is read into articles and written back."""

from app.notices.articles import ArticleText, read_articles, written

TEXT = """某某办法
（序言）
第一章 总则
第一条 为了测试，制定本办法。
第二条　本办法所称的第三人，是指：
（一）甲；
（二）乙。
第二章 附则
第三十四条之一 自公布之日起施行。"""


def test_each_line_with_a_number_begins_an_article():
    assert read_articles(TEXT) == [
        ArticleText("第一条", "为了测试，制定本办法。", "第一章 总则"),
        ArticleText("第二条", "本办法所称的第三人，是指：\n（一）甲；\n（二）乙。"),
        ArticleText("第三十四条之一", "自公布之日起施行。", "第二章 附则"),
    ]


def test_written_articles_read_back_the_same():
    assert read_articles(written(read_articles(TEXT))) == read_articles(TEXT)


def test_a_text_without_numbers_has_no_articles():
    assert read_articles("只有说明文字。\n没有条文。") == []
