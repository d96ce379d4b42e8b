"""Prints the tests of who may do what."""

from collections.abc import Iterator

from tools.blueprint.plan.operation import OperationPlan
from tools.packs.frameworks.fastapi.testing.failing import told
from tools.packs.frameworks.fastapi.testing.printing import ANY_VERSION, ResourcePrinter
from tools.packs.languages.python.layout import INDENT, exploded
from tools.packs.languages.python.literals import text
from tools.packs.testing.access import guarded_requests, shows_roles
from tools.packs.testing.actors import operation_of
from tools.packs.testing.catalog import Maker, is_guarded_by_role, is_hidden_from_others

_WRITES = (("crud.update", "patch", "changed"), ("crud.delete", "delete", "gone"))


class AccessPrinter(ResourcePrinter):
    """Strangers, other accounts, and accounts without the role."""

    def strangers(self) -> Iterator[str]:
        """Every operation that needs an account, tried without one."""
        guarded = guarded_requests(self.plan, self.group)
        if not guarded:
            return
        self.imports.module("pytest")
        self.imports.add("httpx", "AsyncClient")
        assert self.plan.auth is not None
        challenge = self.plan.auth.carrier.challenge
        cases = [f"({text(method)}, {text(path)})" for method, path in guarded]
        yield exploded("_GUARDED = [", cases, "]")
        yield "\n".join(
            [
                '@pytest.mark.parametrize(("method", "path"), _GUARDED)',
                "async def test_asks_strangers_to_sign_in(client: AsyncClient, method: str, path: str) -> None:",
                f"{INDENT}response = await client.request(method, path)",
                f"{INDENT}assert response.status_code == {self.plan.status('unauthenticated')}",
                f'{INDENT}assert response.headers["www-authenticate"] == {text(challenge)}',
                *told(self.plan, "response", "unauthenticated"),
            ]
        )

    def of_rows(self, maker: Maker) -> Iterator[str]:
        """What other accounts and other roles may do with a row."""
        read = self.operation("crud.read")
        if read is not None and is_hidden_from_others(self.plan, read):
            yield self._hidden(maker, read)
        others = [item for item in self._writes() if is_hidden_from_others(self.plan, item[0])]
        if others:
            yield self._refused(maker, "is_left_alone_by_other_accounts", others, "other", "not_found")
        if is_guarded_by_role(self.plan, maker.operation):
            yield self._not_made(maker)
        guarded = [item for item in self._writes() if is_guarded_by_role(self.plan, item[0])]
        if guarded:
            yield self._refused(maker, "is_not_changed_by_just_any_role", guarded, "member", "forbidden")

    def _writes(self) -> list[tuple[OperationPlan, str, str]]:
        found = ((self.operation(intent), method, name) for intent, method, name in _WRITES)
        return [(operation, method, name) for operation, method, name in found if operation is not None]

    def _hidden(self, maker: Maker, read: OperationPlan) -> str:
        lines = [f"made = {self.make(maker.table)}"]
        lines += self.request("response", "get", [self.path(read), self.headers(read, caller="other")])
        return self.test(
            "hides_it_from_other_accounts", *lines, f"assert response.status_code == {self.plan.status('not_found')}"
        )

    def _refused(
        self, maker: Maker, name: str, writes: list[tuple[OperationPlan, str, str]], caller: str, code: str
    ) -> str:
        lines = [f"made = {self.make(maker.table)}"]
        for operation, method, answer in writes:
            items = [self.path(operation), *(["json={}"] if method == "patch" else [])]
            lines += self.request(answer, method, [*items, self.unconditional(operation, caller)])
            lines.append(f"assert {answer}.status_code == {self.plan.status(code)}")
            lines += told(self.plan, answer, code)
        return self.test(name, *lines)

    def _not_made(self, maker: Maker) -> str:
        items = [self.path(maker.operation), "json={}", "headers=actors.member"]
        return self.test(
            "is_not_made_by_just_any_role",
            *self.request("response", "post", items),
            f"assert response.status_code == {self.plan.status('forbidden')}",
            *told(self.plan, "response", "forbidden"),
        )

    def of_roles(self) -> Iterator[str]:
        """Giving an account a role; where accounts belong to tenants, no two of the actors share one."""
        assign, me, auth = self.operation("account.assign_role"), operation_of(self.plan, "account.me"), self.plan.auth
        if assign is None or me is None or auth is None or not shows_roles(self.plan, assign):
            return
        (field,) = assign.body.fields if assign.body is not None else ()
        ask = self.request("response", "get", [self.path(me), "headers=actors.member"])
        body = f"json={{{text(field.wire)}: {text(auth.first_role or '')}}}"
        headers = self.headers(assign, ANY_VERSION if assign.if_match else "")
        yield self.test(
            "gives_an_account_another_role",
            *ask,
            "member = response.json()",
            *self.request("given", "put", [self.path(assign, "member"), body, headers]),
            "assert given.status_code == 200, given.text",
            *ask,
            f"assert response.json()[{text(field.wire)}] == {text(auth.first_role or '')}",
        )
