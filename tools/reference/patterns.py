"""The catalogue of patterns: what each one takes, and what a worked example becomes. Written from the code; pure."""

from collections.abc import Iterable, Iterator

import yaml

from tools.blueprint.document import load
from tools.blueprint.expand import expand
from tools.blueprint.expand.patterns import expand_patterns
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Access, Operation, Place
from tools.blueprint.model.base import Part
from tools.blueprint.model.patterns import PATTERNS
from tools.reference.blueprint import part_section, table
from tools.reference.examples import BASE, EXAMPLES, Example
from tools.reference.features import FEATURES, Feature

_INTRODUCTION = (
    "What many backends do alike, said in one line under `patterns`. Each line becomes operations of the steps in "
    "[blueprint.md](blueprint.md), so that it is locked, checked and proven as operations of one's own are. This page "
    "is written from the code: `backend-engineer blueprint patterns` prints it. What does not fit is refused, with the "
    "place of the pattern and what to do. Under a `managed` attribute or relationship no client changes what the "
    "pattern keeps."
)

_WITHOUT = (
    "What the format says by itself, or in a few steps of one's own. Operations that stand in no example below come of "
    "its `resources`."
)


def pattern_reference() -> str:
    """The whole catalogue, as Markdown."""
    sections = ["# Patterns", _INTRODUCTION, *(_section(kind, part) for kind, part in PATTERNS.items())]
    sections += ["# Without a pattern", _WITHOUT, *map(_feature, FEATURES)]
    return "\n\n".join(sections) + "\n"


def example_of(kind: str) -> str:
    """The Blueprint of a worked example, as YAML."""
    return f"{BASE}{_shown(EXAMPLES[kind])}"


def blueprint_of(feature: Feature) -> str:
    """The Blueprint of a worked example without a pattern, as YAML; with accounts where it names some."""
    accounts = "name: User" in feature.ground
    return f"{BASE if accounts else BASE.partition('auth:')[0]}{feature.ground.strip()}\n"


def _shown(example: Example) -> str:
    return f"{example.ground.strip()}\npatterns:\n  - {example.pattern}\n"


def _section(kind: str, part: type[Part]) -> str:
    found = expand_patterns(BlueprintIndex(load(example_of(kind))))
    return "\n\n".join(
        (
            part_section(f"## `{kind}`", part),
            f"```yaml\n{_shown(EXAMPLES[kind])}```",
            *_operations(found.operations),
            *_beside(found),
        )
    )


def _feature(feature: Feature) -> str:
    operations = {item.name: item for item in expand(load(blueprint_of(feature))).operations}
    shown = [operations[name] for name in feature.shown]
    return "\n\n".join(
        (f"## {feature.title}", feature.said, f"```yaml\n{feature.ground.strip()}\n```", *_operations(shown))
    )


def _operations(operations: Iterable[Operation]) -> Iterator[str]:
    for operation in operations:
        steps = "\n".join(f"- {_flow(step)}" for step in operation.steps)
        told = f"`{operation.method.value} {operation.path}`, for {_callers(operation.access)}"
        sent = ", ".join(f"`{item.name}`" for item in operation.inputs if item.place is Place.BODY)
        yield f"**{operation.name}**: {told}{f'; the body holds {sent}' if sent else ''}."
        yield f"```yaml\n{steps}\n```"
        if operation.errors:
            rows = [(f"`{error.name}`", str(error.status), error.title) for error in operation.errors]
            yield table(("error", "status", "title"), rows)


def _flow(step: Part) -> str:
    """A step on one line, as it would stand in a Blueprint."""
    said = step.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text: str = yaml.safe_dump(said, default_flow_style=True, sort_keys=False, width=10_000, allow_unicode=True)
    return text.strip()


def _callers(access: Access) -> str:
    if access.public or access.optional:
        return "everybody"
    words = [*(["the row's owner"] if access.owner else []), *(f"`{role}`" for role in access.roles)]
    return " or ".join(words) or "whoever signs in"


def _beside(found: Expansion) -> Iterator[str]:
    for entity, fields in found.fields.items():
        rows = [(f"`{item.name}`", f"`{item.value}`") for item in fields]
        yield f"The view `{entity}` shows beside its columns:"
        yield table(("field", "value"), rows)
    for event in found.events:
        data = ", ".join(f"`{datum.name}`" for datum in event.data)
        yield f"The event `{event.name}` tells {data}."
    if found.instead:
        names = ", ".join(f"`{name}`" for name in sorted(found.instead))
        yield f"It stands in the place of the standard operation {names}."
    if found.links:
        names = ", ".join(f"`{name}`" for name in sorted(found.links))
        yield f"No standard operation links over {names}; the list stays."
