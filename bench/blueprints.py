"""Blueprints to measure with: any number of related entities, the same ones every time."""

from itertools import pairwise

from tools.blueprint.document import from_data
from tools.blueprint.model import Blueprint

ACCOUNT = "User"
GROUP = 6
"""Entities that hang together: a family of parents and children, whatever the whole is worth."""


def synthetic(entities: int) -> Blueprint:
    """A Blueprint with so many entities (3 or more), the account among them.

    Each group of entities is a chain of parents and children with one link of many to many; every second one has an
    owner. All have lists with filters and sorting, most a search and analytics; callers sign in with JWT.
    """
    if entities < 3:
        raise ValueError("an account, a parent and a child are the least")
    names = [f"Item{number:03d}" for number in range(1, entities)]
    groups = [names[start : start + GROUP] for start in range(0, len(names), GROUP)]
    return from_data(
        {
            "blueprint": 1,
            "name": f"synthetic_{entities}",
            "title": f"Synthetic API of {entities} entities",
            "entities": [
                {"name": ACCOUNT, "attributes": [{"name": "email", "type": "email", "required": True, "unique": True}]},
                *(_entity(name, number) for number, name in enumerate(names)),
            ],
            "relationships": [
                *(_owned(name) for name in names[::2]),
                *(part for group in groups for part in _family(group)),
            ],
            "resources": [{"entity": name, "actions": _actions(number)} for number, name in enumerate(names)],
            "roles": [{"name": "member", "default": True}, {"name": "admin", "first": True}],
            "permissions": [part for number, name in enumerate(names) for part in _permissions(name, number)],
            "api": {"pagination": {"style": "cursor"}, "styles": ["rest"]},
            "auth": {"scheme": "jwt", "account": ACCOUNT},
        }
    )


def _entity(name: str, number: int) -> dict[str, object]:
    return {
        "name": name,
        **({"owner": "keeper"} if _is_owned(number) else {}),
        "optimistic_lock": number % 3 == 0,
        "attributes": [
            {"name": "name", "type": "string", "max_length": 120, "required": True},
            {"name": "code", "type": "string", "max_length": 40, "required": True, "unique": True},
            {"name": "note", "type": "text", "max_length": 2000},
            {"name": "price", "type": "decimal", "precision": 12, "scale": 2, "minimum": 0, "required": True},
            {"name": "stock", "type": "int32", "minimum": 0, "maximum": 1_000_000, "default": 0, "required": True},
            {"name": "state", "type": "enum", "values": ["draft", "active", "closed"], "default": "draft"},
            {"name": "due_on", "type": "date"},
            {"name": "active", "type": "bool", "default": True, "required": True},
        ],
    }


def _owned(name: str) -> dict[str, object]:
    inverse = f"kept_{name.lower()}s"
    return {"name": "keeper", "from": name, "to": ACCOUNT, "required": True, "inverse": inverse, "on_delete": "cascade"}


def _family(group: list[str]) -> list[dict[str, object]]:
    """Each entity is a child of the one before it; the ends of the chain are linked many to many."""
    chain: list[dict[str, object]] = [
        {"name": "parent", "from": child, "to": parent, "inverse": "children", "on_delete": "set_null"}
        for parent, child in pairwise(group)
    ]
    if len(group) > 2:
        link = {"name": "related", "from": group[0], "to": group[-1], "cardinality": "many_to_many"}
        chain.append({**link, "inverse": "related_to"})
    return chain


def _is_owned(number: int) -> bool:
    return number % 2 == 0


def _actions(number: int) -> list[str]:
    standard = ["list", "read", "create", "update", "delete"]
    return standard + (["search", "analytics"] if number % 3 != 2 else [])


def _permissions(name: str, number: int) -> list[dict[str, object]]:
    actions = _actions(number)
    if not _is_owned(number):
        return [{"entity": name, "actions": actions, "allow": ["authenticated"]}]
    private = ["update", "delete"]
    return [
        {
            "entity": name,
            "actions": [action for action in actions if action not in private],
            "allow": ["authenticated"],
        },
        {"entity": name, "actions": private, "allow": ["owner", "admin"]},
    ]
