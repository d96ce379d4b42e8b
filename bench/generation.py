"""How long it takes from a Blueprint to files under static proof, and how much memory."""

import json
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.blueprints import synthetic
from bench.figures import Generation
from bench.measured.runs import MARK
from bench.processes import COMMAND_LINE, spent
from bench.statistics import median
from tools.blueprint.document import dump
from tools.blueprint.plan.render_plan import Stack

PROGRAM = "bench.measured.runs"
IMPORT = re.compile(r"import time:\s+(\d+) \|")
REPEATED = 3
"""Runs of the smaller sizes, of which the median counts."""
LARGE = 60
"""Entities from which one run must do."""


@dataclass(frozen=True, slots=True)
class _Inside:
    """One new process that runs twice, in seconds."""

    imports: float
    first: float
    second: float
    files: int


def measure(stack: Stack, entities: int, *, quick: bool) -> Generation:
    """Medians for one size on one stack. Bytecode and the index of the knowledge base are there already."""
    times = 1 if quick or entities >= LARGE else REPEATED
    with tempfile.TemporaryDirectory(prefix="bench-generation-") as folder:
        blueprint = Path(folder, "blueprint.yaml")
        blueprint.write_text(dump(synthetic(entities)), encoding="utf-8")
        name = f"{stack.framework},{stack.datastore}"
        inside = [_inside(blueprint, name, Path(folder, f"inside{number}")) for number in range(times)]
        whole = [
            spent([*COMMAND_LINE, *_run(blueprint, name, Path(folder, f"whole{number}"))]) for number in range(times)
        ]
    return Generation(
        framework=stack.framework,
        datastore=stack.datastore,
        entities=entities,
        files=inside[0].files,
        process=round(median([one.seconds for one in whole]), 2),
        peak_mb=round(median([one.peak_mb for one in whole])),
        imports=round(median([one.imports for one in inside]), 2),
        first=round(median([one.first for one in inside]), 2),
        second=round(median([one.second for one in inside]), 2),
    )


def _run(blueprint: Path, stack: str, out: Path) -> list[str]:
    return ["run", "--blueprint", str(blueprint), "--stack", stack, "--validate", "static", "--out", str(out), "--json"]


def _inside(blueprint: Path, stack: str, out: Path) -> _Inside:
    process = spent(["-X", "importtime", "-m", PROGRAM, str(blueprint), stack, str(out)])
    told = json.loads(process.stdout)
    before, first, second = imported(process.stderr.splitlines())
    one, other = told["seconds"]
    return _Inside(before + first, one - first, other - second, told["files"])


def imported(lines: Iterable[str]) -> tuple[float, float, float]:
    """Seconds of imports before the first run, during it and during the second one."""
    spans = [0.0]
    for line in lines:
        if line.startswith(MARK):
            spans.append(0.0)
        elif found := IMPORT.match(line):
            spans[-1] += int(found[1]) / 1e6
    before, first, second = spans
    return before, first, second
