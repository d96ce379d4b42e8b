"""Patterns become operations, and fields of the views of their entities."""

from collections.abc import Callable
from typing import Any

from tools.blueprint.expand.patterns.apart import check_apart
from tools.blueprint.expand.patterns.bulk import bulk
from tools.blueprint.expand.patterns.claim import claim
from tools.blueprint.expand.patterns.codes import confirm, reset
from tools.blueprint.expand.patterns.counter import counter
from tools.blueprint.expand.patterns.ensure import ensure
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.feed import feed
from tools.blueprint.expand.patterns.history import history
from tools.blueprint.expand.patterns.ordered import ordered
from tools.blueprint.expand.patterns.redeem import redeem
from tools.blueprint.expand.patterns.related import related
from tools.blueprint.expand.patterns.sign_up import sign_up
from tools.blueprint.expand.patterns.stock import stock
from tools.blueprint.expand.patterns.toggle import toggle
from tools.blueprint.expand.patterns.transfer import transfer
from tools.blueprint.expand.patterns.transition import transition
from tools.blueprint.expand.patterns.trash import trash
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model.base import Part
from tools.blueprint.model.event import Event
from tools.blueprint.model.operation import Operation, ViewField
from tools.blueprint.model.patterns import (
    Bulk,
    Claim,
    Confirm,
    Counter,
    Ensure,
    Feed,
    History,
    Ordered,
    Redeem,
    Related,
    Reset,
    SignUp,
    Stock,
    Toggle,
    Transfer,
    Transition,
    Trash,
)
from tools.errors import BadInput

__all__ = ["expand_patterns"]

_EXPANDERS: dict[type[Part], Callable[[BlueprintIndex, Any], Expansion]] = {
    Transition: transition,
    Toggle: toggle,
    Counter: counter,
    Feed: feed,
    Related: related,
    Claim: claim,
    Stock: stock,
    Redeem: redeem,
    Reset: reset,
    Confirm: confirm,
    History: history,
    Transfer: transfer,
    Ensure: ensure,
    Ordered: ordered,
    Trash: trash,
    SignUp: sign_up,
    Bulk: bulk,
}


def expand_patterns(index: BlueprintIndex) -> Expansion:
    """What all patterns of the Blueprint add. Raises BadInput, with the path of the pattern that does not fit."""
    operations: list[Operation] = []
    events: list[Event] = []
    fields: dict[str, tuple[ViewField, ...]] = {}
    links: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()
    for position, pattern in enumerate(index.blueprint.patterns):
        try:
            found = _EXPANDERS[type(pattern)](index, pattern)
            check_apart(index, found, operations, fields)
        except BadInput as error:
            raise BadInput(error.message, hint=error.hint, code=error.code, path=f"patterns.{position}") from error
        operations += found.operations
        events += found.events
        links |= found.links
        instead |= found.instead
        for entity, more in found.fields.items():
            fields[entity] = (*fields.get(entity, ()), *more)
    return Expansion(tuple(operations), fields, links, instead, tuple(events))
