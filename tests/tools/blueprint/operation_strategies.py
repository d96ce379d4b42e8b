"""Random operations and views over a random Blueprint: what can be said of its rows, of one type each."""

from typing import Any

from hypothesis import strategies as st

from tests.tools.blueprint.expression_strategies import NUMBERS, Ground, conditions, numbers
from tests.tools.blueprint.flow_strategies import flows
from tests.tools.blueprint.pattern_strategies import with_patterns
from tests.tools.blueprint.view_strategies import views

PLAIN = (
    "string",
    "text",
    "int32",
    "int64",
    "decimal",
    "float",
    "bool",
    "uuid",
    "date",
    "datetime",
    "enum",
    "email",
    "url",
)


@st.composite
def with_operations(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """The Blueprint with views, operations of its own and patterns. GraphQL shows no computed fields, so it goes."""
    ground = Ground(data)
    data["api"]["styles"] = ["rest"]
    data["views"] = draw(views(ground))
    operations: list[dict[str, Any]] = []
    for name in ground.names:
        operations += draw(_operations(ground, name))
    shown = tuple(ground.names)
    data = draw(with_patterns(data))
    data["operations"] = [*operations, *draw(flows(Ground(data, shown)))]
    return data


@st.composite
def _operations(draw: st.DrawFn, ground: Ground, entity: str) -> list[dict[str, Any]]:
    word = entity.lower()
    beside = draw(st.sampled_from(({}, {"owner": False}))) if ground.has_accounts else {}
    found = {"find": entity, "as": "found", "where": "row.id == input.id", **beside}
    base = {"group": entity, "inputs": [{"name": "id", "in": "path", "attribute": f"{entity}.id", "required": True}]}
    view = draw(st.sampled_from((f"{entity}Line", f"{entity}Pair", f"{entity}Full", f"{entity}Shelf")))
    guard = {"check": draw(conditions(ground, entity, "found")), "else": "not_now"}
    error = {"name": "not_now", "status": 409, "title": "Not now"}
    listing: dict[str, Any] = {"list": entity, "as": "page", **beside}
    if draw(st.booleans()):
        listing["where"] = draw(conditions(ground, entity, "row"))
    made: list[dict[str, Any]] = [
        {**base, "name": f"look_at_{word}", "method": "GET", "path": f"/looks/{word}/{{id}}", "steps": [found],
         "response": {"value": "found", "view": view, **draw(st.sampled_from(({}, {}, {"media": "html"})))}},
        {"group": entity, "name": f"browse_{word}", "method": "GET", "path": f"/looks/{word}", "steps": [listing],
         "response": {"value": "page", "view": view, **draw(_page(ground))}},
        {**base, "name": f"touch_{word}", "method": "POST", "path": f"/touches/{word}/{{id}}", "errors": [error],
         "steps": [found, guard, *draw(_change(ground, entity))], "response": {"value": "found", "view": view}},
        *draw(_files(ground, entity, base, found)),
        *draw(_tables(ground, entity, beside)),
    ]  # fmt: skip
    if times := draw(_buckets(ground, entity)):
        measured = {"aggregate": entity, "as": "result", "measures": {"count": "count()"}, **times, **beside}
        made.append({"group": entity, "name": f"gauge_{word}", "method": "GET", "path": f"/looks/{word}/gauges",
                     "steps": [measured], "response": {"value": "result"}})  # fmt: skip
    if not ground.has_accounts:
        for operation in made:
            operation["access"] = {"public": True}
    elif not ground.entity(entity).get("tenant"):
        for operation in made[:2]:
            if draw(st.booleans()):
                operation["access"] = {"optional": True}
    return draw(st.lists(st.sampled_from(made), unique_by=lambda operation: str(operation["name"])))


@st.composite
def _files(
    draw: st.DrawFn, ground: Ground, entity: str, base: dict[str, Any], found: dict[str, Any]
) -> list[dict[str, Any]]:
    """Bytes of a row that come as a file and are answered as one."""
    known = [
        item
        for item in ground.entity(entity)["attributes"]
        if item["type"] == "binary" and not item.get("immutable") and not item.get("sensitive")
    ]
    if not known:
        return []
    word, item = entity.lower(), draw(st.sampled_from(known))
    sent: dict[str, Any] = {
        "in": "file", "name": "sent", "attribute": f"{entity}.{item['name']}",
        "required": item.get("required", False) or draw(st.booleans()),
        "media_types": draw(st.sampled_from(([], ["image/png"], ["text/plain", "application/pdf"]))),
    }  # fmt: skip
    beside = draw(st.sampled_from(([], [{"name": "note", "type": "date", "required": True}], [{"name": "note"}])))
    content = f"found.{item['name']}"
    told = draw(st.sampled_from(({}, {"media_type": "'image/png'"}, {"file_name": "'a \\' b.png'"})))
    # Of one type alone there is nothing to ask.
    told_apart = {0: "input.sent_media_type != 'a/b'", 2: "input.sent_media_type != 'text/plain'"}
    asked = told_apart.get(len(sent["media_types"]), "size(input.sent) > 3")
    check = draw(st.sampled_from(("size(input.sent) > 2", "input.sent_name != 'x'", asked)))
    steps = [found, {"check": check, "else": "not_now"}, {"update": "found", "set": {item["name"]: "input.sent"}}]
    error = {"name": "not_now", "status": 409, "title": "Not now"}
    return [
        {**base, "name": f"fill_{word}", "method": "PUT", "path": f"/files/{word}/{{id}}", "errors": [error],
         "inputs": [*base["inputs"], sent, *beside], "steps": steps,
         "response": {"value": "found", "view": f"{entity}Line"}},
        {**base, "name": f"fetch_{word}", "method": "GET", "path": f"/files/{word}/{{id}}", "steps": [found],
         "response": {"file": content, **told}},
    ]  # fmt: skip


@st.composite
def _tables(draw: st.DrawFn, ground: Ground, entity: str, beside: dict[str, Any]) -> list[dict[str, Any]]:
    """Many rows in one request, as a table or as a list of objects, and many in one answer, as a table."""
    word = entity.lower()
    told = {"list": entity, "as": "page", **beside}
    made: list[dict[str, Any]] = []
    if next(view for view in ground.data["views"] if view["name"] == f"{entity}Line")["nulls"] == "shown":
        made.append({"group": entity, "name": f"tell_{word}", "method": "GET", "path": f"/tables/{word}",
                     "steps": [told],
                     "response": {"value": "page", "view": f"{entity}Line", "media": "csv"}})  # fmt: skip
    known = [
        item
        for item in ground.entity(entity)["attributes"]
        if item["type"] in PLAIN and not {"immutable", "sensitive", "managed", "unique"} & item.keys()
    ]
    if known:
        item = draw(st.sampled_from(known))
        must = {"required": True} if item.get("required") else draw(st.sampled_from(({}, {"nullable": True})))
        fields = [
            {"name": "key", "attribute": f"{entity}.id", "required": True},
            {"name": "told", "attribute": f"{entity}.{item['name']}", **must},
        ]
        place = draw(st.sampled_from(({"in": "csv"}, {"many": True}, {"many": True, "max_items": 3})))
        each = [
            {"find": entity, "as": "found", "where": "row.id == entry.key", "else": "not_now", **beside},
            {"update": "found", "set": {item["name"]: "entry.told"}},
        ]
        made.append({"group": entity, "name": f"load_{word}", "method": "POST", "path": f"/tables/{word}",
                     "inputs": [{"name": "entries", "required": True, "fields": fields, **place}],
                     "errors": [{"name": "not_now", "status": 409, "title": "Not now"}],
                     "steps": [{"each": "input.entries", "as": "entry", "steps": each}],
                     "response": {"status": 204}})  # fmt: skip
    return made


@st.composite
def _buckets(draw: st.DrawFn, ground: Ground, entity: str) -> dict[str, Any]:
    """Spans of the times of an entity; one of them fixed, or all to choose from."""
    columns = ground.columns(entity, ("date", "datetime"))
    if not columns:
        return {}
    units = draw(st.lists(st.sampled_from(("day", "week", "month", "quarter", "year")), min_size=1, unique=True))
    spans = {f"per_{unit}": f"{unit}({draw(st.sampled_from(columns))})" for unit in units}
    return {"buckets": spans, "by": f"per_{units[0]}"} if len(units) == 1 else {"buckets": spans}


@st.composite
def _page(draw: st.DrawFn, ground: Ground) -> dict[str, Any]:
    """Members of a page of its own: of its rows, and of how many there are on all pages where that is counted."""
    counted = ground.data["api"]["pagination"]["style"] == "offset"
    if draw(st.integers(0, 4)) == 0:
        return {"media": "html"}
    members = ({}, {"wrapper": "rows"}, {"wrapper": "rows", "total": "how_many"} if counted else {"wrapper": "kept"})
    return draw(st.sampled_from(members))


@st.composite
def _change(draw: st.DrawFn, ground: Ground, entity: str) -> list[dict[str, Any]]:
    """An update that sets a number, or a check of a named one."""
    known = [
        item["name"]
        for item in ground.entity(entity)["attributes"]
        if item["type"] in NUMBERS and not item.get("immutable") and not item.get("sensitive")
    ]
    if not known:
        number = draw(numbers(ground, entity, "found"))
        return [{"let": "noted", "be": number}, {"check": "noted != 11", "else": "not_now"}]
    name = draw(st.sampled_from(known))
    return [{"update": "found", "set": {name: f"found.{name} + 1"}}]
