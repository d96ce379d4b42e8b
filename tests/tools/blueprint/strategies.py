"""Random but sound Blueprints, as plain data, for property tests."""

from typing import Any

from hypothesis import strategies as st

WORDS = (
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor", "island", "jewel", "kernel", "lagoon",
    "meadow", "nectar", "orchid", "pebble", "quartz", "river", "summit", "tundra", "class", "import", "select", "order",
    "group", "index", "user", "table", "metadata", "registry", "self", "return", "from",
    "limit", "sort", "cursor", "key",
)  # fmt: skip
ACTIONS = ("list", "read", "create", "update", "delete", "search", "analytics")
SCALARS = ("string", "int32", "int64", "float", "bool", "uuid", "date", "email", "url")


def _bounds(draw: st.DrawFn, low: int, high: int) -> dict[str, Any]:
    least = draw(st.integers(low, high))
    most = draw(st.integers(least, high))
    return draw(st.sampled_from(({}, {"minimum": least}, {"maximum": most}, {"minimum": least, "maximum": most})))


@st.composite
def attributes(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """One attribute with facets that fit its type."""
    kind = draw(
        st.sampled_from(
            (*SCALARS, "string", "text", "decimal", "datetime", "json", "binary", "enum", "array", "int32", "decimal")
        )
    )
    made: dict[str, Any] = {"name": name, "type": kind}
    match kind:
        case "string":
            made["max_length"] = draw(st.integers(1, 300))
            made["unique"] = draw(st.booleans()) and made["max_length"] <= 255
        case "text":
            made["max_length"] = draw(st.integers(1, 5000))
        case "int32":
            made |= _bounds(draw, -1000, 1000)
        case "decimal":
            made["precision"] = draw(st.integers(1, 18))
            made["scale"] = draw(st.integers(0, made["precision"]))
        case "enum":
            made["values"] = draw(
                st.lists(st.sampled_from(("a", "b b", "it's", 'q"q', "ü", "\\")), min_size=1, unique=True)
            )
        case "array":
            made["items"] = draw(st.sampled_from(SCALARS))
    made["required"] = draw(st.booleans())
    flag = draw(st.sampled_from(("", "", "", "sensitive", "immutable", "managed")))
    if flag and not (flag == "managed" and made["required"]):
        made[flag] = True
    return made


@st.composite
def blueprints(draw: st.DrawFn) -> dict[str, Any]:
    """A Blueprint of one to five entities, with or without accounts."""
    names = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True))
    entities = [draw(_entities(name)) for name in names]
    made: dict[str, Any] = {"blueprint": 1, "name": "random", "entities": entities}
    made["relationships"] = draw(_relationships([entity["name"] for entity in entities]))
    if draw(st.booleans()):
        _add_accounts(draw, made)
    # Over GraphQL, callers have signed tokens.
    opaque = made.get("auth", {}).get("scheme") == "session"
    styles = (["rest"],) if opaque else (["rest"], ["rest", "graphql"])
    made["api"] = {
        "casing": draw(st.sampled_from(("snake", "camel"))),
        "styles": draw(st.sampled_from(styles)),
        "pagination": {"style": draw(st.sampled_from(("cursor", "offset")))},
        "idempotency": draw(st.booleans()),
    }
    made["resources"] = [
        {"entity": entity["name"], "actions": _actions(draw, entity, made)} for entity in made["entities"]
    ]
    return made


@st.composite
def _entities(draw: st.DrawFn, name: str) -> dict[str, Any]:
    fields = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6, unique=True))
    return {
        "name": name.capitalize(),
        "key": {"kind": draw(st.sampled_from(("uuid", "serial")))},
        "attributes": [draw(attributes(field)) for field in fields],
        "timestamps": draw(st.booleans()),
        "soft_delete": draw(st.booleans()),
        "optimistic_lock": draw(st.booleans()),
    }


