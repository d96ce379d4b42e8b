"""Kinds of characters that texts must hold, and formats that have a name: what the templates place of them."""

import re
from itertools import pairwise

from tools.blueprint.characters import KINDS
from tools.blueprint.lower.types import EMAIL_LENGTH, EMAIL_PATTERN, URL_LENGTH, URL_PATTERN
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.typescript.layout import INDENT, exploded
from tools.packs.languages.typescript.literals import key, pattern, text


def character_context(plan: RenderPlan) -> dict[str, object]:
    """`kinds`: what each kind is, and `needs`, whether any text must hold some."""
    entries = [
        f"{key(kind)}: [{pattern(source)}, {text(f'Must hold {words}.')}]" for kind, (source, words) in KINDS.items()
    ]
    shapes = [*plan.shapes, *(command.body for group in plan.groups for command in group.commands if command.body)]
    needs = any(field.type.needs for shape in shapes for field in shape.fields)
    return {"kinds": exploded("const KINDS = {", entries, "} as const;"), "needs": needs}


def format_context() -> dict[str, object]:
    """Patterns and lengths of the formats that have a name; the long pattern is cut into lines."""
    whole = _source(EMAIL_PATTERN)
    cuts = [0, *(match.start() for match in re.finditer(r"@|\(\?:\\\.", whole)), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(cuts) if start < end]
    return {
        "email_pattern": "\n".join(f"{INDENT}{text(piece)}," for piece in pieces),
        "email_length": EMAIL_LENGTH,
        "url_pattern": pattern(f"^(?:{URL_PATTERN})$"),
        "url_length": URL_LENGTH,
    }


def _source(unanchored: str) -> str:
    """What stands between the slashes of the pattern that matches the whole value."""
    return pattern(f"^(?:{unanchored})$").removeprefix("/").removesuffix("/u")
