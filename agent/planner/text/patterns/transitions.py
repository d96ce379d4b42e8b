"""State machines: states, what leads from one to another, and who may do it."""

from agent.planner.text.patterns.acts import ActReader
from agent.planner.text.patterns.chains import read_chains
from agent.planner.text.patterns.machines import Machines
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading


def read_transitions(reading: Reading) -> list[Wish]:
    """One wish for each thing that goes from state to state; states alone, without any act, are none."""
    machines = Machines()
    read_chains(reading, machines)
    ActReader(reading, machines).run()
    moving = [machine for machine in machines.found if machine.edges]
    for machine in moving:
        for clause, start, end in machine.spans:
            reading.consume(clause, start, end)
    return [machine.wish() for machine in moving]
