"""Prints the tests of lists: pages, order, filters, search."""

from collections.abc import Iterator

from tools.blueprint.plan.operation import OperationPlan
from tools.packs.frameworks.fastapi.testing.failing import names_field
from tools.packs.frameworks.fastapi.testing.printing import ResourcePrinter
from tools.packs.languages.python.layout import INDENT
from tools.packs.languages.python.literals import text
from tools.packs.testing.catalog import Maker
from tools.packs.testing.listing import ROWS, equal_filter, held_member, search_term, sort_key


class ListingPrinter(ResourcePrinter):
    """Lists of one entity's rows."""

    def of_rows(self, maker: Maker) -> Iterator[str]:
        """The tests, as far as the lists have what they are about."""
        listing = self.operation("crud.list")
        if listing is not None:
            cursors = self.plan.api.pagination == "cursor"
            yield self._cursors(maker, listing) if cursors else self._offsets(maker, listing)
            yield self._repeating(listing)
            if self.plan.api.default_limit >= ROWS:
                yield from self._chosen(maker, listing)
        search = self.operation("search")
        if search is not None and (term := search_term(maker, search)) is not None:
            yield self._searching(maker, search, term)

    def _chosen(self, maker: Maker, listing: OperationPlan) -> Iterator[str]:
        """Which rows are listed and in which order; their tests want all rows on one page."""
        if (key := sort_key(maker, listing)) is not None:
            yield self._sorting(maker, listing, key)
        if (pair := equal_filter(maker, listing)) is not None:
            parameter, column = pair
            yield self._filtering(maker, listing, parameter, self.wire(maker.table, column))
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

    def _sorting(self, maker: Maker, listing: OperationPlan, key: str) -> str:
        wire = self.wire(maker.table, key)
        return self.test(
            "sorts_either_way",
            f"for _ in range({ROWS}):",
            f"{INDENT * 2}{self.make(maker.table)}",
            f"for sort, falling in (({text(wire)}, False), ({text(f'-{wire}')}, True)):",
            *self._asked(listing, '{"sort": sort}', 2),
            f'{INDENT * 2}found = [item[{text(wire)}] for item in response.json()["items"]]',
            f"{INDENT * 2}assert len(found) >= {ROWS}",
            f"{INDENT * 2}assert found == sorted(found, reverse=falling)",
        )

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
        held = held_member(listing, update)
        if update is not None and held is not None:
            yield self._holding(maker, listing, update, *held)

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
