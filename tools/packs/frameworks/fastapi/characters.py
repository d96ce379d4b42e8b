"""Kinds of characters that texts must hold: what the templates place of them."""

from tools.blueprint.characters import KINDS
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.layout import INDENT
from tools.packs.languages.python.literals import pattern, text


def character_context(plan: RenderPlan) -> dict[str, object]:
    """`kinds`: what each kind is, and `needs`, whether any text must hold some."""
    lines = [
        f"{INDENT}{text(kind)}: (re.compile({pattern(source)}), {text(f'Must hold {words}.')}),"
        for kind, (source, words) in KINDS.items()
    ]
    shapes = [*plan.shapes, *(command.body for group in plan.groups for command in group.commands if command.body)]
    needs = any(field.type.needs for shape in shapes for field in shape.fields)
    return {"kinds": "\n".join(lines), "needs": needs}
