"""How callers prove who they are, in backends with accounts and without."""

import pytest

from agent.chat.turns import EditTurn, UnclearTurn
from tests.agent.chat.turns.conftest import Said, example
from tools.blueprint.edit.apply import apply
from tools.blueprint.model import AuthScheme, Blueprint
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack


@pytest.fixture(scope="module")
def open_library(said: Said) -> Blueprint:
    """The library without accounts."""
    turn = said("no login needed")
    assert isinstance(turn, EditTurn)
    return apply(example("library"), turn.edits)


def test_without_accounts_nothing_is_left_that_needs_them(open_library: Blueprint) -> None:
    assert open_library.auth.scheme is AuthScheme.NONE
    assert (open_library.roles, open_library.permissions) == ((), ())
    assert resolve(open_library, stack("fastapi", "sqlite")).auth is None


@pytest.mark.parametrize(("say", "scheme"), [("use JWT", "jwt"), ("use sessions", "session"), ("add a login", "jwt")])
def test_accounts_come_with_roles_and_permissions(say: str, scheme: str, open_library: Blueprint, said: Said) -> None:
    turn = said(say, open_library)
    assert isinstance(turn, EditTurn)
    made = apply(open_library, turn.edits)
    assert (made.auth.scheme.value, made.auth.account) == (scheme, "Member")
    assert {role.name for role in made.roles} == {"member", "admin"}
    assert {rule.entity for rule in made.permissions} == {"Member", "Author", "Book", "Tag", "Loan"}
    assert resolve(made, stack("fastapi", "sqlite")).auth is not None


def test_without_accounts_nobody_can_be_told_apart(open_library: Blueprint, said: Said) -> None:
    turn = said("only admins may delete books", open_library)
    assert isinstance(turn, UnclearTurn)
    assert "use JWT" in turn.reason
