"""check: what does not fit together is refused, with the place or both sides named."""

import copy
from typing import Any

import pytest

from tools.blueprint.check import check
from tools.blueprint.document import from_data
from tools.errors import AgentError, BadInput, Contradiction

BASE: dict[str, Any] = {
    "blueprint": 1,
    "name": "shop",
    "entities": [
        {"name": "User", "attributes": [{"name": "email", "type": "email", "required": True, "unique": True}]},
        {"name": "Item", "attributes": [{"name": "title", "required": True}, {"name": "size", "type": "int32"}]},
    ],
    "relationships": [{"name": "keeper", "from": "Item", "to": "User", "required": True}],
    "resources": [{"entity": "Item"}],
    "roles": [{"name": "member", "default": True}, {"name": "admin", "first": True}],
    "auth": {"scheme": "jwt", "account": "User"},
}


def _changed(path: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(BASE)
    target: Any = data
    *head, last = path.split(".")
    for part in head:
        target = target[int(part) if part.isdigit() else part]
    if last == "+":
        target.append(value)
    else:
        target[int(last) if last.isdigit() else last] = value
    return data


def test_the_base_is_sound() -> None:
    check(from_data(BASE))


CASES = [
    ("entities", [], "no entities"),
    ("entities.+", {"name": "Users"}, "collides"),
    ("entities.+", {"name": "AuthSession"}, "collides"),
    ("entities.1.attributes.+", {"name": "size_2", "filterable": True}, "`filterable` does not go with type string"),
    (
        "entities.1.attributes.+",
        {"name": "notes", "type": "json", "filterable": True, "sensitive": True},
        "a sensitive value cannot be filtered by",
    ),
    ("entities.1.attributes.+", {"name": "title"}, "stands twice"),
    ("entities.1.attributes.+", {"name": "id"}, "stands twice"),
    ("entities.1.attributes.+", {"name": "created_at"}, "stands twice"),
    ("entities.1.attributes.+", {"name": "keeper_id"}, "stands twice"),
    ("entities.0.attributes.+", {"name": "password_hash"}, "stands twice"),
    ("entities.1.attributes.0.minimum", 3, "does not go with"),
    ("entities.1.attributes.0.values", ["a"], "does not go with"),
    ("entities.1.attributes.0.min_length", 999, "no length"),
    ("entities.1.attributes.0.pattern", "(a+)+", "not portable"),
    ("entities.1.attributes.0.pattern", "\\d", "not portable"),
    ("entities.1.attributes.0.default", 5, "no valid string"),
    ("entities.1.attributes.1.default", "5", "no valid int32"),
    ("entities.1.attributes.1.minimum", "NaN", "finite"),
    ("entities.1.attributes.+", {"name": "kind", "type": "enum"}, "needs `values`"),
    ("entities.1.attributes.+", {"name": "kind", "type": "array"}, "scalar `items`"),
    ("entities.1.attributes.+", {"name": "blob", "type": "binary", "unique": True}, "cannot be unique"),
    ("entities.1.attributes.+", {"name": "n", "type": "decimal", "precision": 2, "scale": 3}, "larger than"),
    ("entities.1.attributes.+", {"name": "n", "managed": True, "required": True}, "needs a default"),
    ("entities.1.key", {"kind": "natural", "attribute": "nothing"}, "no attribute"),
    ("entities.1.key", {"kind": "uuid", "attribute": "title"}, "only a natural key"),
    ("entities.1.uniques", [["nothing"]], "no attribute or relationship"),
    ("entities.1.owner", "nothing", "no to-one relationship"),
    ("entities.1.tenant", "keeper", "accounts do not"),
    ("relationships.0.to", "Nobody", "no entity Nobody"),
    ("relationships.+", {"name": "keeper", "from": "Item", "to": "User"}, "two relationships"),
    ("relationships.0.attributes", [{"name": "x"}], "only a many-to-many"),
    ("resources.+", {"entity": "Item"}, "once"),
    ("resources.0.entity", "Nobody", "one entity"),
    ("resources.+", {"entity": "User"}, "who may create"),
    ("roles.1.default", True, "exactly one"),
    ("roles.0.default", False, "exactly one"),
    ("permissions", [{"entity": "Item", "actions": ["list"], "allow": ["king"]}], "no role"),
    ("permissions", [{"entity": "Item", "actions": ["list"], "allow": ["owner"]}], "no owner"),
    ("auth.account", "Item", "required, unique"),
    ("auth.login", "nothing", "required, unique"),
    ("auth.carrier", {"bearer": "Basic"}, "means other credentials"),
    ("auth.carrier", {"header": "authorization"}, "means something else"),
    ("auth.carrier", {"header": "Content-Token"}, "means something else"),
    ("auth.carrier", {"header": "Transfer-Encoding"}, "means something else"),
    ("auth.carrier", {"header": "Idempotency-Key"}, "means something else"),
    ("auth.carrier", {"header": "X-Key\r\nX"}, "auth.carrier"),
    ("auth.carrier", {"bearer": "two words"}, "auth.carrier"),
    ("auth.carrier", {"cookie": "session"}, "scheme is jwt"),
    ("auth.carrier", {"cookie": "a=b"}, "auth.carrier"),
    ("auth.carrier", {}, "auth.carrier"),
    ("auth.carrier", {"bearer": "Token", "header": "X-API-Key"}, "auth.carrier"),
    ("auth", {"scheme": "basic", "account": "User", "carrier": {"bearer": "Basic"}}, "no token"),
    ("auth", {"scheme": "basic", "account": "User", "carrier": {"header": "X-API-Key"}}, "no token"),
    ("auth.password", {"min_length": 40, "max_length": 20}, "larger than"),
    ("auth.password", {"needs": ["digit", "digit"]}, "twice"),
    ("auth.password", {"needs": ["emoji"]}, "auth.password"),
    ("api", {"pagination": {"default_limit": 50, "max_limit": 10}}, "default limit"),
]


@pytest.mark.parametrize(("path", "value", "said"), CASES, ids=[f"{path}-{said}" for path, _, said in CASES])
def test_bad_input_is_named(path: str, value: Any, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        check(from_data(_changed(path, value)))


LOGIN: dict[str, Any] = {"name": "login", "required": True, "unique": True}


@pytest.mark.parametrize("pattern", ["[a-z:]+", "[ -~]+", "[^a]+", "a(:b)?", "[a-z]+|x:y"])
def test_a_login_of_basic_credentials_may_hold_no_colon(pattern: str) -> None:
    for facets in ({}, {"pattern": pattern}):
        data = _changed("entities.0.attributes.+", {**LOGIN, **facets})
        data["auth"] = {"scheme": "basic", "account": "User", "login": "login"}
        with pytest.raises(BadInput, match="may hold a colon"):
            check(from_data(data))


@pytest.mark.parametrize("pattern", ["[a-z]+", "[^:]+", "[a-z]+([._-][a-z0-9]+)*", "x(:){0}y"])
def test_a_login_that_holds_no_colon_will_do(pattern: str) -> None:
    data = _changed("entities.0.attributes.+", {**LOGIN, "pattern": pattern})
    data["auth"] = {"scheme": "basic", "account": "User", "login": "login"}
    check(from_data(data))
    check(from_data(_changed("auth", {"scheme": "basic", "account": "User"})))


def test_without_sessions_no_operation_is_one_of_them() -> None:
    data = _changed("auth", {"scheme": "basic", "account": "User"})
    data["operations"] = [
        {
            "name": "enter", "intent": "account.login", "method": "GET", "path": "/enter", "access": {"public": True},
            "steps": [{"list": "Item", "as": "page"}], "response": {"value": "page", "view": "Item"},
        }
    ]  # fmt: skip
    with pytest.raises(BadInput, match="nobody logs in"):
        check(from_data(data))


CONTRADICTIONS = [
    ("auth", {"scheme": "none"}),
    ("relationships.0.on_delete", "set_null"),
    ("relationships.+", {"name": "favourite", "from": "User", "to": "Item", "required": True}),
    ("entities.1.key", {"kind": "natural", "attribute": "size"}),
]


@pytest.mark.parametrize(("path", "value"), CONTRADICTIONS, ids=[path for path, _ in CONTRADICTIONS])
def test_a_contradiction_names_both_sides(path: str, value: Any) -> None:
    with pytest.raises(Contradiction) as caught:
        check(from_data(_changed(path, value)))
    assert len(caught.value.sides) == 2
    assert all(caught.value.sides)


def test_an_owner_without_authentication_contradicts() -> None:
    data = _changed("entities.1.owner", "keeper")
    data["auth"], data["roles"] = {"scheme": "none"}, []
    with pytest.raises(Contradiction):
        check(from_data(data))


def _with_access(**access: Any) -> dict[str, Any]:
    step = {"list": "Item", "as": "page"}
    response = {"value": "page", "view": "Item"}
    listing = {"name": "look", "method": "GET", "path": "/look", "steps": [step], "response": response}
    return _changed("operations", [{**listing, "access": access}])


@pytest.mark.parametrize("also", [{"public": True}, {"roles": ["admin"]}, {"owner": True}])
def test_with_and_without_an_account_is_said_alone(also: dict[str, Any]) -> None:
    check(from_data(_with_access(optional=True)))
    with pytest.raises(Contradiction, match=next(iter(also))):
        check(from_data(_with_access(optional=True, **also)))


def test_callers_who_sign_in_need_accounts() -> None:
    data = _with_access()
    data["auth"], data["roles"] = {"scheme": "none"}, []
    with pytest.raises(Contradiction, match="signed-in callers"):
        check(from_data(data))


@pytest.mark.parametrize("access", [{"public": True}, {"optional": True}])
def test_what_a_tenant_has_is_not_for_strangers(access: dict[str, Any]) -> None:
    data = _with_access(**access)
    data["entities"].append({"name": "Firm", "attributes": [{"name": "title", "required": True}]})
    for entity in data["entities"][:2]:
        entity["tenant"] = "firm"
        data["relationships"].append({"name": "firm", "from": entity["name"], "to": "Firm", "required": True})
    with pytest.raises(Contradiction, match="own tenant"):
        check(from_data(data))
    data["operations"][0]["access"] = {}
    check(from_data(data))


def test_with_and_without_an_account_needs_accounts_and_reads() -> None:
    data = _with_access(optional=True)
    data["auth"], data["roles"] = {"scheme": "none"}, []
    with pytest.raises(Contradiction, match="no authentication"):
        check(from_data(data))
    data = _with_access(optional=True)
    data["operations"][0]["method"] = "POST"
    with pytest.raises(BadInput, match="for reads"):
        check(from_data(data))


def test_a_public_create_of_owned_rows_contradicts() -> None:
    data = _changed("entities.1.owner", "keeper")
    data["permissions"] = [{"entity": "Item", "actions": ["create"], "allow": ["public"]}]
    with pytest.raises(Contradiction):
        check(from_data(data))


def test_errors_carry_a_hint_or_a_path() -> None:
    for path, value, _ in CASES:
        with pytest.raises(AgentError) as caught:
            check(from_data(_changed(path, value)))
        assert caught.value.hint or getattr(caught.value, "path", "")


def _shared_office() -> dict[str, Any]:
    """Users and items belong to an office; a note hangs on an item and on the user who wrote it."""
    data = copy.deepcopy(BASE)
    data["entities"] += [{"name": "Office", "attributes": [{"name": "name", "required": True}]}, {"name": "Note"}]
    for number, name in enumerate(("User", "Item")):
        data["entities"][number]["tenant"] = "office"
        data["relationships"].append({"name": "office", "from": name, "to": "Office", "required": True})
    data["relationships"].append({"name": "writer", "from": "Note", "to": "User", "required": True})
    data["relationships"].append({"name": "item", "from": "Note", "to": "Item"})
    data["entities"][3]["owner"] = "writer"
    data["resources"].append({"entity": "Note"})
    return data


READING: list[list[str]] = [["authenticated"], ["admin"], ["owner", "admin"]]


@pytest.mark.parametrize("allow", READING, ids=[" ".join(allow) for allow in READING])
def test_a_child_of_a_tenants_row_that_others_reach_needs_the_tenant_itself(allow: list[str]) -> None:
    data = _shared_office()
    data["permissions"] = [{"entity": "Note", "actions": ["list"], "allow": allow}]
    with pytest.raises(BadInput, match="other tenants would see its rows") as caught:
        check(from_data(data))
    assert (caught.value.code, caught.value.path) == ("tenant-missing", "entities.Note.tenant")
    assert "`tenant`" in caught.value.hint
    data["relationships"].append({"name": "office", "from": "Note", "to": "Office", "required": True})
    data["entities"][3]["tenant"] = "office"
    check(from_data(data))


def test_what_its_owner_alone_reaches_needs_no_tenant() -> None:
    data = _shared_office()
    check(from_data(data))
    data["permissions"] = [{"entity": "Note", "actions": ["create"], "allow": ["authenticated"]}]
    check(from_data(data))


def test_what_may_do_without_a_tenants_row_needs_no_tenant() -> None:
    data = _shared_office()
    data["entities"][3].pop("owner")
    data["relationships"][-2]["required"] = False
    check(from_data(data))


def _with_account_makers(*allow: str) -> dict[str, Any]:
    data = _changed("resources.+", {"entity": "User", "actions": ["create", "read"]})
    return {**data, "permissions": [{"entity": "User", "actions": ["create"], "allow": list(allow)}]}


@pytest.mark.parametrize("allow", [("admin",), ("authenticated",)])
def test_accounts_are_made_by_whom_a_permission_names(allow: tuple[str, ...]) -> None:
    check(from_data(_with_account_makers(*allow)))


def test_nobody_makes_accounts_as_their_owner() -> None:
    with pytest.raises(BadInput, match="who may create User"):
        check(from_data(_with_account_makers("owner", "admin")))


def test_what_anybody_may_make_contradicts_registration() -> None:
    with pytest.raises(Contradiction):
        check(from_data(_with_account_makers("public")))
