"""What arrives at an office on a day: visits, letters, calls, assignments, some of them again."""

from collections import defaultdict, deque
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.demo.invention import Invention, Shares
from app.demo.life import topic_unit
from app.demo.office import HOME, Actor, Office, Place
from app.petitions.commands.given import PersonGiven, Registration
from app.petitions.rules import house_rules

KINDS = Shares({"visit": 34, "letter": 23, "online": 21, "phone": 9, "assigned": 5, "station": 13})
CHANNELS = {
    "visit": Shares({"201": 92, "202": 6, "203": 2}),
    "station": Shares({"201": 100}),
    "letter": Shares({"101": 97, "102": 3}),
    "online": Shares({"301": 60, "302": 16, "303": 12, "304": 8, "103": 4}),
    "phone": Shares({"401": 70, "402": 30}),
    "assigned": Shares({"101": 60, "301": 40}),
}
SOURCES = {"402": "15", "304": "16"}
FROM_ABOVE = Shares({"02": 40, "08": 36, "07": 18, "06": 6})
PURPOSES = Shares({"03": 64, "02": 9, "01": 13, "05": 14})
HEADS = Shares(
    {1: 84, 2: 6, 3: 3, 4: 2, 5: 1.4, 6: 1, 8: 0.9, 12: 0.8, 18: 0.4, 26: 0.3, 42: 0.1, 65: 0.05}
)
URGENCIES = Shares({"1": 92, "2": 6.5, "3": 1.5})
ENCLOSURES = Shares({"00": 70, "01": 12, "18": 10, "05": 8})
FORMS = {"visit": "visit", "station": "visit", "assigned": "assigned"}
RECENT = 400


@dataclass
class Arrival:
    """One thing that arrives: what the form will say, who registers it, what it is about."""

    kind: str
    given: Registration
    by: Actor
    topic: dict[str, Any]
    slots: dict[str, Any]
    earlier: str | None = None


