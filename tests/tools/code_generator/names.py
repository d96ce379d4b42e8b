"""Blueprints whose names are those of the printed project's own parts, of its libraries and of its language."""

from typing import Any

ENTITIES = (
    "Base", "Enum", "Enums", "Token", "Tokens", "Database", "Error", "Errors", "Conftest", "Schema", "Query",
    "Mutation", "Subscription", "Node", "PageInfo", "Connection", "Edge", "Problem", "FieldError", "Main", "App",
    "Test", "Model", "Module", "Session", "Request", "Response", "Any", "List", "Optional", "Date", "Datetime",
    "DateTime", "Decimal", "UUID", "Exception", "Index", "Column", "Table", "Select", "Update", "Insert", "Order",
    "Group", "User", "Role", "Account", "Type", "Class", "None", "True", "Router", "Depends", "Setting", "Page",
    "Cursor", "IdempotencyKey", "RateLimit", "AlembicVersion", "Handler", "Middleware", "Contract", "Body", "View",
    "Viewer", "Field", "Filter", "Key", "Listing", "Batch", "Link", "LinkedRow", "Reference", "Search", "Ordering",
    "Aggregate", "Dependency", "Context", "Resolver", "Scalar", "Limit", "Input", "Actor", "Factory", "Service",
    "Repository", "Case", "Clock", "Value", "Event", "Item", "Int", "Str", "Dict", "Object", "Property", "Mapped",
    "Self", "Import", "Annotated", "Sequence", "Mapping", "JSON", "Int64", "Boolean", "String", "Float", "ID",
    "Secret", "Pytest", "Logging", "Housekeeping", "Format", "Method", "Measure", "Refusal", "Statement", "Sort",
    "Url", "Email", "Binary", "Choice", "Exact", "Timestamp", "Document", "Application", "State", "Store", "Info",
    "Data", "Code", "Status", "Kind", "Name", "Payload", "Callable", "Iterator", "Awaitable", "Generic", "Protocol",
    "Union", "Literal", "Final", "Path", "Header", "Cookie", "Form", "File", "Tag", "Comment", "View2", "Row", "Null",
    "Book", "BookCreate", "BookUpdate", "BookPage", "BookView", "BookQuery", "TokenItem", "LoginRequest",
)  # fmt: skip
"""Names of entities; `ENTITIES` and `REFUSED` share nothing."""

REFUSED = (
    "AuthSession", "AuthSessions", "AuthRefreshToken", "IdempotencyRecord", "RateLimitCounter", "Health", "Metric",
    "Metrics", "Auth", "Api", "Doc", "Docs", "Graphql", "Openapi",
)  # fmt: skip
"""Names that stand for tables and places of the backend itself."""

ATTRIBUTES = (
    "self", "cls", "class", "metadata", "registry", "query", "session", "limit", "cursor", "sort", "q", "page",
    "items", "total", "body", "request", "response", "data", "input", "copy", "json", "schema", "dict",
    "model_config", "validate", "type", "if_match", "settings", "now", "first", "after", "edges", "node", "offset",
    "group_by", "filter", "order_by", "import", "from", "return", "none", "in", "list", "str", "int", "float",
    "bool", "date", "datetime", "decimal", "uuid", "object", "property", "columns", "mapped_column", "clock", "text",
    "statement", "select", "insert", "update", "delete", "values", "sent", "chosen", "listing", "filters", "keys",
    "key", "wanted", "viewer", "store", "service", "router", "found", "tag", "etag", "cases", "work", "perform",
    "quote", "json_response", "annotated", "info", "context", "parent", "arguments", "row", "rows", "page_info",
    "total_count", "next_cursor", "model_fields", "model_dump", "model_extra", "fields", "construct", "parse_obj",
    "literal", "scaled", "field", "version", "role", "created_by", "print", "len", "repr", "password",
    "refresh_token", "code", "errors", "title", "status", "detail", "instance", "pointer", "expires_at", "hits",
    "bucket", "moment", "changes", "missing", "done", "refusing", "link", "near", "far", "operator", "eq", "ge",
    "case", "func", "table", "index", "order", "group", "user", "typename", "name", "value",
)  # fmt: skip
"""Names of attributes, inputs, operations and what steps bind."""


