"""Rows that the items of a list name: what is known of them while the items are gone through."""

from collections.abc import Callable, Mapping

from tools.validators.conformance.knowledge import Row

Seen = Callable[[str], Row]
"""What is known, before the call, of the row that steps saved under a name; nothing where that may have changed."""


class ListedRows:
    """By the name that a fetch gives it, the row that an item names, and what it holds by now."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._names: dict[str, str] = {}
        """What finds a row → the row that it found last."""
        self._rows: dict[str, tuple[str, Row]] = {}
        """Table and values."""
        self._changed: set[str] = set()
        """Tables of which other rows were changed, and who knows which."""

    def find(self, bind: str, table: str, reference: Mapping[str, object]) -> Row:
        """The row that is named so. One that two items name is found as the first one left it."""
        name = self._names[bind] = str(reference["$"]).partition("/")[0]
        if name not in self._rows:
            self._rows[name] = table, {} if table in self._changed else self._seen(name)
        return self._rows[name][1]

    def change(self, bind: str | None, table: str, row: Row) -> None:
        """A row of the table holds something else by now; any of them may, where no item named it."""
        name = self._names.get(bind or "")
        if name is not None:
            self._rows[name] = table, row
            return
        self._changed.add(table)
        for other, (kind, _) in self._rows.items():
            if kind == table:
                self._rows[other] = kind, {}
