"""People, places and texts that nobody ever wrote; the same seed draws the same ones."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from app.core.identity import check_character, years_between
from app.petitions.codes import APPEALS
from app.petitions.commands.given import PersonGiven
from app.petitions.sorts import SIX

_FOLDER = Path(__file__).with_name("data")
REGION = "610115"


@cache
def data(name: str) -> Any:
    """Return one of the lists."""
    return json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))


def sorted_six(purpose: str) -> dict[str, str]:
    """Return what an acceptance says of art. 31: an appeal is of class 6; else nothing."""
    if purpose not in APPEALS:
        return {}
    return {"art31_class": SIX, "art31_reason": data("phrases")["class_six"][0]}


@cache
def zipf(count: int) -> list[float]:
    """Return cumulated weights 1, 1/2, 1/3 …: few things are frequent, many are rare."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


class Shares:
    """Things and how often each of them is drawn."""

    def __init__(self, shares: dict[Any, float]) -> None:
        self.things = list(shares)
        self.bounds = list(accumulate(shares.values()))


class Invention:
    """Draws everything from one random source."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        people, places = data("people"), data("places")
        self._surnames = people["surnames"]
        self._given = {"1": people["given_men"], "2": people["given_women"]}
        self._drawn = {
            name: Shares(people[name]) for name in ("education", "ethnicity", "political")
        }
        self._employers = people["employers"]
        self._places = places
        self._streets = places["streets"]
        self._street_weights = list(accumulate(weight for _code, _name, weight in self._streets))
        self._topics = data("topics")
        self._phrases = data("phrases")

    # --- small draws ----------------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        """Say yes in a share of the cases."""
        return self.rng.random() < share

    def often(self, things: Sequence[Any]) -> Any:
        """Return one thing, the first ones much more often than the last ones."""
        return self.rng.choices(things, cum_weights=zipf(len(things)))[0]

    def weighted(self, shares: "Shares") -> Any:
        """Return one thing in proportion to its share."""
        return self.rng.choices(shares.things, cum_weights=shares.bounds)[0]

    def phrase(self, name: str) -> Any:
        """Return one of the phrases of a kind; of a table the whole."""
        phrases = self._phrases[name]
        return phrases if isinstance(phrases, dict) else self.rng.choice(phrases)

    # --- people ---------------------------------------------------------------------------------

    def name(self, sex: str | None = None) -> tuple[str, str]:
        """Return a name and the sex it belongs to."""
        sex = sex or ("1" if self.rng.random() < 0.58 else "2")
        surname = self.often(self._surnames)
        return surname + self.rng.choice(self._given[sex]), sex

    def person(self, day: date, street: str, *, relation: str = "1") -> PersonGiven:
        """Return somebody who lives in a street of the district."""
        name, sex = self.name()
        born = day - timedelta(days=int(365.25 * self.rng.triangular(19, 84, 54)))
        return self.known(name, sex, born, self._door(street), day=day, relation=relation)

    def known(
        self, name: str, sex: str, born: date, address: str, *, day: date, relation: str = "1"
    ) -> PersonGiven:
        """Return somebody of whom this much is told, the rest invented."""
        rng = self.rng
        first17 = f"{REGION}{born:%Y%m%d}{900 + 2 * rng.randrange(49) + (sex == '1'):03d}"
        return PersonGiven(
            name=name,
            relation=relation,
            sex=sex,
            born_on=born,
            age=years_between(born, day),
            id_kind="111",
            id_number=first17 + check_character(first17),
            phone=f"13{rng.randrange(10)}0000{rng.randrange(10000):04d}",
            address=address,
            home_region=REGION,
            employer=rng.choice(self._employers),
            **{name: self._draw(name) for name in self._drawn},
        )

    def _draw(self, name: str) -> str:
        return str(self.weighted(self._drawn[name]))

    def village(self) -> str:
        """Return a village and a group of it."""
        numeral = self._places["numerals"][self.rng.randrange(9)]
        village = self.rng.choice(self._places["villages"])
        return str(self._places["group_of"].format(village=village, numeral=numeral))

    def _door(self, street: str) -> str:
        number = self.rng.randrange(1, 120)
        door: str = self._places["door"]
        return door.format(street=street, village=self.village(), number=number)

    def street(self) -> tuple[str, str]:
        """Return code and name of a street of the district, the large ones more often."""
        code, name, _weight = self.rng.choices(self._streets, cum_weights=self._street_weights)[0]
        return code, name

    # --- texts ----------------------------------------------------------------------------------

    def topic(self) -> dict[str, Any]:
        """Return what a petition is about."""
        topic: dict[str, Any] = self.often(self._topics)
        return topic

    def slots(self, topic: dict[str, Any], day: date, street: str) -> dict[str, Any]:
        """Return what fills the places of a topic's sentences."""
        rng, places = self.rng, self._places
        earlier = day - timedelta(days=rng.randrange(10, 150))
        return {
            "street": street,
            "village": rng.choice(places["villages"]),
            "estate": rng.choice(places["estates"]),
            "road": rng.choice(places["roads"]),
            "company": rng.choice(places[topic.get("firms", "builders")]),
            "school": rng.choice(places["schools"]),
            "hospital": rng.choice(places["hospitals"]),
            "group": places["numerals"][rng.randrange(9)],
            "count": rng.randrange(6, 90),
            "money": round(rng.lognormvariate(2.2, 1), 1),
            "area": rng.randrange(2, 260),
            "months": rng.randrange(3, 30),
            "month": rng.randrange(1, 13),
            "year": day.year - rng.randrange(1, 9),
            "age": rng.randrange(58, 84),
            "lately": places["month"].format(year=earlier.year, month=earlier.month),
        }

    def content(self, topic: dict[str, Any], slots: dict[str, Any], channel: str) -> str:
        """Return a text as somebody writes or says it: 80 to 600 characters."""
        rng, phrases = self.rng, self._phrases
        opening = phrases["openings"].get(channel, ("",))
        details = rng.sample(phrases["details"], rng.randrange(1, 14 if channel == "letter" else 5))
        parts = [rng.choice(opening), *topic["content"], *details]
        if channel in ("letter", "online"):
            parts.append(rng.choice(phrases["closings"]))
        return "".join(parts).format_map(slots)
