"""Where tokens stand in the answers of operations that give them, for the runner."""

from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.tokens import token_members
from tools.validators.conformance.catalog import Catalog

LONG = 365
"""Days after which a session that is good until it is revoked is opened anew."""


def token_pointers(catalog: Catalog, operation: OperationPlan) -> dict[str, str]:
    """What of a session the operation answers → where it stands: `access_token` → `/user/token`."""
    found = token_members(catalog.plan, operation)
    return {name: "".join(f"/{member}" for member in members) for name, members in found.items()}


def token_places(catalog: Catalog, operation: OperationPlan) -> dict[str, Any]:
    """`access`, and either where the seconds stand that it lasts or how many they are."""
    auth = catalog.plan.auth
    assert auth is not None
    found = token_pointers(catalog, operation)
    seconds = auth.access_token_minutes * 60 if auth.scheme == "jwt" else (auth.session_days or LONG) * 86_400
    lasting: dict[str, Any] = {"lasts": seconds}
    if auth.carrier.kind == "cookie":
        return {"cookie": auth.carrier.name, **lasting}
    if "expires_in" in found:
        lasting = {"expires": found["expires_in"]}
    return {"access": found["access_token"], **lasting}
