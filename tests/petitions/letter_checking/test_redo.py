"""An opinion that revokes and orders to handle anew (责令重作): no remedy, no end, but who does."""

import pytest

from tests.petitions.letter_checking.letters import END, RE_EXAMINATION, file_for, found, sound

ANEW = (
    "本事项由西安市临潼区水务局重新办理并出具新的处理意见；"
    "你（你们）对新的处理意见不服的，可以依法请求复查。"
)
#: Kind, what the template says beside the fields, the rule that it breaks.
SAID = [
    ("W15", ANEW, ""),
    ("W16", ANEW, ""),
    ("W15", "", "redo_told"),
    ("W16", "", "redo_told"),
    ("W15", ANEW + RE_EXAMINATION, "re_examination_offered"),
    ("W16", ANEW + RE_EXAMINATION, "remedy_ended"),
    ("W16", ANEW + END, "closing_said"),
]


@pytest.mark.parametrize(("kind", "said", "rule"), SAID)
def test_what_a_redo_says_at_its_end(kind, said, rule):
    ordered = file_for(kind, remedy=False, redo=True)
    paper = sound(kind, said=said, remedy_unit=None)
    assert {name for name, _field in found(paper, ordered)} == ({rule} if rule else set())


def test_without_a_redo_nothing_of_it_is_asked_for():
    for kind in ("W15", "W16"):
        assert found(sound(kind)) == set()
