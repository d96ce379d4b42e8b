"""What the guard of a set of roles is called."""

import re

from tools.blueprint.plan.render_plan import RenderPlan


def only(plan: RenderPlan, roles: tuple[str, ...]) -> str:
    """`only_editor_or_admin`; no two sets of roles have one name, however the roles are called."""
    assert plan.auth is not None
    words = {role: "_".join(re.findall("[a-z0-9]+", role.lower())) for role in plan.auth.roles}
    told = len({*words.values(), ""}) == len(words) + 1 and not any("or" in word.split("_") for word in words.values())
    if not told:
        words = {role: f"role_{place}" for place, role in enumerate(plan.auth.roles, 1)}
    return f"only_{'_or_'.join(words[role] for role in roles)}"
