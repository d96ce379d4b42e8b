"""What was measured, as `report.json` holds it. Times are seconds unless a name says ms; memory is MB of 10^6 bytes."""

from pydantic import BaseModel, ConfigDict


class Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Machine(Figures):
    processor: str
    cores: int
    memory_gb: float
    system: str


class Generation(Figures):
    """From a Blueprint to files under static proof, through the graph."""

    framework: str
    datastore: str
    entities: int
    files: int
    process: float
    """The whole new process, from its start to its end, with all that it imports."""
    peak_mb: float
    """Most memory that this process held at once."""
    imports: float
    """Of a new process: until everything is imported."""
    first: float
    """The first run in a new process, without the imports."""
    second: float
    """The second run in the same process."""


class Part(Figures):
    name: str
    seconds: float


class Proof(Figures):
    """From a Blueprint to a backend proven live, as one command; parts as the evidence tells their times."""

    framework: str
    datastore: str
    entities: int
    first: float
    """With a new cache: engine and packages are fetched and laid out."""
    warm: float
    """The same command again."""
    checks: int
    failed: int
    parts_first: tuple[Part, ...]
    parts_warm: tuple[Part, ...]


class Retrieval(Figures):
    """Searches of the knowledge base, in a new process each for the cold ones."""

    documents: int
    queries: int
    searches: int
    building_ms: float
    """The first search where there is no index, imports included."""
    opening_ms: float
    """The first search of a process that finds the index, imports included."""
    p50_ms: float
    p99_ms: float


class Load(Figures):
    """One server under load: medians of all rounds."""

    requests_per_second: float
    p99_ms: float


class Operation(Figures):
    name: str
    generated: Load
    handwritten: Load
    ratio: float
    """Requests per second, generated to hand-written: the median of the rounds' ratios."""


class Footprint(Figures):
    start: float
    """From the start of the program until it says that it is ready; the median of several starts."""
    idle_mb: float
    """Resident memory of one worker that has just started."""


class Serving(Figures):
    framework: str
    datastore: str
    rows: int
    connections: int
    rounds: int
    seconds: int
    """Of each round."""
    operations: tuple[Operation, ...]
    generated: Footprint
    handwritten: Footprint


class Report(Figures):
    """Sections that were not measured are empty."""

    quick: bool
    machine: Machine
    versions: dict[str, str]
    generation: tuple[Generation, ...] = ()
    proof: tuple[Proof, ...] = ()
    retrieval: Retrieval | None = None
    serving: tuple[Serving, ...] = ()
