"""Inputs and views become fields and shapes."""

from collections.abc import Iterable
from dataclasses import replace

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.forms import check_form, check_table, companions, file_fields
from tools.blueprint.lower.lists import rows_of
from tools.blueprint.lower.types import array_of, default_of, value_type
from tools.blueprint.lower.viewer import viewer_values
from tools.blueprint.lower.views import ViewValues, nested_views
from tools.blueprint.model import Attribute, Input, Member, Nulls, Operation, Place, View, ViewField
from tools.blueprint.names import Namer, pascal, snake
from tools.blueprint.plan.names import Name
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

_CONTRACT = frozenset({"Error", "FieldError", "Problem", "Token", "Tokens"})
"""Schemas that every contract has for errors and sessions."""


class FieldBuilder:
    """Builds request and response fields in the API's casing."""

    def __init__(self, index: BlueprintIndex, namer: Namer, tables: dict[str, Table]) -> None:
        self._index = index
        self._namer = namer
        self._tables = tables
        self._values = ViewValues(index, tables)
        self._camel = index.blueprint.api.casing == "camel"
        self._taken = frozenset((*index.entities, *(view.name for view in index.blueprint.views)))

    def named(self, name: str) -> Name:
        """A name in every casing."""
        return self._namer.name(name)

    def wire(self, name: Name) -> str:
        """A name on the wire."""
        return name.camel if self._camel else name.snake

    def input_field(self, item: Member) -> Field:
        """The field of an input or a member: its own type, or that of the attribute that it names."""
        name = self._namer.name(item.name)
        kind, default, column, refers = value_type(item, enum=pascal(item.name)), None, None, None
        if isinstance(item, Input):
            kind = replace(kind, needs=tuple(map(str, item.needs)))
        if item.attribute is not None:
            owner, *path = item.attribute.split(".")
            found = self._of_attribute(owner, path, item.attribute)
            kind, default, column = found.type, found.default, found.name.snake
            refers = self._referred(owner, path, found)
        return Field(
            name=name, wire=self.wire(name), type=kind, required=item.required, nullable=item.nullable,
            default=default if not item.required else None, column=column, description=item.description, refers=refers,
        )  # fmt: skip

    def _of_attribute(self, owner: str, path: list[str], shown: str) -> Column:
        try:
            if len(path) == 2:
                many = next(many for many in self._index.many(owner) if many.name == path[0])
                attribute = next(item for item in many.attributes if item.name == path[1])
                return self._tables[many.table].column(attribute.name)
            table = self._tables[snake(owner)]
            link = next((link for link in self._index.links(owner) if link.name == path[0]), None)
            return table.column(self._index.link_column(link) if link else path[0])
        except (KeyError, StopIteration) as error:
            raise BadInput(f"There is no `{shown}`.", hint="Name an attribute as `Entity.attribute`.") from error

    def _referred(self, owner: str, path: list[str], column: Column) -> str | None:
        """The table whose rows a value of the column names: another one's, or its own by their key."""
        if column.reference is not None:
            return column.reference.table
        keys = self._tables[snake(owner)].primary_key if len(path) == 1 else ()
        return snake(owner) if keys == (column.name.snake,) else None

    def inputs(self, item: Input, operation: Operation) -> tuple[Field, ...]:
        """The fields of an input: one, or all that is known of a file."""
        field = self.input_field(item)
        if item.fields:
            return (self._listing(item, field, operation),)
        if item.many:
            kind = array_of(field.type, item.max_items)
            return (replace(field, type=kind, default=None, column=None, refers=None),)
        if item.place is not Place.FILE:
            return (field,)
        return file_fields(item, field, tuple(map(self.input_field, companions(item))))

    def _listing(self, item: Input, field: Field, operation: Operation) -> Field:
        """The field of a list of objects."""
        members = tuple(map(self.input_field, item.fields))
        check_wires(members, f"operations.{operation.name}.inputs.{item.name}")
        name = self.free(f"{pascal(operation.name)}{pascal(item.name)}Item")
        return replace(field, type=array_of(ValueType("object", shape=name, members=members), item.max_items))

    def body(self, operation: Operation, group: str) -> Shape | None:
        """The request body of an operation, when it has one."""
        inputs = [item for item in operation.inputs if item.place in (Place.BODY, Place.FILE, Place.CSV)]
        fields = tuple(field for item in inputs for field in self.inputs(item, operation))
        if not fields:
            return None
        check_wires(fields, f"operations.{operation.name}")
        table = any(item.place is Place.CSV for item in inputs)
        shape = Shape(
            name=self._body_name(operation), role="input", group=group, fields=fields, entity=operation.group,
            table=table,
        )  # fmt: skip
        if table:
            check_table(operation, fields)
        if shape.is_form:
            check_form(operation, fields)
        return shape

    def _body_name(self, operation: Operation) -> str:
        entity = operation.group or ""
        creation = f"{entity}Create"
        standard = {"crud.create": creation, "account.create": creation, "crud.update": f"{entity}Update"}
        name = standard.get(operation.intent, f"{pascal(operation.name)}Request")
        return self.free(name)

    def free(self, name: str) -> str:
        """The name of a body; longer where an entity is called like the change of another one: `OrderUpdate`."""
        while name in self._taken:
            name = f"{name}Body"
        return name

    def view(self, view: View, group: str) -> Shape:
        """The shape of a view."""
        table = self._tables[snake(view.entity)]
        fields = []
        for item in view.fields:
            if self._values.shows_list(view, item):
                fields.append(self._listed(view, item))
                continue
            self._check_plain(view, item)
            if item.view is not None and item.source is not None and item.value is None:
                fields.append(self._nested(view, item))
                continue
            if (item.source is None) == (item.value is None) or item.view is not None:
                raise BadInput(
                    f"View {view.name}: `{item.name}` needs either a source or a value.",
                    hint="Name a column as `source`, a relationship as `source` with a `view`, or give a `value`.",
                    path=f"views.{view.name}",
                )
            if item.source is None:
                fields.append(self._computed(view, item))
                continue
            source, link = table, False
            column_name = item.source
            if "." in item.source:
                relation, column_name = item.source.split(".")
                source, link = self._link_table(view.entity, relation), True
            try:
                column = source.column(column_name)
            except KeyError as error:
                raise BadInput(
                    f"View {view.name}: there is no `{item.source}`.",
                    hint="Name an attribute or a relationship of the entity.",
                    path=f"views.{view.name}",
                ) from error
            if column.sensitive:
                raise BadInput(
                    f"View {view.name} shows `{item.source}`, which is sensitive.",
                    hint="Take the field out of the view, or the flag off the attribute.",
                    path=f"views.{view.name}",
                )
            name = self._namer.name(item.name)
            fields.append(
                Field(
                    name=name, wire=self.wire(name), type=column.type, required=True, nullable=column.nullable,
                    column=column.name.snake, description=column.description, link=link,
                )
            )  # fmt: skip
        fields = [_formatted(view, item, field) for item, field in zip(view.fields, fields, strict=True)]
        check_wires(fields, f"views.{view.name}")
        if view.nulls is Nulls.LEFT_OUT:
            fields = [replace(field, required=not field.nullable) for field in fields]
        shown = view.name
        while shown in _CONTRACT or (shown != view.name and shown in self._taken):
            shown = f"{shown}Item"
        return Shape(name=shown, role="view", group=group, fields=tuple(fields), entity=view.entity)

    def _computed(self, view: View, item: ViewField) -> Field:
        viewer = viewer_values(self._index, self._tables, optional=self._is_shown_to_strangers(view))
        expr = self._values.compile(view, item.value or "", viewer)
        assert expr.type is not None
        name = self._namer.name(item.name)
        return Field(
            name=name, wire=self.wire(name), type=expr.type, required=True,
            nullable=self._values.nullable(view, expr), computed=True,
        )  # fmt: skip

    def _check_plain(self, view: View, item: ViewField) -> None:
        """A field that is no list has nothing of one."""
        given = sorted({"show", "order", "most"} & item.model_fields_set)
        if given:
            raise BadInput(
                f"View {view.name}: `{item.name}` is no list, and has `{given[0]}`.",
                hint="Name a relationship to many rows as `source`, with a `view` or what to `show` of each.",
                path=f"views.{view.name}",
            )

    def _listed(self, view: View, item: ViewField) -> Field:
        rows = rows_of(self._index, self._tables, view, item)
        name = self._namer.name(item.name)
        shape, kind = None, ValueType("object")
        if item.view is not None:
            nested = self._values.view(item)
            shape = self.view(nested, snake(nested.entity))
        else:
            kind = rows.table.column(item.show or "").type
        kind = ValueType("array", items=kind, max_items=item.most)
        return Field(
            name=name, wire=self.wire(name), type=kind, required=True, nullable=False, computed=True, view=shape
        )

    def _nested(self, view: View, item: ViewField) -> Field:
        absent, nested = self._values.is_absent(view, item), self._values.view(item)
        listed = next((inner for inner in nested.fields if self._values.shows_list(nested, inner)), None)
        if listed is not None:
            raise BadInput(
                f"View {view.name}: `{item.name}` shows {nested.name}, which lists rows (`{listed.name}`).",
                hint="Show a view without lists there; lists stand in the view of the answer, or in one another.",
                path=f"views.{view.name}",
            )
        name = self._namer.name(item.name)
        return Field(
            name=name, wire=self.wire(name), type=ValueType("object"), required=True, nullable=absent, computed=True,
            view=self.view(nested, snake(nested.entity)),
        )  # fmt: skip

    def _is_shown_to_strangers(self, view: View) -> bool:
        """Whether an operation that knows its caller or not answers with the view, or with one that shows it inside."""
        views = {other.name: other for other in self._index.blueprint.views}
        for operation in self._index.blueprint.operations:
            shown = views.get(operation.response.view or "")
            if operation.access.optional and shown is not None and view in (shown, *nested_views(shown, views)):
                return True
        return False

    def _link_table(self, entity: str, relation: str) -> Table:
        for source in self._index.entities:
            for many in self._index.many(source):
                if many.target == entity and many.name == relation:
                    return self._tables[many.table]
        raise BadInput(
            f"There is no many-to-many relationship `{relation}` to {entity}.",
            hint="Name a many-to-many relationship that leads there.",
        )


def _formatted(view: View, item: ViewField, field: Field) -> Field:
    """The field in the format that the view asks for."""
    if item.format is None:
        return field
    if field.type.kind != "datetime":
        raise BadInput(
            f"View {view.name}: `{item.name}` is no datetime, and has a `format`.",
            hint="Leave the format out.",
            path=f"views.{view.name}",
        )
    return replace(field, type=replace(field.type, format=item.format))


def check_wires(fields: Iterable[Field], path: str) -> None:
    """Raises BadInput where two names become one on the wire: `line_1` and `line1` in camel case."""
    seen: set[str] = set()
    for field in fields:
        if field.wire in seen:
            raise BadInput(
                f"{path}: two values are called `{field.wire}` on the wire.",
                hint="Rename one of them, or what it is derived from.",
                code="name-taken",
                path=path,
            )
        seen.add(field.wire)


def plain_field(namer: Namer, camel: bool, attribute: Attribute, required: bool = False) -> Field:
    """A field of the standard conventions: `limit`, `cursor`, `sort`."""
    name = namer.name(attribute.name)
    return Field(
        name=name, wire=name.camel if camel else name.snake, type=value_type(attribute), required=required,
        nullable=False, default=default_of(attribute), description=attribute.description,
    )  # fmt: skip
