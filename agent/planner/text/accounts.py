"""Settles whose rows are accounts, in a long text: of all that it keeps, what evidence makes likeliest."""

from agent.planner.sketch import Sketch
from agent.planner.text.evidence.accounts import gather_accounts
from agent.planner.text.evidence.weigh import likelihood
from agent.planner.text.reading import Reading

MODEL = "accounts"
LIKELY = 0.45
"""From here on the rows of a thing are accounts, if those of any are."""


def settle_account_of(reading: Reading, sketch: Sketch, callers: str | None) -> None:
    """Names the account's entity; entities and what they have must be known by now."""
    found = gather_accounts(reading, sketch, callers)
    likely, name = max(((likelihood(evidence, MODEL), name) for name, evidence in found.items()), default=(0.0, ""))
    if likely >= LIKELY and sketch.auth.no is None:
        sketch.auth.account = name