@st.composite
def _relationships(draw: st.DrawFn, names: list[str]) -> list[dict[str, Any]]:
    made = []
    for number in range(draw(st.integers(0, 4))):
        source = draw(st.integers(0, len(names) - 1))
        target = draw(st.integers(0, len(names) - 1))
        cardinality = draw(st.sampled_from(("many_to_one", "one_to_one", "many_to_many")))
        # A required reference only leads to an earlier entity, so that no circle needs itself first.
        required = cardinality != "many_to_many" and target < source and draw(st.booleans())
        on_delete = draw(st.sampled_from(("restrict", "cascade") if required else ("restrict", "cascade", "set_null")))
        link = {
            "name": f"link_{number}", "from": names[source], "to": names[target], "cardinality": cardinality,
            "required": required, "on_delete": on_delete,
        }  # fmt: skip
        if draw(st.booleans()):
            link["inverse"] = f"back_{number}"
        if cardinality == "many_to_many" and draw(st.booleans()):
            link["attributes"] = [draw(attributes("weight"))]
        made.append(link)
    return made


def _add_accounts(draw: st.DrawFn, made: dict[str, Any]) -> None:
    login = {"name": "email", "type": "email", "required": True, "unique": True}
    made["entities"].append({"name": "Person", "attributes": [login]})
    made["auth"] = {"scheme": "jwt", "account": "Person"}
    carrier = draw(st.sampled_from((None, {"bearer": "Token"}, {"header": "X-API-Key"})))
    if draw(st.booleans()):
        made["auth"] |= {"scheme": "session", "session_days": draw(st.sampled_from((None, 1, 400)))}
        carrier = draw(st.sampled_from((carrier, {"cookie": "session"})))
    if draw(st.integers(0, 3)) == 0:
        made["auth"], carrier = {"scheme": "basic", "account": "Person"}, None
    if carrier is not None:
        made["auth"]["carrier"] = carrier
    if draw(st.booleans()):
        kinds = draw(st.lists(st.sampled_from(("lower", "upper", "digit", "symbol")), unique=True))
        bounds = sorted(draw(st.lists(st.integers(8, 128), min_size=2, max_size=2)))
        made["auth"]["password"] = {"min_length": bounds[0], "max_length": bounds[1], "needs": kinds}
    made["roles"] = [{"name": "member", "default": True}, {"name": "boss", "first": True}]
    for entity in made["entities"][:-1]:
        if draw(st.booleans()):
            entity["owner"] = "keeper"
            made["relationships"].append(
                {"name": "keeper", "from": entity["name"], "to": "Person", "required": True, "on_delete": "cascade"}
            )
    if draw(st.booleans()):
        _add_tenants(draw, made)


def _add_tenants(draw: st.DrawFn, made: dict[str, Any]) -> None:
    """Accounts belong to tenants; so does what the draw says, and what requires a row that does."""
    scoped: set[str] = set()
    for entity in (made["entities"][-1], *made["entities"][:-1]):
        name = entity["name"]
        required = {link["to"] for link in made["relationships"] if link["from"] == name and link["required"]}
        if name == "Person" or bool(required & scoped) or draw(st.booleans()):
            scoped.add(name)
            entity["tenant"] = "realm"
            made["relationships"].append({"name": "realm", "from": name, "to": "Realm", "required": True})
    made["entities"].append({"name": "Realm", "attributes": [{"name": "title", "type": "string", "required": True}]})


def _actions(draw: st.DrawFn, entity: dict[str, Any], made: dict[str, Any]) -> list[str]:
    chosen = draw(st.lists(st.sampled_from(ACTIONS), min_size=1, unique=True))
    texts = [item for item in entity["attributes"] if item["type"] in ("string", "text") and not item.get("sensitive")]
    account = made.get("auth", {}).get("account") == entity["name"]
    if "graphql" in made.get("api", {}).get("styles", ()):
        chosen.append("list")  # GraphQL needs something to read
    dropped = {"search"} if not texts else set()
    if account and "create" in chosen:
        made.setdefault("permissions", []).append({"entity": entity["name"], "actions": ["create"], "allow": ["boss"]})
    return [action for action in ACTIONS if action in chosen and action not in dropped] or ["list"]
