"""Where a value stands in a Chinese sentence: a space beside Latin letters, none beside characters.

A sentence is written once for every name that may stand in it: “admin 修改了” wants a space, a
Chinese name before the same verb none. Both are made here, and nowhere in the catalogues.
"""

import re
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import Domain, get_domain
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

#: A place for a value, and the spaces around it.
PLACE = re.compile(r"( *)%\((\w+)\)([sd])( *)")
HAN = re.compile(r"[\u3400-\u9fff]")
#: What needs no space beside a character: another one, and a full-width mark, which has its own.
FULL = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uff65\u2018-\u201d]")
LATIN = re.compile(r"[A-Za-z]")
WORDISH = re.compile(r"[A-Za-z0-9]")


def fitted(template: str, values: Mapping[str, Any]) -> str:
    """Return the sentence with its places set for these values."""
    if not values or not HAN.search(template):
        return template

    def place(found: re.Match[str]) -> str:
        before, name, kind, after = found.groups()
        left, right = template[: found.start()][-1:], template[found.end() :][:1]
        shown = _shown(values.get(name, ""))
        before = _gap(before, left, shown[:1], shown)
        after = _gap(after, right, shown[-1:], shown)
        return f"{before}%({name}){kind}{after}"

    return PLACE.sub(place, template)


def _shown(value: Any) -> str:
    return str(value.striptags() if isinstance(value, Markup) else value)


def _gap(written: str, beside: str, edge: str, shown: str) -> str:
    """Return what separates a value from what stands beside it in the sentence."""
    if not HAN.match(beside):
        return written
    if FULL.match(edge):
        return ""
    return " " if WORDISH.match(edge) and LATIN.search(shown) else written


def sentences(*parts: Any) -> str:
    """Return sentences one after the other: no space follows a full-width point."""
    given = [one for one in parts if one]
    # What a template translated is markup already, and a typed word beside it is not.
    made = escape if any(isinstance(one, Markup) for one in given) else str
    said = made("")
    for part in map(made, given):
        said += ("" if not said or FULL.match(said[-1]) else " ") + part.strip()
    return said


class SpacedDomain(Domain):
    """The catalogue of this application, for sentences made in Python."""

    def gettext(self, string: str, **variables: Any) -> str:
        """Translate, and set the values into their places."""
        said = self.get_translations().ugettext(string)
        return fitted(said, variables) % variables if variables else said

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> str:
        """Translate what depends on a number."""
        variables.setdefault("num", num)
        said = self.get_translations().ungettext(singular, plural, num)
        return fitted(said, variables) % variables


@pass_eval_context
def _gettext(context: EvalContext, string: str, /, **variables: Any) -> str:
    said = fitted(get_domain().get_translations().ugettext(string), variables)
    return (Markup(said) if context.autoescape else said) % variables


@pass_eval_context
def _ngettext(
    context: EvalContext, singular: str, plural: str, num: int, /, **variables: Any
) -> str:
    variables.setdefault("num", num)
    said = get_domain().get_translations().ungettext(singular, plural, num)
    said = fitted(said, variables)
    return (Markup(said) if context.autoescape else said) % variables


def install(app: Flask) -> None:
    """Take the place of the framework's translation, in Python and in templates."""
    babel = app.extensions["babel"]
    babel.instance.domain_instance = SpacedDomain(domain=babel.default_domain)
    app.jinja_env.globals.update(gettext=_gettext, ngettext=_ngettext, sentences=sentences)
