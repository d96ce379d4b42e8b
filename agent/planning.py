"""The embedded planner as a port: rules and a rulebook, no network."""

from agent.planner.draft import Draft
from agent.planner.rulebook import RulebookPort
from agent.ports import Planner
from agent.task import Request


def embedded_planner(rulebook: RulebookPort) -> Planner:
    """The planner over one rulebook."""
    # Its word lists and parsers are read when something is planned, not when a graph is imported.
    from agent.planner import plan

    def planner(request: Request) -> Draft:
        return plan(request, rulebook)

    return planner
