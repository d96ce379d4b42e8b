"""The complete project: what the packs of the stack print, the contract, the schema and its migrations."""

from tools import api_generator, database_designer, database_migrator
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.code_generator.merge import distinct, merged
from tools.errors import CheckFailed
from tools.packs import registry
from tools.packs.base import Contribution, File

TOOL = "code_generator"


def generate(plan: RenderPlan) -> tuple[Artifact, ...]:
    """Every file of the backend, sorted by path. Pure.

    Raises Unsupported where the stack cannot do what the plan asks for.
    """
    language = registry.language(plan.stack.language)
    framework = registry.framework(plan.stack.framework)
    persistence = registry.persistence(plan.stack.persistence)
    datastore = registry.datastore(plan.stack.datastore)
    page = Contribution(facts={"reference_policy": api_generator.reference_policy()})
    contribution = merged([*(pack.contribute(plan) for pack in (datastore, persistence, framework, language)), page])
    dialect = database_designer.sql_dialect(plan)
    checks = {table.physical: database_designer.check_constraints(table, dialect) for table in plan.tables}
    files = distinct(
        (
            *contribution.files,
            *persistence.migrations(plan, database_migrator.migrations_of(plan), checks),
            *framework.assemble(plan, contribution),
            *language.assemble(plan, contribution),
        )
    )
    designs = (*api_generator.generate(plan), *_schema(plan), *database_migrator.generate(plan))
    return _joined([_artifact(file) for file in files], designs)


def _schema(plan: RenderPlan) -> tuple[Artifact, ...]:
    return tuple(database_designer.generate(plan))


def _artifact(file: File) -> Artifact:
    return Artifact(file.path, file.content, file.language, TOOL, kind=file.kind, rules=file.rules)


def _joined(printed: list[Artifact], designs: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    found: dict[str, Artifact] = {}
    for artifact in (*printed, *designs):
        if artifact.path in found:
            raise CheckFailed(f"Two tools write {artifact.path}.", hint="One file has one author.")
        found[artifact.path] = artifact
    return tuple(found[path] for path in sorted(found))
