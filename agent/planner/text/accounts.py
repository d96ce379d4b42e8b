"""Settles whose rows are accounts, and what roles these have: of all that a text names, what evidence makes likely."""

from agent.planner.sketch import Sketch
from agent.planner.text.callers import person
from agent.planner.text.evidence.accounts import gather_accounts
from agent.planner.text.evidence.roles import gather_roles
from agent.planner.text.evidence.weigh import Item, likelihoods
from agent.planner.text.reading import Reading
from agent.planner.text.whom import role_of

MODEL, ROLES = "accounts", "roles"
LIKELY, SURE = 0.45, 0.8
"""From here on the rows of a thing are accounts, if those of any are; in a brief text too."""

LIKELY_ROLE, UNLIKELY_ROLE = 0.4, 0.06
"""From here on a noun names a role; below, it names none though a rule has taken it for one."""


def settle_account_of(reading: Reading, sketch: Sketch, callers: tuple[str, ...] | None) -> None:
    """Names the account's entity; entities and what they have must be known by now.

    `callers`: words of whoever rules see sign in. Where no thing that is kept is likely, and they are none of these,
    the backend keeps them too.
    """
    known = reading.entity(callers) if callers else None
    found = gather_accounts(reading, sketch, known)
    items = [Item.of_name(evidence, reading.places_of(name)) for name, evidence in found.items()]
    likely, name = max(zip(likelihoods(MODEL, items, reading), found, strict=True), default=(0.0, ""))
    if sketch.auth.no is not None:
        return
    sure = SURE if sketch.auth.yes is not None and person(name) else 1.0
    if likely >= (LIKELY if not reading.brief else sure):
        sketch.auth.account = (sketch.auth.account if reading.brief else None) or name
    elif callers and known is None and "User" not in sketch.entities and (made := reading.name(callers)) is not None:
        reading.entities[callers] = made
        sketch.entity(made)
        sketch.auth.account = made
        reading.notes.assume(f"{made} is the entity whose rows are accounts: they sign in.")


def settle_roles(reading: Reading, sketch: Sketch) -> None:
    """Adds the roles that the text likely names, and takes out those of rules that it likely does not."""
    if reading.brief:
        # So few words name roles plainly, or not at all.
        return
    found = gather_roles(reading, sketch)
    items = [
        Item.of_name(evidence, tuple(reading.places.of(tuple(name.split("_"))))) for name, evidence in found.items()
    ]
    likely = dict(zip(found, likelihoods(ROLES, items, reading), strict=True))
    unlikely = {name for name in sketch.roles if likely.get(name, 1.0) < UNLIKELY_ROLE}
    sketch.roles = [name for name in sketch.roles if name not in unlikely]
    for permission in sketch.permissions:
        permission.allow = tuple(word for word in permission.allow if word not in unlikely)
    sketch.permissions = [permission for permission in sketch.permissions if permission.allow]
    for name in sorted(likely, key=lambda name: -likely[name]):
        if likely[name] >= LIKELY_ROLE:
            role_of(name, sketch)
