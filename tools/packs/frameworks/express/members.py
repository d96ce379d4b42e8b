"""What the modules are told of parameters that ask for members of a document."""

from tools.blueprint.plan.render_plan import RenderPlan


def member_context(plan: RenderPlan) -> dict[str, object]:
    """Whether there are such parameters, and the bounds that they all have."""
    kinds = [field.type for item in plan.operations for field in item.query if field.type.kind == "members"]
    if not kinds:
        return {"members": False}
    kind = kinds[0]
    return {
        "members": True,
        "most_name": kind.most_name,
        "most_text": kind.max_length,
        "most_members": kind.max_items,
    }
