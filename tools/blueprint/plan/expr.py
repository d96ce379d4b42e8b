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
    nullable: bool = False
    """Whether nobody may be signed in, so that it is null."""


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """Store only: a column of the row that the call is about, or of related rows that `of` names."""

    column: str
    type: ValueType
    of: str = ""
    """The alias of `Related` rows; empty for the row of the call itself."""


@dataclass(frozen=True, slots=True)
class Argument:
    """Store only: a parameter of the call, by name."""

    name: str
    type: ValueType | None


@dataclass(frozen=True, slots=True)
class LinkRows:
    """Rows of a link table that stand between a row and the rows that it is linked to."""

    table: str
    alias: str


@dataclass(frozen=True, slots=True)
class Related:
    """Store only: a value over the rows that a relationship leads to from the row at hand.

    `function` is exists, count, sum, min, max, or one: the value of the one row that a reference leads to.
    Over no rows exists is false, count and sum are 0, and all others are null. Rows whose value is null count for
    nothing but `count`.
    """

    function: str
    table: str
    """Logical name of the table of the related rows."""
    alias: str
    """What `ColumnValue.of` calls them; unique within an expression."""
    on: "Expr"
    """Which rows are related: over their columns, those of the link and those of the row at hand."""
    link: LinkRows | None
    where: "Expr | None"
    """Which of them count."""
    value: "Expr | None"
    """What is computed of each row; none for exists and count."""
    type: ValueType

    @property
    def parts(self) -> "tuple[Expr, ...]":
        """The expressions that it holds."""
        return tuple(part for part in (self.on, self.where, self.value) if part is not None)


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function over operands.

    `function` is one of: and or not · eq ne lt le gt ge · is_null not_null · in · add sub mul div mod neg ·
    size · contains starts_with ends_with · lower · now · today · new_uuid · random_uuid · if (condition, then, else);
    of the host only: byte_size · slug · digest · minutes_from_now.
    Null semantics: eq/ne are null-safe (null == null is true); an ordering comparison with null is false.
    """

    function: str
    args: "tuple[Expr, ...]"
    type: ValueType


Expr = Literal | InputValue | BoundValue | ViewerValue | ColumnValue | Argument | Related | Call
