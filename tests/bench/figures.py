"""A report of numbers that nobody measured."""

from bench.figures import (
    Footprint,
    Generation,
    Load,
    Machine,
    Operation,
    Part,
    Proof,
    Report,
    Retrieval,
    Serving,
)

MACHINE = Machine(processor="Example 3000", cores=4, memory_gb=16.5, system="Example OS 1, x86_64")


def generation(framework: str, entities: int, work: float, peak: float = 200) -> Generation:
    return Generation(
        framework=framework,
        datastore="store",
        entities=entities,
        files=25 * entities,
        process=work + 2.25,
        peak_mb=peak,
        imports=2.0,
        first=work,
        second=work * 0.9,
    )


def proof(framework: str, warm: float, failed: int = 0) -> Proof:
    return Proof(
        framework=framework,
        datastore="store",
        entities=6,
        first=warm + 60.5,
        warm=warm,
        checks=120,
        failed=failed,
        parts_first=(Part(name="build: install", seconds=60.0), Part(name="live: conformance", seconds=12.5)),
        parts_warm=(Part(name="live: conformance", seconds=12.0), Part(name="live: log", seconds=0.1)),
    )


def serving(framework: str, ratios: dict[str, float]) -> Serving:
    return Serving(
        framework=framework,
        datastore="store",
        rows=2000,
        connections=16,
        rounds=5,
        seconds=8,
        operations=tuple(
            Operation(
                name=name,
                generated=Load(requests_per_second=1000 * ratio, p99_ms=20),
                handwritten=Load(requests_per_second=1000, p99_ms=16),
                ratio=ratio,
            )
            for name, ratio in ratios.items()
        ),
        generated=Footprint(start=1.25, idle_mb=90),
        handwritten=Footprint(start=0.75, idle_mb=0),
    )


FULL = Report(
    quick=False,
    machine=MACHINE,
    versions={"Python of the agent": "3.11.7", "autocannon": "9.0.0"},
    generation=(
        generation("one", 6, 1.5),
        generation("two", 6, 2.5),
        generation("one", 60, 10.0),
        generation("two", 60, 20.0),
        generation("one", 600, 100.0, peak=480),
        generation("two", 600, 400.0, peak=450),
    ),
    proof=(proof("one", 25.0), proof("two", 29.9)),
    retrieval=Retrieval(
        documents=50, queries=30, searches=300, building_ms=4000, opening_ms=2000, p50_ms=6.25, p99_ms=9.5
    ),
    serving=(serving("one", {"list": 0.9, "read": 0.895, "create": 1.1}),),
)
EMPTY = Report(quick=True, machine=MACHINE, versions={"python": "3.11.7"})
