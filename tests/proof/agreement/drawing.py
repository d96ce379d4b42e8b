"""Random requests to the operations of a plan: mostly right, often wrong, now and then far off."""

import random
from dataclasses import dataclass
from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks.parameters import literal
from tools.validators.conformance.document import Step, ref
from tools.validators.conformance.edges import HOSTILE, beyond, edges
from tools.validators.conformance.items import objects_of
from tools.validators.conformance.making import suite_of
from tools.validators.conformance.moves import is_particular
from tools.validators.conformance.samples import sample
from tools.validators.conformance.scoping import target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.wrapping import pointer_in_answer, rows_pointer

JUNK = ("not-a-key", "0", "-1", "%27%20OR%201%3D1", "%F0%9F%98%80", "9" * 40, "NaN")
ABSENT = "01890000-0000-7000-8000-0000000000%02x"
KEYS, NUMBERS = 6, 12
MANY = 12
ASKED = 4
RIGHT = 0.3
"""How many requests are meant to go well, whatever it takes; what they ask a list for may be wrong all the same."""
COMPOSED = frozenset({"json", "members", "object"})
FIRST = 700_000
"""Values with such numbers are drawn again and again, and no row that a request needs has them."""
UNPLAYED = frozenset({"account.logout"})
"""Operations that would end the sessions which all others are called in."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A request, with what must be done before it; `saves`: where rows stand in a good answer, by their table."""

    operation: OperationPlan
    before: list[Step]
    needs: list[str]
    step: Step
    bind: str


@dataclass(slots=True)
class Known:
    """A row that an answer showed: its name as a variable, and the members by column."""

    bind: str
    wires: dict[str, str]
    tagged: bool


