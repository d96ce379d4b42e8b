"""The default view of an entity: all that a caller may see."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import managed_columns
from tools.blueprint.model import KeyKind, View, ViewField


def entity_view(index: BlueprintIndex, entity: str) -> View:
    """Key, attributes, references and managed columns, without what is sensitive."""
    found = index.entities[entity]
    names = [] if found.key.kind is KeyKind.NATURAL else ["id"]
    names += [attribute.name for attribute in found.attributes if not attribute.sensitive]
    names += [index.link_column(link) for link in index.links(entity)]
    names += [column.name for column in managed_columns(index, entity) if not column.sensitive]
    return View(name=entity, entity=entity, fields=tuple(ViewField(name=name, source=name) for name in names))


def plain_name(index: BlueprintIndex, entity: str) -> str:
    """The name of a view of the columns alone, for what cannot tell more of a row."""
    taken = {*index.entities, *(view.name for view in index.blueprint.views)}
    name = f"Plain{entity}"
    while name in taken:
        name = f"Plain{name}"
    return name


def plain_view(index: BlueprintIndex, entity: str) -> View:
    """The columns alone, by that name."""
    return entity_view(index, entity).model_copy(update={"name": plain_name(index, entity)})
