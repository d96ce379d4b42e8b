"""Both backends of one stack, up on one database."""

import json
import secrets
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.serving.handwritten import lay_out
from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan, Stack
from tools.blueprint.resolve import resolve
from tools.code_generator import generate
from tools.validators.engines.engine import Database, Engine
from tools.validators.engines.registry import open_engine
from tools.validators.live.backend import Backend
from tools.validators.project import load_project
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.runtime.workspace import Workspace, workspace

BLUEPRINT = Path(__file__).parents[1] / "shop.yaml"
WORKERS = 1
POOL_SIZE = 5
GENERATED, HANDWRITTEN = "generated", "hand-written"
"""What the two are called in the report."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Neither of them runs yet; the schema is there, and a token of one is good for the other."""

    generated: Backend
    handwritten: Backend
    engine: Engine
    database: Database
    project: Path
    """The generated project, as it was printed."""
    versions: dict[str, str]

    @property
    def both(self) -> dict[str, Backend]:
        return {GENERATED: self.generated, HANDWRITTEN: self.handwritten}


def packages(project: Path) -> dict[str, str]:
    """The versions of what a project asks for when it runs, by name, from the manifest of its language."""
    node, python = project / "package.json", project / "pyproject.toml"
    if node.is_file():
        asked: dict[str, str] = json.loads(node.read_bytes())["dependencies"]
        return asked
    named = tomllib.loads(python.read_text(encoding="utf-8"))["project"]["dependencies"]
    return {name.partition("[")[0]: version for name, _, version in (item.partition("==") for item in named)}


def plan_of(stack: Stack) -> RenderPlan:
    """The plan of the backend that is measured."""
    return resolve(load(BLUEPRINT.read_bytes()), stack)


@contextmanager
def prepared(stack: Stack) -> Iterator[Pair]:
    """Both projects installed, the schema made by the generated one; all of it ends with the context."""
    settings = {
        "JWT_SECRET": secrets.token_urlsafe(48),
        # A token must outlast the whole measurement.
        "ACCESS_TOKEN_SECONDS": "86400",
        "DATABASE_POOL_SIZE": str(POOL_SIZE),
        "WORKERS": str(WORKERS),
    }
    with ExitStack() as opened:
        printed = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="bench-project-")))
        for artifact in generate(plan_of(stack)):
            path = printed / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(artifact.content, encoding="utf-8")
        engine = opened.enter_context(open_engine(stack.datastore))
        database = opened.enter_context(engine.database())
        work: Workspace = opened.enter_context(workspace())
        folder, project = work.copy_of(printed), load_project(printed)
        toolchain = prepare(project.language, folder)
        generated = opened.enter_context(Backend(work, folder, project, toolchain, database, settings))
        beside: Workspace = opened.enter_context(workspace())
        other, application = lay_out(beside, stack.framework, printed)
        own = prepare(application.language, other)
        handwritten = opened.enter_context(Backend(beside, other, application, own, database, settings))
        generated.migrate()
        versions = {
            f"{stack.language} runtime": toolchain.version,
            stack.datastore: engine.version,
            **packages(printed),
        }
        yield Pair(generated, handwritten, engine, database, printed, versions)
