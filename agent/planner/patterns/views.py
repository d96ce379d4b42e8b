"""What others see of an account that they follow: nothing personal, and not what it logs in with."""

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Blueprint, View, ViewField
from tools.blueprint.model.patterns import Pattern, Toggle


def with_views(
    patterns: tuple[Pattern, ...], draft: Blueprint, sketch: Sketch, notes: Notes
) -> tuple[tuple[Pattern, ...], tuple[View, ...]]:
    """The patterns, those on accounts with a view of their own, and these views."""
    account = sketch.auth.account
    made = [item for item in patterns if isinstance(item, Toggle) and item.toggle.partition(".")[0] == account]
    if account is None or not made:
        return patterns, ()
    name = next(
        name for name in (f"Public{account}", f"{account}Seen", f"{account}Shown") if name not in sketch.entities
    )
    entity, key = draft.entity(account), BlueprintIndex(draft).key(account).name
    columns = [item.name for item in entity.attributes if not (item.personal or item.sensitive or item.managed)]
    fields = [ViewField(name=column, source=column) for column in dict.fromkeys((key, *columns))]
    for toggle in made:
        relationship = toggle.toggle.partition(".")[2]
        if toggle.count is not None:
            fields.append(ViewField(name=toggle.count, value=f"row.{relationship}.count()"))
        if toggle.mine is not None:
            fields.append(ViewField(name=toggle.mine, value=f"row.{relationship}.exists(a, a.{key} == viewer.id)"))
    notes.assume(f"Who follows a {account} or the like is answered with {name}, which shows nothing personal.")
    shown = tuple(item.model_copy(update={"view": name}) if item in made else item for item in patterns)
    return shown, (View(name=name, entity=account, fields=tuple(fields)),)
