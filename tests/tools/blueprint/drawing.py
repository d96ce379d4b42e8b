"""Random Blueprints by number: the same number draws the same one."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.tools.blueprint.operation_strategies import with_operations
from tests.tools.blueprint.strategies import blueprints

PLAIN = blueprints()
WHOLE = blueprints().flatmap(with_operations)


def drawn(number: int) -> dict[str, Any]:
    """A Blueprint as data; two of three have operations, views and patterns of their own."""
    found: list[dict[str, Any]] = []

    @seed(number)
    @settings(max_examples=2, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(PLAIN | WHOLE | WHOLE)
    def collect(data: dict[str, Any]) -> None:
        found.append(data)

    collect()
    # The first example is the least one, whatever the seed.
    return found[-1]
