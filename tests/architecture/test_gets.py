"""G4: reading changes nothing, whoever reads, and no address falls over."""

from tests.architecture.walking import addresses, somebody_who_may_everything
from tests.databases import tables_written

#: Who opened or took out what, and when he was last there, is written down; that changes nothing
#: he opened.
LOGS = {"access_event", "admin_event", "login_session"}


def test_no_get_changes_anything(app, as_, db, database):
    client = as_(somebody_who_may_everything())
    client.get("/")
    for endpoint, address in addresses(app):
        database.statements.clear()
        answer = client.get(address)
        changed = tables_written(database.statements) - LOGS
        assert not changed, f"GET {address} ({endpoint}) wrote {changed}: make it a POST"
        assert answer.status_code < 500, f"GET {address} ({endpoint}): {answer.status_code}"


def test_an_unknown_number_is_not_found(app, as_, db):
    client = as_(somebody_who_may_everything())
    wrong = [
        f"{address} ({endpoint}): {status}"
        for endpoint, address in addresses(app, number=987_654_321)
        if "987654321" in address
        and (status := client.get(address).status_code) not in {302, 400, 404}
    ]
    assert not wrong, f"an unknown number must give 404: {wrong}"
