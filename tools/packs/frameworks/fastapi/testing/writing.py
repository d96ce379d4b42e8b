"""Prints the tests of reading and writing one row."""

from collections.abc import Iterator

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.packs.frameworks.fastapi.testing.failing import names_field, told
from tools.packs.frameworks.fastapi.testing.printing import ResourcePrinter
from tools.packs.languages.python.layout import assignment
from tools.packs.languages.python.literals import literal, text
from tools.packs.testing.catalog import SAMPLES, Maker, sample
from tools.packs.testing.writing import REPEATED, changeable, is_shown, other_body


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
        lines = [f"made = {self.make(maker.table)}"]
        lines += self.request("response", "get", [self.path(read), self.headers(read)])
        lines += ["assert response.status_code == 200", "assert response.json() == made"]
        if read.revalidates:
            lines.append('unchanged = {"If-None-Match": response.headers["etag"]}')
            lines += self.request("again", "get", [self.path(read), self.headers(read, "unchanged")])
            lines.append("assert again.status_code == 304")
        return self.test("reads_what_was_made", *lines)

    def _changing(self, maker: Maker, update: OperationPlan, field: Field) -> str:
        lines = [f"made = {self.make(maker.table)}"]
        lines += assignment("changes", literal({field.wire: sample(field, SAMPLES + 1)}), 1)
        lines += self.request("response", "patch", [self.path(update), "json=changes", self.unconditional(update)])
        lines.append("assert response.status_code == 200, response.text")
        if is_shown(update, field):
            lines.append(f"assert response.json()[{text(field.wire)}] == changes[{text(field.wire)}]")
        return self.test("changes_only_what_is_sent", *lines)

    def _versions(self, maker: Maker, update: OperationPlan, read: OperationPlan, field: Field) -> str:
        changes = literal({field.wire: sample(field, SAMPLES + 2)})
        path, headers = self.path(update), self.headers(update).removeprefix("headers=")
        required, stale = self.plan.status("precondition_required"), self.plan.status("precondition_failed")
        return self.test(
            "needs_the_current_version",
            f"made = {self.make(maker.table)}",
            f"path, headers = {path}, {headers}",
            *assignment("changes", changes, 1),
            f"assert (await client.patch(path, json=changes, headers=headers)).status_code == {required}",
            *self.request("response", "get", [self.path(read), self.headers(read)]),
            'current = headers | {"If-Match": response.headers["etag"]}',
            "assert (await client.patch(path, json=changes, headers=current)).status_code == 200",
            f"assert (await client.patch(path, json=changes, headers=current)).status_code == {stale}",
        )

    def _deleting(self, maker: Maker, delete: OperationPlan, read: OperationPlan) -> str:
        lines = [f"made = {self.make(maker.table)}"]
        lines += self.request("gone", "delete", [self.path(delete), self.unconditional(delete)])
        lines.append("assert gone.status_code == 204")
        lines += self.request("response", "get", [self.path(read), self.headers(read)])
        return self.test("deletes_for_good", *lines, f"assert response.status_code == {self.plan.status('not_found')}")

    def _unknown(self, maker: Maker) -> str:
        items = [self.path(maker.operation), 'json={"no such member": 1}', self.headers(maker.operation)]
        return self.test(
            "refuses_unknown_members",
            *self.request("response", "post", items),
            f"assert response.status_code == {self.plan.status('validation_failed')}",
            *names_field(self.plan, "response", "no such member", pointer=True),
        )

    def _replay(self, maker: Maker) -> str:
        headers = self.headers(maker.operation).removeprefix("headers=")
        entries = [f"{text(field.wire)}: {literal(sample(field, REPEATED))}" for field in maker.values]
        lines = [f'keyed = {headers} | {{"Idempotency-Key": "one-of-a-kind"}}']
        for field, target in maker.references:
            line, entry = self._reference(field, target)
            lines.append(line)
            entries.append(entry)
        # An empty one does not tell its type.
        name = "body" if entries else "body: dict[str, str]"
        lines += assignment(name, f"{{{', '.join(entries)}}}", 1)
        path = self.path(maker.operation)
        for name in ("first", "again"):
            lines += self.request(name, "post", [path, "json=body", "headers=keyed"])
        lines += [
            "assert first.status_code == again.status_code == 201",
            "assert again.json() == first.json()",
            'assert again.headers["idempotency-replayed"] == "true"',
        ]
        other = other_body(maker)
        if other is not None:
            changed = f"body | {literal(dict([other]))}"
            lines += self.request("reused", "post", [path, f"json={changed}", "headers=keyed"])
            lines.append(f"assert reused.status_code == {self.plan.status('idempotency_key_reused')}")
            lines += told(self.plan, "reused", "idempotency_key_reused")
        return self.test("is_made_once_for_one_key", *lines)

    def _reference(self, field: Field, target: str) -> tuple[str, str]:
        table = self.plan.table(target)
        name = f"{field.name.snake}_row"
        return f"{name} = {self.make(table)}", f"{text(field.wire)}: {name}[{text(self.key(table))}]"
