"""Ordered lists: positions without gaps, kept by whatever makes, moves and deletes rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import crud_operation, phrase
from tools.blueprint.expand.patterns.acts import changers, on_row, the_row
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import counted, one_of, unversioned
from tools.blueprint.index import BlueprintIndex, Link
from tools.blueprint.model import (
    Action,
    AttributeType,
    Create,
    Delete,
    Each,
    ErrorSpec,
    Find,
    If,
    Input,
    Let,
    List,
    Operation,
    Step,
    Update,
    UpdateAll,
    Upsert,
)
from tools.blueprint.model.patterns import Ensure, Ordered
from tools.blueprint.model.steps import every_step
from tools.errors import BadInput


def ordered(index: BlueprintIndex, pattern: Ordered) -> Expansion:
    """`POST /cards/{id}/move`; a new row goes to the end, a deleted one leaves no gap, and lists keep the order."""
    entity, _, name = pattern.ordered.partition(".")
    counted(index, entity, name, AttributeType.INT32, AttributeType.INT64)
    unversioned(index, entity)
    order = _Order(index, pattern, entity, name, _within(index, entity, pattern))
    _check_kept(index, entity, order.link)
    standard = {Action.CREATE: order.create, Action.DELETE: order.delete, Action.LIST: order.listing}
    offered = {action for item in index.blueprint.resources if item.entity == entity for action in item.actions}
    made = tuple(change() for action, change in standard.items() if action in offered)
    return Expansion((*made, order.move()), instead=frozenset(operation.name for operation in made))


@dataclass(frozen=True, slots=True)
class _Order:
    """The operations of one order. All of them lock what the rows belong to, and so come one after the other."""

    index: BlueprintIndex
    pattern: Ordered
    entity: str
    column: str
    link: Link

    def create(self) -> Operation:
        standard = crud_operation(self.index, self.entity, Action.CREATE)
        (made,) = standard.steps
        assert isinstance(made, Create)
        held, key = self.index.link_column(self.link), self.index.key(self.link.target).name
        values = {**made.set, self.column: f"{self.rows}.count()"}
        given = made.set.get(held, f"input.{held}")
        find = Find(find=self.link.target, bind=self.parent, where=f"row.{key} == {given}", lock=True)
        return standard.model_copy(update={"steps": (find, made.model_copy(update={"set": values}))})

    def delete(self) -> Operation:
        standard = crud_operation(self.index, self.entity, Action.DELETE)
        find, gone = standard.steps
        assert isinstance(find, Find)
        closing = self.closing(self.rows)
        return standard.model_copy(update={"steps": (*self.locked(find), closing, gone)})

    def listing(self) -> Operation:
        standard = crud_operation(self.index, self.entity, Action.LIST)
        (step,) = standard.steps
        assert isinstance(step, List)
        return standard.model_copy(update={"steps": (step.model_copy(update={"order": (self.column,)}),)})

    def move(self) -> Operation:
        what, steps = phrase(self.entity), self.across() if self.pattern.across else self.inside()
        held = self.index.link_column(self.link)
        more = (Input(name=held, attribute=f"{self.entity}.{self.link.name}"),) if self.pattern.across else ()
        return on_row(
            self.index, self.entity, self.pattern, "ordered",
            access=changers(self.index, self.entity, self.pattern.access),
            summary=f"Move one {what} to another place in its {self.of}; beyond the last one is the last one.",
            inputs=(
                Input(name=self.column, attribute=f"{self.entity}.{self.column}", minimum=0, required=True), *more,
            ),
            steps=tuple(steps), errors=(self.missing,) if self.pattern.across else (),
        )  # fmt: skip

    def inside(self) -> Iterator[Step]:
        yield from self.locked(the_row(self.index, self.entity, self.pattern))
        yield Let(let=self.last, be=f"{self.rows}.count() - 1")
        yield Let(let=self.place, be=self.capped)
        yield from self.shifts()
        yield Update(update=self.bind, set={self.column: self.place})

    def across(self) -> Iterator[Step]:
        find = the_row(self.index, self.entity, self.pattern)
        held, key, target = self.index.link_column(self.link), self.index.key(self.link.target).name, self.target
        seen, source, again = self.locked(find)
        wanted = f"input.{held} == null ? {self.seen}.{held} : input.{held}"
        yield seen
        yield source
        yield Find(
            find=self.link.target, bind=target, where=f"row.{key} == ({wanted})", lock=True, otherwise=self.missing.name
        )
        yield again
        same, there = f"{target}.{key} == {self.parent}.{key}", f"{target}.{self.link.inverse}"
        yield Let(let=self.last, be=f"{same} ? {self.rows}.count() - 1 : {there}.count()")
        yield Let(let=self.place, be=self.capped)
        opening = f"row.{self.column} >= {self.place}"
        yield If(
            condition=same, then=tuple(self.shifts()),
            otherwise=(self.closing(self.rows), self.shift(there, opening, "+")),
        )  # fmt: skip
        yield Update(update=self.bind, set={self.column: self.place, held: f"{target}.{key}"})

    def locked(self, find: Find) -> tuple[Find, Find, Find]:
        """The row, what it belongs to, which is locked, and the row as it is by then."""
        held, key = self.index.link_column(self.link), self.index.key(self.link.target).name
        parent = Find(
            find=self.link.target, bind=self.parent, where=f"row.{key} == {self.seen}.{held}", owner=False, lock=True
        )
        where = f"{find.where} && row.{held} == {self.parent}.{key}"
        return find.model_copy(update={"bind": self.seen}), parent, find.model_copy(update={"where": where})

    def shifts(self) -> Iterator[Step]:
        """Rows between the old place and the new one go one place towards the old one."""
        column, bind, place = self.column, self.bind, self.place
        yield self.shift(self.rows, f"row.{column} > {bind}.{column} && row.{column} <= {place}", "-")
        yield self.shift(self.rows, f"row.{column} < {bind}.{column} && row.{column} >= {place}", "+")

    def closing(self, rows: str) -> UpdateAll:
        return self.shift(rows, f"row.{self.column} > {self.bind}.{self.column}", "-")

    def shift(self, rows: str, where: str, sign: str) -> UpdateAll:
        return UpdateAll(update_all=rows, where=where, set={self.column: f"row.{self.column} {sign} 1"})

    @property
    def bind(self) -> str:
        return bind_of(self.entity)

    @property
    def seen(self) -> str:
        """The row before what it belongs to is locked: by then others may have moved it."""
        return f"found_{self.bind}"

    @property
    def parent(self) -> str:
        return bind_of(self.link.target)

    @property
    def target(self) -> str:
        return f"other_{self.parent}"

    @property
    def rows(self) -> str:
        return f"{self.parent}.{self.link.inverse}"

    @property
    def place(self) -> str:
        return f"new_{self.column}"

    @property
    def last(self) -> str:
        return f"last_{self.column}"

    @property
    def capped(self) -> str:
        return f"input.{self.column} < {self.last} ? input.{self.column} : {self.last}"

    @property
    def of(self) -> str:
        return phrase(self.link.target)

    @property
    def missing(self) -> ErrorSpec:
        return ErrorSpec(name=f"no_{self.parent}", status=404, title=f"There is no such {self.of}")


def _within(index: BlueprintIndex, entity: str, pattern: Ordered) -> Link:
    """What the rows belong to. Raises BadInput where they may belong to nothing, or change it past the pattern."""
    link = one_of(index, entity, pattern.within)
    place, of_caller = f"{entity}.{link.name}", link.name in index.caller_set(entity)
    if not link.required or link.unique:
        raise BadInput(
            f"{place} is not what many rows of {entity} always belong to.",
            hint="Name a many-to-one relationship, and mark it `required: true`.",
        )
    if link.inverse is None:
        raise BadInput(f"Nothing leads back over {place}.", hint="Give the relationship an `inverse`.")
    if link.target == entity:
        raise BadInput(f"{place} leads to {entity} itself.", hint="Name a relationship to another entity.")
    if not (link.immutable or of_caller) or link.managed:
        raise BadInput(
            f"{place} could be changed past the pattern, and leave a gap.",
            hint="Mark the relationship `immutable: true`; with `across: true` a move may change it.",
        )
    if pattern.across and of_caller:
        raise BadInput(
            f"{place} is set from the caller, and no move changes it.", hint="Leave `across` out of the pattern."
        )
    return link


def _check_kept(index: BlueprintIndex, entity: str, within: Link) -> None:
    """Raises BadInput where rows come or go in other ways, past the order."""
    for link in index.links(entity):
        if link.on_delete == "cascade" and link.name != within.name:
            raise BadInput(
                f"Rows of {entity} go with their `{link.name}`, and leave gaps.",
                hint="Let `on_delete` of the relationship be `restrict` or `set_null`.",
            )
    for pattern in index.blueprint.patterns:
        made = {getattr(pattern, name, None) for name in ("record", "entries", "versions")}
        made |= {pattern.ensure.partition(".")[0]} if isinstance(pattern, Ensure) else set()
        if entity in made:
            raise BadInput(
                f"Another pattern makes rows of {entity}, past the order.",
                hint=f"Name another entity there, or leave `ordered` of {entity} out.",
            )
    for operation in index.blueprint.operations:
        steps = tuple(every_step(operation.steps))
        finds = {item.bind: item.find for item in steps if isinstance(item, Find)}
        loops = {item.bind: item.each for item in steps if isinstance(item, Each)}
        touched = {item.create for item in steps if isinstance(item, Create)}
        touched |= {item.upsert for item in steps if isinstance(item, Upsert)}
        touched |= {(finds | loops).get(item.delete, "") for item in steps if isinstance(item, Delete)}
        if entity in touched:
            raise BadInput(
                f"The operation {operation.name} makes or deletes a {entity}, past the order.",
                hint=f"Take it out, and name `create` and `delete` in the `actions` of {entity}.",
            )
