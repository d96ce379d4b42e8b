"""Edits are applied in their order, all of them or none."""

from collections.abc import Callable, Sequence

from tools.blueprint.document import from_data
from tools.blueprint.edit.model import MAX_EDITS, Edit
from tools.blueprint.edit.removing import removed
from tools.blueprint.edit.renaming import renamed
from tools.blueprint.edit.setting import changed
from tools.blueprint.edit.values import check_depth
from tools.blueprint.model import Blueprint
from tools.errors import BadInput

_APPLIED: dict[str, Callable[[Blueprint, Edit], Blueprint]] = {"set": changed, "remove": removed, "rename": renamed}


def apply(blueprint: Blueprint, edits: Sequence[Edit]) -> Blueprint:
    """The Blueprint after all edits; whether its parts fit together is for `check` to say.

    Raises BadInput at the first one that cannot be done, with a `path` like `edits[3].name`; then none is.
    """
    if len(edits) > MAX_EDITS:
        raise BadInput(f"There are more than {MAX_EDITS} edits.", hint="Send fewer at once.", path="edits")
    for number, edit in enumerate(edits):
        try:
            check_depth(edit.value)
            blueprint = _sound(_APPLIED[edit.op](blueprint, edit), edit)
        except BadInput as error:
            path = f"edits[{number}].{error.path}" if error.path else f"edits[{number}]"
            raise BadInput(error.message, hint=error.hint, code=error.code, path=path) from error
    return blueprint


def _sound(blueprint: Blueprint, edit: Edit) -> Blueprint:
    """The Blueprint, each part of which is one: names have their shape, lists their bounds."""
    try:
        return from_data(blueprint.model_dump(mode="json", by_alias=True, exclude_unset=True))
    except BadInput as error:
        raise BadInput(
            f"After this no Blueprint would be left: {error.message}",
            hint="`backend-engineer blueprint schema` prints the format.",
            code="wrong-value",
            path="to" if edit.op == "rename" else "value" if edit.op == "set" else "name",
        ) from error
