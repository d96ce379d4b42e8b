"""Plans of the stack, and what is printed of them."""

import re
from functools import cache
from pathlib import Path

from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.packs.persistence.kysely.repositories import repository_module
from tools.packs.store_calls import store_calls

BLUEPRINTS = Path(__file__).parents[4] / "blueprints"


@cache
def planned(name: str, datastore: str = "postgresql") -> RenderPlan:
    """The plan of an example."""
    return resolve(load((BLUEPRINTS / f"{name}.yaml").read_bytes()), registry.stack("express", datastore))


@cache
def module(blueprint: str, table: str, datastore: str = "postgresql") -> str:
    """The repository of a table."""
    plan = planned(blueprint, datastore)
    return repository_module(plan, plan.table(table), store_calls(plan)[table])


def printed(blueprint: str, table: str, name: str, datastore: str = "postgresql") -> str:
    """A function of it, on one line, without spaces around brackets and commas behind last items."""
    source = module(blueprint, table, datastore)
    start = re.search(rf"^(?:export )?async function {name}\(", source, re.MULTILINE)
    assert start is not None, name
    return flat(source[start.start() : source.index("\n}\n", start.start()) + 2])


def flat(source: str) -> str:
    """Source on one line, whatever its layout."""
    joined = re.sub(r"\s+", " ", source)
    return (
        re.sub(r"(?<=[(\[]) | (?=[)\]]|\.(?!\.))", "", joined)
        .replace(",)", ")")
        .replace(",]", "]")
        .replace(", }", " }")
    )
