"""Prints the tests of lists: pages, order, filters, search."""

from collections.abc import Iterator

from tools.blueprint.plan.operation import FetchPage, OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import ListRows
from tools.packs.frameworks.fastapi.testing.catalog import SAMPLES, Maker, sample
from tools.packs.frameworks.fastapi.testing.failing import names_field
from tools.packs.frameworks.fastapi.testing.printing import ResourcePrinter
from tools.packs.languages.python.layout import INDENT
from tools.packs.languages.python.literals import text

_ORDERED = frozenset({"string", "text", "int32", "int64", "date", "datetime"})
"""Kinds whose wire form sorts as the values do."""
_ROWS = 3
_EQUAL = _ORDERED | {"enum", "uuid", "bool"}


class ListingPrinter(ResourcePrinter):
    """Lists of one entity's rows."""

    def of_rows(self, maker: Maker) -> Iterator[str]:
        """The tests, as far as the lists have what they are about."""
        listing = self.operation("crud.list")
        if listing is not None:
            cursors = self.plan.api.pagination == "cursor"
            yield self._cursors(maker, listing) if cursors else self._offsets(maker, listing)
            yield self._repeating(listing)
            if self.plan.api.default_limit >= _ROWS:
                yield from self._chosen(maker, listing)
        search = self.operation("search")
        if search is not None and (term := self._term(maker, search)) is not None:
            yield self._searching(maker, search, term)

    def _chosen(self, maker: Maker, listing: OperationPlan) -> Iterator[str]:
        """Which rows are listed and in which order; their tests want all rows on one page."""
        if (key := self._sort_key(maker, listing)) is not None:
            yield self._sorting(maker, listing, key)
        if (pair := self._filter(maker, listing)) is not None:
            yield self._filtering(maker, listing, *pair)
        yield from self._members(maker, listing)

    def _asked(self, operation: OperationPlan, params: str, level: int = 1) -> list[str]:
        return self.request(
            "response", "get", [self.path(operation), f"params={params}", self.headers(operation)], level
        )

    def _cursors(self, maker: Maker, listing: OperationPlan) -> str:
        key = text(self.key(maker.table))
        cursor = text("nextCursor" if self.plan.api.casing == "camel" else "next_cursor")
        self.imports.add("typing", "Any")
        return self.test(
            "lists_every_row_once",
            f"made = {{({self.make(maker.table)})[{key}] for _ in range(3)}}",
            "seen: list[Any] = []",
            'params: dict[str, Any] = {"limit": 2}',
            "while True:",
            *self._asked(listing, "params", 2),
            f"{INDENT * 2}page = response.json()",
            f'{INDENT * 2}seen += [item[{key}] for item in page["items"]]',
            f"{INDENT * 2}if page[{cursor}] is None:",
            f"{INDENT * 3}break",
            f'{INDENT * 2}params["cursor"] = page[{cursor}]',
            "assert len(seen) == len(set(seen))",
            "assert made <= set(seen)",
        )

    def _offsets(self, maker: Maker, listing: OperationPlan) -> str:
        key = text(self.key(maker.table))
        self.imports.add("typing", "Any")
        return self.test(
            "lists_every_row_once",
            f"made = {{({self.make(maker.table)})[{key}] for _ in range(3)}}",
            "seen: list[Any] = []",
            "while True:",
            *self._asked(listing, '{"limit": 2, "offset": len(seen)}', 2),
            f"{INDENT * 2}page = response.json()",
            f'{INDENT * 2}if not page["items"]:',
            f"{INDENT * 3}break",
            f'{INDENT * 2}seen += [item[{key}] for item in page["items"]]',
            'assert len(seen) == len(set(seen)) == page["total"]',
            "assert made <= set(seen)",
        )

    def _sort_key(self, maker: Maker, listing: OperationPlan) -> str | None:
        """A column that rows are sorted by and shown with, and that all of them have; best one that tests fill."""
        shown = {field.column for field in listing.response.view.fields} if listing.response.view else set()
        filled = {field.column for field in maker.values}
        usable = [
            name
            for name in self._call(listing).sorts
            if name in shown
            and not maker.table.column(name).nullable
            and maker.table.column(name).type.kind in _ORDERED
        ]
        return next((name for name in usable if name in filled), next(iter(usable), None))

    def _sorting(self, maker: Maker, listing: OperationPlan, key: str) -> str:
        wire = self.wire(maker.table, key)
        return self.test(
            "sorts_either_way",
            f"for _ in range({_ROWS}):",
            f"{INDENT * 2}{self.make(maker.table)}",
            f"for sort, falling in (({text(wire)}, False), ({text(f'-{wire}')}, True)):",
            *self._asked(listing, '{"sort": sort}', 2),
            f'{INDENT * 2}found = [item[{text(wire)}] for item in response.json()["items"]]',
            f"{INDENT * 2}assert len(found) >= {_ROWS}",
            f"{INDENT * 2}assert found == sorted(found, reverse=falling)",
        )

    def _filter(self, maker: Maker, listing: OperationPlan) -> tuple[str, str] | None:
        """A parameter that asks for equal values, and the member that it looks at."""
        shown = {field.column for field in listing.response.view.fields} if listing.response.view else set()
        filled = [field.column for field in (*maker.values, *(field for field, _ in maker.references))]
        parameters = {field.name.snake: field.wire for field in listing.query}
        for column in filled:
            for item in self._call(listing).filters:
                if item.column == column and item.operator == "eq" and column in shown and item.type.kind in _EQUAL:
                    return parameters[item.parameter], self.wire(maker.table, item.column)
        return None

    def _filtering(self, maker: Maker, listing: OperationPlan, parameter: str, member: str) -> str:
        key = text(self.key(maker.table))
        return self.test(
            "lists_only_what_a_filter_asks_for",
            f"made = {self.make(maker.table)}",
            self.make(maker.table),
            *self._asked(listing, f"{{{text(parameter)}: made[{text(member)}]}}"),
            'found = response.json()["items"]',
            f"assert made[{key}] in [item[{key}] for item in found]",
            f"assert {{item[{text(member)}] for item in found}} == {{made[{text(member)}]}}",
        )

    def _members(self, maker: Maker, listing: OperationPlan) -> Iterator[str]:
        """Rows by members of a document, which a change gives them."""
        update = self.operation("crud.update")
        if update is None or update.body is None or update.wrapper is not None:
            return
        parameters = {field.name.snake: field.wire for field in listing.query}
        changed = {field.name.snake: field.wire for field in update.body.fields}
        for item in self._call(listing).filters:
            if item.operator == "holds" and item.column in changed:
                yield self._holding(maker, listing, update, changed[item.column], parameters[item.parameter])
                return

    def _holding(self, maker: Maker, listing: OperationPlan, update: OperationPlan, member: str, parameter: str) -> str:
        key = text(self.key(maker.table))
        document = f'json={{{text(member)}: {{"color": "red", "size": 42}}}}'
        asked = f"{{{text(f'{parameter}[color]')}: color, {text(f'{parameter}[size]')}: size}}"
        return self.test(
            "lists_only_rows_that_hold_what_is_asked_for",
            f"made = {self.make(maker.table)}",
            *self.request("response", "patch", [self.path(update), document, self.unconditional(update)]),
            "assert response.status_code == 200, response.text",
            'for color, size, found in (("red", "42", True), ("Red", "42", False), ("red", "43", False)):',
            *self._asked(listing, asked, 2),
            f'{INDENT * 2}listed = [item[{key}] for item in response.json()["items"]]',
            f"{INDENT * 2}assert (made[{key}] in listed) is found",
            *self._asked(listing, f'{{{text(parameter)}: "red"}}'),
            f"assert response.status_code == {self.plan.status('validation_failed')}",
            *names_field(self.plan, "response", parameter, pointer=False),
        )

    def _repeating(self, listing: OperationPlan) -> str:
        return self.test(
            "refuses_a_parameter_that_is_sent_twice",
            *self._asked(listing, '{"limit": [1, 2]}'),
            f"assert response.status_code == {self.plan.status('validation_failed')}",
            *names_field(self.plan, "response", "limit", pointer=False),
        )

    def _term(self, maker: Maker, search: OperationPlan) -> str | None:
        """The member that tests search for: a text that they fill, and that may be a term."""
        call = self._call(search)
        longest = next((field.type.max_length for field in search.query if field.name.snake == "q"), None)
        columns = call.search.columns if call.search is not None else ()
        return next((field.wire for field in maker.values if field.column in columns and _fits(field, longest)), None)

    def _searching(self, maker: Maker, search: OperationPlan, term: str) -> str:
        key = text(self.key(maker.table))
        return self.test(
            "finds_what_holds_the_term",
            f"made = {self.make(maker.table)}",
            *self._asked(search, f'{{"q": made[{text(term)}]}}'),
            f'assert made[{key}] in [item[{key}] for item in response.json()["items"]]',
            *self._asked(search, '{"q": "nothing holds this"}'),
            'assert response.json()["items"] == []',
        )

    @staticmethod
    def _call(operation: OperationPlan) -> ListRows:
        return next(node.call for node in operation.nodes if isinstance(node, FetchPage))


def _fits(field: Field, longest: int | None) -> bool:
    """Whether every sample of the field is a term."""
    texts = [str(sample(field, number)) for number in range(1, SAMPLES + 1)]
    return all(item.strip() and (longest is None or len(item) <= longest) for item in texts)
