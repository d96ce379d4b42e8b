"""The name of the whole backend."""

from agent.planner.naming import blueprint_name
from agent.planner.notes import Notes
from agent.planner.payload.values import flat


def read_name(said: str, path: str, notes: Notes) -> str:
    """A name for code and paths; what is unsafe in it is dropped, and told."""
    made = blueprint_name(said)
    if flat(said) != flat(made):
        notes.assume(f"{path}: the backend is named {made}.")
    return made
