"""Steps become nodes: the compiler from a Blueprint's operation to the lowered form."""

import re
from dataclasses import dataclass, field

from tools.blueprint.index import BlueprintIndex, ManyLink
from tools.blueprint.lower import conflicts
from tools.blueprint.lower.columns import with_columns
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.hoisting import Hoisting
from tools.blueprint.lower.listing import Listing
from tools.blueprint.lower.locking import is_decisive, is_deleted, is_only_named
from tools.blueprint.lower.measures import measure
from tools.blueprint.lower.narrowing import Narrowing
from tools.blueprint.lower.referring import Referring
from tools.blueprint.lower.scope import OperationScope, Parameters
from tools.blueprint.lower.writes import WriteValues
from tools.blueprint.model import operation as step
from tools.blueprint.names import snake
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store
from tools.blueprint.plan.expr import BoundValue, Expr
from tools.blueprint.plan.operation import ErrorCase, Field, Node, WriteSet, WriteStep
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

_THROUGH = re.compile(r"^row in ([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)$")


@dataclass(slots=True)
class Lowered:
    """What the steps of one operation became."""

    nodes: list[Node] = field(default_factory=list)
    query: list[Field] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    """Bound name → form of the response: object, page, aggregate or tokens."""
    if_match: bool = False


class StepCompiler:
    """Lowers the steps of one operation."""

    def __init__(
        self, index: BlueprintIndex, tables: dict[str, Table], listing: Listing, source: step.Operation,
        scope: OperationScope, narrowing: Narrowing,
    ) -> None:  # fmt: skip
        self._index = index
        self._tables = tables
        self._listing = listing
        self._source = source
        self._scope = scope
        self._narrowing = narrowing
        hoisting = Hoisting(scope, tables, self._node, self._call)
        self._compile = hoisting.compile
        self._values = WriteValues(index, scope, hoisting.compile)
        self._referring = Referring(tables, self._values, self._call)
        self._out = Lowered()
        self._pending: list[WriteStep] = []
        self._calls: set[str] = set()
        self._errors = {error.name: ErrorCase(error.name, error.status, error.title) for error in self._source.errors}

    def compile(self) -> Lowered:
        for item in self._source.steps:
            handler = getattr(self, f"_{next(kind for kind, model in step.STEPS.items() if model is type(item))}")
            handler(with_columns(self._index, item, self._path))
        self._flush()
        return self._out

    # reads

    def _find(self, item: step.Find) -> None:
        table = self._table(item.find)
        parameters = Parameters()
        where = self._compile(item.where, table, "bool")
        named = is_only_named(self._source, item.bind)
        conditions = (
            *parameters.conditions(where),
            *self._narrowing.conditions(item.find, table, parameters, named=named, owned=item.owner),
        )
        name = self._call(f"find_{item.bind}")
        swept = is_deleted(self._source, item.bind) and self._referring.touches(table)
        lock = swept or is_decisive(self._source, item.bind, table)
        call = store.FindRow(name, table.name.snake, parameters.all, conditions, lock=lock)
        self._node(plan.Fetch(item.bind, call, self._error(item.otherwise)))
        self._scope.bind_row(item.bind, table)
        self._out.forms[item.bind] = "object"

    def _list(self, item: step.List) -> None:
        table = self._table(item.list)
        parameters = Parameters()
        conditions: tuple[store.Condition, ...] = ()
        through = None
        if item.where is not None and (match := _THROUGH.match(item.where)):
            through = self._through(match.group(1), match.group(2), item.list, parameters)
        elif item.where is not None:
            conditions = parameters.conditions(self._compile(item.where, table, "bool"))
        conditions += self._narrowing.conditions(item.list, table, parameters, owned=item.owner)
        fields, filters = self._listing.filters(table, item.filters, frozenset(self._scope.inputs))
        search = None
        if item.search:
            term = parameters.argument(self._scope.scope().roots["input"]("q"))
            search = store.Search(term.name, item.search)
        call = store.ListRows(
            self._call(self._reading("list", item.bind if item.bind != "page" else None)), table.name.snake,
            parameters.all, conditions, tuple(filters), item.sorts,
            tuple((name.removeprefix("-"), name.startswith("-")) for name in item.order), search, through,
        )  # fmt: skip
        self._node(plan.FetchPage(item.bind, call))
        self._out.query += [*fields, *self._listing.sort(table, item.sorts), *self._listing.paging()]
        self._scope.bind_value(item.bind, None)
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
        measures = tuple(measure(self._index, table, name, text, self._path) for name, text in item.measures.items())
        call = store.AggregateRows(
            self._call(self._reading("analyze", None)), table.name.snake, parameters.all, conditions, tuple(filters),
            item.group_by, measures,
        )  # fmt: skip
        self._node(plan.FetchAggregate(item.bind, call))
        self._out.query += [*fields, *self._listing.group_by(table, item.group_by)]
        self._scope.bind_value(item.bind, None)
        self._out.forms[item.bind] = "aggregate"

    # guards and values

    def _check(self, item: step.CheckStep) -> None:
        condition = self._compile(item.check, want="bool")
        self._node(plan.Guard(condition, self._error(item.otherwise)))

    def _let(self, item: step.Let) -> None:
        value = self._compile(item.be)
        self._node(plan.Assign(item.let, value))
        self._scope.bind_value(item.let, value.type)

    # writes

    def _create(self, item: step.Create) -> None:
        table = self._table(item.create)
        self._references(item.accept, table)
        parameters = Parameters()
        assignments = self._values.for_insert(table, item.set, parameters)
        call = store.InsertRow(
            self._call(f"insert_{item.bind}"), table.name.snake, parameters.all,
            self._accepted(item.accept, table), assignments,
        )  # fmt: skip
        columns = frozenset((*item.accept, *(assignment.column for assignment in assignments)))
        self._pending.append(WriteStep(item.bind, call, conflicts.on_insert(table, columns)))
        self._scope.bind_row(item.bind, table)
        self._out.forms[item.bind] = "object"

    def _update(self, item: step.Update) -> None:
        table = self._bound(item.update)
        self._match_version(item.update, table)
        self._references(item.accept, table, item.update)
        parameters = Parameters()
        conditions = self._still(item.update, table, parameters)
        assignments = self._values.for_update(table, item.set, parameters)
        call = store.UpdateRow(
            self._call(f"update_{item.update}"), table.name.snake, parameters.all, conditions,
            self._accepted(item.accept, table), assignments, only_when_sent=not item.set,
        )  # fmt: skip
        columns = frozenset((*item.accept, *item.set))
        self._pending.append(WriteStep(item.update, call, conflicts.on_write(table, columns), self._lost(table)))

    def _delete(self, item: step.Delete) -> None:
        table = self._bound(item.delete)
        self._match_version(item.delete, table)
        parameters = Parameters()
        conditions = self._still(item.delete, table, parameters)
        name = self._call(f"delete_{item.delete}")
        call: store.Write
        if table.soft_delete:
            assignments = self._values.for_soft_delete(table, parameters)
            call = store.UpdateRow(name, table.name.snake, parameters.all, conditions, (), assignments)
            clashes: tuple[plan.Conflict, ...] = ()
        else:
            call = store.DeleteRow(name, table.name.snake, parameters.all, conditions)
            clashes = conflicts.on_delete(table, self._tables)
        self._pending += self._referring.writes(table, self._row_key(item.delete))
        self._pending.append(WriteStep(None, call, clashes, self._lost(table)))

    def _link(self, item: step.Link) -> None:
        bind, relation = item.link.split(".")
        many, parameters = self._many(bind, relation), Parameters()
        parameters.argument(self._row_key(bind), many.near)
        parameters.argument(self._row_key(item.to), many.far)
        table = self._tables[many.table]
        call = store.PutLink(
            self._call(f"put_{table.name.snake}"),
            table.name.snake,
            parameters.all,
            many.near,
            many.far,
            item.accept,
        )
        gone = [
            plan.Conflict(column.reference.constraint, "reference", (), standard("not_found"))
            for column in table.columns
            if column.reference is not None
        ]
        self._pending.append(WriteStep(None, call, tuple(gone)))

    def _unlink(self, item: step.Unlink) -> None:
        bind, relation = item.unlink.split(".")
        many, parameters = self._many(bind, relation), Parameters()
        parameters.argument(self._row_key(bind), many.near)
        parameters.argument(self._row_key(item.to), many.far)
        call = store.RemoveLink(self._call(f"remove_{many.table}"), many.table, parameters.all, many.near, many.far)
        self._pending.append(WriteStep(None, call, ()))

    # accounts

    def _hash(self, item: step.Hash) -> None:
        secret = self._compile(item.hash, want="text")
        self._node(plan.HashSecret(item.bind, secret))
        self._scope.bind_value(item.bind, ValueType("string", max_length=255))

    def _verify(self, item: step.Verify) -> None:
        table = self._table(item.account)
        (column, text), parameters = next(iter(item.by.items())), Parameters()
        where = self._compile(f"row.{column} == {text}", table, "bool")
        conditions = (
            *parameters.conditions(where),
            *self._narrowing.conditions(item.account, table, parameters),
        )
        call = store.FindRow(self._call(f"find_{item.bind}_by_{column}"), table.name.snake, parameters.all, conditions)
        secret = self._compile(item.verify, want="text")
        self._node(plan.VerifySecret(item.bind, secret, call, self._error(item.otherwise)))
        self._scope.bind_row(item.bind, table)

    def _issue_token(self, item: step.IssueToken) -> None:
        self._bound(item.issue_token)
        self._node(plan.IssueSession(item.bind, item.issue_token))
        self._out.forms[item.bind] = "tokens"

    def _rotate_token(self, item: step.RotateToken) -> None:
        token = self._compile(item.rotate_token, want="text")
        self._node(plan.RotateSession(item.bind, token, self._error(item.otherwise)))
        self._out.forms[item.bind] = "tokens"

    def _revoke_token(self, item: step.RevokeToken) -> None:
        self._node(plan.RevokeSession())

    # shared

    def _references(self, accept: tuple[str, ...], table: Table, bind: str | None = None) -> None:
        """Rows that the inputs name must exist and be visible, unless the bound row refers to them already."""
        parameters = Parameters()
        checks = []
        for name in accept:
            reference = table.column(name).reference
            if reference is None:
                continue
            target = self._tables[reference.table]
            assert target.entity is not None
            narrowed = self._narrowing.conditions(target.entity, target, parameters)
            kept = BoundValue(bind, name, table.column(name).type) if bind is not None else None
            checks.append(store.ReferenceCheck(name, reference.table, reference.column, narrowed, kept))
        if checks:
            call = store.CheckReferences(
                self._call(f"missing_references_of_{table.name.snake}"),
                table.name.snake,
                parameters.all,
                tuple(checks),
            )
            self._out.nodes.append(plan.RequireReferences(call, standard("validation_failed")))

    def _match_version(self, bind: str, table: Table) -> None:
        if table.optimistic_lock and not self._out.if_match:
            self._out.if_match = True
            self._out.nodes.append(
                plan.MatchVersion(bind, standard("precondition_required"), standard("precondition_failed"))
            )

    def _still(self, bind: str, table: Table, parameters: Parameters) -> tuple[store.Condition, ...]:
        """The found row is still there and unchanged, as a condition of the write itself."""
        return self._values.still(bind, table, parameters)

    def _lost(self, table: Table) -> ErrorCase:
        return standard("precondition_failed" if table.optimistic_lock else "not_found")

    def _accepted(self, accept: tuple[str, ...], table: Table) -> tuple[str, ...]:
        for name in accept:
            if name not in self._scope.inputs:
                raise BadInput(
                    f"`accept` names `{name}`, which is no input.",
                    hint="Declare it under `inputs`, or take it out.",
                    path=self._path,
                )
            table.column(name)
        return accept

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

    def _reading(self, verb: str, bind: str | None) -> str:
        """Name of a call that reads many rows: it begins with a verb, so it is no word of a language or library."""
        name = bind or self._source.name
        return name if bind is None and name.startswith(("list_", "search_", "analyze_")) else f"{verb}_{name}"

    def _call(self, name: str) -> str:
        """A function name, unique in the operation."""
        unique = next(
            candidate for candidate in (name, *(f"{name}_{n}" for n in range(2, 1000))) if candidate not in self._calls
        )
        self._calls.add(unique)
        return unique

    def _node(self, node: Node) -> None:
        self._flush()
        self._out.nodes.append(node)

    def _flush(self) -> None:
        if self._pending:
            self._out.nodes.append(WriteSet(tuple(self._pending)))
            self._pending = []

    @property
    def _path(self) -> str:
        return f"operations.{self._source.name}"
