"""What a change leaves as it was behind the rows: counters of keys, and the tables of the backend itself."""

from copy import deepcopy
from typing import Any

import pytest

from tests.tools.database_designer.changes.trials import Trial, tried
from tests.tools.database_designer.plans import DATASTORES, plan_of
from tools.blueprint.edit.model import Edit, PartKind
from tools.database_designer import change
from tools.validators.engines.engine import Engine

Data = dict[str, Any]
LONG = "Very" * 11 + "Long"


@pytest.fixture(params=DATASTORES)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


def counted(name: str, *attributes: Data) -> Data:
    entity = {"name": name, "key": {"kind": "serial"}, "timestamps": False, "attributes": list(attributes)}
    return {"entities": [entity]}


def test_keys_are_never_given_again(engine: Engine) -> None:
    old = plan_of(counted("Ticket", {"name": "note"}), engine.id)
    new = plan_of(counted("Receipt", {"name": "note", "max_length": 99}), engine.id)
    found = change(old, new, [Edit(op="rename", part=PartKind.ENTITY, name="Ticket", to="Receipt")])
    with engine.database() as database:
        trial = Trial(engine, database)
        trial.make(old)
        trial.ask("INSERT INTO tickets (note) VALUES ('a'), ('b'), ('c')", "DELETE FROM tickets WHERE id > 1")
        trial.run(new, found.up)
        trial.ask("INSERT INTO receipts (note) VALUES ('d')", "DELETE FROM receipts WHERE id > 1")
        trial.run(old, found.down)
        trial.ask("INSERT INTO tickets (note) VALUES ('e')")
        assert trial.ask("SELECT id, note FROM tickets ORDER BY id") == [["1", "a"], ["5", "e"]]


@pytest.mark.parametrize(("before", "after"), [("Ticket", LONG), (LONG, f"{LONG}er"[4:]), (LONG, "Ticket")])
def test_long_names_are_shortened_as_the_store_does_it(engine: Engine, before: str, after: str) -> None:
    note = {"name": "note" * 12, "unique": True}
    old, new = (plan_of(counted(name, note), engine.id) for name in (before, after))
    assert tried(old, new, engine, [Edit(op="rename", part=PartKind.ENTITY, name=before, to=after)]).losses == ()


def coded(key: str, **facets: object) -> Data:
    """Places that are known by a code, and houses that stand in one."""
    code = {"name": key, "required": True, "unique": True, "immutable": True, **facets}
    return {
        "entities": [
            {"name": "Place", "key": {"kind": "natural", "attribute": key}, "attributes": [code]},
            {"name": "House", "attributes": [{"name": "street"}]},
        ],
        "relationships": [
            {"name": "place", "from": "House", "to": "Place", "required": True},
            {"name": "second", "from": "House", "to": "Place"},
            {"name": "near", "from": "Place", "to": "Place", "cardinality": "many_to_many"},
        ],
    }


def test_references_follow_a_key_that_is_called_otherwise_and_grows(engine: Engine) -> None:
    old = plan_of(coded("number", type="int32"), engine.id)
    new = plan_of(coded("code", type="string", max_length=20), engine.id)
    edits = [Edit(op="rename", part=PartKind.ATTRIBUTE, name="Place.number", to="code")]
    found = tried(old, new, engine, edits)
    assert (found.losses, found.needs) == ((), ())
    with engine.database() as database:
        trial = Trial(engine, database)
        trial.make(old)
        trial.seed(old)
        (count,) = trial.ask("SELECT count(*) FROM houses h JOIN places p ON p.number = h.place_number")
        trial.run(new, found.up)
        assert trial.ask("SELECT count(*) FROM houses h JOIN places p ON p.code = h.place_code") == [count]
        assert count != ["0"]


def test_a_key_of_another_kind_takes_the_rows_and_all_references_along(engine: Engine) -> None:
    old, new = plan_of(coded("code"), engine.id), plan_of(coded("code", type="int32"), engine.id)
    found = tried(old, new, engine)
    assert found.losses == (
        "Making places anew with another key loses its rows.",
        "Making place_near anew with another key loses its rows.",
        "Changing houses.place_code from string to int32 loses its values.",
        "Changing houses.second_code from string to int32 loses its values.",
    )
    assert found.needs == ("houses must be empty: place_code is required and has no default.",)


