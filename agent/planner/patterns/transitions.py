"""Settles state machines: the attribute that holds the state, where rows begin, and what each act may start from."""

import re
from typing import Any

from agent.planner.archetypes import archetype
from agent.planner.attribute_types import sketched
from agent.planner.notes import Notes
from agent.planner.patterns.access import settle_allow
from agent.planner.sketch import AttributeSketch, EntitySketch, PatternSketch, Sketch
from agent.planner.text.patterns.machines import Edge, Machine
from agent.planner.text.patterns.verbs import BEGINS, UNDOES, participle
from tools.blueprint.model import Action
from tools.blueprint.names import snake

_STATE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+){0,3}")
_STANDARD = frozenset(action.value for action in Action)
_NAMES = ("status", "state", "stage", "phase")
_LEAVING = frozenset({"cancel", "call_off", "withdraw", "void", "revoke", "terminate", "abort", "retire"})
"""What may usually happen wherever a row stands."""
_DECIDED = frozenset(
    [
        "approved",
        "accepted",
        "granted",
        "rejected",
        "declined",
        "refused",
        "denied",
        "verified",
        "won",
        "lost",
        "hired",
        "cancelled",
    ]
) | {"turned_down", "failed", "expired", "called_off", "withdrawn"}
"""Ends of which a row reaches one."""


