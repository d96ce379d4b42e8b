"""Prints the tests of lists: pages, order, filters, search."""

from collections.abc import Iterator

from tools.blueprint.plan.operation import OperationPlan
from tools.packs.frameworks.express.testing.failing import names_field
from tools.packs.frameworks.express.testing.printing import ResourcePrinter
from tools.packs.languages.typescript.layout import INDENT, assignment, expression
from tools.packs.languages.typescript.literals import key, member, text
from tools.packs.testing.catalog import Maker
from tools.packs.testing.listing import ROWS, equal_filter, held_member, search_term, sort_key

_ITEMS = "answer.list('items')"


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
        if (name := sort_key(maker, listing)) is not None:
            yield self._sorting(maker, listing, name)
        if (pair := equal_filter(maker, listing)) is not None:
            parameter, column = pair
            yield self._filtering(maker, listing, parameter, self.wire(maker.table, column))
        update = self.operation("crud.update")
        held = held_member(listing, update)
        if update is not None and held is not None:
            yield self._holding(maker, listing, update, *held)

    def _asked(self, operation: OperationPlan, query: str, level: int = 1, name: str = "answer") -> list[str]:
        return self.request(name, "get", self.path(operation), query, self.headers(operation), level=level)

    def _made(self, maker: Maker) -> list[str]:
        """The statements that make rows and keep their keys."""
        made = f"({self.make(maker.table)}){member(self.key(maker.table))}"
        return assignment("made", f"[{', '.join([made] * ROWS)}]", 1)

    def _seen(self, maker: Maker, items: str = _ITEMS) -> str:
        return f"{items}.map((item) => item{member(self.key(maker.table))})"

    def _cursors(self, maker: Maker, listing: OperationPlan) -> str:
        found = member("nextCursor" if self.plan.api.casing == "camel" else "next_cursor")
        return self.test(
            "lists every row once",
            *self._made(maker),
            "const seen: unknown[] = [];",
            "let cursor: unknown;",
            "do {",
            *self._asked(listing, "query: { limit: 2, cursor }", 2),
            f"{INDENT * 2}seen.push(...{self._seen(maker)});",
            f"{INDENT * 2}cursor = answer.json(){found};",
            "} while (typeof cursor === 'string');",
            "expect(new Set(seen).size).toBe(seen.length);",
            "expect(seen).toEqual(expect.arrayContaining(made));",
        )

    def _offsets(self, maker: Maker, listing: OperationPlan) -> str:
        return self.test(
            "lists every row once",
            *self._made(maker),
            "const seen: unknown[] = [];",
            "let found: unknown[];",
            "do {",
            *self._asked(listing, "query: { limit: 2, offset: seen.length }", 2),
            f"{INDENT * 2}found = {self._seen(maker)};",
            f"{INDENT * 2}seen.push(...found);",
            f"{INDENT * 2}expect(answer.json().total).toBeGreaterThanOrEqual(seen.length);",
            "} while (found.length > 0);",
            "expect(new Set(seen).size).toBe(seen.length);",
            "expect(seen).toEqual(expect.arrayContaining(made));",
        )

    def _sorting(self, maker: Maker, listing: OperationPlan, name: str) -> str:
        wire = self.wire(maker.table, name)
        is_number = maker.table.column(name).type.kind in ("int32", "int64")
        read, order = ("Number", "(a, b) => a - b") if is_number else ("String", "")
        return self.test(
            "sorts either way",
            f"for (let count = 0; count < {ROWS}; count += 1) {{",
            f"{INDENT * 2}{self.make(maker.table)};",
            "}",
            f"for (const sort of [{text(wire)}, {text(f'-{wire}')}]) {{",
            *self._asked(listing, "query: { sort }", 2),
            *assignment("found", f"{_ITEMS}.map((item) => {read}(item{member(wire)}))", 2),
            f"{INDENT * 2}const rising = found.toSorted({order});",
            f"{INDENT * 2}expect(found.length).toBeGreaterThanOrEqual({ROWS});",
            f"{INDENT * 2}expect(found).toEqual(sort.startsWith('-') ? rising.toReversed() : rising);",
            "}",
        )

    def _filtering(self, maker: Maker, listing: OperationPlan, parameter: str, wire: str) -> str:
        found = member(self.key(maker.table))
        return self.test(
            "lists only what a filter asks for",
            f"const made = {self.make(maker.table)};",
            f"{self.make(maker.table)};",
            *self._asked(listing, f"query: {{ {key(parameter)}: made{member(wire)} }}"),
            f"const found = {_ITEMS};",
            f"expect({self._seen(maker, 'found')}).toContain(made{found});",
            *expression(
                f"expect(new Set(found.map((item) => item{member(wire)}))).toEqual(new Set([made{member(wire)}]))",
                1,
                ";",
            ),
        )

    def _holding(self, maker: Maker, listing: OperationPlan, update: OperationPlan, held: str, parameter: str) -> str:
        document = f"json: {{ {key(held)}: {{ color: 'red', size: 42 }} }}"
        asked = f"query: {{ {text(f'{parameter}[color]')}: color, {text(f'{parameter}[size]')}: size }}"
        return self.test(
            "lists only rows that hold what is asked for",
            f"const made = {self.make(maker.table)};",
            *self.request("changed", "patch", self.path(update), document, self.unconditional(update)),
            "expect(changed.status, changed.text).toBe(200);",
            "for (const [color, size, isFound] of [['red', '42', true], ['Red', '42', false], ['red', '43', false]]) {",
            *self._asked(listing, asked, 2),
            f"{INDENT * 2}expect({self._seen(maker)}.includes(made{member(self.key(maker.table))})).toBe(isFound);",
            "}",
            *self._asked(listing, f"query: {{ {key(parameter)}: 'red' }}", name="refused"),
            self.refused("refused", "validation_failed"),
            *names_field(self.plan, "refused", parameter, pointer=False),
        )

    def _repeating(self, listing: OperationPlan) -> str:
        return self.test(
            "refuses a parameter that is sent twice",
            *self._asked(listing, "query: { limit: [1, 2] }"),
            self.refused("answer", "validation_failed"),
            *names_field(self.plan, "answer", "limit", pointer=False),
        )

    def _searching(self, maker: Maker, search: OperationPlan, term: str) -> str:
        return self.test(
            "finds what holds the term",
            f"const made = {self.make(maker.table)};",
            *self._asked(search, f"query: {{ q: made{member(term)} }}"),
            f"expect({self._seen(maker)}).toContain(made{member(self.key(maker.table))});",
            *self._asked(search, "query: { q: 'nothing holds this' }", name="none"),
            "expect(none.list('items')).toEqual([]);",
        )
