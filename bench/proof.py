"""How long a live proof takes, the first time and again."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench.blueprints import synthetic
from bench.figures import Part, Proof
from bench.processes import COMMAND_LINE, spent
from tools.blueprint.document import dump
from tools.blueprint.plan.render_plan import Stack
from tools.validators.evidence import Evidence
from tools.validators.runtime.caches import CACHE_VARIABLE

ENDINGS = (0, 1)
"""Exit codes of a run that came to its proof: it holds, or it does not."""
STARTING = frozenset({"migrate", "create-admin", "boot"})


def measure(stack: Stack, entities: int) -> Proof:
    """The same command twice over, on a cache that is empty before the first; what failed is counted, not raised."""
    with tempfile.TemporaryDirectory(prefix="bench-proof-") as folder:
        root = Path(folder)
        # The user that runs generated code must come to what is installed there.
        root.chmod(0o755)
        blueprint = root / "blueprint.yaml"
        blueprint.write_text(dump(synthetic(entities)), encoding="utf-8")
        first, rows_first = _proven(stack, blueprint, root / "first", root / "cache")
        warm, rows_warm = _proven(stack, blueprint, root / "warm", root / "cache")
    return Proof(
        framework=stack.framework,
        datastore=stack.datastore,
        entities=entities,
        first=round(first, 1),
        warm=round(warm, 1),
        checks=sum(row.status == "passed" for row in rows_warm),
        failed=sum(row.status == "failed" for row in rows_warm),
        parts_first=parts(rows_first),
        parts_warm=parts(rows_warm),
    )


def _proven(stack: Stack, blueprint: Path, out: Path, cache: Path) -> tuple[float, list[Evidence]]:
    name = f"{stack.framework},{stack.datastore}"
    arguments = ["run", "--blueprint", str(blueprint), "--stack", name, "--validate", "live", "--out", str(out)]
    process = spent([*COMMAND_LINE, *arguments, "--json"], {CACHE_VARIABLE: str(cache)}, accepted=ENDINGS)
    return process.seconds, [Evidence.model_validate(row) for row in json.loads(process.stdout)["evidence"]]


def parts(rows: Iterable[Evidence]) -> tuple[Part, ...]:
    """Seconds by part of the proof, in the order of the proof; the rest of the run is generating and delivering."""
    found: dict[str, float] = {}
    for row in rows:
        name = _part(row)
        found[name] = found.get(name, 0.0) + row.duration_ms / 1000
    return tuple(Part(name=name, seconds=round(seconds, 1)) for name, seconds in found.items())


def _part(row: Evidence) -> str:
    if row.level == "static":
        return "static"
    if row.level == "build":
        return f"build: {row.subject}"
    if row.validator == "live":
        return "live: start" if row.subject in STARTING else f"live: {row.subject}"
    return f"live: {row.validator}"
