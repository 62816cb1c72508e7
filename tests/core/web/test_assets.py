"""Static files: fetched once per release, never stale after one."""

import re

import pytest

from tests.factories import an_officer


@pytest.fixture
def fetch(as_, db):
    client = as_(an_officer("Triage officer"))
    return lambda address: client.get(address, buffered=True, follow_redirects=True)


def test_every_file_a_page_names_is_there_and_kept(fetch):
    named = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', fetch("/").text))
    assert any(address.endswith("/js/main.js") for address in named)
    for address in named:
        answer = fetch(address)
        assert answer.status_code == 200, address
        assert answer.cache_control.max_age == 365 * 24 * 3600
        assert answer.cache_control.immutable


def test_a_script_that_another_one_names_is_versioned_too(fetch, app):
    # Relative imports inherit the version; an absolute one would fetch a second copy.
    answer = fetch(f"/static/{app.asset_version}/registration/connection.js")
    assert answer.status_code == 200
    assert 'from "/' not in answer.text


def test_another_version_is_not_there_and_the_plain_address_is_asked_again(fetch):
    assert fetch("/static/000000000000/js/main.js").status_code == 404
    plain = fetch("/static/js/main.js")
    assert plain.status_code == 200
    assert not plain.cache_control.immutable


def test_a_page_is_not_kept_by_naming_a_version(fetch, app):
    assert fetch(f"/static/{app.asset_version}/../../petitions/1").status_code == 404
