"""Prints the tests of one entity's operations."""

from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.packs.frameworks.express.testing.access import AccessPrinter
from tools.packs.frameworks.express.testing.listing import ListingPrinter
from tools.packs.frameworks.express.testing.writing import WritingPrinter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import module
from tools.packs.languages.typescript.modules import module_file
from tools.packs.testing.catalog import Catalog, can_be_tested


def resource_path(group: Group) -> str:
    """The module with the tests of a group."""
    return f"tests/api/{module_file(group.name)}.test.ts"


def resource_tests(plan: RenderPlan, group: Group, catalog: Catalog) -> str | None:
    """`tests/api/<group>.test.ts`; None where there is nothing to say."""
    imports = Imports(resource_path(group))
    access = AccessPrinter(plan, group, catalog, imports)
    blocks = [*access.strangers(), *access.of_roles()]
    maker = access.maker
    if maker is not None and can_be_tested(plan, maker.operation):
        for kind in (WritingPrinter, ListingPrinter):
            blocks += kind(plan, group, catalog, imports).of_rows(maker)
        blocks += access.of_rows(maker)
    if not blocks:
        return None
    subject = group.name.plural_snake.replace("_", " ")
    return module(f"What clients can do with {subject}.", imports.render(), *blocks)
