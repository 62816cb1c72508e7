"""An article of a law in the reader's language; in Chinese with numerals: 第三十一条第四项."""

from app.core.web.errors import told
from app.petitions.words import articles as law


def source(instrument: str, article: str) -> str:
    """Return an article of an instrument in words; without an instrument it is the office's own."""
    return told(law.source(instrument, article))


def articles(text: str) -> str:
    """Return articles as the tables have them in words: ``19(3)``, ``31[1]\u2013[5]``."""
    return told(law.articles(text))
