"""G3: a move has one name, and everything that a move needs has that name."""

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

from app.accounts.petition_verbs import VERBS
from app.accounts.roles import ROLES
from app.petitions import commands
from app.petitions.commands.registry import COMMANDS
from app.petitions.forms.moves import FORMS
from app.petitions.words.sentences import SENTENCES
from app.petitions.workflow import PETITION

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
TESTS = "".join(
    path.read_text() for path in (ROOT / "tests").glob("*/**/test_*.py") if path != Path(__file__)
)
FACTORY = (ROOT / "tests" / "factories" / "petitions.py").read_text()
#: These have a page of their own: the registration, the papers beside the file, a letter's texts.
OWN_PAGE = {"register", "attach", "revise_letter"}
for _module in pkgutil.iter_modules(commands.__path__, "app.petitions.commands."):
    import_module(_module.name)  # importing fills the table of commands
GRANTED = {verb for role in ROLES for verb, _noun in role.grants}


@pytest.mark.parametrize("move", PETITION.moves, ids=lambda move: move.name)
def test_a_move_has_everything_it_needs(move):
    lacking = {
        "a command in app/petitions/commands": move.name in COMMANDS or move.name == "register",
        "a form in app/petitions/forms/moves.py": move.name in OWN_PAGE | set(FORMS),
        "a label": bool(move.label.strip()),
        "a verb in app/accounts/roles.py": move.name in VERBS,
        "a seeded role that may make it": move.name in GRANTED,
        "a role that may approve it": not move.second or f"approve_{move.name}" in GRANTED,
        "a sentence in app/petitions/words/sentences.py": move.name in SENTENCES,
        "a line in docs/glossary.md": f"`{move.name}`" in GLOSSARY,
        "a test that names it": f'"{move.name}"' in TESTS + FACTORY or f"{move.name}(" in TESTS,
    }
    missing = [what for what, there in lacking.items() if not there]
    assert not missing, f"{move.name} lacks {missing}: docs/recipes.md, Add a move"


def test_every_state_is_in_the_glossary():
    missing = [state.name for state in PETITION.states if state.name not in GLOSSARY]
    assert not missing, f"docs/glossary.md lacks {missing}"


def test_no_verb_stands_for_nothing():
    moves = {move.name for move in PETITION.moves}
    stray = [name for name in SENTENCES if name not in moves and name in VERBS]
    assert not stray, f"sentences without a move: {stray}"
