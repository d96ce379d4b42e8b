"""Accounts of the ordinary role: they register, or whoever founds a tenant makes them in it."""

from collections.abc import Mapping
from typing import Protocol

from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.rows import Row
from tools.validators.conformance.suite import Suite


class _Registrar(Protocol):
    """Who makes accounts, as far as it matters here."""

    suite: Suite

    @property
    def catalog(self) -> Catalog: ...

    def register(self, bind: str, given: Mapping[str, object] | None = None) -> Row: ...

    def beside(self, maker: Actor, given: Mapping[str, object] | None = None, bind: str | None = None) -> Row: ...

    def log_in(self, actor: Actor, login: object, password: object) -> None: ...


def new_member(script: _Registrar, bind: str) -> tuple[Row, Actor | None]:
    """A fresh account, and the founder of its tenant where it did not register itself."""
    auth, cased = script.suite.plan.auth, script.catalog.cased
    assert auth is not None
    if auth.registered_role == auth.default_role:
        return script.register(bind), None
    row = script.register(f"@founder{script.suite.number()}")
    founder = Actor(row.bind, auth.registered_role)
    script.log_in(founder, row.sent[cased(auth.login)], row.sent[cased("password")])
    return script.beside(founder, bind=bind), founder
