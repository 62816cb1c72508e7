"""The laws and articles that a letter cites, read out of its text: 《…》第…条、第…条."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.chinese import WORDS, half_width, number_of
from app.petitions.letter_checking.tables import words

_SIGNS = "".join(dict.fromkeys(WORDS.numerals))
# What may stand between a title and its first article, and between one article and the next:
# an edition in brackets, a paragraph and an item of the article before, a joining word.
_EDITION = r"(?:[(\uff08][^()\uff08\uff09]{0,30}[)\uff09])?"
_PART = rf"(?:\u7b2c?[(\uff08]?[\d{_SIGNS}]{{1,4}}[)\uff09]?[\u6b3e\u9879\u76ee])"
_JOIN = rf"(?:{_PART}|[\u3001\uff0c,\u548c\u53ca\u4e0e\u81f3\u5230\u6216\u4ee5\u7684\s])*"
_TITLE = re.compile("\u300a([^\u300a\u300b]{2,80})\u300b" + _EDITION)
_NUMERAL = rf"[\d\uff10-\uff19{_SIGNS}\u5343]{{1,9}}"
_ARTICLE = re.compile(
    rf"{_JOIN}\u7b2c\s*(?P<several>(?:{_NUMERAL}\s*[\u3001\uff0c,\u548c\u53ca\u4e0e]\s*\u7b2c?\s*)*)"
    rf"(?P<number>{_NUMERAL})\s*\u6761(?:\u4e4b(?P<added>[\d{_SIGNS}]{{1,3}}))?"
)
_BRACKETS = re.compile(r"[(\uff08\u3014\[][^)\uff09\u3015\]]*[)\uff09\u3015\]]")


@dataclass(frozen=True)
class Citation:
    """A law that a text names, as the text and as the library spells it, and its articles."""

    written: str
    title: str
    articles: tuple[str, ...]


def citations(text: str) -> Iterator[Citation]:
    """Read the laws of a text with the articles that follow each."""
    for found in _TITLE.finditer(text):
        articles, place = [], found.end()
        while article := _ARTICLE.match(text, place):
            articles += [article_key(one) for one in re.findall(_NUMERAL, article["several"])]
            articles.append(article_key(article["number"], article["added"] or ""))
            place = article.end()
        yield Citation(found[1].strip(), title_key(found[1]), tuple(articles))


def title_key(title: str) -> str:
    """Return the title of a law without its edition and the name of the state."""
    bare = _BRACKETS.sub("", "".join(title.split()))
    return half_width(bare).removeprefix(words().republic)


def article_key(number: str, added: str = "") -> str:
    """Return the number of an article in digits: 34, or 34-1 for one that was put in later."""
    key = str(_value(half_width(number)))
    return f"{key}-{_value(half_width(added))}" if added else key


def article_named(text: str) -> str:
    """Return the key of an article by its number as a law prints it, or nothing."""
    found = _ARTICLE.match(text)
    return article_key(found["number"], found["added"] or "") if found else ""


def _value(sign: str) -> int:
    if sign.isdecimal():
        return int(sign)
    before, thousand, after = sign.rpartition(WORDS.thousand)
    rest = number_of(after.lstrip(WORDS.numerals[:2])) if after.strip(WORDS.numerals[:2]) else 0
    return (number_of(before) * 1000 if thousand and before else 0) + rest
