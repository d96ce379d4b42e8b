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
    subject: str = ""
    """The operation whose check finds out, where that is another one."""


SUCCESS = "operation-success"
PLACES = "places-without-gaps"
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
    "a move shifts one too few": Forgotten(
        "playlists", "move_track", "row.position <= new_position", "row.position < new_position", PLACES
    ),
    "a move across opens no gap": Forgotten(
        "playlists", "move_track", "row.position >= new_position", "row.position > new_position", PLACES
    ),
    "a deleted track leaves a gap": Forgotten(
        "playlists", "delete_track", "row.position - 1", "row.position - 0", PLACES, "move_track"
    ),
    "new tracks go to the front": Forgotten(
        "playlists", "create_track", "playlist.tracks.count()", "0", PLACES, "move_track"
    ),
    "places of pins are shared": Forgotten("playlists", "move_pin", "row.rank + 1", "row.rank + 0", PLACES),
    "the last place is not reached": Forgotten(
        "playlists", "move_pin", "listener.pins.count() - 1", "listener.pins.count() - 2", PLACES
    ),
}  # fmt: skip


@pytest.mark.parametrize("forgotten", FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_a_backend_forgets_of_a_pattern_is_missed(forgotten: Forgotten) -> None:
    steps = _steps(forgotten.blueprint, forgotten.operation)
    changed = _replaced(steps, forgotten.said, forgotten.done)
    assert changed != steps
    subject = forgotten.subject or forgotten.operation
    assert "failed" in _played(forgotten.blueprint, forgotten.operation, changed, subject, forgotten.check)


@pytest.mark.parametrize(
    ("operation", "steps", "check"),
    [
        (
            "ensure_artist",
            [{"create": "Artist", "as": "artist", "accept": ["name", "country"]}],
            "one-row-for-one-name",
        ),
        (
            "restore_clip",
            [{"find": "Clip", "as": "clip", "where": "row.id == input.id", "deleted": True}],
            "deleted-rows-come-back",
        ),
    ],
)
def test_what_a_backend_does_in_place_of_a_pattern_is_missed(
    operation: str, steps: list[dict[str, Any]], check: str
) -> None:
    assert "failed" in _played("playlists", operation, steps, operation, check)


def _steps(blueprint: str, name: str) -> Any:
    expanded = expand(load((BLUEPRINTS / f"{blueprint}.yaml").read_bytes()))
    (operation,) = (item for item in expanded.operations if item.name == name)
    return operation.model_dump(mode="json", by_alias=True)["steps"]


def _played(name: str, operation: str, steps: Any, subject: str, check: str) -> set[str]:
    """How the check of the subject ends against a backend whose operation does these steps."""
    blueprint = expand(load((BLUEPRINTS / f"{name}.yaml").read_bytes()))
    (found,) = (item for item in blueprint.operations if item.name == operation)
    other = type(found).model_validate({**found.model_dump(mode="json", by_alias=True), "steps": steps})
    operations = tuple(other if item is found else item for item in blueprint.operations)
    forgetting = load(dump(blueprint.model_copy(update={"operations": operations})))
    wanted = {"subject": subject, "check": check}
    outcomes = played(
        backend_of(resolve(forgetting, stack("fastapi", "sqlite"))),
        compiled(name),
        lambda case: wanted.items() <= case.items(),
    )
    return {outcome["status"] for outcome in outcomes}


def _replaced(value: Any, said: str, done: str) -> Any:
    match value:
        case str():
            return value.replace(said, done)
        case list():
            return [_replaced(item, said, done) for item in value]
        case dict():
            return {key: _replaced(item, said, done) for key, item in value.items()}
    return value
