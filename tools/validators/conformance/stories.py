"""How rows get into the state that an operation asks for: calls before it, found by trying what operations set."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from tools.blueprint.managed import VERSION
from tools.blueprint.plan.operation import Compute, ForEach, OperationPlan, every
from tools.blueprint.plan.store import DeleteRow, InsertRow, UpdateRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.as_made import as_made, made_by_name, viewer_of
from tools.validators.conformance.beside import BodyRows
from tools.validators.conformance.callers import call_for_itself, choose_accounts, mover
from tools.validators.conformance.course import Course, Unsure, is_nested
from tools.validators.conformance.document import ref
from tools.validators.conformance.edges import edges
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.items import objects_of
from tools.validators.conformance.kinship import fresh_key
from tools.validators.conformance.knowledge import SOME, Known, given, inserted, told, wire_value
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.moves import (
    Move,
    asked_by,
    binds_of,
    guards_of,
    inputs_of,
    move_of,
    moved,
    with_lets,
    without_computed,
)
from tools.validators.conformance.providing import provided
from tools.validators.conformance.replies import Replies, answering, replies
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import finds_deleted, followed_rows, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.trials import EDGED, Trials
from tools.validators.conformance.wanted import FAR, row_wishes
from tools.validators.conformance.world import World

MOST_CALLS = 4
"""Calls before the one that a story is about."""

Calls = tuple[tuple[Move, str, dict[str, object]], ...]
"""Calls of a walk: the move, the input that names its row, its body."""


class Story:
    """Rows for one call of an operation, its body, and what is known of both."""

    def __init__(
        self, script: Script, operation: OperationPlan, actor: Actor | None, refusing: int | None = None, *,
        given: Mapping[str, object] | None = None, maker: Actor | None = None, own: bool = False, timed: bool = False,
    ) -> None:  # fmt: skip
        """`refusing`: the guard that is to refuse; `given`: of the body; `maker`: whose rows, not the actor's.

        `own`: what the body names is the maker's too, though the operation sees rows of others. `timed`: times that may
        be null are there.
        """
        self.script = script
        self.operation = operation
        self.actor = actor
        self.refusing = refusing
        self.binds = binds_of(operation)
        wished = row_wishes(script.catalog, operation, self.binds, refusing, timed=timed)
        self._given = given or {}
        self.replies: Replies = next(replies(script.suite.plan, operation))
        """What services outside answer."""
        under = {name[1:]: row for name, row in self._given.items() if isinstance(row, Row)}
        self.rows = script.targets(operation, maker or actor, wished, under)
        """Rows that the path names."""
        choose_accounts(script, operation, actor, self.rows, refusing)
        self._named = BodyRows(script, operation, self.rows, refusing).make(
            maker or actor, wished, self._given, own=own
        )
        self.sent: dict[str, object] = {}
        if operation.body is not None:
            self.sent, _ = script.body(operation, actor, {**self.references(), **self._given})
        self._followed: dict[str, str] = {}
        self.made_more = False
        """Whether calls before it made more rows than those that its inputs name."""
        self._trials = Trials(script, actor)
        self._look()

    def _look(self) -> None:
        """What is known of the rows, before any call."""
        self.known = Known()
        for field, row in self._there.items():
            values = as_made(self.script, row)
            if field in self._deleted and VERSION in values:
                # Marking it was a change.
                values = {**values, VERSION: SOME}
            self.known = self.known.bind(self.binds[field], values)
        self._follow()
        self.known = Known({**self.known.values, **self._computed(self.known)})

    def _follow(self) -> None:
        """Rows that are found by what another one refers to, where that was made of them."""
        beside = [found for row in self._there.values() for found in row.beside]
        for bind, (table, column, value) in followed_rows(self.operation).items():
            if bind in self.binds.values():
                continue
            wanted = self.known.values.get(f"{value.bind}.{value.column}")
            for other, values in beside:
                if other == table and wanted is not None and values.get(column) == wanted:
                    self.known = self.known.bind(bind, values)
                    self._followed[bind] = table

    @property
    def _deleted(self) -> set[str]:
        """Inputs that name rows which are marked as deleted."""
        return {name for name, (_, _, call) in target_columns(self.operation).items() if finds_deleted(call)}

    @property
    def needed(self) -> dict[str, object]:
        """What its body must say: which rows it is about, and what guards look at."""
        asked = asked_by(self.operation) | self._named.keys()
        body = self.operation.body.fields if self.operation.body is not None else ()
        return {item.wire: self.sent[item.wire] for item in body if item.name.snake in asked and item.wire in self.sent}

    @property
    def path(self) -> dict[str, str]:
        return self.script.path(self.rows)

    @property
    def _there(self) -> dict[str, Row]:
        """Rows that the inputs name."""
        return {**self.rows, **self._named}

    def named(self, bind: str | None) -> Row | None:
        """The row that an input names, by what the operation calls it."""
        return next((row for field, row in self._there.items() if self.binds[field] == bind), None)

    def reach(self, *, spent: bool = False) -> None:
        """Adds calls after which the operation goes well, or its guard refuses. Raises Unavailable.

        `spent`: it goes well once, and the same call is refused afterwards.
        """
        guards = guards_of(self.operation)
        wanted = [True] * len(guards) if self.refusing is None else [True] * self.refusing + [False]
        for calls, rows in self._walks():
            for sent in self._tries():
                known = with_lets(self.operation, Known({**rows.values, **self._inputs(sent)}))
                if [known.holds(guard.condition) for guard in guards[: len(wanted)]] != wanted:
                    continue
                if spent and not self._refuses_after(known, sent):
                    continue
                if not self._course().leads_to(self.refusing, known):
                    continue
                for move, field, body in calls:
                    self._make(move, self._there[field], body)
                self.known, self.sent = known, sent
                self._answer(self.operation, self.replies)
                return
        if self.refusing is not None and self._reach_by_itself(wanted):
            return
        known = Known({**self.known.values, **self._inputs(self.sent)})
        if self.refusing is None and not spent and provided(self.script, self.operation, self.actor, known):
            self.known, self.made_more = known, True
            return
        if self.refusing is None and call_for_itself(self.script, self.operation, self.actor, self.rows):
            self._look()
            self.reach(spent=spent)
            return
        if spent:
            raise Unavailable("no calls were found after which it goes well once and never again")
        raise Unavailable("no calls were found after which it can be told what it answers")

    def _course(self, answered: str | None = None) -> Course:
        found = (*(self.binds[field] for field in self._there), *self._followed)
        return Course(self.script.catalog, self.operation, found, answered, self._seen)

    def _seen(self, name: str) -> Values:
        """What is known of a row that an item names, where no call before this one may have changed it."""
        return {} if name in {row.bind for row in self._there.values()} else made_by_name(self.script, name)

    def _reach_by_itself(self, wanted: list[bool]) -> bool:
        """Adds calls that end with the operation itself, where it leaves a state in which its guard refuses it."""
        guards = guards_of(self.operation)
        for calls, rows in self._walks():
            for sent in self._tries():
                known = with_lets(self.operation, Known({**rows.values, **self._inputs(sent)}))
                if not all(known.holds(guard.condition) is True for guard in guards):
                    continue
                self.known, self.sent = known, sent
                after = self.after()
                if [after.holds(guard.condition) for guard in guards[: len(wanted)]] == wanted:
                    for move, field, body in calls:
                        self._make(move, self._there[field], body)
                    self._answer(self.operation, self.replies)
                    more = {"json": sent} if self.operation.body is not None else {}
                    status = {"status": [self.operation.response.status]}
                    self.script.call(self.operation, self.actor, path=self.path, expect=status, **more)
                    self.known = after
                    return True
        return False

    def _answer(self, operation: OperationPlan, known: Replies) -> None:
        self.script.steps += answering(self.script.suite.plan, operation, known)

    def _tries(self) -> Iterator[dict[str, object]]:
        """Bodies, beside each of the answers that services outside may give."""
        for replied in replies(self.script.suite.plan, self.operation):
            self.replies = replied
            yield from self._sent_bodies()

    def _sent_bodies(self) -> Iterator[dict[str, object]]:
        """The body, and others with a number or a time at its edge that a guard looks at."""
        yield self.sent
        asked = asked_by(self.operation)
        for item in self.operation.body.fields if self.operation.body is not None else ():
            if item.name.snake not in asked or item.wire in self._given:
                continue
            if objects_of(item) is not None:
                yield {**self.sent, item.wire: []}
            if item.type.kind in FAR:
                yield from ({**self.sent, item.wire: time} for time in FAR[item.type.kind])
            if item.type.kind in EDGED:
                yield from ({**self.sent, item.wire: edge.sent} for edge in edges(item.type, 1))

    def references(self) -> dict[str, object]:
        """What the body names rows by."""
        body = self.operation.body.fields if self.operation.body is not None else ()
        return {item.wire: ref(self._named[item.name.snake].path) for item in body if item.name.snake in self._named}

    def _refuses_after(self, known: Known, sent: dict[str, object]) -> bool:
        """Whether the call, made from there, leaves its rows so that the same one is refused."""
        self.known, self.sent = known, sent
        after = self.after()
        return any(after.holds(guard.condition) is False for guard in guards_of(self.operation))

    def after(self, answered: str | None = None) -> Known:
        """What is known when the operation went well from there; `answered`: where the key of the answered row is."""
        if is_nested(self.operation):
            with suppress(Unsure):
                return self._course(answered).after(self.known)
        known, made = self.known, []
        for write in self.script.catalog.writes(self.operation):
            call, bind = write.call, write.bind
            if isinstance(call, UpdateRow) and bind is not None:
                row = known.row(bind)
                values = given(self.script.catalog.table(call.table), call.assignments, call.parameters, known, bind)
                if not (call.only_when_sent and not self._accepted(call.accept)):
                    known = known.bind(bind, told({**row, **self._accepted(call.accept), **values}))
            elif isinstance(call, InsertRow) and bind is not None:
                table = self.script.catalog.table(call.table)
                values = given(table, call.assignments, call.parameters, known)
                key = answered if bind == self.operation.response.bind else None
                known = known.bind(bind, inserted(table, self._accepted(call.accept), values, key))
                made.append((call.table, known.row(bind)))
        return self._course(answered).outside(self._computed_anew(known, made))

    def rows_known(self, answered: str) -> tuple[tuple[str, Values], ...]:
        """Tables and values of the rows that are there once the operation went well; none where there are more."""
        after, writes = self.after(answered), self.script.catalog.writes(self.operation)
        loops = any(isinstance(node, ForEach) for node in every(self.operation.nodes))
        if loops or self.made_more or not all(isinstance(write.call, InsertRow | UpdateRow) for write in writes):
            return ()
        named = [(row.table, after.row(self.binds[field])) for field, row in self._there.items()]
        made = [(write.call.table, write.bind) for write in writes if isinstance(write.call, InsertRow)]
        rows = (*named, *((table, after.row(bind)) for table, bind in made if bind is not None))
        return (*rows, *((table, dict(other)) for row in self._there.values() for table, other in row.beside))

    def _computed_anew(self, known: Known, made: Sequence[tuple[str, Values]]) -> Known:
        """The same, with what is computed over rows of which some were made."""
        plain = without_computed(known)
        if all(isinstance(write.call, InsertRow | UpdateRow) for write in self.script.catalog.writes(self.operation)):
            found = self._computed(plain, made)
            plain = Known({**plain.values, **{name: found[name] for name in found.keys() & known.values.keys()}})
        return with_lets(self.operation, plain)

    def deletes(self) -> list[Row]:
        """Rows that are gone once the operation went well."""
        gone = {
            parameter.value.bind
            for write in self.script.catalog.writes(self.operation)
            if isinstance(write.call, DeleteRow)
            for parameter in write.call.parameters
            if hasattr(parameter.value, "bind")
        }
        return [self._there[field] for field, bind in self.binds.items() if bind in gone]

    def _accepted(self, names: Sequence[str]) -> Values:
        body = self.operation.body.fields if self.operation.body is not None else ()
        return {
            item.name.snake: self.sent[item.wire]
            for item in body
            if item.name.snake in names and item.wire in self.sent
        }

    def _inputs(self, sent: Mapping[str, object]) -> Values:
        found = inputs_of(self.operation, sent)
        return {**found, **viewer_of(self.script, self.actor), **self.replies}

    def _computed(self, known: Known, made: Sequence[tuple[str, Values]] = ()) -> Values:
        """What is computed of rows to which nothing refers but those that the operation made."""
        found: Values = {}
        fields = {bind: field for field, bind in self.binds.items()}
        inputs = {**known.values, **self._inputs(self.sent)}
        viewer = {name.removeprefix("viewer."): value for name, value in inputs.items() if name.startswith("viewer.")}
        for node in self.operation.nodes:
            if not isinstance(node, Compute) or not (node.of in fields or node.of in self._followed):
                continue
            row = self._there.get(fields.get(node.of, ""))
            if row is not None and row.actor is not None and row.bind == row.actor.name:
                continue
            world, values = World(inputs), known.row(node.of)
            table = row.table if row is not None else self._followed[node.of]
            world.add(table, values, values.get(self.script.catalog.key_column(table)))
            beside = [found for there in self._there.values() for found in there.beside]
            for other, others in (*beside, *made):
                world.add(other, dict(others), fresh_key(self.script, other, others))
            for item in node.call.values:
                with suppress(Unknown):
                    told = world.value(item.value, values, viewer, node.call.parameters)
                    found[item.name] = told if isinstance(told, dict) else wire_value(told, item.type)
        return found

    def _walks(self) -> Iterator[tuple[Calls, Known]]:
        """Sequences of calls, the shortest first, and what is known after each; no state is visited twice."""
        front: list[tuple[Calls, Known]] = [((), self.known)]
        seen = {_state(self.known)}
        for _ in range(MOST_CALLS + 1):
            yield from front
            following = []
            for calls, known in front:
                for field, move, body in self._moves():
                    caller = mover(self.script, self.actor, move, self._there[field])
                    viewer = viewer_of(self.script, caller[0]) if caller is not None else {}
                    viewer |= next(replies(self.script.suite.plan, move.operation))
                    after = moved(self.script.catalog, move, known, self.binds[field], body, viewer)
                    if after is None:
                        continue
                    after = self._told_of_twins(after, field)
                    if _state(after) not in seen:
                        seen.add(_state(after))
                        following.append(((*calls, (move, field, body)), after))
            front = following

    def _told_of_twins(self, known: Known, field: str) -> Known:
        """Where two inputs name one row, what changed under one name has changed under the other."""
        row = self._there[field]
        for other, twin in self._there.items():
            if other != field and twin.bind == row.bind:
                known = known.bind(self.binds[other], known.row(self.binds[field]))
        return known

    def _moves(self) -> Iterator[tuple[str, Move, dict[str, object]]]:
        for field, row in self._there.items():
            for operation in self.script.suite.plan.operations:
                move = move_of(self.script.catalog, operation, row.table)
                if move is not None and mover(self.script, self.actor, move, row) is not None:
                    yield from ((field, move, body) for body in self._trials.of(move))

    def _make(self, move: Move, row: Row, body: dict[str, object]) -> None:
        actor = mover(self.script, self.actor, move, row)
        assert actor is not None
        path = {move.field: self.script.address(row, target_columns(move.operation)[move.field][1])}
        wanted = {"status": [move.operation.response.status]}
        more = {"json": body} if move.operation.body is not None else {}
        self._answer(move.operation, {})
        self.script.call(move.operation, actor[0], path=path, expect=wanted, **more)
        writes = self.script.catalog.writes(move.operation)
        self.made_more |= any(isinstance(write.call, InsertRow) for write in writes)


def shown(story: Story, known: Known) -> Mapping[str, object]:
    """What the operation's answer must hold, by wire name."""
    response = story.operation.response
    if response.view is None or response.bind is None or response.form != "object":
        return {}
    row = known.tellable(response.bind)
    return {item.wire: row[item.column] for item in response.view.fields if item.column in row and not item.link}


def _state(known: Known) -> str:
    return repr(sorted(known.values.items(), key=lambda item: item[0]))
