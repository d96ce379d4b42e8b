"""Settles whose rows are accounts, and what roles these have: of all that a text names, what evidence makes likely."""

from agent.planner.sketch import Sketch
from agent.planner.text.evidence.accounts import gather_accounts
from agent.planner.text.evidence.roles import gather_roles
from agent.planner.text.evidence.weigh import likelihood
from agent.planner.text.reading import Reading
from agent.planner.text.whom import role_of

MODEL, ROLES = "accounts", "roles"
LIKELY = 0.45
"""From here on the rows of a thing are accounts, if those of any are."""

LIKELY_ROLE, UNLIKELY_ROLE = 0.28, 0.06


def settle_account_of(reading: Reading, sketch: Sketch, callers: str | None) -> None:
    """Names the account's entity; entities and what they have must be known by now."""
    found = gather_accounts(reading, sketch, callers)
    likely, name = max(((likelihood(evidence, MODEL), name) for name, evidence in found.items()), default=(0.0, ""))
    if likely >= LIKELY and sketch.auth.no is None:
        sketch.auth.account = name


def settle_roles(reading: Reading, sketch: Sketch) -> None:
    """Adds the roles that the text likely names, and takes out those of rules that it likely does not."""
    likely = {name: likelihood(evidence, ROLES) for name, evidence in gather_roles(reading, sketch).items()}
    unlikely = {name for name in sketch.roles if likely.get(name, 1.0) < UNLIKELY_ROLE}
    sketch.roles = [name for name in sketch.roles if name not in unlikely]
    for permission in sketch.permissions:
        permission.allow = tuple(word for word in permission.allow if word not in unlikely)
    sketch.permissions = [permission for permission in sketch.permissions if permission.allow]
    for name in sorted(likely, key=lambda name: -likely[name]):
        if likely[name] >= LIKELY_ROLE:
            role_of(name, sketch)
