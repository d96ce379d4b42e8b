"""Links between two rows that steps have bound."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS
from tools.blueprint.document import load
from tools.blueprint.plan.operation import WriteSet
from tools.blueprint.plan.store import PutLink, RemoveLink
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

PERSON = {"name": "Person", "attributes": [{"name": "email", "type": "email", "required": True}]}
FRIENDS = {
    "name": "friends", "from": "Person", "to": "Person", "cardinality": "many_to_many",
    "attributes": [{"name": "since", "type": "date", "required": True}],
}  # fmt: skip
SINCE = {"name": "since", "attribute": "Person.friends.since", "required": True}


def _writes(*steps: dict[str, Any], since: dict[str, Any] = SINCE) -> list[PutLink | RemoveLink]:
    inputs = [{"name": "id", "in": "path", "attribute": "Person.id", "required": True}, since]
    find = {"find": "Person", "as": "me", "where": "row.id == input.id"}
    operation = {
        "name": "befriend", "group": "Person", "method": "POST", "path": "/befriend/{id}", "inputs": inputs,
        "access": {"public": True}, "steps": [find, *steps], "response": {"status": 204},
    }  # fmt: skip
    data = {"blueprint": 1, "name": "friends", "entities": [PERSON], "relationships": [FRIENDS]}
    plan = resolve(load(yaml.safe_dump({**data, "operations": [operation]})), stack("fastapi", "sqlite"))
    sets = [node for node in plan.operations[0].nodes if isinstance(node, WriteSet)]
    return [write.call for node in sets for write in node.writes]  # type: ignore[misc]


def test_a_row_can_be_linked_to_itself() -> None:
    put, removed = _writes(
        {"link": "me.friends", "to": "me", "accept": ["since"]}, {"unlink": "me.friends", "to": "me"}
    )
    for call in (put, removed):
        assert [parameter.name for parameter in call.parameters] == ["person_id", "friend_id"]
        assert call.parameters[0].value == call.parameters[1].value


@pytest.mark.parametrize("since", [{**SINCE, "required": False}, {**SINCE, "name": "other"}])
def test_a_new_link_has_all_that_it_cannot_be_without(since: dict[str, Any]) -> None:
    accept = ["since"] if since["name"] == "since" else []
    with pytest.raises(BadInput, match="gets no `since`, which is required"):
        _writes({"link": "me.friends", "to": "me", "accept": accept}, since=since)


def test_what_a_link_takes_from_inputs_is_an_input() -> None:
    with pytest.raises(BadInput, match="`accept` names `nothing`, which is no input"):
        _writes({"link": "me.friends", "to": "me", "accept": ["nothing"]})


@pytest.mark.parametrize("kind", ["link", "unlink"])
def test_a_link_leads_where_its_relationship_does(kind: str) -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    operation = next(item for item in data["operations"] if item["name"] == "favorite_article")
    operation["steps"][-1] = {kind: "article.fans", "to": "article"}
    with pytest.raises(BadInput, match="links User, and `article` is Article") as raised:
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    assert raised.value.path == "operations.favorite_article"
