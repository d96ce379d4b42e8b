"""Prints the tests of reading and writing one row."""

from collections.abc import Iterator

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.packs.frameworks.express.testing.failing import names_field, told
from tools.packs.frameworks.express.testing.printing import ResourcePrinter, asked, entry, pairs
from tools.packs.languages.typescript.annotations import parameter
from tools.packs.languages.typescript.layout import assignment, expression
from tools.packs.languages.typescript.literals import key, literal, member
from tools.packs.testing.catalog import SAMPLES, Maker, sample
from tools.packs.testing.writing import REPEATED, changeable, is_shown, other_body

_ETAG = "'If-Match': answer.header('ETag')"


class WritingPrinter(ResourcePrinter):
    """Rows of one entity: made, read, changed, deleted."""

    def of_rows(self, maker: Maker) -> Iterator[str]:
        """The tests, in order."""
        read, update, delete = (self.operation(f"crud.{name}") for name in ("read", "update", "delete"))
        if read is not None:
            yield self._reading(maker, read)
        field = changeable(maker, update) if update is not None else None
        if update is not None and field is not None:
            yield self._changing(maker, update, field)
            if update.if_match and read is not None:
                yield self._versions(maker, update, read, field)
        if delete is not None and read is not None:
            yield self._deleting(maker, delete, read)
        yield self._unknown(maker)
        if maker.operation.idempotency_key:
            yield self._replay(maker)

    def _reading(self, maker: Maker, read: OperationPlan) -> str:
        lines = [f"const made = {self.make(maker.table)};"]
        lines += self.request("answer", "get", self.path(read), self.headers(read))
        lines += ["expect(answer.status).toBe(200);", "expect(answer.json()).toEqual(made);"]
        if read.revalidates:
            lines.append("const unchanged = { 'If-None-Match': answer.header('ETag') };")
            lines += self.request("again", "get", self.path(read), self.headers(read, "...unchanged"))
            lines.append("expect(again.status).toBe(304);")
        return self.test("reads what was made", *lines)

    def _changing(self, maker: Maker, update: OperationPlan, field: Field) -> str:
        lines = [f"const made = {self.make(maker.table)};"]
        lines += assignment("changes", literal({field.wire: sample(field, SAMPLES + 1)}), 1)
        options = ["json: changes", self.unconditional(update)]
        lines += self.request("answer", "patch", self.path(update), *options)
        lines.append("expect(answer.status, answer.text).toBe(200);")
        if is_shown(update, field):
            found = member(field.wire)
            lines.append(f"expect(answer.json(){found}).toEqual(changes{found});")
        return self.test("changes only what is sent", *lines)

    def _versions(self, maker: Maker, update: OperationPlan, read: OperationPlan, field: Field) -> str:
        required, stale = self.plan.status("precondition_required"), self.plan.status("precondition_failed")
        unconditional = asked("patch", "target", "json: changes", self.headers(update))
        conditional = asked("patch", "target", "json: changes", "headers: current")
        return self.test(
            "needs the current version",
            f"const made = {self.make(maker.table)};",
            *assignment("target", self.path(update), 1),
            *assignment("changes", literal({field.wire: sample(field, SAMPLES + 2)}), 1),
            *expression(f"expect(({unconditional}).status).toBe({required})", 1, ";"),
            *self.request("answer", "get", self.path(read), self.headers(read)),
            f"const current = {{ ...{self.caller(update)}, {_ETAG} }};",
            f"expect(({conditional}).status).toBe(200);",
            f"expect(({conditional}).status).toBe({stale});",
        )

    def _deleting(self, maker: Maker, delete: OperationPlan, read: OperationPlan) -> str:
        return self.test(
            "deletes for good",
            f"const made = {self.make(maker.table)};",
            *self.request("gone", "delete", self.path(delete), self.unconditional(delete)),
            "expect(gone.status).toBe(204);",
            *self.request("answer", "get", self.path(read), self.headers(read)),
            self.refused("answer", "not_found"),
        )

    def _unknown(self, maker: Maker) -> str:
        options = ["json: { 'no such member': 1 }", self.headers(maker.operation)]
        return self.test(
            "refuses unknown members",
            *self.request("answer", "post", self.path(maker.operation), *options),
            self.refused("answer", "validation_failed"),
            *names_field(self.plan, "answer", "no such member", pointer=True),
        )

    def _replay(self, maker: Maker) -> str:
        entries = pairs({field.wire: sample(field, REPEATED) for field in maker.values})
        lines = [f"const keyed = {{ ...{self.caller(maker.operation)}, 'Idempotency-Key': 'one-of-a-kind' }};"]
        for field, target in maker.references:
            table, name = self.plan.table(target), parameter(f"{field.name.snake}_row")
            lines.append(f"const {name} = {self.make(table)};")
            entries.append(entry(field.wire, f"{name}{member(self.key(table))}"))
        lines += assignment("body", f"{{ {', '.join(entries)} }}" if entries else "{}", 1)
        path = self.path(maker.operation)
        for name in ("first", "again"):
            lines += self.request(name, "post", path, "json: body", "headers: keyed")
        lines += [
            "expect([first.status, again.status]).toEqual([201, 201]);",
            "expect(again.json()).toEqual(first.json());",
            "expect(again.header('Idempotency-Replayed')).toBe('true');",
        ]
        other = other_body(maker)
        if other is not None:
            name, value = other
            lines += assignment("another", f"{{ ...body, {key(name)}: {literal(value)} }}", 1)
            lines += self.request("reused", "post", path, "json: another", "headers: keyed")
            lines.append(self.refused("reused", "idempotency_key_reused"))
            lines += told(self.plan, "reused", "idempotency_key_reused")
        return self.test("is made once for one key", *lines)
