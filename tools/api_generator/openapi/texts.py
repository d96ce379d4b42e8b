"""What the document says in words."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.markdown import paragraph

ACCOUNTS = "Accounts and sessions"
ACCOUNTS_ALONE = "Accounts"
"""Where nobody signs in or out."""


def information(plan: RenderPlan) -> str:
    """The description of the API: its conventions, and how it changes."""
    parts = [paragraph(plan.description or f"{plan.title}."), _values(plan), _pages(plan), _errors(plan)]
    parts.append(f"## Versions and deprecation\n\n{deprecation_policy(plan)}")
    if any(operation.idempotency_key for operation in plan.operations):
        parts.append(
            "## Repeated requests\n\nSend `Idempotency-Key` with a request that makes something. A repeated request "
            "with the same key and body gets the first answer, marked `Idempotency-Replayed: true`; the same key with "
            f"another body is refused ({plan.status('idempotency_key_reused')}), and one whose first copy is still "
            f"being worked on is answered with {plan.status('request_in_progress')}."
        )
    if any(operation.if_match for operation in plan.operations):
        parts.append(
            "## Concurrent changes\n\nRows with a version carry an `ETag`. A change or deletion must send it back in "
            f"`If-Match`: without it the answer is {plan.status('precondition_required')}, and "
            f"{plan.status('precondition_failed')} when the row has changed since it was read. A read with "
            "`If-None-Match` is answered with 304 when nothing has changed."
        )
    if plan.api.rate_requests is not None:
        parts.append(
            "## Rate limit\n\nAn account or address may make so many requests in a window of time. `RateLimit-Limit`, "
            "`RateLimit-Remaining` and `RateLimit-Reset` tell how many, how many are left and when the window ends; "
            f"beyond the limit the answer is {plan.status('too_many_requests')} with `Retry-After`."
        )
    return "\n\n".join(parts)


def operation_text(operation: OperationPlan) -> str:
    """Who may call the operation, and what it asks for beside its parameters."""
    parts = [_access(operation)]
    if operation.if_match:
        parts.append("Send the row's `ETag` in `If-Match`.")
    if operation.idempotency_key:
        parts.append("Safe to repeat with the same `Idempotency-Key`.")
    if operation.sensitive_rate:
        parts.append("Has a stricter rate limit of its own.")
    return " ".join(parts)


def tag_of(plan: RenderPlan, operation: OperationPlan) -> str:
    """Heading under which the operation stands."""
    if operation.intent.startswith("account."):
        return _accounts(plan)
    group = plan.group(operation.group)
    return group.name.plural_snake.replace("_", " ").capitalize() if group.table else group.name.title


def _accounts(plan: RenderPlan) -> str:
    return ACCOUNTS if plan.auth is None or plan.auth.has_sessions else ACCOUNTS_ALONE


def tags(plan: RenderPlan) -> list[dict[str, str]]:
    """The headings, in the order of their first operation; accounts first."""
    found: dict[str, str] = {}
    accounts = _accounts(plan)
    for group in plan.groups:
        for operation in group.operations:
            name = tag_of(plan, operation)
            text = plan.table(group.table).description if group.table and name != accounts else ""
            found.setdefault(name, text)
    order = sorted(found, key=lambda name: name != accounts)
    return [{"name": name, **({"description": found[name]} if found[name] else {})} for name in order]


def _access(operation: OperationPlan) -> str:
    access = operation.access
    if access.optional:
        return "Open to everybody; who is signed in sees it as that account."
    if access.public:
        return "Open to everybody."
    roles = " or ".join(f"`{role}`" for role in access.roles)
    if access.owner:
        others = f" Callers with the role {roles} see all of them." if roles else ""
        return f"For signed-in callers, on rows of their own; other rows do not exist for them.{others}"
    return f"For callers with the role {roles}." if roles else "For signed-in callers."


def _values(plan: RenderPlan) -> str:
    return (
        "## Values\n\nBodies are JSON in UTF-8. Nothing is converted: a number in quotes is no number. Decimals are "
        "strings, so that no digit is lost. Times need a zone and are answered in UTC with milliseconds. Strings hold "
        "no NUL, and their length counts Unicode code points. Fields and parameters that are not listed are refused, "
        "and so is a parameter that is sent twice."
    )


def _pages(plan: RenderPlan) -> str:
    if plan.api.pagination == "cursor":
        how = "send `next_cursor` of a page as `cursor` of the next request, with all other parameters unchanged"
        how = how.replace("next_cursor", "nextCursor") if plan.api.casing == "camel" else how
    else:
        how = "send `offset` to skip rows"
    return (
        f"## Pages\n\nLists answer {plan.api.default_limit} rows unless `limit` says otherwise, and at most "
        f"{plan.api.max_limit}; {how}. `sort` takes keys in their order, a leading `-` for descending. Nulls come last."
    )


def _errors(plan: RenderPlan) -> str:
    shape = (
        "Every error is a problem document (RFC 9457) with a stable `code`. Where single fields are at fault, `errors` "
        "names each of them."
    )
    if plan.api.errors.form is not None:
        shape = "Every error has the one shape of the schema `Error`."
    asked = [code for code in plan.api.order if plan.auth is not None or code in ("validation_failed", "not_found")]
    statuses = ", ".join(str(plan.status(code)) for code in asked)
    return (
        f"## Errors\n\n{shape} A row that a caller may not see is answered like one that does not exist. Of several "
        f"errors the first one counts: {statuses}."
    )


def deprecation_policy(plan: RenderPlan) -> str:
    """What changes within a version, and how operations go away."""
    place = f"the version in the path (`{plan.api.prefix}`)" if plan.api.prefix else "the major version"
    return (
        "Within a version only compatible changes are made: new operations, new optional parameters, new fields of "
        f"answers, new error codes. Everything else raises {place}. An operation that is going away is marked "
        "`deprecated`; once its dates are fixed its answers carry `Deprecation` (RFC 9745) and `Sunset` (RFC 8594)."
    )
