"""No start on a database with the keys of another: neither new ones, nor some that do not open."""

import json
import shutil

import pytest

from app.core import crypto
from app.core.crypto import Keyring
from tests.factories import a_petition


@pytest.fixture
def start(app, db, monkeypatch, tmp_path):
    """Return what `flask init` says with another key file: its exit code and the output."""
    monkeypatch.setattr(crypto._Holder, "keyring", crypto.keyring())  # put back afterwards

    def run():
        monkeypatch.setitem(app.config, "KEY_FILE", str(tmp_path / "keys.json"))
        result = app.test_cli_runner().invoke(args=["init"])
        return result.exit_code, result.output

    return run


def test_no_new_key_is_made_for_a_database_in_use(start, tmp_path):
    code, said = start()
    assert code == 1
    assert said.startswith(f"Error: The key file {tmp_path}/keys.json is missing")
    assert "instance/" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "keys.json").exists()


def test_keys_that_do_not_open_the_database_are_refused(start, app, tmp_path):
    a_petition()
    needed = crypto.keyring().current
    Keyring.create(tmp_path / "keys.json")
    code, said = start()
    assert code == 1
    assert said.startswith(f"Error: The key file {tmp_path}/keys.json lacks keys")
    assert needed in said
    assert said.count("\n") == 1


def test_an_older_key_beside_a_newer_one_opens_it(start, app, tmp_path):
    a_petition()
    shutil.copy2(app.config["KEY_FILE"], tmp_path / "keys.json")
    Keyring.add_key(tmp_path / "keys.json")
    assert start()[0] == 0


def test_both_the_oldest_and_the_newest_text_are_asked(start, app, tmp_path):
    a_petition()
    shutil.copy2(app.config["KEY_FILE"], tmp_path / "keys.json")
    first = crypto.keyring().current
    crypto.use_keyring(Keyring.add_key(tmp_path / "keys.json"))
    a_petition()
    second = crypto.keyring().current
    content = json.loads((tmp_path / "keys.json").read_text())
    for lost in (first, second):
        left = {name: key for name, key in content["keys"].items() if name != lost}
        kept = content | {"keys": left, "current": next(iter(left))}
        (tmp_path / "keys.json").write_text(json.dumps(kept))
        code, said = start()
        assert code == 1
        assert f": {lost}." in said
