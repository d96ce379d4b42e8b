"""Whatever lets more callers do something, or protects less, is named; narrowing is not."""

from typing import Any

import pytest

from agent.model_planner.guard.exposures import exposures
from tests.agent.model_planner.support import LIBRARY
from tests.meta.sources import ROOT
from tools.blueprint.document import from_data, load, to_data
from tools.blueprint.model import Blueprint


def changed(**parts: Any) -> Blueprint:
    return from_data({**to_data(LIBRARY), **parts})


def allowing(entity: str, action: str, *allow: str) -> Blueprint:
    """The library with one permission in place of those that it has for this."""
    kept = [
        {**item, "actions": [name for name in item["actions"] if (item["entity"], name) != (entity, action)]}
        for item in to_data(LIBRARY)["permissions"]
    ]
    more = [{"entity": entity, "actions": [action], "allow": list(allow)}] if allow else []
    return changed(permissions=[item for item in kept if item["actions"]] + more)


def entity(name: str, **fields: Any) -> Blueprint:
    return changed(
        entities=[{**item, **fields} if item["name"] == name else item for item in to_data(LIBRARY)["entities"]]
    )


def operation(*steps: dict[str, Any], **fields: Any) -> Blueprint:
    base = {"name": "act", "method": "POST", "path": "/act", "access": {"roles": ["admin"]}, "steps": list(steps)}
    return changed(operations=[base | fields])


FIND_LOAN = {"find": "Loan", "as": "loan", "where": "row.id == input.id"}
FIND_BOOK = {"find": "Book", "as": "book", "where": "row.id == input.id"}
FIND_MEMBER = {"find": "Member", "as": "found", "where": "row.id == input.id"}
MAKE_ADMIN = {"update": "found", "set": {"role": '"admin"'}}
BAN = {"transition": "Book.genre", "name": "ban", "from": ["fiction"], "to": "history"}
AUTH = to_data(LIBRARY)["auth"]
OPENED = [
    (allowing("Book", "list", "public"), "list of Book is open to public"),
    (allowing("Book", "delete"), "delete of Book is open to authenticated"),
    (allowing("Loan", "delete", "authenticated"), "delete of Loan is open to authenticated"),
    (allowing("Book", "delete", "admin", "member"), "delete of Book is open to member"),
    (changed(auth={}, roles=[], permissions=[]), "nobody has to sign in"),
    (changed(auth={**AUTH, "access_token_minutes": 60}), "tokens are good for longer"),
    (changed(auth={**AUTH, "session_days": None}), "sessions last longer"),
    (changed(auth={**AUTH, "password": {"min_length": 8}}), "passwords may be weaker"),
    (changed(roles=[{"name": "member"}, {"name": "admin", "default": True}]), "whoever registers is admin"),
    (changed(api={"idempotency": True}), "callers may send more requests"),
    (changed(api={"rate_limit": {"requests": 601}}), "callers may send more requests"),
    (entity("Loan", owner=None), "Loan has another owner, or none"),
    (operation(FIND_LOAN, access={"public": True}), "the operation act is open to public"),
    (operation(FIND_LOAN, access={"optional": True}), "the operation act is open to public"),
    (operation({**FIND_LOAN, "owner": False}), "the operation act sees Loan of all owners"),
    (
        operation(FIND_LOAN, {"delete": "loan"}, access={}),
        "the operation act lets authenticated delete Loan",
    ),
    (
        operation({"list": "Member", "as": "page"}, access={}, response={"value": "page"}),
        "the operation act lets authenticated list Member",
    ),
    (
        operation(FIND_MEMBER, {"update": "found", "set": {"role": '"admin"'}}),
        "the operation act sets the role of an account",
    ),
    (operation(FIND_MEMBER, {"issue_token": "found", "as": "token"}), "the operation act signs somebody in"),
    (
        changed(
            patterns=[{"transition": "Book.genre", "name": "ban", "from": ["fiction"], "to": "history", "access": {}}]
        ),
        "transition of Book is open to authenticated",
    ),
    (changed(patterns=[{"sign_up": "Tag"}]), "anybody may make a Tag"),
]


@pytest.mark.parametrize(("now", "what"), OPENED, ids=[what for _, what in OPENED])
def test_what_opens_is_named(now: Blueprint, what: str) -> None:
    assert what in exposures(LIBRARY, now)


NARROWED = [
    allowing("Book", "list", "admin"),
    allowing("Loan", "list", "owner"),
    changed(api={"rate_limit": {"requests": 10}}),
    changed(auth={**AUTH, "password": {"min_length": 16, "needs": ["digit"]}}),
    operation(FIND_LOAN, {"delete": "loan"}, access={"owner": True}),
    changed(patterns=[BAN]),
    operation({"list": "Book", "as": "page"}, access={}, response={"value": "page"}),
]


@pytest.mark.parametrize("now", NARROWED)
def test_what_narrows_or_only_adds_is_not(now: Blueprint) -> None:
    assert exposures(LIBRARY, now) == ()


