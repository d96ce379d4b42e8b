"""List, read and create, of both servers in turn."""

import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass

from bench.figures import Load, Operation, Serving
from bench.serving import footprint
from bench.serving.client import UNIQUE, Client, Request
from bench.serving.pair import GENERATED, HANDWRITTEN, prepared
from bench.serving.rows import Seeded, call, seed
from bench.statistics import median, ratio
from tools.blueprint.plan.render_plan import Stack
from tools.validators.runtime.workspace import workspace

ROWS = 2_000
CONNECTIONS = 16
PAGE = 20


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: rounds of so many seconds for each server and operation, and starts of each server."""

    rounds: int
    seconds: int
    warm_up_seconds: int
    starts: int


FULL = Effort(rounds=5, seconds=8, warm_up_seconds=4, starts=5)
QUICK = Effort(rounds=3, seconds=3, warm_up_seconds=2, starts=2)

Requests = dict[str, Request]
"""By operation."""


def measure(stack: Stack, effort: Effort, tell: Callable[[str], None]) -> tuple[Serving, dict[str, str]]:
    """Figures of one stack, and the versions of what was measured."""
    with workspace() as work, prepared(stack) as pair:
        starts = {name: footprint.measure(backend, effort.starts) for name, backend in pair.both.items()}
        for backend in pair.both.values():
            backend.start({})
        seeded = seed(pair, ROWS)
        client = Client(work, CONNECTIONS)
        requests = {name: requests_to(backend.base_url, seeded) for name, backend in pair.both.items()}
        operations = [_compared(client, name, requests, effort, tell) for name in requests[GENERATED]]
        versions = {**pair.versions, "autocannon": client.version()}
    figures = Serving(
        framework=stack.framework,
        datastore=stack.datastore,
        rows=ROWS,
        connections=CONNECTIONS,
        rounds=effort.rounds,
        seconds=effort.seconds,
        operations=tuple(operations),
        generated=starts[GENERATED],
        handwritten=starts[HANDWRITTEN],
    )
    return figures, versions


def requests_to(base_url: str, seeded: Seeded) -> Requests:
    """What is asked of a server: its second page, one row, and rows that nobody has made yet."""
    products = f"{base_url}/v1/products"
    page = call(f"{products}?limit={PAGE}", token=seeded.token).body
    assert isinstance(page, dict)
    # A cursor is good only where it was given.
    asked = urllib.parse.urlencode({"limit": PAGE, "cursor": page["next_cursor"]})
    return {
        "list": Request(f"{products}?{asked}", seeded.token),
        "read": Request(f"{products}/{seeded.product}", seeded.token),
        "create": Request(products, seeded.token, new_product(UNIQUE, seeded.category)),
    }


def new_product(sku: str, category: str) -> dict[str, object]:
    """The body that makes a product."""
    return {
        "name": "A product that is new",
        "sku": sku,
        "price": "19.90",
        "stock": 12,
        "description": "What the product is, said at the length at which people say such things. " * 3,
        "category_id": category,
    }


def _compared(
    client: Client, name: str, requests: dict[str, Requests], effort: Effort, tell: Callable[[str], None]
) -> Operation:
    """Rounds in turn, so that what the machine does meanwhile meets both; every second one begins with the other."""
    for mine in requests.values():
        client.load(mine[name], effort.warm_up_seconds)
    rates: dict[str, list[float]] = {side: [] for side in requests}
    slowest: dict[str, list[float]] = {side: [] for side in requests}
    for number in range(effort.rounds):
        for side in [GENERATED, HANDWRITTEN][:: -1 if number % 2 else 1]:
            rate, p99 = client.load(requests[side][name], effort.seconds)
            rates[side].append(rate)
            slowest[side].append(p99)
            tell(f"{name} {side}: {rate:.0f}/s, p99 {p99:.0f} ms")
    loads = {
        side: Load(requests_per_second=round(median(rates[side]), 1), p99_ms=median(slowest[side])) for side in rates
    }
    ratios = [ratio(*pair) for pair in zip(rates[GENERATED], rates[HANDWRITTEN], strict=True)]
    return Operation(
        name=name, generated=loads[GENERATED], handwritten=loads[HANDWRITTEN], ratio=round(median(ratios), 3)
    )
