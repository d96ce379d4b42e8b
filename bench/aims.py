"""What the figures should be, and whether they are. An aim is told, never asserted: speed depends on the machine."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from bench.figures import Generation, Proof, Report, Serving
from bench.statistics import growth

SMALL, MIDDLE, LARGE = 6, 60, 600
"""Entities of the sizes that the aims are about."""
WORK_SECONDS, PROCESS_SECONDS, PEAK_MB, WARM_PROOF_SECONDS = 2.0, 4.5, 500.0, 30.0
LEAST_RATIO = 0.9
MOST_GROWTH = 1.2
"""Near-linear: ten times the entities in sixteen times the time at most."""

Of = TypeVar("Of", Generation, Proof, Serving)


@dataclass(frozen=True, slots=True)
class Aim:
    """``met`` is None where nothing was measured."""

    what: str
    wanted: str
    measured: str
    met: bool | None


def aims(report: Report) -> list[Aim]:
    """Every aim, each judged by the stack that does worst."""
    return [*_generation(report.generation), _proof(report.proof), *_serving(report.serving)]


def _generation(rows: Iterable[Generation]) -> Iterator[Aim]:
    by_size = {size: [row for row in rows if row.entities == size] for size in (SMALL, MIDDLE, LARGE)}
    yield _most(
        f"work for {SMALL} entities, in a new process", by_size[SMALL], lambda row: row.first, WORK_SECONDS, "s", 2
    )
    yield _most(
        f"whole new process for {SMALL} entities", by_size[SMALL], lambda row: row.process, PROCESS_SECONDS, "s", 2
    )
    yield _most(f"peak memory at {LARGE} entities", by_size[LARGE], lambda row: row.peak_mb, PEAK_MB, "MB", 0)
    before = {stack_of(row): row for row in by_size[MIDDLE]}
    paired = [row for row in by_size[LARGE] if stack_of(row) in before]

    def exponent(row: Generation) -> float:
        return growth((MIDDLE, before[stack_of(row)].first), (LARGE, row.first))

    yield _most(
        f"growth from {MIDDLE} to {LARGE} entities, as a power of the size", paired, exponent, MOST_GROWTH, "", 2
    )


def _proof(rows: Iterable[Proof]) -> Aim:
    known = [row for row in rows if row.entities == SMALL]
    what = f"live proof of {SMALL} entities, warm"
    aim = _most(what, known, lambda row: row.warm, WARM_PROOF_SECONDS, "s", 1)
    failed = [stack_of(row) for row in known if row.failed]
    # A proof that fails ends early, and its time says nothing.
    return replace(aim, measured=f"the proof failed ({', '.join(failed)})", met=False) if failed else aim


def _serving(rows: Iterable[Serving]) -> Iterator[Aim]:
    known = list(rows)
    wanted = f"≥ {LEAST_RATIO:.2f}×"
    if not known:
        yield Aim("requests per second beside the hand-written application", wanted, "not measured", None)
    for row in known:
        for one in row.operations:
            what = f"requests per second of {one.name}, {stack_of(row)}, beside the hand-written application"
            yield Aim(what, wanted, f"{one.ratio:.3f}×", one.ratio >= LEAST_RATIO)


def _most(what: str, rows: Iterable[Of], figure: Callable[[Of], float], most: float, unit: str, digits: int) -> Aim:
    """The greatest figure of all stacks must not be above so much."""
    found = [(figure(row), stack_of(row)) for row in rows]
    wanted = f"≤ {most:g} {unit}".rstrip()
    if not found:
        return Aim(what, wanted, "not measured", None)
    worst, stack = max(found)
    return Aim(what, wanted, f"{worst:.{digits}f} {unit}".rstrip() + f" ({stack})", worst <= most)


def stack_of(row: Generation | Proof | Serving) -> str:
    """How the report names a stack."""
    return f"{row.framework} with {row.datastore}"
