"""A plan as the state keeps it, resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from agent.state import Data
from tools.blueprint.document import from_data
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan, Stack
from tools.blueprint.resolve import resolve


def rendered(plan: Mapping[str, Any]) -> RenderPlan:
    """The RenderPlan of `blueprint`, `stack` and, of a backend delivered before, `migrations`."""
    resolved = resolve(from_data(plan["blueprint"]), Stack(**plan["stack"]))
    return replace(resolved, migrations=read_migrations(plan.get("migrations", ())))


def read_migrations(data: Sequence[Mapping[str, Any]]) -> tuple[Migration, ...]:
    """Migrations of plain data."""
    return tuple(
        Migration(int(item["number"]), str(item["name"]), tuple(item["up"]), tuple(item["down"])) for item in data
    )


def write_migrations(migrations: Sequence[Migration]) -> list[Data]:
    """Plain data of migrations, lists in place of tuples."""
    return [{**asdict(item), "up": list(item.up), "down": list(item.down)} for item in migrations]
