"""What a pattern asks for and a backend forgets, each with the check that misses it."""

from typing import Any, NamedTuple

import pytest

from tests.tools.validators.conformance.playing import BLUEPRINTS, backend_of, compiled, played
from tools.blueprint.document import dump, load
from tools.blueprint.expand import expand
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack


class Forgotten(NamedTuple):
    """A text in a step of an operation that a pattern makes, what a backend does instead, and who finds out."""

    blueprint: str
    operation: str
    said: str
    done: str
    check: str


SUCCESS = "operation-success"
FORGOTTEN = {
    "likes are another's": Forgotten(
        "gallery", "like_photo", "row.id == viewer.id", "row.id != viewer.id", SUCCESS
    ),
    "one follows oneself": Forgotten("gallery", "follow_user", "user.id != viewer.id", "true", "guards"),
    "states are skipped": Forgotten(
        "gallery", "publish_photo", '["draft", "hidden"]', '["draft", "hidden", "published"]', "guards"
    ),
    "views are not counted": Forgotten("gallery", "view_photo", "row.views + 1", "row.views + 0", SUCCESS),
    "seats are taken twice": Forgotten("polls", "take_seat", "seat.holder_id == null", "true", "guards"),
    "anybody leaves a seat": Forgotten("polls", "leave_seat", "seat.holder_id == viewer.id", "true", "guards"),
    "prizes beyond number": Forgotten(
        "polls", "refill_prize", "prize.left <= 100000 - input.quantity", "true", "guards"
    ),
    "credits from nowhere": Forgotten("wiki", "send_purse", "purse.credits >= input.amount", "true", "guards"),
    "a purse pays itself": Forgotten("wiki", "send_purse", "purse.id != other_purse.id", "true", "guards"),
    "codes that do not end": Forgotten(
        "wiki", "redeem_invitation", "now() < invitation.expires_at", "true", "guards"
    ),
    "versions of no page": Forgotten(
        "wiki", "restore_page", "row.page_id == page_row.id", "row.page_id != page_row.id", SUCCESS
    ),
}  # fmt: skip


@pytest.mark.parametrize("forgotten", FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_a_backend_forgets_of_a_pattern_is_missed(forgotten: Forgotten) -> None:
    blueprint = expand(load((BLUEPRINTS / f"{forgotten.blueprint}.yaml").read_bytes()))
    (operation,) = (item for item in blueprint.operations if item.name == forgotten.operation)
    data = operation.model_dump(mode="json", by_alias=True)
    changed = _replaced(data["steps"], forgotten.said, forgotten.done)
    assert changed != data["steps"]
    other = type(operation).model_validate({**data, "steps": changed})
    operations = tuple(other if item is operation else item for item in blueprint.operations)
    forgetting = load(dump(blueprint.model_copy(update={"operations": operations})))
    wanted = {"subject": forgotten.operation, "check": forgotten.check}
    outcomes = played(
        backend_of(resolve(forgetting, stack("fastapi", "sqlite"))),
        compiled(forgotten.blueprint),
        lambda case: wanted.items() <= case.items(),
    )
    assert "failed" in {outcome["status"] for outcome in outcomes}


def _replaced(value: Any, said: str, done: str) -> Any:
    match value:
        case str():
            return value.replace(said, done)
        case list():
            return [_replaced(item, said, done) for item in value]
        case dict():
            return {key: _replaced(item, said, done) for key, item in value.items()}
    return value
