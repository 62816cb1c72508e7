"""Pinyin initials, by which officers find a word without typing Chinese."""


def initials(text: str) -> str:
    """Return the first letter of each character's reading, and letters and digits as they are."""
    # Its tables take a quarter of a second to load, and most processes never need them.
    from pypinyin import Style, lazy_pinyin

    letters = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def spelled(text: str) -> str:
    """Return the readings of the characters in one word, without tones."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).lower()