def settle_transitions(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with one entry for each act."""
    machine: Machine = pattern.facets["machine"]
    entity = sketch.entities[pattern.entity]
    attribute = _attribute(entity, machine)
    told = attribute is not None and bool(attribute.facets.get("values"))
    states = list(attribute.facets["values"]) if attribute is not None and told else []
    states += [state for state in machine.states if state not in states and _STATE.fullmatch(state)]
    initial = _initial(states, machine, attribute, told)
    if initial not in states:
        states.insert(0, initial)
    edges = [(edge, _ends(edge, machine, states, initial)) for edge in machine.edges]
    for _, (sources, target) in edges:
        states += [state for state in (*sources, target) if state not in states and _STATE.fullmatch(state)]
    name = attribute.name if attribute is not None else machine.attribute
    facets = {"type": "enum", "values": states, "default": initial, "required": True, "managed": True}
    if attribute is None:
        entity.attributes[name] = AttributeSketch(name, facets, typed=True)
        notes.assume(f"{entity.name}.{name} is one of {', '.join(states)}, and begins as {initial}.")
    else:
        attribute.facets.update(facets)
        attribute.typed, attribute.optional = True, False
    _enter(pattern, entity, name, edges, sketch, notes)


def _enter(
    pattern: PatternSketch, entity: EntitySketch, column: str,
    edges: list[tuple[Edge, tuple[tuple[str, ...], str]]], sketch: Sketch, notes: Notes,
) -> None:  # fmt: skip
    taken: set[str] = set()
    open_: list[str] = []
    for edge, (sources, target) in edges:
        sources = tuple(state for state in sources if state != target)
        if edge.name in _STANDARD:
            continue  # Every entity has an operation of that name, or the text rules it out.
        what = snake(entity.name).replace("_", " ")
        if not all(_STATE.fullmatch(state) for state in (*sources, target)):
            notes.leave(f"{edge.name} {what}: {' or '.join(sources)} to {target}, and one of these is no name.")
            continue
        if not sources:
            notes.leave(f"{edge.name} {what}: nothing tells which state it starts from.")
            continue
        name = edge.name if edge.name not in taken else f"{edge.name}_to_{target}"
        taken.add(name)
        if edge.sources is None:
            notes.assume(f"{name} {what}: from {' or '.join(sources)} to {target}.")
        allow = settle_allow(edge.allow, sketch)
        entry: dict[str, Any] = {"transition": f"{entity.name}.{column}", "name": name, "from": sources, "to": target}
        entry |= {"allow": allow, "only": edge.only}
        if edge.stamp is not None:
            entity.add(AttributeSketch(edge.stamp, {"type": "datetime", "managed": True}, typed=True, optional=True))
            entry["stamp"] = edge.stamp
        for item in edge.accept:
            entity.add(AttributeSketch(item, {"type": "text", "max_length": 2000}, typed=True, optional=True))
        if edge.accept:
            entry["accept"] = edge.accept
        if not allow:
            open_.append(name)
        pattern.made.append(entry)
    if open_ and sketch.auth.account is not None:
        pattern.facets["open"] = acts = ", ".join(name.replace("_", " ") for name in open_)
        notes.assume(f"{entity.name}: who may change a row may {acts} it; the request does not say who may.")


def complete_transitions(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Warns of what owners may do to their rows where the request leaves it open."""
    if pattern.facets.get("open") and sketch.entities[pattern.entity].owner is not None:
        notes.warn(f"Whoever owns a {pattern.entity} may {pattern.facets['open']} it: say who may, if others shall.")


def _attribute(entity: EntitySketch, machine: Machine) -> AttributeSketch | None:
    """The attribute that is declared, or that such an entity usually has, if it knows the states."""
    named = [item for item in entity.attributes.values() if set(item.facets.get("values", ())) & set(machine.states)]
    named += [item for name, item in entity.attributes.items() if name in (machine.attribute, *_NAMES)]
    if named:
        return named[0]
    kind = archetype(entity.name) if not entity.listed else None
    for usual in kind.attributes if kind is not None else ():
        reached = {*machine.states, *(edge.target for edge in machine.edges if edge.target)}
        made = sketched(usual)
        if made.facets.get("type") == "enum" and reached <= set(made.facets["values"]) and not _ordered(machine):
            entity.attributes[usual.name] = made
            return made
    return None


def _ordered(machine: Machine) -> bool:
    """The request tells the states itself."""
    return bool(machine.states)


def _initial(states: list[str], machine: Machine, attribute: AttributeSketch | None, told: bool) -> str:
    led = next((edge for edge in machine.edges if edge.target == machine.initial and _own(edge)), None)
    if machine.initial is not None and led is None:
        return machine.initial
    if attribute is not None and told and attribute.facets.get("default") in states:
        return str(attribute.facets["default"])
    edge = led or machine.edges[0]
    targets = {edge.target for edge in machine.edges}
    first = next((state for state in states if state not in targets and _STATE.fullmatch(state)), None)
    begun = BEGINS.get(edge.name.replace("_", "-"))
    return (first if led is None else None) or begun or ("active" if edge.name in _LEAVING else "pending")


def _own(edge: Edge) -> bool:
    """Whoever is `sent` was sent by somebody: no row begins there, though it is the first state that is told."""
    return edge.sources is None and edge.target == participle(edge.name)


def _ends(edge: Edge, machine: Machine, states: list[str], initial: str) -> tuple[tuple[str, ...], str]:
    """Where an act may start from, and where it leads."""
    if not edge.target:
        return _back(edge, machine, states, initial)
    others = [state for state in states if state != edge.target]
    if edge.sources is not None:
        return edge.sources, edge.target
    if edge.before is not None:
        stop = states.index(edge.before) if edge.before in states else len(states)
        return tuple(state for state in states[:stop] if state in others), edge.target
    reached = [
        state for other in machine.edges if other is not edge for state in (*(other.sources or ()), other.target)
    ]
    if edge.always:
        known = dict.fromkeys((*others, *(state for state in reached if state and state != edge.target)))
        return tuple(known), edge.target
    if edge.name in _LEAVING:
        left = {state for other in machine.edges if other is not edge for state in other.sources or ()}
        return tuple(state for state in others if state in left or state == initial), edge.target
    order = states[: states.index(edge.target)] if edge.target in states else states[:1]
    if edge.after is not None and edge.target not in _DECIDED:
        return (edge.after,), edge.target
    passing = {state for other in machine.edges if not other.target for state in other.sources or ()}
    before = [state for state in order if state not in _DECIDED and state not in passing]
    return (before[-1] if before else initial,), edge.target


def _back(edge: Edge, machine: Machine, states: list[str], initial: str) -> tuple[tuple[str, ...], str]:
    """`resume` leads to where `pause` came from."""
    undone = UNDOES.get(edge.name.replace("_", "-"), "")
    there = participle(undone) if undone else ""
    sources = edge.sources or (there,)
    if not set(sources) & {*states, *(item.target for item in machine.edges)}:
        # `reopen`, and nothing is ever closed: it is done.
        left = {state for item in machine.edges for state in item.sources or ()}
        sources = (
            tuple(item.target for item in machine.edges if item.target and item.target not in left)[-1:] or sources
        )
    came = next((item for item in machine.edges if item.target in sources and item is not edge), None)
    if edge.name == "reopen" and "open" in states:
        return sources, "open"
    if came is not None and edge.name != "reopen":
        return sources, _ends(came, machine, states, initial)[0][0]
    return sources, initial
