"""Told stories share nothing with a real office in the same folder."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: What is kept in INSTANCE_DIR unless an environment variable names another place.
IN_INSTANCE = re.compile(r'os\.environ\.get\("(\w+)", str\(INSTANCE / ')
KEPT = IN_INSTANCE.findall((ROOT / "config.py").read_text())


def test_what_is_kept_in_the_folder_is_found():
    assert {"KEY_FILE", "UPLOAD_FOLDER", "JOBS_FILE"} <= set(KEPT)


@pytest.mark.parametrize("name", KEPT)
def test_the_demo_has_a_place_of_its_own_for_each(name):
    own = rf"^demo: export {name} := \$\(CURDIR\)/instance/demo-\S+$"
    assert re.search(own, (ROOT / "Makefile").read_text(), re.M), name
