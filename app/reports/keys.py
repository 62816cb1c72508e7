"""By what the lines of a table are told apart: a code, the id of a unit, a number of a month."""

from typing import Any

Key = Any
