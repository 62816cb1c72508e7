"""An article of a law in words: in Chinese as papers write it, with numerals, 第三十一条第四项."""

import re

from flask_babel import get_locale
from flask_babel import gettext as _

from app.core.chinese import numeral_of

# 22(1)[3] is article 22, paragraph 1, item 3; 31[1]\u2013[5] runs over items.
_ARTICLE = re.compile(r"(\d+)((?:\(\d+\)|\[\d+\])*)(?:\u2013\[(\d+)\])?")
_PART = re.compile(r"([(\[])(\d+)[)\]]")


def source(instrument: str, article: str) -> str:
    """Return an article of an instrument in words; without an instrument it is the office's own."""
    if not instrument:
        return _("A limit of this office, not of the Regulation")
    if not article:
        return _(instrument)
    return _("%(instrument)s, %(articles)s", instrument=_(instrument), articles=articles(article))


def articles(text: str) -> str:
    """Return articles as the tables have them (``19(3)\u300131[1]\u2013[5]``) in words."""
    if "." in text:  # a clause of a standard
        return _("article %(article)s", article=text)
    return _("; ").join(_told(*found.groups()) for found in _ARTICLE.finditer(text))


def _told(number: str, parts: str, last: str | None) -> str:
    said = [_("article %(article)s", article=_numeral(number))]
    for sign, part in _PART.findall(parts):
        if sign == "(":
            said.append(_("(%(paragraph)s)", paragraph=_numeral(part)))
        else:
            said.append(_("(%(item)s)", item=_numeral(part)))
    if last:
        said.append(_("\u2013(%(item)s)", item=_numeral(last)))
    return "".join(said)


def _numeral(number: str) -> str:
    locale = get_locale()
    return numeral_of(int(number)) if locale and locale.language == "zh" else number