def test_what_was_secret_or_the_servers_own_stays_so() -> None:
    loan = next(item for item in to_data(LIBRARY)["entities"] if item["name"] == "Loan")
    hidden = entity("Loan", attributes=[{**item, "sensitive": True, "managed": True} for item in loan["attributes"]])
    found = exposures(hidden, entity("Loan", attributes=[{**item, "managed": False} for item in loan["attributes"]]))
    assert {"Loan.note is no longer sensitive", "Loan.note is no longer managed"} <= set(found)


def test_a_new_entity_may_be_for_everyone_who_signs_in_but_not_public() -> None:
    shelf = {"name": "Shelf", "attributes": [{"name": "label"}]}
    data = to_data(LIBRARY)
    for allow, count in (("authenticated", 0), ("public", 1)):
        now = changed(
            entities=[*data["entities"], shelf],
            resources=[*data["resources"], {"entity": "Shelf", "actions": ["list"]}],
            permissions=[*data["permissions"], {"entity": "Shelf", "actions": ["list"], "allow": [allow]}],
        )
        assert len(exposures(LIBRARY, now)) == count


@pytest.mark.parametrize("path", sorted((ROOT / "tests/blueprints").glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_opens_where_nothing_changes(path: Any) -> None:
    blueprint = load(path.read_bytes())
    assert exposures(blueprint, blueprint) == ()


MINI = {
    "name": "LoanInBook",
    "entity": "Loan",
    "fields": [{"name": "note", "source": "note"}, {"name": "who", "value": "row.member.email"}],
}
LOANS = {"name": "loans", "source": "loans", "view": "LoanInBook"}


def view(*fields: dict[str, Any]) -> dict[str, Any]:
    return {"name": "Book", "entity": "Book", "fields": [{"name": "title", "source": "title"}, *fields]}


def test_a_view_shows_no_rows_that_its_readers_may_not_read() -> None:
    found = exposures(LIBRARY, changed(views=[MINI, view(LOANS)]))
    assert found == ("the view Book shows Loan to authenticated", "the view Book shows Member to authenticated")
    assert exposures(LIBRARY, changed(views=[MINI])) == ()


@pytest.mark.parametrize(
    "field",
    [
        {"name": "author", "source": "author", "view": "Author"},
        {"name": "by", "value": "row.author.name"},
        {"name": "lent", "value": "row.loans.count()"},
    ],
)
def test_a_view_may_show_what_its_readers_may_read(field: dict[str, Any]) -> None:
    assert exposures(LIBRARY, changed(views=[view(field)])) == ()


def test_a_loan_may_show_its_owner() -> None:
    loan = {"name": "Loan", "entity": "Loan", "fields": [{"name": "who", "value": "row.member.name"}]}
    assert exposures(LIBRARY, changed(views=[loan])) == ()


@pytest.mark.parametrize(("where", "told"), [("l.member.email == input.mail", True), ("l.id == input.id", False)])
def test_a_condition_on_rows_behind_a_relationship(where: str, told: bool) -> None:
    step = {"list": "Book", "as": "page", "where": f"row.loans.exists(l, {where})"}
    now = operation(step, access={}, response={"value": "page"})
    assert ("the operation act shows Member to authenticated" in exposures(LIBRARY, now)) is told


def left_out() -> Blueprint:
    """The library in which nobody writes books."""
    data = to_data(LIBRARY)
    only = ["list", "read"]
    return changed(
        resources=[{**item, "actions": only} if item["entity"] == "Book" else item for item in data["resources"]],
        permissions=[
            *(item for item in data["permissions"] if item["entity"] != "Book"),
            {"entity": "Book", "actions": only, "allow": ["authenticated"]},
        ],
    )


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"patterns": [{"bulk": "Book", "delete": "purge"}]}, "delete of Book is open to authenticated"),
        ({"patterns": [{"trash": "Book"}]}, "delete of Book is open to authenticated"),
        ({"patterns": [{"ensure": "Book.isbn", "name": "ensure"}]}, "create of Book is open to authenticated"),
        (
            {"operations": to_data(operation(FIND_BOOK, {"delete": "book"}))["operations"]},
            "the operation act lets admin delete Book",
        ),
    ],
)
def test_what_the_draft_left_out_does_not_come_back_by_another_way(parts: dict[str, Any], what: str) -> None:
    base = left_out()
    assert what in exposures(base, from_data({**to_data(base), **parts}))


def test_a_secret_that_moves_is_no_secret() -> None:
    data = to_data(LIBRARY)["entities"]
    loans = next(item for item in data if item["name"] == "Loan")["attributes"]
    hidden = entity("Loan", attributes=[item | {"sensitive": item["name"] == "note"} for item in loans])
    moved = to_data(entity("Loan", attributes=[item for item in loans if item["name"] != "note"]))["entities"]
    [tag] = [item for item in moved if item["name"] == "Tag"]
    tag["attributes"] = [*tag["attributes"], {"name": "note"}]
    assert "Loan.note is no longer sensitive" in exposures(hidden, changed(entities=moved))
