"""Makes LangChain tools out of pure generators: a Blueprint and a stack go in, artifacts come out."""

from collections.abc import Callable

from langchain_core.tools import StructuredTool
from pydantic import BaseModel, ConfigDict, Field

from tools.artifacts import Artifact, FileKind
from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry

Generator = Callable[[RenderPlan], tuple[Artifact, ...]]


class ArtifactRequest(BaseModel):
    """What to generate from, and for which stack."""

    model_config = ConfigDict(extra="forbid")

    blueprint: str = Field(description="The Blueprint document, as YAML or JSON.", max_length=10_000_000)
    framework: str = Field(description="Id of the framework, as the list of stacks gives it.", max_length=100)
    datastore: str = Field(description="Id of the datastore, as the list of stacks gives it.", max_length=100)


class ArtifactFile(BaseModel):
    """One produced file and what it rests on."""

    model_config = ConfigDict(frozen=True)

    path: str
    content: str
    language: str
    kind: FileKind
    rules: tuple[str, ...]
    sha256: str


class ArtifactFiles(BaseModel):
    """The files of one call, in a fixed order."""

    model_config = ConfigDict(frozen=True)

    tool: str
    artifacts: tuple[ArtifactFile, ...]


def artifact_tool(name: str, description: str, generate: Generator) -> StructuredTool:
    """A tool that answers `ArtifactFiles`; pure, and raises AgentError for what cannot be made."""

    def call(blueprint: str, framework: str, datastore: str) -> ArtifactFiles:
        plan = resolve(load(blueprint), registry.stack(framework, datastore))
        return ArtifactFiles(tool=name, artifacts=tuple(_file(artifact) for artifact in generate(plan)))

    return StructuredTool.from_function(func=call, name=name, description=description, args_schema=ArtifactRequest)


def _file(artifact: Artifact) -> ArtifactFile:
    return ArtifactFile(
        path=artifact.path,
        content=artifact.content,
        language=artifact.language,
        kind=artifact.kind,
        rules=artifact.rules,
        sha256=artifact.sha256,
    )
