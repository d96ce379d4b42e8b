"""Typed edits of a Blueprint, and what they change."""

from tools.blueprint.edit.addresses import names_of, pattern_name
from tools.blueprint.edit.apply import apply
from tools.blueprint.edit.difference import Change, changes
from tools.blueprint.edit.fills import Fills, attribute_at, carried, fills_of, fitting
from tools.blueprint.edit.model import MAX_EDITS, Edit, PartKind
from tools.blueprint.edit.renames import renames_of

__all__ = [
    "MAX_EDITS",
    "Change",
    "Edit",
    "Fills",
    "PartKind",
    "apply",
    "attribute_at",
    "carried",
    "changes",
    "fills_of",
    "fitting",
    "names_of",
    "pattern_name",
    "renames_of",
]
