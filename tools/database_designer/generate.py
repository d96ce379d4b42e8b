"""All artifacts of a database design."""

from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer.ddl import ddl
from tools.database_designer.description import description_text
from tools.database_designer.diagram.mermaid import mermaid
from tools.database_designer.diagram.svg import svg
from tools.database_designer.rationale.document import rationale
from tools.database_designer.rules import rules
from tools.database_designer.sql.dialects import dialect_of
from tools.database_designer.sql.script import script

TOOL = "database_designer"
SCHEMA = "database/schema.sql"
DRAWN = ("naming.database", "schema.normal-form")


def generate(plan: RenderPlan) -> tuple[Artifact, ...]:
    """schema.sql, schema.json, er.mmd, er.svg and DESIGN.md, in the folder `database`.

    Raises Unsupported where a rule of the plan cannot be said in its datastore.
    """
    followed = rules(plan)
    schema = script(f"{plan.title}: the whole schema.", SCHEMA, ddl(plan), dialect_of(plan))
    return (
        Artifact(SCHEMA, schema, "sql", TOOL, rules=followed),
        Artifact("database/schema.json", description_text(plan), "json", TOOL, rules=followed),
        Artifact("database/er.mmd", mermaid(plan), "mermaid", TOOL, rules=DRAWN),
        Artifact("database/er.svg", svg(plan), "svg", TOOL, rules=DRAWN),
        Artifact("database/DESIGN.md", rationale(plan), "markdown", TOOL, rules=followed),
    )
