"""The articles of a law, read out of its text and written back into one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# 第…条 and 第…章 / 编 / 节, in Chinese numerals or digits; an English text may say "Article 12".
_NUMERAL = "[\u96f6\u3007\u4e00-\u9fa50-9\uff10-\uff19]{1,10}?"
_ARTICLE = re.compile(
    rf"\s*(\u7b2c{_NUMERAL}\u6761(?:\u4e4b[\u4e00-\u9fa5]{{1,3}}(?=\s))?|Article \d+)"
    r"(?:[\s.:\u3000]+|$)"
)
_HEADING = re.compile(rf"\s*\u7b2c{_NUMERAL}[\u7f16\u7ae0\u8282](?:[\s\u3000]|$)")


@dataclass(frozen=True)
class ArticleText:
    """One article: its number, its text, and the chapter heading before it."""

    number: str
    text: str
    heading: str = ""


def read_articles(text: str) -> list[ArticleText]:
    """Return the articles of a law's text; what stands before the first belongs to none."""
    found: list[ArticleText] = []
    heading: list[str] = []
    number = ""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        article = _ARTICLE.match(line)
        chapter = _HEADING.match(line)
        if (article or chapter) and number:
            found.append(ArticleText(number, "\n".join(lines).strip(), "\n".join(heading)))
            number, lines, heading = "", [], []
        if chapter:
            heading.append(line.strip())
        elif article:
            number, lines = article[1], [line[article.end() :].strip()]
        elif number and line.strip():
            lines.append(line.strip())
    if number:
        found.append(ArticleText(number, "\n".join(lines).strip(), "\n".join(heading)))
    return found


def written(articles: Iterable[ArticleText]) -> str:
    """Return articles as a text that reads back into the same articles."""
    parts = []
    for each in articles:
        parts += [each.heading] if each.heading else []
        parts.append(f"{each.number}\u3000{each.text}")
    return "\n".join(parts)
