"""What the handlers of all steps share: names, rows that are bound, errors, and the nodes that gather."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tools.blueprint.index import BlueprintIndex, ManyLink
from tools.blueprint.lower.columns import with_columns
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.hoisting import Hoisting
from tools.blueprint.lower.listing import Listing
from tools.blueprint.lower.narrowing import Narrowing
from tools.blueprint.lower.outside import Outside
from tools.blueprint.lower.referring import Referring
from tools.blueprint.lower.scope import OperationScope, Parameters
from tools.blueprint.lower.writes import WriteValues
from tools.blueprint.model import Operation, Step
from tools.blueprint.model.steps import kind_of
from tools.blueprint.names import numbered, snake
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store
from tools.blueprint.plan.expr import BoundValue, Expr
from tools.blueprint.plan.operation import FileAnswer, Node, WriteSet, WriteStep
from tools.blueprint.plan.shapes import ErrorCase, Field
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

_DEEPEST = 4
"""Steps inside steps: no reader follows more."""


@dataclass(slots=True)
class Lowered:
    """What the steps of one operation became."""

    nodes: list[Node] = field(default_factory=list)
    query: list[Field] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    """Bound name → form of the response: object, page, aggregate or tokens."""
    if_match: bool = False
    beside: dict[str, Expr] = field(default_factory=dict)
    """What stands beside the row that is answered."""
    file: FileAnswer | None = None
    """What it answers in place of a bound value."""


class StepBase:
    """One operation while its steps are lowered."""

    def __init__(
        self, index: BlueprintIndex, tables: dict[str, Table], listing: Listing, source: Operation,
        scope: OperationScope, narrowing: Narrowing, outside: Outside,
    ) -> None:  # fmt: skip
        self._index = index
        self._tables = tables
        self._listing = listing
        self._source = source
        self._scope = self.scope = scope
        self._narrowing = narrowing
        self._outside = outside
        hoisting = Hoisting(scope, tables, self._node, self._named)
        self._compile = hoisting.compile
        self._values = WriteValues(index, scope, hoisting.compile)
        self._referring = Referring(tables, self._values, self._named)
        self._out = Lowered()
        self._nodes = self._out.nodes
        """Where nodes gather: of the operation, or of the step whose inner steps are lowered."""
        self._depth = 0
        self._pending: list[WriteStep] = []
        self._calls: set[str] = set()
        self._required: set[tuple[str, str, BoundValue | None]] = set()
        """Tables and columns whose references are known to be good."""
        self._errors = {error.name: ErrorCase(error.name, error.status, error.title) for error in self._source.errors}

    def _match_version(self, bind: str, table: Table) -> None:
        # A request has one version at hand: rows that inner steps change are locked instead.
        if table.optimistic_lock and not self._out.if_match and not self._depth:
            self._out.if_match = True
            self._nodes.append(
                plan.MatchVersion(bind, standard("precondition_required"), standard("precondition_failed"))
            )

    def _references(
        self, accept: tuple[str, ...], table: Table, bind: str | None = None, source: BoundValue | None = None
    ) -> None:
        """Rows that the inputs name must exist and be visible, unless the bound row refers to them already."""
        parameters = Parameters()
        checks = []
        for name in accept:
            reference = table.column(name).reference
            if reference is None or (table.name.snake, name, source) in self._required:
                continue
            self._required.add((table.name.snake, name, source))
            target = self._tables[reference.table]
            assert target.entity is not None
            narrowed = self._narrowing.conditions(target.entity, target, parameters)
            kept = BoundValue(bind, name, table.column(name).type) if bind is not None else None
            checks.append(store.ReferenceCheck(name, reference.table, reference.column, narrowed, kept))
        if checks:
            call = store.CheckReferences(
                self._named(f"missing_references_of_{table.name.snake}"),
                table.name.snake,
                parameters.all,
                tuple(checks),
                source,
            )
            self._nodes.append(plan.RequireReferences(call, standard("validation_failed")))

    def _row_key(self, bind: str) -> Expr:
        table = self._bound(bind)
        return self._scope.scope().roots[bind](table.primary_key[0])

    def _many(self, bind: str, relation: str) -> ManyLink:
        entity = self._bound(bind).entity or ""
        for many in self._index.many(entity):
            if many.name == relation:
                return many
        raise BadInput(
            f"{entity} has no many-to-many relationship `{relation}`.",
            hint="Name a many-to-many relationship of the entity.",
            path=self._path,
        )

    def _table(self, entity: str) -> Table:
        if snake(entity) not in self._tables:
            raise BadInput(f"There is no entity {entity}.", hint="Name one of the entities.", path=self._path)
        return self._tables[snake(entity)]

    def _bound(self, bind: str) -> Table:
        if bind not in self._scope.rows:
            raise BadInput(
                f"No step before has found `{bind}`.",
                hint="Find the row in a step before, or name what one has bound.",
                path=self._path,
            )
        return self._scope.rows[bind]

    def _error(self, name: str) -> ErrorCase:
        if name in self._errors:
            return self._errors[name]
        try:
            return standard(name)
        except KeyError as error:
            raise BadInput(
                f"There is no error `{name}`.",
                hint="Declare it under the operation's `errors`.",
                path=self._path,
            ) from error

    def _named(self, name: str) -> str:
        """A function name, unique in the operation."""
        unique = next(item for item in numbered(name) if item not in self._calls)
        self._calls.add(unique)
        return unique

    def _run(self, steps: Iterable[Step]) -> None:
        for item in steps:
            handler = getattr(self, f"_{kind_of(item)}")
            handler(with_columns(self._index, item, self._path))

    @contextmanager
    def _inside(self) -> Iterator[None]:
        """Steps inside another one: their nodes gather apart, and what they bind is not known after them."""
        self._flush()
        if self._depth == _DEEPEST:
            raise BadInput(
                f"Steps stand inside one another more than {_DEEPEST} deep.",
                hint="Name a condition with `let`, or do a part in an operation of its own.",
                path=self._path,
            )
        outer, forms, required = self._nodes, dict(self._out.forms), set(self._required)
        self._nodes, self._depth = [], self._depth + 1
        with self._scope.inside():
            yield
        self._nodes, self._depth, self._out.forms = outer, self._depth - 1, forms
        # What one branch has made sure of, another one and what comes after have not.
        self._required = required

    def _node(self, node: Node) -> None:
        self._flush()
        self._nodes.append(node)

    def _flush(self) -> None:
        if self._pending:
            self._nodes.append(WriteSet(tuple(self._pending)))
            self._pending = []

    @property
    def _path(self) -> str:
        return f"operations.{self._source.name}"
