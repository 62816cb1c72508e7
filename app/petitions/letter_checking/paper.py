"""What the rules read: a letter as it stands, and what its file says of the same things."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a letter says to one numbered request."""

    position: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A letter: its kind (W14), its fields as they will be printed, what of them must be filled.

    ``body`` is the whole text as the template prints it: what a field does not say, the template
    may, and an office has templates of its own. ``signed_on`` is empty of a draft, which is read
    as if it were signed today.
    """

    kind: str
    fields: Mapping[str, str]
    required: Collection[str] = ()
    body: str = ""
    signed_on: date | None = None

    def texts(self) -> list[tuple[str, str]]:
        """Return every text of the letter with the name of the field in which it stands."""
        return [(name, text) for name, text in self.fields.items() if text]


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """Somebody who reported, with all by which he could be known (检举人)."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    employer: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A limit within which the letter is owed: its last day, and by which article."""

    code: str
    due_on: date
    instrument: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Longer:
    """An extension as the file reckons it: how many days it may have, and the end of each."""

    most: int
    old_end: date
    end_of: Callable[[int], date]


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """What the file says. A fact that is not there is not compared.

    ``values`` holds for each fact every writing of it that is right (a unit has its full and its
    short name), ``days`` the days. ``requests`` are the numbers of the requests, ``requested``
    their texts. ``authority`` are the names of who decides about the remedy; none where the order
    of units does not say it. ``redo`` says that the letter orders to handle it anew.
    ``loaded_until`` is the last year whose holidays are known.
    ``accused`` and ``accusation`` are what an accusation says of whom.
    """

    today: date
    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    requests: Collection[int] = ()
    requested: Collection[str] = field(default=(), repr=False)
    remedy: bool = True
    redo: bool = False
    authority: Collection[str] = ()
    duties: tuple[Duty, ...] = ()
    reason_code: str = ""
    extension: Longer | None = None
    loaded_until: int | None = None
    is_accusation: bool = False
    reporters: tuple[Reporter, ...] = ()
    accused: Collection[str] = field(default=(), repr=False)
    accusation: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class KnownLaw:
    """A law of the library: the numbers of its articles, and until when it was in force.

    ``closed`` says that the last of them is the one with which a law ends, the day from which it
    is in force: an excerpt of the first articles has none.
    """

    articles: Collection[str]
    closed: bool = False
    repealed_on: date | None = None


#: Asks the library once for all laws that a letter names; what it does not know is left out.
Library = Callable[[Collection[str]], Mapping[str, KnownLaw]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One check: the letter, its file, and the laws that the letter names."""

    paper: Paper
    facts: FileFacts
    laws: Mapping[str, KnownLaw] = field(default_factory=dict)

    @property
    def issued_on(self) -> date:
        """The day of the letter: that of its signing, of a draft today."""
        return self.paper.signed_on or self.facts.today