class Doorstep:
    """Invents arrivals, and remembers who was here lately: some come again."""

    def __init__(self, office: Office, invention: Invention) -> None:
        self.office, self.invention, self.rng = office, invention, invention.rng
        self.stations = [p for p in office.places.values() if p.kind == "station"]
        self._lately: dict[int, deque[tuple[str, Arrival]]] = defaultdict(
            lambda: deque(maxlen=RECENT)
        )

    def remember(self, number: str, arrival: Arrival) -> None:
        """Keep in mind who was here, unless nobody knows who it was."""
        if not arrival.given.anonymous and arrival.given.people and not arrival.given.is_repeat:
            self._lately[arrival.by.unit_id].append((number, arrival))

    def arrival(self, day: date, *, kind: str | None = None, again: bool = True) -> Arrival:
        """Return what arrives next."""
        kind = kind or self.invention.weighted(KINDS)
        if kind not in ("assigned", "accusation") and self.invention.chance(0.013):
            kind = "accusation"
        place = self._station() if kind == "station" else self.office.place(HOME)
        lately = self._lately[place.id]
        if (
            kind in ("visit", "letter", "online")
            and lately
            and again
            and self.invention.chance(0.2)
        ):
            return self._again(kind, day, *self.rng.choice(lately))
        arrival = self._fresh(kind, day, place)
        if lately and not arrival.given.anonymous:
            arrival.earlier = lately[-1 - self.rng.randrange(min(len(lately), 30))][0]
        return arrival

    def _station(self) -> Place:
        place: Place = self.invention.often(self.stations)
        return place

    def _again(self, kind: str, day: date, number: str, first: Arrival) -> Arrival:
        """The same people with the same matter."""
        given = replace(
            first.given,
            form="visit" if kind == "visit" else "letter",
            channel=self.invention.weighted(CHANNELS[kind]),
            source="01",
            received_on=day,
            is_repeat=True,
            first_number=number,
            content=self.invention.content(first.topic, first.slots, kind),
            letter_nature=None if kind == "visit" else "01",
            **NOT_ASSIGNED,
        )
        return Arrival("repeat", self._dated(given, kind), self._clerk(kind), first.topic,
                       first.slots, earlier=number)  # fmt: skip

    def _fresh(self, kind: str, day: date, place: Place) -> Arrival:
        invention = self.invention
        topic = invention.topic()
        region, street = invention.street()
        if place.kind == "station":
            region, street = place.region, place.name[:4]
        slots = invention.slots(topic, day, street)
        if kind == "accusation":
            return self._accusation(day, street, region, topic, slots)
        slots["region"] = region
        given = self._petition(kind, day, street, topic, slots)
        if kind == "assigned":
            given = self._assigned(given, day)
        by = (
            self.office.actor("Station operator", place) if kind == "station" else self._clerk(kind)
        )
        return Arrival(kind, self._dated(given, kind), by, topic, slots)

    def _petition(
        self, kind: str, day: date, street: str, topic: dict[str, Any], slots: dict[str, Any]
    ) -> Registration:
        invention = self.invention
        people, heads, anonymous = self._people(kind, day, street)
        unit = self.office.place(topic_unit(topic))
        channel = invention.weighted(CHANNELS[kind])
        return Registration(
            form=FORMS.get(kind, "letter"),
            channel=channel,
            source=SOURCES.get(channel, "01"),
            received_on=day,
            purpose=invention.weighted(PURPOSES),
            content=invention.content(topic, slots, "visit" if kind == "station" else kind),
            people=people,
            requests=self._requests(topic, slots),
            summary=topic["summary"].format_map(slots),
            issue=topic["issue"],
            problem_region=slots["region"],
            responsible_unit_id=unit.id if invention.chance(0.6) else None,
            urgency=invention.weighted(URGENCIES),
            anonymous=anonymous,
            head_count=heads,
            **self._manner(kind),
        )

    def _requests(self, topic: dict[str, Any], slots: dict[str, Any]) -> tuple[str, ...]:
        asked = [text.format_map(slots) for text in topic["requests"]]
        if self.invention.chance(0.12):
            asked.append(self.invention.phrase("extra_requests"))
        return tuple(asked[: self.rng.randrange(1, len(asked) + 1)])

    def _manner(self, kind: str) -> dict[str, Any]:
        chance = self.invention.chance
        confidential = chance(0.04)
        manner: dict[str, Any] = {
            "confidential": confidential,
            "publicity": "1" if not confidential and chance(0.25) else "0",
        }
        if kind in ("visit", "station"):
            manner["level"] = "1" if kind == "station" else "2"
            manner["window_opinion"] = self.invention.phrase("window_opinion")
            if kind == "visit" and chance(0.012):
                manner |= self.invention.phrase("incident")
        elif kind == "letter":
            manner["enclosure"] = self.invention.weighted(ENCLOSURES)
        return manner

    def _people(
        self, kind: str, day: date, street: str
    ) -> tuple[tuple[PersonGiven, ...], int, bool]:
        """Who came or signed, how many they are, and whether nobody said who he was."""
        if kind == "letter" and self.invention.chance(0.06):
            return (), 1, True
        heads = self.invention.weighted(HEADS) if kind in ("visit", "letter") else 1
        named = min(heads, house_rules().representatives_at_most)
        people = [self.invention.person(day, street)]
        people += [self.invention.person(day, street, relation="4") for _ in range(named - 1)]
        return tuple(people), heads, False

    def _dated(self, given: Registration, kind: str) -> Registration:
        """Letters come some days before they are entered, and are posted before they come."""
        nature = given.letter_nature
        if given.channel == "101":
            joint = given.head_count >= house_rules().joint_letter_from
            nature = "03" if given.anonymous else "02" if joint else "01"
        if kind not in ("letter", "online"):
            return given if nature == given.letter_nature else replace(given, letter_nature=nature)
        received = given.received_on - timedelta(days=self.rng.randrange(0, 4))
        posted = received - timedelta(days=self.rng.randrange(2, 7))
        posted_on = posted if given.channel == "101" else None
        return replace(given, letter_nature=nature, received_on=received, postmarked_on=posted_on)

    def _assigned(self, given: Registration, day: date) -> Registration:
        unit, title = self.invention.phrase("assigners")
        return replace(
            given,
            source=self.invention.weighted(FROM_ABOVE),
            assigned_number=f"{day.year}-{self.rng.randrange(100, 999)}",
            assigning_unit=unit,
            assigner_title=title,
            assigner_name=self.invention.name()[0],
            assigned_on=day - timedelta(days=self.rng.randrange(1, 6)),
            assigned_due_on=day + timedelta(days=90),
            assigned_text=self.invention.phrase("assigned_text"),
        )

    def _accusation(
        self, day: date, street: str, region: str, topic: dict[str, Any], slots: dict[str, Any]
    ) -> Arrival:
        said = self.invention.phrase("accusation")
        accused = self.office.place(f"{region}-BS")
        given = Registration(
            form="letter",
            channel="101",
            source="01",
            received_on=day,
            purpose="04",
            content=self.rng.choice(said["content"]).format_map(slots),
            requests=tuple(said["requests"]),
            people=(self.invention.person(day, street),),
            issue=self.rng.choice(said["issues"]),
            problem_region=region,
            letter_nature="01",
            accused_name=self.invention.name()[0],
            accused_title=self.rng.choice(said["titles"]),
            accused_unit_id=accused.id,
            accused_unit_name=accused.name,
        )
        return Arrival("accusation", given, self._clerk("letter"), topic, slots)

    def _clerk(self, kind: str) -> Actor:
        return self.office.actor("Window clerk" if kind == "visit" else "Letter clerk")


NOT_ASSIGNED: dict[str, Any] = dict.fromkeys(
    "assigned_number assigner_name assigner_title assigning_unit assigned_on assigned_due_on"
    " assigned_text window_opinion conduct conduct_facts conduct_place enclosure level".split()
)
