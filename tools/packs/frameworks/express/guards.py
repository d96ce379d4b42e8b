"""Guards: which checks stand before each operation, and the module that names them."""

from itertools import chain

from tools.blueprint.names import camel
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import bracketed, docstring, module
from tools.packs.languages.typescript.literals import text
from tools.packs.roles import only

DEPENDENCIES = "src/api/dependencies.ts"


def limits(plan: RenderPlan) -> bool:
    """Whether requests are counted at all."""
    return any(table.name.snake == "rate_limit_counter" for table in plan.tables)


def guard_name(plan: RenderPlan, operation: OperationPlan) -> str | None:
    """The guard that decides whether a caller may go on; None when everybody may, uncounted."""
    calls = guard_calls(plan, operation)
    return calls[-1] if calls else None


def guard_calls(plan: RenderPlan, operation: OperationPlan) -> list[str]:
    """The guards in their order: who calls is counted, then known, then judged by role."""
    access = operation.access
    if access.optional:
        return ["rateLimit", "maybeSignedIn"]
    if access.public:
        if not limits(plan):
            return []
        return ["authRateLimit" if operation.sensitive_rate else "rateLimit"]
    known = ["rateLimit", "signedIn"]
    return [*known, camel(only(plan, access.roles))] if _by_role(operation) else known


def _by_role(operation: OperationPlan) -> bool:
    return bool(operation.access.roles) and not operation.access.owner and not operation.access.public


def _role_guards(plan: RenderPlan) -> dict[tuple[str, ...], str]:
    """The guard of each set of roles: `onlyEditorOrAdmin`."""
    found = sorted({item.access.roles for item in plan.operations if _by_role(item)})
    return {roles: camel(only(plan, roles)) for roles in found}


def dependencies_module(plan: RenderPlan) -> str:
    """`src/api/dependencies.ts`."""
    guards = _role_guards(plan)
    names = set(chain.from_iterable(guard_calls(plan, operation) for operation in plan.operations))
    if any(item.present is not None and item.present.unrestricted for item in plan.operations):
        names |= {"rateLimit", "signedIn"}
    imports = Imports(DEPENDENCIES)
    if guards:
        imports.add("src/security/roles.ts", "roles")
    exports = [
        *_exported(names & {"authRateLimit", "rateLimit"}, "../core/rate-limit.ts"),
        *_exported(names & {"maybeSignedIn", "signedIn"}, "../security/guards.ts"),
    ]
    constants = [_constant(name, roles) for roles, name in guards.items()]
    return module("What stands before the routes.", imports.render(), "\n".join(exports), *constants)


def _exported(names: set[str], place: str) -> list[str]:
    return bracketed("export {", sorted(names), f"}} from {text(place)};") if names else []


def _constant(name: str, roles: tuple[str, ...]) -> str:
    told = f"Lets accounts with {'the role' if len(roles) == 1 else 'one of the roles'} {', '.join(roles)} through."
    return "\n".join(
        [docstring(told), *bracketed(f"export const {name} = roles(", [text(role) for role in roles], ");")]
    )
