"""Shows what there is: the Blueprint, its parts, what the last turn changed, and the turns so far."""

from collections.abc import Sequence

import yaml

from agent.chat.versions import Version
from tools.blueprint.document import dump, from_data
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan


def blueprint(version: Version) -> str:
    """The whole Blueprint as YAML."""
    return dump(from_data(version.blueprint))


def entity(version: Version, name: str) -> str:
    """One entity and its relationships, as they stand in the Blueprint."""
    found = [item for item in version.blueprint.get("entities", []) if item["name"] == name]
    ties = [item for item in version.blueprint.get("relationships", []) if name in (item["from"], item["to"])]
    parts = {"entities": found, **({"relationships": ties} if ties else {})}
    return yaml.safe_dump(parts, sort_keys=False, allow_unicode=True, width=110)


def operations(plan: RenderPlan) -> str:
    """Every operation: method, path, and who may call it."""
    lines = [(item.method, f"{plan.api.prefix}{item.path}", _access(item)) for item in plan.operations]
    width = max((len(path) for _, path, _ in lines), default=0)
    return "\n".join(f"{method:<6} {path:<{width}}  {who}" for method, path, who in lines)


def difference(versions: Sequence[Version]) -> str:
    """What the last turn changed."""
    current = versions[-1]
    return "\n".join(current.changes) if current.changes else "Nothing has changed since the first request."


def history(versions: Sequence[Version]) -> str:
    """The turns, the present one last."""
    return "\n".join(f"{item.number}. {_short(item.said)}{_counted(item)}" for item in versions)


def stack(version: Version) -> str:
    return "\n".join(f"{kind}: {name}" for kind, name in version.stack.items())


def _access(operation: OperationPlan) -> str:
    access = operation.access
    if access.public:
        return "everybody"
    who = [*access.roles, *(["the owner"] if access.owner else [])]
    return ", ".join(who) or "whoever signs in"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 100 else f"{line[:99]}…"


def _counted(version: Version) -> str:
    number = len(version.changes)
    return f" ({number} {'change' if number == 1 else 'changes'})" if number else ""
