"""Typed expressions, lowered from CEL: printed by packs, in the host language or in the store's."""

from dataclasses import dataclass

from tools.blueprint.plan.values import ValueType


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: None, bool, int, Decimal, float, str or a tuple of those."""

    value: object
    type: ValueType | None


@dataclass(frozen=True, slots=True)
class InputValue:
    """Host only: what the caller sent under this (logical) name."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class BoundValue:
    """Host only: a column of a row that an earlier node bound, or the bound value itself (`column` None)."""

    bind: str
    column: str | None
    type: ValueType | None


@dataclass(frozen=True, slots=True)
class ViewerValue:
    """Host only: a column of the calling account: its key, `role`, its tenant key."""

    column: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """Store only: a column of the row that the call is about."""

    column: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class Argument:
    """Store only: a parameter of the call, by name."""

    name: str
    type: ValueType | None


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function over operands.

    `function` is one of: and or not · eq ne lt le gt ge · is_null not_null · in · add sub mul div mod neg ·
    size · contains starts_with ends_with · lower · now · today · new_uuid · if (condition, then, else).
    Null semantics: eq/ne are null-safe (null == null is true); an ordering comparison with null is false.
    """

    function: str
    args: "tuple[Expr, ...]"
    type: ValueType


Expr = Literal | InputValue | BoundValue | ViewerValue | ColumnValue | Argument | Call
