"""Prints the GraphQL tests of one entity's operations."""

from collections.abc import Iterator

from tools.blueprint.graphql.model import GraphqlApi, NestedField, ObjectType, OperationField
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, WIDTH, assignment, bracketed, module
from tools.packs.languages.python.literals import literal, text
from tools.packs.testing.catalog import (
    SAMPLES,
    Catalog,
    Maker,
    actor,
    can_be_tested,
    is_hidden_from_others,
    sample,
)  # fmt: skip
from tools.packs.testing.documents import document, members, object_type, smallest


def graphql_resource_tests(plan: RenderPlan, api: GraphqlApi, group: Group, catalog: Catalog) -> str | None:
    """`tests/graphql/test_<group>.py`; None where there is nothing to say."""
    maker = catalog.makers.get(group.table or "")
    if maker is None or maker.operation.body is None or not can_be_tested(plan, maker.operation):
        return None
    printer = _Printer(plan, api, maker)
    blocks = list(printer.blocks())
    subject = group.name.plural_snake.replace("_", " ")
    title = f"What clients can do with {subject} over GraphQL."
    return module(title, printer.imports.render(), "\n".join(printer.constants), *blocks)


class _Printer:
    """Prints one module."""

    def __init__(self, plan: RenderPlan, api: GraphqlApi, maker: Maker) -> None:
        self._plan = plan
        self._api = api
        self._maker = maker
        self._fields = {field.operation.name.snake: field for field in (*api.queries, *api.mutations)}
        self.imports = Imports()
        self.constants: list[str] = []

    def blocks(self) -> Iterator[str]:
        """The tests, in order."""
        group = next(item for item in self._plan.groups if self._maker.operation in item.operations)
        found = {item.intent: item for item in group.operations if can_be_tested(self._plan, item)}
        yield self._creating(self._maker.operation)
        yield self._refusing(self._maker.operation)
        if (read := found.get("crud.read")) is not None:
            yield self._reading(read)
            if is_hidden_from_others(self._plan, read):
                yield self._hiding(read)
        if (update := found.get("crud.update")) is not None and update.if_match:
            yield self._versions(update)
        listing = found.get("crud.list")
        nested = self._reachable(listing) if listing is not None else []
        if listing is not None and nested:
            yield self._statements(listing, nested)

    def _test(self, name: str, lines: list[str], *more: str) -> str:
        self.imports.add("httpx", "AsyncClient")
        self.imports.add("tests.actors", "Actors")
        self.imports.add("tests.asking", "ask")
        items = ["client: AsyncClient", "actors: Actors", *more]
        head = bracketed(f"async def test_{name}(", items, ") -> None:")
        return "\n".join([*head, *(line if line.startswith(" ") else f"{INDENT}{line}" for line in lines)])

    def _constant(self, name: str, field: OperationField, kind: str, selection: str) -> str:
        source = document(kind, field, selection)
        line = f"{name} = {text(source)}"
        if len(line) > WIDTH:
            head, rest = source.removesuffix(" }").split(" { ", 1)
            line = f'{name} = """\n{head} {{\n  {rest}\n}}\n"""'
        self.constants.append(line)
        return name

    def _make(self) -> str:
        factory = f"make_{self._maker.table.name.snake}"
        self.imports.add("tests.factories", factory)
        return f"await {factory}(client, actors)"

    def _headers(self, operation: OperationPlan) -> str:
        return f"actors.{actor(self._plan, operation)}"

    def _key(self, field: OperationField) -> str:
        """The variables that name the row `made`."""
        given = [item for item in field.arguments if item.source == "path" and item.field is not None]
        key = self._maker.table.column(self._maker.table.primary_key[0]).name
        wire = key.camel if self._plan.api.casing == "camel" else key.snake
        return ", ".join(f"{text(item.name)}: made[{text(wire)}]" for item in given)

    def _ask(self, name: str, constant: str, headers: str, variables: str) -> list[str]:
        return bracketed(
            f"{name} = await ask(", ["client", constant, headers, *([variables] if variables else [])], ")", 1
        )

    def _creating(self, operation: OperationPlan) -> str:
        field = self._fields[operation.name.snake]
        selection = smallest(self._api, field)
        constant = self._constant("_CREATE", field, "mutation", selection)
        argument = next(item for item in field.arguments if item.source == "body")
        plain = members(self._api, argument, {item.wire: sample(item, SAMPLES + 3) for item in self._maker.values})
        entries, lines = [literal(plain)[1:-1]] if plain else [], []
        for reference, target in self._maker.references:
            self.imports.add("tests.factories", f"make_{target}")
            key = self._plan.table(target).column(self._plan.table(target).primary_key[0]).name
            wire = key.camel if self._plan.api.casing == "camel" else key.snake
            lines.append(f"{reference.name.snake}_row = await make_{target}(client, actors)")
            entries.append(f"{text(reference.name.camel)}: {reference.name.snake}_row[{text(wire)}]")
        lines += assignment("values" if entries else "values: dict[str, object]", f"{{{', '.join(entries)}}}", 1)
        lines += self._ask("answer", constant, self._headers(operation), f"{{{text(argument.name)}: values}}")
        lines += ['assert "errors" not in answer', f'assert answer["data"][{text(field.name)}] is not None']
        return self._test("makes_one", lines)

    def _refusing(self, operation: OperationPlan) -> str:
        """What is wrong with an input is said without the input, in variables and in the query itself."""
        field = self._fields[operation.name.snake]
        argument = next(item for item in field.arguments if item.source == "body")
        selection = smallest(self._api, field)
        wrong = f'mutation {{ {field.name}({argument.name}: {{noSuchMember: "my secret"}}) {selection} }}'
        variables = f'{{{text(argument.name)}: {{"noSuchMember": "my secret"}}}}'
        self.imports.add("tests.asking", "code")
        lines = self._ask("answer", "_CREATE", self._headers(operation), variables)
        lines += ['assert code(answer) == "validation_failed"', 'assert "my secret" not in str(answer)']
        lines += assignment("query", text(wrong), 1)
        lines += self._ask("answer", "query", self._headers(operation), "")
        lines += ['assert code(answer) == "invalid_query"', 'assert "my secret" not in str(answer)']
        return self._test("never_repeats_an_input_that_it_refuses", lines)

    def _reading(self, read: OperationPlan) -> str:
        field = self._fields[read.name.snake]
        owner = object_type(self._api, field.type)
        assert owner is not None
        key = next(
            item.name for item in owner.fields if item.field and item.field.column == self._maker.table.primary_key[0]
        )
        constant = self._constant("_READ", field, "query", f"{{ {key} }}")
        lines = [f"made = {self._make()}"]
        lines += self._ask("answer", constant, self._headers(read), f"{{{self._key(field)}}}")
        wanted = self._key(field).split(": ", 1)[1]
        lines += bracketed(f'assert answer == {{"data": {{{text(field.name)}: {{', [f"{text(key)}: {wanted}"], "}}}", 1)
        return self._test("reads_what_was_made", lines)

    def _hiding(self, read: OperationPlan) -> str:
        field = self._fields[read.name.snake]
        lines = [f"made = {self._make()}"]
        lines += self._ask("answer", "_READ", "actors.other", f"{{{self._key(field)}}}")
        return self._test(
            "hides_it_from_other_accounts", [*lines, f'assert answer == {{"data": {{{text(field.name)}: None}}}}']
        )

    def _versions(self, update: OperationPlan) -> str:
        field = self._fields[update.name.snake]
        constant = self._constant("_UPDATE", field, "mutation", smallest(self._api, field))
        version = next(item.name for item in field.arguments if item.source == "expected_version")
        nothing = [f"{text(item.name)}: {{}}" for item in field.arguments if item.source == "body"]
        self.imports.add("tests.asking", "code")
        variables = f"{{{', '.join([self._key(field), f'{text(version)}: 0', *nothing])}}}"
        lines = [f"made = {self._make()}", *self._ask("answer", constant, self._headers(update), variables)]
        return self._test("needs_the_current_version", [*lines, 'assert code(answer) == "precondition_failed"'])

    def _reachable(self, listing: OperationPlan) -> list[NestedField]:
        """Nested fields that whoever lists the rows may ask for."""
        owner = self._owner(listing)
        caller = actor(self._plan, listing)
        return (
            [item for item in owner.nested if actor(self._plan, item.operation) in ("member", caller)] if owner else []
        )

    def _owner(self, listing: OperationPlan) -> ObjectType | None:
        return object_type(self._api, self._fields[listing.name.snake].type)

    def _statements(self, listing: OperationPlan, nested: list[NestedField]) -> str:
        field = self._fields[listing.name.snake]
        lines = [f"{{\n  {field.name}(first: 3) {{\n    edges {{\n      node {{"]
        for item in nested:
            call = f"{item.name}(first: 2)" if item.arguments else item.name
            lines.append(f"        {call} {smallest(self._api, item)}")
        self.constants.append("\n".join(['_RELATED = """', *lines, '      }\n    }\n  }\n}\n"""']))
        self.imports.add("tests.statements", "statements")
        self.imports.add("app.core.database", "Database")
        headers = self._headers(listing)
        body = [
            self._make(),
            "with statements(store) as few:",
            f"{INDENT * 2}first = await ask(client, _RELATED, {headers})",
            *[self._make()] * 2,
            "with statements(store) as many:",
            f"{INDENT * 2}second = await ask(client, _RELATED, {headers})",
            'assert "errors" not in first | second',
            "assert len(few) == len(many)",
        ]
        return self._test("asks_the_database_as_often_for_many_rows_as_for_one", body, "store: Database")
