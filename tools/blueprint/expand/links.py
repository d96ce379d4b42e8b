"""Many-to-many links, as steps: put, remove, list."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import find_by_key, list_step, path_of, phrase, phrases
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.index import BlueprintIndex, ManyLink
from tools.blueprint.managed import managed_columns
from tools.blueprint.model import (
    Action,
    Input,
    Link,
    Method,
    Operation,
    Response,
    Unlink,
    View,
    ViewField,
)
from tools.blueprint.names import kebab, pascal, singular_snake, snake


def link_operations(index: BlueprintIndex, many: ManyLink) -> tuple[Operation, ...]:
    """`PUT`, `DELETE /books/{id}/tags/{tag_id}` and `GET /books/{id}/tags`."""
    source, bind = bind_of(many.source), bind_of(many.target)
    bind = bind if bind != source else f"other_{bind}"
    what = f"{snake(many.source)}_{singular_snake(many.name)}"
    collection = f"{path_of(many.source)}/{{{index.key(many.source).name}}}/{kebab(many.name)}"
    one = f"{collection}/{{{many.far}}}"
    keys = (key_input(index, many.source), key_input(index, many.target, many.far))
    finds = (
        find_by_key(index, many.source, source),
        find_by_key(index, many.target, bind, many.far),
    )
    changing = access_for(index, many.source, Action.UPDATE)
    values = tuple(
        Input(
            name=attribute.name,
            attribute=f"{many.source}.{many.name}.{attribute.name}",
            required=attribute.required and attribute.default is None,
            nullable=not attribute.required,
            description=attribute.description,
        )
        for attribute in many.attributes
        if not attribute.managed
    )
    link = f"{source}.{many.name}"
    return (
        Operation(
            name=f"list_{snake(many.source)}_{many.name}", intent="link.list", group=many.source, method=Method.GET,
            path=collection, summary=f"List the {phrases(many.target)} of one {phrase(many.source)}.",
            access=access_for(index, many.source, Action.READ), inputs=keys[:1],
            steps=(finds[0], list_step(index, many.target, "page", where=f"row in {link}")),
            response=Response(value="page", view=link_view_name(many) if many.attributes else many.target),
        ),
        Operation(
            name=f"link_{what}", intent="link.put", group=many.source, method=Method.PUT, path=one,
            summary=f"Link one {phrase(many.target)} to one {phrase(many.source)}.",
            access=changing, inputs=(*keys, *values),
            steps=(*finds, Link(link=link, to=bind, accept=tuple(item.name for item in values))),
            response=Response(status=204),
        ),
        Operation(
            name=f"unlink_{what}", intent="link.remove", group=many.source, method=Method.DELETE, path=one,
            summary=f"Remove the link between one {phrase(many.source)} and one {phrase(many.target)}.",
            access=changing, inputs=keys,
            steps=(*finds, Unlink(unlink=link, to=bind)),
            response=Response(status=204),
        ),
    )  # fmt: skip


def link_view_name(many: ManyLink) -> str:
    return pascal(f"{snake(many.source)}_{singular_snake(many.name)}_item")


def link_view(index: BlueprintIndex, many: ManyLink, base: View) -> View:
    """The target's fields, and the link's own values beside them (`link_…` where a name is taken)."""
    shown = {field.name for field in base.fields} | {column.name for column in managed_columns(index, many.target)}
    taken = shown | {attribute.name for attribute in many.attributes}
    fields = []
    for attribute in many.attributes:
        if not attribute.sensitive:
            name = attribute.name
            if name in shown:
                while name in taken:
                    name = f"link_{name}"
                taken.add(name)
            fields.append(ViewField(name=name, source=f"{many.name}.{attribute.name}"))
    return View(name=link_view_name(many), entity=many.target, fields=(*base.fields, *fields))
