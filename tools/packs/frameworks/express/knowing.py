"""What TypeScript's checker knows of expressions, and which conditions tell it more."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal

from tools.blueprint.plan.expr import Call, Expr, Literal
from tools.blueprint.plan.nullness import TRUTHS
from tools.packs.frameworks.express.narrowing import FALSE, NULL, TRUE, TRUTH, Domain, Facts
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.typed import typed

ORDERS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
TESTS = {"contains": "includes", "starts_with": "startsWith", "ends_with": "endsWith"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is neither a constant nor computed."""

    text: str
    is_reference: bool
    """Whether conditions tell the checker what it may be: a variable, or a property of one."""
    declared: Domain
    left_out: bool = False
    """Whether it is undefined where it is missing, and not null."""

    @property
    def missing(self) -> str:
        """What it is where it is missing."""
        return "undefined" if self.left_out else "null"


class Knowing(ABC):
    """Knows what values may be; `facts` says what conditions have told where an expression stands."""

    def __init__(self, imports: Imports) -> None:
        self.imports = imports
        self.facts = Facts()

    @abstractmethod
    def leaf(self, expr: Expr) -> Leaf:
        """What an input, a bound value or a value of the caller is in TypeScript."""

    @abstractmethod
    def named(self, expr: Expr) -> Expr | None:
        """The value that a constant stands for."""

    def domain(self, expr: Expr) -> Domain:
        """What the checker takes the value for, where the next statement stands."""
        match expr:
            case Literal(None):
                return NULL
            case Literal(Decimal() | tuple() | list()):
                return Domain()
            case Literal(value, kind):
                return Domain(values=frozenset({typed(value, kind, self.imports)}))
            case Call("if", (test, then, other)):
                instead = self.instead(expr)
                if instead is not None:
                    value, other = instead
                    there = self.domain(value).without(NULL)
                    return Domain(self.lacks(other)) if is_decimal(expr) else there.joined(self.domain(other))
                with self.told(test, True):
                    first = self.domain(then)
                with self.told(test, False):
                    found = first.joined(self.domain(other))
                return Domain(found.null) if is_decimal(expr) else found
            case Call("neg", (Literal(int() | float() as value, kind),)):
                return Domain(values=frozenset({f"-{typed(value, kind, self.imports)}"}))
            case Call(function):
                return TRUTH if function in TRUTHS else Domain(self.lacks(expr))
        leaf = self.leaf(expr)
        return self.facts.of(leaf.text, leaf.declared) if leaf.is_reference else leaf.declared

    def lacks(self, expr: Expr) -> bool:
        """Whether the value may be missing, as far as the checker knows here."""
        match expr:
            case Call("if"):
                return self.domain(expr).null
            case Call(function, args):
                if function in TRUTHS:
                    return False
                return function in ("div", "mod") or any(map(self.lacks, args))
        found = self.domain(expr)
        if not found.sure and not isinstance(expr, Literal):
            return found.null or self.leaf(expr).declared.null
        return found.null

    def tell(self, expr: Expr, holds: bool) -> None:
        """From here on the condition is known to hold, or not to."""
        expr = plain(expr)
        match expr:
            case Call("not", (arg,)):
                self.tell(arg, not holds)
            case Call("and" | "or" as function, args):
                if (function == "and") == holds:
                    for arg in args:
                        self.tell(arg, holds)
                else:
                    self._tell_one(args, holds)
            case Call("is_null" | "not_null" as function, (arg,)):
                if self.may_test(arg):
                    self.tell_same(arg, NULL, (function == "is_null") == holds)
            case Call("eq" | "ne" as function, (left, right)):
                self._tell_equal(left, right, (function == "eq") == holds)
            case Call("in", (value, items)) if holds and is_short(items):
                self.tell_there(self.tested((value,)))
            case Call(function, args) if holds and (function in ORDERS or function in TESTS):
                self.tell_there(self.tested_by(function, args))
            case Call() | Literal():
                pass
            case _:
                self.tell_same(expr, TRUE, holds)
                named = self.named(expr)
                if named is not None:
                    self._tell_named(named, holds)

    def instead(self, expr: Call) -> tuple[Expr, Expr] | None:
        """A value that may be missing, and the one that stands for it then: of `a == null ? b : a`."""
        match expr:
            case Call("if", (Call("is_null", (value,)), other, then)) | Call(
                "if", (Call("not_null", (value,)), then, other)
            ):
                return (value, other) if value == then and self.may_test(value) else None
        return None

    def _tell_one(self, args: tuple[Expr, ...], holds: bool) -> None:
        """One of the parts decides, those before it do not."""
        ways = []
        for arg in args:
            with self.facts.apart():
                self.tell(arg, holds)
                ways.append(dict(self.facts.known))
            self.tell(arg, not holds)
        self.facts.known = ways[0]
        for way in ways[1:]:
            self.facts.join(way)

    def _tell_named(self, value: Expr, holds: bool) -> None:
        """What a condition that has a name says: the checker follows it to some values, not to all."""
        before = dict(self.facts.known)
        self.tell(value, holds)
        for name, domain in self.facts.known.items():
            if before.get(name) != domain:
                self.facts.known[name] = replace(domain, sure=False)

    def _tell_equal(self, left: Expr, right: Expr, same: bool) -> None:
        for value, constant in ((left, right), (right, left)):
            if is_truth(constant):
                assert isinstance(constant, Literal)
                if is_truth(value):
                    return
                if isinstance(value, Call):
                    if not self.lacks(value):
                        self.tell(value, constant.value is same)
                    return
                self.tell_same(value, TRUE if constant.value else FALSE, same)
                return
        if self.compares(left, right):
            one, other = self.domain(left), self.domain(right)
            for value, known in ((left, other), (right, one)):
                if not (self.is_left_out(value) and known.null):
                    self.tell_same(value, known, same)

    def tell_same(self, expr: Expr, domain: Domain, same: bool) -> None:
        """The value is known to be one of these, or none of them."""
        if isinstance(expr, Call | Literal):
            return
        leaf = self.leaf(expr)
        if leaf.is_reference:
            known = self.facts.of(leaf.text, leaf.declared)
            if known.single or not known.overlaps(domain):
                # A helper compares them, and tells the checker nothing.
                return
            self.facts.tell(leaf.text, known.within(domain) if same else known.without(domain))

    @contextmanager
    def told(self, expr: Expr, holds: bool) -> Iterator[None]:
        with self.facts.apart():
            self.tell(expr, holds)
            yield

    def compares(self, left: Expr, right: Expr) -> bool:
        """Whether the two are compared by an operator: the checker does not know how that ends."""
        if is_decimal(left) or is_decimal(right) or is_binary(left) or is_binary(right):
            return False
        one, other = self.domain(left), self.domain(right)
        return one.overlaps(other) and not (one.single and other.single)

    def is_left_out(self, expr: Expr) -> bool:
        """Whether the value is undefined where it is missing."""
        return not isinstance(expr, Call | Literal) and self.leaf(expr).left_out

    def may_test(self, expr: Expr) -> bool:
        """Whether a comparison with null is no foregone conclusion."""
        found = self.domain(expr)
        return found.null and not found.single

    def tell_there(self, args: Iterable[Expr]) -> None:
        """The values are known not to be missing."""
        for arg in args:
            self.tell_same(arg, NULL, False)

    def tested_by(self, function: str, args: tuple[Expr, ...]) -> list[Expr]:
        """Those that a comparison tests first; none where it is a method of one that may be missing."""
        exact = [arg for arg in args if is_decimal(arg)]
        owner = args[0] if function in TESTS else exact[0] if exact else None
        return [] if owner is not None and self.lacks(owner) else self.tested(args)

    def tested(self, args: tuple[Expr, ...]) -> list[Expr]:
        """Those of the values that are looked at before they are used; none where only a helper can."""
        found: list[Expr] = []
        for arg in args:
            if self.lacks(arg):
                plain = not isinstance(arg, Call | Literal) and self.leaf(arg).is_reference
                if not plain or not self.may_test(arg):
                    return []
                found += [arg] if arg not in found else []
        return found


