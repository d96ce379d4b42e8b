"""Prints host expressions: values that are computed before the store is asked."""

import re
from collections.abc import Iterator
from functools import cached_property

from tools.blueprint.names import camel
from tools.blueprint.plan.expr import BoundValue, Expr, InputValue, ViewerValue
from tools.blueprint.plan.operation import Assign, Compute, ForEach, OperationPlan, WriteSet, every
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.values import Member, ValueType
from tools.packs.frameworks.express.expressions import ExpressionPrinter
from tools.packs.frameworks.express.knowing import Leaf
from tools.packs.frameworks.express.narrowing import TRUTH, Domain
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import headed
from tools.packs.languages.typescript.literals import member, text
from tools.packs.languages.typescript.naming import GLOBALS, KEYWORDS
from tools.packs.needs import present_name
from tools.packs.patches import patches
from tools.packs.presence import Presence

TAKEN = frozenset(
    {"acceptsJson", "answer", "answering", "asked", "authRateLimit", "authenticated", "body", "both", "callKey",
     "cases", "changes", "checkReferences", "clock", "computed", "contains", "context", "cookies", "csvBody",
     "csvResponse", "data", "day", "digestOf", "done", "eachOnce", "emit", "endsWith", "etag", "fileResponse",
     "following", "formBody", "found", "freshKey", "hashPassword", "holds", "htmlList", "htmlRow", "ifMatch", "inside",
     "isAtLeast", "isAtMost",
     "isLess", "isMore", "isUnchanged", "jsonBody", "jsonResponse", "key", "kinds", "linkHeader", "lowered",
     "maybeSignedIn", "missing", "newId", "nextPage", "noContent", "noQuery", "notModified",
     "path", "pathAndQueryOf", "pathOf", "perform", "ports", "query", "queryOf", "question", "quotient",
     "randomUUID", "rateLimit", "ratio", "refusing", "remainder", "request", "requireMatch", "requireReferences",
     "response", "router", "same", "sent", "sentOf", "service", "session", "sessionCookies", "sessions", "settings",
     "shown", "shownPage", "signedIn", "size", "slugOf", "startsWith", "store", "strictRouter", "tag", "times",
     "tokenView", "transact", "unlessKept", "validPath", "valuesOf", "viewer", "whole", "work"}
)  # fmt: skip
"""Names that routes and services use for themselves."""

# Aliases of modules, functions of schemas and variables that statements make by themselves.
_MADE = re.compile(
    r".*(?:Store|Port)|(?:changed|filtersOf|latest|listingOf|only)[A-Z].*|(?:bytes|changes|done|known|missing|values)\d*"
)


def local(name: str) -> str:
    """A local variable or a function for an attribute, clear of keywords, imports and repositories."""
    busy = name in TAKEN or name in KEYWORDS or name in GLOBALS or _MADE.fullmatch(name) is not None
    return f"{name}_" if busy else name


def bound(operation: OperationPlan, bind: str) -> str:
    """The local variable of a bound value: no path parameter of the operation has its name, and no other value."""
    name = local(camel(bind))
    name = f"{name}Row" if name in {local(field.name.attr) for field in operation.path_fields} else name
    # Names that differ in their underscores alone: `line2`, `line_2`.
    alike = sorted({item for item in bound_names(operation) if camel(item) == camel(bind)})
    return name if len(alike) < 2 or alike[0] == bind else f"{name}_{alike.index(bind) + 1}"


def bound_names(operation: OperationPlan) -> Iterator[str]:
    """Whatever the operation binds."""
    for node in every(operation.nodes):
        own = [getattr(node, "bind", None)]
        match node:
            case ForEach(place=place):
                own.append(place)
            case Compute(call=call):
                own = [item.name for item in call.values]
            case WriteSet(writes):
                own = [write.bind for write in writes]
        yield from (name for name in own if name is not None)


def function_name(operation: OperationPlan) -> str:
    """The function of an operation in its service."""
    return local(operation.name.camel)


def look_name(operation: OperationPlan) -> str:
    """The function that looks for what must be there first: `lookForUpdateBook`."""
    return camel(present_name(operation))


