"""Files that are the user's from the first run on: no later one changes a byte of them."""

import json
from pathlib import Path

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.code_generator import generate
from tools.output import Delivery, write

ADAPTER = "app/adapters/payments.py"
MINE = b'"""Mine: \xc3\xa9, no newline at the end, and nothing that a formatter likes."""\r\nconnect =  None'

OTHER = {
    "{name: receipt, type: string, max_length: 80, nullable": "{name: slip, type: string, max_length: 80, nullable",
    "{receipt: ticket.receipt}": "{slip: ticket.receipt}",
    "charge.receipt": "charge.slip",
}
"""A port that asks and answers something else."""


def _write(out: Path, plan: RenderPlan) -> dict[str, dict[str, object]]:
    """Puts the backend there as a run does, and reads the files of its manifest."""
    delivery = Delivery(generate(plan), "generate_backend_code", {"framework": "fastapi"}, "name: tickets\n", {}, [])
    found: dict[str, dict[str, object]] = json.loads((write(out, delivery) / ".backend/manifest.json").read_bytes())[
        "files"
    ]
    return found


def test_an_adapter_outlives_later_runs(tmp_path: Path) -> None:
    first = _write(tmp_path, plan_of("tickets"))
    assert [path for path, entry in first.items() if entry["kind"] == "user"] == [ADAPTER]
    printed = (tmp_path / ADAPTER).read_bytes()
    (tmp_path / ADAPTER).write_bytes(MINE)
    again = _write(tmp_path, plan_of("tickets"))
    assert (tmp_path / ADAPTER).read_bytes() == MINE != printed
    assert again == first


def test_it_outlives_one_whose_port_asks_for_more(tmp_path: Path) -> None:
    _write(tmp_path, plan_of("tickets"))
    (tmp_path / ADAPTER).write_bytes(MINE)
    before = (tmp_path / "app/ports/payments.py").read_bytes()
    _write(tmp_path, changed_plan("tickets", OTHER))
    assert (tmp_path / "app/ports/payments.py").read_bytes() != before
    assert (tmp_path / ADAPTER).read_bytes() == MINE


def test_one_that_was_thrown_away_is_made_anew(tmp_path: Path) -> None:
    _write(tmp_path, plan_of("tickets"))
    printed = (tmp_path / ADAPTER).read_bytes()
    (tmp_path / ADAPTER).unlink()
    _write(tmp_path, plan_of("tickets"))
    assert (tmp_path / ADAPTER).read_bytes() == printed
