"""What a letter must say: its fields, an answer to each request, agreement with the file."""

import re
from collections.abc import Callable, Collection, Iterator

from app.core.chinese import half_width, is_han
from app.core.i18n import N_
from app.petitions.letter_checking.answers import answers_in, concluded, counted, numbers_of
from app.petitions.letter_checking.citations import citations
from app.petitions.letter_checking.day_reading import day_in
from app.petitions.letter_checking.finding import Slip
from app.petitions.letter_checking.paper import Answered, Case
from app.petitions.letter_checking.register import rule
from app.petitions.letter_checking.tables import field_with, fields_of, words

Whole = Callable[[str, str], bool]
DISAGREES = {
    "petitioner": N_("The name is not the one in the file."),
    "petition_number": N_("The number is not that of this petition."),
    "to_unit": N_("The unit is not the one to which the petition went."),
    "from_unit": N_("The unit is not the one from which the petition came."),
    "supervised_unit": N_("The unit is not the one that is supervised."),
    "respondent": N_("The unit is not the one whose opinion is reviewed."),
    "opinion_number": N_("The number is not that of the opinion in the file."),
}

#: What may stand behind a request, and is no part of it.
POINTS = "\u3002.;,!"


@rule
def field_filled(case: Case) -> Iterator[Slip]:
    """Every field that a kind of letter must have is filled."""
    for name in case.paper.required:
        if not case.paper.fields.get(name, "").strip():
            yield Slip(sentence=N_("This must be filled in."), field=name)


def _answers(case: Case) -> tuple[str, list[Answered]]:
    name = field_with(case.paper.kind, "answers")
    return name, answers_in(case.paper.fields.get(name, ""), len(_wanted(case)))


def _wanted(case: Case) -> Collection[int]:
    """Return the numbers that are to be answered: the file's, or those that its only text lists."""
    listed = case.facts.requests
    return listed if len(listed) > 1 else numbers_of(list(case.facts.requested)) or listed


@rule
def requests_whole(case: Case) -> Iterator[Slip]:
    """The letter says as many requests as the file: none was cut, none was added."""
    name = field_with(case.paper.kind, "requests")
    text = case.paper.fields.get(name, "")
    filed = _filed(case)
    if text.strip() and filed and counted(text) != filed:
        yield Slip(
            sentence=N_("Requests named here: %(written)s; requests in the file: %(filed)s."),
            values={"written": counted(text), "filed": filed},
            field=name,
        )


@rule
def requests_told(case: Case) -> Iterator[Slip]:
    """A notice says all that was asked for: word by word, or as many things in other words."""
    name = field_with(case.paper.kind, "matter")
    text = case.paper.fields.get(name, "")
    empty = not text.strip()
    if (empty and name in case.paper.required) or counted(text) >= _filed(case):
        return
    said = _bare(text)
    for position, one in enumerate(filter(str.strip, case.facts.requested), 1):
        if empty or _bare(one).rstrip(POINTS) not in said:
            yield Slip(
                sentence=N_("Request %(position)s is not named here."),
                values={"position": position},
                field=name,
            )


def _filed(case: Case) -> int:
    """Count the requests as the file would write them: one may hold numbers of its own."""
    texts = [one for one in case.facts.requested if one.strip()]
    if len(texts) == 1:
        return counted(texts[0])
    if not texts:
        return len(case.facts.requests)
    return counted("\n".join(f"{place}. {one}" for place, one in enumerate(texts, 1)))


@rule
def request_answered(case: Case) -> Iterator[Slip]:
    """Art. 32: every numbered request has an answer."""
    name, answers = _answers(case)
    said = {one.position for one in answers if one.text}
    for position in sorted(set(_wanted(case)) - said):
        yield Slip(
            sentence=N_("Request %(position)s has no answer."),
            values={"position": position},
            field=name,
        )


@rule
def answer_belongs(case: Case) -> Iterator[Slip]:
    """No answer to a request that nobody made."""
    name, answers = _answers(case)
    for one in answers:
        if one.position not in _wanted(case):
            yield Slip(
                sentence=N_("There is an answer %(position)s, but no such request."),
                values={"position": one.position},
                field=name,
            )


@rule
def answer_founded(case: Case) -> Iterator[Slip]:
    """Art. 32: the legal basis of each answer, its own or that of the whole letter."""
    name, answers = _answers(case)
    if case.paper.fields.get(field_with(case.paper.kind, "basis"), "").strip():
        return
    for one in answers:
        if one.text and not any(law.articles for law in citations(one.text)):
            yield Slip(
                sentence=N_("The answer to request %(position)s names no legal basis."),
                values={"position": one.position},
                field=name,
            )


@rule
def answer_concluded(case: Case) -> Iterator[Slip]:
    """Art. 32: supported, explained or not supported; each answer says which."""
    name, answers = _answers(case)
    for one in answers:
        if one.text and not concluded(one.text):
            yield Slip(
                sentence=N_("The answer to request %(position)s has no conclusion."),
                values={"position": one.position},
                field=name,
            )


@rule
def basis_cited(case: Case) -> Iterator[Slip]:
    """A basis is a law with its article; a policy without articles is only asked about."""
    name = field_with(case.paper.kind, "basis")
    text = case.paper.fields.get(name, "")
    if text.strip() and not any(one.articles for one in citations(text)):
        yield Slip(sentence=N_("The basis names no law with its article."), field=name)


@rule
def agrees_with_file(case: Case) -> Iterator[Slip]:
    """Names, numbers, days and units are those of the file."""
    for line in fields_of(case.paper.kind):
        text = case.paper.fields.get(line.name, "").strip()
        if not text or not line.fact:
            continue
        right, day = case.facts.values.get(line.fact), case.facts.days.get(line.fact)
        if right and not _says(text, right, whole=WHOLE.get(line.fact)):
            sentence = DISAGREES.get(line.fact, N_("This is not what the file says."))
            yield Slip(sentence=sentence, field=line.name)
        if day and day_in(text) != day:
            yield Slip(
                sentence=N_("The file says %(day)s."),
                values={"day": day.isoformat()},
                field=line.name,
            )


def _says(text: str, right: Collection[str], *, whole: Whole | None) -> bool:
    """Say whether one of the right writings stands in a text, spaces and widths left out."""
    bare = _bare(text)
    for one in filter(None, map(_bare, right)):
        for found in re.finditer(re.escape(one), bare):
            if whole is None or whole(bare[: found.start()], bare[found.end() :]):
                return True
    return False


def _number_ends(before: str, after: str) -> bool:
    """A number goes on neither before nor after: one digit more is another number."""
    return not re.search(r"[0-9A-Za-z]\Z", before) and not re.match(r"[0-9A-Za-z]", after)


def _name_ends(before: str, after: str) -> bool:
    """A name goes on neither before nor after, but others may be named beside it."""
    beside = words().beside_name
    goes_on = is_han(after[:1]) and not beside.match(after)
    begun = is_han(before[-1:]) and not any(beside.match(before[place:]) for place in (-1, -2))
    return not goes_on and not begun


#: How one knows that a name or a number is named whole.
WHOLE: dict[str, Whole] = {
    "petitioner": _name_ends,
    "petition_number": _number_ends,
    "opinion_number": _number_ends,
}


def _bare(text: str) -> str:
    return "".join(half_width(text).split())
