"""Values that views compute: for a fresh row, as other rows come to be related to it, and as they go again."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Related
from tools.blueprint.plan.operation import OperationPlan, ShowRows
from tools.blueprint.plan.store import Condition, ListRows, Parameter
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks.reading import pages
from tools.validators.conformance.children import children
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Matcher, ref
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.linking import Linking, caller_values, fresh_values
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import read_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.showing import Looking
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.world import World

CHECK = "computed-values"
SELECTION = "related-selection"
CHILDREN = 2
"""Rows of a kind that come to refer to the row: one is too few to be counted."""


def add(out: Collector) -> None:
    shown = [operation for operation in out.plan.operations if _shown(operation) is not None]
    for operation in shown:
        if operation.response.form == "object" and operation.method == "GET" and operation.response.media == "json":
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

    def know(self, row: Row) -> Values:
        """Adds a row to the world, and what came with it."""
        values = fresh_values(self.script, row)
        self.world.add(row.table, values, _fresh_key(self.script, row))
        for table, other in row.beside:
            if not self.script.catalog.is_account(table):
                self.world.add(table, dict(other))
        return values

    def _once(self, table: str, sent: dict[str, object]) -> bool:
        """Whether one caller can make but one such row."""
        creator = self.script.catalog.creator(table)
        fields = creator.body.fields if creator is not None and creator.body is not None else ()
        columns = {item.column for item in fields if item.wire in sent}
        return not columns.isdisjoint(self.script.catalog.fresh_references(table))

    def relate(self, tables: set[str], links: set[str]) -> Iterator[None]:
        """Makes rows and links that the expressions look at, one after the other, then takes them away again."""
        made = []
        for table, sent in children(self.script, self.row):
            for place in range(CHILDREN if table in tables else 0):
                try:
                    maker = self.actor if place == 0 or not self._once(table, sent) else self.script.new_account()
                    row = self.script.row(table, maker, sent)
                except Unavailable:
                    break
                values = self.know(row)
                made.append((row, values))
                yield
        linking = Linking(self.script, self.actor, self.row, self.world)
        for table in sorted(links):
            yield from linking.calls(table)
        for row, values in made:
            remover = self.script.catalog.operation("crud.delete", row.table)
            if remover is None or row.actor is None or not self.script.suite.may(row.actor, remover):
                continue
            path = {remover.path_fields[0].name.snake: row.path}
            self.script.call(remover, row.actor, path=path, expect=success(self.script.catalog, remover))
            self.world.remove(row.table, values)
            yield


def _scene(script: Script, operation: OperationPlan, table: str) -> _Scene:
    """A fresh account, and a fresh row that it made; of accounts, another fresh one. Raises Unavailable."""
    actor = script.new_account()
    if not script.suite.may(actor, operation):
        raise Unavailable("a fresh account may not call it")
    if script.catalog.itself_alone(table, script.catalog.find_scoping(operation, table), actor.role):
        raise Unavailable(f"its caller sees no row of {table} but its own")
    sent, inside = _inside(script, operation, table, actor)
    row = script.row(table, actor, sent)
    if row.table == table and row.bind == actor.name:
        raise Unavailable(f"no operation makes a row of {table}")
    # Lists show another row beside it, of which other values are true.
    other = script.row(table, actor)
    scene = _Scene(script, actor, row, viewer=caller_values(script, actor))
    scene.values = scene.know(row)
    for found in (*([other] if other.reference != row.reference else []), *inside):
        scene.know(found)
    auth = script.suite.plan.auth
    assert auth is not None
    own = script.own_row(auth.account, actor)
    scene.world.add(auth.account, _account_values(script, own), own.reference)
    return scene


def _fresh_key(script: Script, row: Row) -> object:
    """The key of a row to which nothing refers yet; None where what made it may have made more."""
    return row.reference if script.catalog.makes_alone(row.table) else None


def _inside(script: Script, operation: OperationPlan, table: str, actor: Actor) -> tuple[dict[str, object], list[Row]]:
    """Fresh rows for the references behind which a view shows more, and what is sent so that the row holds them."""
    node, creator = _shown(operation), script.catalog.creator(table)
    sent: dict[str, object] = {}
    rows = []
    for nest in node.call.nests if node is not None and creator is not None else ():
        assert creator is not None
        held = _held(nest.key.value)
        wire = next((wire for wire, item in script.catalog.accepted(creator).items() if item.column == held), None)
        if wire is None or script.catalog.is_account(nest.table):
            continue
        with suppress(Unavailable):
            rows.append(script.row(nest.table, actor))
            sent[wire] = rows[-1].reference
    return sent, rows


def _held(key: Expr) -> str | None:
    """The column of the row at hand that leads to the row with this key."""
    sides = key.on.args if isinstance(key, Related) and isinstance(key.on, Call) else ()
    return next((side.column for side in sides if isinstance(side, ColumnValue) and not side.of), None)


def _account_values(script: Script, own: Row) -> Values:
    """An account: what registering answered stands for what it holds."""
    creator = script.catalog.creator(own.table)
    view = creator.response.view if creator is not None else None
    fields = [item for item in (view.fields if view else ()) if item.column and item.required]
    shown = {item.column or "": ref(f"{own.bind}/{item.wire}") for item in fields}
    return {**shown, script.catalog.key_column(own.table): own.reference}


def _of_one(script: Script, operation: OperationPlan) -> None:
    node = _shown(operation)
    assert node is not None
    scene = _scene(script, operation, node.call.table)
    if not _expected(scene, operation, node, scene.viewer):
        raise Unavailable("what it computes rests on rows that a fresh account cannot make")
    _read(scene, operation, node)
    relations = [found for item in node.call.values for found in _relations(item.value)]
    tables, links = _tables(relations)
    tables |= {item.table for item in node.call.lists if item.link is None}
    links |= {item.link for item in node.call.lists if item.link is not None}
    for _ in scene.relate(tables, links):
        _read(scene, operation, node)


def _tables(relations: list[Related]) -> tuple[set[str], set[str]]:
    """Tables of related rows, and of links to them."""
    linked = {found.link.table for found in relations if found.link is not None}
    return {found.table for found in relations if found.link is None}, linked


def _expected(scene: _Scene, operation: OperationPlan, node: ShowRows, viewer: Values) -> dict[str, object]:
    """Wire name → the value that the field must have for who looks, as far as that can be told."""
    view = operation.response.view
    assert view is not None
    looking = Looking(scene.world, viewer, node.call.parameters)
    return looking.told(view, node.call, scene.values, scene.row.reference)


def _read(scene: _Scene, operation: OperationPlan, node: ShowRows) -> None:
    """The row alone, and among others wherever the same view shows them."""
    for actor, viewer in _lookers(scene, operation):
        path = _path(scene, operation)
        expected = _expected(scene, operation, node, viewer)
        saved = f"shown{scene.script.suite.number()}"
        wanted = success(scene.script.catalog, operation, answered=expected)
        scene.script.call(operation, actor, path=path, expect=wanted, save={saved: "body"})
        if operation.response.wrapper is not None:
            continue
        for lister in scene.script.suite.plan.operations:
            if lister.response.form != "page" or lister.response.view != operation.response.view:
                continue
            if actor is not None or lister.access.optional:
                _compare(scene, lister, {"is": ref(saved)}, actor, viewer)


def _lookers(scene: _Scene, operation: OperationPlan) -> Iterator[tuple[Actor | None, Values]]:
    """Whoever looks, with what expressions may ask of them: the caller, and a stranger where that is none."""
    yield scene.actor, scene.viewer
    if operation.access.optional:
        auth = scene.script.suite.plan.auth
        assert auth is not None
        yield None, dict.fromkeys(auth.viewer_columns)


def _compare(scene: _Scene, lister: OperationPlan, match: Matcher, actor: Actor | None, viewer: Values) -> bool | None:
    """Looks for the row in a list; tells whether it must be there, None where that cannot be told."""
    selected = _selects(scene, lister, viewer)
    if selected is not None:
        _look(scene, lister, actor, match, there=selected)
    return selected


def _path(scene: _Scene, operation: OperationPlan) -> dict[str, str]:
    targets = target_columns(operation)
    if len(targets) != 1 or len(operation.path_fields) != 1:
        raise Unavailable("more than a row is named in its path")
    (name, (_, column, _)) = next(iter(targets.items()))
    return {name: scene.script.address(scene.row, column)}


def _selects(scene: _Scene, lister: OperationPlan, viewer: Values) -> bool | None:
    """Whether a list holds the row of the scene; None where that cannot be told."""
    call = read_of(lister)
    if not isinstance(call, ListRows) or call.search is not None or call.through is not None or lister.path_fields:
        return None
    if not scene.script.suite.may(scene.actor, lister) or any(item.required for item in lister.query):
        return None
    try:
        return all(_meets(scene, item, viewer, call.parameters) for item in call.conditions)
    except Unknown:
        return None


def _meets(scene: _Scene, condition: Condition, viewer: Values, parameters: tuple[Parameter, ...]) -> bool:
    lifted = next((item.value for item in parameters if item.name == condition.unless), None)
    asked = [condition.predicate] if lifted is None else [lifted, condition.predicate]
    return any(bool(scene.world.value(expr, scene.values, viewer, parameters)) for expr in asked)


def _look(scene: _Scene, lister: OperationPlan, actor: Actor | None, match: Matcher, *, there: bool) -> None:
    save = f"list{scene.script.suite.number()}"
    most = scene.script.suite.plan.api.max_limit
    scene.script.steps.append(pages(scene.script, lister, actor, [], most, save))
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
        for actor, viewer in _lookers(scene, operation):
            seen.add(_compare(scene, operation, match, actor, viewer))
    if not seen >= {True, False}:
        raise Unavailable("what it asks for cannot be brought about, or not be undone, by a fresh account")


def _moments(scene: _Scene, relations: list[Related]) -> Iterator[None]:
    yield
    yield from scene.relate(*_tables(relations))
