"""G8: every message has words in all three languages, and no Chinese stands in the code."""

import ast
import re
from pathlib import Path

from tools import catalogue, i18n_check, traditional

ROOT = Path(__file__).parents[2]
HAN = re.compile(r"[\u3400-\u9fff]")
MARKS = {"_", "_l", "N_", "gettext", "ngettext", "lazy_gettext", "lazy_ngettext"}
# What a Chinese sentence never has: a half-width mark after a character, or a mark twice.
SLIPS = re.compile(
    r"[\u3400-\u9fff][,;:!?](?!\d)|[，。；：、！？]{2}| [，。；：、！？]|[\u3400-\u9fff]\.$"
)


def test_the_catalogues_are_complete():
    problems = list(i18n_check.problems())
    assert not problems, "\n".join(["make i18n-update, then give the words:", *problems[:30]])


def messages_in(path: Path) -> set[str]:
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS and node.args
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def test_every_marked_message_is_collected():
    collected = {i18n_check.key(message) for message in catalogue.collected() if message.id}
    missed = {
        f"{path.relative_to(ROOT)}: {message!r}"
        for path in ROOT.glob("app/**/*.py")
        for message in messages_in(path) - collected
    }
    assert not missed, f"take the call out of the f-string, it is not collected there: {missed}"


def test_chinese_words_are_chinese():
    english = [
        f"{locale}: {words!r}"
        for locale in ("zh", "zh_Hant_TW")
        for message in catalogue.read(locale)
        if message.id
        for words in catalogue.words(message)
        if re.search(r"[A-Za-z]", i18n_check.PLACEHOLDER.sub("", words)) and not HAN.search(words)
    ]
    assert not english, "not translated:\n" + "\n".join(english)


def test_chinese_words_are_set_as_chinese():
    slips = [
        f"{locale}: {words!r}"
        for locale in ("zh", "zh_Hant_TW")
        for message in catalogue.read(locale)
        if message.id
        for words in catalogue.words(message)
        if SLIPS.search(words)
    ]
    assert not slips, "full-width marks, each once:\n" + "\n".join(slips)


def test_traditional_chinese_says_one_word_for_one_thing():
    wrong = [
        f"{words!r}: {traditional.in_our_words(words)!r}"
        for message in catalogue.read("zh_Hant_TW")
        if message.id
        for words in catalogue.words(message)
        if words != traditional.in_our_words(words)
    ]
    assert not wrong, "say it in the words of tools/traditional.py:\n" + "\n".join(wrong)


def chinese_in(path: Path) -> list[str]:
    source = path.read_text()
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    lines = source.splitlines()
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in docstrings and HAN.search(node.value)
        if HAN.search("".join(lines[node.lineno - 1 : node.end_lineno]))  # not as an escape
    ]


def test_no_chinese_in_code_but_in_docstrings():
    found = [place for path in ROOT.glob("app/**/*.py") for place in chinese_in(path)]
    assert not found, f"write an English message in _(), or move the data to a CSV file: {found}"


def test_no_chinese_in_templates():
    comment = re.compile(r"{#.*?#}", re.S)
    found = [
        str(path.relative_to(ROOT))
        for path in ROOT.glob("app/**/templates/**/*.html")
        if HAN.search(comment.sub("", path.read_text()))
    ]
    assert not found, f"write {{{{ _('English words') }}}}: {found}"