class Drawer:
    """Draws requests; what was answered makes later ones meet rows that are there."""

    def __init__(self, plan: RenderPlan, seed: int) -> None:
        self.plan = plan
        self.random = random.Random(seed)  # noqa: S311
        self.suite = suite_of(plan)
        self.operations = [item for item in plan.operations if item.intent not in UNPLAYED]
        self.known: dict[str, list[Known]] = {}
        self.cursors: dict[str, list[str]] = {}
        self._count = 0

    def draw(self) -> Drawn:
        """The next request."""
        while True:
            operation = self._operation()
            script = Script(self.suite)
            try:
                step = self._right(script, operation) if self._is(RIGHT) else self._request(script, operation)
            except Unavailable:
                continue
            self._count += 1
            return Drawn(operation, script.steps, script.needs, step, f"answer{self._count}")

    def _operation(self) -> OperationPlan:
        makers = [item for item in self.operations if item.method == "POST" and item.response.view is not None]
        return self.random.choice(makers if makers and self._is(0.3) else self.operations)

    def _is(self, likely: float) -> bool:
        return self.random.random() < likely

    def _actor(self, operation: OperationPlan) -> Actor | None:
        actors = [*self.suite.actors]
        if self.suite.actors and self.suite.ordinary.role is not None:
            actors.append(self.suite.spare(self.suite.ordinary.role))
        may = [actor for actor in actors if self.suite.may(actor, operation)]
        if may and self._is(0.85):
            return self.random.choice(may)
        return self.random.choice([None, *actors])

    def _right(self, script: Script, operation: OperationPlan) -> Step:
        """A request that goes well: who may sends it, once its rows are as the operation asks for."""
        actor = script.caller(operation)
        if is_particular(operation):
            story = Story(script, operation, actor)
            story.reach()
            path, sent = story.path, story.sent
        else:
            path = script.path(script.targets(operation, actor))
            sent = script.body(operation, actor)[0]
        more: dict[str, Any] = {"json": sent} if operation.body is not None else {}
        if operation.query:
            more["query"] = self._query(operation)
        return script.request(operation, actor, path=path, **more)

    def _request(self, script: Script, operation: OperationPlan) -> Step:
        actor = self._actor(operation)
        more: dict[str, Any] = {"path": self._path(script, operation, actor)}
        if operation.query:
            more["query"] = self._query(operation)
        if operation.body is not None:
            more["json"] = self._body(script, operation, actor)
        headers = self._headers(operation)
        if headers:
            more["headers"] = headers
        return script.request(operation, actor, **more)

    # rows

    def _path(self, script: Script, operation: OperationPlan, actor: Actor | None) -> dict[str, str]:
        found: dict[str, str] = {}
        targets = target_columns(operation)
        if operation.path_fields and self._is(0.2):
            found = script.path(script.targets(operation, actor if self.suite.may(actor, operation) else None))
        for item in operation.path_fields:
            name = item.name.snake
            table, column = targets[name][:2] if name in targets else (operation.group, "")
            row = self._row(table, column)
            if self._is(0.12):
                found[name] = literal(self.random.choice(JUNK))
            elif row is not None:
                found[name] = row
            elif name not in found:
                found[name] = literal(self._absent(item))
        return found

    def _row(self, table: str, column: str) -> str | None:
        """A reference to the column of a row that is known."""
        rows = [row for row in self.known.get(table, []) if column in row.wires]
        if not rows:
            return None
        row = self.random.choice(rows[-MANY:])
        return f"{row.bind}/{row.wires[column]}"

    def _absent(self, item: Field) -> str:
        return ABSENT % self.random.randrange(9) if item.type.kind == "uuid" else str(sample(item.type, 77))

    # bodies

    def _body(self, script: Script, operation: OperationPlan, actor: Actor | None) -> Any:
        number = FIRST + self.random.randrange(NUMBERS) if self._is(0.4) else None
        body = script.body(operation, actor, optional=self._is(0.6), number=number)[0]
        table = script.catalog.written(operation)
        for item in operation.body.fields if operation.body is not None else ():
            target = script.catalog.reference_table(table, item)
            row = self._row(target, script.catalog.key_column(target)) if target is not None else None
            if row is not None and item.wire in body and self._is(0.6):
                body[item.wire] = ref(row)
        if self._is(0.35) and operation.body is not None and operation.body.is_json:
            body = self._spoilt(operation, body)
        return body

    def _spoilt(self, operation: OperationPlan, body: dict[str, Any]) -> Any:
        assert operation.body is not None
        item = self.random.choice(operation.body.fields)
        plain = item.type.kind not in COMPOSED and objects_of(item) is None
        match self.random.randrange(7):
            case 0:
                return {name: value for name, value in body.items() if name != item.wire}
            case 1:
                return {**body, item.wire: None}
            case 2:
                return {**body, self.random.choice(["id", "no_such_field", "__proto__", "createdAt"]): 1}
            case 3:
                return self.random.choice([[], "text", 7, None, [body]])
            case 4 | 5 if plain:
                values = [entry.sent for entry in beyond(item.type, FIRST + self.random.randrange(NUMBERS))]
            case 6 if plain:
                values = [entry.sent for entry in edges(item.type, FIRST + self.random.randrange(NUMBERS))]
            case _:
                values = [[], {}, [7], {"a": [None]}]
        return {**body, item.wire: self.random.choice(values)} if values else body

    # query and headers

    def _query(self, operation: OperationPlan) -> list[list[object]]:
        free = [item for item in operation.query if not item.required]
        picked = self.random.sample(free, min(len(free), self.random.randrange(ASKED)))
        needed = [item for item in operation.query if item.required]
        found: list[list[object]] = [[item.wire, self._asked(operation, item)] for item in (*needed, *picked)]
        if self._is(0.05):
            found.append(["no_such_parameter", "1"])
        if self._is(0.03) and found:
            found.append(found[0])
        self.random.shuffle(found)
        return found

    def _asked(self, operation: OperationPlan, item: Field) -> object:
        name, kind = item.name.snake, item.type
        if name == "limit":
            return self.random.choice([1, 2, 3, 5, self.plan.api.max_limit, self.plan.api.max_limit + 1, 0, "x"])
        if name == "offset":
            return self.random.choice([0, 1, 2, 5, -1, "x"])
        if name == "cursor":
            known = self.cursors.get(operation.name.snake, [])
            return ref(self.random.choice(known)) if known and self._is(0.8) else "not-a-cursor"
        if name == "sort":
            return self._order(operation)
        if name == "q":
            return self.random.choice(["value", "a", "1", "é", "%", "_", *HOSTILE])
        if kind.kind in COMPOSED:
            return self.random.choice(["red", "a,b", "{}"])
        row = self._row(operation.group, name.removesuffix("_gte").removesuffix("_lte"))
        if row is not None and self._is(0.5):
            return ref(row)
        texts = [entry.sent for entry in beyond(kind, 1) if isinstance(entry.sent, str)]
        wrong = [text for text in texts if text.isprintable()]
        if wrong and self._is(0.15):
            return self.random.choice(wrong)
        return sample(kind, FIRST + self.random.randrange(NUMBERS))

    def _order(self, operation: OperationPlan) -> str:
        wires = [item.wire for item in operation.response.view.fields] if operation.response.view is not None else []
        picked = self.random.sample(wires, min(len(wires), self.random.randrange(1, 3)))
        return ",".join(("-" if self._is(0.5) else "") + wire for wire in picked) or "-"

    def _headers(self, operation: OperationPlan) -> dict[str, object]:
        found: dict[str, object] = {}
        if operation.idempotency_key and self._is(0.3):
            found["Idempotency-Key"] = f"key-{self.random.randrange(KEYS)}"
        tagged = [row.bind for row in self.known.get(operation.group, []) if row.tagged]
        tags: list[object] = [f"${{{bind}.etag}}" for bind in tagged[-3:]] * 2
        if operation.if_match:
            found["If-Match"] = self.random.choice([*tags, "*", '"0"', 'W/"1"', "1", None])
        elif operation.method == "GET" and operation.response.etag and self._is(0.3):
            found["If-None-Match"] = self.random.choice([*tags, "*", '"0"', 'W/"1"'])
        if self._is(0.05):
            found["Accept"] = self.random.choice(["text/html", "application/*", "application/json;q=0", "*/*;q=0.1"])
        return found

    # what was answered

    def learn(self, drawn: Drawn, body: Any, tagged: bool) -> dict[str, str]:
        """What to save of a good answer: variable → pointer; the rows in it are known from now on."""
        response = drawn.operation.response
        saved: dict[str, str] = {}
        if response.page is not None and response.media == "json":
            pointer = rows_pointer(drawn.operation)
            rows = body.get(pointer[1:], []) if isinstance(body, dict) else []
            for place in range(min(len(rows), 2)):
                self._remember(drawn, f"{drawn.bind}.{place}", False)
                saved[f"{drawn.bind}.{place}"] = f"{pointer}/{place}"
            cursor = response.page.next_cursor
            if cursor is not None and isinstance(body, dict) and body.get(cursor):
                self.cursors.setdefault(drawn.operation.name.snake, []).append(f"{drawn.bind}.cursor")
                saved[f"{drawn.bind}.cursor"] = f"/{cursor}"
        elif response.view is not None and response.media == "json":
            self._remember(drawn, drawn.bind, tagged)
            saved[drawn.bind] = pointer_in_answer(drawn.operation, "body")
        if tagged:
            saved[f"{drawn.bind}.etag"] = "header:ETag"
        return saved

    def _remember(self, drawn: Drawn, bind: str, tagged: bool) -> None:
        view = drawn.operation.response.view
        if view is None:
            return
        table = next((item.name.snake for item in self.plan.tables if item.name.pascal == view.entity), None)
        if table is not None:
            wires = {item.column: item.wire for item in view.fields if item.column is not None and item.required}
            self.known.setdefault(table, []).append(Known(bind, wires, tagged))
