"""Steps that read: one row, a page of rows, measures over rows."""

import re

from tools.blueprint.lower.buckets import bucket, check_groups
from tools.blueprint.lower.locking import is_decisive, is_deleted, is_only_named, written_row
from tools.blueprint.lower.measures import measure
from tools.blueprint.lower.scope import Parameters
from tools.blueprint.lower.step_base import StepBase
from tools.blueprint.model import steps as step
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store
from tools.blueprint.plan.expr import BoundValue, InputValue
from tools.blueprint.plan.operation import every
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

_READING = ("list_", "search_", "analyze_", "measure_", "count_")
"""What names of operations begin with that read many rows."""
_THROUGH = re.compile(r"^row in ([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)$")

_BY_INPUT = re.compile(r"^row\.([a-z][a-z0-9_]*) == input\.([a-z][a-z0-9_]*)$")


class ReadSteps(StepBase):
    """Lowers `find`, `list` and `aggregate`."""

    def _find(self, item: step.Find) -> None:
        table = self._table(item.find)
        self._refer(item, table)
        parameters = Parameters()
        where = self._compile(item.where, table, "bool")
        named = is_only_named(self._source, item.bind)
        conditions = (
            *parameters.conditions(where),
            *self._narrowing.conditions(
                item.find, table, parameters, named=named, owned=item.owner, deleted=item.deleted
            ),
        )
        name = self._named(f"find_{item.bind}")
        swept = is_deleted(self._source, item.bind) and self._referring.touches(table)
        lock = item.lock or swept or is_decisive(self._source, item.bind, table)
        again = lock and self._was_read(table.name.snake, parameters)
        call = store.FindRow(name, table.name.snake, parameters.all, conditions, lock=lock, again=again)
        self._node(plan.Fetch(item.bind, call, self._error(item.otherwise)))
        self._scope.bind_row(item.bind, table)
        self._out.forms[item.bind] = "object"
        if item.bind == self._versioned():
            self._match_version(item.bind, table)

    def _refer(self, item: step.Find, table: Table) -> None:
        """A row that a new one is made to refer to is told as all references are, also where it is found first."""
        match = _BY_INPUT.match(item.where)
        if match is None or (match.group(1),) != table.primary_key:
            return
        for made in self._source.steps:
            if isinstance(made, step.Create) and match.group(2) in made.accept:
                other = self._table(made.create)
                reference = other.column(match.group(2)).reference
                if reference is not None and reference.table == table.name.snake:
                    self._references((match.group(2),), other)

    def _was_read(self, table: str, parameters: Parameters) -> bool:
        """Whether a step before may have read the same row: another caller may have changed it until it is locked."""
        named = {item.value for item in parameters.all if isinstance(item.value, InputValue | BoundValue)}
        before = (node for node in every(self._out.nodes) if isinstance(node, plan.Fetch) and node.call.table == table)
        return any(item.value in named for node in before for item in node.call.parameters)

    def _versioned(self) -> str | None:
        """The found row that is written first of those with a version: the caller's is told before anything else."""
        found = {item.bind: self._table(item.find) for item in self._source.steps if isinstance(item, step.Find)}
        written = (written_row(item) for item in self._source.steps)
        return next((bind for bind in written if bind in found and found[bind].optimistic_lock), None)

    def _list(self, item: step.List) -> None:
        table = self._table(item.list)
        parameters = Parameters()
        conditions: tuple[store.Condition, ...] = ()
        through = None
        if item.where is not None and (match := _THROUGH.match(item.where)):
            through = self._through(match.group(1), match.group(2), item.list, parameters)
        elif item.where is not None:
            conditions = parameters.conditions(self._compile(item.where, table, "bool"))
        conditions += self._narrowing.conditions(item.list, table, parameters, owned=item.owner, deleted=item.deleted)
        fields, filters = self._listing.filters(table, item.filters, frozenset(self._scope.inputs))
        search = None
        if item.search:
            term = parameters.argument(self._scope.scope().roots["input"]("q"))
            search = store.Search(term.name, item.search)
        call = store.ListRows(
            self._named(self._reading("list", item.bind if item.bind != "page" else None)), table.name.snake,
            parameters.all, conditions, tuple(filters), item.sorts,
            tuple((name.removeprefix("-"), name.startswith("-")) for name in item.order), search, through,
        )  # fmt: skip
        self._node(plan.FetchPage(item.bind, call))
        self._out.query += [*fields, *self._listing.sort(table, item.sorts), *self._listing.paging()]
        self._scope.bind_value(item.bind, None, nullable=False)
        self._out.forms[item.bind] = "page"

    def _through(self, bind: str, relation: str, entity: str, parameters: Parameters) -> store.Through:
        many = self._many(bind, relation)
        if many.target != entity:
            raise BadInput(
                f"`{bind}.{relation}` holds {many.target}, not {entity}.",
                hint="Name a relationship that holds such rows.",
                path=self._path,
            )
        table = self._tables[many.table]
        argument = parameters.argument(self._row_key(bind), many.near)
        columns = tuple(column.name.snake for column in table.columns if column.name.snake not in table.primary_key)
        return store.Through(many.table, many.near, many.far, argument.name, columns)

    def _aggregate(self, item: step.Aggregate) -> None:
        table = self._table(item.aggregate)
        parameters = Parameters()
        conditions = parameters.conditions(self._compile(item.where, table, "bool")) if item.where is not None else ()
        conditions += self._narrowing.conditions(item.aggregate, table, parameters, owned=item.owner)
        fields, filters = self._listing.filters(table, item.filters, frozenset(self._scope.inputs))
        buckets = tuple(bucket(self._index, table, name, text, self._path) for name, text in item.buckets.items())
        measures = tuple(measure(self._index, table, name, text, self._path) for name, text in item.measures.items())
        call = store.AggregateRows(
            self._named(self._reading("analyze", None)), table.name.snake, parameters.all, conditions, tuple(filters),
            item.group_by, measures, buckets, item.by,
        )  # fmt: skip
        check_groups(call, self._path)
        self._node(plan.FetchAggregate(item.bind, call))
        self._out.query += [*fields, *self._listing.group_by(table, call)]
        self._scope.bind_value(item.bind, None, nullable=False)
        self._out.forms[item.bind] = "aggregate"

    def _reading(self, verb: str, bind: str | None) -> str:
        """Name of a call that reads many rows: it begins with a verb, so it is no word of a language or library."""
        name = bind or self._source.name
        return name if bind is None and name.startswith(_READING) else f"{verb}_{name}"
