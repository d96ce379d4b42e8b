"""Prints the tests of one entity's operations."""

from collections.abc import Iterator

from tools.blueprint.plan.operation import Field, OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.packs.frameworks.fastapi.testing.catalog import (
    SAMPLES,
    Catalog,
    Maker,
    actor,
    can_be_tested,
    is_guarded_by_role,
    sample,
)  # fmt: skip
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, assignment, bracketed, exploded, module
from tools.packs.languages.python.literals import literal, text


def resource_tests(plan: RenderPlan, group: Group, catalog: Catalog) -> str | None:
    """`tests/api/test_<group>.py`; None where there is nothing to say."""
    printer = _Printer(plan, group, catalog)
    blocks = list(printer.blocks())
    if not blocks:
        return None
    subject = group.name.plural_snake.replace("_", " ")
    return module(f"What clients can do with {subject}.", printer.imports.render(), *blocks)


class _Printer:
    """Prints one module; every test gets the client and the actors."""

    def __init__(self, plan: RenderPlan, group: Group, catalog: Catalog) -> None:
        self._plan = plan
        self._operations = {item.intent: item for item in group.operations if item.intent.startswith("crud.")}
        self._all = group.operations
        self._maker: Maker | None = catalog.makers.get(group.table or "")
        self.imports = Imports()
        self.imports.add("httpx", "AsyncClient")

    def blocks(self) -> Iterator[str]:
        """The tests, in order."""
        guarded = [item for item in self._all if not item.access.public]
        if guarded:
            yield from self._strangers(guarded)
        maker = self._maker
        if maker is None or not can_be_tested(self._plan, maker.operation):
            return
        read = self._operations.get("crud.read")
        if read is not None and can_be_tested(self._plan, read):
            yield self._reading(maker, read)
            if read.access.owner:
                yield self._owning(maker, read)
        listing = self._operations.get("crud.list")
        if listing is not None and can_be_tested(self._plan, listing) and self._plan.api.pagination == "cursor":
            yield self._paging(maker, listing)
        update = self._operations.get("crud.update")
        field = self._changeable(update) if update is not None else None
        if update is not None and field is not None and can_be_tested(self._plan, update):
            yield self._changing(maker, update, field)
            if update.if_match:
                yield self._versions(maker, update, field)
        delete = self._operations.get("crud.delete")
        if delete is not None and read is not None and can_be_tested(self._plan, delete):
            yield self._deleting(maker, delete, read)
        yield self._unknown(maker)
        if is_guarded_by_role(self._plan, maker.operation):
            yield self._roles(maker)
        if maker.operation.idempotency_key:
            yield self._replay(maker)

    def _strangers(self, guarded: list[OperationPlan]) -> Iterator[str]:
        self.imports.module("pytest")
        zero = "00000000-0000-7000-8000-000000000000"
        cases = []
        for item in guarded:
            path = item.path
            for field in item.path_fields:
                path = path.replace(f"{{{field.wire}}}", zero if field.type.kind == "uuid" else "1")
            cases.append(f"({text(item.method)}, {text(self._plan.api.prefix + path)})")
        yield exploded("_GUARDED = [", cases, "]")
        yield "\n".join(
            [
                '@pytest.mark.parametrize(("method", "path"), _GUARDED)',
                "async def test_asks_strangers_to_sign_in(client: AsyncClient, method: str, path: str) -> None:",
                f"{INDENT}response = await client.request(method, path)",
                f"{INDENT}assert response.status_code == 401",
                f'{INDENT}assert response.headers["www-authenticate"] == "Bearer"',
                f'{INDENT}assert response.json()["code"] == "unauthenticated"',
            ]
        )

    def _test(self, name: str, *lines: str) -> str:
        self.imports.add("tests.actors", "Actors")
        head = f"async def test_{name}(client: AsyncClient, actors: Actors) -> None:"
        return "\n".join([head, *(line if line.startswith(" ") else f"{INDENT}{line}" for line in lines)])

    def _made(self, maker: Maker, name: str = "made") -> str:
        factory = f"make_{maker.table.name.snake}"
        self.imports.add("tests.factories", factory)
        return f"{name} = await {factory}(client, actors)"

    def _path(self, operation: OperationPlan, row: str = "made") -> str:
        """An f-string with the path of the row."""
        path = f"{self._plan.api.prefix}{operation.path}"
        for field in operation.path_fields:
            path = path.replace(f"{{{field.wire}}}", f"{{{row}['{field.wire}']}}")
        return f'f"{path}"' if operation.path_fields else text(path)

    def _headers(self, operation: OperationPlan, more: str = "") -> str:
        headers = f"actors.{actor(self._plan, operation)}"
        return f"headers={headers} | {more}" if more else f"headers={headers}"

    def _reading(self, maker: Maker, read: OperationPlan) -> str:
        lines = [self._made(maker)]
        lines += bracketed("response = await client.get(", [self._path(read), self._headers(read)], ")", 1)
        lines += ["assert response.status_code == 200", "assert response.json() == made"]
        if read.response.etag:
            lines.append('unchanged = {"If-None-Match": response.headers["etag"]}')
            items = [self._path(read), self._headers(read, "unchanged")]
            lines += bracketed("again = await client.get(", items, ")", 1)
            lines.append("assert again.status_code == 304")
        return self._test("reads_what_was_made", *lines)

    def _owning(self, maker: Maker, read: OperationPlan) -> str:
        lines = [self._made(maker)]
        lines += bracketed("response = await client.get(", [self._path(read), "headers=actors.other"], ")", 1)
        return self._test("hides_it_from_other_accounts", *lines, "assert response.status_code == 404")

    def _paging(self, maker: Maker, listing: OperationPlan) -> str:
        factory = self._made(maker).removeprefix("made = ")
        key = maker.table.column(maker.table.primary_key[0]).name
        wire = key.camel if self._plan.api.casing == "camel" else key.snake
        cursor = "nextCursor" if self._plan.api.casing == "camel" else "next_cursor"
        self.imports.add("typing", "Any")
        first = bracketed(
            "response = await client.get(", [self._path(listing), "params=params", self._headers(listing)], ")", 2
        )
        return self._test(
            "lists_every_row_once",
            f"made = {{({factory})[{text(wire)}] for _ in range(3)}}",
            "seen: list[Any] = []",
            'params: dict[str, Any] = {"limit": 2}',
            "while True:",
            *first,
            f"{INDENT * 2}page = response.json()",
            f'{INDENT * 2}seen += [item[{text(wire)}] for item in page["items"]]',
            f"{INDENT * 2}if page[{text(cursor)}] is None:",
            f"{INDENT * 3}break",
            f'{INDENT * 2}params["cursor"] = page[{text(cursor)}]',
            "assert len(seen) == len(set(seen))",
            "assert made <= set(seen)",
        )

    def _changeable(self, update: OperationPlan) -> Field | None:
        """A plain field that may change without regard to others."""
        if update.body is None or self._maker is None:
            return None
        table = self._maker.table
        bound = {name for unique in table.uniques for name in unique.columns}
        bound |= {name for check in table.checks for name in check.columns}
        for field in update.body.fields:
            if field.column is None or field.column in bound or field.type.folded:
                continue
            if table.column(field.column).reference is None and not table.column(field.column).sensitive:
                return field
        return None

    def _changing(self, maker: Maker, update: OperationPlan, field: Field) -> str:
        shown = any(item.wire == field.wire for item in update.response.view.fields) if update.response.view else False
        lines = [self._made(maker), *assignment("changes", literal({field.wire: sample(field, SAMPLES + 1)}), 1)]
        headers = self._headers(update, '{"If-Match": "*"}' if update.if_match else "")
        lines += bracketed("response = await client.patch(", [self._path(update), "json=changes", headers], ")", 1)
        lines.append("assert response.status_code == 200, response.text")
        if shown:
            lines.append(f"assert response.json()[{text(field.wire)}] == changes[{text(field.wire)}]")
        return self._test("changes_only_what_is_sent", *lines)

    def _versions(self, maker: Maker, update: OperationPlan, field: Field) -> str:
        lines = [self._made(maker), *assignment("changes", literal({field.wire: sample(field, SAMPLES + 2)}), 1)]
        path, headers = self._path(update), self._headers(update)
        lines.append(f"path, headers = {path}, {headers.removeprefix('headers=')}")
        return self._test(
            "needs_the_current_version",
            *lines,
            "assert (await client.patch(path, json=changes, headers=headers)).status_code == 428",
            """stale = headers | {"If-Match": '"0"'}""",
            "assert (await client.patch(path, json=changes, headers=stale)).status_code == 412",
        )

    def _deleting(self, maker: Maker, delete: OperationPlan, read: OperationPlan) -> str:
        headers = self._headers(delete, '{"If-Match": "*"}' if delete.if_match else "")
        lines = [self._made(maker)]
        lines += bracketed("gone = await client.delete(", [self._path(delete), headers], ")", 1)
        lines.append("assert gone.status_code == 204")
        lines += bracketed("response = await client.get(", [self._path(read), self._headers(read)], ")", 1)
        return self._test("deletes_for_good", *lines, "assert response.status_code == 404")

    def _unknown(self, maker: Maker) -> str:
        path, headers = self._path(maker.operation), self._headers(maker.operation)
        items = [path, 'json={"no such member": 1}', headers]
        return self._test(
            "refuses_unknown_members",
            *bracketed("response = await client.post(", items, ")", 1),
            "assert response.status_code == 422",
            'assert {"/no such member"} <= {item.get("pointer") for item in response.json()["errors"]}',
        )

    def _roles(self, maker: Maker) -> str:
        path = self._path(maker.operation)
        return self._test(
            "is_not_made_by_just_any_role",
            f"response = await client.post({path}, json={{}}, headers=actors.member)",
            "assert response.status_code == 403",
            'assert response.json()["code"] == "forbidden"',
        )

    def _replay(self, maker: Maker) -> str:
        path, headers = self._path(maker.operation), self._headers(maker.operation)
        body = literal({field.wire: sample(field, SAMPLES + 3) for field in maker.values})
        lines = ['keyed = {"Idempotency-Key": "one-of-a-kind"}']
        if maker.references:
            made = [self._reference(field, target) for field, target in maker.references]
            lines += [line for line, _ in made]
            body = f"{body[:-1]}{', ' if maker.values else ''}{', '.join(entry for _, entry in made)}}}"
        lines += assignment("body", body, 1)
        post = bracketed("first = await client.post(", [path, "json=body", f"{headers} | keyed"], ")", 1)
        again = bracketed("again = await client.post(", [path, "json=body", f"{headers} | keyed"], ")", 1)
        return self._test(
            "is_made_once_for_one_key",
            *lines,
            *post,
            *again,
            "assert first.status_code == again.status_code == 201",
            "assert again.json() == first.json()",
            'assert again.headers["idempotency-replayed"] == "true"',
        )

    def _reference(self, field: Field, target: str) -> tuple[str, str]:
        table = self._plan.table(target)
        key = table.column(table.primary_key[0]).name
        wire = key.camel if self._plan.api.casing == "camel" else key.snake
        self.imports.add("tests.factories", f"make_{target}")
        name = f"{field.name.snake}_row"
        return f"{name} = await make_{target}(client, actors)", f"{text(field.wire)}: {name}[{text(wire)}]"
