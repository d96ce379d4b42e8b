"""State machines as a text tells of them: states of a thing, and what brings it from one to another."""

from dataclasses import dataclass, field
from typing import Any

from agent.planner.text.patterns.phrases import same
from agent.planner.text.patterns.verbs import UNDOES, participle, state_like
from agent.planner.text.patterns.wish import Who, Wish

STATUS = "status"
"""What holds the state, where a text has no other word for it."""


@dataclass
class Edge:
    """One way to a state. `sources` None: the text names none, and `before` or `always` may say more."""

    name: str
    target: str
    sources: tuple[str, ...] | None = None
    before: str | None = None
    """It may happen until the row is in this state."""
    always: bool = False
    """At any time, the text says."""
    after: str | None = None
    """The state that the act told of right before leads to: `can be started and stopped`."""
    who: list[Who] = field(default_factory=list)
    allow: tuple[str, ...] = ()
    """Whom `who` means; none: not said."""
    only: bool = False
    stamp: str | None = None
    accept: tuple[str, ...] = ()


@dataclass
class Machine:
    """The states of one thing, in the order in which they were told."""

    thing: tuple[str, ...]
    said: str = ""
    states: list[str] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    attribute: str = STATUS
    initial: str | None = None
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Clause, start and end of what tells of it."""

    def know(self, *states: str) -> None:
        self.states += [state for state in dict.fromkeys(states) if state not in self.states]

    def reached(self, verb: str) -> str:
        """The state that an act leads to; who completes a task has it done."""
        if verb in {"complete", "finish"} and "done" in self.states and participle(verb) not in self.states:
            return "done"
        return participle(verb)

    def edge(self, edge: Edge) -> Edge:
        """Adds a way, or what is new of one that is there."""
        there = next((item for item in self.edges if item.name == edge.name and item.target == edge.target), None)
        if there is None:
            # A chain names `pay` what a later sentence calls otherwise: one way to a state is one act.
            there = next((item for item in self.edges if item.target == edge.target and _vague(item, edge)), None)
        if there is None:
            self.edges.append(edge)
            return edge
        if there.sources is None:
            there.sources = edge.sources
        elif edge.sources is not None:
            there.sources = tuple(dict.fromkeys((*there.sources, *edge.sources)))
        there.before, there.always = there.before or edge.before, there.always or edge.always
        there.who += edge.who
        return there

    def wish(self) -> Wish:
        facets: dict[str, Any] = {"machine": self}
        return Wish("transition", self.thing, "", self.said, facets=facets)


def _vague(there: Edge, edge: Edge) -> bool:
    return edge.sources is None and not edge.before and not edge.always and edge.name not in UNDOES


@dataclass
class Machines:
    """All that one text tells of."""

    found: list[Machine] = field(default_factory=list)

    def of(self, thing: tuple[str, ...], said: str = "") -> Machine:
        """The machine of a thing; made where there is none."""
        there = self.known(thing)
        if there is None:
            there = Machine(thing, said)
            self.found.append(there)
        elif len(thing) > len(there.thing):
            there.thing = thing
        return there

    def known(self, thing: tuple[str, ...]) -> Machine | None:
        return next((item for item in self.found if same(item.thing, thing)), None)

    @property
    def states(self) -> frozenset[str]:
        return frozenset(state for machine in self.found for state in machine.states)


def leads_somewhere(verb: str, machine: Machine) -> bool:
    """Whether the verb of an act leads to a state that the machine has, or takes back what led to one."""
    undone = UNDOES.get(verb)
    known = {*machine.states, *(edge.target for edge in machine.edges)}
    return machine.reached(verb) in known or (undone is not None and participle(undone) in known)


def is_states(states: list[str]) -> bool:
    """Whether words are states of something: most of them look like it."""
    return len(states) > 1 and sum(map(state_like, states)) * 2 > len(states)
