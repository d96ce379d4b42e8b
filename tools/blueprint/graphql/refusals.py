"""What a Blueprint may ask for over REST and not over GraphQL, which would leave it out without a word.

GraphQL leads from rows to related rows by itself; and one of its requests has one caller, so that no field can know a
stranger from a caller who was refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import (
    Aggregate,
    ApiStyle,
    AttributeType,
    AuthScheme,
    Call,
    List,
    Nulls,
    Operation,
    Place,
    Step,
    View,
)
from tools.errors import Unsupported

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Refusal(Generic[T]):
    """What is refused, in words; what there is in its place; what to take away."""

    what: str
    instead: tuple[str, ...]
    take: str
    asked: Callable[[BlueprintIndex, T], bool]


_VIEWS: tuple[_Refusal[View], ...] = (
    _Refusal(
        "a view with computed, nested, listed or formatted fields", ("columns", "values of a link"),
        "Leave these fields out of the view",
        lambda _, view: any((item.value, item.view, item.show, item.format) != (None,) * 4 for item in view.fields),
    ),
    _Refusal(
        "a view that leaves out nulls", ("nulls that are shown",), "Take `nulls` off the view",
        lambda _, view: view.nulls is Nulls.LEFT_OUT,
    ),
)  # fmt: skip

_OPERATIONS: tuple[_Refusal[Operation], ...] = (
    _Refusal(
        "an operation with and without an account", ("public", "signed in"), "Take `optional` out of its access",
        lambda _, operation: operation.access.optional,
    ),
    _Refusal(
        "a filter by members of a json attribute", ("filters by values",),
        "Take the attribute out of `filters` (or `filterable` off it)",
        lambda index, operation: any(_asks_documents(index, step) for step in operation.steps),
    ),
    _Refusal(
        "an operation that calls a service outside", ("operations on rows alone",), "Leave the call out",
        lambda _, operation: any(isinstance(step, Call) for step in operation.steps),
    ),
    _Refusal(
        "an answer with members beside the row", ("rows", "tokens"), "Take `beside` off its response",
        lambda _, operation: bool(operation.response.beside),
    ),
    _Refusal(
        "an operation with files, documents or lists of objects", ("rows", "values"), "Leave it out",
        lambda _, operation: _is_more_than_values(operation),
    ),
)  # fmt: skip


def check_graphql(index: BlueprintIndex) -> None:
    """Raises Unsupported for what the Blueprint asks for over GraphQL, and GraphQL cannot say."""
    if ApiStyle.GRAPHQL not in index.blueprint.api.styles:
        return
    if index.blueprint.auth.scheme is AuthScheme.SESSION:
        hint = "Let `auth.scheme` be jwt, or take `graphql` out of `api.styles`."
        raise Unsupported("Over GraphQL, authentication", "session", ("jwt", "none"), hint=hint)
    for view in index.blueprint.views:
        _refuse(_VIEWS, index, view, view.name)
    for operation in index.blueprint.operations:
        _refuse(_OPERATIONS, index, operation, operation.name)


def _refuse(refusals: tuple[_Refusal[T], ...], index: BlueprintIndex, asked: T, name: str) -> None:
    for refusal in refusals:
        if refusal.asked(index, asked):
            hint = f"{refusal.take}, or `graphql` out of `api.styles`."
            raise Unsupported(f"Over GraphQL, {refusal.what},", name, refusal.instead, hint=hint)


def _is_more_than_values(operation: Operation) -> bool:
    takes_more = any(item.place in (Place.FILE, Place.CSV) or item.fields for item in operation.inputs)
    return takes_more or operation.response.file is not None or operation.response.media != "json"


def _asks_documents(index: BlueprintIndex, step: Step) -> bool:
    if not isinstance(step, List | Aggregate):
        return False
    entity = step.list if isinstance(step, List) else step.aggregate
    attributes = index.entities[entity].attributes if entity in index.entities else ()
    return any(item.type is AttributeType.JSON and item.name in step.filters for item in attributes)
