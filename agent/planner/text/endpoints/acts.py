"""What endpoints do to one row: `POST /orders/{id}/cancel`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from agent.planner.text.endpoints.effects import effects_of
from agent.planner.text.endpoints.endpoint import Endpoint, fixed, spelt
from agent.planner.text.endpoints.moves import Move, move_of
from agent.planner.text.endpoints.words import ACTS, KEPT, NO_THINGS, TOGGLES
from agent.planner.text.patterns.verbs import NOUNS, STATE_VERBS, UNDOES, participle, state_like
from tools.blueprint.names import singular

_WRITING = frozenset({"POST", "PUT", "PATCH"})
_STATEFUL = STATE_VERBS | ACTS


@dataclass(frozen=True, slots=True)
class EndpointAct:
    """A verb behind a row; `toggle` for those that callers take back."""

    thing: tuple[str, ...]
    verb: str
    toggle: bool
    endpoint: Endpoint
    move: Move | None = None
    """The states that the words behind it tell of."""
    undone: str | None = None
    """The verb that it takes back."""


def acts_of(endpoints: Iterable[Endpoint], told: Collection[str] = ()) -> tuple[EndpointAct, ...]:
    """Acts on rows whose verb is known to change a state, or to be taken back, or that tell of one.

    `told`: words of the text; of any other verb they may name the state that it leads to.
    """
    known = tuple(endpoints)
    kept = {parts[at].lower() for parts in (one.parts for one in known) for at in range(len(parts) - 1)
            if not fixed(parts[at + 1])} & KEPT  # fmt: skip
    found: list[EndpointAct] = []
    for endpoint in known:
        parts = endpoint.parts
        if len(parts) < 3 or not fixed(parts[-1]) or fixed(parts[-2]) or not fixed(parts[-3]):
            continue
        if parts[-3].lower() in NO_THINGS - kept:
            continue
        *head, last = spelt(parts[-3])
        thing = (*head, singular(last))
        made = _act(thing, act_verb(parts[-1]), endpoint, told) if endpoint.method in _WRITING else None
        if made is not None:
            found.append(made)
    done = {(act.thing, act.verb) for act in found if not act.toggle}
    taken = [act for one in known if (act := _taken_back(one)) is not None and (act.thing, act.undone) in done]
    return (*found, *taken)


def act_verb(part: str) -> str:
    """The verb that the last part of a path means: `approval` → `approve`, `fired` → `mark-fired`."""
    verb = "-".join(spelt(part))
    if verb == "read":
        return "mark-read"  # To read a row is something else.
    if verb in NOUNS:
        return NOUNS[verb]
    return f"mark-{verb}" if verb not in _STATEFUL and state_like(verb.replace("-", "_")) else verb


def _act(thing: tuple[str, ...], verb: str, endpoint: Endpoint, told: Collection[str]) -> EndpointAct | None:
    move = move_of(endpoint.said)
    undone = _undone(verb)
    if verb in TOGGLES:
        return EndpointAct(thing, verb, True, endpoint)
    done = participle(verb)
    if move is None and any(one.name.startswith(done) or done not in told for one in effects_of(endpoint.said)):
        return None  # What becomes of the row is said, and it is no state.
    marked = verb.startswith("mark-") and verb != "mark-as"
    if undone is not None or marked or verb in _STATEFUL or done in told or move is not None:
        return EndpointAct(thing, verb, False, endpoint, move, undone)
    return None


def _undone(verb: str) -> str | None:
    """`unseal` takes `seal` back."""
    bare = verb.removeprefix("un-").removeprefix("un")
    return UNDOES.get(verb) or (bare if verb.startswith("un") and bare in _STATEFUL else None)


def _taken_back(endpoint: Endpoint) -> EndpointAct | None:
    """`DELETE /answers/{id}/accept` takes back what `POST` does there."""
    parts = endpoint.parts
    if endpoint.method != "DELETE" or len(parts) < 3 or not fixed(parts[-1]) or fixed(parts[-2]):
        return None
    *head, last = spelt(parts[-3])
    verb = act_verb(parts[-1])
    return EndpointAct((*head, singular(last)), f"un{verb}", False, endpoint, undone=verb)
