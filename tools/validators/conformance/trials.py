"""Bodies that the calls before an operation are tried with."""

from tools.validators.conformance.actors import Actor
from tools.validators.conformance.moves import Move, asked_by
from tools.validators.conformance.script import Script
from tools.validators.conformance.wanted import FAR, greatest

NUMBERS = frozenset({"int32", "int64", "decimal", "float"})
EDGED = NUMBERS | FAR.keys()
"""Types whose edges guards may tell apart."""


class Trials:
    """The bodies of moves, each made once."""

    def __init__(self, script: Script, actor: Actor | None) -> None:
        self._script = script
        self._actor = actor
        self._bodies: dict[str, list[dict[str, object]]] = {}

    def of(self, move: Move) -> list[dict[str, object]]:
        """A body, and the same with the greatest number for each one that a guard of the move looks at."""
        name = move.operation.name.snake
        if name not in self._bodies:
            shape = move.operation.body
            plain = self._script.body(move.operation, self._actor)[0] if shape is not None else {}
            asked = asked_by(move.operation)
            fields = [item for item in (shape.fields if shape is not None else ()) if item.name.snake in asked]
            numbers = [item for item in fields if item.type.kind in NUMBERS]
            most = [{**plain, item.wire: greatest(item.type)} for item in numbers]
            self._bodies[name] = [plain, *most]
        return self._bodies[name]
