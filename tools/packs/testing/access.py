"""Which tests there are of who may do what."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.packs.testing.actors import operation_of

_NOBODY = "00000000-0000-7000-8000-000000000000"


def guarded_requests(plan: RenderPlan, group: Group) -> list[tuple[str, str]]:
    """Method and path of every operation that needs an account, on rows that are not there."""
    found = []
    for item in group.operations:
        if item.access.public:
            continue
        path = item.path
        for field in item.path_fields:
            path = path.replace(f"{{{field.wire}}}", _NOBODY if field.type.kind == "uuid" else "1")
        found.append((item.method, plan.api.prefix + path))
    return found


def shows_roles(plan: RenderPlan, assign: OperationPlan | None) -> bool:
    """Whether giving a role can be seen; where accounts belong to tenants, no two of the actors share one."""
    auth = plan.auth
    if assign is None or operation_of(plan, "account.me") is None or auth is None:
        return False
    return auth.tenant is None and auth.self_registration
