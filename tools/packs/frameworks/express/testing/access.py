"""Prints the tests of who may do what."""

from collections.abc import Iterator

from tools.blueprint.plan.operation import OperationPlan
from tools.packs.frameworks.express.testing.failing import told
from tools.packs.frameworks.express.testing.printing import ANY_VERSION, APPLICATION, ResourcePrinter
from tools.packs.languages.typescript.layout import INDENT, exploded
from tools.packs.languages.typescript.literals import key, member, text
from tools.packs.testing.access import guarded_requests, shows_roles
from tools.packs.testing.actors import operation_of
from tools.packs.testing.catalog import Maker, is_guarded_by_role, is_hidden_from_others

_STRANGERS = "'asks strangers to sign in: %s %s', async ([method, target], { client }) => {"
_WRITES = (("crud.update", "patch", "changed"), ("crud.delete", "delete", "gone"))


class AccessPrinter(ResourcePrinter):
    """Strangers, other accounts, and accounts without the role."""

    def strangers(self) -> Iterator[str]:
        """Every operation that needs an account, tried without one."""
        guarded = guarded_requests(self.plan, self.group)
        if not guarded:
            return
        self.imports.add("vitest", "expect")
        self.imports.add(APPLICATION, "test")
        assert self.plan.auth is not None
        challenge = self.plan.auth.carrier.challenge
        cases = [f"[{text(method)}, {text(path)}]" for method, path in guarded]
        yield "\n".join(
            [
                exploded("test.for<[method: string, target: string]>([", cases, f"])({_STRANGERS}"),
                f"{INDENT}const answer = await client.request(method, target);",
                f"{INDENT}{self.refused('answer', 'unauthenticated')}",
                f"{INDENT}expect(answer.header('WWW-Authenticate')).toBe({text(challenge)});",
                *told(self.plan, "answer", "unauthenticated"),
                "});",
            ]
        )

    def of_rows(self, maker: Maker) -> Iterator[str]:
        """What other accounts and other roles may do with a row."""
        read = self.operation("crud.read")
        if read is not None and is_hidden_from_others(self.plan, read):
            yield self._hidden(maker, read)
        others = [item for item in self._writes() if is_hidden_from_others(self.plan, item[0])]
        if others:
            yield self._left_alone(maker, "is left alone by other accounts", others, "other", "not_found")
        if is_guarded_by_role(self.plan, maker.operation):
            yield self._not_made(maker)
        guarded = [item for item in self._writes() if is_guarded_by_role(self.plan, item[0])]
        if guarded:
            yield self._left_alone(maker, "is not changed by just any role", guarded, "member", "forbidden")

    def _writes(self) -> list[tuple[OperationPlan, str, str]]:
        found = ((self.operation(intent), method, name) for intent, method, name in _WRITES)
        return [(operation, method, name) for operation, method, name in found if operation is not None]

    def _hidden(self, maker: Maker, read: OperationPlan) -> str:
        return self.test(
            "hides it from other accounts",
            f"const made = {self.make(maker.table)};",
            *self.request("answer", "get", self.path(read), self.headers(read, caller="other")),
            self.refused("answer", "not_found"),
        )

    def _left_alone(
        self, maker: Maker, name: str, writes: list[tuple[OperationPlan, str, str]], caller: str, code: str
    ) -> str:
        lines = [f"const made = {self.make(maker.table)};"]
        for operation, method, answer in writes:
            body = ["json: {}"] if method == "patch" else []
            options = [*body, self.unconditional(operation, caller)]
            lines += self.request(answer, method, self.path(operation), *options)
            lines += [self.refused(answer, code), *told(self.plan, answer, code)]
        return self.test(name, *lines)

    def _not_made(self, maker: Maker) -> str:
        return self.test(
            "is not made by just any role",
            *self.request("answer", "post", self.path(maker.operation), "json: {}", "headers: actors.member"),
            self.refused("answer", "forbidden"),
            *told(self.plan, "answer", "forbidden"),
        )

    def of_roles(self) -> Iterator[str]:
        """Giving an account a role."""
        assign, me, auth = self.operation("account.assign_role"), operation_of(self.plan, "account.me"), self.plan.auth
        if assign is None or me is None or auth is None or not shows_roles(self.plan, assign):
            return
        (field,) = assign.body.fields if assign.body is not None else ()
        role = text(auth.first_role or "")
        body = f"json: {{ {key(field.wire)}: {role} }}"
        headers = self.headers(assign, *((ANY_VERSION,) if assign.if_match else ()))
        yield self.test(
            "gives an account another role",
            *self.request("before", "get", self.path(me), "headers: actors.member"),
            "const member = before.json();",
            *self.request("given", "put", self.path(assign, "member"), body, headers),
            "expect(given.status, given.text).toBe(200);",
            *self.request("after", "get", self.path(me), "headers: actors.member"),
            f"expect(after.json(){member(field.wire)}).toBe({role});",
        )
