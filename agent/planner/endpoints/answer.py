"""One endpoint, looked at with the Blueprint that it is to become part of."""

import re
from collections.abc import Sequence
from functools import cached_property

from agent.planner.notes import Notes
from agent.planner.sketch import EndpointSketch
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.index import BlueprintIndex, Link
from tools.blueprint.model import Input, Operation
from tools.blueprint.names import kebab, snake

_PARAMETER = re.compile(r"\{([^}]*)\}")


class Answer:
    """What the builders of operations ask of an endpoint."""

    def __init__(
        self, endpoint: EndpointSketch, index: BlueprintIndex, notes: Notes, operations: Sequence[Operation] = ()
    ) -> None:
        self.operations = operations
        """What the backend does without this endpoint."""
        self.endpoint = endpoint
        self.index = index
        self.notes = notes
        self.method = endpoint.method
        self.parts = endpoint.parts

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters, in snake case, each once."""
        names: list[str] = []
        for part in self.parts:
            if part.startswith("{"):
                name = snake(re.sub(r"\W", "_", part[1:-1])) or "id"
                while name in names:
                    name = f"{name}_2"
                names.append(name)
        return tuple(names)

    @cached_property
    def path(self) -> str:
        """As the text has it, parameters in snake case."""
        outer = [part for part in self.endpoint.path.split("/") if part][-len(self.parts) :] if self.parts else []
        names = iter(self.parameters)
        parts = [f"{{{next(names)}}}" if part.startswith("{") else _plain(part) for part in outer]
        return "/" + "/".join(parts)

    @property
    def route(self) -> tuple[str, str]:
        return self.method, _PARAMETER.sub("{}", self.path)

    @cached_property
    def shape(self) -> str:
        """`E` for an entity, `_` for a parameter, `-` for any other part: `E_E`."""
        known = self.index.entities
        return "".join("_" if part.startswith("{") else "E" if part in known else "-" for part in self.parts)

    def key(self, entity: str, at: int) -> Input:
        """The path parameter of that number, as the key of an entity."""
        return key_input(self.index, entity, self.parameters[at])

    def link(self, child: str, parent: str) -> Link | None:
        """The one reference from a child to its parent; None where there is none, or more than one."""
        found = [link for link in self.index.links(child) if link.target == parent]
        return found[0] if len(found) == 1 else None


def _plain(part: str) -> str:
    return part if re.fullmatch(r"[a-z0-9][a-z0-9._~-]*", part) else kebab(re.sub(r"\W", "_", part))
