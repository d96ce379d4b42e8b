"""How many random examples the property tests over whole Blueprints make."""

import os

EXAMPLES = "BACKEND_ENGINEER_EXAMPLES"


def examples(usual: int) -> int:
    """The usual number, unless the environment asks for another one."""
    return int(os.environ.get(EXAMPLES) or usual)
