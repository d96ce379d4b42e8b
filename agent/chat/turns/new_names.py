"""What words can name something new: a clause that was not understood is no name."""

from agent.planner.text.words import BREAKS, DETERMINERS, MODALS, PREPOSITIONS, PRONOUNS, TELLING

LONGEST = 3
"""Words of an entity or a role."""
_NEVER = (
    PRONOUNS
    | MODALS
    | BREAKS
    | {"a", "an", "the", "any", "every", "each", "these", "those"}
    | {"called", "named", "instead", "everywhere", "please"}
)
"""What is in no name at all. Written with underscores it is: `checked_in_by` is one word."""
_NOT_THINGS = (
    _NEVER
    | DETERMINERS
    | TELLING
    | (PREPOSITIONS - {"like", "of"})
    | {"and", "or", "also", "too", "then", "again", "already", "just", "only", "not"}
)
_ORDERS = frozenset({"add", "create", "delete", "remove", "rename", "drop", "update", "edit", "change", "give", "let"})
"""What opens an order: `delete notices` is no role, and `updates` may be an entity."""


def names_thing(said: str) -> bool:
    """Whether words can name a new entity or role: `order line`, and not `them` or `editor that may update`."""
    pieces = said.lower().split()
    ordered = len(pieces) > 1 and pieces[0] in _ORDERS
    return 1 <= len(pieces) <= LONGEST and not ordered and _NOT_THINGS.isdisjoint(pieces)


def names_value(said: str) -> bool:
    """Whether words can name a new attribute: `date of birth`, and not `called wheelchair access`."""
    pieces = said.lower().split()
    linked = len(pieces) > 1 and pieces[0] in {"relationship", "become", "been", "got", "gone", "come"}
    return bool(pieces) and not linked and _NEVER.isdisjoint(pieces)


def names_choice(said: str) -> bool:
    """Whether words can be a value of a list: `in use`, and not `from` or `a longitude`."""
    pieces = said.lower().split()
    return bool(pieces) and pieces[0] not in {"from", "both"} and (len(pieces) == 1 or pieces[0] not in {"a", "an"})
