"""Prints the nodes of an operation as statements of its service function."""

from collections.abc import Mapping, Sequence
from itertools import count

from tools.blueprint.managed import VERSION
from tools.blueprint.plan.expr import Call, Expr, InputValue, Literal
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
    Present,
    RequireReferences,
    ShowRows,
    VerifySecret,
    WriteSet,
)
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.store import CheckReferences, FindRows
from tools.blueprint.plan.values import Member
from tools.packs.frameworks.express.events import kind_function
from tools.packs.frameworks.express.host import bound
from tools.packs.frameworks.express.later import changed_inside
from tools.packs.frameworks.express.queries import filters_function, listing_function, listing_of
from tools.packs.frameworks.express.session_nodes import session_lines
from tools.packs.frameworks.express.shown_nodes import shown_beside, shown_lines, value_lines
from tools.packs.frameworks.express.statements import REFERENCES, VALIDATION, Entries, StatementPrinter
from tools.packs.frameworks.express.writes import write_lines
from tools.packs.items import offered, points_into
from tools.packs.languages.typescript.annotations import parameter
from tools.packs.languages.typescript.layout import INDENT, bracketed, returned
from tools.packs.languages.typescript.literals import key, member, record, text


class NodePrinter(StatementPrinter):
    """Prints the nodes of one operation; constants that they need gather in `constants`."""

    def lines(self) -> list[str]:
        """All statements, in order."""
        lines = self.reading(self.operation.nodes, 1)
        return [*lines, *self._beside(), *self._file()]

    def answered(self, lines: list[str]) -> list[str]:
        """The statements, and the one that answers what the operation has bound."""
        bind = self.operation.response.bind
        if bind is None or (lines and lines[-1].startswith(f"{INDENT}return ")):
            return lines
        name = self.host.variable(bind)
        told, variable, value = self.last
        if variable == name and lines[-len(told) :] == told:
            return [*lines[: -len(told)], *returned(value)]
        return [*lines, *returned(name)]

    def reading(self, nodes: Sequence[Node], level: int) -> list[str]:
        """Statements of nodes that stand at this level."""
        self.level = level
        return [line for node in nodes for line in self._node(node)]

    def inside(self, nodes: Sequence[Node]) -> list[str]:
        """The statements of nodes inside another one."""
        variables, made = dict(self.host.variables), set(self.made)
        self.level += 1
        lines = [line for node in nodes for line in self._node(node)]
        self.level -= 1
        self.host.variables, self.made = variables, made
        return lines

    def _node(self, node: Node) -> list[str]:
        match node:
            case Fetch(bind, call, absent):
                name = bound(self.operation, bind)
                return [*self.bind(name, self.call(call)), *self.refuse(f"{name} === null", absent)]
            case Lock(call):
                return self.statement(self.call(call))
            case FetchPage(bind, call):
                self.host.used.update(("query", *self.host.path_names))
                self.imports.add(self.schemas, listing_function(self.operation))
                listing = [("listing", listing_of(self.plan, self.operation))]
                return self.bind(bound(self.operation, bind), self.call(call, listing))
            case FetchAggregate(bind, call):
                self.host.used.add("query")
                extra: Entries = []
                if call.filters:
                    filters = self.imports.name(self.schemas, filters_function(self.operation))
                    extra.append(("filters", f"{filters}(query)"))
                extra += [("groupBy", f"query{member('groupBy')}")] if call.choices else []
                return self.bind(bound(self.operation, bind), self.call(call, extra))
            case RequireReferences(call):
                return self._references_after(call) if node is self.asked_after else self._references(call)
            case MatchVersion(bind, required, stale):
                return self._match_version(bind, required, stale)
            case Guard(condition, error):
                lines = [*self.host.unless(condition, self.level), self.thrown(error), f"{self.margin}}}"]
                self.host.tell(condition, True)
                return lines
            case Assign(bind, value):
                name, domain = bound(self.operation, bind), self.host.domain(value)
                lines = self.bind(name, self.host.print(value))
                self.host.facts.tell(name, domain)
                return lines
            case Compute(of, call, absent):
                return value_lines(self, of, call, absent)
            case ShowRows():
                return shown_lines(self, node)
            case WriteSet(writes):
                return [line for step in writes for line in write_lines(self, step, next(self.writes))]
            case HashSecret(bind, secret):
                hashed = self.imports.name("src/security/passwords.ts", "hashPassword")
                return self.bind(bound(self.operation, bind), f"await {hashed}({self.host.print(secret)})")
            case VerifySecret():
                return self._verify(node)
            case Ask() | Present():
                # Done before: an answer is a parameter, and what must be there is found again.
                return []
            case Emit(event, members):
                return self._emit(event, dict(members))
            case ForEach():
                return self._for_each(node)
            case Branch(condition, then, otherwise):
                return self._branch(condition, then, otherwise)
        return session_lines(self, node)

    def _beside(self) -> list[str]:
        """The last statement of an operation that shows what it has bound beside its row, and computes nothing."""
        response = self.operation.response
        if not response.beside or any(isinstance(node, ShowRows) for node in self.operation.nodes):
            return []
        assert response.bind is not None
        shown = self.imports.name("src/repositories/shown.ts", "shown")
        return returned(f"{shown}({self.host.variable(response.bind)}, {record(shown_beside(self))})")

    def _file(self) -> list[str]:
        """The last statements of an operation that answers with bytes."""
        answer = self.operation.response.file
        if answer is None:
            return []
        content, lines = self.host.print(answer.content), []
        if self.host.lacks(answer.content):
            leaf = None if isinstance(answer.content, Call | Literal) else self.host.leaf(answer.content)
            if leaf is None or not leaf.is_reference or leaf.left_out:
                name = self.fresh("bytes")
                lines, content = self.bind(name, content), name
            lines += self.refuse(f"{content} === null", answer.absent)
        entries = [("content", content)]
        for name, value in (("name", answer.name), ("mediaType", answer.media_type)):
            entries += [(name, self.host.print(value))] if value is not None else []
        return [*lines, *returned(record(entries))]

    def _emit(self, event: str, members: Mapping[str, Expr]) -> list[str]:
        emit = self.imports.name("src/events/outbox.ts", "emit")
        plan = next(item for item in self.plan.events if item.type == event)
        told = [
            (key(field.name.attr), self.host.print(members[field.name.snake], field.type))
            for field in plan.shape.fields
        ]
        self.imports.module("src/events/kinds.ts", "kinds")
        self.host.used.add("session")
        return self.statement(f"await {emit}(session, kinds.{kind_function(plan)}({record(told)}))")

    def _for_each(self, node: ForEach) -> list[str]:
        item, lines = bound(self.operation, node.bind), []
        if isinstance(node.items, FindRows):
            rows = self.fresh(f"{item}Rows")
            lines += self.bind(rows, self.call(node.items))
            if node.over is not None:
                lines += self.refuse(f"{rows}.length > {node.items.most}", node.over)
        else:
            rows = self.host.leaf(node.items).text.removesuffix(" ?? null")
            rows = f"{rows} ?? []" if self.host.lacks(node.items) else rows
            field = self._input_field(node.items)
            self.places[node.bind] = field.wire, self._place(node)
        place = self._place(node) if node.place is not None or points_into(self.operation, node) else ""
        listed = f"{f'({rows})' if ' ' in rows else rows}.entries()" if place else rows
        head = f"[{place}, {item}]" if place else item
        lines += self._declared(node.nodes)
        with self.host.facts.apart():
            inner = self.inside(node.nodes)
            known = dict(self.host.facts.known)
        self.host.facts.join(known)
        return [*lines, f"{self.margin}for (const {head} of {listed}) {{", *inner, f"{self.margin}}}"]

    def _place(self, node: ForEach) -> str:
        """The variable of the place in a list."""
        return bound(self.operation, node.place or f"place_of_{node.bind}")

    def _branch(self, condition: Expr, then: Sequence[Node], otherwise: Sequence[Node]) -> list[str]:
        lines = [*self._declared((*then, *otherwise)), *self.host.when(condition, self.level)]
        facts = self.host.facts
        with facts.apart():
            self.host.tell(condition, True)
            lines += self.inside(then)
            known = dict(facts.known)
        with facts.apart():
            self.host.tell(condition, False)
            lines += [f"{self.margin}}} else {{", *self.inside(otherwise)] if otherwise else []
            others = dict(facts.known)
        facts.known = known
        facts.join(others)
        return [*lines, f"{self.margin}}}"]

    def _declared(self, nodes: Sequence[Node]) -> list[str]:
        """Variables for rows from before that are changed inside, and asked for afterwards."""
        first, lines = next(self.writes), list[str]()
        self.writes = count(first)
        for number, (bind, before) in enumerate(changed_inside(nodes), first):
            if bind is not None and before and bind not in self.outer and self.later.asked(bind, number):
                lines += self.outlive(bind)
        return lines

    def _verify(self, node: VerifySecret) -> list[str]:
        name = bound(self.operation, node.bind)
        found = self.fresh(f"found{name[:1].upper()}{name[1:]}")
        authenticated = self.imports.name("src/security/passwords.ts", "authenticated")
        items = ["session", found, self.host.print(node.secret), self.case(node.error)]
        called = f"await {authenticated}({', '.join(items)})"
        lines = self.bind(found, self.call(node.call))
        return [*lines, *(self.bind(name, called) if node.bind in self.asked else self.statement(called))]

    def _references(self, call: CheckReferences) -> list[str]:
        if call.source is None:
            return self._checked(call, self.fresh("missing"))
        place = self.told_inside(call.source)
        return [f"{self.margin}await inside({place}, async () => {{", *self._checked_inside(call), f"{self.margin}}});"]

    def _references_after(self, call: CheckReferences) -> list[str]:
        """A function that the write calls once it was refused."""
        head = f"{self.margin}const {REFERENCES} = async (): Promise<void> => {{"
        return [head, *self._checked_inside(call), f"{self.margin}}};"]

    def _checked_inside(self, call: CheckReferences) -> list[str]:
        """The body of a function that checks."""
        self.level += 1
        with self.host.facts.in_function():
            lines = self._checked(call, "missing")
        self.level -= 1
        return lines

    def _checked(self, call: CheckReferences, missing: str) -> list[str]:
        require = self.imports.name(VALIDATION, "requireReferences")
        taken = {item.name for item in call.parameters}
        extra, pointers = Entries(), Entries()
        fields = {item.name.snake: item for item in offered(self.operation, call.source)}
        for check in call.references:
            argument = parameter(f"{check.field}_value" if check.field in taken else check.field)
            sent = self.host.sent(self.sender(call.source), fields[check.field], call.source)
            if check.kept is not None:
                sent = f"{self.imports.name(VALIDATION, 'unlessKept')}({sent}, {self.host.print(check.kept)})"
            extra.append((argument, sent))
            pointers.append((key(check.field), text("/" + fields[check.field].wire)))
        lines = self.bind(missing, self.call(call, extra))
        return [*lines, *bracketed(f"{require}(", [missing, record(pointers)], ");", self.level)]

    def _input_field(self, items: InputValue) -> Member:
        """A field of the body."""
        return next(item for item in offered(self.operation, None) if item.name.snake == items.name)

    def _match_version(self, bind: str, required: ErrorCase, stale: ErrorCase) -> list[str]:
        require = self.imports.name("src/core/conditions.ts", "requireMatch")
        self.host.used.add("ifMatch")
        table = self.plan.table(self.host.binds[bind])
        version = f"{self.host.variable(bind)}{member(table.column(VERSION).name.attr)}"
        told = record([("required", self.case(required)), ("stale", self.case(stale))])
        return bracketed(f"{require}(", ["ifMatch", version, told], ");", self.level)
