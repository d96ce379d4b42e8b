"""Steps that write: rows and links."""

from collections.abc import Mapping

from tools.blueprint.expand.access import access_for
from tools.blueprint.index import ManyLink
from tools.blueprint.lower import conflicts
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.locking import is_written
from tools.blueprint.lower.scope import Parameters
from tools.blueprint.lower.step_base import StepBase
from tools.blueprint.model import Action
from tools.blueprint.model import steps as step
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import WriteStep
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.store import Assignment, Parameter
from tools.blueprint.plan.table import Table, Unique
from tools.errors import BadInput

Accepting = step.Create | step.Update | step.Upsert | step.Link
"""Steps that take values from inputs."""


class WriteSteps(StepBase):
    """Lowers `create`, `update`, `update_all`, `delete`, `restore`, `upsert`, `link` and `unlink`."""

    def _create(self, item: step.Create) -> None:
        table = self._table(item.create)
        self._references(item.accept, table, source=_source(item))
        parameters = Parameters()
        assignments = self._values.for_insert(table, item.set, parameters)
        call = store.InsertRow(
            self._named(f"insert_{item.bind}"), table.name.snake, parameters.all,
            self._accepted(item, table), assignments, _source(item),
        )  # fmt: skip
        columns = frozenset((*item.accept, *(assignment.column for assignment in assignments)))
        self._require_whole(table, (), item, assignments)
        self._pending.append(WriteStep(item.bind, call, conflicts.on_insert(table, columns)))
        self._scope.bind_row(item.bind, table)
        self._out.forms[item.bind] = "object"

    def _update(self, item: step.Update) -> None:
        table = self._bound(item.update)
        self._match_version(item.update, table)
        self._references(item.accept, table, item.update, _source(item))
        parameters = Parameters()
        conditions = self._still(item.update, table, parameters)
        assignments = self._values.for_update(table, item.set, parameters)
        call = store.UpdateRow(
            self._named(f"update_{item.update}"), table.name.snake, parameters.all, conditions,
            self._accepted(item, table), assignments, only_when_sent=not item.set, source=_source(item),
        )  # fmt: skip
        columns = frozenset((*item.accept, *item.set))
        self._pending.append(WriteStep(item.update, call, conflicts.on_write(table, columns), self._lost(table)))

    def _update_all(self, item: step.UpdateAll) -> None:
        bind, _, relation = item.update_all.partition(".")
        entity = self._bound(bind).entity or ""
        links = [link for source in self._index.entities for link in self._index.links(source)]
        found = next((link for link in links if (link.target, link.inverse) == (entity, relation)), None)
        if found is None:
            raise BadInput(
                f"`{item.update_all}` leads to no rows that refer to a {entity}.",
                hint=f"Name the `inverse` of a to-one relationship to {entity}.",
                path=self._path,
            )
        table, parameters = self._table(found.source), Parameters()
        answered = self._source.response.value
        if self._scope.rows.get(answered or "") is table and not is_written(self._source.steps, str(answered)):
            raise BadInput(
                f"`update_all` may change `{answered}`, which is answered as it was found.",
                hint=f"`update` it afterwards, or answer with another value than `{answered}`.",
                path=self._path,
            )
        parameters.argument(self._row_key(bind), self._index.link_column(found))
        conditions = parameters.conditions(self._compile(item.where, table, "bool")) if item.where is not None else ()
        conditions += self._narrowing.conditions(found.source, table, parameters, owned=False)
        assignments = self._values.for_update(table, item.set, parameters)
        call = store.UpdateReferring(
            self._named(f"update_{table.name.plural_snake}_of_{bind}"), table.name.snake, parameters.all,
            self._index.link_column(found), conditions, assignments,
        )  # fmt: skip
        self._pending.append(WriteStep(None, call, conflicts.on_write(table, frozenset(item.set))))

    def _delete(self, item: step.Delete) -> None:
        table = self._bound(item.delete)
        self._match_version(item.delete, table)
        parameters = Parameters()
        conditions = self._still(item.delete, table, parameters)
        name = self._named(f"delete_{item.delete}")
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

    def _restore(self, item: step.Restore) -> None:
        table = self._bound(item.restore)
        finds = (found for found in step.every_step(self._source.steps) if isinstance(found, step.Find))
        if not any(found.bind == item.restore and found.deleted for found in finds):
            raise BadInput(
                f"`{item.restore}` is not marked as deleted.",
                hint="Find it with `deleted: true`.",
                path=self._path,
            )
        parameters = Parameters()
        conditions = self._values.deleted(item.restore, table, parameters)
        assignments = self._values.for_restoring(table, parameters)
        call = store.UpdateRow(
            self._named(f"restore_{item.restore}"), table.name.snake, parameters.all, conditions, (), assignments
        )
        # What other rows were given meanwhile is theirs.
        columns = frozenset(name for unique in table.uniques for name in unique.columns)
        clashes = tuple(found for found in conflicts.on_write(table, columns) if found.kind == "unique")
        self._pending.append(WriteStep(item.restore, call, clashes, standard("not_found")))

    def _upsert(self, item: step.Upsert) -> None:
        table = self._table(item.upsert)
        by = self._unique(item, table)
        self._references(item.accept, table, source=_source(item))
        parameters = Parameters()
        assignments = self._values.for_insert(table, item.set, parameters)
        changes = self._values.for_update(table, item.change, parameters) if item.change else ()
        columns = frozenset((*item.accept, *(assignment.column for assignment in assignments)))
        missing = sorted(set(by.columns) - columns)
        if missing:
            raise BadInput(
                f"`upsert` looks for `{missing[0]}`, and gives it no value.",
                hint="Name it under `accept` or `set`.",
                path=self._path,
            )
        call = store.UpsertRow(
            self._named(f"upsert_{item.bind}"), table.name.snake, parameters.all, by.columns, by.live_only,
            self._accepted(item, table), assignments, changes, _source(item),
        )  # fmt: skip
        self._require_whole(table, (), item, assignments)
        written = columns | {assignment.column for assignment in changes}
        clashes = tuple(found for found in conflicts.on_insert(table, written) if found.constraint != by.name)
        self._pending.append(WriteStep(item.bind, call, clashes))
        self._scope.bind_row(item.bind, table)
        self._out.forms[item.bind] = "object"

    def _require_whole(
        self, table: Table, keys: tuple[str, ...], item: Accepting, assignments: tuple[Assignment, ...]
    ) -> None:  # fmt: skip
        """A new row, or link, has a value in every column that cannot be null. `keys`: what a link has anyway."""
        offered = self._scope.offered(_from(item))
        surely = {name for name in item.accept if offered[name].required}
        given = surely.union(keys, (assignment.column for assignment in assignments))
        for column in table.columns:
            name = column.name.snake
            if not column.nullable and column.default is None and not column.generated_key and name not in given:
                raise BadInput(
                    f"A new {table.entity or table.name.title} gets no `{name}`, which is required.",
                    hint="Give it a value under `set`, or `accept` it from an input that is `required`.",
                    path=self._path,
                )

    def _stays_within(self, item: step.Upsert, table: Table, columns: set[str]) -> bool:
        """Whether it is looked for by what it refers to, a row at hand that belongs to a tenant: it is in the same."""
        for name in columns:
            bind, _, column = item.set.get(name, "").strip().partition(".")
            found, reference = self._scope.rows.get(bind), table.column(name).reference
            if (
                found is None
                or reference is None
                or (found.name.snake, (column,)) != (reference.table, found.primary_key)
            ):
                continue
            if found.entity is not None and self._index.tenant_column(found.entity) is not None:
                return True
        return False

    def _unique(self, item: step.Upsert, table: Table) -> Unique:
        """The constraint that tells whether the row is there. Nobody comes by it to rows that are not theirs."""
        links = {link.name: self._index.link_column(link) for link in self._index.links(item.upsert)}
        columns = {links.get(name, name) for name in item.by}
        found = next((unique for unique in table.uniques if set(unique.columns) == columns), None)
        if found is None:
            raise BadInput(
                f"{item.upsert} has no constraint that makes {', '.join(item.by)} unique.",
                hint="Mark the attribute `unique`, or name them under `uniques` of the entity.",
                path=self._path,
            )
        answered = access_for(self._index, item.upsert, Action.READ).owner
        owner = self._index.owner_column(item.upsert) if item.change or answered else None
        tenant = None if self._stays_within(item, table, columns) else self._index.tenant_column(item.upsert)
        apart = {name for name in (tenant, owner) if name is not None}
        if not apart <= columns:
            raise BadInput(
                f"`upsert` could come by a {item.upsert} of somebody else.",
                hint=f"Let `{sorted(apart - columns)[0]}` be one of the columns that are unique together.",
                path=self._path,
            )
        return found

    def _link(self, item: step.Link) -> None:
        bind, relation = item.link.split(".")
        many, parameters = self._many(bind, relation), Parameters()
        table = self._tables[many.table]
        assignments = self._set_on_link(table, item.set, parameters)
        ends = self._ends(many, bind, item.to)
        call = store.PutLink(
            self._named(f"put_{table.name.snake}"), table.name.snake, (*ends, *parameters.all), many.near, many.far,
            self._accepted(item, table), assignments,
        )  # fmt: skip
        self._require_whole(table, (many.near, many.far), item, assignments)
        gone = [
            plan.Conflict(column.reference.constraint, "reference", (), standard("not_found"))
            for column in table.columns
            if column.reference is not None
        ]
        self._pending.append(WriteStep(None, call, tuple(gone)))

    def _ends(self, many: ManyLink, bind: str, to: str) -> tuple[Parameter, Parameter]:
        """Both ends of a link, which may be one row: it is linked to itself."""
        target = self._bound(to).entity
        if target != many.target:
            raise BadInput(
                f"`{bind}.{many.name}` links {many.target}, and `{to}` is {target}.",
                hint="Name a row that the relationship leads to.",
                path=self._path,
            )
        table = self._tables[many.table]
        near, far = table.column(many.near).type, table.column(many.far).type
        return Parameter(many.near, near, self._row_key(bind)), Parameter(many.far, far, self._row_key(to))

    def _set_on_link(self, table: Table, given: Mapping[str, str], parameters: Parameters) -> tuple[Assignment, ...]:
        own = {column.name.snake for column in table.columns if column.reference is None}
        for name in given:
            if name not in own:
                raise BadInput(
                    f"`set` names `{name}`, which the link does not have.",
                    hint="Name an attribute of the relationship.",
                    path=self._path,
                )
        return tuple(
            store.Assignment(name, parameters.argument(self._compile(text), name)) for name, text in given.items()
        )

    def _unlink(self, item: step.Unlink) -> None:
        bind, relation = item.unlink.split(".")
        many, parameters = self._many(bind, relation), Parameters()
        table = self._tables[many.table]
        if item.to is None:
            parameters.argument(self._row_key(bind), many.near)
            name = self._named(f"remove_{table.name.plural_snake}")
            every = store.DeleteReferring(name, table.name.snake, parameters.all, many.near, ())
            self._pending.append(WriteStep(None, every, ()))
            return
        ends = self._ends(many, bind, item.to)
        call = store.RemoveLink(self._named(f"remove_{many.table}"), many.table, ends, many.near, many.far)
        self._pending.append(WriteStep(None, call, ()))

    def _still(self, bind: str, table: Table, parameters: Parameters) -> tuple[store.Condition, ...]:
        """The found row is still there and unchanged, as a condition of the write itself."""
        return self._values.still(bind, table, parameters)

    def _lost(self, table: Table) -> ErrorCase:
        return standard("precondition_failed" if table.optimistic_lock else "not_found")

    def _accepted(self, item: Accepting, table: Table) -> tuple[str, ...]:
        source = _from(item)
        offered = self._scope.offered(source)
        for name in item.accept:
            if name not in offered:
                raise BadInput(
                    f"`accept` names `{name}`, which is no {'input' if source is None else f'member of `{source}`'}.",
                    hint=f"Declare it under `{'inputs' if source is None else 'fields'}`, or take it out.",
                    path=self._path,
                )
            table.column(name)
        return item.accept


def _from(item: Accepting) -> str | None:
    return None if isinstance(item, step.Link) else item.source


def _source(item: Accepting) -> BoundValue | None:
    """The item of a list that a step takes its values from."""
    source = _from(item)
    return None if source is None else BoundValue(source, None, None)
