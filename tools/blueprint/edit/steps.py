"""Where names stand in steps, field by field, and how each is spelled."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tools.blueprint.edit.expressions import Scope, respell
from tools.blueprint.edit.inputs import Sending
from tools.blueprint.edit.model import PartKind
from tools.blueprint.edit.naming import Owner
from tools.blueprint.edit.spelling import Gone, Spelling
from tools.blueprint.managed import ROLE
from tools.blueprint.model import (
    Aggregate,
    Create,
    Each,
    Find,
    Link,
    List,
    Step,
    Unlink,
    Update,
    UpdateAll,
    Upsert,
    Verify,
)

_CALL = re.compile(r"([a-z]+\()([a-z][a-z0-9_]*)(\))")
"""`month(ordered_on)`, `sum(amount)`."""
_SENT = re.compile(r"input\.([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Here:
    """Where a field stands: its step, whose members it names, and what its expressions know."""

    step: Step
    owner: Owner | None
    scope: Scope
    outside: Scope
    """The scope without the `row` that the step is about."""


class StepWalk:
    """Spells the steps of one operation anew, in their order: each sees what those before it have bound."""

    def __init__(self, spelling: Spelling, sending: Sending) -> None:
        self._spelling = spelling
        self._names = spelling.names
        self._sending = sending
        self._left_out: Gone | None = None

    def steps(self, steps: Sequence[Step], scope: Scope) -> tuple[tuple[Step, ...], Scope]:
        """The steps, and the scope after them. Raises Gone where one needs a part that is taken out."""
        made = []
        for number, step in enumerate(steps):
            try:
                made.append(self._step(step, scope))
            except Gone as gone:
                raise gone.within(f"steps[{number}]") from None
            scope = self._after(step, scope)
        return tuple(made), scope

    def _step(self, step: Step, scope: Scope) -> Step:
        owner = self._owner(step, scope)
        here = Here(step, owner, scope.row("row", owner) if isinstance(owner, str) else scope, scope)
        changed: dict[str, Any] = {}
        for field in type(step).model_fields:
            value, spell = getattr(step, field), FIELDS.get(field)
            if spell is None or not value or isinstance(value, bool):
                continue
            changed[field] = spell(self, value, here)
        if isinstance(step, Create | Update | Upsert | Link):
            changed |= self._accepted(step, here, changed.get("set", {}))
        changed = {field: value for field, value in changed.items() if value != getattr(step, field)}
        made = step.model_copy(update=changed) if changed else step
        if isinstance(made, Update) and changed:
            self._need((*made.accept, *made.set))
        return made

    def _owner(self, step: Step, scope: Scope) -> Owner | None:
        """Whose members the step names."""
        match step:
            case Find(find=name) | List(list=name) | Aggregate(aggregate=name) | Create(create=name):
                return name
            case Upsert(upsert=name) | Verify(account=name):
                return name
            case Each(each=name):
                return name if name in self._names.entities else None
            case Update(update=bind):
                return scope.rows.get(bind)
            case UpdateAll(update_all=path) | Link(link=path) | Unlink(unlink=path):
                bind, _, relation = path.partition(".")
                way = self._names.way(scope.rows.get(bind, ""), relation)
                if way is None:
                    return None
                return way.target if isinstance(step, UpdateAll) else way.relationship
        return None

    def _after(self, step: Step, scope: Scope) -> Scope:
        """What later steps know."""
        if isinstance(step, Find | Create | Upsert | Verify):
            owner = self._owner(step, scope)
            return scope.row(step.bind, owner if isinstance(owner, str) else None)
        return scope

    def entity(self, value: str, here: Here) -> str:
        return self._spelling.entity(value)

    def loop(self, value: str, here: Here) -> str:
        source = value.removeprefix("input.")
        return self._spelling.entity(value) if source == value else f"input.{here.scope.sent(None, source)}"

    def path(self, value: str, here: Here) -> str:
        """`board.cards`: a bound row, and a relationship of it."""
        bind, _, relation = value.partition(".")
        entity = here.scope.rows.get(bind)
        return f"{bind}.{self._spelling.relation(entity, relation)}" if entity is not None else value

    def members(self, value: Sequence[str], here: Here) -> tuple[str, ...]:
        made = []
        for name in value:
            try:
                made.append(self._member(name, here))
            except Gone as gone:
                self._left_out = gone
        return tuple(made)

    def by(self, value: str | Sequence[str] | Mapping[str, str], here: Here) -> object:
        """What rows are told apart by: nothing of it can be left out."""
        if isinstance(value, str):
            buckets = here.step.buckets if isinstance(here.step, Aggregate) else {}
            return value if value in buckets else self._member(value, here)
        if isinstance(value, Mapping):
            return {self._member(name, here): self.expression(text, here) for name, text in value.items()}
        return tuple(self._member(name, here) for name in value)

    def assigned(self, value: Mapping[str, str], here: Here) -> dict[str, str]:
        """Values by column: with a column that is taken out goes what it was set to."""
        made = {}
        account = here.owner is not None and here.owner == self._names.account
        for name, text in value.items():
            try:
                column = self._member(name, here)
            except Gone as gone:
                self._left_out = gone
                continue
            role = account and name == ROLE
            made[column] = self.expression(text, here, role=role)
            sent = _SENT.fullmatch(text.strip())
            if role and sent is not None:
                self._sending.given_role(sent[1])
        if isinstance(here.step, UpdateAll):
            self._need(made)
        return made

    def calls(self, value: Mapping[str, str], here: Here) -> dict[str, str]:
        made = {}
        for name, text in value.items():
            try:
                made[name] = _CALL.sub(lambda found: f"{found[1]}{self._member(found[2], here)}{found[3]}", text)
            except Gone as gone:
                self._left_out = gone
        if isinstance(here.step, Aggregate) and value is here.step.measures:
            self._need(made)
        return made

    def expression(self, value: str, here: Here, *, role: bool = False) -> str:
        return respell(value, here.scope, self._spelling, role=role)

    def expressions(self, value: Mapping[str, str], here: Here) -> dict[str, str]:
        return {name: self.expression(text, here) for name, text in value.items()}

    def event(self, value: str, here: Here) -> str:
        return self._spelling.of(PartKind.EVENT, value)

    def port(self, value: str, here: Here) -> str:
        name, _, call = value.partition(".")
        return f"{self._spelling.of(PartKind.PORT, name)}.{call}"

    def inner(self, value: object, here: Here) -> object:
        """Steps inside another one; where it is no step, `else` names an error."""
        if not isinstance(value, tuple):
            return value
        scope = here.outside
        if isinstance(here.step, Each):
            each, bind = here.step.each, here.step.bind
            source = each.removeprefix("input.")
            scope = scope.row(bind, each) if source == each else scope.item(bind, source)
        return self.steps(value, scope)[0]

    def _accepted(self, step: Create | Update | Upsert | Link, here: Here, given: dict[str, str]) -> dict[str, Any]:
        """What the step takes over from what was sent, where both are called alike still; else it is set."""
        source = None if isinstance(step, Link) else step.source
        listed = here.scope.items.get(source) if source is not None else None
        kept, moved = [], {}
        for name in step.accept:
            try:
                column = self._member(name, here)
            except Gone as gone:
                self._left_out = gone
                continue
            sent = self._sending.accepted(listed, name, column)
            if sent == column:
                kept.append(column)
            else:
                self._sending.check_moved(listed, name, step, self._names.attribute(here.owner or "", name))
                moved[column] = f"{source or 'input'}.{sent}"
        return {"accept": tuple(kept), "set": {**given, **moved}}

    def _member(self, name: str, here: Here) -> str:
        """A member of the owner; a leading `-` stays."""
        if here.owner is None:
            return name
        bare = name.removeprefix("-")
        return f"{'-' * name.startswith('-')}{self._spelling.member(here.owner, bare)}"

    def _need(self, left: Collection[object]) -> None:
        """Raises Gone where a step would have nothing left to do."""
        if not left and self._left_out is not None:
            raise self._left_out


Spell = Callable[[StepWalk, Any, Here], object]
FIELDS: Mapping[str, Spell] = {
    **dict.fromkeys(("find", "list", "aggregate", "create", "upsert", "account"), StepWalk.entity),
    "each": StepWalk.loop,
    **dict.fromkeys(("update_all", "link", "unlink"), StepWalk.path),
    **dict.fromkeys(("filters", "sorts", "search", "group_by", "order"), StepWalk.members),
    "by": StepWalk.by,
    **dict.fromkeys(("set", "change"), StepWalk.assigned),
    **dict.fromkeys(("buckets", "measures"), StepWalk.calls),
    **dict.fromkeys(("where", "check", "condition", "be", "hash", "verify", "rotate_token"), StepWalk.expression),
    **dict.fromkeys(("sent", "data"), StepWalk.expressions),
    "emit": StepWalk.event,
    "call": StepWalk.port,
    **dict.fromkeys(("steps", "then", "otherwise"), StepWalk.inner),
}  # fmt: skip
"""Field of a step → how it is spelled. `accept` depends on the inputs; all others name nothing that edits know."""
