"""States that the words behind an endpoint tell of."""

import pytest

from agent.planner.text.endpoints.moves import Move, move_of


@pytest.mark.parametrize(
    ("said", "move"),
    [
        ("published -> draft, only if no defect is open", Move(("published",), "draft")),
        ("draft becomes submitted", Move(("draft",), "submitted")),
        ("in_work → waiting", Move(("in_work",), "waiting")),
        ("instructor; planned to running", Move(("planned",), "running")),
        ("the printer starts, stage goes to printing", Move((), "printing")),
        ("body: van_plate; state becomes out", Move((), "out")),
        ("sets the status to `checked_out`", Move((), "checked_out")),
        ("status returned", Move((), "returned")),
        ("declined", Move((), "declined")),
        ("accepted; the credit goes up", Move((), "accepted")),
    ],
)
def test_moves(said: str, move: Move) -> None:
    assert move_of(said) == move


@pytest.mark.parametrize(
    "said",
    ["", "to another apiary of the same beekeeper", "204", "moves it to the cellar", "returns the row",
     "number to name", "makes an order", "GET /a -> /b"],
)  # fmt: skip
def test_no_moves(said: str) -> None:
    assert move_of(said) is None
