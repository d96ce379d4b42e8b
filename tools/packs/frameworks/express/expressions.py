"""Prints expressions as TypeScript that its checker agrees with: no comparison is one whose outcome it knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from tools.blueprint.plan.expr import Call, Expr, Literal
from tools.blueprint.plan.nullness import TRUTHS
from tools.blueprint.plan.values import ValueType
from tools.packs.frameworks.express.arithmetic import ROUNDED, span
from tools.packs.frameworks.express.knowing import (
    ORDERS,
    TESTS,
    Knowing,
    is_decimal,
    is_short,
    is_truth,
    kind_of,
    plain,
)
from tools.packs.frameworks.express.narrowing import FALSE, NULL, TRUE
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.typed import typed

COMPUTING = "src/core/computing.ts"
CHOICE, ELSE, OR, AND, EQUALITY, ORDER, SUM, PRODUCT, SIGN, WHOLE = range(1, 11)
"""How strongly an expression holds together, the weakest first."""

_SIGNS = {"add": ("+", SUM), "sub": ("-", SUM), "mul": ("*", PRODUCT)}
_EXACT = {"add": "plus", "sub": "minus", "mul": "times"}
_ORDER_NAMES = {"lt": "isLess", "le": "isAtMost", "gt": "isMore", "ge": "isAtLeast"}
_BIG_ORDERS = {"lt": "lt", "le": "lte", "gt": "gt", "ge": "gte"}
_OPPOSITES = {"lt": "ge", "ge": "lt", "gt": "le", "le": "gt", "eq": "ne", "ne": "eq"}
_TURNED = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}
_TEST_NAMES = {"contains": "contains", "starts_with": "startsWith", "ends_with": "endsWith"}
_TEXTS = frozenset({"string", "text", "email", "url", "enum"})


@dataclass(frozen=True, slots=True)
class Printed:
    """Source of an expression."""

    text: str
    rank: int = WHOLE

    def above(self, rank: int) -> str:
        """The text where only what holds together more strongly may stand without brackets."""
        return self.text if self.rank > rank else f"({self.text})"


class ExpressionPrinter(Knowing):
    """Prints expressions, as the checker sees them where they stand."""

    def __init__(self, imports: Imports) -> None:
        super().__init__(imports)
        self._looked_at: set[str] = set()
        """References that the expression at hand has tested."""

    def print(self, expr: Expr, kind: ValueType | None = None) -> str:
        """The expression as TypeScript; `kind`: what takes the value."""
        wanted = kind is not None and kind.kind == "decimal"
        return (self._decimal(expr) if wanted else self._value(expr)).text

    def condition(self, expr: Expr, *, holds: bool = True) -> str:
        """The expression as a condition, that it holds or that it does not."""
        return self._truth(plain(expr), holds).text

    def _truth(self, expr: Expr, holds: bool) -> Printed:
        expr = plain(expr)
        match expr:
            case Call("not", (arg,)):
                return self._truth(arg, not holds)
            case Call("and" | "or" as function, args):
                return self._joined(function, args, holds)
            case Call("is_null" | "not_null" as function, (arg,)):
                return self._null_test(arg, (function == "is_null") == holds)
            case Call("eq" | "ne" as function, (left, right)):
                return self._equality(left, right, (function == "eq") == holds)
            case Call("in", (value, items)):
                return self._membership(value, items, holds)
            case Call(function, (left, right)) if function in ORDERS:
                return self._comparison(function, left, right, holds)
            case Call(function, (left, right)) if function in TESTS:
                return self._test(function, left, right, holds)
        return self._is(expr, True, holds)

    def _is(self, expr: Expr, wanted: bool, holds: bool) -> Printed:
        """Whether a truth value that may be missing is this one."""
        printed, found = self._value(expr), self.domain(expr)
        constant = TRUE if wanted else FALSE
        guessed = self.lacks(expr) and not found.null
        if isinstance(expr, Literal) or not found.overlaps(constant) or found.single or guessed:
            return self._helped("same", [printed.text, _word(wanted)], holds)
        if found.null:
            printed = self._bare(expr)
            return Printed(f"{printed.above(EQUALITY)} {'===' if holds else '!=='} {_word(wanted)}", EQUALITY)
        return _negated(printed, wanted == holds)

    def _joined(self, function: str, args: tuple[Expr, ...], holds: bool) -> Printed:
        operator, rank = ("&&", AND) if (function == "and") == holds else ("||", OR)
        texts, before = [], set(self._looked_at)
        with self.facts.apart():
            for arg in args:
                printed = self._truth(arg, holds)
                # Brackets tell how the two operators go together.
                alone = printed.rank > AND or printed.rank == rank
                texts.append(printed.text if alone else f"({printed.text})")
                known = dict(self.facts.known)
                self.tell(arg, function == "and")
                now = self.facts.known.items()
                self._looked_at |= {name for name, domain in now if not domain.null and known.get(name) != domain}
        self._looked_at = before
        return Printed(f" {operator} ".join(texts), rank)

    def _is_chained(self, owner: Printed) -> bool:
        """Whether the same expression has tested before that what a method belongs to is there.

        Linters want one chain of such a test and a method, which gives undefined where nothing is there.
        """
        return any(owner.text == name or owner.text.startswith(f"{name}.") for name in self._looked_at)

    def _null_test(self, arg: Expr, holds: bool) -> Printed:
        if not self.may_test(arg):
            return self._helped("same", [self._value(arg).text, "null"], holds)
        missing = self.leaf(arg).missing if self.is_left_out(arg) else "null"
        return Printed(f"{self._bare(arg).above(EQUALITY)} {'===' if holds else '!=='} {missing}", EQUALITY)

    def _equality(self, left: Expr, right: Expr, holds: bool) -> Printed:
        for value, constant in ((left, right), (right, left)):
            if is_truth(constant) and isinstance(constant, Literal):
                if isinstance(value, Call) and value.function != "if" and not self.lacks(value):
                    return self._truth(value, constant.value is holds)
                return self._is(value, constant.value is True, holds)
        if self.compares(left, right):
            one = self._value(left) if self.domain(right).null else self._bare(left)
            other = self._value(right) if self.domain(left).null else self._bare(right)
            operator = "===" if holds else "!=="
            return Printed(f"{one.above(ORDER)} {operator} {other.above(ORDER)}", EQUALITY)
        exact = is_decimal(left) or is_decimal(right)
        if exact and not self.lacks(left) and not self.lacks(right):
            left, right = (left, right) if is_decimal(left) else (right, left)
            owner = self._value(left)
            if not self._is_chained(owner):
                return _negated(Printed(f"{owner.above(SIGN)}.eq({self._value(right).text})"), holds)
        values = [self._decimal(left), self._decimal(right)] if exact else [self._value(left), self._value(right)]
        return self._helped("same", [value.text for value in values], holds)

    def _membership(self, value: Expr, items: Expr, holds: bool) -> Printed:
        listed, tested = self._value(items).text, self.tested((value,))
        if not is_short(items) or (self.lacks(value) and not tested):
            return self._helped("holds", [listed, self._value(value).text], holds)
        with self._there(tested):
            printed = Printed(f"{listed}.includes({self._value(value).text})")
        return self._guarded(tested, _negated(printed, holds), holds)

    def _comparison(self, function: str, left: Expr, right: Expr, holds: bool) -> Printed:
        tested = self.tested_by(function, (left, right))
        if (self.lacks(left) or self.lacks(right)) and not tested:
            compare = self.imports.name(COMPUTING, _ORDER_NAMES[function])
            return self._helped("both", [compare, *self._alike(left, right)], holds)
        with self._there(tested):
            printed = self._ordered(function if holds else _OPPOSITES[function], left, right)
        return self._guarded(tested, printed, holds)

    @contextmanager
    def _there(self, tested: list[Expr]) -> Iterator[None]:
        """Where the values are known not to be missing."""
        with self.facts.apart():
            self.tell_there(tested)
            yield

    def _ordered(self, function: str, left: Expr, right: Expr) -> Printed:
        """A comparison of two values that are there."""
        if is_decimal(left) or is_decimal(right):
            if not is_decimal(left):
                function, left, right = _TURNED[function], right, left
            owner, other = self._value(left), self._value(right).text
            if self._is_chained(owner):
                return self._helped(_ORDER_NAMES[function], [owner.text, other], True)
            return Printed(f"{owner.above(SIGN)}.{_BIG_ORDERS[function]}({other})")
        known = self.domain(left).single and self.domain(right).single
        if kind_of(left) in _TEXTS or kind_of(right) in _TEXTS or known:
            return self._helped(_ORDER_NAMES[function], [self._value(left).text, self._value(right).text], True)
        one, other = self._value(left).above(ORDER), self._value(right).above(ORDER)
        return Printed(f"{one} {ORDERS[function]} {other}", ORDER)

    def _test(self, function: str, left: Expr, right: Expr, holds: bool) -> Printed:
        tested = self.tested_by(function, (left, right))
        if (self.lacks(left) or self.lacks(right)) and not tested:
            name = self.imports.name(COMPUTING, _TEST_NAMES[function])
            return self._helped("both", [name, self._value(left).text, self._value(right).text], holds)
        with self._there(tested):
            owner, other = self._value(left), self._value(right).text
            if self._is_chained(owner):
                printed = self._helped(_TEST_NAMES[function], [owner.text, other], True)
            else:
                printed = Printed(f"{owner.above(SIGN)}.{TESTS[function]}({other})")
        return self._guarded(tested, _negated(printed, holds), holds)

    def _guarded(self, tested: list[Expr], printed: Printed, holds: bool) -> Printed:
        """A condition behind tests that what it looks at is there; `printed` is turned already."""
        if not tested:
            return printed
        operator, rank, test = ("&&", AND, "!==") if holds else ("||", OR, "===")
        texts = [f"{self.leaf(arg).text} {test} {self.leaf(arg).missing}" for arg in tested]
        return Printed(f" {operator} ".join([*texts, printed.text]), rank)

    def _value(self, expr: Expr) -> Printed:
        expr = plain(expr)
        match expr:
            case Literal(value, kind):
                printed = typed(value, kind, self.imports)
                return Printed(printed, SIGN if printed.startswith("-") else WHOLE)
            case Call("if", (test, then, other)):
                return self._choice(expr, test, then, other)
            case Call(function, args):
                return self._truth(expr, True) if function in TRUTHS else self._call(expr, function, args)
        leaf = self.leaf(expr)
        if leaf.left_out and self.lacks(expr):
            return Printed(f"{leaf.text} ?? null", ELSE)
        return Printed(leaf.text, WHOLE if leaf.is_reference else ELSE)

    def _bare(self, expr: Expr) -> Printed:
        """The value where it makes no difference whether what is missing is null or undefined."""
        return Printed(self.leaf(expr).text) if self.is_left_out(expr) else self._value(expr)

    def _decimal(self, expr: Expr) -> Printed:
        """The value as a decimal."""
        expr = plain(expr)
        if is_decimal(expr) or (isinstance(expr, Literal) and expr.value is None):
            return self._value(expr)
        if isinstance(expr, Literal):
            return self._value(replace(expr, type=ValueType("decimal")))
        big = self.imports.name("big.js", "Big")
        if self.lacks(expr):
            return self._helped("computed", [f"(value) => new {big}(value)", self._value(expr).text], True)
        return Printed(f"new {big}({self._value(expr).text})")

    def _choice(self, expr: Call, test: Expr, then: Expr, other: Expr) -> Printed:
        exact, instead = is_decimal(expr), self.instead(expr)
        if instead is not None and (not exact or is_decimal(instead[0])):
            value, fallback = instead
            called = isinstance(value, Call | Literal)
            there = self._value(value).above(ELSE) if called else self.leaf(value).text.removesuffix(" ?? null")
            printed = self._decimal(fallback) if exact else self._value(fallback)
            return Printed(f"{there} ?? {printed.above(AND)}", ELSE)
        condition = self._truth(test, True)
        with self.told(test, True):
            first = self._decimal(then) if exact else self._value(then)
        with self.told(test, False):
            second = self._decimal(other) if exact else self._value(other)
        return Printed(f"{condition.above(CHOICE)} ? {first.above(CHOICE)} : {second.above(CHOICE)}", CHOICE)

    def _call(self, expr: Call, function: str, args: tuple[Expr, ...]) -> Printed:
        match function:
            case "add" | "sub" | "mul":
                return self._arithmetic(expr, function, *args)
            case "div" | "mod":
                return self._division(function, *args)
            case "neg":
                sign = "value.neg()" if is_decimal(args[0]) else "-value"
                return self._of_one(args[0], sign)
            case "size" | "byte_size":
                counted = function == "byte_size" or kind_of(args[0]) == "array"
                return self._of_one(args[0], "value.length" if counted else "size(value)")
            case "lower" | "slug" | "digest":
                name = {"lower": "lowered", "slug": "slugOf", "digest": "digestOf"}[function]
                return self._of_one(args[0], f"{name}(value)")
            case "now" | "today":
                self.imports.module("src/core/clock.ts", "clock")
                return Printed(f"clock.{function}()")
            case "minutes_from_now":
                self.imports.module("src/core/clock.ts", "clock")
                return Printed(f"clock.later(clock.now(), {self._value(args[0]).above(PRODUCT - 1)} * 60_000)")
            case "new_uuid":
                return Printed(f"{self.imports.name('src/core/ids.ts', 'newId')}()")
            case "random_uuid":
                return Printed(f"{self.imports.name('node:crypto', 'randomUUID')}()")
        raise ValueError(f"{function} is no function of the host")

    def _of_one(self, arg: Expr, form: str) -> Printed:
        """A value that is computed of one; `form` names it `value`. From a missing value comes a missing one."""
        value = self._value(arg)
        head, called, _ = form.partition("(value)")
        if called:
            self.imports.add(COMPUTING, head)
        if self.domain(arg) == NULL:
            return Printed("null")
        if self.lacks(arg):
            return self._helped("computed", [head if called else f"(value) => {form}", value.text], True)
        if called:
            return Printed(f"{head}({value.text})")
        if form.startswith("-"):
            return Printed(f"-{value.above(SIGN)}", SIGN)
        return Printed(form.replace("value", value.above(SIGN), 1))

    def _arithmetic(self, expr: Call, function: str, left: Expr, right: Expr) -> Printed:
        sign, rank = _SIGNS[function]
        exact = is_decimal(expr)
        # A whole number that may leave what a number tells exactly is an error, and never rounded.
        checked = not exact and kind_of(left) != "float" and kind_of(right) != "float" and span(expr) == ROUNDED
        whole = self.imports.name(COMPUTING, "whole") if checked else ""
        if NULL in (self.domain(left), self.domain(right)):
            return Printed("null")
        if self.lacks(left) or self.lacks(right):
            form = f"{whole}(left {sign} right)" if checked else f"left {sign} right"
            form = f"left.{_EXACT[function]}(right)" if exact else form
            values = self._alike(left, right) if exact else [self._value(left).text, self._value(right).text]
            return self._helped("computed", [f"(left, right) => {form}", *values], True)
        if exact:
            method = f"{self._decimal(left).above(SIGN)}.{_EXACT[function]}"
            return Printed(f"{method}({self._value(right).text})")
        one, other = self._value(left), self._value(right)
        printed = f"{one.above(rank - 1)} {sign} {other.above(rank)}"
        return Printed(f"{whole}({printed})") if checked else Printed(printed, rank)

    def _division(self, function: str, left: Expr, right: Expr) -> Printed:
        fraction = kind_of(left) == "float" or kind_of(right) == "float"
        name = "remainder" if function == "mod" else "ratio" if fraction else "quotient"
        return self._helped(name, self._alike(left, right), True)

    def _alike(self, left: Expr, right: Expr) -> list[str]:
        """Both values, as decimals where one is."""
        if is_decimal(left) or is_decimal(right):
            return [self._decimal(left).text, self._decimal(right).text]
        return [self._value(left).text, self._value(right).text]

    def _helped(self, helper: str, items: list[str], holds: bool) -> Printed:
        name = self.imports.name(COMPUTING, helper)
        return _negated(Printed(f"{name}({', '.join(items)})"), holds)


def _word(value: bool) -> str:
    return "true" if value else "false"


def _negated(printed: Printed, holds: bool) -> Printed:
    return printed if holds else Printed(f"!{printed.above(SIGN - 1)}", SIGN)
