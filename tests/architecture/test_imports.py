"""G14: the import contracts run here too, so that nobody can forget them."""

import subprocess
import sys
from pathlib import Path


def test_imports_go_down_only():
    # In a process of its own: the linter sets logging up anew, and ours would fall silent.
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
