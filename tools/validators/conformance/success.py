"""What the answer of an operation is when all goes well."""

import re
from collections.abc import Mapping
from typing import Any

from tools.blueprint.plan.operation import IssueSession, OperationPlan, RevokeSession, every
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import AggregateRows
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.document import Matcher, expect
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.shapes import (
    aggregate_matcher,
    location_pattern,
    page_matcher,
    token_matcher,
    view_matcher,
)

STRONG_ETAG = r'"[\x21\x23-\x7e]+"'
MEDIA_TYPES: dict[str, Matcher] = {
    "json": {"pattern": r"application/json(; ?charset=utf-8)?"},
    "csv": {"pattern": r"text/csv(; ?(header=present|charset=utf-8))*"},
    "html": {"pattern": r"text/html; ?charset=utf-8"},
}
FILE_HEADERS: dict[str, Matcher] = {
    "Content-Type": {"pattern": r"[a-z0-9]+/[a-z0-9][a-z0-9.+-]*"},
    "Content-Disposition": {"pattern": r"attachment(; filename\*=UTF-8''[A-Za-z0-9%._~-]+)?"},
    "X-Content-Type-Options": {"is": "nosniff"},
}


def success(
    catalog: Catalog, operation: OperationPlan, sent: Mapping[str, object] | None = None,
    answered: Mapping[str, object] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Exact status, headers and body; what was `sent` comes back, unless `answered` says how else."""
    response = operation.response
    if response.form == "empty":
        return expect(response.status, empty=True, headers=cookie_headers(catalog.plan, operation))
    if response.file is not None:
        return expect(response.status, headers=FILE_HEADERS)
    headers: dict[str, Matcher] = {"Content-Type": MEDIA_TYPES[response.media]}
    headers |= cookie_headers(catalog.plan, operation) or {}
    if response.etag:
        headers["ETag"] = {"pattern": STRONG_ETAG}
    if response.location is not None:
        headers["Location"] = {"pattern": location_pattern(catalog.plan.api.prefix, operation)}
    echoed = {**(sent or {}), **(answered or {})}
    if response.media != "json":
        return expect(response.status, headers=headers)
    return expect(response.status, headers=headers, body=body_matcher(catalog, operation, echoed))


def cookie_headers(plan: RenderPlan, operation: OperationPlan) -> dict[str, Matcher] | None:
    """The cookie of an operation that opens or ends a session; None where there is none."""
    if plan.auth is None or plan.auth.carrier.kind != "cookie":
        return None
    nodes = list(every(operation.nodes))
    kept = any(isinstance(node, IssueSession) for node in nodes)
    if not kept and not any(isinstance(node, RevokeSession) for node in nodes):
        return None
    value, age = (r"[A-Za-z0-9_-]{43,}", r"[1-9]\d*") if kept else ("", "0")
    wanted = ("Path=/", f"Max-Age={age}", "HttpOnly", "SameSite=Lax", "Secure")
    told = "".join(f"(?=.*;\\s*(?i:{part})\\s*(;|$))" for part in wanted)
    return {"Set-Cookie": {"pattern": f"(?=.*){told}{re.escape(plan.auth.carrier.name)}={value};.*"}}


def body_matcher(catalog: Catalog, operation: OperationPlan, echoed: Mapping[str, object]) -> Matcher:
    """The body in the operation's form; `echoed` values of an object are matched as they are."""
    response = operation.response
    if response.form == "tokens":
        assert catalog.plan.auth is not None
        kind = catalog.plan.auth.carrier.challenge
        return token_matcher({name: catalog.cased(name) for name in (*catalog.plan.auth.told, "token_type")}, kind)
    if response.form == "aggregate":
        call = read_of(operation)
        assert isinstance(call, AggregateRows)
        return aggregate_matcher(call, {measure.name: catalog.cased(measure.name) for measure in call.measures})
    assert response.view is not None
    if response.page is not None:
        return page_matcher(response.view, response.page)
    # Rows that a field shows are not the objects that an input of the same name lists.
    rows = {field.wire for field in response.view.fields if field.view is not None}
    told = {name: value for name, value in echoed.items() if name not in rows or isinstance(value, dict)}
    return view_matcher(response.view, told)
