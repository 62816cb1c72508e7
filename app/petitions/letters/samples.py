"""Made-up texts for every field, to look at a template with."""

import csv
from functools import cache

from app.petitions.letters.kinds import DATA, FIXED, Kind


@cache
def samples() -> dict[str, str]:
    """Return a made-up text for each field that any letter has."""
    with (DATA / "samples.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["text"].replace("\\n", "\n") for row in csv.DictReader(file)}


def samples_of(kind: Kind) -> dict[str, str]:
    """Return made-up texts for all that a template of a kind may name."""
    return {name: samples()[name] for name in (*kind.names, *FIXED)}
