"""Prints the GraphQL tests of one entity's operations."""

from collections.abc import Iterator

from tools.blueprint.graphql.model import GraphqlApi, NestedField, ObjectType, OperationField
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.packs.frameworks.express.testing.printing import ResourcePrinter, entry, pairs
from tools.packs.languages.typescript.annotations import parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, WIDTH, assignment, expression, module
from tools.packs.languages.typescript.literals import key, member, record, text
from tools.packs.languages.typescript.modules import module_file
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

ASKING = "tests/support/asking.ts"


def graphql_tests_path(group: Group) -> str:
    """The module with the GraphQL tests of a group."""
    return f"tests/graphql/{module_file(group.name)}.test.ts"


def graphql_resource_tests(plan: RenderPlan, api: GraphqlApi, group: Group, catalog: Catalog) -> str | None:
    """`tests/graphql/<group>.test.ts`; None where there is nothing to say."""
    maker = catalog.makers.get(group.table or "")
    if maker is None or maker.operation.body is None or not can_be_tested(plan, maker.operation):
        return None
    imports = Imports(graphql_tests_path(group))
    printer = GraphqlPrinter(plan, group, catalog, imports)
    blocks = list(printer.of_rows(api, maker))
    subject = group.name.plural_snake.replace("_", " ")
    title = f"What clients can do with {subject} over GraphQL."
    return module(title, imports.render(), "\n".join(printer.constants), *blocks)


