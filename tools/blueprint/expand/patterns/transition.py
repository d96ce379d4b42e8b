"""State machines: one operation for each way from states to a state."""

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.expand.patterns.acts import changers, on_row, the_row
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import attribute_of, unsettable
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import (
    AttributeType,
    CheckStep,
    ErrorSpec,
    Input,
    Update,
)
from tools.blueprint.model.patterns import Transition
from tools.errors import BadInput

_LONGEST = 48
"""Longest name of an error."""


def transition(index: BlueprintIndex, pattern: Transition) -> Expansion:
    """`POST /orders/{id}/ship`: 409 unless the row is in one of the states that it may come from."""
    entity, _, column = pattern.transition.partition(".")
    states = unsettable(index, entity, column, AttributeType.ENUM).values
    for state in (*pattern.sources, pattern.target):
        if state not in states:
            raise BadInput(f"`{state}` is no value of {pattern.transition}.", hint=f"Name one of: {', '.join(states)}.")
    bind, what = bind_of(entity), phrase(entity)
    values = {column: f'"{pattern.target}"'}
    if pattern.stamp is not None:
        values[unsettable(index, entity, pattern.stamp, AttributeType.DATETIME).name] = "now()"
    allowed = ", ".join(f'"{state}"' for state in pattern.sources)
    refusal = f"not_{'_or_'.join(pattern.sources)}"
    refusal = refusal if len(refusal) <= _LONGEST else "wrong_state"
    title = f"The {what} is not {' or '.join(pattern.sources).replace('_', ' ')}"
    operation = on_row(
        index, entity, pattern, "transition",
        summary=f"Bring one {what} from {' or '.join(pattern.sources)} to {pattern.target}.".replace("_", " "),
        access=changers(index, entity, pattern.access), inputs=_inputs(index, entity, pattern.accept),
        steps=(
            the_row(index, entity, pattern),
            CheckStep(check=f"{bind}.{column} in [{allowed}]", otherwise=refusal),
            Update(update=bind, accept=pattern.accept, set=values),
        ),
        errors=(ErrorSpec(name=refusal, status=409, title=title),),
    )  # fmt: skip
    return Expansion((operation,))


def _inputs(index: BlueprintIndex, entity: str, names: tuple[str, ...]) -> tuple[Input, ...]:
    found = [attribute_of(index, entity, name, *AttributeType) for name in names]
    return tuple(
        Input(name=item.name, attribute=f"{entity}.{item.name}", required=item.required, nullable=not item.required)
        for item in found
    )
