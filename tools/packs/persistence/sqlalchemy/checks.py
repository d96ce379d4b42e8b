"""The checks of the tables, beside the models: a migration that makes a table anew must not lose them."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Checks
from tools.packs.languages.python.layout import exploded, module
from tools.packs.languages.python.literals import text

_IMPORTS = "from collections.abc import Mapping\n\nfrom sqlalchemy import CheckConstraint, MetaData"
_ATTACH = r'''def attach(metadata: MetaData) -> None:
    """Give the tables their checks."""
    for table in metadata.tables.values():
        table.dialect_kwargs["sqlite_strict"] = True
        for name, condition in CHECKS.get(table.name, {}).items():
            # Colons are part of the SQL here, never names of parameters.
            table.append_constraint(CheckConstraint(condition.replace(":", r"\:"), name=name))'''


def rebuilds(plan: RenderPlan) -> bool:
    """Whether the store changes no table in place."""
    return "alter_constraints" not in plan.capabilities


def checks_module(checks: Checks) -> str:
    """`app/models/checks.py`."""
    tables = [
        exploded(f"{text(table)}: {{", [f"{text(name)}: {text(condition)}" for name, condition in found], "}", 1)
        for table, found in checks.items()
        if found
    ]
    constant = "\n".join(["CHECKS: Mapping[str, Mapping[str, str]] = {", *(f"{item}," for item in tables), "}"])
    return module("What every row of a table must meet, in the words of the store.", _IMPORTS, constant, _ATTACH)
