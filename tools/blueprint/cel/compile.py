"""Tree to typed expression, against what is in scope."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import lark

from tools.blueprint.cel import types as t
from tools.blueprint.cel.functions import find
from tools.blueprint.cel.macros import MACROS, result
from tools.blueprint.cel.parse import at, parse
from tools.blueprint.cel.ways import RowLike, Way, along
from tools.blueprint.names import numbered
from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal, Related
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

Tree = lark.Tree[lark.Token]

Resolver = Callable[[str | None], Expr]
"""Gives the expression for `root.member` (or for the root itself); KeyError when there is none."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that an expression may use: roots (`row`, `input`, `viewer`, bound rows) and their members."""

    roots: Mapping[str, Resolver] = field(default_factory=dict)
    rows: Mapping[str, RowLike] = field(default_factory=dict)
    """Those of the roots whose relationships may be followed."""
    ways: Mapping[str, tuple[Way, ...]] = field(default_factory=dict)
    """The references that lead to a root, where it is no row at hand."""


def compile_expression(text: str, scope: Scope, want: str | None = None) -> Expr:
    """The typed expression of a CEL text.

    `want` is the family that it must have (`bool` for conditions). Raises BadInput pointing at the character.
    """
    try:
        expr = _Compiler(text, scope).expr(parse(text))
    except RecursionError as error:
        raise at("This expression is nested too deeply", text, 1) from error
    if want is not None and t.family(expr.type) != want:
        raise at(f"A {want} is wanted here, this is {t.family(expr.type)}", text, 1)
    return expr


_RELATIONS = {
    "relation_lt": "lt", "relation_le": "le", "relation_gt": "gt", "relation_ge": "ge",
    "relation_eq": "eq", "relation_ne": "ne", "relation_in": "in",
}  # fmt: skip
_ARITHMETIC = {
    "addition_add": "add", "addition_sub": "sub",
    "multiplication_mul": "mul", "multiplication_div": "div", "multiplication_mod": "mod",
}  # fmt: skip


