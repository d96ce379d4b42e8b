"""The contract as an orchestrator takes it: the fields of an ApiSpecification."""

from typing import Any

from tools.api_generator.openapi.document import openapi_document
from tools.api_generator.openapi.texts import deprecation_policy
from tools.blueprint.plan.failures import FIELD_CODES
from tools.blueprint.plan.render_plan import AuthPlan, RenderPlan


def api_specification(plan: RenderPlan) -> dict[str, Any]:
    """Id, endpoints and conventions of the API, JSON-ready; who asks for a time of creation adds it."""
    document = openapi_document(plan)
    return {
        "id": f"api-{plan.blueprint_sha256[:16]}",
        "name": plan.title,
        "version": plan.api.version,
        "description": plan.description,
        "baseUrl": plan.api.prefix or "/",
        "endpoints": [
            _endpoint(document, path, method, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        ],
        "authentication": _authentication(plan),
        "rateLimit": _rate_limit(plan),
        "versioning": {
            "strategy": "path" if plan.api.prefix.rpartition("/")[2].startswith("v") else "none",
            "version": plan.api.version,
            "deprecation": deprecation_policy(plan),
        },
        "documentation": {
            "openapi": "/openapi.json",
            "reference": "/docs",
            "graphql": "/graphql" if plan.api.graphql else None,
        },
        "errorHandling": {
            "format": "RFC 9457" if plan.api.errors.form is None else "custom",
            "mediaType": plan.api.errors.media_type,
            "errors": [
                {"code": case.code, "status": case.status, "title": case.title} for case in plan.standard_errors
            ],
        },
        "validation": {
            "unknownFields": "refused",
            "coercion": "none",
            "status": next(case.status for case in plan.standard_errors if case.code == "validation_failed"),
            "fieldCodes": list(FIELD_CODES),
        },
    }


def _endpoint(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody")
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation["description"],
        "authentication": {
            "required": bool(operation["security"]),
            "roles": [role for need in operation["security"] for roles in need.values() for role in roles],
        },
        "parameters": [_resolved(document, item) for item in operation.get("parameters", [])],
        "requestBody": next(iter(body["content"].values()))["schema"] if body else None,
        "responses": {
            status: _resolved(document, response)["description"] for status, response in operation["responses"].items()
        },
        "deprecated": operation.get("deprecated", False),
    }


def _resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    _, _, kind, name = node["$ref"].split("/")
    found: dict[str, Any] = document["components"][kind][name]
    return found


def _authentication(plan: RenderPlan) -> dict[str, Any]:
    if plan.auth is None:
        return {"strategy": "none"}
    return {
        "strategy": plan.auth.scheme,
        "account": plan.auth.account,
        "login": plan.auth.login,
        "roles": list(plan.auth.roles),
        **(_lifetimes(plan.auth) if plan.auth.has_sessions else {}),
        "passwordMinLength": plan.auth.password.min_length,
        "passwordMaxLength": plan.auth.password.max_length,
        "passwordNeeds": list(plan.auth.password.needs),
        "selfRegistration": plan.auth.self_registration,
    }


def _lifetimes(auth: AuthPlan) -> dict[str, Any]:
    return {"accessTokenMinutes": auth.access_token_minutes, "refreshTokenDays": auth.refresh_token_days}


def _rate_limit(plan: RenderPlan) -> dict[str, Any]:
    if plan.api.rate_requests is None:
        return {"enabled": False}
    return {
        "enabled": True,
        "requests": plan.api.rate_requests,
        "windowSeconds": plan.api.rate_window_seconds,
        "scope": "account or client address",
    }
