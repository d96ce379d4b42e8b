"""One endpoint as a text lists it."""

import re
from dataclasses import dataclass

from tools.blueprint.model import Action
from tools.blueprint.names import words

OF_ALL = {"GET": Action.LIST, "POST": Action.CREATE}
"""What is done at the path of a collection."""
OF_ONE = {"GET": Action.READ, "PATCH": Action.UPDATE, "PUT": Action.UPDATE, "DELETE": Action.DELETE}
"""What is done at the path of one row."""

_OUTER = re.compile(r"api|v\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Method and path as they stand there; `clause` is where, and `said` what stands behind them."""

    method: str
    path: str
    clause: int
    said: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the path without `/api` and `/v1`; parameters are `{name}`."""
        parts = [part for part in self.path.split("/") if part]
        while parts and _OUTER.fullmatch(parts[0]):
            parts = parts[1:]
        return tuple(parts)

    @property
    def prefix(self) -> str:
        """What stands before these parts."""
        outer = [part for part in self.path.split("/") if part]
        return "".join(f"/{part}" for part in outer[: len(outer) - len(self.parts)])

    @property
    def text(self) -> str:
        return f"{self.method} {self.path}"


def fixed(part: str) -> bool:
    """Whether a part of a path is no parameter."""
    return not part.startswith("{")


def spelt(part: str) -> tuple[str, ...]:
    """The words of a part: `order-lines` → `order`, `lines`."""
    return tuple(word.lower() for word in words(part))
