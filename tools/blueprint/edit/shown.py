"""Where names stand in one view."""

from typing import Any

from tools.blueprint.edit.expressions import Scope, respell
from tools.blueprint.edit.naming import Way
from tools.blueprint.edit.spelling import Gone, Spelling
from tools.blueprint.model import View, ViewField


def spelled_fields(view: View, spelling: Spelling) -> tuple[ViewField, ...]:
    """The fields that stay; one that is called like what it shows is so still, unless another one is.

    Raises Gone for a value that is computed with what is taken out, and where no field would stay.
    """
    made: list[tuple[ViewField, ViewField, str]] = []
    gone = None
    for item in view.fields:
        try:
            made.append((item, *_field(view, item, spelling)))
        except Gone as found:
            if item.value is not None or not _lists(view, item, spelling):
                raise found.within(item.name) from None
            gone = found
    if gone is not None and not made:
        raise gone
    taken = {item.name for item, _, name in made if name == item.name}
    fields = []
    for item, field, wanted in made:
        name = item.name if wanted in taken and wanted != item.name else wanted
        taken.add(name)
        fields.append(field if name == field.name else field.model_copy(update={"name": name}))
    return tuple(fields)


def _lists(view: View, item: ViewField, spelling: Spelling) -> bool:
    """Whether what the field shows is itself taken out, and not just how it is shown."""
    try:
        _source(view, item, spelling)
        _shown(view, item, spelling)
    except Gone:
        return True
    return False


def _field(view: View, item: ViewField, spelling: Spelling) -> tuple[ViewField, str]:
    """The field, and the name that goes with what it shows."""
    found: dict[str, Any] = {}
    name = item.name
    if item.source is not None:
        found["source"] = source = _source(view, item, spelling)
        name = source.rpartition(".")[2] if item.source.rpartition(".")[2] == name else name
    if item.value is not None:
        found["value"] = respell(item.value, Scope(rows={"row": view.entity}), spelling)
    if item.show is not None:
        found["show"] = _shown(view, item, spelling)
    found["order"] = _order(view, item, spelling)
    if item.view is not None:
        found["view"] = spelling.view(item.view)
    changed = {key: value for key, value in found.items() if value != getattr(item, key)}
    return (item.model_copy(update=changed) if changed else item), name


def _source(view: View, item: ViewField, spelling: Spelling) -> str:
    source = item.source or ""
    relation, _, attribute = source.rpartition(".")
    if relation:
        link = spelling.names.linked(view.entity, relation)
        return f"{spelling.way(Way(link, True))}.{spelling.linked(link, attribute)}" if link is not None else source
    if item.view is not None or item.show is not None:
        return spelling.relation(view.entity, source)
    return spelling.member(view.entity, source)


def _shown(view: View, item: ViewField, spelling: Spelling) -> str | None:
    way = spelling.names.way(view.entity, item.source or "")
    return spelling.member(way.target, item.show) if way is not None and item.show is not None else item.show


def _order(view: View, item: ViewField, spelling: Spelling) -> tuple[str, ...]:
    way = spelling.names.way(view.entity, item.source or "")
    if way is None:
        return item.order
    made = []
    for text in item.order:
        relation, _, name = text.removeprefix("-").rpartition(".")
        try:
            if relation:
                spelled = f"{spelling.relation(view.entity, relation)}.{spelling.linked(way.relationship, name)}"
            else:
                spelled = spelling.member(way.target, name)
        except Gone:
            continue
        made.append(f"{'-' * text.startswith('-')}{spelled}")
    return tuple(made)