def plain(expr: Expr) -> Expr:
    """A list of one value, and of none but null, is a comparison; zero has no sign."""
    match expr:
        case Call("neg", (Literal(0 | 0.0) as zero,)):
            return zero
        case Call("in", (value, Literal(tuple() as values, kind))):
            distinct = tuple(dict.fromkeys(values))
            items = kind.items if kind is not None else None
            if len(distinct) != 1:
                return replace(expr, args=(value, Literal(distinct, kind)))
            if distinct[0] is None:
                return Call("is_null", (value,), expr.type)
            return Call("eq", (value, Literal(distinct[0], items)), expr.type)
    return expr


def is_short(items: Expr) -> bool:
    """Whether a list is written out, and its values compare by an operator."""
    if not isinstance(items, Literal) or not isinstance(items.value, tuple):
        return False
    return all(isinstance(value, str | int | float) for value in items.value) and not _is_decimal_list(items)


def _is_decimal_list(items: Literal) -> bool:
    return items.type is not None and items.type.items is not None and items.type.items.kind == "decimal"


def kind_of(expr: Expr) -> str:
    return expr.type.kind if expr.type is not None else ""


def is_decimal(expr: Expr) -> bool:
    match expr:
        case Literal(value, kind):
            return isinstance(value, Decimal) or (value is not None and kind is not None and kind.kind == "decimal")
        case Call("if", (_, then, other)):
            return is_decimal(then) or is_decimal(other)
    return kind_of(expr) == "decimal"


def is_binary(expr: Expr) -> bool:
    return kind_of(expr) == "binary"


def is_truth(expr: Expr) -> bool:
    return isinstance(expr, Literal) and isinstance(expr.value, bool)
