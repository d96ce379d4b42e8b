"""Values that views compute: for a fresh row, as other rows come to be related to it, and as they go again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.blueprint.plan.expr import BoundValue, Call, Expr, Related, ViewerValue
from tools.blueprint.plan.operation import Fetch, OperationPlan, ShowRows, WriteStep
from tools.blueprint.plan.store import FindRow, InsertRow, ListRows, PutLink, RemoveLink
from tools.validators.conformance.checks.reading import pages
from tools.validators.conformance.children import children
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Matcher, ref
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.knowledge import Known, given, inserted, wire_value
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import read_of, scoping_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import guards_of
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Actor, Unavailable
from tools.validators.conformance.world import World

CHECK = "computed-values"
SELECTION = "related-selection"
CHILDREN = 2
"""Rows of a kind that come to refer to the row: one is too few to be counted."""


def add(out: Collector) -> None:
    shown = [operation for operation in out.plan.operations if _shown(operation) is not None]
    for operation in shown:
        if operation.response.form == "object" and operation.method == "GET":
            out.add(CHECK, operation, "", _of_one, operation)
    if not shown:
        out.none(CHECK, API, "no view computes values")
    lists = [operation for operation in out.plan.operations if _follows(operation)]
    for operation in lists:
        out.add(SELECTION, operation, "", _selected, operation)
    if not lists:
        out.none(SELECTION, API, "no list asks for related rows")


def _shown(operation: OperationPlan) -> ShowRows | None:
    return next((node for node in operation.nodes if isinstance(node, ShowRows)), None)


def _follows(operation: OperationPlan) -> bool:
    call = read_of(operation)
    return isinstance(call, ListRows) and any(_relations(item.predicate) for item in call.conditions)


def _relations(expr: Expr) -> list[Related]:
    """Every value over related rows that stands in an expression."""
    match expr:
        case Related():
            return [expr, *(found for part in expr.parts for found in _relations(part))]
        case Call(args=args):
            return [found for arg in args for found in _relations(arg)]
    return []


@dataclass
class _Scene:
    """A fresh row, a fresh account that looks at it, and all that the case made around them."""

    script: Script
    actor: Actor
    row: Row
    world: World = field(default_factory=World)
    values: Values = field(default_factory=dict)
    viewer: Values = field(default_factory=dict)

    def relate(self, tables: set[str], links: set[str]) -> Iterator[None]:
        """Makes rows and links that the expressions look at, one after the other, then takes them away again."""
        made = []
        for table, sent in children(self.script, self.row):
            for _ in range(CHILDREN if table in tables else 0):
                try:
                    row = self.script.row(table, self.actor, sent)
                except Unavailable:
                    break
                values = fresh_values(self.script, row)
                self.world.add(table, values, row.reference)
                made.append((row, values))
                yield
        for table in sorted(links):
            yield from self._link(table)
        for row, values in made:
            remover = self.script.catalog.operation("crud.delete", row.table)
            if remover is None or row.actor is None or not self.script.suite.may(row.actor, remover):
                continue
            path = {remover.path_fields[0].name.snake: row.path}
            self.script.call(remover, row.actor, path=path, expect=success(self.script.catalog, remover))
            self.world.remove(row.table, values)
            yield

    def _link(self, table: str) -> Iterator[None]:
        for kind in (PutLink, RemoveLink):
            for operation in self.script.suite.plan.operations:
                for write in self.script.catalog.writes(operation):
                    if isinstance(write.call, kind) and write.call.table == table and self._call(operation, write):
                        yield
                        break

    def _call(self, operation: OperationPlan, write: WriteStep) -> bool:
        """Has the caller link the row with itself, or with a fresh row; whether it can."""
        rows = self._named(operation)
        call = write.call
        assert isinstance(call, PutLink | RemoveLink)
        if rows is None or not self.script.suite.may(self.actor, operation) or not self._passes(operation, rows):
            return False
        ends: Values = {}
        for column, parameter in zip((call.near, call.far), call.parameters, strict=False):
            if not isinstance(parameter.value, BoundValue) or parameter.value.bind not in rows:
                return False
            ends[column] = rows[parameter.value.bind].reference
        path = {
            name: self.script.address(rows[bind], column)
            for name, (bind, column) in self._path_binds(operation).items()
        }
        more = {"json": self.script.body(operation, self.actor)[0]} if operation.body is not None else {}
        self.script.call(operation, self.actor, path=path, expect={"status": [operation.response.status]}, **more)
        if isinstance(call, PutLink):
            self.world.add(call.table, ends)
        else:
            self.world.remove(call.table, ends)
        return True

    def _passes(self, operation: OperationPlan, rows: dict[str, Row]) -> bool:
        """Whether every guard surely holds."""
        known = Known(_viewer(self.script, self.actor, "viewer."))
        for bind, row in rows.items():
            known = known.bind(bind, {self.script.catalog.key_column(row.table): row.reference})
        return all(known.holds(guard.condition) is True for guard in guards_of(operation))

    def _within_reach(self, call: FindRow, row: Row) -> bool:
        """Whether the row exists for the caller."""
        return row.actor == self.actor or not scoping_of(call, self.script.catalog.tenant_column).any

    def _path_binds(self, operation: OperationPlan) -> dict[str, tuple[str, str]]:
        """Path field → the bind of the row that it names, and the column that names it."""
        binds = {node.call: node.bind for node in operation.nodes if isinstance(node, Fetch)}
        return {name: (binds[call], column) for name, (_, column, call) in target_columns(operation).items()}

    def _named(self, operation: OperationPlan) -> dict[str, Row] | None:
        """The rows that the operation finds, by bind: the row of the scene, the caller's account, fresh ones beside."""
        found: dict[str, Row] = {}
        by_path = {bind for bind, _ in self._path_binds(operation).values()}
        if len(by_path) != len(operation.path_fields):
            return None
        account = self.script.suite.plan.auth.account if self.script.suite.plan.auth is not None else None
        placed = False
        for node in operation.nodes:
            if not isinstance(node, Fetch):
                continue
            table, own = node.call.table, any(isinstance(item.value, ViewerValue) for item in node.call.parameters)
            if node.bind not in by_path:
                if table != account or not own:
                    return None
                found[node.bind] = self.script.own_row(table, self.actor)
            elif table == self.row.table and not placed:
                found[node.bind], placed = self.row, True
            elif table == account:
                found[node.bind] = self.script.own_row(table, self.actor)
            else:
                return None
            if node.bind in by_path and not self._within_reach(node.call, found[node.bind]):
                return None
        return found if by_path else None


