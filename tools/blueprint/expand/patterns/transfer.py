"""Transfers: what one row loses another one gains, in one write-set, and no balance falls below zero."""

from decimal import Decimal

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.expand.inputs import accepted, body_inputs
from tools.blueprint.expand.patterns.acts import on_row, readers, the_row, view_of
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import attribute_of, counted, link_to, unversioned
from tools.blueprint.expand.patterns.records import alone
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.types import value_type
from tools.blueprint.model import (
    Access,
    Action,
    Attribute,
    AttributeType,
    CheckStep,
    Create,
    ErrorSpec,
    Find,
    Input,
    Response,
    Update,
)
from tools.blueprint.model.patterns import Transfer
from tools.errors import BadInput

AMOUNT = "amount"
"""What callers say, and the attribute of the entries that keeps it."""
_NUMBERS = (AttributeType.INT32, AttributeType.INT64, AttributeType.DECIMAL)


def transfer(index: BlueprintIndex, pattern: Transfer) -> Expansion:
    """`POST /wallets/{id}/send` with `to_id` and `amount`: 404 for no such target, 409 where a balance forbids it."""
    entity, _, name = pattern.transfer.partition(".")
    balance = counted(index, entity, name, *_NUMBERS)
    unversioned(index, entity)
    access = readers(index, entity, pattern.access or Access(owner=True), pattern.name)
    bind, key, what = bind_of(entity), index.key(entity).name, phrase(entity)
    other, to = f"other_{bind}", f"to_{key}"
    amount, most = _amount(balance), _text(value_type(balance).maximum)
    inputs: tuple[Input, ...] = (Input(name=to, attribute=f"{entity}.{key}", required=True), amount)
    kept: tuple[Create, ...] = ()
    response = Response(value=bind, view=view_of(index, pattern.entries or entity, pattern.view))
    if pattern.entries is not None:
        more, kept = _entries(index, pattern.entries, entity, balance, (bind, other))
        inputs = (*inputs, *more)
        response = Response(status=201, value=kept[0].bind, view=response.view)
    operation = on_row(
        index, entity, pattern, "transfer", access=access,
        summary=f"Move some of the {name.replace('_', ' ')} of one {what} to another one.", inputs=inputs,
        steps=(
            the_row(index, entity, pattern),
            Find(find=entity, bind=other, where=f"row.{key} == input.{to}", owner=False, otherwise="no_target"),
            CheckStep(check=f"{bind}.{key} != {other}.{key}", otherwise="same_row"),
            CheckStep(check=f"{bind}.{name} >= input.{AMOUNT}", otherwise="not_enough"),
            CheckStep(check=f"{other}.{name} <= {most} - input.{AMOUNT}", otherwise="too_much"),
            Update(update=bind, set={name: f"row.{name} - input.{AMOUNT}"}),
            Update(update=other, set={name: f"row.{name} + input.{AMOUNT}"}),
            *kept,
        ),
        response=response,
        errors=(
            ErrorSpec(name="no_target", status=404, title=f"There is no such {what} to move it to"),
            ErrorSpec(name="same_row", status=409, title=f"It is the same {what}"),
            ErrorSpec(name="not_enough", status=409, title=f"There is not so much on the {what}"),
            ErrorSpec(name="too_much", status=409, title=f"The other {what} does not hold so much"),
        ),
        idempotency_key=index.blueprint.api.idempotency,
    )  # fmt: skip
    return Expansion((operation,))


def _amount(balance: Attribute) -> Input:
    """What is moved: more than nothing, and no more than a balance holds."""
    kind = value_type(balance)
    least = Decimal(1).scaleb(-(kind.scale or 0))
    return Input(
        name=AMOUNT, type=balance.type, precision=kind.precision, scale=kind.scale, minimum=least, maximum=kind.maximum,
        required=True,
    )  # fmt: skip


def _entries(
    index: BlueprintIndex, entries: str, entity: str, balance: Attribute, binds: tuple[str, str]
) -> tuple[tuple[Input, ...], tuple[Create, ...]]:
    """What the caller may send beside, and the steps that keep both sides: what was taken first."""
    held = index.link_column(link_to(index, entries, entity))
    alone(index, entries, (Action.CREATE, Action.UPDATE, Action.DELETE))
    kind, kept = value_type(balance), attribute_of(index, entries, AMOUNT, balance.type)
    if (value_type(kept).precision, value_type(kept).scale) != (kind.precision, kind.scale):
        raise BadInput(f"{entries}.{AMOUNT} has other digits than {entity}.{balance.name}.", hint="Declare both alike.")
    if kept.minimum is not None and kept.minimum >= 0:
        raise BadInput(
            f"{entries}.{AMOUNT} is never below zero, as what is taken is.", hint="Leave `minimum` out of it."
        )
    inputs = tuple(item for item in body_inputs(index, entries, changing=False) if item.name not in (held, AMOUNT))
    steps = []
    for bind, sign in zip(binds, ("-", ""), strict=True):
        values = {held: f"{bind}.{index.key(entity).name}", AMOUNT: f"{sign}input.{AMOUNT}"}
        values |= _belonging(index, entries, entity, bind)
        steps.append(Create(create=entries, bind=f"entry_of_{bind}", accept=accepted(inputs), set=values))
    return inputs, tuple(steps)


def _belonging(index: BlueprintIndex, entries: str, entity: str, bind: str) -> dict[str, str]:
    """Owner and tenant of an entry: those of the row that it is about."""
    found, values = index.entities[entries], {}
    for name, column in ((found.owner, index.owner_column(entity)), (found.tenant, index.tenant_column(entity))):
        if name is not None and column is None:
            raise BadInput(
                f"{entries} has a `{name}`, and {entity} says nothing of it.",
                hint=f"Leave it out of {entries}, or give {entity} one too.",
            )
        if name is not None:
            values[index.link_column(index.link(entries, name))] = f"{bind}.{column}"
    return values


def _text(number: Decimal | None) -> str:
    """The number as expressions write it."""
    assert number is not None
    return format(number, "f")
