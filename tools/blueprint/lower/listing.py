"""Query parameters of lists and analytics, by the API's conventions."""

from dataclasses import replace

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import EQUAL, RANGED
from tools.blueprint.lower.fields import plain_field
from tools.blueprint.model import Attribute, PaginationStyle
from tools.blueprint.model import AttributeType as T
from tools.blueprint.names import Namer, camel
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import AggregateRows, Filter
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType

CONVENTIONS = frozenset({"limit", "cursor", "offset", "sort", "q", "group_by"})
CURSOR_LENGTH = 2000
MOST_OFFSET = 1_000_000
MEMBERS = ValueType("members", max_items=8, max_length=255, most_name=100)
"""What a filter by members of a document takes: so many, texts of such a length, and names."""


class Listing:
    """Makes the parameters, and the filters that they stand for."""

    def __init__(self, index: BlueprintIndex, namer: Namer) -> None:
        self._api = index.blueprint.api
        self._namer = namer
        self._camel = self._api.casing == "camel"

    def filters(self, table: Table, names: tuple[str, ...], taken: frozenset[str]) -> tuple[list[Field], list[Filter]]:
        """Fields and filters of columns: equality, bounds where the values have an order, members of documents."""
        fields: list[Field] = []
        filters: list[Filter] = []
        for column_name in names:
            column = table.column(column_name)
            kind = T(column.type.kind)
            ranged = kind in RANGED and column.reference is None
            operators = (["eq"] if kind in EQUAL else []) + (["gte", "lte"] if ranged else [])
            for operator in operators or ["holds"]:
                taken_type = MEMBERS if operator == "holds" else column.type
                name = f"{column_name}_{operator}" if operator in ("gte", "lte") else column_name
                if name in taken or name in CONVENTIONS:
                    name = f"{column_name}_eq"
                named = self._namer.name(name)
                wire = named.camel if self._camel else named.snake
                fields.append(Field(named, wire, taken_type, False, False, column=column_name))
                filters.append(Filter(named.snake, column_name, operator, taken_type))
        return fields, filters

    def paging(self) -> list[Field]:
        """`limit`, and `cursor` or `offset`."""
        page = self._api.pagination
        fields = [
            Attribute(
                name="limit", type=T.INT32, minimum=1, maximum=page.max_limit, default=page.default_limit,
                description="Most rows in the answer.",
            )
        ]  # fmt: skip
        if page.style is PaginationStyle.CURSOR:
            text = "`next_cursor` of the page before; with it the other parameters stay the same."
            fields.append(Attribute(name="cursor", max_length=CURSOR_LENGTH, min_length=1, description=text))
        else:
            fields.append(
                Attribute(
                    name="offset",
                    type=T.INT32,
                    minimum=0,
                    maximum=MOST_OFFSET,
                    default=0,
                    description="Rows to skip.",
                )
            )
        return [plain_field(self._namer, self._camel, field) for field in fields]

    def sort(self, table: Table, names: tuple[str, ...]) -> list[Field]:
        """`sort`: an array of keys, a leading `-` for descending; none where nothing can be sorted by."""
        if not names:
            return []
        keys = tuple(self.wire(table, name) for name in names)
        items = Attribute(name="sort", type=T.ENUM, values=(*keys, *(f"-{key}" for key in keys)))
        return [self._choice(items, "Keys to sort by; a leading `-` means descending.", many=True)]

    def group_by(self, table: Table, call: AggregateRows) -> list[Field]:
        """`group_by`: one column or bucket to group by."""
        if not call.choices:
            return []
        values = tuple(self._group(table, call, name) for name in call.choices)
        choice = Attribute(name="group_by", type=T.ENUM, values=values)
        return [self._choice(choice, "Makes one group for each value.", many=False)]

    def _group(self, table: Table, call: AggregateRows, name: str) -> str:
        if call.bucket(name) is None:
            return self.wire(table, name)
        return camel(name) if self._camel else name

    def wire(self, table: Table, column: str) -> str:
        """A column's name on the wire."""
        name = table.column(column).name
        return name.camel if self._camel else name.snake

    def _choice(self, attribute: Attribute, description: str, *, many: bool) -> Field:
        field = plain_field(self._namer, self._camel, attribute)
        kind = ValueType("array", items=field.type, max_items=8) if many else field.type
        return replace(field, type=kind, description=description)
