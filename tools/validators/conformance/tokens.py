"""Where tokens stand in the answers of operations that give them, for the runner."""

from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.tokens import token_members
from tools.validators.conformance.catalog import Catalog


def token_pointers(catalog: Catalog, operation: OperationPlan) -> dict[str, str]:
    """What of a session the operation answers → where it stands: `access_token` → `/user/token`."""
    found = token_members(operation, catalog.plan.api.casing)
    return {name: "".join(f"/{member}" for member in members) for name, members in found.items()}


def token_places(catalog: Catalog, operation: OperationPlan) -> dict[str, Any]:
    """`access`, and either where the seconds stand that it lasts or how many they are."""
    assert catalog.plan.auth is not None
    found = token_pointers(catalog, operation)
    lasting: dict[str, Any] = {"lasts": catalog.plan.auth.access_token_minutes * 60}
    if "expires_in" in found:
        lasting = {"expires": found["expires_in"]}
    return {"access": found["access_token"], **lasting}
