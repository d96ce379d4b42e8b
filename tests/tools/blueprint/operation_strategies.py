"""Random operations and views over a random Blueprint: what can be said of its rows, of one type each."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.tools.blueprint.pattern_strategies import with_patterns

ORDERED = ("int32", "int64", "date", "datetime", "string", "text", "email")
NUMBERS = ("int32", "int64")
PLAIN = ("int32", "int64", "float", "decimal", "bool", "uuid", "date", "datetime", "string", "email", "url", "text")


@dataclass(frozen=True)
class _Ground:
    """What expressions over the rows of an entity may name."""

    data: dict[str, Any]

    def entity(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(item for item in self.data["entities"] if item["name"] == name)
        return found

    def columns(self, entity: str, kinds: tuple[str, ...]) -> list[str]:
        attributes = self.entity(entity)["attributes"]
        return [item["name"] for item in attributes if item["type"] in kinds and not item.get("sensitive")]

    def ones(self, entity: str) -> list[tuple[str, str]]:
        """To-one relationships and where they lead."""
        links = [item for item in self.data["relationships"] if item["from"] == entity]
        return [(item["name"], item["to"]) for item in links if item.get("cardinality") != "many_to_many"]

    def manies(self, entity: str) -> list[tuple[str, str]]:
        """Many-to-many relationships and where they lead."""
        links = [item for item in self.data["relationships"] if item["from"] == entity]
        return [(item["name"], item["to"]) for item in links if item.get("cardinality") == "many_to_many"]

    @property
    def has_accounts(self) -> bool:
        return "auth" in self.data


@st.composite
def with_operations(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """The Blueprint with views, operations of its own and patterns. GraphQL shows no computed fields, so it goes."""
    ground = _Ground(data)
    data["api"]["styles"] = ["rest"]
    names = [entity["name"] for entity in data["entities"] if entity["name"] not in ("Person", "Realm")]
    data["views"] = [draw(_summary(ground, name)) for name in names]
    data["views"] += [draw(_view(ground, name)) for name in names]
    operations: list[dict[str, Any]] = []
    for name in names:
        operations += draw(_operations(ground, name))
    data["operations"] = operations
    return draw(with_patterns(data))


@st.composite
def _summary(draw: st.DrawFn, ground: _Ground, entity: str) -> dict[str, Any]:
    """A few columns, some of them under other names."""
    columns = draw(st.lists(st.sampled_from(["id", *ground.columns(entity, PLAIN)]), min_size=1, unique=True))
    renamed = draw(st.booleans())
    fields = [{"name": f"its_{name}" if renamed else name, "source": name} for name in columns]
    return {"name": f"{entity}Line", "entity": entity, "fields": fields}


@st.composite
def _view(draw: st.DrawFn, ground: _Ground, entity: str) -> dict[str, Any]:
    """The key, computed values, and related rows inside."""
    fields: list[dict[str, Any]] = [{"name": "id", "source": "id"}]
    for number in range(draw(st.integers(0, 3))):
        fields.append({"name": f"value_{number}", "value": draw(_value(ground, entity, "row"))})
    for number, (link, target) in enumerate(ground.ones(entity)):
        if target not in ("Person", "Realm") and draw(st.booleans()):
            fields.append({"name": f"inside_{number}", "source": link, "view": f"{target}Line"})
    return {"name": f"{entity}Full", "entity": entity, "fields": fields}


@st.composite
def _value(draw: st.DrawFn, ground: _Ground, entity: str, row: str) -> str:
    """An expression of any type."""
    number, condition = draw(_number(ground, entity, row)), draw(_condition(ground, entity, row))
    return draw(st.sampled_from((number, condition, f"{condition} ? {number} : 7")))


@st.composite
def _number(draw: st.DrawFn, ground: _Ground, entity: str, row: str) -> str:
    found = ["3"]
    for name in ground.columns(entity, NUMBERS):
        found += [f"{row}.{name}", f"{row}.{name} + 1", f"-{row}.{name} * 2", f"{row}.{name} % 5"]
    for link, target in ground.manies(entity):
        found.append(f"{row}.{link}.count()")
        found.append(f"{row}.{link}.count(r, {draw(_plain(ground, target, 'r'))})")
        found += [f"{row}.{link}.{how}(r, r.{name})" for name in ground.columns(target, NUMBERS)
                  for how in ("sum", "min", "max")]  # fmt: skip
    for link, target in ground.ones(entity):
        found += [f"{row}.{link}.{name}" for name in ground.columns(target, NUMBERS)]
    return draw(st.sampled_from(found))


@st.composite
def _condition(draw: st.DrawFn, ground: _Ground, entity: str, row: str) -> str:
    found = [draw(_plain(ground, entity, row)), draw(_plain(ground, entity, row))]
    for link, target in ground.manies(entity):
        found.append(f"{row}.{link}.exists(r, {draw(_plain(ground, target, 'r'))})")
    for link, target in ground.ones(entity):
        found += [f"{row}.{link}.{name}" for name in ground.columns(target, ("bool",))]
        found += [f"{row}.{link}.{name} == null" for name in ground.columns(target, PLAIN)]
    left, right = draw(st.sampled_from(found)), draw(st.sampled_from(found))
    return draw(st.sampled_from((left, f"!({left})", f"({left}) && ({right})", f"({left}) || ({right})")))


@st.composite
def _plain(draw: st.DrawFn, ground: _Ground, entity: str, row: str) -> str:
    """A condition over columns alone."""
    found = [f"{row}.id != null"]
    found += [f"{row}.{name}" for name in ground.columns(entity, ("bool",))]
    found += [f"{row}.{name} {sign} 2" for name in ground.columns(entity, NUMBERS) for sign in ("<", ">=", "==", "!=")]
    found += [f"{row}.{name} != null" for name in ground.columns(entity, PLAIN)]
    found += [f"{row}.{name}.contains('x')" for name in ground.columns(entity, ("string", "text"))]
    if ground.has_accounts and ground.entity(entity).get("owner"):
        found.append(f"{row}.keeper_id == viewer.id")
    return draw(st.sampled_from(found))


@st.composite
def _operations(draw: st.DrawFn, ground: _Ground, entity: str) -> list[dict[str, Any]]:
    word = entity.lower()
    found = {"find": entity, "as": "found", "where": "row.id == input.id"}
    base = {"group": entity, "inputs": [{"name": "id", "in": "path", "attribute": f"{entity}.id", "required": True}]}
    view = draw(st.sampled_from((f"{entity}Line", f"{entity}Full")))
    guard = {"check": draw(_condition(ground, entity, "found")), "else": "not_now"}
    error = {"name": "not_now", "status": 409, "title": "Not now"}
    listing: dict[str, Any] = {"list": entity, "as": "page"}
    if draw(st.booleans()):
        listing["where"] = draw(_condition(ground, entity, "row"))
    made: list[dict[str, Any]] = [
        {**base, "name": f"look_at_{word}", "method": "GET", "path": f"/looks/{word}/{{id}}", "steps": [found],
         "response": {"value": "found", "view": view}},
        {"group": entity, "name": f"browse_{word}", "method": "GET", "path": f"/looks/{word}", "steps": [listing],
         "response": {"value": "page", "view": view}},
        {**base, "name": f"touch_{word}", "method": "POST", "path": f"/touches/{word}/{{id}}", "errors": [error],
         "steps": [found, guard, *draw(_change(ground, entity))], "response": {"value": "found", "view": view}},
    ]  # fmt: skip
    if not ground.has_accounts:
        for operation in made:
            operation["access"] = {"public": True}
    elif not ground.entity(entity).get("tenant"):
        for operation in made[:2]:
            if draw(st.booleans()):
                operation["access"] = {"optional": True}
    return draw(st.lists(st.sampled_from(made), unique_by=lambda operation: str(operation["name"])))


@st.composite
def _change(draw: st.DrawFn, ground: _Ground, entity: str) -> list[dict[str, Any]]:
    """An update that sets a number, or a check of a named one."""
    numbers = [
        item["name"]
        for item in ground.entity(entity)["attributes"]
        if item["type"] in NUMBERS and not item.get("immutable") and not item.get("sensitive")
    ]
    if not numbers:
        number = draw(_number(ground, entity, "found"))
        return [{"let": "noted", "be": number}, {"check": "noted != 11", "else": "not_now"}]
    name = draw(st.sampled_from(numbers))
    return [{"update": "found", "set": {name: f"found.{name} + 1"}}]
