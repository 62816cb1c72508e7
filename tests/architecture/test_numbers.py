"""G1b: a number that no row can have is an address that does not exist, on either database."""

import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from tests.architecture.walking import addresses, somebody_who_may_everything

#: The first number beyond a key of PostgreSQL, one beyond SQLite's, one that Python will not read.
TOO_BIG = {"32 bits": str(2**31), "64 bits": "9" * 24, "5000 digits": "9" * 5000}
#: Stands in the addresses until it is replaced: short enough to be a key.
STAND_IN = 987654321


def ways(app, method: str) -> list[str]:
    """Return every address with a number in it."""
    found = (way for _, way in addresses(app, method, number=STAND_IN))
    return sorted({way for way in found if str(STAND_IN) in way})


def leads_nowhere(app, address: str, method: str) -> bool:
    """Say whether no rule of the application answers an address."""
    try:
        app.url_map.bind("localhost").match(address, method)
    except RequestRedirect:
        return False
    except (NotFound, MethodNotAllowed):
        return True
    return False


@pytest.mark.parametrize("number", TOO_BIG.values(), ids=TOO_BIG)
def test_a_number_that_no_row_has_is_no_address(app, as_, db, number):
    client, wrong = as_(somebody_who_may_everything()), {}
    for method in ("GET", "POST"):
        for way in ways(app, method):
            address = way.replace(str(STAND_IN), number)
            # Most are no address at all; of the others the page itself is asked.
            if leads_nowhere(app, address, method):
                continue
            answer = client.open(address, method=method)
            if answer.status_code not in {404, 405}:
                wrong[f"{method} {way}"] = answer.status_code
    assert not wrong, f"take the number with <int:…>, or refuse it before asking: {wrong}"