class GraphqlPrinter(ResourcePrinter):
    """Prints one module; the queries that tests share gather in `constants`."""

    def __init__(self, plan: RenderPlan, group: Group, catalog: Catalog, imports: Imports) -> None:
        super().__init__(plan, group, catalog, imports)
        self.constants: list[str] = []

    def of_rows(self, api: GraphqlApi, maker: Maker) -> Iterator[str]:
        """The tests, in order."""
        fields = {field.operation.name.snake: field for field in (*api.queries, *api.mutations)}
        made = fields[maker.operation.name.snake]
        yield self._creating(api, maker, made)
        yield self._refusing(api, maker.operation, made)
        if (read := self.operation("crud.read")) is not None:
            field = fields[read.name.snake]
            yield self._reading(api, maker, field)
            if is_hidden_from_others(self.plan, read):
                yield self._hiding(maker, field)
        if (update := self.operation("crud.update")) is not None and update.if_match:
            yield self._versions(api, maker, fields[update.name.snake])
        if (listing := self.operation("crud.list")) is not None:
            field = fields[listing.name.snake]
            nested = self._reachable(api, field)
            if nested:
                yield self._statements(api, maker, field, nested)

    def _constant(self, name: str, field: OperationField, kind: str, selection: str) -> str:
        source = document(kind, field, selection)
        line = f"const {name} = {text(source)};"
        if len(line) > WIDTH:
            head, rest = source.removesuffix(" }").split(" { ", 1)
            line = f"const {name} = `\n{head} {{\n  {rest}\n}}\n`;"
        self.constants.append(line)
        return name

    def _key(self, maker: Maker, field: OperationField) -> list[str]:
        """Members that name the row `made`."""
        given = [item for item in field.arguments if item.source == "path" and item.field is not None]
        return [f"{key(item.name)}: made{member(self.key(maker.table))}" for item in given]

    def _ask(self, name: str, query: str, headers: str, variables: list[str], level: int = 1) -> list[str]:
        asked = ["client", query, headers, *([f"{{ {', '.join(variables)} }}"] if variables else [])]
        return assignment(name, f"await {self._asking('ask')}({', '.join(asked)})", level)

    def _asking(self, name: str) -> str:
        return self.imports.name(ASKING, name)

    def _creating(self, api: GraphqlApi, maker: Maker, field: OperationField) -> str:
        constant = self._constant("CREATE", field, "mutation", smallest(api, field))
        argument = next(item for item in field.arguments if item.source == "body")
        entries = pairs(members(api, argument, {item.wire: sample(item, SAMPLES + 3) for item in maker.values}))
        lines = list[str]()
        for reference, target in maker.references:
            table, name = self.plan.table(target), parameter(f"{reference.name.snake}_row")
            lines.append(f"const {name} = {self.make(table)};")
            entries.append(entry(reference.name.camel, f"{name}{member(self.key(table))}"))
        lines += assignment("values", f"{{ {', '.join(entries)} }}" if entries else "{}", 1)
        lines += self._ask("answer", constant, self.caller(field.operation), [entry(argument.name, "values")])
        at = self.imports.name("tests/support/client.ts", "at")
        lines.append("expect(answer.errors).toBeUndefined();")
        lines += expression(f"expect({at}(answer, 'data', {text(field.name)})).toBeTruthy()", 1, ";")
        return self.test("makes one", *lines)

    def _refusing(self, api: GraphqlApi, operation: OperationPlan, field: OperationField) -> str:
        """What is wrong with an input is said without the input, in variables and in the query itself."""
        argument = next(item for item in field.arguments if item.source == "body")
        wrong = f'mutation {{ {field.name}({argument.name}: {{noSuchMember: "my secret"}}) {smallest(api, field)} }}'
        variables = [entry(argument.name, "{ noSuchMember: 'my secret' }")]
        code = self._asking("code")
        silent = "expect(JSON.stringify({})).not.toContain('my secret');"
        lines = self._ask("answer", "CREATE", self.caller(operation), variables)
        lines += [f"expect({code}(answer)).toBe('validation_failed');", silent.format("answer")]
        lines += assignment("query", text(wrong), 1)
        lines += self._ask("refusal", "query", self.caller(operation), [])
        lines += [f"expect({code}(refusal)).toBe('invalid_query');", silent.format("refusal")]
        return self.test("never repeats an input that it refuses", *lines)

    def _reading(self, api: GraphqlApi, maker: Maker, field: OperationField) -> str:
        owner = object_type(api, field.type)
        assert owner is not None
        shown = next(
            item.name for item in owner.fields if item.field and item.field.column == maker.table.primary_key[0]
        )
        constant = self._constant("READ", field, "query", f"{{ {shown} }}")
        wanted = self._key(maker, field)
        told = record([(key(shown), f"made{member(self.key(maker.table))}")])
        return self.test(
            "reads what was made",
            f"const made = {self.make(maker.table)};",
            *self._ask("answer", constant, self.caller(field.operation), wanted),
            *expression(f"expect(answer).toEqual({{ data: {{ {key(field.name)}: {told} }} }})", 1, ";"),
        )

    def _hiding(self, maker: Maker, field: OperationField) -> str:
        return self.test(
            "hides it from other accounts",
            f"const made = {self.make(maker.table)};",
            *self._ask("answer", "READ", "actors.other", self._key(maker, field)),
            *expression(f"expect(answer).toEqual({{ data: {{ {key(field.name)}: null }} }})", 1, ";"),
        )

    def _versions(self, api: GraphqlApi, maker: Maker, field: OperationField) -> str:
        constant = self._constant("UPDATE", field, "mutation", smallest(api, field))
        version = next(item.name for item in field.arguments if item.source == "expected_version")
        nothing = [f"{key(item.name)}: {{}}" for item in field.arguments if item.source == "body"]
        variables = [*self._key(maker, field), f"{key(version)}: 0", *nothing]
        return self.test(
            "needs the current version",
            f"const made = {self.make(maker.table)};",
            *self._ask("answer", constant, self.caller(field.operation), variables),
            f"expect({self._asking('code')}(answer)).toBe('precondition_failed');",
        )

    def _reachable(self, api: GraphqlApi, field: OperationField) -> list[NestedField]:
        """Nested fields that whoever lists the rows may ask for."""
        owner: ObjectType | None = object_type(api, field.type)
        caller = actor(self.plan, field.operation)
        nested = owner.nested if owner is not None else ()
        return [item for item in nested if actor(self.plan, item.operation) in ("member", caller)]

    def _statements(self, api: GraphqlApi, maker: Maker, field: OperationField, nested: list[NestedField]) -> str:
        lines = [f"{{\n  {field.name}(first: 3) {{\n    edges {{\n      node {{"]
        for item in nested:
            call = f"{item.name}(first: 2)" if item.arguments else item.name
            lines.append(f"        {call} {smallest(api, item)}")
        self.constants.append("\n".join(["const RELATED = `", *lines, "      }\n    }\n  }\n}\n`;"]))
        counted = self.imports.name("tests/statements.ts", "statements")
        asks = self._ask("answer", "RELATED", self.caller(field.operation), [], 2)
        asks.append(f"{INDENT * 2}expect(answer.errors).toBeUndefined();")
        make = f"{INDENT}{self.make(maker.table)};"
        return self.test_of_store(
            "asks the database as often for many rows as for one",
            make,
            f"{INDENT}const few = await {counted}(store, async () => {{", *asks, f"{INDENT}}});",
            make,
            make,
            f"{INDENT}const many = await {counted}(store, async () => {{", *asks, f"{INDENT}}});",
            "expect(many).toEqual(few);",
        )  # fmt: skip

    def test_of_store(self, name: str, *lines: str) -> str:
        """A test that counts what the store is asked."""
        return self.test(name, *lines).replace("{ client, actors }", "{ client, actors, store }", 1)
