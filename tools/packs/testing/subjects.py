"""What a plan's tests are about, besides its entities."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.needs import answers_files, takes_forms, takes_tables, written_as
from tools.packs.testing.actors import operation_of

RULE = "testing.pyramid"
_SESSIONS = {"account.register", "account.login", "account.refresh", "account.logout", "account.me"}


def subjects(plan: RenderPlan, *, sweeps: bool, counts: bool) -> list[str]:
    """Their names, each that of a tree of templates (`tests_base`)."""
    intents = {operation.intent for operation in plan.operations}
    found = ["base"]
    found += ["auth"] if intents >= _SESSIONS else []
    if plan.auth is not None and plan.auth.scheme == "session" and intents >= _SESSIONS - {"account.refresh"}:
        found.append("session")
    if plan.auth is not None and not plan.auth.has_sessions and intents >= {"account.register", "account.me"}:
        found.append("basic")
    found += ["limits"] if counted_operation(plan) is not None else []
    found += ["sweep"] if sweeps else []
    found += ["addresses"] if counts else []
    found += ["forms"] if takes_forms(plan) else []
    found += ["events"] if plan.events else []
    found += ["ports"] if plan.ports else []
    found += ["files"] if answers_files(plan) else []
    found += ["tables"] if takes_tables(plan) else []
    return [*found, *written_as(plan)[1:]]


def counted_operation(plan: RenderPlan) -> OperationPlan | None:
    """An operation that can be asked too often; None where nobody counts, or none can be asked by its path alone."""
    if all(table.name.snake != "rate_limit_counter" for table in plan.tables):
        return None
    return next((item for item in plan.operations if item.method == "GET" and not item.path_fields), None)


def limited_paths(plan: RenderPlan) -> dict[str, object]:
    """The paths that tests of rate limits ask for: of what is counted, and of where passwords are guessed."""
    paths = {"counted": counted_operation(plan), "login": operation_of(plan, "account.login")}
    return {name: f"{plan.api.prefix}{item.path}" if item is not None else "" for name, item in paths.items()}


def open_operation(plan: RenderPlan) -> OperationPlan | None:
    """An operation that strangers may call and accounts too, by its path alone."""
    for item in plan.operations:
        if item.access.optional and not item.path_fields and not any(field.required for field in item.query):
            return item
    return None