def fresh_values(script: Script, row: Row) -> Values:
    """What is known of a row right after it was made."""
    creator = script.catalog.creator(row.table)
    write = script.catalog.insert(creator) if creator is not None else None
    if write is None or not isinstance(write.call, InsertRow):
        return {script.catalog.key_column(row.table): row.reference}
    known = Known(_viewer(script, row.actor, "viewer."))
    values = given(script.catalog.table(row.table), write.call.assignments, write.call.parameters, known)
    return inserted(script.catalog.table(row.table), row.values, values, row.key)


def _viewer(script: Script, actor: Actor | None, prefix: str = "") -> Values:
    """What expressions may ask of a caller."""
    auth = script.suite.plan.auth
    if actor is None or auth is None:
        return {}
    found: Values = {
        f"{prefix}{script.catalog.key_column(auth.account)}": script.own_row(auth.account, actor).reference
    }
    if auth.role is not None and actor.role is not None:
        found[f"{prefix}{auth.role}"] = actor.role
    return found


def _scene(script: Script, operation: OperationPlan, table: str) -> _Scene:
    """A fresh account, and a fresh row that it made; of accounts, another fresh one. Raises Unavailable."""
    actor = script.new_account()
    if not script.suite.may(actor, operation):
        raise Unavailable("a fresh account may not call it")
    row = script.row(table, actor)
    if row.table == table and row.bind == actor.name:
        raise Unavailable(f"no operation makes a row of {table}")
    # Lists show another row beside it, of which other values are true.
    script.row(table, actor)
    scene = _Scene(script, actor, row, viewer=_viewer(script, actor))
    scene.values = fresh_values(script, row)
    scene.world.add(table, scene.values, row.reference)
    auth = script.suite.plan.auth
    assert auth is not None
    own = script.own_row(auth.account, actor)
    scene.world.add(auth.account, _account_values(script, own), own.reference)
    return scene


def _account_values(script: Script, own: Row) -> Values:
    """An account: what registering answered stands for what it holds."""
    creator = script.catalog.creator(own.table)
    view = creator.response.view if creator is not None else None
    shown = {item.column: ref(f"{own.bind}/{item.wire}") for item in (view.fields if view else ()) if item.column}
    return {**shown, script.catalog.key_column(own.table): own.reference}


