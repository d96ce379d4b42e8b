"""What a run is given beside its input: settings, and the ports it works with."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from langgraph.runtime import Runtime

from agent.blobs import FileBlobs
from agent.chat.reading import embedded_turns
from agent.model.budget import Budget, Prices
from agent.model.embedding import configured_embedding
from agent.model.environment import configured_budget, configured_prices
from agent.model.port import ModelPort
from agent.planning import embedded_planner
from agent.ports import BlobStore, Planner, Prover, Rules, Toolbox, TurnReader
from agent.proof import prove
from agent.toolbox import generate
from knowledge import Library, Retriever, RetrieverPort, Rulebook, load
from tools.validators.evidence import Level
from tools.validators.runtime.caches import cache_root


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller may choose."""

    level: Level = "live"
    """How far the result is proven."""
    out: str | None = None
    """Where the files go; None: they stay in the blob store."""
    ask: bool = False
    """Ask open questions (a chat); otherwise the default answer is assumed and told."""
    max_repairs: int = 2
    knowledge: str | None = None
    """Folder of knowledge documents; None: those that come with the agent."""
    passages: int = 5
    """Documents looked up for a request."""


@dataclass(frozen=True, slots=True)
class Context:
    """Settings and ports of one run."""

    settings: Settings
    blobs: BlobStore
    rules: Rules
    retriever: RetrieverPort
    planner: Planner
    turns: TurnReader
    toolbox: Toolbox = generate
    prover: Prover = prove
    model: ModelPort | None = None
    budget: Budget = field(default_factory=Budget)
    """What the model may cost in this run."""
    prices: Prices | None = None
    """Of the model's tokens; None: what it costs is not known in money."""
    left_out: tuple[str, ...] = field(default=())
    """Knowledge documents that could not be used, and why."""


def default_context(
    settings: Settings | None = None, blobs: BlobStore | None = None, model: ModelPort | None = None
) -> Context:
    """The context with everything embedded: no network, no key, unless the environment names an embedding model.

    `model` is asked where the planner is at a loss.
    """
    chosen = settings or Settings()
    library = _library(chosen.knowledge)
    rulebook = Rulebook(library.documents)
    planner = embedded_planner(rulebook)
    return Context(
        settings=chosen,
        blobs=blobs or FileBlobs(cache_root() / "blobs"),
        rules=rulebook,
        retriever=Retriever(library.documents, configured_embedding()),
        planner=planner,
        turns=embedded_turns(planner),
        model=model,
        budget=configured_budget(),
        prices=configured_prices(),
        left_out=tuple(f"{problem.file}: {problem.reason}" for problem in library.problems),
    )


def context_of(runtime: Runtime[Context]) -> Context:
    """The run's context; LangGraph gives None where the caller passed none."""
    given: Context | None = runtime.context
    return given if given is not None else _embedded()


@cache
def _embedded() -> Context:
    return default_context()


@cache
def _library(folder: str | None) -> Library:
    return load(Path(folder) if folder is not None else None)
