"""Rows that one caller at most holds: seats, desks, tickets."""

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.expand.patterns.acts import on_row, readers, the_row
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import account_of, holding
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import CheckStep, ErrorSpec, Update
from tools.blueprint.model.patterns import Claim


def claim(index: BlueprintIndex, pattern: Claim) -> Expansion:
    """`POST /seats/{id}/claim`: 409 while anybody holds it. `POST /seats/{id}/release`: 409 for all but the holder."""
    entity, _, name = pattern.claim.partition(".")
    account_of(index)
    column = index.link_column(holding(index, entity, name))
    access = readers(index, entity, pattern.access, pattern.name)
    bind, what = bind_of(entity), phrase(entity)
    find = the_row(index, entity, pattern)
    do = on_row(
        index, entity, pattern, "claim", access=access, summary=f"Hold one {what} that nobody holds.",
        steps=(
            find, CheckStep(check=f"{bind}.{column} == null", otherwise="taken"),
            Update(update=bind, set={column: "viewer.id"}),
        ),
        errors=(ErrorSpec(name="taken", status=409, title=f"The {what} is taken"),),
    )  # fmt: skip
    if pattern.release is None:
        return Expansion((do,))
    undo = on_row(
        index, entity, pattern, "claim", name=pattern.release, access=access,
        summary=f"Give back one {what} that the caller holds.",
        steps=(
            find, CheckStep(check=f"{bind}.{column} == viewer.id", otherwise="not_held"),
            Update(update=bind, set={column: "null"}),
        ),
        errors=(ErrorSpec(name="not_held", status=409, title=f"You do not hold the {what}"),),
    )  # fmt: skip
    return Expansion((do, undo))
