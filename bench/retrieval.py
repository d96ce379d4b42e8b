"""How long the knowledge base takes to answer."""

import json
import tempfile
from pathlib import Path
from typing import Any

from bench.figures import Retrieval
from bench.measured.searches import QUERIES
from bench.processes import spent
from bench.statistics import percentile

PROGRAM = "bench.measured.searches"


def measure(*, rounds: int) -> Retrieval:
    """Two new processes: the first finds no index, the second one finds it and goes on searching."""
    with tempfile.TemporaryDirectory(prefix="bench-index-") as folder:
        index = str(Path(folder, "index"))
        building = _told(index, 0)
        opening = _told(index, rounds)
    return Retrieval(
        documents=opening["documents"],
        queries=len(QUERIES),
        searches=len(opening["later"]),
        building_ms=round(building["first"]),
        opening_ms=round(opening["first"]),
        p50_ms=round(percentile(opening["later"], 0.5), 1),
        p99_ms=round(percentile(opening["later"], 0.99), 1),
    )


def _told(index: str, rounds: int) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(spent(["-m", PROGRAM, index, str(rounds)]).stdout)
    return told
