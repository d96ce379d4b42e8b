"""What endpoints do to one row: `POST /orders/{id}/cancel`."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from agent.planner.text.endpoints.endpoint import Endpoint, fixed, spelt
from agent.planner.text.endpoints.words import ACTS, NO_THINGS, TOGGLES
from agent.planner.text.patterns.verbs import STATE_VERBS, participle
from tools.blueprint.names import singular

_WRITING = frozenset({"POST", "PUT", "PATCH"})


@dataclass(frozen=True, slots=True)
class EndpointAct:
    """A verb behind a row; `toggle` for those that callers take back."""

    thing: tuple[str, ...]
    verb: str
    toggle: bool
    endpoint: Endpoint


def acts_of(endpoints: Iterable[Endpoint], told: Container[str] = ()) -> tuple[EndpointAct, ...]:
    """Acts on rows whose verb is known to change a state, or to be taken back.

    `told`: words of the text; of any other verb they may name the state that it leads to.
    """
    found = []
    for endpoint in endpoints:
        parts = endpoint.parts
        if endpoint.method not in _WRITING or len(parts) < 3 or not fixed(parts[-1]) or fixed(parts[-2]):
            continue
        *head, last = spelt(parts[-3])
        verb = "-".join(spelt(parts[-1]))
        verb = "mark-read" if verb == "read" else verb  # To read a row is something else.
        toggle = verb in TOGGLES
        marked = verb.startswith("mark-") and verb != "mark-as"
        if (
            fixed(parts[-3])
            and parts[-3].lower() not in NO_THINGS
            and (toggle or marked or verb in STATE_VERBS | ACTS or participle(verb) in told)
        ):
            found.append(EndpointAct((*head, singular(last)), verb, toggle, endpoint))
    return tuple(found)
