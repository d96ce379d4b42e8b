"""Random expressions over the rows of a random Blueprint, of one type each."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

NUMBERS = ("int32", "int64")
PLAIN = ("int32", "int64", "float", "decimal", "bool", "uuid", "date", "datetime", "string", "email", "url", "text")


UNORDERED = ("array", "binary", "json")


@dataclass(frozen=True)
class Ground:
    """What expressions over the rows of an entity may name."""

    data: dict[str, Any]
    shown: tuple[str, ...] = ()
    """The entities that operations are about; all that are no accounts and no tenants unless said."""

    def entity(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(item for item in self.data["entities"] if item["name"] == name)
        return found

    def columns(self, entity: str, kinds: tuple[str, ...]) -> list[str]:
        attributes = self.entity(entity)["attributes"]
        return [item["name"] for item in attributes if item["type"] in kinds and not item.get("sensitive")]

    def seen(self, entity: str) -> list[str]:
        """Attributes of any type that callers may see."""
        return [item["name"] for item in self.entity(entity)["attributes"] if not item.get("sensitive")]

    def ordered(self, entity: str) -> list[str]:
        """Those of them whose values have an order."""
        kinds = {item["name"]: item["type"] for item in self.entity(entity)["attributes"]}
        return [name for name in self.seen(entity) if kinds[name] not in UNORDERED]

    def ordered_of_link(self, relationship: str) -> list[str]:
        """Attributes to order by of the link of a many-to-many relationship, by its name from either side."""
        many = [item for item in self.data["relationships"] if _is_many(item)]
        found = [item for item in many if relationship in (item["name"], item.get("inverse"))]
        parts = [part for item in found for part in item.get("attributes", ()) if not part.get("sensitive")]
        return [part["name"] for part in parts if part["type"] not in UNORDERED]

    def links(self, entity: str) -> list[dict[str, Any]]:
        """To-one relationships that the rows hold."""
        return [item for item in self.data["relationships"] if item["from"] == entity and not _is_many(item)]

    def many_links(self, entity: str) -> list[dict[str, Any]]:
        """Many-to-many relationships that are declared from the entity."""
        return [item for item in self.data["relationships"] if item["from"] == entity and _is_many(item)]

    def ones(self, entity: str) -> list[tuple[str, str]]:
        """Relationships to one row and where they lead."""
        back = [item for item in self._back(entity) if item.get("cardinality") == "one_to_one"]
        return [(item["name"], item["to"]) for item in self.links(entity)] + [
            (item["inverse"], item["from"]) for item in back
        ]

    def manies(self, entity: str) -> list[tuple[str, str]]:
        """Relationships to many rows and where they lead."""
        back = [item for item in self._back(entity) if item.get("cardinality") != "one_to_one"]
        return [(item["name"], item["to"]) for item in self.many_links(entity)] + [
            (item["inverse"], item["from"]) for item in back
        ]

    def _back(self, entity: str) -> list[dict[str, Any]]:
        return [item for item in self.data["relationships"] if item["to"] == entity and item.get("inverse")]

    @property
    def has_accounts(self) -> bool:
        return "auth" in self.data

    @property
    def names(self) -> list[str]:
        found = [item["name"] for item in self.data["entities"] if item["name"] not in ("Person", "Realm")]
        return list(self.shown) or found


def _is_many(relationship: dict[str, Any]) -> bool:
    return relationship.get("cardinality") == "many_to_many"


@st.composite
def values(draw: st.DrawFn, ground: Ground, entity: str, row: str) -> str:
    """An expression of any type."""
    number, condition = draw(numbers(ground, entity, row)), draw(conditions(ground, entity, row))
    return draw(st.sampled_from((number, condition, f"{condition} ? {number} : 7")))


@st.composite
def numbers(draw: st.DrawFn, ground: Ground, entity: str, row: str) -> str:
    found = ["3"]
    for name in ground.columns(entity, NUMBERS):
        found += [f"{row}.{name}", f"{row}.{name} + 1", f"-{row}.{name} * 2", f"{row}.{name} % 5"]
    for link, target in ground.manies(entity):
        found.append(f"{row}.{link}.count()")
        found.append(f"{row}.{link}.count(r, {draw(plains(ground, target, 'r'))})")
        found += [f"{row}.{link}.{how}(r, r.{name})" for name in ground.columns(target, NUMBERS)
                  for how in ("sum", "min", "max")]  # fmt: skip
    for link, target in ground.ones(entity):
        found += [f"{row}.{link}.{name}" for name in ground.columns(target, NUMBERS)]
    return draw(st.sampled_from(found))


@st.composite
def conditions(draw: st.DrawFn, ground: Ground, entity: str, row: str) -> str:
    found = [draw(plains(ground, entity, row)), draw(plains(ground, entity, row))]
    for link, target in ground.manies(entity):
        found.append(f"{row}.{link}.exists(r, {draw(plains(ground, target, 'r'))})")
    for link, target in ground.ones(entity):
        found += [f"{row}.{link}.{name}" for name in ground.columns(target, ("bool",))]
        found += [f"{row}.{link}.{name} == null" for name in ground.columns(target, PLAIN)]
    left, right = draw(st.sampled_from(found)), draw(st.sampled_from(found))
    return draw(st.sampled_from((left, f"!({left})", f"({left}) && ({right})", f"({left}) || ({right})")))


@st.composite
def plains(draw: st.DrawFn, ground: Ground, entity: str, row: str) -> str:
    """A condition over columns alone."""
    found = [f"{row}.id != null"]
    found += [f"{row}.{name}" for name in ground.columns(entity, ("bool",))]
    found += [f"{row}.{name} {sign} 2" for name in ground.columns(entity, NUMBERS) for sign in ("<", ">=", "==", "!=")]
    found += [f"{row}.{name} != null" for name in ground.columns(entity, PLAIN)]
    found += [f"{row}.{name}.contains('x')" for name in ground.columns(entity, ("string", "text"))]
    if ground.has_accounts and ground.entity(entity).get("owner"):
        found.append(f"{row}.keeper_id == viewer.id")
    return draw(st.sampled_from(found))
