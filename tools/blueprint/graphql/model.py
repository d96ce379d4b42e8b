"""The GraphQL schema as data: which field runs which operation, and which argument becomes which input."""

from dataclasses import dataclass
from typing import Literal

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.store import Measure

MAX_DEPTH = 8
"""Deepest nesting of a query, introspection aside."""

MAX_COST = 2000
"""Most that a query may cost: each field counts once for every row that the connections above it may hold."""

OPERATION_COST = 50
"""What a field of Query or Mutation counts: it asks the store, even where it answers little."""

NESTED_ONLY = frozenset({"link.list"})
"""Intents of operations that are reached through the row that they belong to."""

Source = Literal["path", "query", "filter", "order", "first", "after", "body", "expected_version", "idempotency_key"]
"""What an argument becomes: `filter` and `body` are objects, `first` is `limit`, `after` is `cursor` or `offset`."""

NestedKind = Literal["one", "many", "linked"]


@dataclass(frozen=True, slots=True)
class EnumValue:
    name: str
    """GraphQL name: `VERY_LONG`."""
    wire: str
    """Value as operations know it: `very long`, or `-price` for an order."""


@dataclass(frozen=True, slots=True)
class EnumType:
    name: str
    description: str
    values: tuple[EnumValue, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field."""

    name: str
    type: str
    """GraphQL type reference: `UUID!`, `[BookOrder!]`."""
    source: Source
    field: Field | None = None
    """The input of the operation; None for `filter`, `body` and what is no input (`expected_version`)."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class OperationField:
    """A field of Query or Mutation: runs an operation as REST does, its guards and errors included.

    An object that is not found is null in a query, and an error in a mutation. `form` as in ResponsePlan; an empty
    answer is `true`, a page a connection, and an aggregate the list of its groups.
    """

    name: str
    type: str
    arguments: tuple[Argument, ...]
    operation: OperationPlan
    form: str
    description: str


@dataclass(frozen=True, slots=True)
class NestedField:
    """A field that leads from a row to related rows: loaded for all parent rows of a level in one statement.

    `one`: the row whose `target_column` equals the parent's `parent_column`, or null; there are never two.
    `many`: a connection of rows whose `target_column` equals the parent's `parent_column`.
    `linked`: a connection of rows linked over `ListRows.through` of the operation; `target_column` is None.
    Access and conditions are those of `operation` (the read or list operation of the related rows): where the caller
    may not run it, the field is an error with its code.
    """

    name: str
    type: str
    kind: NestedKind
    operation: OperationPlan
    parent_column: str
    target_column: str | None
    arguments: tuple[Argument, ...]
    description: str


@dataclass(frozen=True, slots=True)
class ValueField:
    """A field with a value: a field of a view or an input, or a measure."""

    name: str
    type: str
    field: Field | None
    measure: Measure | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class ObjectType:
    """The object type of a view, or (with `operation`) of one group of an aggregate."""

    name: str
    description: str
    view: Shape | None
    fields: tuple[ValueField, ...]
    nested: tuple[NestedField, ...] = ()
    operation: OperationPlan | None = None


@dataclass(frozen=True, slots=True)
class InputType:
    """An input object. `shape` is the request body that it stands for; filters have none."""

    name: str
    description: str
    shape: Shape | None
    fields: tuple[ValueField, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """A page of nodes: `edges { cursor node }` and `pageInfo`."""

    name: str
    edge: str
    node: str


@dataclass(frozen=True, slots=True)
class GraphqlApi:
    """The whole schema. Names of fields and arguments are camelCase whatever the casing of the REST API."""

    scalars: tuple[str, ...]
    enums: tuple[EnumType, ...]
    inputs: tuple[InputType, ...]
    objects: tuple[ObjectType, ...]
    connections: tuple[Connection, ...]
    queries: tuple[OperationField, ...]
    mutations: tuple[OperationField, ...]
    tokens: bool
    """Whether a mutation answers a pair of tokens."""
    max_depth: int = MAX_DEPTH
    max_cost: int = MAX_COST
    operation_cost: int = OPERATION_COST
