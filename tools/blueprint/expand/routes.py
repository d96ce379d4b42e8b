"""Routes: what tells the requests for one operation from those for another."""

import re

from tools.blueprint.model import Operation

_PARAMETER = re.compile(r"\{[^}]*\}")


def route_of(operation: Operation) -> tuple[str, str]:
    """Method and path, whatever its parameters are called."""
    return operation.method.value, _PARAMETER.sub("{}", operation.path)