def test_an_attribute_that_becomes_a_reference_keeps_what_it_can(engine: Engine) -> None:
    new = coded("code")
    old = deepcopy(new)
    old["entities"][1]["attributes"].append({"name": "second_code"})
    del old["relationships"][1]
    found = tried(plan_of(old, engine.id), plan_of(new, engine.id), engine)
    assert found.losses == ()
    assert found.needs == ("houses.second_code must name a row of places wherever it is not null.",)


ACCOUNTS: Data = {
    "entities": [
        {"name": "User", "attributes": [{"name": "email", "type": "email", "required": True, "unique": True}]},
        {"name": "Note", "owner": "owner", "attributes": [{"name": "body", "type": "text"}]},
    ],
    "relationships": [{"name": "owner", "from": "Note", "to": "User", "required": True, "on_delete": "cascade"}],
    "auth": {"scheme": "jwt", "account": "User"},
    "roles": [{"name": "member", "default": True}, {"name": "boss", "first": True}],
}


def test_another_way_to_sign_in_ends_all_sessions_and_is_no_loss(engine: Engine) -> None:
    data = deepcopy(ACCOUNTS)
    data["auth"]["scheme"] = "session"
    found = tried(plan_of(ACCOUNTS, engine.id), plan_of(data, engine.id), engine)
    assert (found.losses, found.needs) == ((), ())
    assert 'DROP TABLE "auth_sessions"' in found.up


def test_accounts_that_are_called_otherwise_stay_signed_in(engine: Engine) -> None:
    data = deepcopy(ACCOUNTS)
    data["entities"][0]["name"] = data["relationships"][0]["to"] = data["auth"]["account"] = "Member"
    old, new = plan_of(ACCOUNTS, engine.id), plan_of(data, engine.id)
    edits = [Edit(op="rename", part=PartKind.ENTITY, name="User", to="Member")]
    tried(old, new, engine, edits)
    found = change(old, new, edits)
    assert (found.losses, found.needs) == ((), ())
    key, moment = "'0196f5a0-0000-7000-8000-000000000001'", "'2026-01-01T00:00:00.000Z'"
    with engine.database() as database:
        trial = Trial(engine, database)
        trial.make(old)
        trial.ask(
            "INSERT INTO users (id, email, password_hash, created_at, updated_at) "
            f"VALUES ({key}, 'a@b.example', 'x', {moment}, {moment})",
            "INSERT INTO auth_sessions (id, account_id, created_at, expires_at) "
            f"VALUES ({key}, {key}, {moment}, {moment})",
        )
        trial.run(new, found.up)
        assert trial.ask("SELECT m.email FROM auth_sessions s JOIN members m ON m.id = s.account_id") == [
            ["a@b.example"]
        ]


def test_accounts_come_and_go(engine: Engine) -> None:
    data = deepcopy(ACCOUNTS)
    del data["auth"], data["roles"], data["entities"][1]["owner"]
    old, new = plan_of(data, engine.id), plan_of(ACCOUNTS, engine.id)
    found = tried(old, new, engine)
    assert found.needs == ("users must be empty: password_hash is required and has no default.",)
    assert found.losses == ()


def test_deleted_rows_that_come_back_are_told(engine: Engine) -> None:
    data = deepcopy(ACCOUNTS)
    data["entities"][1] |= {"soft_delete": True, "uniques": [["body"]]}
    other = deepcopy(data)
    other["entities"][1]["soft_delete"] = False
    found = tried(plan_of(data, engine.id), plan_of(other, engine.id), engine)
    assert found.losses == (
        "Dropping notes.deleted_at loses its values.",
        "Rows of notes that are marked as deleted stand there like all others again.",
    )
    assert found.needs == ("No two rows of notes may have the same body.",)


def test_the_other_side_of_many_follows_its_entity(engine: Engine) -> None:
    old: Data = {
        "entities": [{"name": "Author"}, {"name": "Book"}],
        "relationships": [{"name": "books", "from": "Author", "to": "Book", "cardinality": "one_to_many"}],
    }
    new: Data = {
        "entities": [{"name": "Writer"}, {"name": "Book"}],
        "relationships": [{"name": "books", "from": "Writer", "to": "Book", "cardinality": "one_to_many"}],
    }
    edits = [Edit(op="rename", part=PartKind.ENTITY, name="Author", to="Writer")]
    found = tried(plan_of(old, engine.id), plan_of(new, engine.id), engine, edits)
    assert found.losses == ()