def _of_one(script: Script, operation: OperationPlan) -> None:
    node = _shown(operation)
    assert node is not None
    scene = _scene(script, operation, node.call.table)
    if not _expected(scene, operation, node):
        raise Unavailable("what it computes rests on rows that a fresh account cannot make")
    _read(scene, operation, node)
    relations = [found for item in node.call.values for found in _relations(item.value)]
    for _ in scene.relate(*_tables(relations)):
        _read(scene, operation, node)


def _tables(relations: list[Related]) -> tuple[set[str], set[str]]:
    """Tables of related rows, and of links to them."""
    linked = {found.link.table for found in relations if found.link is not None}
    return {found.table for found in relations if found.link is None}, linked


def _expected(scene: _Scene, operation: OperationPlan, node: ShowRows) -> dict[str, object]:
    """Wire name → the value that the field must have, as far as that can be told."""
    view = operation.response.view
    assert view is not None
    wires = {item.name.snake: item.wire for item in view.fields if item.computed}
    found: dict[str, object] = {}
    for item in node.call.values:
        try:
            value = scene.world.value(item.value, scene.values, scene.viewer, node.call.parameters)
        except Unknown:
            continue
        found[wires[item.name]] = value if isinstance(value, dict) else wire_value(value, item.type)
    return found


def _read(scene: _Scene, operation: OperationPlan, node: ShowRows) -> None:
    """The row alone, and among others wherever the same view shows them."""
    path = _path(scene, operation)
    expected = _expected(scene, operation, node)
    saved = f"shown{scene.script.suite.number()}"
    wanted = success(scene.script.catalog, operation, answered=expected)
    scene.script.call(operation, scene.actor, path=path, expect=wanted, save={saved: "body"})
    if operation.response.wrapper is not None:
        return
    for lister in scene.script.suite.plan.operations:
        if lister.response.form != "page" or lister.response.view != operation.response.view:
            continue
        selected = _selects(scene, lister)
        if selected is not None:
            _look(scene, lister, {"is": ref(saved)}, there=selected)


def _path(scene: _Scene, operation: OperationPlan) -> dict[str, str]:
    targets = target_columns(operation)
    if len(targets) != 1 or len(operation.path_fields) != 1:
        raise Unavailable("more than a row is named in its path")
    (name, (_, column, _)) = next(iter(targets.items()))
    return {name: scene.script.address(scene.row, column)}


def _selects(scene: _Scene, lister: OperationPlan) -> bool | None:
    """Whether a list holds the row of the scene; None where that cannot be told."""
    call = read_of(lister)
    if not isinstance(call, ListRows) or call.search is not None or call.through is not None or lister.path_fields:
        return None
    if not scene.script.suite.may(scene.actor, lister) or any(item.required for item in lister.query):
        return None
    try:
        return all(
            bool(scene.world.value(item.predicate, scene.values, scene.viewer, call.parameters))
            for item in call.conditions
            if item.unless is None
        )
    except Unknown:
        return None


def _look(scene: _Scene, lister: OperationPlan, match: Matcher, *, there: bool) -> None:
    save = f"list{scene.script.suite.number()}"
    most = scene.script.suite.plan.api.max_limit
    scene.script.steps.append(pages(scene.script, lister, scene.actor, [], most, save))
    matcher: Matcher = {"has" if there else "lacks": match}
    scene.script.steps.append({"do": "holds", "list": save, "about": "the list", "matcher": matcher})


def _selected(script: Script, operation: OperationPlan) -> None:
    """A list that asks for related rows holds a row while they are there."""
    call = read_of(operation)
    assert isinstance(call, ListRows)
    scene = _scene(script, operation, call.table)
    key = script.catalog.key_wire(operation, call.table)
    match: Matcher = {"object": {key: {"is": scene.row.reference}}, "open": True}
    seen = set()
    relations = [found for item in call.conditions for found in _relations(item.predicate)]
    for _ in _moments(scene, relations):
        selected = _selects(scene, operation)
        if selected is not None:
            seen.add(selected)
            _look(scene, operation, match, there=selected)
    if seen != {True, False}:
        raise Unavailable("what it asks for cannot be brought about, or not be undone, by a fresh account")


def _moments(scene: _Scene, relations: list[Related]) -> Iterator[None]:
    yield
    yield from scene.relate(*_tables(relations))