class HostExpressions(ExpressionPrinter):
    """Prints expressions inside one operation's function."""

    def __init__(self, plan: RenderPlan, operation: OperationPlan, imports: Imports, binds: dict[str, str]) -> None:
        super().__init__(imports)
        self.plan = plan
        self.operation = operation
        self.binds = binds
        """Bound name → logical table name, for rows."""
        self.variables: dict[str, str] = {}
        """Bound name of a row → the variable that holds it by now, where it is not called like it."""
        self.used: set[str] = set()
        """Parameters of the function that what was printed so far uses."""

    def variable(self, bind: str) -> str:
        """The variable of a bound value."""
        if bind in self._presence.replies:
            self.used.add(bound(self.operation, bind))
        return self.variables.get(bind) or bound(self.operation, bind)

    def unless(self, condition: Expr, level: int) -> list[str]:
        """The head of a branch that is taken when the condition does not hold."""
        return headed("if (", self.condition(condition, holds=False), ") {", level)

    def when(self, condition: Expr, level: int) -> list[str]:
        """The head of a branch that is taken when the condition holds."""
        return headed("if (", self.condition(condition), ") {", level)

    def is_nullable(self, expr: Expr) -> bool:
        """Whether the value may be missing, whatever conditions have said."""
        return self._presence.is_nullable(expr)

    @cached_property
    def _presence(self) -> Presence:
        return Presence(self.plan, self.operation, self.binds)

    @cached_property
    def _patches(self) -> frozenset[str]:
        group = next(group for group in self.plan.groups if group.name.snake == self.operation.group)
        return patches((*group.operations, *group.commands))

    @cached_property
    def _lets(self) -> dict[str, Expr]:
        return {node.bind: node.value for node in every(self.operation.nodes) if isinstance(node, Assign)}

    @property
    def path_names(self) -> list[str]:
        """The parameters for parts of the path."""
        return [local(field.name.attr) for field in self.operation.path_fields]

    def sent(self, sender: str, field: Member, source: BoundValue | None) -> str:
        """What was sent for a member of the body, or of the object `source` in it; null where nothing was."""
        body = self.operation.body
        name = self._presence.items[source.bind].shape if source is not None else body.name if body else None
        leaf = self._sent(sender, field, name in self._patches)
        return f"{leaf.text} ?? null" if leaf.left_out else leaf.text

    def named(self, expr: Expr) -> Expr | None:
        """The value that a constant stands for."""
        match expr:
            case BoundValue(bind, None):
                return self._lets.get(bind)
        return None

    def leaf(self, expr: Expr) -> Leaf:
        """What an input, a bound value or a value of the caller is in TypeScript."""
        match expr:
            case InputValue(name):
                return self._input(name, expr.type)
            case BoundValue(bind, column, kind):
                return self._bound(expr, bind, column, kind)
            case ViewerValue(column, kind, nullable=absent):
                assert self.plan.auth is not None
                self.used.add("viewer")
                attr = self.plan.table(self.plan.auth.account).column(column).name.attr
                if absent:
                    return Leaf(f"viewer?{_after_question(attr)} ?? null", False, _declared(kind, nullable=True))
                return self._reference(f"viewer{member(attr)}", expr, kind)
        raise TypeError(f"{type(expr).__name__} is no host expression")

    def _reference(self, text: str, expr: Expr, kind: ValueType | None) -> Leaf:
        declared = _declared(kind, nullable=self.is_nullable(expr))
        return Leaf(text, True, declared)

    def _input(self, name: str, kind: ValueType) -> Leaf:
        for field in self.operation.path_fields:
            if field.name.snake == name:
                self.used.add(local(field.name.attr))
                return Leaf(local(field.name.attr), True, _declared(kind, nullable=False))
        for field in self.operation.query:
            if field.name.snake == name:
                self.used.add("query")
                # A list that was not sent is an empty one.
                nullable = self.is_nullable(InputValue(name, kind)) and field.type.kind != "array"
                return Leaf(f"query{member(field.name.attr)}", True, _declared(kind, nullable=nullable))
        assert self.operation.body is not None
        self.used.add("data")
        field = next(field for field in self.operation.body.fields if field.name.snake == name)
        return self._sent("data", field, self.operation.body.name in self._patches)

    def _sent(self, sender: str, field: Member, patch: bool) -> Leaf:
        """A member of a body, or of an object in it: one that was not sent may be no key of it."""
        source = f"{sender}{member(field.name.attr)}"
        left_out = not field.required and (patch or (field.default is None and not field.nullable))
        if left_out and field.nullable:
            return Leaf(f"{source} ?? null", False, _declared(field.type, nullable=True))
        return Leaf(source, True, _declared(field.type, nullable=left_out or field.nullable), left_out)

    def _bound(self, expr: Expr, bind: str, column: str | None, kind: ValueType | None) -> Leaf:
        variable = self.variable(bind)
        if column is None:
            return self._reference(variable, expr, kind)
        if bind in self._presence.items:
            patch = self._presence.items[bind].shape in self._patches
            return self._sent(variable, self._presence.members(bind)[column], patch)
        if bind in self._presence.replies:
            return self._reference(f"{variable}{member(self._presence.replies[bind][column].name.attr)}", expr, kind)
        if bind not in self.binds:
            return Leaf(f"{variable}.{camel(column)}", True, Domain())
        attr = self.plan.table(self.binds[bind]).column(column).name.attr
        return self._reference(f"{variable}{member(attr)}", expr, kind)


def _after_question(attr: str) -> str:
    access = member(attr)
    return access if access.startswith(".") else f".{access}"


def _declared(kind: ValueType | None, *, nullable: bool) -> Domain:
    """What the type of a value says."""
    if kind is None:
        return Domain(null=True)
    if kind.kind == "json":
        return Domain(null=True)
    if kind.kind == "bool":
        return Domain(nullable, TRUTH.values)
    if kind.kind == "enum":
        return Domain(nullable, frozenset(map(text, kind.values)))
    return Domain(nullable)