class _Compiler:
    def __init__(self, text: str, scope: Scope) -> None:
        self._text = text
        self._scope = scope
        self._aliases = {way.alias for ways in scope.ways.values() for way in ways}

    def expr(self, tree: Tree) -> Expr:
        """Dispatches on the rule; rules that only group are passed through."""
        children = [child for child in tree.children if child is not None]
        handler = getattr(self, f"_{tree.data}", None)
        if handler is not None:
            return handler(tree, children)  # type: ignore[no-any-return]
        if len(children) == 1 and isinstance(children[0], lark.Tree):
            return self.expr(children[0])
        raise self._error("This is not part of the subset", tree)

    def _expr(self, tree: Tree, children: list[Tree]) -> Expr:
        if len(children) == 1:
            return self.expr(children[0])
        condition, then, other = (self.expr(child) for child in children)
        self._need("bool", condition, children[0])
        if not t.comparable(then.type, other.type):
            raise self._error("The two results have different types", children[1])
        return Call("if", (condition, then, other), then.type or other.type or t.BOOL)

    def _conditionalor(self, tree: Tree, children: list[Tree]) -> Expr:
        return self._logical("or", children)

    def _conditionaland(self, tree: Tree, children: list[Tree]) -> Expr:
        return self._logical("and", children)

    def _logical(self, function: str, children: list[Tree]) -> Expr:
        operands = [self.expr(child) for child in children]
        if len(operands) == 1:
            return operands[0]
        flat: list[Expr] = []
        for child, operand in zip(children, operands, strict=True):
            self._need("bool", operand, child)
            flat.extend(operand.args if isinstance(operand, Call) and operand.function == function else (operand,))
        return Call(function, tuple(flat), t.BOOL)

    def _relation(self, tree: Tree, children: list[Tree]) -> Expr:
        if len(children) == 1:
            return self.expr(children[0])
        function = _RELATIONS[children[0].data]
        left = self.expr(children[0].children[0])  # type: ignore[arg-type]
        right = self.expr(children[1])
        if function == "in":
            self._need_choice(left, right, tree)
            return Call("in", (left, right), t.BOOL)
        left, right = _as_floats(left, right)
        if not t.comparable(left.type, right.type):
            raise self._error(f"{t.family(left.type)} and {t.family(right.type)} do not compare", tree)
        if function in ("eq", "ne"):
            for value, other in ((left, right), (right, left)):
                self._need_choice(value, other, tree)
                if isinstance(value, Literal) and value.value is None:
                    return Call("is_null" if function == "eq" else "not_null", (other,), t.BOOL)
        elif t.family(left.type) not in t.ORDERED:
            raise self._error(f"{t.family(left.type)} has no order", tree)
        return Call(function, (left, right), t.BOOL)

    def _addition(self, tree: Tree, children: list[Tree]) -> Expr:
        return self._binary(tree, children)

    def _multiplication(self, tree: Tree, children: list[Tree]) -> Expr:
        return self._binary(tree, children)

    def _binary(self, tree: Tree, children: list[Tree]) -> Expr:
        if len(children) == 1:
            return self.expr(children[0])
        function = _ARITHMETIC[children[0].data]
        left = self.expr(children[0].children[0])  # type: ignore[arg-type]
        right = self.expr(children[1])
        left, right = _as_floats(left, right)
        result = t.arithmetic(left.type, right.type)
        if result is None:
            raise self._error(f"{t.family(left.type)} and {t.family(right.type)} do not go together", tree)
        return Call(function, (left, right), result)

    def _unary(self, tree: Tree, children: list[Tree]) -> Expr:
        if len(children) == 1:
            return self.expr(children[0])
        operand = self.expr(children[1])
        if children[0].data == "unary_not":
            self._need("bool", operand, children[1])
            inner = operand.args[0] if isinstance(operand, Call) and operand.function == "not" else None
            if isinstance(inner, Call) and inner.function != "if":
                # It is never missing: turned twice it is itself.
                return inner
            return Call("not", (operand,), t.BOOL)
        if operand.type is None or t.family(operand.type) not in t.NUMERIC:
            raise self._error("Only a number can be negated", tree)
        return Call("neg", (operand,), operand.type)

    def _member_dot(self, tree: Tree, children: list[Tree]) -> Expr:
        name, found = str(children[1]), self._row(children[0])
        if found is not None and found[1]:
            row, ways = found
            try:
                return along(ways, row.value(name))
            except KeyError as error:
                shown = ".".join(way.alias for way in ways)
                raise self._error(f"`{shown}` has no `{name}`", tree) from error
        root = self._root(children[0])
        if root is None:
            raise self._error("Only `name.member` can be read, or what a to-one relationship leads to", tree)
        return self._lookup(root, name, tree)

    def _row(self, tree: Tree) -> tuple[RowLike, tuple[Way, ...]] | None:
        """The row that a path leads to, over references alone, and the way there."""
        tree = _unwrapped(tree)
        if tree.data == "ident":
            name = str(tree.children[0])
            row = self._scope.rows.get(name)
            return (row, self._scope.ways.get(name, ())) if row is not None else None
        if tree.data != "member_dot":
            return None
        found = self._row(tree.children[0])  # type: ignore[arg-type]
        way = self._way(found, str(tree.children[1]))
        return None if found is None or way is None or way.many else (way.row, (*found[1], way))

    def _way(self, found: tuple[RowLike, tuple[Way, ...]] | None, relationship: str) -> Way | None:
        way = found[0].way(relationship, self._alias(relationship)) if found is not None else None
        if way is not None:
            self._aliases |= {way.alias} | ({way.link.alias} if way.link is not None else set())
        return way

    def _alias(self, wanted: str) -> str:
        return next(name for name in numbered(wanted) if name not in self._aliases)

    def _macro(self, tree: Tree, method: str, arguments: list[Tree]) -> Expr | None:
        """A value over the rows that a relationship leads to; None where the subject is something else."""
        subject = _unwrapped(tree.children[0])  # type: ignore[arg-type]
        if subject.data != "member_dot":
            return None
        found = self._row(subject.children[0])  # type: ignore[arg-type]
        way = self._way(found, str(subject.children[1]))
        macro = next((macro for macro in MACROS if macro.name == method), None)
        if found is None or way is None or not way.many:
            return None
        if macro is None:
            raise self._error(f"Related rows have no method {method!r}", tree)
        inner, operands = self, arguments[1:]
        if arguments:
            inner = self._inside(way, arguments[0])
        elif macro.takes_value:
            raise self._error(f"`{method}` needs a name for each row and a value: `{macro.example}`", tree)
        if len(operands) > 1 + macro.takes_value or len(operands) < macro.takes_value or (arguments and not operands):
            raise self._error(f"`{method}` is written like `{macro.example}`", tree)
        value = inner.expr(operands[0]) if macro.takes_value else None
        where = inner.expr(operands[-1]) if len(operands) > macro.takes_value else None
        if where is not None:
            inner._need("bool", where, operands[-1])
        kind = result(method, value.type if value is not None else None)
        if kind is None:
            raise self._error(f"`{method}` does not compute with such a value", tree)
        related = way.related(method, kind, value, where)
        return along(found[1], related)

    def _inside(self, way: Way, name: Tree) -> "_Compiler":
        """A compiler for what is said of each related row."""
        bare = _unwrapped(name)
        if bare.data != "ident" or str(bare.children[0]) in self._scope.roots:
            raise self._error("This names each row, by a word that means nothing else here", name)
        called = str(bare.children[0])

        def column(member: str | None) -> Expr:
            if member is None:
                raise KeyError(called)
            return way.row.value(member)

        rows = {**self._scope.rows, called: way.row}
        scope = Scope({**self._scope.roots, called: column}, rows, self._scope.ways)
        inner = _Compiler(self._text, scope)
        inner._aliases = self._aliases
        return inner

    def _member_dot_arg(self, tree: Tree, children: list[Tree]) -> Expr:
        method = str(children[1])
        arguments = children[2].children if len(children) > 2 else []
        found = self._macro(tree, method, list(arguments))  # type: ignore[arg-type]
        if found is not None:
            return found
        operands = tuple(self.expr(child) for child in (children[0], *arguments))  # type: ignore[arg-type]
        return self._function(method, operands, tree, method=True)

    def _ident(self, tree: Tree, children: list[Tree]) -> Expr:
        return self._lookup(str(children[0]), None, tree)

    def _ident_arg(self, tree: Tree, children: list[Tree]) -> Expr:
        name = str(children[0])
        arguments = children[1].children if len(children) > 1 else []
        return self._function(name, tuple(self.expr(child) for child in arguments), tree, method=False)  # type: ignore[arg-type]

    def _function(self, name: str, operands: tuple[Expr, ...], tree: Tree, *, method: bool) -> Expr:
        found = find(name, tuple(t.family(operand.type) for operand in operands), method=method)
        if found is None:
            raise self._error(f"There is no {'method' if method else 'function'} {name!r} with these arguments", tree)
        if found.of_host and any(map(_of_store, operands)):
            raise self._error(f"{name}() is computed before the store is asked, and cannot look at its rows", tree)
        if found.span is not None and not _within(found.span, operands[0]):
            low, high = found.span
            raise self._error(f"{name}() takes a whole number from {low} to {high}, written here", tree)
        return Call(found.call, operands, found.gives)

    def _list_lit(self, tree: Tree, children: list[Tree]) -> Expr:
        items = [self.expr(child) for child in children[0].children] if children else []  # type: ignore[arg-type]
        if not items or not all(isinstance(item, Literal) for item in items):
            raise self._error("A list holds constants", tree)
        values = tuple(item.value for item in items if isinstance(item, Literal))
        return Literal(values, ValueType("array", items=items[0].type))

    def _literal(self, tree: Tree, children: list[lark.Token]) -> Expr:
        token = children[0]
        match token.type:
            case "INT_LIT":
                return Literal(self._whole(token, tree), t.INT)
            case "FLOAT_LIT":
                return Literal(Decimal(token), t.DECIMAL)
            case "BOOL_LIT":
                return Literal(token == "true", t.BOOL)
            case "NULL_LIT":
                return Literal(None, None)
            case "STRING_LIT":
                return Literal(self._string(token, tree), t.STRING)
        raise self._error("This literal is not part of the subset", tree)

    def _whole(self, token: lark.Token, tree: Tree) -> int:
        try:
            return int(token, 0)
        except ValueError as error:
            raise self._error("This number cannot be read", tree) from error

    def _string(self, token: lark.Token, tree: Tree) -> str:
        try:
            value = ast.literal_eval(str(token))
        except (SyntaxError, ValueError) as error:
            raise self._error("This string cannot be read", tree) from error
        if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise self._error("NUL and lone surrogates are in no string", tree)
        return str(value)

    def _lookup(self, root: str, member: str | None, tree: Tree) -> Expr:
        shown = root if member is None else f"{root}.{member}"
        try:
            return self._scope.roots[root](member)
        except KeyError as error:
            known = ", ".join(sorted(self._scope.roots))
            raise self._error(f"`{shown}` is not known here (in scope: {known})", tree) from error

    def _root(self, tree: Tree) -> str | None:
        while isinstance(tree, lark.Tree):
            if tree.data == "ident":
                return str(tree.children[0])
            if len(tree.children) != 1 or not isinstance(tree.children[0], lark.Tree):
                return None
            tree = tree.children[0]
        return None

    def _need_choice(self, value: Expr, constant: Expr, tree: Tree) -> None:
        """A fixed choice is compared with what it may be: anything else is a slip."""
        if not isinstance(constant, Literal) or value.type is None or value.type.kind != "enum":
            return
        said = constant.value if isinstance(constant.value, tuple) else (constant.value,)
        for text in said:
            if isinstance(text, str) and text not in value.type.values:
                raise self._error(f"This is never {text!r}: it is {', '.join(value.type.values)}", tree)

    def _need(self, family: str, expr: Expr, tree: Tree) -> None:
        if t.family(expr.type) != family:
            raise self._error(f"A {family} is wanted here, this is {t.family(expr.type)}", tree)

    def _error(self, problem: str, tree: Tree) -> BadInput:
        token = next(tree.scan_values(lambda value: isinstance(value, lark.Token)), None)
        return at(problem, self._text, token.column if token is not None and token.column else 1)


def _unwrapped(tree: Tree) -> Tree:
    """The first part of a tree that is more than a group around another."""
    while tree.data not in ("ident", "member_dot", "member_dot_arg") and len(tree.children) == 1:
        child = tree.children[0]
        if not isinstance(child, lark.Tree):
            break
        tree = child
    return tree


def _as_floats(left: Expr, right: Expr) -> tuple[Expr, Expr]:
    """A constant beside a float is a float; between other values nothing is converted."""
    return _as_float(left, right), _as_float(right, left)


def _as_float(expr: Expr, beside: Expr) -> Expr:
    constant = isinstance(expr, Literal) and t.family(expr.type) in ("int", "decimal")
    if constant and t.family(beside.type) == "float":
        return Literal(float(expr.value), t.FLOAT)  # type: ignore[union-attr, arg-type]
    return expr


def _within(span: tuple[int, int], expr: Expr) -> bool:
    return isinstance(expr, Literal) and isinstance(expr.value, int) and span[0] <= expr.value <= span[1]


def _of_store(expr: Expr) -> bool:
    """Whether only a store knows the value: a column of rows that it looks for."""
    if isinstance(expr, Call):
        return any(map(_of_store, expr.args))
    return isinstance(expr, ColumnValue | Related)