def attributes(names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Attributes of types in turn."""
    facets: tuple[dict[str, Any], ...] = (
        {"type": "string", "max_length": 40, "required": True},
        {"type": "enum", "values": ["a", "b c"], "default": "a"},
        {"type": "int32"},
        {"type": "datetime", "default": "now", "required": True},
        {"type": "decimal", "precision": 9, "scale": 2},
        {"type": "date"},
        {"type": "array", "items": "string", "max_items": 3},
        {"type": "json"},
    )
    return [{"name": name, **facets[number % len(facets)]} for number, name in enumerate(names)]


LONG_ENTITIES = (
    "EmergencyContactRelationship", "InternationalShippingAddress", "CustomerSupportConversation", "Short",
    "SubscriptionBillingInvoice", "Thing9", "Thing10", "Thing01",
)  # fmt: skip
LONG_ATTRIBUTES = (
    "estimated_delivery_date_time", "preferred_communication_channel", "title", "x_1", "requires_additional_approval",
    "maximum_participants_allowed", "note",
)  # fmt: skip


def blueprint(
    names: tuple[str, ...], *, accounts: bool = False, values: tuple[str, ...] = ATTRIBUTES, **more: Any
) -> dict[str, Any]:
    """Entities of these names, each with a few of the attributes and with relationships to the next ones."""
    entities = []
    relationships: list[dict[str, Any]] = []
    for number, name in enumerate(names):
        chosen = tuple(values[(number * 5 + step) % len(values)] for step in range(5))
        entities.append({"name": name, "attributes": attributes(chosen)})
        if number:
            earlier = names[number - 1]
            relationships.append(
                {"name": "before", "from": name, "to": earlier, "required": True, "inverse": f"later_{number}"}
            )
        if number % 4 == 3:
            relationships.append({
                "name": "peers", "from": name, "to": names[number - 2], "cardinality": "many_to_many",
                "attributes": [{"name": "weight", "type": "int32"}],
            })  # fmt: skip
    made: dict[str, Any] = {"blueprint": 1, "name": "named", "entities": entities, "relationships": relationships}
    actions = ["list", "read", "create", "update", "delete", "analytics"]
    made["api"] = {"styles": ["rest", "graphql"], "idempotency": accounts, **more}
    if accounts:
        account = names[-1]
        login = {"name": "email", "type": "email", "required": True, "unique": True}
        entities[-1]["attributes"] = [login]
        relationships[:] = [item for item in relationships if account not in (item["from"], item["to"])]
        made["auth"] = {"scheme": "jwt", "account": account}
        made["roles"] = [{"name": "member", "default": True}, {"name": "self", "first": True}]
        for entity in entities[:-1:3]:
            entity["owner"] = "keeper"
            relationships.append(
                {"name": "keeper", "from": entity["name"], "to": account, "required": True, "on_delete": "cascade"}
            )
    made["resources"] = [
        {
            "entity": name,
            "actions": [item for item in actions if not (accounts and name == names[-1] and item == "create")],
        }
        for name in names
    ]
    return made


def batches(size: int = 60) -> list[tuple[str, ...]]:
    """The entity names, so divided that none meets another one of its batch in number or case."""
    found: list[list[str]] = []
    for name in ENTITIES:
        forms = {name.lower(), name.lower().rstrip("s")}
        fitting = (batch for batch in found if len(batch) < size and not any(_meets(forms, other) for other in batch))
        batch = next(fitting, None)
        if batch is None:
            found.append([name])
        else:
            batch.append(name)
    return [tuple(batch) for batch in found]


def _meets(forms: set[str], other: str) -> bool:
    return bool(forms & {other.lower(), other.lower().rstrip("s")})


def keyed(names: tuple[str, ...], **api: Any) -> dict[str, Any]:
    """Entities whose natural keys have these names, so that they stand in paths; linked with each other."""
    entities, relationships = [], []
    for number, name in enumerate(names):
        entity = f"Thing{number}"
        key = {"name": name, "max_length": 40, "required": True, "immutable": True}
        entities.append({
            "name": entity, "key": {"kind": "natural", "attribute": name}, "optimistic_lock": number % 2 == 0,
            "attributes": [key, {"name": "plain", "type": "int32"}],
        })  # fmt: skip
        if number:
            ends = {"from": entity, "to": f"Thing{number - 1}"}
            relationships.append({"name": "before", **ends, "required": number % 2 == 0})
            relationships.append({"name": "peers", **ends, "cardinality": "many_to_many"})
    actions = ["list", "read", "create", "update", "delete", "search"]
    return {
        "blueprint": 1, "name": "keyed", "entities": entities, "relationships": relationships,
        "resources": [{"entity": item["name"], "actions": actions} for item in entities],
        "api": {"styles": ["rest", "graphql"], **api},
    }  # fmt: skip


def operated(names: tuple[str, ...]) -> dict[str, Any]:
    """Operations, inputs and bound values of these names."""
    operations: list[dict[str, Any]] = []
    for number, name in enumerate(names):
        asked = f"{name}_x" if name in ("limit", "cursor", "sort", "offset", "q", "group_by") else name
        common = {"group": "Thing", "access": {"public": True}}
        key = {"name": "id", "in": "path", "attribute": "Thing.id", "required": True}
        operations += [
            {**common, "name": name, "method": "GET", "path": f"/things/one{number}/{{id}}", "inputs": [key],
             "steps": [{"find": "Thing", "as": name, "where": "row.id == input.id"}],
             "response": {"value": name, "view": "Thing"}},
            {**common, "name": f"{name}_all", "method": "GET", "path": f"/things/all{number}",
             "inputs": [{"name": asked, "in": "query", "required": True, "max_length": 30}],
             "steps": [{"list": "Thing", "as": name, "where": f"row.title == input.{asked}", "sorts": ["title"]}],
             "response": {"value": name, "view": "Thing"}},
            {**common, "name": f"{name}_make", "method": "POST", "path": f"/things/make{number}",
             "inputs": [{"name": name, "required": True, "max_length": 30}],
             "steps": [{"let": name, "be": f"input.{name}"}, {"create": "Thing", "as": "made", "set": {"title": name}}],
             "response": {"status": 201, "value": "made", "view": "Thing"}},
        ]  # fmt: skip
    thing = {"name": "Thing", "attributes": [{"name": "title", "required": True, "max_length": 40}]}
    return {
        "blueprint": 1, "name": "operated", "entities": [thing], "resources": [{"entity": "Thing"}],
        "operations": operations, "api": {"styles": ["rest", "graphql"]},
    }  # fmt: skip
