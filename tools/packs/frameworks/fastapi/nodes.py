"""Prints the nodes of an operation as statements of its service function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tools.blueprint.managed import VERSION
from tools.blueprint.names import numbered
from tools.blueprint.plan.expr import BoundValue, Expr, InputValue
from tools.blueprint.plan.operation import (
    Ask,
    Assign,
    Branch,
    Compute,
    Emit,
    Fetch,
    FetchAggregate,
    FetchPage,
    ForEach,
    Guard,
    HashSecret,
    Lock,
    MatchVersion,
    Node,
    OperationPlan,
    Present,
    RequireReferences,
    ShowRows,
    VerifySecret,
    WriteSet,
    WriteStep,
)
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.store import (
    CheckReferences,
    ComputeValues,
    DeleteRow,
    FindRows,
    StoreCall,
    UpdateRow,
    Write,
)
from tools.blueprint.plan.values import Member
from tools.packs.cases import case_constants
from tools.packs.frameworks.fastapi.host import HostExpressions, bound
from tools.packs.frameworks.fastapi.refusals import refusals
from tools.packs.frameworks.fastapi.schemas import listing_of
from tools.packs.frameworks.fastapi.session_nodes import session_lines
from tools.packs.items import offered, pointers, points_into, source_of
from tools.packs.languages.python.annotations import parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, WIDTH, assignment, bracketed, exploded
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import module_file
from tools.packs.needs import asked_binds, made_binds, row_binds


@dataclass
class NodePrinter:
    """Prints the nodes of one operation; constants that they need gather in `constants`."""

    plan: RenderPlan
    operation: OperationPlan
    imports: Imports
    constants: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._cases = case_constants(self.plan)
        self.host = HostExpressions(self.plan, self.operation, self.imports, row_binds(self.operation))
        self._level = 1
        self._kinds_of_done: list[str | None] = []
        self._places: dict[str, tuple[str, str]] = {}
        self._asked_after = self.plan.asked_after(self.operation)

    def lines(self) -> list[str]:
        """All statements, in order."""
        return [*(line for node in self.operation.nodes for line in self._node(node)), *self._beside(), *self._file()]

    def _beside(self) -> list[str]:
        """The last statement of an operation that shows what it has bound beside its row, and computes nothing."""
        response = self.operation.response
        if not response.beside or any(isinstance(node, ShowRows) for node in self.operation.nodes):
            return []
        assert response.bind is not None
        self.imports.add("app.repositories.shown", "Shown")
        return bracketed("return Shown(", [self._bound(response.bind), self._shown_beside()], ")", 1)

    def _shown_beside(self) -> str:
        shown = (
            f"{text(item.field.name.snake)}: {self.host.print(item.value)}" for item in self.operation.response.beside
        )
        return f"{{{', '.join(shown)}}}"

    def reading(self, nodes: Sequence[Node], level: int) -> list[str]:
        """Statements of nodes that stand at this level."""
        self._level = level
        return [line for node in nodes for line in self._node(node)]

    def _file(self) -> list[str]:
        """The last statements of an operation that answers with bytes."""
        answer = self.operation.response.file
        if answer is None:
            return []
        content, lines = self.host.print(answer.content), []
        if self.host.is_nullable(answer.content):
            self._problem(answer.absent)
            lines = [f"{INDENT}if {content} is None:", f"{INDENT * 2}raise Problem({self._case(answer.absent)})"]
        items = [content]
        for name, value in (("name", answer.name), ("media_type", answer.media_type)):
            items += [f"{name}={self.host.print(value)}"] if value is not None else []
        called = self.imports.name("app.core.files", "FileAnswer")
        return [*lines, *bracketed(f"return {called}(", items, ")", 1)]

    @property
    def _margin(self) -> str:
        return INDENT * self._level

    def _inside(self, nodes: Sequence[Node]) -> list[str]:
        """The statements of nodes inside another one."""
        self._level += 1
        lines = [line for node in nodes for line in self._node(node)]
        self._level -= 1
        return lines

    def _node(self, node: Node) -> list[str]:
        match node:
            case Fetch(bind, call, absent):
                name = self._bound(bind)
                return [*self._call(call, f"{name} = "), *self._refuse_none(name, absent)]
            case Lock(call):
                return self._call(call, "")
            case FetchPage(bind, call):
                return self._call(call, f"{self._bound(bind)} = ", [f"listing={listing_of(self.plan, self.operation)}"])
            case FetchAggregate(bind, call):
                extra = ["filters=query.filters()"] if call.filters else []
                extra += ["group_by=query.group_by"] if call.choices else []
                return self._call(call, f"{self._bound(bind)} = ", extra)
            case RequireReferences(call):
                return [] if node is self._asked_after else self._references(call)
            case MatchVersion(bind, required, stale):
                return self._match_version(bind, required, stale)
            case Guard(condition, error):
                self._problem(error)
                return [
                    *self.host.unless(condition, self._level),
                    self._raise(error),
                ]
            case Assign(bind, value):
                return assignment(self._bound(bind), self.host.print(value), self._level)
            case Compute(of, call, absent):
                key, lines = self._values(of, call, absent)
                values = {self._bound(item.name): f"values[{key}][{text(item.name)}]" for item in call.values}
                return [*lines, *(f"{self._margin}{name} = {value}" for name, value in values.items())]
            case ShowRows():
                return self._show(node)
            case WriteSet((write,)) if self._asked_after is not None:
                return self._asking_after(write, self._asked_after)
            case WriteSet(writes):
                return [line for step in writes for line in self._write(step)]
            case HashSecret(bind, secret):
                self.imports.add("app.security.passwords", "hash_password")
                return [f"{self._margin}{self._bound(bind)} = await hash_password({self.host.print(secret)})"]
            case Ask() | Present():
                # Done before: an answer is a parameter, and what must be there is found again.
                return []
            case Emit(event, members):
                return self._emit(event, dict(members))
            case ForEach():
                return self._for_each(node)
            case Branch(condition, then, otherwise):
                last = [f"{self._margin}else:", *self._inside(otherwise)] if otherwise else []
                return [*self.host.when(condition, self._level), *self._inside(then), *last]
            case _:
                return self._session(node)

    def _emit(self, event: str, members: Mapping[str, Expr]) -> list[str]:
        emit = self.imports.name("app.events.outbox", "emit")
        shape = next(item.shape for item in self.plan.events if item.type == event)
        given = [f"{field.name.attr}={self.host.print(members[field.name.snake])}" for field in shape.fields]
        told = f"{self.imports.name('app.events', 'kinds')}.{shape.name}({', '.join(given)})"
        return bracketed(f"await {emit}(", ["session", told], ")", self._level)

    def _for_each(self, node: ForEach) -> list[str]:
        item, lines = self._bound(node.bind), []
        if isinstance(node.items, FindRows):
            rows = f"{item}_rows"
            lines += self._call(node.items, f"{rows} = ")
            if node.over is not None:
                self._problem(node.over)
                lines.append(f"{self._margin}if len({rows}) > {node.items.most}:")
                lines.append(self._raise(node.over))
        else:
            rows = self.host.print(node.items)
            if self.host.is_nullable(node.items):
                rows = f"{rows} or ()"
        if isinstance(node.items, InputValue):
            self._places[node.bind] = self._input_field(node.items.name).wire, self._place(node)
        place = self._place(node) if node.place is not None or points_into(self.operation, node) else ""
        listed = f"enumerate({rows})" if place else rows
        head = f"{place}, " if place else ""
        return [*lines, f"{self._margin}for {head}{item} in {listed}:", *self._inside(node.nodes)]

    def _place(self, node: ForEach) -> str:
        """The variable of the place in a list."""
        return self._bound(node.place or f"place_of_{node.bind}")

    def _told_inside(self, source: BoundValue) -> str:
        """The context in which errors tell of an item's members."""
        self.imports.add("app.core.validation", "inside")
        wire, place = self._places[source.bind]
        return f"inside({text(wire)}, {place})"

    def _show(self, node: ShowRows) -> list[str]:
        self.imports.add("app.repositories.shown", "shown_page" if node.page else "Shown")
        if not node.page:
            key, lines = self._values(node.bind, node.call, node.absent)
            values = f"values[{key}]"
            if self.operation.response.beside:
                values = f"{{**{values}, {self._shown_beside()[1:]}"
            return [*lines, *bracketed("return Shown(", [self._bound(node.bind), values], ")", self._level)]
        table = self.plan.table(node.call.table)
        key, name = table.column(table.primary_key[0]).name.attr, self._bound(node.bind)
        lines = self._call(node.call, "values = ", [f"wanted=[row.{key} for row in {name}.items]"])
        return [*lines, f"{self._margin}return shown_page({name}, values, {text(key)})"]

    def _values(self, bind: str, call: ComputeValues, absent: ErrorCase) -> tuple[str, list[str]]:
        """Values of one bound row: its key, and the lines that compute them or end the operation."""
        table = self.plan.table(call.table)
        key = f"{self._bound(bind)}.{table.column(table.primary_key[0]).name.attr}"
        lines = self._call(call, "values = ", [f"wanted=[{key}]"])
        self._problem(absent)
        lines += [
            f"{self._margin}if {key} not in values:",
            self._raise(absent),
        ]
        return key, lines

    def _case(self, case: ErrorCase) -> str:
        return f"cases.{self._cases[case]}"

    def _bound(self, bind: str) -> str:
        return bound(self.operation, bind)

    def _session(self, node: Node) -> list[str]:
        match node:
            case VerifySecret(bind, secret, call, error):
                self.imports.add("app.security.passwords", "authenticated")
                self.imports.add("app.core", "cases")
                found = f"found_{self._bound(bind)}"
                items = ["session", found, self.host.print(secret), self._case(error)]
                return [
                    *self._call(call, f"{found} = "),
                    *bracketed(f"{self._bound(bind)} = await authenticated(", items, ")", self._level),
                ]
            case _:
                return session_lines(node, self.host, self.imports, self._cases, self._level)

    def _call(self, call: StoreCall, head: str, extra: list[str] | None = None, level: int | None = None) -> list[str]:
        level = level or self._level
        keywords = [f"{parameter(item.name)}={self.host.print(item.value)}" for item in call.parameters]
        items = ["session", *keywords, *(extra or [])]
        called = f"await {self._store(call)}.{call.name}("
        if head:
            return assignment(head.removesuffix(" = "), f"{called}{', '.join(items)})", level)
        return bracketed(called, items, ")", level)

    def _store(self, call: StoreCall) -> str:
        table = self.plan.table(call.table)
        module = module_file(table.name)
        alias = f"{table.name.snake}_store"
        self.imports.add("app.repositories", f"{module} as {alias}")
        return alias

    def _problem(self, _: ErrorCase) -> None:
        self.imports.add("app.core.errors", "Problem")
        self.imports.add("app.core", "cases")

    def _refuse_none(self, variable: str, case: ErrorCase, level: int | None = None) -> list[str]:
        self._problem(case)
        margin = INDENT * (level or self._level)
        return [f"{margin}if {variable} is None:", f"{margin}{INDENT}raise Problem({self._case(case)})"]

    def _raise(self, case: ErrorCase) -> str:
        """The body of a branch that ends the operation."""
        return f"{self._margin}{INDENT}raise Problem({self._case(case)})"

    def _references(self, call: CheckReferences) -> list[str]:
        self.imports.add("app.core.validation", "require_references")
        taken = {item.name for item in call.parameters}
        extra, pointers = [], []
        fields = {item.name.snake: item for item in offered(self.operation, call.source)}
        for check in call.references:
            argument = f"{check.field}_value" if check.field in taken else parameter(check.field)
            sent = f"{self._sender(call.source)}.{fields[check.field].name.attr}"
            if check.kept is not None:
                self.imports.add("app.core.validation", "unless_kept")
                sent = f"unless_kept({sent}, {self.host.print(check.kept)})"
            extra.append(f"{argument}={sent}")
            pointers.append(f"{text(check.field)}: {text('/' + fields[check.field].wire)}")
        lines, level = self._call(call, "missing = ", extra), self._level
        if call.source is not None:
            lines.append(f"{self._margin}with {self._told_inside(call.source)}:")
            level += 1
        return [*lines, *bracketed("require_references(", ["missing", f"{{{', '.join(pointers)}}}"], ")", level)]

    def _input_field(self, name: str) -> Member:
        """A field of the body."""
        return next(item for item in offered(self.operation, None) if item.name.snake == name)

    def _sender(self, source: BoundValue | None) -> str:
        return "data" if source is None else self._bound(source.bind)

    def _match_version(self, bind: str, required: ErrorCase, stale: ErrorCase) -> list[str]:
        self.imports.add("app.core.conditions", "require_match")
        self.imports.add("app.core", "cases")
        table = self.plan.table(self.host.binds[bind])
        version = f"{self._bound(bind)}.{table.column(VERSION).name.attr}"
        items = ["if_match", version, f"required={self._case(required)}", f"stale={self._case(stale)}"]
        return bracketed("require_match(", items, ")", self._level)

    def _write(self, step: WriteStep) -> list[str]:
        call = step.call
        accept = getattr(call, "accept", ())
        optional = isinstance(call, UpdateRow) and call.only_when_sent
        lines, extra, level = [], [], self._level
        if accept:
            method = "sent" if isinstance(call, UpdateRow) else "values"
            source = source_of(step)
            chosen, sender = self._accepted(accept, source), self._sender(source)
            if optional:
                lines += bracketed(f"changes = {sender}.{method}(", chosen, ")", self._level)
                lines.append(f"{self._margin}if changes:")
                extra, level = ["values=changes"], level + 1
            else:
                extra = [f"values={sender}.{method}({', '.join(chosen)})"]
        if step.conflicts:
            lines += self._refusing(step, level)
        inner = level + 1 if step.conflicts else level
        changes = isinstance(call, UpdateRow) and step.lost is not None
        lost = isinstance(call, DeleteRow) or changes
        result = self._bound(step.bind) if step.bind else (self._done(call) if lost else None)
        if not lost and step.bind not in asked_binds(self.operation):
            result = None
        # The variable of a row that was made is never None: what a change comes to has one of its own.
        made = result if changes and step.bind in made_binds(self.operation) else None
        result = f"changed_{made}" if made is not None else result
        lines += self._call(call, f"{result} = " if result else "", extra, inner)
        if lost and step.lost is not None and result is not None:
            if isinstance(call, DeleteRow):
                self._problem(step.lost)
                refuse = f"{INDENT * (level + 1)}raise Problem({self._case(step.lost)})"
                lines += [f"{INDENT * level}if not {result}:", refuse]
            else:
                lines += self._refuse_none(result, step.lost, level)
                lines += [f"{INDENT * level}{made} = {result}"] if made is not None else []
        return lines

    def _asking_after(self, write: WriteStep, references: RequireReferences) -> list[str]:
        """A write whose references are asked for once it was refused; what is missing is told before anything else."""
        self._level += 1
        tried, missing = self._write(write), self._references(references.call)
        self._level -= 1
        self.imports.add("app.core.errors", "Problem")
        head, refused = f"{self._margin}try:", f"{self._margin}except Problem:"
        return [head, *tried, refused, *missing, f"{self._margin}{INDENT}raise"]

    def _done(self, call: Write) -> str:
        """The variable that tells whether a row was written: one for each type that it may have."""
        kind = call.table if isinstance(call, UpdateRow) else None
        if kind not in self._kinds_of_done:
            self._kinds_of_done.append(kind)
        place = self._kinds_of_done.index(kind)
        taken = {*self.host.binds, *asked_binds(self.operation)}
        names = (name for name in numbered("done") if name == "done" or name not in taken)
        return next(islice(names, place, None))

    def _refusing(self, step: WriteStep, level: int) -> list[str]:
        """The head of the block in which conflicts become refusals."""
        self.imports.add("app.core.constraints", "refusing")
        blocks = [f"refusing({self._refusals(step)})"]
        source = source_of(step)
        if source is not None and any(pointers(self.operation, item, step) for item in step.conflicts):
            blocks.insert(0, self._told_inside(source))
        flat = f"{INDENT * level}with {', '.join(blocks)}:"
        return [flat] if len(flat) <= WIDTH else exploded("with (", blocks, "):", level).split("\n")

    def _accepted(self, accept: tuple[str, ...], source: BoundValue | None) -> list[str]:
        """The argument of `values` and `sent`: nothing when the whole body, or item, is meant."""
        fields = offered(self.operation, source)
        every = [item for item in fields if item.name.snake in accept]
        if len(every) == len(fields):
            return []
        names = [text(item.name.attr) for item in every]
        return [f"({', '.join(names)},)" if len(names) == 1 else f"({', '.join(names)})"]

    def _refusals(self, step: WriteStep) -> str:
        self.imports.add("app.core.refusals", "Refusal")
        self.imports.add("app.core", "cases")
        return refusals(self.operation, step, self._cases, self.constants)
