"""How a question finds pages: by words, by numbers of documents and of articles."""

import re
from collections.abc import Sequence

import sqlalchemy as sa

from app.core.chinese import WORDS, half_width, number_of
from app.notices.models import Article, Information, Law

MOST_WORDS, LONGEST_WORD = 5, 40
_SIGNS = "".join(dict.fromkeys(WORDS.numerals))
_THOUSAND = "\u5343"
# 第…条, with what follows an article that was put in later: 第三十四条之一.
_ARTICLE = re.compile(
    rf"\u7b2c(\d{{1,4}}|[{_SIGNS}{_THOUSAND}]{{1,8}})(\u6761(?:\u4e4b[{_SIGNS}]{{1,3}})?)"
)
# The year of a document's number stands in brackets of many kinds, or in none: 〔2022〕.
_YEAR = re.compile(r"[\[(\u3014\u3010\uff08\uff3b](\d{4})[\])\u3015\u3011\uff09\uff3d]")
_BRACKETS = "[]()\u3014\u3015\u3010\u3011\uff08\uff09\uff3b\uff3d \u3000"


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a question; more and longer ones only cost."""
    words = half_width(text or "").split()
    return tuple(word[:LONGEST_WORD] for word in words[:MOST_WORDS])


def says(word: str) -> sa.ColumnElement[bool]:
    """Return the condition on ``Information`` and ``Law``: a word of a question is in the page."""
    spelt = dict.fromkeys((word, *articles_named(word)))
    bare: sa.ColumnElement[str] = sa.func.coalesce(Law.number, "")
    for sign in _BRACKETS:
        bare = sa.func.replace(bare, sign, "")
    return sa.or_(
        *(Information.plain.icontains(each, autoescape=True) for each in spelt),
        bare.icontains(_YEAR.sub(r"\1", word), autoescape=True),
    )


def stands_in(words: Sequence[str]) -> sa.ColumnElement[bool]:
    """Return the condition on ``Article``: named by the question, else with all of its words."""
    named = [spelt for word in words for spelt in articles_named(word)]
    if named:
        return Article.number.in_(named)
    return sa.and_(*(Article.text.icontains(word, autoescape=True) for word in words))


def articles_named(word: str) -> tuple[str, ...]:
    """Return how an article that a word names may be spelt: in numerals, and in digits."""
    found = _ARTICLE.fullmatch(word)
    if found is None:
        return ()
    sign, rest = found[1], found[2]
    if sign.isdecimal():
        other = in_numerals(int(sign))
    else:
        other = "" if _THOUSAND in sign else str(number_of(sign))
    return (word, f"\u7b2c{other}{rest}") if other else (word,)


def in_numerals(number: int) -> str:
    """Return a number below ten thousand in Chinese numerals, as laws count their articles."""
    names = ("", WORDS.numerals[11], WORDS.numerals[12], _THOUSAND)
    zero, digits = WORDS.numerals[1], WORDS.numerals[1:11]
    text = ""
    for place, sign in enumerate(str(number)):
        name = names[len(str(number)) - 1 - place]
        text += digits[int(sign)] + name if sign != "0" else zero
    text = re.sub(f"{zero}+", zero, text).rstrip(zero)
    ten, one = WORDS.numerals[11], digits[1]
    return text[1:] if text.startswith(one + ten) else text
