"""G14: the import contracts run here too, so that nobody can forget them."""

from importlinter.cli import lint_imports


def test_imports_go_down_only(capsys):
    status = lint_imports(no_cache=True)
    assert status == 0, capsys.readouterr().out
