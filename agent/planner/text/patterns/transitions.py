"""State machines: states, what leads from one to another, and who may do it."""

from dataclasses import replace

from agent.planner.text.endpoints.acts import EndpointAct, acts_of
from agent.planner.text.endpoints.effects import effects_of
from agent.planner.text.patterns.acts import ActReader
from agent.planner.text.patterns.chains import read_chains
from agent.planner.text.patterns.machines import Edge, Machine, Machines
from agent.planner.text.patterns.verbs import participle
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading


def read_transitions(reading: Reading) -> list[Wish]:
    """One wish for each thing that goes from state to state; states alone, without any act, are none."""
    machines = Machines()
    read_chains(reading, machines)
    ActReader(reading, machines).run()
    for act in acts_of(reading.endpoints, reading.said):
        if not act.toggle:
            machine = machines.of(act.thing, act.endpoint.text)
            machine.edge(replace(_edge(act, machine), stamp=_stamp(act)))
    moving = [machine for machine in machines.found if machine.edges]
    for machine in moving:
        for clause, start, end in machine.spans:
            reading.consume(clause, start, end)
    return [machine.wish() for machine in moving]


def _edge(act: EndpointAct, machine: Machine) -> Edge:
    """What an endpoint does to a row; `reopen` leads back to where closing came from."""
    name, sources = act.verb.replace("-", "_"), act.move.sources if act.move is not None else ()
    if act.move is not None:
        return Edge(name, act.move.target, sources or None)
    if act.undone is not None:
        return Edge(name, "", (participle(act.undone),))
    return Edge(name, _state(name) or machine.reached(act.verb))


def _stamp(act: EndpointAct) -> str | None:
    """`sets status to shipped and shipped_at to now`: the moment is kept too."""
    moments = [one.name for one in effects_of(act.endpoint.said) if one.now and one.name.endswith("_at")]
    return moments[0] if moments else None


def _state(name: str) -> str:
    """`mark_ready`, `mark_as_paid`, `go_live`: the state itself."""
    told = name.startswith(("mark_", "go_"))
    return name.removeprefix("mark_").removeprefix("as_").removeprefix("go_") if told else ""
