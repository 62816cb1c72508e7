"""A table of states and moves is checked when it is built: a bad one never gets to work."""

import pytest

from app.core.workflow import BadWorkflow, Move, State, Workflow

NEW, OPEN, SHUT = (
    State(name="new", label="New"),
    State(name="open", label="Open"),
    State(name="shut", label="Shut", closed=True, final=True),
)
TAKE = Move(name="take", label="Take", sources=("new",), target="open")
END = Move(name="end", label="End", sources=("open",), target="shut")


def table(*moves, states=(NEW, OPEN, SHUT), initial="new"):
    return Workflow(initial=initial, states=states, moves=moves)


def test_a_good_table_is_looked_up_by_name_and_by_state():
    good = table(TAKE, END)
    assert good.state("open") is OPEN
    assert good.move("end") is END
    assert good.moves_from("new") == (TAKE,)
    assert good.moves_from("shut") == ()


def test_moves_stand_in_the_order_of_the_table():
    note = Move(name="note", label="Note", sources=("open",))
    assert table(TAKE, note, END).moves_from("open") == (note, END)
    assert table(TAKE, END, note).moves_from("open") == (END, note)


@pytest.mark.parametrize(
    ("move", "ends"),
    [
        (Move(name="note", label="Note", sources=("open",)), ()),
        (END, ("shut",)),
        (Move(name="judge", label="Judge", targets=("open", "shut")), ("open", "shut")),
    ],
)
def test_a_move_knows_where_it_may_end(move, ends):
    assert move.reaches() == ends


@pytest.mark.parametrize(
    ("moves", "states", "initial", "complaint"),
    [
        ((TAKE, END), (NEW, OPEN, SHUT), "begun", "unknown initial state begun"),
        ((TAKE, END, TAKE), (NEW, OPEN, SHUT), "new", "two of move take"),
        ((TAKE, END), (NEW, OPEN, SHUT, OPEN), "new", "two of state open"),
        (
            (TAKE, END, Move(name="lose", label="Lose", sources=("lost",), target="open")),
            (NEW, OPEN, SHUT), "new", "lose: unknown states",
        ),
        (
            (TAKE, END, Move(name="lose", label="Lose", sources=("open",), target="lost")),
            (NEW, OPEN, SHUT), "new", "lose: unknown states",
        ),
        (
            (TAKE, END, Move(name="lose", label="Lose", sources=("open",), targets=("lost",))),
            (NEW, OPEN, SHUT), "new", "lose: unknown states",
        ),
        (
            (TAKE, END, Move(name="revive", label="Revive", sources=("shut",), target="open")),
            (NEW, OPEN, SHUT), "new", "revive leaves the final state shut",
        ),
        ((TAKE,), (NEW, OPEN, SHUT), "new", "nobody can reach: ['shut']"),
        ((END,), (NEW, OPEN, SHUT), "new", "nobody can reach: ['open', 'shut']"),
    ],
    ids=[
        "begins nowhere", "a move twice", "a state twice", "from nowhere", "to nowhere",
        "perhaps to nowhere", "out of the end", "an end nobody reaches", "an island",
    ],
)  # fmt: skip
def test_a_table_that_contradicts_itself_is_refused(moves, states, initial, complaint):
    with pytest.raises(BadWorkflow) as error:
        table(*moves, states=states, initial=initial)
    assert complaint in str(error.value)


def test_what_is_final_may_still_be_noted():
    note = Move(name="note", label="Note", sources=("shut",))
    assert table(TAKE, END, note).moves_from("shut") == (note,)
