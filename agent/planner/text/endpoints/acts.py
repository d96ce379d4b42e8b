"""What endpoints do to one row: `POST /orders/{id}/cancel`."""

from collections.abc import Iterable
from dataclasses import dataclass

from agent.planner.text.endpoints.endpoint import Endpoint, fixed, spelt
from agent.planner.text.endpoints.words import TOGGLES
from agent.planner.text.patterns.verbs import STATE_VERBS
from tools.blueprint.names import singular

_WRITING = frozenset({"POST", "PUT", "PATCH"})


@dataclass(frozen=True, slots=True)
class EndpointAct:
    """A verb behind a row; `toggle` for those that callers take back."""

    thing: tuple[str, ...]
    verb: str
    toggle: bool
    endpoint: Endpoint


def acts_of(endpoints: Iterable[Endpoint]) -> tuple[EndpointAct, ...]:
    """Acts on rows whose verb is known to change a state, or to be taken back."""
    found = []
    for endpoint in endpoints:
        parts = endpoint.parts
        if endpoint.method not in _WRITING or len(parts) < 3 or not fixed(parts[-1]) or fixed(parts[-2]):
            continue
        *head, last = spelt(parts[-3])
        verb = "-".join(spelt(parts[-1]))
        toggle = verb in TOGGLES
        if fixed(parts[-3]) and (toggle or verb in STATE_VERBS):
            found.append(EndpointAct((*head, singular(last)), verb, toggle, endpoint))
    return tuple(found)
