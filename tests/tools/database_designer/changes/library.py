"""A small library, and how tests change it."""

from typing import Any

from tools.blueprint.edit.model import Edit, PartKind

Data = dict[str, Any]

LIBRARY: Data = {
    "entities": [
        {"name": "Author", "description": "Who writes.", "attributes": [{"name": "name", "required": True}]},
        {
            "name": "Book",
            "attributes": [
                {"name": "title", "required": True, "unique": True, "max_length": 100, "description": "On the cover."},
                {"name": "isbn", "max_length": 13},
                {"name": "pages", "type": "int32", "minimum": 1},
                {"name": "price", "type": "decimal", "precision": 10, "scale": 2, "default": "1.50"},
                {"name": "genre", "type": "enum", "values": ["fact", "fiction"], "required": True, "default": "fact"},
                {"name": "published", "type": "date", "required": True},
                {"name": "returned", "type": "date"},
            ],
            "checks": [{"name": "in_order", "that": "row.returned == null || row.returned >= row.published"}],
            "indexes": [{"attributes": ["-pages", "title"]}],
        },
        {"name": "Tag", "key": {"kind": "serial"}, "attributes": [{"name": "label", "required": True}]},
    ],
    "relationships": [
        {"name": "author", "from": "Book", "to": "Author", "required": True, "on_delete": "cascade"},
        {"name": "sequel", "from": "Book", "to": "Book", "on_delete": "set_null"},
        {"name": "theme", "from": "Book", "to": "Tag"},
        {
            "name": "tags", "from": "Book", "to": "Tag", "cardinality": "many_to_many",
            "attributes": [{"name": "position", "type": "int32", "required": True}],
        },
    ],
}  # fmt: skip


def renamed(part: PartKind, name: str, to: str) -> Edit:
    return Edit(op="rename", part=part, name=name, to=to)


def entity(data: Data, name: str) -> Data:
    found: Data = next(item for item in data["entities"] if item["name"] == name)
    return found


def attribute(data: Data, name: str, owner: str = "Book") -> Data:
    found: Data = next(item for item in entity(data, owner)["attributes"] if item["name"] == name)
    return found


def relationship(data: Data, name: str) -> Data:
    found: Data = next(item for item in data["relationships"] if item["name"] == name)
    return found


def add(data: Data, made: Data, owner: str = "Book") -> None:
    entity(data, owner)["attributes"].append(made)


def drop(data: Data, name: str) -> None:
    entity(data, "Book")["attributes"].remove(attribute(data, name))


def without_checks(data: Data) -> None:
    entity(data, "Book")["checks"] = []


def swapped(data: Data) -> None:
    published, returned = attribute(data, "published"), attribute(data, "returned")
    published["name"], returned["name"] = "returned", "published"
    entity(data, "Book")["checks"] = [
        {"name": "in_order", "that": "row.published == null || row.published >= row.returned"}
    ]


def attribute_renamed(data: Data) -> None:
    attribute(data, "title")["name"] = "name"
    attribute(data, "published")["name"] = "out_on"
    entity(data, "Book")["indexes"] = [{"attributes": ["-pages", "name"]}]
    entity(data, "Book")["checks"] = [
        {"name": "in_order", "that": "row.returned == null || row.returned >= row.out_on"}
    ]


def entity_renamed(data: Data) -> None:
    entity(data, "Book")["name"] = "Novel"
    entity(data, "Tag")["name"] = "Motif"
    for item in data["relationships"]:
        item["from"] = "Novel"
        item["to"] = {"Book": "Novel", "Tag": "Motif"}.get(item["to"], item["to"])


def relationship_renamed(data: Data) -> None:
    relationship(data, "author")["name"] = "writer"
    relationship(data, "tags")["name"] = "labels"
    relationship(data, "labels")["attributes"][0]["name"] = "place"


def name_given_again(data: Data) -> None:
    attribute(data, "isbn")["name"] = "code"
    add(data, {"name": "isbn", "max_length": 13})


def entity_added(data: Data) -> None:
    data["entities"].append({"name": "Shop", "attributes": [{"name": "city", "default": "Bern"}]})
    data["relationships"] += [
        {"name": "shop", "from": "Book", "to": "Shop"},
        {"name": "seller", "from": "Shop", "to": "Author", "required": True},
        {"name": "best", "from": "Shop", "to": "Book"},
        {"name": "stock", "from": "Shop", "to": "Book", "cardinality": "many_to_many"},
    ]


def entity_required(data: Data) -> None:
    entity_added(data)
    relationship(data, "shop")["required"] = True


def circle_added(data: Data) -> None:
    data["entities"] += [{"name": "Shop"}, {"name": "Clerk"}]
    data["relationships"] += [
        {"name": "chief", "from": "Shop", "to": "Clerk", "on_delete": "set_null"},
        {"name": "shop", "from": "Clerk", "to": "Shop", "required": True},
        {"name": "adviser", "from": "Clerk", "to": "Clerk"},
    ]


def entity_dropped(data: Data) -> None:
    data["entities"].remove(entity(data, "Tag"))
    data["relationships"] = data["relationships"][:2]


def retargeted(data: Data) -> None:
    relationship(data, "sequel")["to"] = "Author"


def retyped(data: Data) -> None:
    attribute(data, "pages")["type"] = "decimal"
    attribute(data, "pages").update(precision=18, scale=4)
    attribute(data, "genre").update(type="string", values=[], max_length=20)
    attribute(data, "price").update(precision=12, scale=4)
    attribute(data, "returned")["type"] = "datetime"
    without_checks(data)


def with_defaults(data: Data) -> None:
    add(data, {"name": "stars", "type": "int32", "required": True, "default": 3})
    add(data, {"name": "seen", "type": "datetime", "required": True, "default": "now"})
