"""The report for people, made from the figures alone."""

from collections.abc import Iterable, Iterator, Sequence

from bench.aims import aims, stack_of
from bench.figures import Footprint, Generation, Machine, Proof, Report, Retrieval, Serving
from bench.serving.pair import GENERATED, HANDWRITTEN, POOL_SIZE, WORKERS

VERDICTS = {True: "met", False: "missed", None: "not measured"}


def render(report: Report) -> str:
    """Markdown; the same figures always give the same text."""
    blocks = [
        ["# Benchmarks", ""],
        [_introduction(report), ""],
        ["## Aims", "", *_aims(report)],
        ["## Machine and versions", "", *_machine(report.machine, report.versions)],
    ]
    if report.generation:
        blocks.append(["## From a Blueprint to files under static proof", "", *_generation(report.generation)])
    if report.proof:
        blocks.append(["## Live proof", "", *_proof(report.proof)])
    if report.retrieval is not None:
        blocks.append(["## Retrieval", "", *_retrieval(report.retrieval)])
    if report.serving:
        blocks.append(["## Serving", "", *_serving(report.serving)])
    return "\n".join(line for block in blocks for line in block).rstrip() + "\n"


def _introduction(report: Report) -> str:
    told = "Written by `make bench`; `report.json` holds the same numbers."
    if report.quick:
        told += " **This was a quick run: few and short rounds, good to see that everything works.**"
    return f"{told} Aims are told, not asserted: the numbers are of one machine."


def _aims(report: Report) -> Iterator[str]:
    yield from table(
        ("aim", "wanted", "measured", ""),
        [(aim.what, aim.wanted, aim.measured, VERDICTS[aim.met]) for aim in aims(report)],
    )
    yield ""


def _machine(machine: Machine, versions: dict[str, str]) -> Iterator[str]:
    yield f"{machine.processor}, {machine.cores} cores, {machine.memory_gb:g} GB, {machine.system}."
    yield ""
    yield from table(("", "version"), sorted(versions.items()))
    yield ""


def _generation(rows: Sequence[Generation]) -> Iterator[str]:
    yield (
        "Seconds. *Process* is the whole command in a new process, *imports* what a new process spends on importing, "
        "*first* and *second* the work of two runs in one process without that. All of it goes through the graph, with "
        "bytecode and the index of the knowledge base in place."
    )
    yield ""
    yield from table(
        ("stack", "entities", "files", "process", "peak MB", "imports", "first", "second"),
        [
            (
                stack_of(row),
                str(row.entities),
                str(row.files),
                f"{row.process:.2f}",
                f"{row.peak_mb:.0f}",
                f"{row.imports:.2f}",
                f"{row.first:.2f}",
                f"{row.second:.2f}",
            )
            for row in rows
        ],
    )
    yield ""


def _proof(rows: Sequence[Proof]) -> Iterator[str]:
    yield (
        "Seconds of the whole command, from a Blueprint to a backend that is proven at every level. *First* begins "
        "with an empty cache: engine and packages are fetched from where the installers find them and laid out. *Warm* "
        "is the same command again."
    )
    yield ""
    yield from table(
        ("stack", "entities", "first", "warm", "checks passed", "failed"),
        [
            (
                stack_of(row),
                str(row.entities),
                f"{row.first:.1f}",
                f"{row.warm:.1f}",
                str(row.checks),
                str(row.failed),
            )
            for row in rows
        ],
    )
    for row in rows:
        yield ""
        yield f"Parts for {stack_of(row)}, as the evidence tells them:"
        yield ""
        first = {part.name: part.seconds for part in row.parts_first}
        warm = {part.name: part.seconds for part in row.parts_warm}
        names = [*warm, *(name for name in first if name not in warm)]
        yield from table(
            ("part", "first", "warm"), [(name, _seconds(first.get(name)), _seconds(warm.get(name))) for name in names]
        )
    yield ""


def _retrieval(row: Retrieval) -> Iterator[str]:
    yield (
        f"Milliseconds of a search among {row.documents} documents. The first search of a process counts with what it "
        f"imports; the later ones are {row.searches} searches with {row.queries} questions in turn."
    )
    yield ""
    yield from table(
        ("", "ms"),
        [
            ("first search, no index yet", f"{row.building_ms:.0f}"),
            ("first search, the index is there", f"{row.opening_ms:.0f}"),
            ("later searches, p50", f"{row.p50_ms:.1f}"),
            ("later searches, p99", f"{row.p99_ms:.1f}"),
        ],
    )
    yield ""


def _serving(rows: Sequence[Serving]) -> Iterator[str]:
    some = rows[0]
    yield (
        f"The API of `bench/shop.yaml`, generated and written by hand (`bench/handwritten`), on the same database, "
        f"packages and settings: {_counted(WORKERS, 'worker')}, {POOL_SIZE} connections to the database, no rate "
        f"limit, a log line for each request. {some.connections} connections of autocannon send without a pause, in "
        f"{_counted(some.rounds, 'round')} of {some.seconds} s in turn after a warm-up; client, server and database "
        f"share the machine. *list* is the second page of 20 among {some.rows} rows, *read* one row with its ETag, "
        f"*create* a new row with a reference. Medians; the ratio is the median of the rounds' ratios; p99 is in whole "
        f"milliseconds."
    )
    for row in rows:
        yield ""
        yield f"### {stack_of(row)}"
        yield ""
        yield from table(
            (
                "operation",
                f"{GENERATED}, requests/s",
                f"{HANDWRITTEN}, requests/s",
                "ratio",
                f"{GENERATED}, p99 ms",
                f"{HANDWRITTEN}, p99 ms",
            ),
            [
                (
                    one.name,
                    f"{one.generated.requests_per_second:.0f}",
                    f"{one.handwritten.requests_per_second:.0f}",
                    f"{one.ratio:.3f}",
                    f"{one.generated.p99_ms:.0f}",
                    f"{one.handwritten.p99_ms:.0f}",
                )
                for one in row.operations
            ],
        )
        yield ""
        yield from table(
            ("", "ready after s", "idle memory MB"),
            [_footprint(GENERATED, row.generated), _footprint(HANDWRITTEN, row.handwritten)],
        )
    yield ""


def _footprint(name: str, one: Footprint) -> tuple[str, str, str]:
    # Where the system does not tell what processes hold, nothing was found.
    return name, f"{one.start:.2f}", f"{one.idle_mb:.0f}" if one.idle_mb else "not measured"


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.1f}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
